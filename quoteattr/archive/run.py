"""Annotate the files of an archive into a folder, in as many processes as are wanted, and go on where a run ended."""

import logging
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any, Unpack

from tqdm.auto import tqdm

from quoteattr.archive.journal import check_journal, locked, write_journal
from quoteattr.archive.partial import Done, ShardWriter, iter_texts, recover
from quoteattr.archive.shards import Shard, count_articles, plan
from quoteattr.io.articles import InputArticle, InputFormat, read_articles
from quoteattr.io.offsets import Offsets
from quoteattr.io.records import iter_jsonl
from quoteattr.options import ArticleOptions, Options
from quoteattr.pipeline import Pipeline
from quoteattr.streaming import failure_of
from quoteattr.types import Article

__all__ = ["ArchiveReport", "Failure", "annotate_files"]

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that could not be annotated, or a file that could not be read to its end.

    Args:
        file: The input file.
        index: Place of the article in the file, from 0.
        id: The article's id, when it has one and could be read.
        error: Class of the error.
        message: What it says.

    Example:
        >>> str(Failure("may.jsonl", 2, "a3", "InvalidTextError", "it has a lone surrogate"))
        "may.jsonl, article 2 (id 'a3'): InvalidTextError: it has a lone surrogate"
    """

    file: str
    index: int
    id: str | None
    error: str
    message: str

    def __str__(self) -> str:
        """Say it on one line."""
        named = f" (id {self.id!r})" if self.id is not None else ""
        return f"{self.file}, article {self.index}{named}: {self.error}: {self.message}"

    def to_dict(self) -> dict[str, Any]:
        """Return a JSON-able dictionary, as it stands in `errors.jsonl`."""
        return {name: getattr(self, name) for name in ("file", "index", "id", "error", "message")}


@dataclass(slots=True)
class ArchiveReport:
    """What a run did.

    Args:
        annotated: Articles that it annotated.
        failed: Articles that it could not annotate.
        resumed: Articles that an earlier run had dealt with, in shards that were not complete.
        shards: Shards that it completed.
        skipped: Shards that were complete before.
        unfinished: Shards that could not be read to their end, and are tried again by the next run.

    Example:
        >>> report = ArchiveReport(annotated=98, failed=2, shards=1)
        >>> f"{report.failed} of {report.annotated + report.failed} articles failed"
        '2 of 100 articles failed'
    """

    annotated: int = 0
    failed: int = 0
    resumed: int = 0
    shards: int = 0
    skipped: int = 0
    unfinished: int = 0


def annotate_files(
    paths: Iterable[str | os.PathLike[str]],
    folder: str | os.PathLike[str],
    *,
    pipeline: Pipeline | None = None,
    resume: bool = False,
    n_process: int = 1,
    batch_size: int = 16,
    offsets: Offsets = "codepoint",
    input_format: InputFormat | None = None,
    encoding: str | None = None,
    progress: bool = False,
    on_failure: Callable[[Failure], None] | None = None,
    **options: Unpack[ArticleOptions],
) -> ArchiveReport:
    r"""Annotate files of articles: each becomes one JSON Lines file of the same name in a folder.

    An output file grows under a temporary name and gets its own when it is complete. Every article is written before
    the next one, so that a run which is killed at any point loses nothing but the articles in hand: with `resume`, the
    next run skips the complete files and goes on in the middle of the others, and no article is lost or doubled.
    Articles that cannot be annotated are told in `errors.jsonl`, with file, place, id and reason. The options of a run
    are kept in `run.json`, and a run with others is refused.

    Args:
        paths: The files, in any form that `quoteattr.io.read_articles` reads.
        folder: Where the output goes; it is made if need be.
        pipeline: What annotates; `None` takes the checkpoint inside the package.
        resume: Whether to go on with an earlier run.
        n_process: As for `Pipeline.pipe`.
        batch_size: As for `Pipeline.pipe`.
        offsets: What the offsets of the records count: `codepoint` or `utf16`.
        input_format: As for `read_articles`.
        encoding: As for `read_articles`.
        progress: Whether to show a progress bar on stderr, with articles per second and time left.
        on_failure: Called with each failure as it is found; they are written down in any case.
        **options: The other options of `Pipeline.pipe`: lengths of the summary, scores.

    Returns:
        What was done.

    Raises:
        OptionError: If an option is outside its accepted values, two files have one name, the folder holds output of an
            earlier run that is not to be gone on with or has other options, or another run writes there.
        OSError: If the output cannot be written.
        CheckpointError: If the weights are damaged.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as place:
        ...     archive = Path(place, "archive.jsonl")
        ...     _ = archive.write_text('{"id": "a", "text": "“Yes,” said Ada Burns, the mayor."}\nnot JSON\n')
        ...     report = annotate_files([archive], Path(place, "out"))
        ...     report.annotated, report.failed, sorted(file.name for file in Path(place, "out").glob("[!.]*"))
        (1, 1, ['archive.jsonl', 'errors.jsonl', 'run.json'])
    """
    target = Path(folder)
    shards = plan(paths, target, input_format)
    pipeline = pipeline or Pipeline.from_pretrained()
    # What is not given has its default, so that it does not matter who spells it out.
    asked = {**pipeline.provenance, "offsets": offsets, **asdict(Options(**options))}
    check_journal(target, shards, asked, resume=resume)
    target.mkdir(parents=True, exist_ok=True)
    with locked(target):
        write_journal(target, asked)
        left = [shard for shard in shards if not shard.target.exists()]
        total = sum(count_articles(shard, input_format) for shard in left) if progress else None
        # Without smoothing, the rate is that of this run, and the time left follows from it.
        with tqdm(total=total, unit=" articles", smoothing=0, disable=not progress, dynamic_ncols=True) as bar:
            read = partial(read_articles, input_format=input_format, encoding=encoding)
            run = _Run(left, target, read=read, offsets=offsets, bar=bar, on_failure=on_failure)
            run.report.skipped = len(shards) - len(left)
            annotated: Any = pipeline.pipe(
                run.read(),
                as_tuples=True,
                on_error="record",
                n_process=n_process,
                batch_size=batch_size,
                **options,
            )
            with closing(annotated):
                run.write(annotated)
    return run.report


@dataclass(frozen=True, slots=True, order=True)
class _Place:
    shard: int
    index: int


class _Run:
    """The shards of a run: read ahead by one end, written in order by the other."""

    def __init__(
        self,
        shards: list[Shard],
        folder: Path,
        *,
        read: Callable[..., Iterator[InputArticle]],
        offsets: Offsets,
        bar: Any,
        on_failure: Callable[[Failure], None] | None,
    ) -> None:
        self.report = ArchiveReport()
        self._shards = shards
        self._folder = folder
        self._offsets = offsets
        self._read = read
        self._bar = bar
        self._on_failure = on_failure
        # What could not be read, until its turn to be written down.
        self._unread: deque[tuple[_Place, Exception]] = deque()
        self._broken_off: set[int] = set()
        self._writer: ShardWriter | None = None
        self._at = 0

    def read(self) -> Iterator[tuple[InputArticle, _Place]]:
        """Yield the articles that are still to be annotated, with their places."""
        for number, shard in enumerate(self._shards):
            done = self._recover(shard)
            for index, found in enumerate(self._items(shard)):
                if index < done.articles:
                    continue
                if isinstance(found, OSError):
                    self._break_off(number, index, found)
                elif isinstance(found, Exception):
                    self._unread.append((_Place(number, index), found))
                else:
                    yield found, _Place(number, index)

    def _items(self, shard: Shard) -> Iterator[InputArticle | Exception]:
        """Yield the articles of a file, and in its place the error of each that cannot be read."""
        errors: list[Exception] = []
        for article in self._read([shard.source], on_error=errors.append):
            yield from errors
            errors.clear()
            yield article
        yield from errors

    def _recover(self, shard: Shard) -> Done:
        done = recover(shard)
        if done.articles and not self._is_same(shard, done):
            logger.warning("%s is not what it was when its output was begun; it is annotated anew", shard.source)
            shard.partial.unlink(missing_ok=True)
            shard.partial_errors.unlink(missing_ok=True)
            return Done()
        self.report.resumed += done.articles
        if not self._bar.disable:
            self._bar.initial += done.articles
            self._bar.update(done.articles)
        return done

    def _is_same(self, shard: Shard, done: Done) -> bool:
        """Tell whether the articles that were annotated are still those of the input."""
        written = iter_texts(shard)
        for index, found in zip(range(done.articles), self._items(shard), strict=False):
            if index not in done.failed and (isinstance(found, Exception) or found != next(written, None)):
                return False
        return next(written, None) is None

    def write(self, annotated: Iterable[tuple[Article, _Place]]) -> None:
        """Write the articles as they come, and give each shard its name when it is complete."""
        try:
            for article, place in annotated:
                self._advance(place)
                reason = failure_of(article)
                if reason is None:
                    self._open().write("".join(iter_jsonl([article], offsets=self._offsets)))
                    self.report.annotated += 1
                else:
                    error, _, message = reason.partition(": ")
                    self._fail(place, article.id, error, message)
                self._bar.update()
            self._advance(_Place(len(self._shards), 0))
        finally:
            if self._writer is not None:
                self._writer.close()

    def _advance(self, place: _Place) -> None:
        """Write down what could not be read before a place, and complete the shards before it."""
        while self._at < place.shard:
            self._write_unread(_Place(self._at + 1, 0))
            self._complete()
        self._write_unread(place)

    def _write_unread(self, before: _Place) -> None:
        while self._unread and self._unread[0][0] < before:
            place, error = self._unread.popleft()
            self._fail(place, None, type(error).__name__, str(error))
            self._bar.update()

    def _complete(self) -> None:
        writer = self._open()
        if self._at in self._broken_off:
            writer.close()
            self.report.unfinished += 1
        else:
            writer.finish(self._folder)
            self.report.shards += 1
        self._writer = None
        self._at += 1

    def _open(self) -> ShardWriter:
        if self._writer is None:
            self._writer = ShardWriter(self._shards[self._at])
        return self._writer

    def _fail(self, place: _Place, id: str | None, error: str, message: str) -> None:
        failure = Failure(str(self._shards[place.shard].source), place.index, id, error, message)
        self._open().fail(failure.to_dict())
        self.report.failed += 1
        if self._on_failure is not None:
            self._on_failure(failure)

    def _break_off(self, number: int, index: int, error: OSError) -> None:
        """Leave a shard open whose file cannot be read, since it may be readable tomorrow."""
        self._broken_off.add(number)
        file = str(self._shards[number].source)
        message = f"{error.strerror or error}; the next run with resume=True tries the file again"
        if self._on_failure is None:
            logger.error("%s: %s", file, message)
        else:
            self._on_failure(Failure(file, index, None, type(error).__name__, message))
