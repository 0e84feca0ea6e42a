"""What a run writes down of itself, so that the next one goes on with the same options and nobody else writes there."""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from quoteattr.archive.shards import Shard
from quoteattr.errors import OptionError
from quoteattr.io.files import open_atomic

__all__ = ["ERRORS", "check_journal", "locked", "write_journal"]

ERRORS = "errors.jsonl"
_JOURNAL = "run.json"
_LOCK = ".lock"


def check_journal(folder: Path, shards: tuple[Shard, ...], asked: Mapping[str, Any], *, resume: bool) -> None:
    """Check that a run may write into a folder.

    Args:
        folder: The output folder.
        shards: What is to be written.
        asked: What makes the output: versions, checkpoint and options.
        resume: Whether an earlier run is to be gone on with.

    Raises:
        OptionError: If there is output of an earlier run that is not to be gone on with, or that was made with other
            options.
    """
    if not resume:
        found = next((path for shard in shards for path in (shard.target, shard.partial) if path.exists()), None)
        if found is not None:
            raise OptionError(
                f"{found} is there already; go on with an earlier run by resume=True (`--resume` on the command line), "
                "or write into another folder"
            )
        return
    with suppress(FileNotFoundError):
        earlier = json.loads((folder / _JOURNAL).read_text(encoding="utf-8"))
        others = [
            f"{name} was {earlier.get(name)!r} and is now {asked.get(name)!r}"
            for name in sorted({*earlier, *asked})
            if earlier.get(name) != asked.get(name)
        ]
        if others:
            raise OptionError(
                f"{folder} was begun by a run that this one does not go on with: {'; '.join(others)}; use the same "
                "options and version, or write into another folder"
            )


def write_journal(folder: Path, asked: Mapping[str, Any]) -> None:
    """Write down what makes the output.

    Args:
        folder: The output folder.
        asked: As for `check_journal`.
    """
    with open_atomic(folder / _JOURNAL) as file:
        file.write(f"{json.dumps(asked, indent=2, ensure_ascii=False)}\n")


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep a folder for one run at a time; the system gives it free when the process ends, however it ends.

    Args:
        folder: The output folder.

    Raises:
        OptionError: If another run writes into it.
    """
    with (folder / _LOCK).open("w") as file:
        try:
            _lock(file.fileno())
        except BlockingIOError as error:
            raise OptionError(
                f"another run is writing into {folder}; wait until it ends, or write into another folder"
            ) from error
        # The file stays: a lock on a file that has been removed would keep nobody out.
        yield


def _lock(descriptor: int) -> None:
    if os.name == "posix":
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
