"""Where annotated articles go, and in which form."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Literal, Self, get_args

import click

from quoteattr.console import Colour, RefusedError, Report, is_terminal, one_line, terminal_width, wants_colour
from quoteattr.errors import MissingExtraError, QuoteAttrError
from quoteattr.io.brat import BRAT_CONFIGURATION, write_brat
from quoteattr.io.conll import iter_conll
from quoteattr.io.csv_rows import iter_csv
from quoteattr.io.files import open_atomic, open_new_folder
from quoteattr.io.offsets import Offsets
from quoteattr.io.records import iter_json, iter_jsonl
from quoteattr.io.sources import STANDARD_INPUT
from quoteattr.io.web_annotation import iter_web_annotations
from quoteattr.render.html import iter_page
from quoteattr.render.table import render_digest, render_table
from quoteattr.types import Article

__all__ = ["FORMATS", "Output", "OutputFormat", "check_output"]

OutputFormat = Literal["table", "json", "jsonl", "html", "csv", "webannotation", "conll", "brat"]
FORMATS: tuple[OutputFormat, ...] = get_args(OutputFormat)

_FORMATS_BY_SUFFIX: Mapping[str, OutputFormat] = {
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
_WITH_OFFSETS: Mapping[OutputFormat, Callable[..., Iterator[str]]] = {
    "json": iter_json,
    "jsonl": iter_jsonl,
    "csv": iter_csv,
    "webannotation": iter_web_annotations,
    "conll": iter_conll,
}
_STANDARD_OUTPUT = "-"
_HINT = "'-o' / '--output'"


class _NothingWrittenError(Exception):
    """Every article failed, so that the output of an earlier run must not be replaced."""


@dataclass(frozen=True, slots=True)
class Output:
    """Where the result goes, and in which form.

    Args:
        path: The file, or the folder for brat; `None` for standard output.
        form: The form.
        offsets: What offsets count.
        digest: Whether there is a line for each speaker: in a table instead of every quotation, in html beside them.
        colour: When a table on standard output is coloured; a file never is.
    """

    path: str | None
    form: OutputFormat = "jsonl"
    offsets: Offsets = "codepoint"
    digest: bool = False
    colour: Colour = "auto"

    @classmethod
    def from_options(
        cls, path: str | None, form: OutputFormat | None, *, offsets: Offsets, digest: bool, colour: Colour
    ) -> Self:
        """Read the options: no path and "-" both mean standard output.

        Raises:
            UsageError: If they do not go together.
        """
        path = None if path == _STANDARD_OUTPUT else path
        form = form or _default_form(path)
        if form == "brat" and path is None:
            raise click.UsageError("brat's files are a folder and cannot be printed; name one with -o.")
        if offsets != "codepoint" and form not in _WITH_OFFSETS:
            why = "brat counts code points" if form == "brat" else f"{form} has no offsets"
            raise click.UsageError(
                f"--offsets {offsets} is for {', '.join(_WITH_OFFSETS)}, and {why}: leave it out, or name one of these "
                "with --format."
            )
        return cls(path, form, offsets, digest, colour)

    @property
    def is_terminal(self) -> bool:
        """Whether a person is looking at it."""
        return self.path is None and is_terminal(sys.stdout)

    def write(self, articles: Iterable[Article], report: Report) -> None:
        """Write the articles as they come; a file or folder appears only when all are written.

        Args:
            articles: The articles.
            report: What was annotated, and what failed.

        Raises:
            ClickException: If the output cannot be written, or annotating ends before its time.
        """
        try:
            if self.path is None:
                _write_to_stdout(self._chunks(articles))
            else:
                self._write_to_path(articles, self.path, report)
        except BrokenPipeError:
            # Whoever read our output has seen enough (`| head`): that is no failure.
            _forget_output()
            sys.exit(1 if report.failed else 0)
        except MissingExtraError as error:
            raise RefusedError(one_line(str(error))) from error
        except QuoteAttrError as error:
            raise click.ClickException(one_line(str(error))) from error
        except OSError as error:
            if self.path is None:
                _forget_output()
            raise click.ClickException(f"{self.path or 'standard output'}: {error.strerror or error}") from error

    def _chunks(self, articles: Iterable[Article]) -> Iterator[str]:
        if self.form == "table":
            colour = self.path is None and wants_colour(sys.stdout, self.colour)
            width = terminal_width(None if self.path else sys.stdout)
            return _tables(articles, width, digest=self.digest, colour=colour)
        if self.form == "html":
            return iter_page(articles, digest=self.digest)
        return _WITH_OFFSETS[self.form](articles, offsets=self.offsets)

    def _write_to_path(self, articles: Iterable[Article], path: str, report: Report) -> None:
        with suppress(_NothingWrittenError):
            if self.form == "brat":
                with open_new_folder(path, keep=(BRAT_CONFIGURATION,)) as folder:
                    write_brat(articles, folder)
                    _check_report(report)
            else:
                with open_atomic(path) as file:
                    file.writelines(self._chunks(articles))
                    _check_report(report)


def check_output(output: Output, paths: Iterable[str], argument: str) -> None:
    """Refuse early what would fail after the work is done, and what would overwrite or mix up files of the user.

    Args:
        output: The output.
        paths: What is read.
        argument: What the argument with these is called.

    Raises:
        BadParameter: If the output cannot be written or should not.
    """
    if output.path is None:
        return
    target = Path(output.path)
    if not target.resolve().parent.is_dir():
        raise click.BadParameter(f"folder {str(target.parent)!r} does not exist.", param_hint=_HINT)
    if output.form == "brat":
        _check_folder(target)
    elif target.is_dir():
        raise click.BadParameter(f"{output.path!r} is a directory, and {output.form} is one file.", param_hint=_HINT)
    for path in paths:
        with suppress(OSError):
            if path != STANDARD_INPUT and (target.is_file() or target.is_dir()) and target.samefile(path):
                raise click.BadParameter(
                    f"{output.path!r} is one of {argument} and would be overwritten.", param_hint=_HINT
                )


def _check_folder(target: Path) -> None:
    if target.exists() and not target.is_dir():
        raise click.BadParameter(f"{str(target)!r} is a file, and brat's files are a folder.", param_hint=_HINT)
    there = next((file for ending in ("*.txt", "*.ann") for file in target.rglob(ending)), None)
    if there is not None:
        raise click.BadParameter(
            f"folder {str(target)!r} has articles already ({str(there.relative_to(target))!r}), which would be "
            "overwritten or mixed with the new ones; name an empty or a new folder.",
            param_hint=_HINT,
        )


def _default_form(path: str | None) -> OutputFormat:
    """Return the form for a file of this name; for standard output, whatever its reader can use."""
    if path is not None:
        return _FORMATS_BY_SUFFIX.get(PurePath(path).suffix.lower(), "jsonl")
    return "table" if is_terminal(sys.stdout) else "jsonl"


def _forget_output() -> None:
    """Give what can no longer be written somewhere to go, since Python flushes it at exit and fails in its own way."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _check_report(report: Report) -> None:
    if report.failed and not report.annotated:
        raise _NothingWrittenError


def _tables(articles: Iterable[Article], width: int, *, digest: bool, colour: bool) -> Iterator[str]:
    render = render_digest if digest else render_table
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
