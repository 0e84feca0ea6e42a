"""The plan of a run: which file each input file is annotated into."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from quoteattr.errors import OptionError
from quoteattr.io.articles import InputFormat, input_format_of
from quoteattr.io.lines import read_lines
from quoteattr.io.sources import STANDARD_INPUT, id_of, open_source

__all__ = ["Shard", "count_articles", "plan"]


@dataclass(frozen=True, slots=True)
class Shard:
    """An input file and what comes of it.

    Args:
        source: The input file.
        target: The output file; it is there only when it is complete.

    Example:
        >>> shard = Shard(Path("archive/2024-05.jsonl"), Path("out/2024-05.jsonl"))
        >>> shard.partial.name, shard.partial_errors.name
        ('.2024-05.jsonl.part', '.2024-05.jsonl.errors.part')
    """

    source: Path
    target: Path

    @property
    def partial(self) -> Path:
        """Where the output grows until it is complete."""
        return self.target.with_name(f".{self.target.name}.part")

    @property
    def partial_errors(self) -> Path:
        """Where the errors of the articles are kept until then."""
        return self.target.with_name(f".{self.target.name}.errors.part")


def plan(
    paths: Iterable[str | os.PathLike[str]], folder: Path, input_format: InputFormat | None = None
) -> tuple[Shard, ...]:
    """Name the output of each input file: its name in the folder, with the suffix `.jsonl`.

    Args:
        paths: The input files.
        folder: The output folder.
        input_format: How to read all of them; `None` goes by the suffix.

    Raises:
        OptionError: If standard input is among the files, one of them is of no form that can be read, or two of them
            would be written to one file.

    Example:
        >>> [shard.target.as_posix() for shard in plan(["a/may.jsonl.gz", "a/june.txt"], Path("out"))]
        ['out/may.jsonl', 'out/june.jsonl']
    """
    shards: dict[Path, Shard] = {}
    for path in paths:
        if path == STANDARD_INPUT:
            raise OptionError(
                "a folder was asked for as the output, but standard input has no name to write under; name its files, "
                "or give a file as the output"
            )
        if input_format is None:
            input_format_of(path)
        shard = Shard(Path(path), folder / f"{id_of(path)}.jsonl")
        # Not every file system tells "May" from "may".
        key = Path(os.fspath(shard.target).casefold())
        if (other := shards.get(key)) is not None:
            raise OptionError(
                f"{other.source} and {shard.source} would both be written to {shard.target}; annotate them into "
                "folders of their own, or rename one of them"
            )
        if shard.target.exists() and shard.source.exists() and shard.target.samefile(shard.source):
            raise OptionError(f"{shard.source} would be overwritten by its own output; write into another folder")
        shards[key] = shard
    return tuple(shards.values())


def count_articles(shard: Shard, input_format: InputFormat | None = None) -> int:
    """Count the articles of an input file, good and bad; 0 when it cannot be read.

    Args:
        shard: The file.
        input_format: How it is read; `None` goes by the suffix.
    """
    try:
        if (input_format or input_format_of(shard.source)) != "jsonl":
            return 1
        with open_source(shard.source) as stream:
            return sum(1 for _ in read_lines(stream, str(shard.source)))
    except (OSError, ValueError):
        return 0
