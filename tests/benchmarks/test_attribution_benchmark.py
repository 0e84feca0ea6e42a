import json

import pytest
from click.testing import CliRunner

from quoteattr.evaluation import read_gold, score_attribution

from .conftest import TEXTS, write_lines


@pytest.fixture
def run(script):
    command = script("attribution").main
    return lambda *arguments: CliRunner().invoke(command, [str(argument) for argument in arguments])


def test_predictions_are_scored(run, gold, right, tmp_path):
    out = tmp_path / "report.json"
    result = run(gold, "--predictions", right, "--json", out)
    assert result.exit_code == 0, result.output
    records = read_gold(gold.read_text(encoding="utf-8").splitlines())
    report = json.loads(out.read_text(encoding="utf-8"))
    assert {key: report[key] for key in score_attribution(records, records)} == score_attribution(records, records)
    assert report["all"]["speaker"]["F1"] == 100.0
    assert report["provenance"] == {"predictions": "right.jsonl"}
    assert "direct" in result.stdout
    assert "pronoun" in result.stdout


def test_a_checkpoint_is_run_and_its_versions_are_shown(run, gold, tmp_path, pipeline):
    out, save = tmp_path / "report.json", tmp_path / "predicted.jsonl"
    result = run(gold, "--checkpoint", "some/folder", "--json", out, "--save", save)
    assert result.exit_code == 0, result.output
    assert pipeline == ["some/folder"]
    report = json.loads(out.read_text(encoding="utf-8"))
    assert report["all"]["detect"] == {"P": 100.0, "R": 50.0, "F1": 66.7}
    assert (report["resolution"]["speaker"], report["resolution"]["full_name"]) == (100.0, 0.0)
    assert report["provenance"]["checkpoint"] == "some/folder"
    assert {"python", "torch", "transformers", "quoteattr"} <= set(report["provenance"])
    assert report["provenance"]["torch"] in result.stdout
    again = run(gold, "--predictions", save)
    assert again.stdout.splitlines()[2:] == result.stdout.splitlines()[2:]


def test_only_the_first_articles_are_taken(run, gold, pipeline):
    result = run(gold, "--limit", 1)
    assert result.stdout.startswith("gold.jsonl, 1 articles")


def test_intervals_are_added(run, gold, right, tmp_path):
    out = tmp_path / "report.json"
    result = run(gold, "--predictions", right, "--bootstrap", 20, "--json", out)
    assert "100.0 [100.0, 100.0]" in result.stdout
    assert json.loads(out.read_text(encoding="utf-8"))["intervals"]["all.who.F1"] == [100.0, 100.0]


def test_what_stands_on_one_side_only_is_said(run, gold, tmp_path):
    predicted = [{"id": key, "quotations": []} for key in ("ferry", "other")]
    result = run(gold, "--predictions", write_lines(tmp_path / "p.jsonl", predicted))
    assert result.exit_code == 0
    assert "1 predictions have no gold article" in result.stderr
    assert "1 of 2 gold articles have no predicted quotations" in result.stderr


@pytest.mark.parametrize(
    ("record", "message"),
    [
        pytest.param({"id": "ferry", "text": TEXTS["ferry"] + " ", "quotations": []}, "another text", id="other-text"),
        pytest.param({"quotations": []}, 'needs an "id"', id="no-id"),
        pytest.param({"id": "ferry", "quotations": [{"content": [[3, 1]]}]}, "[3, 1]", id="bad-span"),
    ],
)
def test_predictions_that_do_not_fit_are_refused(run, gold, tmp_path, record, message):
    result = run(gold, "--predictions", write_lines(tmp_path / "p.jsonl", [record]))
    assert result.exit_code == 1
    assert message in result.stderr


def test_a_file_that_is_not_utf_8_is_refused(run, tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_bytes(b'{"id": "caf\xe9"}\n')
    result = run(path, "--predictions", path)
    assert result.exit_code == 1
    assert "not UTF-8" in result.stderr


def test_a_missing_file_is_a_usage_error(run, tmp_path):
    assert run(tmp_path / "nowhere.jsonl").exit_code == 2
