"""Runs that a user, the system or a reader ends: nothing is lost, nothing is left running, nothing is half written."""

import json
import os
import signal
import sys

import pytest

from tests.robust.acting import group, spawn, wait_until

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
SIGNALS = [
    pytest.param(signal.SIGINT, 130, "quoteattr: interrupted", id="Ctrl-C"),
    pytest.param(signal.SIGTERM, 143, "", id="SIGTERM"),
]


@pytest.fixture
def articles(tmp_path):
    """Ten articles that are soon done, and one that is not."""
    path = tmp_path / "articles.jsonl"
    texts = [*(f"text {n}" for n in range(10)), *(f"stuck {n}" for n in range(4))]
    path.write_text("".join(f"{json.dumps({'id': text, 'text': text})}\n" for text in texts))
    return path


def end(process, number):
    """Send a signal to the whole process group, as a terminal does; return status and standard error."""
    os.killpg(process.pid, number)
    _, told = process.communicate(timeout=20)
    wait_until(lambda: not group(process.pid), 20)
    return process.returncode, told


@pytest.mark.parametrize(("number", "status", "told"), SIGNALS)
@pytest.mark.parametrize("n_process", [1, 2])
def test_a_run_into_a_folder_keeps_what_was_done_and_goes_on(articles, tmp_path, *, number, status, told, n_process):
    out = tmp_path / "out"
    process = spawn("annotate", articles, "-o", f"{out}/", "--n-process", n_process)
    wait_until(lambda: any(f.read_bytes().count(b"\n") == 10 for f in out.glob(".*") if f.is_file()))
    found, said = end(process, number)
    assert found == status
    assert said.strip().startswith(told)
    assert "Traceback" not in said
    assert len(said.splitlines()) <= 1
    assert not (out / "articles.jsonl").exists()
    # The rest is soon done the next time.
    articles.write_text(articles.read_text().replace('"text": "stuck', '"text": "quick'))
    again = spawn("annotate", articles, "-o", f"{out}/", "--resume")
    _, said = again.communicate(timeout=60)
    assert again.returncode == 0, said
    assert "articles annotated: 4; done before: 10" in said
    written = [json.loads(line)["id"] for line in (out / "articles.jsonl").read_text().splitlines()]
    assert written == [json.loads(line)["id"] for line in articles.read_text().splitlines()]


@pytest.mark.parametrize(("number", "status", "told"), SIGNALS)
def test_a_file_is_written_whole_or_not_at_all(articles, tmp_path, number, status, told):
    target = tmp_path / "out.jsonl"
    target.write_text("of an earlier run")
    process = spawn("annotate", articles, "-o", target, "--n-process", 2)
    wait_until(lambda: list(tmp_path.glob(".quoteattr-*.part")) and len(group(process.pid)) >= 3)
    found, said = end(process, number)
    assert (found, said.strip()) == (status, told)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["articles.jsonl", "out.jsonl"]
    assert target.read_text() == "of an earlier run"


def test_an_interrupt_while_processes_start_shows_no_traceback(articles, tmp_path):
    process = spawn("annotate", articles, "-o", f"{tmp_path}/out/", "--n-process", 2)
    wait_until(lambda: len(group(process.pid)) >= 2)
    found, said = end(process, signal.SIGINT)
    assert found == 130
    assert "Traceback" not in said


def test_who_stops_reading_ends_the_processes_at_once(tmp_path):
    path = tmp_path / "articles.jsonl"
    path.write_text("".join(f"{json.dumps({'text': text})}\n" for text in ("one", *("stuck",) * 9)))
    process = spawn("annotate", path, "--n-process", 2)
    assert json.loads(process.stdout.readline())["text"] == "one"
    process.stdout.close()
    process.stdout = None
    # Nothing tells the command so before it writes again.
    found, said = end(process, signal.SIGINT)
    assert (found, said) == (130, "quoteattr: interrupted\n")


def test_a_closed_pipe_leaves_nothing_running(tmp_path):
    path = tmp_path / "articles.jsonl"
    path.write_text(f"{json.dumps({'text': 'yes ' * 5_000})}\n" * 50)
    process = spawn("annotate", path, "--n-process", 2)
    process.stdout.read(100)
    process.stdout.close()
    assert process.stderr.read() == ""
    assert process.wait(timeout=60) == 0
    wait_until(lambda: not group(process.pid), 20)


def test_a_worker_that_dies_loses_its_article_alone(tmp_path):
    path, out = tmp_path / "articles.jsonl", tmp_path / "out"
    path.write_text("".join(f"{json.dumps({'id': text, 'text': text})}\n" for text in ("a", "b", "die", "c", "d")))
    process = spawn("annotate", path, "-o", f"{out}/", "--n-process", 2)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "WorkerError: the process that annotated the article (id 'die') died" in said
    written = [json.loads(line)["id"] for line in (out / "articles.jsonl").read_text().splitlines()]
    assert written == ["a", "b", "c", "d"]
    wait_until(lambda: not group(process.pid), 20)
