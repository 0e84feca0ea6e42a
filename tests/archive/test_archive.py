"""Archives, annotated by a stand-in that needs no model; runs are ended at every point and taken up again."""

import gzip
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from quoteattr.archive import annotate_files, partial
from quoteattr.errors import InvalidTextError, OptionError
from quoteattr.io import read_jsonl
from quoteattr.streaming import Stream
from quoteattr.types import Article

ROOT = Path(__file__).parents[2]


def annotate(text, id):
    if text == "bad":
        raise InvalidTextError("no text")
    time.sleep(0.005 if "slow" in text else 0)
    return Article(text, id=id)


class StandIn:
    """What `annotate_files` asks of a pipeline."""

    def __init__(self, version="1"):
        self.provenance = {"quoteattr": version}

    def pipe(self, items, **options):
        options.pop("max_words", None)
        return Stream(annotate, **options).read(items)


def record(id, text):
    return f"{json.dumps({'id': id, 'text': text})}\n"


@pytest.fixture
def archive(tmp_path):
    folder = tmp_path / "archive"
    folder.mkdir()
    (folder / "may.jsonl").write_text(record("a", "one") + "not JSON\n" + record("b", "two") + record("c", "bad"))
    (folder / "empty.jsonl").write_text("")
    (folder / "note.txt").write_text("three")
    (folder / "wrong.jsonl").write_text("{}\n")
    with gzip.open(folder / "june.jsonl.gz", "wt") as file:
        file.write(record("d", "four") + record("e", "fünf 😀"))
    return sorted(folder.iterdir())


def run(paths, out, **options):
    return annotate_files(paths, out, pipeline=StandIn(), **options)


def contents(out):
    """Everything but the hidden files: names, with the ids and texts or the errors within."""
    found = {}
    for path in sorted(out.glob("[!.]*")):
        if path.name == "errors.jsonl":
            errors = map(json.loads, path.read_text().splitlines())
            found[path.name] = sorted((Path(e["file"]).name, e["index"], e["id"], e["error"]) for e in errors)
        elif path.name != "run.json":
            found[path.name] = [(article.id, article.text) for article in read_jsonl(path)]
    return found


EXPECTED = {
    "empty.jsonl": [],
    "errors.jsonl": [
        ("may.jsonl", 1, None, "SchemaError"),
        ("may.jsonl", 3, "c", "InvalidTextError"),
        ("wrong.jsonl", 0, None, "SchemaError"),
    ],
    "june.jsonl": [("d", "four"), ("e", "fünf 😀")],
    "may.jsonl": [("a", "one"), ("b", "two")],
    "note.jsonl": [("note", "three")],
    "wrong.jsonl": [],
}


@pytest.mark.parametrize("n_process", [1, 2])
def test_each_file_becomes_one_of_the_same_name(archive, tmp_path, n_process):
    told = []
    report = run(archive, tmp_path / "out", n_process=n_process, batch_size=2, on_failure=told.append)
    assert contents(tmp_path / "out") == EXPECTED
    assert (report.annotated, report.failed, report.shards, report.skipped) == (5, 3, 5, 0)
    assert [failure.index for failure in told] == [1, 3, 0]
    assert not list((tmp_path / "out").glob(".*.part"))


def test_a_complete_run_does_nothing_again(archive, tmp_path):
    run(archive, tmp_path / "out")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").glob("*.jsonl")}
    report = run(archive, tmp_path / "out", resume=True)
    assert (report.annotated, report.failed, report.skipped) == (0, 0, 5)
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out").glob("*.jsonl")} == before


def test_new_files_join_an_earlier_run(archive, tmp_path):
    run(archive[:3], tmp_path / "out")
    run(archive, tmp_path / "out", resume=True)
    assert contents(tmp_path / "out") == EXPECTED


class KilledError(BaseException):
    """Ends a run as a signal would: nothing catches it."""


def kill_at(monkeypatch, step, *, torn):
    """End the run at the n-th step that touches the disk; `torn`: in the middle of the line that is written."""
    count = 0

    def counted(real, *, writes):
        def act(*arguments):
            nonlocal count
            count += 1
            if count == step:
                if torn and writes:
                    file, line = arguments
                    file.write(line.encode()[: max(1, len(line) // 2)])
                    file.flush()
                raise KilledError
            return real(*arguments)

        return act

    monkeypatch.setattr(partial, "_append", counted(partial._append, writes=True))
    monkeypatch.setattr(partial, "_gather_errors", counted(partial._gather_errors, writes=False))
    monkeypatch.setattr(Path, "replace", counted(Path.replace, writes=False))


@pytest.mark.parametrize("torn", [False, True], ids=["between lines", "within a line"])
def test_a_run_ended_at_any_step_is_taken_up_without_a_lost_or_doubled_article(archive, tmp_path, torn):
    ended = 0
    for step in range(1, 60):
        out = tmp_path / "out"
        with pytest.MonkeyPatch.context() as monkeypatch:
            kill_at(monkeypatch, step, torn=torn)
            try:
                run(archive, out)
            except KilledError:
                ended += 1
        report = run(archive, out, resume=True)
        assert contents(out) == EXPECTED, step
        assert report.annotated <= 5
        shutil.rmtree(out)
    assert ended > 20


def test_a_run_ended_again_and_again_comes_to_its_end(archive, tmp_path):
    out = tmp_path / "out"
    for attempt in range(60):
        with pytest.MonkeyPatch.context() as monkeypatch:
            kill_at(monkeypatch, 3 + attempt % 3, torn=True)
            try:
                run(archive, out, resume=True)
            except KilledError:
                continue
        break
    assert contents(out) == EXPECTED


def test_a_killed_process_is_taken_up(tmp_path):
    """SIGKILL, with two worker processes, at moments chosen by chance, until a run comes to its end."""
    archive = tmp_path / "archive"
    archive.mkdir()
    for name in "abc":
        lines = [record(f"{name}{n}", "bad" if n % 10 == 3 else f"slow {n}") for n in range(60)]
        (archive / f"{name}.jsonl").write_text("".join(lines))
    script = tmp_path / "script.py"
    script.write_text(
        "import sys\n"
        "from quoteattr.archive import annotate_files\n"
        "from tests.archive.test_archive import StandIn\n"
        'if __name__ == "__main__":\n'
        "    annotate_files(sys.argv[2:], sys.argv[1], pipeline=StandIn(), n_process=2, batch_size=2, resume=True)\n"
    )
    out = tmp_path / "out"
    command = [sys.executable, script, out, *sorted(archive.iterdir())]
    chance, kills = random.Random(0), 0
    for _ in range(40):
        size = written(out)
        process = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(ROOT)})  # noqa: S603 - our own script
        enough = size + chance.randint(3_000, 15_000)
        while process.poll() is None and written(out) < enough:
            time.sleep(0.002)
        if process.poll() is not None:
            break
        process.send_signal(signal.SIGKILL)
        process.wait()
        kills += 1
    assert process.returncode == 0
    assert kills > 2
    found = contents(out)
    for name in "abc":
        assert found[f"{name}.jsonl"] == [(f"{name}{n}", f"slow {n}") for n in range(60) if n % 10 != 3]
    assert found["errors.jsonl"] == [
        (f"{name}.jsonl", n, f"{name}{n}", "InvalidTextError") for name in "abc" for n in range(60) if n % 10 == 3
    ]


def written(out):
    return sum(path.stat().st_size for path in [*out.glob("*.jsonl"), *out.glob(".*.part")] if path.exists())


def test_a_file_that_cannot_be_read_is_tried_again(archive, tmp_path, caplog):
    missing = tmp_path / "archive" / "later.jsonl"
    report = run([missing, *archive], tmp_path / "out")
    assert report.unfinished == 1
    assert "No such file" in caplog.text
    assert contents(tmp_path / "out") == EXPECTED
    missing.write_text(record("z", "late"))
    assert run([missing, *archive], tmp_path / "out", resume=True).annotated == 1
    assert contents(tmp_path / "out") == {**EXPECTED, "later.jsonl": [("z", "late")]}


def test_a_file_that_has_changed_is_annotated_anew(archive, tmp_path, caplog, monkeypatch):
    with monkeypatch.context() as patch:
        kill_at(patch, 9, torn=False)
        with pytest.raises(KilledError):
            run(archive, tmp_path / "out")
    may = tmp_path / "archive" / "may.jsonl"
    assert list((tmp_path / "out").glob(".may.jsonl.part"))
    may.write_text(record("a", "other") + record("b", "two"))
    run(archive, tmp_path / "out", resume=True)
    assert contents(tmp_path / "out")["may.jsonl"] == [("a", "other"), ("b", "two")]
    assert "annotated anew" in caplog.text


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param({}, "go on with an earlier run by resume=True", id="not resumed"),
        pytest.param({"resume": True, "max_words": 5}, "max_words was None and is now 5", id="other options"),
        pytest.param({"resume": True, "offsets": "utf16"}, "offsets was 'codepoint' and is now 'utf16'", id="offsets"),
    ],
)
def test_output_of_another_run_is_left_alone(archive, tmp_path, change, message):
    run(archive, tmp_path / "out")
    with pytest.raises(OptionError, match=message):
        run(archive, tmp_path / "out", **change)
    assert contents(tmp_path / "out") == EXPECTED


def test_two_runs_do_not_write_into_one_folder(archive, tmp_path):
    pytest.importorskip("fcntl", reason="folders are locked on POSIX systems")

    class Nested(StandIn):
        def pipe(self, items, **options):
            with pytest.raises(OptionError, match="another run is writing"):
                run(archive, tmp_path / "out", resume=True)
            return super().pipe(items, **options)

    annotate_files(archive, tmp_path / "out", pipeline=Nested())
    assert contents(tmp_path / "out") == EXPECTED


@pytest.mark.parametrize(
    ("names", "message"),
    [
        pytest.param(["may.jsonl", "may.txt"], "would both be written to", id="same name"),
        pytest.param(["may.jsonl", "May.jsonl"], "would both be written to", id="same name but for case"),
        pytest.param(["may.pdf"], "neither plain text", id="no article"),
        pytest.param(["-"], "standard input has no name", id="standard input"),
    ],
)
def test_what_cannot_be_planned_is_refused_before_anything_is_written(tmp_path, names, message):
    with pytest.raises(OptionError, match=message):
        run(names, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_options_are_checked_before_anything_is_written(archive, tmp_path):
    with pytest.raises(OptionError, match="max_words"):
        run(archive, tmp_path / "out", max_words=0)
    assert not (tmp_path / "out").exists()


def test_progress_tells_what_an_earlier_run_did(archive, tmp_path, capsys, monkeypatch):
    with monkeypatch.context() as patch:
        kill_at(patch, 9, torn=False)
        with pytest.raises(KilledError):
            run(archive, tmp_path / "out")
    run(archive, tmp_path / "out", resume=True, progress=True)
    last = capsys.readouterr().err.rpartition("\r")[2]
    assert "100%" in last
    assert "articles/s" in last or "s/ articles" in last
