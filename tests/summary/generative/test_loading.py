"""What is loaded and what is refused; nothing here asks a network."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from quoteattr.errors import CheckpointError, MissingExtraError, OptionError
from quoteattr.summary.generative import Summarizer
from quoteattr.summary.generative.files import find_folder
from quoteattr.summary.generative.loading import load
from tests.summary.generative.conftest import build_tokenizer

Save = Callable[..., Path]


@pytest.mark.parametrize(("kind", "expected"), [("t5", "seq2seq"), ("bart", "seq2seq"), ("llama", "causal")])
def test_the_kind_of_model_is_read_from_its_configuration(save_checkpoint: Save, kind: str, expected: str) -> None:
    folder = save_checkpoint(kind)
    loaded = load(folder, name=kind, device="cpu", dtype=None, gguf_file=None)
    assert loaded.kind == expected
    assert str(loaded.model.dtype) == "torch.float32"


@pytest.mark.parametrize("kind", ["bert", "headless"])
def test_a_model_that_does_not_write_is_refused(save_checkpoint: Save, kind: str) -> None:
    with pytest.raises(CheckpointError, match="does not write text; accepted are"):
        Summarizer.from_pretrained(save_checkpoint(kind))


def test_a_model_whose_head_is_missing_is_refused(save_checkpoint: Save) -> None:
    folder = save_checkpoint("headless")
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps({**config, "architectures": ["LlamaForCausalLM"]}))
    with pytest.raises(CheckpointError, match=r"lacks 1 of its weights \(lm_head\.weight\)"):
        Summarizer.from_pretrained(folder)


def test_a_model_without_a_tokenizer_is_refused(save_checkpoint: Save) -> None:
    with pytest.raises(CheckpointError, match="the tokenizer of generative model"):
        Summarizer.from_pretrained(save_checkpoint("llama", tokenizer=False))


def test_weights_that_can_run_code_are_refused(save_checkpoint: Save) -> None:
    folder = save_checkpoint("llama")
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")
    with pytest.raises(CheckpointError, match=r"can run code.*accepted are safetensors"):
        Summarizer.from_pretrained(folder)


def test_damaged_weights_are_refused(save_checkpoint: Save) -> None:
    folder = save_checkpoint("llama")
    (folder / "model.safetensors").write_bytes(b"no weights")
    with pytest.raises(CheckpointError, match="the weights of"):
        Summarizer.from_pretrained(folder)


def test_a_model_with_code_of_its_own_is_refused(tmp_path: Path) -> None:
    config = {
        "model_type": "parrot",
        "auto_map": {"AutoConfig": "parrot.Config", "AutoModelForCausalLM": "parrot.Model"},
    }
    (tmp_path / "config.json").write_text(json.dumps(config))
    (tmp_path / "parrot.py").write_text("raise SystemExit('ran')")
    (tmp_path / "model.safetensors").touch()
    with pytest.raises(CheckpointError, match="never run"):
        Summarizer.from_pretrained(tmp_path)


@pytest.mark.parametrize("name", ["no/such/folder", "./here", "", "a b", Path("nowhere")])
def test_what_is_neither_folder_nor_hub_id_is_refused(name: str | Path) -> None:
    with pytest.raises(CheckpointError, match="there is no such folder; accepted are"):
        Summarizer.from_pretrained(name)


def test_a_folder_without_weights_says_what_it_lacks(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match=r"has no model\.safetensors; accepted"):
        find_folder(tmp_path)
    (tmp_path / "tiny.gguf").touch()
    with pytest.raises(CheckpointError, match="name it by `gguf_file`"):
        find_folder(tmp_path)
    with pytest.raises(CheckpointError, match=r"GGUF files there: tiny\.gguf"):
        find_folder(tmp_path, gguf_file="huge.gguf")
    assert find_folder(tmp_path, gguf_file="tiny.gguf") == tmp_path


def test_a_gguf_file_needs_its_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import importlib.util

    (tmp_path / "tiny.gguf").touch()
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(MissingExtraError, match=r"pip install \"quoteattr\[gguf\]\""):
        Summarizer.from_pretrained(tmp_path, gguf_file="tiny.gguf")


def test_a_device_that_torch_does_not_know_is_refused(save_checkpoint: Save) -> None:
    with pytest.raises(OptionError, match="device"):
        Summarizer.from_pretrained(save_checkpoint("llama"), device="abacus")


class Hub:
    """A hub with one repository, which notes what is fetched from it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.asked: list[dict[str, Any]] = []

    def snapshot_download(self, name: str, **options: Any) -> str:
        self.asked.append({"name": name, **options})
        if options["local_files_only"]:
            raise FileNotFoundError("not cached")
        return str(self.folder)


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hub:
    import huggingface_hub

    hub = Hub(tmp_path)
    monkeypatch.setattr(huggingface_hub, "snapshot_download", hub.snapshot_download)
    return hub


def test_a_hub_id_fetches_the_weights_that_its_index_names(hub: Hub) -> None:
    shards = {"a": "model-1.safetensors", "b": "model-2.safetensors"}
    (hub.folder / "model.safetensors.index.json").write_text(json.dumps({"weight_map": shards}))
    for shard in shards.values():
        (hub.folder / shard).touch()
    assert find_folder("newsroom/writer", revision="v2") == hub.folder
    assert hub.asked[1]["allow_patterns"] == sorted(shards.values())
    assert {asked["revision"] for asked in hub.asked} == {"v2"}


def test_a_hub_id_without_safetensors_is_refused(hub: Hub) -> None:
    with pytest.raises(CheckpointError, match=r"has no model\.safetensors"):
        find_folder("newsroom/writer")
    assert not any("bin" in pattern for asked in hub.asked for pattern in asked["allow_patterns"])


def test_a_hub_id_that_is_not_in_the_cache_says_so(hub: Hub) -> None:
    with pytest.raises(CheckpointError, match="nor whole in the local cache"):
        find_folder("newsroom/writer", local_files_only=True)


def test_a_damaged_index_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors.index.json").write_text("[1]")
    with pytest.raises(CheckpointError, match="not an index of weights"):
        find_folder(tmp_path)


def test_the_tokenizer_of_these_tests_reads_and_writes_any_text() -> None:
    tokenizer = build_tokenizer()
    text = "“Fares stay” — 6 crowns."
    assert tokenizer.decode(tokenizer(text)["input_ids"]) == text
