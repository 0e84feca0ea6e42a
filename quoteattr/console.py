"""Where the command line meets the terminal: output in each format, messages and progress."""

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal, Self, get_args

import click

from quoteattr.errors import QuoteAttrError
from quoteattr.io.articles import InputFormat
from quoteattr.io.conll import iter_conll
from quoteattr.io.csv_rows import iter_csv
from quoteattr.io.files import open_atomic
from quoteattr.io.records import iter_json, iter_jsonl
from quoteattr.io.web_annotation import iter_web_annotations
from quoteattr.render.html import iter_page
from quoteattr.render.table import render_digest, render_table
from quoteattr.render.visible import visible
from quoteattr.types import Article

__all__ = ["FORMATS", "Output", "OutputFormat", "Report", "is_terminal", "one_line", "with_progress"]

OutputFormat = Literal["table", "json", "jsonl", "html", "csv", "webannotation", "conll"]
FORMATS: tuple[OutputFormat, ...] = get_args(OutputFormat)

_FORMATS_BY_SUFFIX: dict[str, OutputFormat] = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".html": "html",
    ".htm": "html",
    ".csv": "csv",
    ".jsonld": "webannotation",
    ".conll": "conll",
    ".conllup": "conll",
    ".txt": "table",
}
_STANDARD_OUTPUT = "-"
_WIDEST_TABLE = 100
_FAILED = "failed: "


class _NothingAnnotatedError(Exception):
    """Every article failed, so that the output of an earlier run must not be replaced."""


class Report:
    """What went well and what did not; each failure is told on standard error when it happens."""

    def __init__(self) -> None:
        self.annotated = 0
        self.failed = 0

    def fail(self, reason: QuoteAttrError | OSError | str) -> None:
        """Count a failure and tell its reason."""
        from tqdm import tqdm

        if isinstance(reason, OSError) and reason.filename is not None:
            reason = f"{os.fspath(reason.filename)}: {reason.strerror}"
        self.failed += 1
        # `tqdm.write` keeps a message from running into the progress bar.
        tqdm.write(f"quoteattr: {one_line(str(reason))}", file=sys.stderr)

    def sift(self, articles: Iterable[Article]) -> Iterator[Article]:
        """Pass on the articles that were annotated, and report the others."""
        for article in articles:
            failure = next((w.removeprefix(_FAILED) for w in article.warnings if w.startswith(_FAILED)), None)
            if failure is None:
                self.annotated += 1
                yield article
            else:
                self.fail(f"article {article.id!r}: {failure}" if article.id else failure)


@dataclass(frozen=True, slots=True)
class Output:
    """Where the result goes.

    Args:
        path: The file; `None` for standard output.
    """

    path: str | None

    @classmethod
    def from_option(cls, value: str | None) -> Self:
        """Read the option: nothing and "-" both mean standard output."""
        return cls(None if value == _STANDARD_OUTPUT else value)

    @property
    def is_terminal(self) -> bool:
        """Whether a person is looking at it."""
        return self.path is None and is_terminal(sys.stdout)

    @property
    def default_format(self) -> OutputFormat:
        """The format for a file of this name; for standard output, whatever its reader can use."""
        if self.path is not None:
            return _FORMATS_BY_SUFFIX.get(PurePath(self.path).suffix.lower(), "jsonl")
        return "table" if self.is_terminal else "jsonl"

    def write(self, articles: Iterable[Article], form: OutputFormat, report: Report, *, digest: bool = False) -> None:
        """Write the articles as they come; a file appears only when all are written.

        Args:
            articles: The articles.
            form: Their form.
            report: What was annotated, and what failed.
            digest: Whether a table has a line for each speaker instead of every quotation.

        Raises:
            ClickException: If the output cannot be written, or annotating ends before its time.
        """
        chunks = _tables(articles, self.is_terminal, digest=digest) if form == "table" else _FORMATTERS[form](articles)
        try:
            if self.path is None:
                _write_to_stdout(chunks)
            else:
                _write_to_file(chunks, self.path, report)
        except BrokenPipeError:
            # Whoever read our output has seen enough (`| head`): that is no failure. Python would complain at exit,
            # when it flushes what can no longer be written, unless there is somewhere to write it.
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(1 if report.failed else 0)
        except QuoteAttrError as error:
            raise click.ClickException(one_line(str(error))) from error
        except OSError as error:
            raise click.ClickException(f"{self.path or 'standard output'}: {error.strerror or error}") from error


_FORMATTERS: dict[OutputFormat, Callable[[Iterable[Article]], Iterator[str]]] = {
    "json": iter_json,
    "jsonl": iter_jsonl,
    "html": iter_page,
    "csv": iter_csv,
    "webannotation": iter_web_annotations,
    "conll": iter_conll,
}


def _tables(articles: Iterable[Article], terminal: bool, *, digest: bool) -> Iterator[str]:
    render = render_digest if digest else render_table
    width = min(shutil.get_terminal_size().columns, _WIDEST_TABLE) if terminal else 80
    # https://no-color.org: any value but the empty one asks for none.
    colour = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    rule = ""
    for article in articles:
        yield rule + render(article, width=width, colour=colour)
        rule = f"\n{'─' * width}\n\n"


def _write_to_stdout(chunks: Iterator[str]) -> None:
    # A terminal has an encoding of its own; records and pages are UTF-8 wherever they go.
    encoding = sys.stdout.encoding if is_terminal(sys.stdout) else "utf-8"
    # In UTF-8 only a lone surrogate is left to escape, and `\udXXX` is how JSON writes it.
    errors = "backslashreplace" if encoding == "utf-8" else "replace"
    for chunk in chunks:
        sys.stdout.buffer.write(chunk.encode(encoding, errors))
        sys.stdout.buffer.flush()


def _write_to_file(chunks: Iterator[str], path: str, report: Report) -> None:
    with suppress(_NothingAnnotatedError), open_atomic(path) as file:
        file.writelines(chunks)
        if report.failed and not report.annotated:
            raise _NothingAnnotatedError


def with_progress(
    articles: Iterable[Article], paths: Sequence[str], input_format: InputFormat | None, output: Output
) -> Iterable[Article]:
    """Show progress for many articles, on a terminal that does not show the articles themselves."""
    from tqdm import tqdm

    only_texts = input_format != "jsonl" and all(PurePath(path).suffix.lower() == ".txt" for path in paths)
    many = len(paths) > 1 or not only_texts
    hidden = not many or not is_terminal(sys.stderr) or output.is_terminal
    total = len(paths) if only_texts else None
    bar: Iterable[Article] = tqdm(articles, total=total, unit=" articles", disable=hidden, file=sys.stderr)
    return bar


def is_terminal(stream: object) -> bool:
    """Tell whether a stream is a terminal; one that is absent or closed is none."""
    isatty = getattr(stream, "isatty", None)
    return bool(isatty and not getattr(stream, "closed", False) and isatty())


def one_line(text: str) -> str:
    """Put a message on one line, with nothing in it that could drive a terminal."""
    return " ".join(visible(text).split())
