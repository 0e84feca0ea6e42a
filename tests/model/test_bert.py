import subprocess
import sys

import numpy as np
import pytest
import torch

from quoteattr.errors import OptionError
from quoteattr.model.bert import Reader, readable
from quoteattr.model.checkpoint import find_checkpoint, load_encoder
from quoteattr.model.configuration_quoteattr import QuoteAttrConfig
from quoteattr.model.encode import Encoder
from quoteattr.model.modeling_quoteattr import QuoteAttrModel
from quoteattr.model.saving import copy_checkpoint, save_encoder
from quoteattr.model.settings import Settings

TEXT = (
    "“The bridge is safe,” said Ada Burns, chief engineer of Marlow Council. Café owners said that it isn't.\n\n"
    "Tom Reddy, 45, called the plan ‘long overdue’ – on 3 May, at 10.30am; asked about fares, she didn't answer."
)
CPU = torch.device("cpu")


def test_the_reader_reads_as_the_model_of_transformers_does():
    found = find_checkpoint()
    reader, model = load_encoder(found, CPU), load_encoder(found, CPU, trainable=True)
    assert isinstance(reader.model, Reader)
    assert isinstance(model.model, QuoteAttrModel)
    # Of one window, of some, and of a batch whose windows are not equally long.
    for text in ("It rained.", TEXT, "\n\n".join([TEXT] * 8)):
        ours, theirs = reader.encode(text), model.encode(text)
        np.testing.assert_array_equal(ours.tokens.ids, theirs.tokens.ids)
        np.testing.assert_array_equal(ours.tokens.offsets, theirs.tokens.offsets)
        np.testing.assert_allclose(ours.states[:], theirs.states[:], atol=2e-5)
        np.testing.assert_allclose(ours.tags, theirs.tags, atol=1e-3)


def test_padding_changes_nothing():
    model = load_encoder(find_checkpoint(), CPU).model
    ids = torch.arange(2000, 2020)[None]
    zeros, seen = torch.zeros_like(ids), torch.ones_like(ids)
    alone = model(ids, seen, zeros, zeros, zeros)
    wider = [torch.nn.functional.pad(part, (0, 12)) for part in (ids, seen, zeros, zeros, zeros)]
    torch.testing.assert_close(model(*wider).states[:, :20], alone.states, atol=1e-5, rtol=0)


@pytest.mark.parametrize(
    ("encoder", "expected"),
    [
        ({"model_type": "bert"}, True),
        ({"model_type": "bert", "hidden_act": "gelu", "is_decoder": False}, True),
        ({"model_type": "bert", "hidden_act": "relu"}, False),
        ({"model_type": "bert", "position_embedding_type": "relative_key"}, False),
        ({"model_type": "distilbert"}, False),
    ],
)
def test_an_encoder_of_another_kind_is_left_to_transformers(encoder, expected):
    assert readable(Settings(encoder)) is expected


def test_a_checkpoint_with_another_encoder_is_read_through_transformers(tiny_encoder, tmp_path):
    sizes = {"dim": 8, "n_layers": 1, "n_heads": 2, "hidden_dim": 16, "max_position_embeddings": 40}
    vocabulary = tiny_encoder.model.config.encoder["vocab_size"]
    other = {"model_type": "distilbert", "vocab_size": vocabulary, **sizes}
    config = QuoteAttrConfig(other, window=32, overlap=8, link_width=8, antecedent_width=8)
    saved = Encoder(QuoteAttrModel(config), tiny_encoder.tokenizer)
    save_encoder(saved, tmp_path)
    loaded = load_encoder(find_checkpoint(tmp_path), CPU)
    np.testing.assert_array_equal(loaded.encode(TEXT).tags, saved.encode(TEXT).tags)


def test_configuration_and_settings_have_the_same_defaults(tmp_path):
    QuoteAttrConfig({"model_type": "bert"}).save_pretrained(tmp_path)
    read, made = Settings.read(tmp_path), QuoteAttrConfig({"model_type": "bert"})
    assert {name: getattr(read, name) for name in Settings.names()} == {
        name: getattr(made, name) for name in Settings.names()
    }


def test_what_only_reads_is_not_saved_but_its_files_are_copied(tiny_encoder, tmp_path):
    save_encoder(tiny_encoder, tmp_path / "a", card="# A card")
    found = find_checkpoint(tmp_path / "a")
    with pytest.raises(OptionError, match="trainable=True"):
        save_encoder(load_encoder(found, CPU), tmp_path / "b")
    assert not (tmp_path / "b").exists()
    copy_checkpoint(found, tmp_path / "b")
    assert {path.name: path.read_bytes() for path in (tmp_path / "a").iterdir()} == {
        path.name: path.read_bytes() for path in (tmp_path / "b").iterdir()
    }


def test_an_article_is_read_without_importing_transformers():
    code = (
        "import sys, quoteattr; quoteattr.annotate('“Yes,” said Ada Burns.');"
        "print(sorted({'transformers', 'torch._dynamo'} & {*sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout == "[]\n"
