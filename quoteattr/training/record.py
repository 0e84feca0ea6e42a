"""What a training run was, kept beside its checkpoint: data, options, log and time."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Self

from quoteattr._version import __version__
from quoteattr.errors import CheckpointError

__all__ = ["RECORD", "RunRecord", "read_log", "read_records", "write_records"]

RECORD = "training.jsonl"
"""Name of the file, which has one run a line."""


@dataclass(frozen=True, slots=True)
class RunRecord:
    """A training run.

    Args:
        base: Name of what it started from.
        data: What the articles are, and under which licence.
        licence: Licence of the checkpoint, as the hub names it; `None` when none was stated.
        articles: Number of annotated articles that it learned from.
        held_out: Number of articles that its epoch was chosen on.
        options: How it was trained.
        log: A row of means and scores for each epoch; "seconds" is how long the epoch took.
        threads: Threads that it computed with; `None` when not recorded.
        version: Version of quoteattr that it was made with.
        share: Its share in the weights of an average.
        coreference: Names of the texts with coreference that it learned from.
    """

    base: str
    data: str
    licence: str | None
    articles: int
    held_out: int
    options: Mapping[str, Any]
    log: Sequence[Mapping[str, float]] = ()
    threads: int | None = None
    version: str = __version__
    share: float = 1.0
    coreference: tuple[str, ...] = ()

    @property
    def seconds(self) -> float | None:
        """How long its epochs took together; `None` when that was not recorded."""
        times = [row["seconds"] for row in self.log if "seconds" in row]
        return sum(times) if times else None

    @classmethod
    def from_json(cls, line: str) -> Self:
        """Read what `write_records` wrote.

        Args:
            line: JSON.

        Raises:
            TypeError: If it is not such a record.
            ValueError: If it is not JSON.
        """
        record = cls(**json.loads(line))
        return replace(record, coreference=tuple(record.coreference))


def write_records(folder: Path, records: Sequence[RunRecord]) -> None:
    """Write the runs behind a checkpoint into its folder.

    Args:
        folder: The checkpoint's folder.
        records: The runs.
    """
    lines = (json.dumps(asdict(record), ensure_ascii=False) + "\n" for record in records)
    (folder / RECORD).write_text("".join(lines), encoding="utf-8")


def read_records(folder: Path) -> list[RunRecord]:
    """Read the runs behind a checkpoint; none when its folder has no record of them.

    Args:
        folder: The checkpoint's folder.

    Raises:
        CheckpointError: If the record cannot be read.
    """
    path = folder / RECORD
    if not path.is_file():
        return []
    try:
        return [RunRecord.from_json(line) for line in path.read_text(encoding="utf-8").splitlines()]
    except (TypeError, ValueError) as error:
        raise CheckpointError(f"{path} is not a record of training runs ({error}); restore it, or delete it") from error


def read_log(folder: Path) -> list[dict[str, float]]:
    """Read the log of a run, of its last attempt when it was started anew with other options.

    Args:
        folder: The run's folder.
    """
    path = folder / "log.jsonl"
    rows: list[dict[str, float]] = []
    for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else ():
        row = json.loads(line)
        rows = [*rows, row] if rows and row["epoch"] > rows[-1]["epoch"] else [row]
    return rows
