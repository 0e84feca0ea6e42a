"""The command line: `quoteattr annotate` and `quoteattr info`."""

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Literal

import click

from quoteattr._version import __version__
from quoteattr.errors import CheckpointError, QuoteAttrError
from quoteattr.io.articles import STANDARD_INPUT, InputFormat, read_articles
from quoteattr.io.files import open_atomic
from quoteattr.io.records import iter_json, iter_jsonl
from quoteattr.render.html import iter_page
from quoteattr.render.table import render_table
from quoteattr.render.visible import visible
from quoteattr.types import Article

if TYPE_CHECKING:
    from quoteattr.pipeline import Pipeline

__all__ = ["main"]

OutputFormat = Literal["table", "json", "jsonl", "html"]

_FORMATS_BY_SUFFIX: dict[str, OutputFormat] = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".html": "html",
    ".htm": "html",
    ".txt": "table",
}
_STANDARD_OUTPUT = "-"
_DEFAULT_MAX_SENTENCES = 3
_WIDEST_TABLE = 100
_FAILED = "failed: "


class _NothingAnnotatedError(Exception):
    """Every article failed, so that the output of an earlier run must not be replaced."""


class _Report:
    """What went well and what did not; each failure is told on standard error when it happens."""

    def __init__(self) -> None:
        self.annotated = 0
        self.failed = 0

    def fail(self, reason: QuoteAttrError | OSError | str) -> None:
        from tqdm import tqdm

        if isinstance(reason, OSError) and reason.filename is not None:
            reason = f"{os.fspath(reason.filename)}: {reason.strerror}"
        self.failed += 1
        # `tqdm.write` keeps a message from running into the progress bar.
        tqdm.write(f"quoteattr: {_one_line(str(reason))}", file=sys.stderr)

    def sift(self, articles: Iterable[Article]) -> Iterator[Article]:
        """Pass on the articles that were annotated, and report the others."""
        for article in articles:
            failure = next((w.removeprefix(_FAILED) for w in article.warnings if w.startswith(_FAILED)), None)
            if failure is None:
                self.annotated += 1
                yield article
            else:
                self.fail(f"article {article.id!r}: {failure}" if article.id else failure)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="quoteattr")
def main() -> None:
    r"""Read news articles and tell who said what.

    \b
    Examples:
      quoteattr annotate article.txt
      quoteattr annotate articles.jsonl -o annotated.jsonl
      quoteattr info
    """


@main.command()
@click.argument("files", nargs=-1, type=click.Path(allow_dash=True))
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, allow_dash=True),
    metavar="OUT",
    help="File to write; it appears only when it is complete. Without it, standard output.",
)
@click.option(
    "-f",
    "--format",
    "output_format",
    type=click.Choice(["table", "json", "jsonl", "html"]),
    help="Form of the output. Default: by the suffix of OUT; else table on a terminal and jsonl elsewhere.",
)
@click.option(
    "--input-format",
    type=click.Choice(["txt", "jsonl"]),
    help="How to read FILES, whatever they are called. Default: by suffix; standard input as txt.",
)
@click.option(
    "--max-sentences",
    type=click.IntRange(min=1),
    metavar="N",
    help=f"Sentences in the summary. Default: {_DEFAULT_MAX_SENTENCES}, or no limit with --max-words.",
)
@click.option("--max-words", type=click.IntRange(min=1), metavar="N", help="Words in the summary at most.")
@click.option(
    "--checkpoint",
    default="default",
    show_default=True,
    metavar="NAME",
    help="A checkpoint: 'default' is the one inside the package; else a folder or the name of a hub repository.",
)
@click.option(
    "--batch-size",
    type=click.IntRange(min=1),
    default=16,
    show_default=True,
    metavar="N",
    help="Articles that are read and annotated together.",
)
def annotate(
    *,
    files: tuple[str, ...],
    output: str | None,
    output_format: OutputFormat | None,
    input_format: InputFormat | None,
    max_sentences: int | None,
    max_words: int | None,
    checkpoint: str,
    batch_size: int,
) -> None:
    r"""Tell who said what in FILES, and sum each of them up.

    A .txt file is one article. A .jsonl file has one article a line: {"id": ..., "text": ...}. "-" is standard
    input, and so is no FILE at all when something is piped in. Text is UTF-8.

    \b
    Examples:
      quoteattr annotate article.txt
      quoteattr annotate article.txt --format html -o article.html
      quoteattr annotate archive/*.txt -o annotated.jsonl
      zcat archive.jsonl.gz | quoteattr annotate --input-format jsonl > annotated.jsonl

    Exit status: 0 when every article was annotated; 1 when some were not, which standard error names; 2 when the
    command cannot be carried out as given.
    """
    output = None if output == _STANDARD_OUTPUT else output
    paths = _inputs(files)
    _check_output(output, paths)
    form = output_format or _default_format(output)
    report = _Report()
    texts = read_articles(paths, input_format=input_format, on_error=report.fail)
    if max_sentences is None and max_words is None:
        max_sentences = _DEFAULT_MAX_SENTENCES
    annotated = _load(checkpoint).pipe(
        texts, batch_size=batch_size, max_sentences=max_sentences, max_words=max_words, on_error="record"
    )
    shown = _with_progress(report.sift(annotated), paths, input_format, output)
    _write(_FORMATTERS[form](shown), output, report)
    if report.failed:
        click.echo(f"quoteattr: {report.annotated} annotated, {report.failed} failed", err=True)
        sys.exit(1)


def _inputs(files: tuple[str, ...]) -> tuple[str, ...]:
    if files:
        return files
    if sys.stdin is None or _is_terminal(sys.stdin):
        raise click.UsageError(
            "no FILES were given and nothing is piped in; name a .txt or .jsonl file, or '-' to type an article"
        )
    return (STANDARD_INPUT,)


def _check_output(output: str | None, paths: tuple[str, ...]) -> None:
    """Refuse early what would fail after the work is done."""
    if output is None:
        return
    target = Path(output)
    if not target.resolve().parent.is_dir():
        raise click.BadParameter(f"folder {str(target.parent)!r} does not exist.", param_hint="'-o' / '--output'")
    for path in paths:
        with suppress(OSError):
            if path != STANDARD_INPUT and target.is_file() and target.samefile(path):
                raise click.BadParameter(
                    f"{output!r} is one of FILES and would be overwritten.", param_hint="'-o' / '--output'"
                )


def _default_format(output: str | None) -> OutputFormat:
    if output is not None:
        return _FORMATS_BY_SUFFIX.get(PurePath(output).suffix.lower(), "jsonl")
    return "table" if _is_terminal(sys.stdout) else "jsonl"


def _load(checkpoint: str) -> "Pipeline":
    from quoteattr.pipeline import Pipeline

    try:
        return Pipeline.from_pretrained(checkpoint)
    except CheckpointError as error:
        raise click.BadParameter(_one_line(str(error)), param_hint="'--checkpoint'") from error


def _with_progress(
    articles: Iterable[Article], paths: tuple[str, ...], input_format: InputFormat | None, output: str | None
) -> Iterable[Article]:
    """Show progress for many articles, on a terminal that does not show the articles themselves."""
    from tqdm import tqdm

    only_texts = input_format != "jsonl" and all(PurePath(path).suffix.lower() == ".txt" for path in paths)
    many = len(paths) > 1 or not only_texts
    hidden = not many or not _is_terminal(sys.stderr) or (output is None and _is_terminal(sys.stdout))
    total = len(paths) if only_texts else None
    bar: Iterable[Article] = tqdm(articles, total=total, unit=" articles", disable=hidden, file=sys.stderr)
    return bar


def _table(articles: Iterable[Article]) -> Iterator[str]:
    terminal = _is_terminal(sys.stdout)
    width = min(shutil.get_terminal_size().columns, _WIDEST_TABLE) if terminal else 80
    # https://no-color.org: any value but the empty one asks for none.
    colour = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    rule = ""
    for article in articles:
        yield rule + render_table(article, width=width, colour=colour)
        rule = f"\n{'─' * width}\n\n"


_FORMATTERS: dict[OutputFormat, Callable[[Iterable[Article]], Iterator[str]]] = {
    "table": _table,
    "json": iter_json,
    "jsonl": iter_jsonl,
    "html": iter_page,
}


def _write(chunks: Iterator[str], output: str | None, report: _Report) -> None:
    try:
        if output is None:
            _write_to_stdout(chunks)
        else:
            _write_to_file(chunks, output, report)
    except BrokenPipeError:
        # Whoever read our output has seen enough (`| head`): that is no failure. Python would complain at exit,
        # when it flushes what can no longer be written, unless there is somewhere to write it.
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1 if report.failed else 0)
    except QuoteAttrError as error:
        raise click.ClickException(_one_line(str(error))) from error
    except OSError as error:
        raise click.ClickException(f"{output or 'standard output'}: {error.strerror or error}") from error


def _write_to_stdout(chunks: Iterator[str]) -> None:
    stream = sys.stdout.buffer
    # A terminal has an encoding of its own; records and pages are UTF-8 wherever they go.
    encoding = (sys.stdout.encoding or "utf-8") if _is_terminal(sys.stdout) else "utf-8"
    errors = "backslashreplace" if encoding.lower() in {"utf-8", "utf8"} else "replace"
    for chunk in chunks:
        stream.write(chunk.encode(encoding, errors))
        stream.flush()


def _write_to_file(chunks: Iterator[str], output: str, report: _Report) -> None:
    with suppress(_NothingAnnotatedError), open_atomic(output) as file:
        file.writelines(chunks)
        if report.failed and not report.annotated:
            raise _NothingAnnotatedError


def _is_terminal(stream: object) -> bool:
    isatty = getattr(stream, "isatty", None)
    return bool(isatty and isatty())


def _one_line(text: str) -> str:
    return " ".join(visible(text).split())
