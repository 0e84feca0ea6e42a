"""Checkpoints with every kind of damage: each is a `CheckpointError` that says what was found, whatever asks first."""

import json
import multiprocessing
import shutil
from pathlib import Path

import pytest
import torch
from click.testing import CliRunner
from safetensors.torch import load, save

from quoteattr.cli import main
from quoteattr.errors import CheckpointError
from quoteattr.model import hub
from quoteattr.model.checkpoint import Checkpoint, find_checkpoint, load_encoder
from quoteattr.model.checksums import compare_files
from quoteattr.model.layout import CHECKPOINT_FILES
from quoteattr.model.modeling_quoteattr import QuoteAttrModel
from quoteattr.model.saving import save_encoder
from quoteattr.pipeline import Pipeline
from tests.conftest import build_tiny_encoder

TEXT = "“Yes,” said Ada Burns. The council said that the bridge will open."
CONFIG, WEIGHTS, TOKENIZER, SPECIAL = CHECKPOINT_FILES


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    return save_encoder(build_tiny_encoder(), tmp_path_factory.mktemp("sound"))


@pytest.fixture
def folder(sound, tmp_path):
    return Path(shutil.copytree(sound, tmp_path / "checkpoint"))


def config(**values):
    return lambda data: json.dumps({**json.loads(data), **values}).encode()


def encoder(**values):
    return lambda data: config(encoder={**json.loads(data)["encoder"], **values})(data)


def weights(change):
    def damage(data):
        tensors = load(data)
        change(tensors)
        return save(tensors)

    return damage


def words(change):
    def damage(data):
        record = json.loads(data)
        change(record)
        return json.dumps(record).encode()

    return damage


GENERAL = {
    "empty": lambda _: b"",
    "cut off": lambda data: data[: len(data) // 2],
    "noise": lambda _: b"\xff\x00" * 500,
    "nulls": lambda data: bytes(len(data)),
    "another record": lambda _: b"[]",
    "null": lambda _: b"null",
    "too deep": lambda _: b"[" * 100_000,
}
BY_FILE = [
    pytest.param(name, damage, "cannot be loaded", id=f"{name} {label}")
    for name in CHECKPOINT_FILES
    for label, damage in GENERAL.items()
]
WITHIN = [
    (CONFIG, "another shape", config(link_width=24), "of another shape are content_to_cue"),
    (CONFIG, "no window", config(window=None), "cannot be loaded"),
    (CONFIG, "wide window", config(window=10**9), "windows of 1000000000 tokens; the encoder reads 32"),
    (CONFIG, "no candidates", config(link_candidates=0), "link_candidates=0; accepted are whole numbers from 1"),
    (CONFIG, "a word for a number", config(none_bias="x"), "none_bias='x'; accepted are numbers"),
    (CONFIG, "no number", config(min_score=float("nan")), "min_score=nan; accepted are numbers from 0.0 to 1.0"),
    (CONFIG, "unknown encoder", encoder(model_type="nonsense"), "nonsense"),
    (CONFIG, "no heads", encoder(num_attention_heads=0), "ZeroDivisionError"),
    (CONFIG, "a mountain of memory", encoder(hidden_size=10**7), "cannot be loaded"),
    (CONFIG, "endless layers", encoder(num_hidden_layers=10**9), "asks for 1000000000 layers"),
    (CONFIG, "broken calibration", config(calibration={"a": 1}), "calibration cannot be read"),
    (WEIGHTS, "missing weight", weights(lambda w: w.pop("tags.weight")), "lacking are tags.weight"),
    (WEIGHTS, "strange weight", weights(lambda w: w.update(x=torch.zeros(3))), "too many are x"),
    (WEIGHTS, "no number", weights(lambda w: w["tags.weight"].fill_(torch.nan)), "what is not a number in tags.weight"),
    (WEIGHTS, "infinite", weights(lambda w: w["tags.bias"].fill_(torch.inf)), "what is not a number in tags.bias"),
    (WEIGHTS, "whole numbers", weights(lambda w: w.update({"tags.bias": w["tags.bias"].int()})), "torch.int32"),
    (TOKENIZER, "more words", words(lambda t: t["model"]["vocab"].update(yes=500)), "numbers up to 500"),
    (TOKENIZER, "no model", words(lambda t: t.pop("model")), "cannot be loaded"),
    (SPECIAL, "no padding", words(lambda t: t.pop("pad_token")), "no special token for pad"),
]


@pytest.mark.parametrize(
    ("name", "damage", "message"),
    [*BY_FILE, *(pytest.param(name, damage, message, id=f"{name} {label}") for name, label, damage, message in WITHIN)],
)
def test_damage_is_told(folder, name, damage, message):
    (folder / name).write_bytes(damage((folder / name).read_bytes()))
    # With checksums, nothing is even looked at.
    with pytest.raises(CheckpointError, match=rf"not what it was when it was saved: {name} \(changed\)"):
        Pipeline.from_pretrained(folder)(TEXT)
    (folder / "checksums.json").unlink()
    pipeline = Pipeline.from_pretrained(folder)
    with pytest.raises(CheckpointError) as caught:
        pipeline(TEXT)
    told = str(caught.value)
    assert message in told
    assert "\n" not in told
    assert len(told) < 900
    assert any(fix in told for fix in ("fetch or install it again", "calibrate it anew"))


def test_code_that_a_checkpoint_names_is_not_run(folder, monkeypatch):
    (folder / "evil.py").write_text("raise SystemExit('this was run')\n")
    damage = config(auto_map={"AutoConfig": "evil.Config", "AutoModel": "evil.Model"}, trust_remote_code=True)
    (folder / CONFIG).write_bytes(damage((folder / CONFIG).read_bytes()))
    damage = words(lambda t: t.update(auto_map={"AutoTokenizer": ["evil.T", "evil.T"]}, tokenizer_class="Evil"))
    (folder / SPECIAL).write_bytes(damage((folder / SPECIAL).read_bytes()))
    (folder / "checksums.json").unlink()
    assert Pipeline.from_pretrained(folder)(TEXT).text == TEXT


def test_weights_that_are_a_pickle_are_not_read(folder):
    torch.save({"tags.weight": torch.zeros(1)}, folder / WEIGHTS)
    (folder / "checksums.json").unlink()
    with pytest.raises(CheckpointError, match="header"):
        Pipeline.from_pretrained(folder)(TEXT)


@pytest.mark.parametrize("name", CHECKPOINT_FILES)
@pytest.mark.parametrize("instead", ["nothing", "a folder", "a link to nowhere"])
def test_a_file_that_is_none_is_named(folder, name, instead):
    (folder / name).unlink()
    if instead == "a folder":
        (folder / name).mkdir()
    elif instead == "a link to nowhere":
        (folder / name).symlink_to("nowhere")
    with pytest.raises(CheckpointError, match=f"lacks {name}"):
        Pipeline.from_pretrained(folder)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        pytest.param("~nobody-at-all/x", "cannot be looked up", id="unknown user"),
        pytest.param("x" * 5_000, "cannot be looked up", id="long name"),
        pytest.param("a\0b", "cannot be looked up", id="null in the name"),
        pytest.param("a/../../b", "there is no such folder", id="path upwards"),
        pytest.param("model.safetensors", "this is a file; accepted is the folder", id="file"),
    ],
)
def test_a_name_that_is_no_folder(folder, monkeypatch, name, message):
    monkeypatch.chdir(folder)
    with pytest.raises(CheckpointError, match=message):
        Pipeline.from_pretrained(name)


class TestChecksums:
    def test_whatever_is_saved_has_them(self, folder):
        assert [file.state for file in compare_files(folder, CHECKPOINT_FILES)] == ["as saved"] * 4
        Pipeline.from_pretrained(folder).save_pretrained(folder)
        assert [file.state for file in compare_files(folder, CHECKPOINT_FILES)] == ["as saved"] * 4

    def test_the_shipped_checkpoint_is_what_it_was(self):
        found = find_checkpoint()
        assert [file.state for file in compare_files(found.folder, CHECKPOINT_FILES)] == ["as saved"] * 4

    def test_the_shipped_checkpoint_must_have_them(self, folder):
        (folder / "checksums.json").unlink()
        with pytest.raises(CheckpointError, match=r"has no checksums\.json"):
            load_encoder(Checkpoint("default", folder), torch.device("cpu"))

    @pytest.mark.parametrize("content", ["", "{", "[]", '{"sha256": 3}', "null", "[" * 100_000, "\udc80"])
    def test_broken_ones_are_told(self, folder, content):
        (folder / "checksums.json").write_text(content, "utf-8", "surrogateescape")
        with pytest.raises(CheckpointError, match=r"checksums\.json .* damaged"):
            Pipeline.from_pretrained(folder)(TEXT)

    def test_a_file_that_they_do_not_tell_of_is_refused(self, folder):
        record = json.loads((folder / "checksums.json").read_text())
        del record["sha256"][WEIGHTS]
        (folder / "checksums.json").write_text(json.dumps(record))
        with pytest.raises(CheckpointError, match=r"model\.safetensors \(not listed\)"):
            Pipeline.from_pretrained(folder)(TEXT)

    def test_the_card_may_be_changed(self, folder):
        (folder / "README.md").write_text("# Ours")
        assert Pipeline.from_pretrained(folder)(TEXT).text == TEXT

    def test_transformers_takes_them_away_when_it_saves(self, folder):
        QuoteAttrModel.from_pretrained(folder).save_pretrained(folder)
        assert not (folder / "checksums.json").exists()
        assert Pipeline.from_pretrained(folder)(TEXT).text == TEXT

    def test_a_configuration_that_changes_after_it_was_found_is_told(self, folder):
        pipeline = Pipeline.from_pretrained(folder)
        (folder / "checksums.json").unlink()
        (folder / CONFIG).write_text((folder / CONFIG).read_text() + " ")
        with pytest.raises(CheckpointError, match="has changed since"):
            pipeline(TEXT)

    def test_every_file_can_be_read_by_all_who_may_read_one(self, folder):
        assert len({(folder / name).stat().st_mode for name in CHECKPOINT_FILES}) == 1


class TestHub:
    @pytest.fixture
    def asked(self, folder, monkeypatch):
        """A hub with one repository, that remembers what it was asked for."""
        asked = []

        def cached_file(_name, file, **_options):
            asked.append(file)
            if not (folder / file).is_file():
                raise OSError(f"no {file} there")
            return str(folder / file)

        monkeypatch.setattr(hub, "cached_file", cached_file)
        return asked

    def test_checksums_come_along_and_are_verified(self, folder, asked):
        assert Pipeline.from_pretrained("someone/quotes")(TEXT).text == TEXT
        assert set(asked) == {*CHECKPOINT_FILES, "checksums.json", "README.md"}
        (folder / WEIGHTS).write_bytes((folder / WEIGHTS).read_bytes() + b" ")
        with pytest.raises(CheckpointError, match=r"model\.safetensors \(changed\)"):
            Pipeline.from_pretrained("someone/quotes")(TEXT)

    @pytest.mark.usefixtures("asked")
    def test_one_without_them_is_read(self, folder):
        (folder / "checksums.json").unlink()
        assert Pipeline.from_pretrained("someone/quotes")(TEXT).text == TEXT

    @pytest.mark.usefixtures("asked")
    def test_one_that_is_not_whole_is_told(self, folder):
        (folder / TOKENIZER).unlink()
        with pytest.raises(CheckpointError, match=r"no tokenizer\.json there"):
            Pipeline.from_pretrained("someone/quotes")


class TestCommand:
    def run(self, *arguments):
        return CliRunner().invoke(main, list(map(str, arguments)))

    def test_annotate_says_it_on_one_line_and_writes_nothing(self, folder, tmp_path):
        (tmp_path / "a.txt").write_text(TEXT)
        (folder / WEIGHTS).write_bytes(b"")
        result = self.run("annotate", tmp_path / "a.txt", "--checkpoint", folder, "-o", tmp_path / "out.jsonl")
        assert result.exit_code == 1
        assert result.stderr.count("\n") == 1
        assert "model.safetensors (changed)" in result.stderr
        assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "checkpoint"]

    def test_annotate_into_a_folder_counts_no_article(self, folder, tmp_path):
        (tmp_path / "a.txt").write_text(TEXT)
        (folder / WEIGHTS).write_bytes(b"")
        result = self.run("annotate", tmp_path / "a.txt", "--checkpoint", folder, "-o", f"{tmp_path}/out/")
        assert result.exit_code == 1
        assert "model.safetensors (changed)" in result.stderr
        assert not (tmp_path / "out" / "errors.jsonl").exists()

    def test_verify_tells_of_each_file(self, folder):
        result = self.run("info", "--verify", "--checkpoint", folder)
        assert result.exit_code == 0
        assert result.stdout.count("as saved") == 4
        (folder / TOKENIZER).write_text("{}")
        result = self.run("info", "--verify", "--checkpoint", folder)
        assert result.exit_code == 1
        assert "changed       tokenizer.json" in result.stdout
        assert "as saved      model.safetensors" in result.stdout
        assert result.stderr.startswith("Error: the checkpoint in")
        assert result.stderr.count("\n") == 1

    def test_verify_needs_checksums(self, folder):
        (folder / "checksums.json").unlink()
        result = self.run("info", "--verify", "--checkpoint", folder)
        assert result.exit_code == 1
        assert "save it again with `save_pretrained`" in result.stderr


def test_the_error_comes_back_from_another_process(folder):
    (folder / WEIGHTS).write_bytes(b"")
    with pytest.raises(CheckpointError, match=r"model\.safetensors \(changed\)"):
        list(Pipeline.from_pretrained(folder, device="cpu").pipe([TEXT] * 5, n_process=2, on_error="record"))
    assert multiprocessing.active_children() == []


def test_a_checkpoint_that_is_taken_away_is_told(folder):
    pipeline = Pipeline.from_pretrained(folder)
    shutil.rmtree(folder)
    with pytest.raises(CheckpointError, match="cannot be loaded"):
        pipeline(TEXT)
