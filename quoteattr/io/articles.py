"""The articles to annotate: text files, JSON Lines and standard input."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path, PurePath
from typing import Any, BinaryIO, Literal

from quoteattr.errors import OptionError, QuoteAttrError, SchemaError
from quoteattr.io.files import decode_text
from quoteattr.io.lines import Line, read_lines

__all__ = ["STANDARD_INPUT", "InputArticle", "InputFormat", "read_articles"]

InputArticle = tuple[str | None, str]
InputFormat = Literal["txt", "jsonl"]
STANDARD_INPUT = "-"

# A file without a suffix is text: `/dev/fd/63` is what a shell makes of `<(…)`.
_FORMATS: Mapping[str, InputFormat] = {
    "": "txt",
    ".txt": "txt",
    ".text": "txt",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}


def read_articles(
    paths: Iterable[str | os.PathLike[str]],
    *,
    input_format: InputFormat | None = None,
    stdin: BinaryIO | None = None,
    on_error: Callable[[QuoteAttrError | OSError], None] | None = None,
) -> Iterator[InputArticle]:
    """Read articles one after the other, holding one text file or one line at a time.

    A `.txt` file is one article, and its id is the file's name without the suffix. A `.jsonl` file has a record
    `{"id": …, "text": …}` on every line; the id is a string or a whole number and may be missing, other fields are
    passed over. "-" is standard input, read as one text without an id.

    Args:
        paths: The files, in order.
        input_format: How to read all of them, whatever they are called; `None` goes by the suffix.
        stdin: Standard input, open for bytes; `None` takes the process's own.
        on_error: Called with the error of a file that cannot be read or a line that is no article; when it returns,
            reading goes on behind it. `None` raises the error.

    Yields:
        Id and text of each article; the id is `None` when there is none.

    Raises:
        OSError: If a file cannot be opened or read.
        InvalidTextError: If a text is not UTF-8, nor what the byte order mark at its front says; JSON Lines are UTF-8.
        SchemaError: If a line is no record of an article.
        OptionError: If a file has a suffix that says it is something else.

    Example:
        >>> import io
        >>> list(read_articles(["-"], stdin=io.BytesIO("It rained.".encode())))
        [(None, 'It rained.')]
    """
    for path in paths:
        for item in _items(path, input_format, stdin):
            if isinstance(item, tuple):
                yield item
            elif on_error is None:
                raise item
            else:
                on_error(item)


def _items(
    path: str | os.PathLike[str], input_format: InputFormat | None, stdin: BinaryIO | None
) -> Iterator[InputArticle | QuoteAttrError | OSError]:
    """Yield the articles of one file, and in the place of one that cannot be read its error."""
    is_stdin = path == STANDARD_INPUT
    name = "standard input" if is_stdin else os.fspath(path)
    try:
        form = input_format or ("txt" if is_stdin else _format_of(name))
        with _open(path, stdin) as stream:
            if form == "txt":
                yield (None if is_stdin else _id_of(name)), decode_text(stream.read(), name)
            else:
                yield from map(_article_or_error, read_lines(stream, name))
    except (OSError, QuoteAttrError) as error:
        yield error


def _open(path: str | os.PathLike[str], stdin: BinaryIO | None) -> AbstractContextManager[BinaryIO]:
    return nullcontext(stdin or sys.stdin.buffer) if path == STANDARD_INPUT else Path(path).open("rb")


def _format_of(name: str) -> InputFormat:
    suffix = PurePath(name).suffix.lower()
    if suffix not in _FORMATS:
        raise OptionError(
            f"{name}: an article was asked for, but a {suffix} file is neither plain text nor JSON Lines; accepted are "
            f"{', '.join(filter(None, _FORMATS))}; if it is one of them by another name, say so with `input_format` "
            "(`--input-format` on the command line)"
        )
    return _FORMATS[suffix]


def _id_of(name: str) -> str:
    # A file name need not be UTF-8; what is not would make a record that cannot be written.
    return os.fsencode(PurePath(name).stem).decode("utf-8", "replace")


def _article_or_error(line: Line) -> InputArticle | QuoteAttrError:
    try:
        return _article(line.parse(), line.place)
    except QuoteAttrError as error:
        return error


def _article(record: Any, place: str) -> InputArticle:
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        found = f"an object with {_fields(record)}" if isinstance(record, dict) else f"a {type(record).__name__}"
        raise SchemaError(
            f'{place}: a record {{"id": …, "text": …}} with a string as its text was asked for, found {found}; '
            "put the article's text under `text`"
        )
    article_id = record.get("id")
    # True is an int in Python, but not a number in JSON.
    if isinstance(article_id, bool) or not isinstance(article_id, str | int | None):
        raise SchemaError(f"{place}: `id` is {article_id!r:.60}; accepted are a string, a whole number and null")
    return (None if article_id is None else str(article_id)), record["text"]


def _fields(record: dict[str, Any]) -> str:
    shown = [f"{key!r} ({type(value).__name__})" for key, value in list(record.items())[:5]]
    return ", ".join(shown) or "no fields"
