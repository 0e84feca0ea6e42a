import json

import numpy as np
import pytest
import torch

from quoteattr.errors import CheckpointError, OptionError
from quoteattr.model.checkpoint import Checkpoint, choose_device, find_checkpoint, load_encoder
from quoteattr.model.configuration_quoteattr import QuoteAttrConfig
from quoteattr.model.modeling_quoteattr import QuoteAttrModel
from quoteattr.model.saving import save_encoder

TEXT = "“Yes,” said Ada Burns. The council said that the bridge will open."


def load(folder):
    return load_encoder(find_checkpoint(folder), torch.device("cpu"))


def test_saved_and_loaded_gives_the_same_answer(tiny_encoder, tmp_path):
    save_encoder(tiny_encoder, tmp_path, card="# A card")
    np.testing.assert_array_equal(load(tmp_path).encode(TEXT).tags, tiny_encoder.encode(TEXT).tags)
    assert (tmp_path / "README.md").read_text() == "# A card"


def test_half_precision_is_kept_where_it_loses_nothing(tiny_encoder, tmp_path):
    save_encoder(tiny_encoder, tmp_path / "full")
    with torch.no_grad():
        for weight in tiny_encoder.model.parameters():
            weight.copy_(weight.half().float())
    save_encoder(tiny_encoder, tmp_path / "half")
    full, half = ((tmp_path / name / "model.safetensors").stat().st_size for name in ("full", "half"))
    assert half < 0.6 * full
    np.testing.assert_array_equal(load(tmp_path / "half").encode(TEXT).tags, tiny_encoder.encode(TEXT).tags)


def test_transformers_reads_the_same_folder(tiny_encoder, tmp_path):
    save_encoder(tiny_encoder, tmp_path)
    model = QuoteAttrModel.from_pretrained(tmp_path)
    for name, weight in tiny_encoder.model.state_dict().items():
        torch.testing.assert_close(model.state_dict()[name], weight)


def test_loading_leaves_the_random_state_alone(tiny_encoder, tmp_path):
    save_encoder(tiny_encoder, tmp_path)
    torch.manual_seed(5)
    expected = torch.rand(1)
    torch.manual_seed(5)
    load(tmp_path)
    assert torch.rand(1) == expected


@pytest.mark.parametrize("name", ["config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json"])
def test_missing_file_is_named(tiny_encoder, tmp_path, name):
    save_encoder(tiny_encoder, tmp_path)
    (tmp_path / name).unlink()
    with pytest.raises(CheckpointError, match=name):
        find_checkpoint(tmp_path)


def test_truncated_weights(tiny_encoder, tmp_path):
    save_encoder(tiny_encoder, tmp_path)
    weights = tmp_path / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:1000])
    with pytest.raises(CheckpointError, match=r"model.safetensors \(changed\)"):
        load(tmp_path)


def test_weights_of_another_shape(tiny_encoder, tmp_path):
    save_encoder(tiny_encoder, tmp_path)
    config = json.loads((tmp_path / "config.json").read_text())
    config["link_width"] = 24
    (tmp_path / "config.json").write_text(json.dumps(config))
    (tmp_path / "checksums.json").unlink()
    with pytest.raises(CheckpointError, match="another shape"):
        load(tmp_path)


def test_damaged_configuration(tiny_encoder, tmp_path):
    save_encoder(tiny_encoder, tmp_path)
    (tmp_path / "config.json").write_text("{")
    with pytest.raises(CheckpointError):
        load(tmp_path)


@pytest.mark.parametrize("name", ["no/such/folder/at/all", "./nowhere", "", "../x y"])
def test_no_such_folder(name):
    with pytest.raises(CheckpointError, match="accepted are 'default'"):
        find_checkpoint(name)


def test_hub_id_that_is_not_in_the_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("HF_HOME", str(tmp_path))
    with pytest.raises(CheckpointError, match="local cache"):
        find_checkpoint("nobody/nothing-here", local_files_only=True)


def test_error_is_an_os_error():
    with pytest.raises(OSError, match="nowhere"):
        find_checkpoint("./nowhere")


def test_a_device_that_torch_does_not_know_is_refused():
    with pytest.raises(OptionError, match="abacus"):
        choose_device("abacus")


def test_digest_follows_the_configuration(tiny_encoder, tmp_path):
    save_encoder(tiny_encoder, tmp_path)
    before = Checkpoint("x", tmp_path).digest
    (tmp_path / "config.json").write_text((tmp_path / "config.json").read_text() + "\n")
    assert Checkpoint("x", tmp_path).digest != before


def test_overlap_must_leave_room():
    with pytest.raises(OptionError, match="overlap"):
        QuoteAttrConfig(window=10, overlap=8)
