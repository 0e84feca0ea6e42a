"""`quoteattr train` and `python -m quoteattr.training`: one command under two names."""

import json
import subprocess
import sys

import pytest
import torch
from click.testing import CliRunner

from quoteattr.cli import main as quoteattr
from quoteattr.errors import CheckpointError
from quoteattr.model.checkpoint import find_checkpoint, load_encoder, save_encoder
from quoteattr.training.average import main as average
from quoteattr.training.base import base_name, from_base
from quoteattr.training.command import main
from quoteattr.training.record import read_records
from tests.conftest import build_tiny_encoder


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


def test_what_was_chosen_for_a_checkpoint_is_chosen_anew(checkpoint):
    config = json.loads((checkpoint / "config.json").read_text())
    (checkpoint / "config.json").write_text(json.dumps(config | {"min_score": 0.4}))
    model, _ = from_base(str(checkpoint))
    assert model.config.min_score == 0
    assert model.config.calibration is None


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
