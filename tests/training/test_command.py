"""`quoteattr train` and `python -m quoteattr.training`: one command under two names."""

import json
import subprocess
import sys
from math import inf

import pytest
import torch
from click.testing import CliRunner

from quoteattr.cli import main as quoteattr
from quoteattr.errors import CheckpointError
from quoteattr.model.checkpoint import find_checkpoint, load_encoder
from quoteattr.model.saving import save_encoder
from quoteattr.speakers.trust import Trust
from quoteattr.training.average import main as average
from quoteattr.training.base import base_name, from_base
from quoteattr.training.calibrate import main as calibrate
from quoteattr.training.command import main
from quoteattr.training.optimize import layer_of
from quoteattr.training.record import read_records
from tests.conftest import build_tiny_encoder
from tests.training.articles import clusters, pair, speech, write


@pytest.fixture
def encoder(tmp_path):
    """The folder of a tiny encoder without our heads."""
    tiny = build_tiny_encoder(window=384, overlap=16)
    tiny.model.encoder.save_pretrained(tmp_path / "encoder")
    tiny.tokenizer.save_pretrained(tmp_path / "encoder")
    return tmp_path / "encoder"


@pytest.fixture
def checkpoint(tmp_path):
    """The folder of a tiny checkpoint."""
    return save_encoder(build_tiny_encoder(window=384, overlap=16), tmp_path / "checkpoint")


@pytest.fixture
def brat(tmp_path):
    """A folder of two articles annotated with brat, under labels of somebody's own."""
    folder = tmp_path / "brat"
    folder.mkdir()
    for name in "ab":
        (folder / f"{name}.txt").write_text("“Yes,” said Eve.", encoding="utf-8")
        (folder / f"{name}.ann").write_text("T1\tUtterance 0 6\t“Yes,”\nT2\tCue 7 11\tsaid\nE1\tCue:T2 Utterance:T1\n")
    return folder


@pytest.fixture
def train(tmp_path):
    """Run `quoteattr train` for an epoch; the run's folder is `run`."""

    def train(*options):
        arguments = ["train", *options, "--out", tmp_path / "run", "--epochs", 1]
        return CliRunner().invoke(quoteattr, list(map(str, arguments)))

    return train


def test_a_jsonl_file_makes_a_checkpoint(train, annotated, encoder, tmp_path):
    result = train("--data", annotated, "--dev", annotated, "--base", encoder, "--about", "ours", "--license", "mit")
    assert result.exit_code == 0, result.output
    assert result.stdout.strip() == str(tmp_path / "run/best")
    assert load_encoder(find_checkpoint(tmp_path / "run/best"), torch.device("cpu")).encode("Yes.").tags.shape[0] == 2
    [record] = read_records(tmp_path / "run/best")
    assert (record.base, record.data, record.licence, record.articles) == ("encoder", "ours", "mit", 2)
    assert [row["epoch"] for row in record.log] == [1]
    assert record.seconds > 0
    assert "license: mit" in (tmp_path / "run/best/README.md").read_text()


@pytest.fixture
def told(tmp_path):
    """A file of two articles with speakers."""
    return write(tmp_path / "told.jsonl", speech("one"), speech("two"))


def test_antecedents_are_learned_from_speakers_texts_and_teachers(train, told, encoder, tmp_path):
    texts = write(tmp_path / "texts.jsonl", clusters(), pair())
    answers = write(tmp_path / "answers.jsonl", {"id": "clusters", "answers": {"24-27": [0.5, 0.25, 0.25]}})
    gap = write(tmp_path / "gap.jsonl", pair("1"), pair("2", a=False))
    options = ["--data", told, "--dev", told, "--base", encoder, "--coreference", texts, "--answers", answers]
    result = train(*options, "--gap", gap)
    assert result.exit_code == 0, result.output
    best = tmp_path / "run/best"
    config = load_encoder(find_checkpoint(best), torch.device("cpu")).model.config
    assert config.antecedent_facts == sorted(config.antecedent_facts) != []
    assert Trust.from_dict(config.speaker_calibration).lines
    [record] = read_records(best)
    assert record.coreference == ("texts.jsonl",)
    assert record.log[0]["antecedents"] > 0
    assert 0 <= record.log[0]["antecedents_right"] <= 100
    card = (best / "README.md").read_text()
    for said in (
        "Antecedents also from texts with coreference: texts.jsonl.",
        "and the share of right antecedents",
        "## Speakers",
        "on the quotations of 2 articles apart",
        "| articles: she | 2 |",
        "| GAP: overall | 2 |",
        "| GAP: she | 2 |",
        "Expected calibration error of the speakers' scores",
    ):
        assert said in card


def test_calibrating_writes_the_card_anew_with_its_speakers(train, told, encoder, tmp_path):
    train("--data", told, "--dev", told, "--base", encoder)
    best = tmp_path / "run/best"
    before = (best / "README.md").read_text()
    gap = write(tmp_path / "gap.jsonl", pair("1"))
    options = [best, "--dev", write(tmp_path / "dev.jsonl", speech("three")), "--gap", gap]
    config = json.loads((best / "config.json").read_text())
    (best / "config.json").write_text(json.dumps(config | {"speaker_calibration": None}))
    (best / "checksums.json").unlink()
    result = CliRunner().invoke(calibrate, list(map(str, options)), catch_exceptions=False)
    assert result.exit_code == 0
    assert "speakers, calibrated" in result.output
    assert json.loads((best / "config.json").read_text())["speaker_calibration"] is not None
    card = (best / "README.md").read_text()
    assert "GAP" not in before
    assert "| GAP: overall | 1 |" in card
    assert "on the quotations of 1 articles apart" in card


def test_without_speakers_nothing_is_said_of_them(train, annotated, encoder, tmp_path):
    train("--data", annotated, "--dev", annotated, "--base", encoder)
    best = tmp_path / "run/best"
    assert json.loads((best / "config.json").read_text()).get("speaker_calibration") is None
    card = (best / "README.md").read_text()
    assert "## Speakers" not in card
    assert "share of right antecedents" not in card


@pytest.mark.parametrize("option", ["--coreference", "--answers", "--gap"])
def test_a_bad_file_is_named_before_anything_is_learned(train, told, encoder, tmp_path, option):
    bad = tmp_path / "bad.jsonl"
    bad.write_text("{}\n")
    result = train("--data", told, "--base", encoder, "--held-out", 0.5, option, bad)
    assert result.exit_code == 1
    assert "bad.jsonl, line 1" in result.stderr
    assert not (tmp_path / "run/log.jsonl").exists()


def test_a_folder_of_brat_files_does_as_well(train, brat, encoder, tmp_path):
    result = train("--data", brat, "--base", encoder, "--label", "utterance=content", "--held-out", 0.5)
    assert result.exit_code == 0, result.output
    [record] = read_records(tmp_path / "run/best")
    assert (record.data, record.articles, record.held_out) == ("brat", 1, 1)


def test_training_goes_on_from_a_checkpoint(train, annotated, checkpoint, tmp_path):
    result = train("--data", annotated, "--base", checkpoint, "--held-out", 0.5, "--rate", 0, "--head-rate", 0)
    assert result.exit_code == 0, result.output
    before, after = (
        load_encoder(find_checkpoint(folder), torch.device("cpu")).model.state_dict()
        for folder in (checkpoint, tmp_path / "run/best")
    )
    assert all(torch.equal(before[name].half(), after[name].half()) for name in before)


@pytest.mark.parametrize("case", [("0", {-1, 0, inf}), ("1", {inf})])
def test_frozen_layers_stay_as_they_are(train, annotated, checkpoint, tmp_path, case):
    frozen, learning = case
    options = ["--held-out", 0.5, "--rate", 0.1, "--average", 0, "--frozen", frozen]
    result = train("--data", annotated, "--base", checkpoint, *options)
    assert result.exit_code == 0, result.output
    before, after = (
        load_encoder(find_checkpoint(folder), torch.device("cpu")).model.state_dict()
        for folder in (checkpoint, tmp_path / "run/best")
    )
    moved = {layer_of(name) for name in before if not torch.equal(before[name].half(), after[name].half())}
    assert moved == learning


def test_what_was_chosen_for_a_checkpoint_is_chosen_anew(checkpoint):
    config = json.loads((checkpoint / "config.json").read_text())
    chosen = {"min_score": 0.4, "speaker_calibration": {"name": {"bias": 1.0, "weight": 0.0}}}
    (checkpoint / "config.json").write_text(json.dumps(config | chosen))
    (checkpoint / "checksums.json").unlink()
    model, _ = from_base(str(checkpoint))
    assert model.config.min_score == 0
    assert model.config.calibration is model.config.speaker_calibration is None


@pytest.mark.parametrize("base", ["default", "newsroom/encoder"])
def test_bases_that_are_no_folder_are_named_as_they_are(base):
    assert base_name(base).endswith(base)


def test_a_folder_is_named_without_where_it_lies(tmp_path):
    assert base_name(str(tmp_path)) == tmp_path.name


def test_runs_are_averaged_with_their_record(train, annotated, encoder, tmp_path):
    train("--data", annotated, "--dev", annotated, "--base", encoder)
    best = str(tmp_path / "run/best")
    options = [best, best, "--dev", str(annotated), "--out", str(tmp_path / "mean")]
    assert CliRunner().invoke(average, options, catch_exceptions=False).exit_code == 0
    assert len(read_records(tmp_path / "mean")) == 2
    assert "the mean of 2 runs" in (tmp_path / "mean/README.md").read_text()


def test_both_names_show_the_same_options():
    texts = [
        CliRunner().invoke(command, arguments).output.partition("Options:")[2]
        for command, arguments in ((quoteattr, ["train", "--help"]), (quoteattr, ["train", "-h"]), (main, ["--help"]))
    ]
    assert texts[0] == texts[1] == texts[2]
    assert "--held-out" in texts[0]


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        pytest.param([], 2, "--data", id="no data"),
        pytest.param(["--data", "none.jsonl"], 2, "none.jsonl", id="data that is not there"),
        pytest.param(["--label", "utterance"], 2, "NAME=PART", id="half a label"),
        pytest.param(["--label", "utterance=verb"], 2, "content, cue, discard, source", id="a label of nothing"),
        pytest.param(["--held-out", "1"], 2, "--held-out", id="everything held out"),
        pytest.param(["--unheard"], 2, "--unheard", id="unknown option"),
    ],
)
def test_wrong_use_is_explained(options, code, said):
    result = CliRunner().invoke(quoteattr, ["train", *options], prog_name="quoteattr")
    assert result.exit_code == code
    assert said in result.stderr
    assert "quoteattr train" in result.stderr


def test_wrong_data_are_explained_in_a_line(train, brat, encoder):
    (brat / "b.ann").write_text("T1\tCue 7 99\tsaid\n")
    result = train("--data", brat, "--base", encoder)
    assert result.exit_code == 1
    assert "b.ann, line 1: " in result.stderr
    assert "Traceback" not in result.stderr


def test_a_base_that_is_not_there_is_named(train, annotated, tmp_path):
    result = train("--data", annotated, "--dev", annotated, "--base", tmp_path / "none")
    assert result.exit_code == 1
    assert str(tmp_path / "none") in " ".join(result.stderr.split())
    options = ["--data", str(annotated), "--base", str(tmp_path / "none"), "--out", str(tmp_path / "run")]
    assert isinstance(CliRunner().invoke(main, options).exception, CheckpointError)


def test_articles_in_both_files_are_pointed_out(train, annotated, encoder, caplog):
    train("--data", annotated, "--dev", annotated, "--base", encoder)
    assert "2 articles are in both" in caplog.text


def test_the_command_line_loads_no_torch():
    code = "import sys, quoteattr.cli; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603 - our own code
