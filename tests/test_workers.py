"""Processes that annotate beside the caller's, with annotators that need no model."""

import logging
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from quoteattr.errors import InvalidTextError, OptionError, WorkerError
from quoteattr.streaming import Stream
from quoteattr.types import Article
from quoteattr.workers import count_cores, count_processes

ROOT = Path(__file__).parents[1]


class StubbornError(Exception):
    """An error that cannot be made again from what is pickled of it."""

    def __init__(self, one, two):
        super().__init__(f"{one} {two}")


def annotate(text, id):
    match text.partition(" ")[0]:
        case "bad":
            raise InvalidTextError("no text")
        case "fault":
            raise RuntimeError("a fault of ours")
        case "stubborn":
            raise StubbornError("a", "b")
        case "die":
            os.kill(os.getpid(), signal.SIGKILL)
        case "slow":
            time.sleep(0.2)
    return Article(text, id=id, provenance={"threads": os.environ.get("OMP_NUM_THREADS", "")})


def stream(**options):
    return Stream(annotate, **{"n_process": 2, "batch_size": 2, "on_error": "record", **options})


def test_articles_come_in_the_order_of_the_stream():
    texts = [f"{'slow' if n % 3 == 0 else 'quick'} {n}" for n in range(12)]
    assert [article.text for article in stream().read(texts)] == texts


def test_each_article_keeps_its_context():
    items = [(("a", "Yes."), {"row": 1}), ("No.", None), (("b", "bad"), "kept")]
    found = [(a.id, a.text, context) for a, context in stream(as_tuples=True).read(items)]
    assert found == [("a", "Yes.", {"row": 1}), (None, "No.", None), ("b", "", "kept")]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("bad", "InvalidTextError: no text", id="error of quoteattr"),
        pytest.param("fault", "RuntimeError: a fault of ours", id="fault"),
        pytest.param("stubborn", "RuntimeError: StubbornError: a b", id="error that cannot be pickled"),
        pytest.param(lambda: None, "Error: ", id="text that cannot be pickled"),
        pytest.param("die", "WorkerError: the process that annotated the article (id None) died", id="death"),
    ],
)
def test_only_the_article_that_fails_is_lost(text, reason):
    texts = ["one", "two", text, "three", "four", "five", "six", "seven", "eight", "nine"]
    articles = list(stream().read(texts))
    assert [a.text for a in articles if not a.warnings] == [t for t in texts if t != text]
    assert reason in articles[2].warnings[0]


def test_what_failed_is_raised_where_it_stands_in_the_stream(caplog):
    read = stream(on_error="raise", batch_size=1).read(["one", "two", "fault", "three"])
    assert [next(read).text, next(read).text] == ["one", "two"]
    with pytest.raises(RuntimeError, match="a fault of ours") as caught:
        next(read)
    assert any("article 2 of the stream" in note for note in caught.value.__notes__)
    assert any("in annotate" in note for note in caught.value.__notes__), "the traceback of the process is kept"


def test_a_dead_process_is_logged(caplog):
    with caplog.at_level(logging.WARNING, logger="quoteattr.streaming"):
        assert [a.text for a in stream(on_error="skip").read(["die", "one"])] == ["one"]
    assert "memory" in caplog.text


def test_what_was_read_before_the_stream_broke_off_is_annotated():
    def texts():
        yield from ("one", "two", "three")
        raise ValueError("the file ends here")

    for n_process in (1, 2):
        found = []
        with pytest.raises(ValueError, match="the file ends here"):
            found.extend(a.text for a in stream(n_process=n_process).read(texts()))
        # `extend` keeps what came before the error.
        assert found == ["one", "two", "three"]


def test_no_process_is_left_when_the_reader_stops():
    read = stream().read(f"slow {n}" for n in range(100))
    next(read)
    read.close()
    assert multiprocessing.active_children() == []


def test_little_of_the_stream_is_read_ahead():
    taken = []

    def texts():
        for n in range(100):
            taken.append(n)
            yield f"text {n}"

    read = stream().read(texts())
    next(read)
    assert len(taken) <= 10
    read.close()


def test_processes_share_the_cores(monkeypatch):
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    (article,) = stream().read(["one"])
    assert article.provenance["threads"] == str(max(1, count_cores() // 2))


@pytest.mark.parametrize("n_process", [0, -2, 1.5, True, None])
def test_number_of_processes_is_checked_at_once(n_process):
    with pytest.raises(OptionError, match=r"n_process=.* was asked for; accepted are"):
        stream(n_process=n_process)


def test_minus_one_means_every_core():
    assert count_processes(-1) == count_cores()


def test_a_script_without_a_guard_is_told_what_it_lacks(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(
        "from quoteattr.streaming import Stream\n"
        "from tests.test_workers import annotate\n"
        "print(list(Stream(annotate, n_process=2).read(['one'])))\n"
    )
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, script],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert done.returncode == 1
    assert WorkerError.__name__ in done.stderr
    assert 'if __name__ == "__main__"' in done.stderr


def test_processes_end_when_the_one_that_started_them_is_killed(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(
        "import multiprocessing, time\n"
        "from quoteattr.streaming import Stream\n"
        "from tests.test_workers import annotate\n"
        'if __name__ == "__main__":\n'
        "    read = Stream(annotate, n_process=2, batch_size=1).read(f'slow {n}' for n in range(1000))\n"
        "    next(read), next(read)\n"
        "    print(*[child.pid for child in multiprocessing.active_children()], flush=True)\n"
        "    time.sleep(60)\n"
    )
    parent = subprocess.Popen(  # noqa: S603 - our own script
        [sys.executable, script], stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    try:
        children = [int(pid) for pid in parent.stdout.readline().split()]
    finally:
        parent.kill()
        parent.wait()
        parent.stdout.close()
    assert children
    for _ in range(100):
        if not any(map(is_running, children)):
            break
        time.sleep(0.1)
    assert [pid for pid in children if is_running(pid)] == []


def is_running(pid):
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
