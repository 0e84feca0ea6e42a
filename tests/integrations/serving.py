"""The service on a free port of the loopback, in a thread or a process of its own, and who asks it."""

import http.client
import json
import re
import select
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPResponse
from pathlib import Path
from typing import Any

from quoteattr.integrations.server.app import create_app
from quoteattr.integrations.server.command import listen
from quoteattr.types import Article, Summary

LOOPBACK = ["127.0.0.1"]
PATIENCE = 60


class GatedPipeline:
    """Stands in for the pipeline: waits for its gate before every article, and keeps what it was asked for."""

    def __init__(self):
        self.gate = threading.Event()
        self.begun = threading.Semaphore(0)
        self.calls: list[tuple[list[str], dict[str, Any]]] = []
        self.read: list[str] = []

    @property
    def encoder(self) -> None:
        return None

    def pipe(self, items: list[tuple[str | None, str]], **options: Any) -> Iterator[Article]:
        self.calls.append(([text for _, text in items], options))
        for id_, text in items:
            self.begun.release()
            assert self.gate.wait(PATIENCE)
            self.read.append(text)
            if text == "break":
                raise RuntimeError("a secret of the pipeline")
            failed = ("failed: IndexError: list index out of range",) if text == "fail" else ()
            yield Article(text, id=id_, summary=Summary(text.strip()), warnings=failed)


class FileGate:
    """Opens when a file is there, for a service in another process."""

    def __init__(self, path: str) -> None:
        self._path = Path(path)

    def wait(self, _seconds: float) -> bool:
        until(self._path.exists)
        return True


def gated_by(path: str) -> GatedPipeline:
    pipeline = GatedPipeline()
    pipeline.gate = FileGate(path)  # type: ignore[assignment]
    return pipeline


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def detail(self) -> str:
        """The detail of a problem, which says its status itself and tells nothing of the code."""
        assert self.headers["content-type"] == "application/problem+json"
        problem = self.json
        assert sorted(problem) == ["detail", "status", "title", "type"]
        assert problem["status"] == self.status
        assert not re.search(r"Traceback|File \"|\.py\b", problem["detail"])
        return str(problem["detail"])


@dataclass(frozen=True)
class Client:
    """Asks a service."""

    port: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def open(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        connection = self.open()
        try:
            connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
            return answer(connection.getresponse())
        finally:
            connection.close()

    def post(self, record: Any, **headers: str) -> Answer:
        body = record if isinstance(record, bytes) else json.dumps(record).encode()
        return self.ask("POST", "/annotate", body, **{"Content-Type": "application/json", **headers})

    def begin(self, record: Any) -> http.client.HTTPConnection:
        """Send a request and do not wait for its answer."""
        connection = self.open()
        connection.request("POST", "/annotate", json.dumps(record), {"Content-Type": "application/json"})
        return connection

    def waiting(self) -> int:
        return self.ask("GET", "/health").json["queue"]["waiting"]


def answer(response: HTTPResponse) -> Answer:
    return Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, response.read())


def until(holds: Any) -> None:
    """Wait until something holds."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.01)


@contextmanager
def serving_app(app: Any) -> Iterator[Client]:
    """Serve an application in a thread."""
    import uvicorn

    with listen("127.0.0.1", 0) as listening:
        server = uvicorn.Server(uvicorn.Config(app, access_log=False, log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        try:
            until(lambda: server.started or not thread.is_alive())
            yield Client(listening.getsockname()[1])
        finally:
            server.should_exit = True
            thread.join(PATIENCE)


@contextmanager
def serving(settings: Any, load: Any) -> Iterator[Client]:
    """Serve in a thread."""
    with serving_app(create_app(settings, load=load)) as client:
        yield client


COMMAND = "from quoteattr.integrations.server.command import serve; serve(prog_name='quoteattr serve')"


@contextmanager
def served(*options: str, setup: str = "") -> Iterator[tuple[subprocess.Popen[str], Client]]:
    """Serve in a process, by the command; `setup` is run in it before."""
    command = [sys.executable, "-c", f"{setup}\n{COMMAND}", "--port", "0", *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)  # noqa: S603 - ours
    try:
        assert select.select([process.stdout], [], [], PATIENCE)[0], "nothing was said"
        found = re.search(r"http://127\.0\.0\.1:(\d+)$", process.stdout.readline().strip())
        assert found, process.stderr.read()
        yield process, Client(int(found[1]))
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
        process.stderr.close()
