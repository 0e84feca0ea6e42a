"""Make a virtual environment for a tool, once."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

__all__ = ["EnvironmentFailedError", "default_folder", "environment"]

_READY = "ready.json"
_LONGEST_REASON = 300


class EnvironmentFailedError(Exception):
    """An environment that could not be made; the message is the reason for a reader of the table."""


def default_folder() -> Path:
    """Return where environments are kept between runs: a folder in the user's cache."""
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "quoteattr" / "benchmarks"


def environment(folder: Path, name: str, requirements: Sequence[str], wheels: Sequence[Path] = ()) -> Path:
    """Return the Python of an environment that has the requirements, making it if need be.

    Only ready-made wheels are installed, so that nothing of a package runs before its own code is asked for.

    Args:
        folder: Where the environments are kept.
        name: Name of this one.
        requirements: What to install from PyPI.
        wheels: Files to install as well.

    Returns:
        The interpreter.

    Raises:
        EnvironmentFailedError: If it cannot be made.
    """
    wanted = [*requirements, *map(str, wheels)]
    recipe = json.dumps({"python": sys.version, "wanted": wanted})
    home = folder / f"{name}-{hashlib.sha256(recipe.encode()).hexdigest()[:12]}"
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    # The file is written last: a folder without it was left half made.
    if not (home / _READY).is_file():
        shutil.rmtree(home, ignore_errors=True)
        _run([sys.executable, "-m", "venv", str(home)], "make a virtual environment")
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--only-binary", ":all:"]
        _run([*pip, *wanted], f"install {', '.join(wanted)}")
        (home / _READY).write_text(recipe, encoding="utf-8")
    return python


def _run(command: Sequence[str], what: str) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own list
    except OSError as error:
        raise EnvironmentFailedError(f"could not {what}: {error}") from error
    if done.returncode:
        raise EnvironmentFailedError(f"could not {what}: {last_words(done.stderr or done.stdout)}")


def last_words(output: str) -> str:
    r"""Return the last line of what a program said, or its last line that reports an error.

    Example:
        >>> last_words("ERROR: no such package\nsee the manual\n")
        'ERROR: no such package'
    """
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if "error" in line.casefold()]
    return (errors or lines or ["it said nothing"])[-1][:_LONGEST_REASON]
