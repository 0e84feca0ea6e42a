"""How long it takes to start: commands that end as soon as they have done one thing."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rivals.reading import thread_limits

__all__ = ["commands", "startup"]

_LEAST = "quoteattr annotate, at most"
_HEADROOM = 1.5


def commands(article: Path) -> dict[str, list[str]]:
    """Return the command lines that are compared, by name.

    Args:
        article: A file with one article.
    """
    python = sys.executable
    return {
        "python": [python, "-c", "pass"],
        "import quoteattr": [python, "-c", "import quoteattr"],
        "import torch, transformers": [python, "-c", "import torch, transformers"],
        "quoteattr annotate": [python, "-m", "quoteattr", "annotate", str(article)],
    }


def startup(article: str, *, rounds: int, threads: int) -> dict[str, dict[str, Any]]:
    """Run each command several times, in turn, and take the quickest by each clock.

    Args:
        article: The article that is annotated.
        rounds: How often.
        threads: How many threads a numerical library may use.

    Returns:
        Seconds of the clock and of the processor for each command, and what `quoteattr annotate` may take at most: 1.3
        times as long as importing torch and transformers, and 1.5 seconds.
    """
    found: dict[str, dict[str, Any]] = {}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "article.txt")
        file.write_text(article, encoding="utf-8")
        for _ in range(rounds):
            for name, command in commands(file).items():
                taken = run(command, threads=threads)
                found[name] = {key: min(value, found.get(name, taken)[key]) for key, value in taken.items()}
    heavy = found["import torch, transformers"]
    found[_LEAST] = {key: 1.3 * value + _HEADROOM for key, value in heavy.items()}
    return found


def run(command: Sequence[str], *, threads: int, also: Mapping[str, str] | None = None) -> dict[str, float]:
    """Run a command to its end and return what it took, `seconds` and `cpu_seconds`.

    Args:
        command: The command line.
        threads: How many threads a numerical library may use.
        also: More environment variables; `None` for no others.

    Raises:
        subprocess.CalledProcessError: If it fails.
    """
    begun, before = time.perf_counter(), os.times()
    subprocess.run(  # noqa: S603 - our own list
        command,
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | thread_limits(threads) | dict(also or {}),
    )
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return {"seconds": time.perf_counter() - begun, "cpu_seconds": spent}
