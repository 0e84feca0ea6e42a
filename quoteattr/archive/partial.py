"""The output of a shard while it grows: every article is on the disk before the next, so that a run can be killed."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BufferedRandom
from pathlib import Path
from typing import Any

from quoteattr.archive.journal import ERRORS
from quoteattr.archive.shards import Shard
from quoteattr.io.files import open_atomic

__all__ = ["Done", "ShardWriter", "recover"]


@dataclass(frozen=True, slots=True)
class Done:
    """How far an earlier run came with a shard.

    Args:
        articles: How many articles it wrote or found to fail, from the first one.
        failed: Places of those that failed, from 0.

    Example:
        >>> Done(3, frozenset({1})).annotated
        2
    """

    articles: int = 0
    failed: frozenset[int] = field(default_factory=frozenset)

    @property
    def annotated(self) -> int:
        """How many it annotated."""
        return self.articles - len(self.failed)


def recover(shard: Shard) -> Done:
    """Find out how far an earlier run came, and cut off the line in whose middle it was killed.

    Args:
        shard: The shard.
    """
    lines = _whole_lines(shard.partial)
    failed = frozenset(json.loads(line)["index"] for line in _lines(shard.partial_errors, cut=True))
    return Done(lines + len(failed), failed)


def iter_texts(shard: Shard) -> Iterator[tuple[str | None, str]]:
    """Yield id and text of the articles that an earlier run wrote.

    Args:
        shard: The shard, recovered.
    """
    for line in _lines(shard.partial):
        record = json.loads(line)
        yield record["id"], record["text"]


class ShardWriter:
    """Write a shard, an article after the other.

    Args:
        shard: The shard; what an earlier run wrote of it is kept.
    """

    def __init__(self, shard: Shard) -> None:
        self.shard = shard
        self._articles = shard.partial.open("ab")
        self._errors: Any = None

    def write(self, line: str) -> None:
        """Write the record of an article.

        Args:
            line: The record, with its line end.
        """
        _append(self._articles, line)

    def fail(self, error: dict[str, Any]) -> None:
        """Write down an article that could not be annotated.

        Args:
            error: What is known of it.
        """
        if self._errors is None:
            self._errors = self.shard.partial_errors.open("ab")
        _append(self._errors, f"{json.dumps(error, ensure_ascii=False)}\n")

    def finish(self, folder: Path) -> None:
        """Give the output its name, when every article of the shard is in it.

        Args:
            folder: Where the errors of all shards are gathered.
        """
        os.fsync(self._articles.fileno())
        self._close()
        # In this order: killed in between, the shard is finished again, and its errors take the place of the same.
        _gather_errors(folder / ERRORS, self.shard)
        self.shard.partial.replace(self.shard.target)
        self.shard.partial_errors.unlink(missing_ok=True)

    def close(self) -> None:
        """Close the files, and leave them for another run; one with nothing in it is taken away."""
        self._close()
        if self.shard.partial.exists() and not self.shard.partial.stat().st_size and self._errors is None:
            self.shard.partial.unlink()

    def _close(self) -> None:
        self._articles.close()
        if self._errors is not None:
            self._errors.close()


def _append(file: Any, line: str) -> None:
    # A lone surrogate can stand in a record only within a JSON string, where `\udXXX` is the way to write it.
    file.write(line.encode("utf-8", "backslashreplace"))
    file.flush()


def _gather_errors(path: Path, shard: Shard) -> None:
    source = str(shard.source)
    others = [line for line in _lines(path) if json.loads(line)["file"] != source]
    ours = list(_lines(shard.partial_errors))
    if ours or path.exists():
        with open_atomic(path) as file:
            file.writelines(line.decode("utf-8") for line in (*others, *ours))


def _lines(path: Path, *, cut: bool = False) -> Iterator[bytes]:
    """Yield the whole lines of a file; none when there is no file."""
    if cut:
        _whole_lines(path)
    if path.exists():
        with path.open("rb") as file:
            yield from file


def _whole_lines(path: Path) -> int:
    """Count the whole lines of a file, and cut off what stands behind the last of them."""
    if not path.exists():
        return 0
    with path.open("r+b") as file:
        count, end = _count(file)
        file.truncate(end)
    return count


def _count(file: BufferedRandom) -> tuple[int, int]:
    count = end = offset = 0
    for line in file:
        offset += len(line)
        if line.endswith(b"\n"):
            count, end = count + 1, offset
    return count, end
