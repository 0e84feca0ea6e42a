"""`quoteattr annotate` into a folder, with a pipeline that needs no model."""

import json

import pytest
from click.testing import CliRunner

from quoteattr.cli import main
from quoteattr.io import read_jsonl

SAID = "“It will rain,” said Ada Burns."


@pytest.fixture
def run(fake_pipeline, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        return CliRunner().invoke(main, ["annotate", *map(str, arguments)])

    return run


@pytest.fixture
def archive(tmp_path):
    folder = tmp_path / "archive"
    folder.mkdir()
    (folder / "may.jsonl").write_text(json.dumps({"id": "a", "text": SAID}) + "\n" + json.dumps({"text": "Sun 😀."}))
    (folder / "june.txt").write_text(SAID)
    return sorted(map(str, folder.iterdir()))


@pytest.mark.parametrize("output", ["out/", "there"])
def test_each_file_becomes_a_file_of_records(run, archive, tmp_path, output):
    (tmp_path / "there").mkdir()
    result = run(*archive, "-o", output)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "quoteattr: articles annotated: 3\n")
    folder = tmp_path / output
    assert sorted(path.name for path in folder.glob("[!.]*")) == ["june.jsonl", "may.jsonl", "run.json"]
    assert [article.id for article in read_jsonl(folder / "may.jsonl")] == ["a", None]


def test_what_fails_is_told_and_written_down(run, archive, tmp_path):
    (tmp_path / "archive" / "bad.jsonl").write_text('{"id": "x", "text": "fail"}\nnot JSON\n')
    result = run(*archive, "archive/bad.jsonl", "archive/gone.txt", "-o", "out/")
    assert result.exit_code == 1
    assert "articles annotated: 3; failed: 2; files not read: 1" in result.stderr
    assert "archive/bad.jsonl, article 0 (id 'x'): this text cannot be annotated" in result.stderr
    assert "archive/gone.txt" in result.stderr
    errors = [json.loads(line) for line in (tmp_path / "out" / "errors.jsonl").read_text().splitlines()]
    assert [(error["file"], error["index"], error["id"]) for error in errors] == [
        ("archive/bad.jsonl", 0, "x"),
        ("archive/bad.jsonl", 1, None),
    ]


def test_a_second_run_goes_on_when_it_is_told_to(run, archive, tmp_path):
    assert run(archive[0], "-o", "out/").exit_code == 0
    refused = run(*archive, "-o", "out/")
    assert refused.exit_code == 2
    assert "--resume" in refused.stderr
    result = run(*archive, "-o", "out", "--resume")
    assert (result.exit_code, result.stderr) == (0, "quoteattr: articles annotated: 2; complete files skipped: 1\n")
    other = run(*archive, "-o", "out", "--resume", "--max-words", "20")
    assert other.exit_code == 2
    assert "max_words was None and is now 20" in other.stderr


def test_options_reach_the_records(run, archive, tmp_path, fake_pipeline):
    assert run(*archive, "-o", "out/", "--offsets", "utf16", "--n-process", "2", "--batch-size", "3").exit_code == 0
    [options] = fake_pipeline.calls
    assert (options["n_process"], options["batch_size"], options["on_error"]) == (2, 3, "record")
    record = json.loads((tmp_path / "out" / "may.jsonl").read_text().splitlines()[1])
    assert record["offsets"] == "utf16"


def test_a_file_that_is_no_article_is_refused(run, archive, tmp_path):
    result = run(*archive, "picture.png", "-o", "out/")
    assert result.exit_code == 2
    assert "picture.png" in result.stderr
    assert not (tmp_path / "out").exists()


def test_progress_is_shown_where_it_is_asked_for(run, archive):
    assert "1/1" not in run(archive[0], "-o", "one/").stderr
    assert "1/1" in run(archive[0], "-o", "two/", "--progress").stderr


def test_brat_is_one_folder_for_all(run, archive, tmp_path):
    assert run(*archive, "-o", "out/", "--format", "brat").exit_code == 0
    assert len(list((tmp_path / "out").glob("*.ann"))) == 3
