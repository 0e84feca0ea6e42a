"""The command `quoteattr serve` in a process of its own: how it begins, what it tells, and how it ends."""

import signal
import subprocess
import sys

import pytest

pytest.importorskip("fastapi", reason="needs the extra server")
pytest.importorskip("uvicorn", reason="needs the extra server")

from tests.integrations.serving import COMMAND, LOOPBACK, PATIENCE, answer, served, until

pytestmark = pytest.mark.allow_hosts(LOOPBACK)

# A pipeline in the place of the real one, which waits for a file before each article.
GATED = """
import quoteattr.pipeline
from tests.integrations.serving import gated_by
quoteattr.pipeline.Pipeline.from_pretrained = lambda *_, **__: gated_by({path!r})
"""


@pytest.fixture
def gate(tmp_path):
    return tmp_path / "open"


def run(*options, setup=""):
    """Run a command that is expected to end by itself."""
    command = [sys.executable, "-c", f"{setup}\n{COMMAND}", *options]
    return subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)  # noqa: S603 - ours


class TestEnd:
    def test_sigterm_answers_what_is_in_flight_refuses_what_is_new_and_ends_well(self, gate):
        with served("--batch-size", "1", setup=GATED.format(path=str(gate))) as (process, client):
            connections = [client.begin({"text": str(n)}) for n in range(3)]
            until(lambda: client.waiting() == 2)
            process.send_signal(signal.SIGTERM)
            until(lambda: refused(client))
            assert process.poll() is None
            gate.touch()
            found = [answer(connection.getresponse()) for connection in connections]
            assert [(f.status, f.json["text"]) for f in found] == [(200, "0"), (200, "1"), (200, "2")]
            assert process.wait(PATIENCE) == 0
            assert process.stderr.read() == ""

    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
    def test_an_idle_one_ends_at_once(self, gate, number):
        with served(setup=GATED.format(path=str(gate))) as (process, client):
            # A connection that is kept open for another request holds nothing up.
            kept = client.open()
            kept.request("GET", "/health")
            assert answer(kept.getresponse()).status == 200
            process.send_signal(number)
            assert process.wait(PATIENCE) == 0
            assert process.stderr.read() == ""

    def test_what_is_not_done_within_the_grace_is_given_up(self, gate):
        with served("--grace", "1", "--batch-size", "1", setup=GATED.format(path=str(gate))) as (process, client):
            connections = [client.begin({"text": str(n)}) for n in range(2)]
            until(lambda: client.waiting() == 1)
            process.send_signal(signal.SIGTERM)
            assert process.wait(PATIENCE) == 0
            for connection in connections:
                connection.close()

    def test_while_it_loads(self):
        setup = "import time, quoteattr.pipeline\n"
        load = "lambda *_, **__: print('http://127.0.0.1:1', flush=True) or time.sleep(600)"
        with served(setup=f"{setup}quoteattr.pipeline.Pipeline.from_pretrained = {load}") as (process, _):
            process.send_signal(signal.SIGTERM)
            assert process.wait(PATIENCE) == 0
            assert process.stderr.read() == ""


class TestTold:
    def test_no_article_is_in_the_log(self, gate):
        gate.touch()
        with served(setup=GATED.format(path=str(gate))) as (process, client):
            for text in ("a hidden word", "break", "fail"):
                client.post({"text": text})
            client.ask("POST", "/", b"text=a+hidden+word", **{"Content-Type": "application/x-www-form-urlencoded"})
            client.post(b'{"text": "a hidden word')
            client.ask("GET", "/annotate?text=a+hidden+word")
            process.send_signal(signal.SIGTERM)
            process.wait(PATIENCE)
            told = process.stderr.read() + process.stdout.read()
            assert "a secret of the pipeline" in told
            assert "hidden" not in told

    @pytest.mark.parametrize(
        ("options", "status", "said"),
        [
            (["--checkpoint", "no-such/folder/at all"], 2, "there is no such folder; accepted are 'default'"),
            (["--queue", "0"], 2, "'--queue': 0 is not in the range x>=1"),
            (["--host", "203.0.113.1"], 1, "203.0.113.1:8000 was asked for, but cannot be listened at"),
        ],
    )
    def test_what_cannot_be_done_is_one_line(self, options, status, said):
        found = run(*options)
        assert found.returncode == status
        assert said in found.stderr
        assert "Traceback" not in found.stderr

    def test_a_port_that_is_taken(self, gate):
        with served(setup=GATED.format(path=str(gate))) as (_, client):
            found = run("--port", str(client.port))
        assert found.returncode == 1
        assert "--port 0 takes a free one" in found.stderr

    @pytest.mark.parametrize("library", ["fastapi", "uvicorn"])
    def test_a_missing_library_is_named_with_the_line_that_installs_it(self, library):
        found = run(setup=f"import sys; sys.modules[{library!r}] = None")
        assert found.returncode == 1
        assert found.stderr.count("\n") == 1
        assert found.stderr.strip().endswith("pip install 'quoteattr[server]'")


def refused(client):
    try:
        client.ask("GET", "/health")
    except OSError:
        return True
    return False
