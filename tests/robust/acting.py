"""The command in a process of its own, with a pipeline that has real worker processes and needs no model."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

from quoteattr.streaming import Stream
from quoteattr.types import Article, Quotation, Span

ROOT = Path(__file__).parents[2]


def annotate(text, id):
    """Take a fifth of a second for a slow text, and a minute for a stuck one."""
    time.sleep({"slow": 0.2, "stuck": 60}.get(text.partition(" ")[0], 0))
    if text.startswith("die"):
        os.kill(os.getpid(), signal.SIGKILL)
    return Article(text, id=id, quotations=(Quotation("q1", "direct", (Span(0, len(text)),)),))


class Pipeline:
    """What the command asks of a pipeline."""

    provenance = {"quoteattr": "0"}  # noqa: RUF012

    @classmethod
    def from_pretrained(cls, *_, **__):
        return cls()

    def pipe(self, items, *, n_process, on_error, as_tuples=False, **_):
        stream = Stream(annotate, batch_size=2, n_process=n_process, on_error=on_error, as_tuples=as_tuples)
        return stream.read(items)


def main():
    module = ModuleType("quoteattr.pipeline")
    module.Pipeline = Pipeline
    sys.modules["quoteattr.pipeline"] = module
    from quoteattr.cli import main

    main(prog_name="quoteattr")


def spawn(*arguments, before="", **options):
    """Start the command in a process group of its own; `before` is run first."""
    # Whoever runs the tests in the background may have them ignore Ctrl-C, and what they start as well.
    heard = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    code = f"{heard}\nfrom tests.robust import acting\n{before}\nacting.main()"
    return subprocess.Popen(  # noqa: S603 - our own code
        [sys.executable, "-c", code, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        start_new_session=True,
        text=True,
        **{"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options},
    )


def group(leader):
    """Return the processes of a process group that are alive."""
    alive = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, _, pgrp = (folder / "stat").read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(pgrp) == leader and state != "Z":
            alive.append(int(folder.name))
    return alive


def wait_until(what, seconds=60):
    """Wait until something holds, or fail."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it never came to pass"
        time.sleep(0.01)
