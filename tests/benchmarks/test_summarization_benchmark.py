import json

import pytest
from click.testing import CliRunner

from .conftest import gold_records, write_lines


@pytest.fixture
def run(script):
    command = script("summarization").main

    def invoke(out, *arguments):
        result = CliRunner().invoke(command, [*map(str, arguments), "--json", str(out)])
        assert result.exit_code == 0, result.output
        return result, json.loads(out.read_text(encoding="utf-8"))

    return invoke


def test_a_checkpoint_is_scored_beside_what_needs_no_model(run, gold, tmp_path, pipeline):
    result, report = run(tmp_path / "out.json", gold)
    assert pipeline == ["default"]
    coverage = {name: numbers["coverage"] for name, numbers in report["systems"].items()}
    assert coverage == {"predicted": 75.0, "lead-3": 75.0, "gold extract": 100.0}
    assert report["systems"]["predicted"]["sentences"] == 1.0
    assert report["systems"]["lead-3"]["sentences"] == 3.0
    assert "lead-3" in result.stdout


def test_sentences_of_the_prediction_serve_where_the_gold_has_none(run, tmp_path, pipeline):
    records = [{key: record[key] for key in ("id", "text", "summary")} for record in gold_records()]
    _, report = run(tmp_path / "out.json", write_lines(tmp_path / "gold.jsonl", records))
    assert set(report["systems"]) == {"predicted", "lead-3"}
    assert report["systems"]["lead-3"]["sentences"] == 3.0
    assert "coverage" not in report["systems"]["predicted"]


def test_without_sentences_there_is_no_lead(run, tmp_path):
    records = [{key: record[key] for key in ("id", "text", "facts")} for record in gold_records()]
    path = write_lines(tmp_path / "gold.jsonl", records)
    result, report = run(tmp_path / "out.json", path, "--predictions", path)
    assert set(report["systems"]) == {"predicted"}
    assert "2 of 2 gold articles have no predicted summary" in result.stderr


def test_intervals_are_added(run, gold, tmp_path, pipeline):
    result, report = run(tmp_path / "out.json", gold, "--bootstrap", 20)
    assert report["intervals"]["lead-3"]["coverage"] == [75.0, 75.0]
    assert "75.0 [75.0, 75.0]" in result.stdout


def test_missing_rouge_is_said(script, gold, pipeline, monkeypatch):
    module = script("summarization")
    monkeypatch.setattr(module, "load_rouge", lambda: None)
    result = CliRunner().invoke(module.main, [str(gold)])
    assert "pip install rouge-score" in result.stderr
    assert "rouge" not in result.stdout
