"""The articles to annotate: text files, web pages, JSON Lines and standard input."""

import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO, Literal

from quoteattr.errors import OptionError, QuoteAttrError, SchemaError
from quoteattr.io.decoding import codec_of, decode_text
from quoteattr.io.lines import Line, read_lines
from quoteattr.io.sources import STANDARD_INPUT, OnReadError, deliver, id_of, name_of, open_source, suffix_of
from quoteattr.io.web import read_html

__all__ = ["STANDARD_INPUT", "InputArticle", "InputFormat", "input_format_of", "read_articles"]

InputArticle = tuple[str | None, str]
InputFormat = Literal["txt", "jsonl", "html"]

# A file without a suffix is text: `/dev/fd/63` is what a shell makes of `<(…)`.
_FORMATS: Mapping[str, InputFormat] = {
    "": "txt",
    ".txt": "txt",
    ".text": "txt",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}


def read_articles(
    paths: Iterable[str | os.PathLike[str]],
    *,
    input_format: InputFormat | None = None,
    encoding: str | None = None,
    stdin: BinaryIO | None = None,
    on_error: OnReadError | None = None,
) -> Iterator[InputArticle]:
    """Read articles one after the other, holding one file or one line at a time.

    A `.txt` file is one article, and its id is the file's name without the suffix. So is a web page (`.html`): its
    title and its paragraphs, a blank line between them, as `read_html` finds them. A `.jsonl` file has a record on
    every line: `{"id": …, "text": …}`, or `{"id": …, "html": …}` with a page, where `url` is the id if there is none.
    The id is a string or a whole number and may be missing, other fields are passed over. A file called `.gz` is
    unpacked. "-" is standard input, read as one text without an id.

    Args:
        paths: The files, in order.
        input_format: How to read all of them, whatever they are called; `None` goes by the suffix.
        encoding: The encoding of the text files and web pages that have no byte order mark; `None` means UTF-8, and
            for a page what it declares. JSON Lines are UTF-8.
        stdin: Standard input, open for bytes; `None` takes the process's own.
        on_error: Called with the error of a file that cannot be read or a line that is no article; when it returns,
            reading goes on behind it. `None` raises the error.

    Yields:
        Id and text of each article; the id is `None` when there is none.

    Raises:
        OSError: If a file cannot be opened or read.
        InvalidTextError: If a text is not UTF-8, nor what `encoding` or the byte order mark at its front says; if there
            is no article on a web page; or if a packed file is damaged or has more than 256 MB in one article.
        SchemaError: If a line is no record of an article.
        OptionError: If a file has a suffix that says it is something else, or `encoding` is given for JSON Lines or
            names none.
        MissingExtraError: If there is a web page and trafilatura is not installed; `on_error` is not asked.

    Example:
        >>> import io
        >>> list(read_articles(["-"], stdin=io.BytesIO("It rained.".encode())))
        [(None, 'It rained.')]
    """
    if encoding is not None:
        codec_of(encoding)
    for path in paths:
        yield from deliver(_items(path, input_format, encoding, stdin), on_error)


def input_format_of(path: str | os.PathLike[str]) -> InputFormat:
    """Return how a file is read when nobody says it: by its suffix, and standard input as text.

    Args:
        path: The file, or "-".

    Raises:
        OptionError: If a file has a suffix that says it is something else.

    Example:
        >>> input_format_of("news.jsonl.gz"), input_format_of("-")
        ('jsonl', 'txt')
    """
    suffix = suffix_of(path)
    if suffix not in _FORMATS:
        raise OptionError(
            f"{os.fspath(path)}: an article was asked for, but a {suffix} file is neither plain text, a web page nor "
            f"JSON Lines; accepted are {', '.join(filter(None, _FORMATS))}, and these with .gz behind; if it is one of "
            "them by another name, say so with `input_format` (`--input-format` on the command line)"
        )
    return _FORMATS[suffix]


def _items(
    path: str | os.PathLike[str], input_format: InputFormat | None, encoding: str | None, stdin: BinaryIO | None
) -> Iterator[InputArticle | QuoteAttrError | OSError]:
    """Yield the articles of one file, and in the place of one that cannot be read its error."""
    name = name_of(path)
    try:
        form = input_format or input_format_of(path)
        with open_source(path, stdin) as stream:
            if form != "jsonl":
                yield (None if path == STANDARD_INPUT else id_of(path)), _text(stream.read(), name, form, encoding)
            elif encoding is not None:
                raise OptionError(
                    f"{name}: encoding={encoding!r} was asked for, but JSON Lines are in UTF-8; convert the file, or "
                    "read it without `encoding` (`--encoding` on the command line)"
                )
            else:
                yield from map(_article_or_error, read_lines(stream, name))
    except (OSError, QuoteAttrError) as error:
        yield error


def _text(raw: bytes, name: str, form: InputFormat, encoding: str | None) -> str:
    if form == "html":
        return _of_page(raw, name, encoding)
    return decode_text(raw, name, encoding=encoding, nameable=True)


def _of_page(page: str | bytes, name: str, encoding: str | None = None) -> str:
    return "\n\n".join(filter(None, read_html(page, name=name, encoding=encoding)))


def _article_or_error(line: Line) -> InputArticle | QuoteAttrError:
    try:
        return _article(line.parse(), line.place)
    except QuoteAttrError as error:
        return error


def _article(record: Any, place: str) -> InputArticle:
    text, page = (record.get("text"), record.get("html")) if isinstance(record, dict) else (None, None)
    if isinstance(text, str):
        return _id(record.get("id"), place), text
    if isinstance(page, str):
        given = record.get("id")
        return _id(record.get("url") if given is None else given, place), _of_page(page, place)
    found = f"an object with {_fields(record)}" if isinstance(record, dict) else f"a {type(record).__name__}"
    raise SchemaError(
        f'{place}: a record {{"id": …, "text": …}} with a string as its text was asked for, found {found}; '
        "put the article's text under `text`, or its web page under `html`"
    )


def _id(value: Any, place: str) -> str | None:
    # True is an int in Python, but not a number in JSON.
    if isinstance(value, bool) or not isinstance(value, str | int | None):
        raise SchemaError(f"{place}: `id` is {value!r:.60}; accepted are a string, a whole number and null")
    return None if value is None else str(value)


def _fields(record: dict[str, Any]) -> str:
    shown = [f"{key!r} ({type(value).__name__})" for key, value in list(record.items())[:5]]
    return ", ".join(shown) or "no fields"
