"""Annotated articles of several files, whichever of the forms that can be read back they are in."""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, Literal

from quoteattr.errors import OptionError, QuoteAttrError
from quoteattr.io.brat import read_brat
from quoteattr.io.lines import Line, read_lines
from quoteattr.io.records import article_of, records_of
from quoteattr.io.sources import STANDARD_INPUT, OnReadError, deliver, name_of, open_source, suffix_of
from quoteattr.text.checks import check_text
from quoteattr.types import Article

__all__ = ["RecordFormat", "read_records", "record_format_of"]

RecordFormat = Literal["jsonl", "json", "brat"]

# Without a suffix a file is what is written where nobody says in which form.
_FORMATS: Mapping[str, RecordFormat] = {"": "jsonl", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json"}


def read_records(
    paths: Iterable[str | os.PathLike[str]],
    *,
    record_format: RecordFormat | None = None,
    stdin: BinaryIO | None = None,
    on_error: OnReadError | None = None,
) -> Iterator[Article]:
    """Read annotated articles, as they were written or as a person corrected them.

    Read are JSON Lines, JSON lists and folders of brat's files; a file called `.gz` is unpacked. A record that says it
    counts UTF-16 code units is converted.

    Args:
        paths: The files and folders, in order; "-" is standard input.
        record_format: How to read all of them, whatever they are called; `None` goes by the suffix, and takes
            standard input for JSON Lines and a folder for brat's.
        stdin: Standard input, open for bytes; `None` takes the process's own.
        on_error: Called with the error of a file that cannot be read or a record that is no article; when it returns,
            reading goes on behind it. `None` raises the error.

    Yields:
        The articles, in order; one is held at a time, but for a JSON list, which is read whole.

    Raises:
        OSError: If a file cannot be opened or read.
        InvalidTextError: If a file is not UTF-8, or an article's text has a lone surrogate.
        SchemaError: If a record is not an article of this schema.
        OptionError: If a file has a suffix that says it is something else.

    Example:
        >>> import io
        >>> [article.text for article in read_records(["-"], stdin=io.BytesIO(Article("Yes.").to_json().encode()))]
        ['Yes.']
    """
    for path in paths:
        yield from deliver(_items(path, record_format, stdin), on_error)


def record_format_of(path: str | os.PathLike[str]) -> RecordFormat:
    """Return how a file of annotated articles is read when nobody says it.

    Args:
        path: The file or folder, or "-".

    Raises:
        OptionError: If a file has a suffix that says it is something else.

    Example:
        >>> record_format_of("annotated.jsonl.gz"), record_format_of("annotated.json")
        ('jsonl', 'json')
    """
    if path != STANDARD_INPUT and Path(path).is_dir():
        return "brat"
    suffix = suffix_of(path)
    if suffix not in _FORMATS:
        raise OptionError(
            f"{os.fspath(path)}: annotated articles were asked for, but a {suffix} file is neither JSON Lines nor "
            f"JSON; accepted are {', '.join(filter(None, _FORMATS))}, these with .gz behind, and folders of brat's "
            "files; if it is one of them by another name, say so with `record_format` (`--input-format` on the command "
            "line)"
        )
    return _FORMATS[suffix]


def _items(
    path: str | os.PathLike[str], form: RecordFormat | None, stdin: BinaryIO | None
) -> Iterator[Article | QuoteAttrError | OSError]:
    """Yield the articles of one file, and in the place of one that cannot be read its error."""
    name = name_of(path)
    try:
        form = form or record_format_of(path)
        if form == "brat":
            yield from read_brat(path)
            return
        with open_source(path, stdin) as stream:
            if form == "json":
                yield from (_article_or_error(record, place) for place, record in records_of(stream.read(), name))
            else:
                yield from map(_of_line, read_lines(stream, name))
    except (OSError, QuoteAttrError) as error:
        yield error


def _of_line(line: Line) -> Article | QuoteAttrError:
    try:
        return _article_or_error(line.parse(), line.place)
    except QuoteAttrError as error:
        return error


def _article_or_error(record: Any, place: str) -> Article | QuoteAttrError:
    try:
        article = article_of(record, place)
        # In JSON, `\ud83d` alone is allowed; no file in UTF-8 can hold it.
        check_text(article.text)
    except QuoteAttrError as error:
        return error
    return article
