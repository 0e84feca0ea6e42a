"""Annotated articles as JSON, on one line each or as one list, and back."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from quoteattr.errors import SchemaError
from quoteattr.io.decoding import decode_text
from quoteattr.io.files import open_atomic
from quoteattr.io.lines import read_lines
from quoteattr.io.offsets import Offsets, from_utf16, in_offsets
from quoteattr.types import Article

__all__ = [
    "article_of",
    "iter_json",
    "iter_jsonl",
    "iter_list",
    "read_json",
    "read_jsonl",
    "records_of",
    "write_json",
    "write_jsonl",
]


def iter_jsonl(articles: Iterable[Article], *, offsets: Offsets = "codepoint") -> Iterator[str]:
    """Yield each article as one line of JSON, with its line end.

    Args:
        articles: The articles, in order.
        offsets: What offsets count: `codepoint`, or `utf16` for the code units of JavaScript and Java.

    Raises:
        OptionError: If `offsets` is neither.

    Example:
        >>> [line[:24] for line in iter_jsonl([Article("Yes.", id="a")])]
        ['{"schema_version": 1, "i']
    """
    for article in articles:
        yield f"{json.dumps(in_offsets(article.to_dict(), offsets), ensure_ascii=False)}\n"


def iter_json(articles: Iterable[Article], *, offsets: Offsets = "codepoint") -> Iterator[str]:
    r"""Yield one indented JSON list in pieces, holding one article at a time.

    Args:
        articles: The articles, in order.
        offsets: As for `iter_jsonl`.

    Raises:
        OptionError: If `offsets` is neither `codepoint` nor `utf16`.

    Example:
        >>> "".join(iter_json([]))
        '[]\n'
    """
    yield from iter_list(in_offsets(article.to_dict(), offsets) for article in articles)


def iter_list(records: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    r"""Yield one indented JSON list in pieces, holding one record at a time.

    Args:
        records: What is in the list, in order.

    Example:
        >>> print("".join(iter_list([{"id": "a"}])), end="")
        [
          {
            "id": "a"
          }
        ]
    """
    opening = "[\n"
    for record in records:
        # No line end stands within a JSON string, so every one of them may be indented.
        indented = json.dumps(record, ensure_ascii=False, indent=2).replace("\n", "\n  ")
        yield f"{opening}  {indented}"
        opening = ",\n"
    yield "[]\n" if opening == "[\n" else "\n]\n"


def write_jsonl(articles: Iterable[Article], path: str | os.PathLike[str], *, offsets: Offsets = "codepoint") -> int:
    """Write articles to a JSON Lines file, which takes its name only when all of them are written.

    Args:
        articles: The articles, in order; they are not held in memory.
        path: The file to write.
        offsets: As for `iter_jsonl`.

    Returns:
        How many articles were written.

    Raises:
        OSError: If the file cannot be written.
        OptionError: If `offsets` is neither `codepoint` nor `utf16`.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     out = Path(folder, "out.jsonl")
        ...     write_jsonl([Article("Yes."), Article("No.")], out), [a.text for a in read_jsonl(out)]
        (2, ['Yes.', 'No.'])
    """
    written = 0
    with open_atomic(path) as file:
        for line in iter_jsonl(articles, offsets=offsets):
            file.write(line)
            written += 1
    return written


def write_json(articles: Iterable[Article], path: str | os.PathLike[str], *, offsets: Offsets = "codepoint") -> None:
    """Write articles to a file as one indented JSON list; the file takes its name only when it is complete.

    Args:
        articles: The articles, in order; they are not held in memory.
        path: The file to write.
        offsets: As for `iter_jsonl`.

    Raises:
        OSError: If the file cannot be written.
        OptionError: If `offsets` is neither `codepoint` nor `utf16`.

    Example:
        >>> import json, tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     write_json([Article("Yes.")], Path(folder, "out.json"))
        ...     json.loads(Path(folder, "out.json").read_text())[0]["text"]
        'Yes.'
    """
    with open_atomic(path) as file:
        file.writelines(iter_json(articles, offsets=offsets))


def read_jsonl(path: str | os.PathLike[str]) -> Iterator[Article]:
    """Read back what `write_jsonl` or `quoteattr annotate` wrote, holding one article at a time.

    A record that says it counts UTF-16 code units is converted, so that an article's offsets always are code points.

    Args:
        path: The file.

    Yields:
        The articles, in order.

    Raises:
        OSError: If the file cannot be read.
        InvalidTextError: If a line is not UTF-8.
        SchemaError: If a line is not an article of this schema; the message names the line.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     out = Path(folder, "out.jsonl")
        ...     write_jsonl([Article("Yes.")], out), next(read_jsonl(out)) == Article("Yes.")
        (1, True)
    """
    with Path(path).open("rb") as stream:
        for line in read_lines(stream, os.fspath(path)):
            yield article_of(line.parse(), line.place)


def read_json(path: str | os.PathLike[str]) -> Iterator[Article]:
    """Read back what `write_json` wrote, or a file with the record of a single article.

    Args:
        path: The file, which is held in memory.

    Yields:
        The articles, in order.

    Raises:
        OSError: If the file cannot be read.
        InvalidTextError: If it is not UTF-8.
        SchemaError: If it is not JSON, or a record is not an article of this schema; the message numbers it from 1.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     write_json([Article("Yes.")], Path(folder, "out.json"))
        ...     [article.text for article in read_json(Path(folder, "out.json"))]
        ['Yes.']
    """
    for place, record in records_of(Path(path).read_bytes(), os.fspath(path)):
        yield article_of(record, place)


def records_of(raw: bytes, name: str) -> Iterator[tuple[str, Any]]:
    """Return the records of one JSON value, with the place of each for messages.

    Args:
        raw: A list of records in UTF-8, or one record.
        name: What the file is called in messages.

    Raises:
        InvalidTextError: If it is not UTF-8.
        SchemaError: If it is not JSON.

    Example:
        >>> list(records_of(b'[{"id": "a"}]', "out.json")), list(records_of(b'{"id": "a"}', "out.json"))
        ([('out.json, record 1', {'id': 'a'})], [('out.json', {'id': 'a'})])
    """
    text = decode_text(raw, name)
    try:
        found = json.loads(text)
    # A number of too many digits is a plain ValueError, and brackets nested too deeply a RecursionError.
    except (ValueError, RecursionError) as error:
        raise SchemaError(
            f"{name}: one JSON list of articles was asked for, but it is not JSON ({error}): {text.strip()[:60]!r}; "
            "if it has a record on each line, it is JSON Lines: call it .jsonl"
        ) from error
    if isinstance(found, list):
        yield from ((f"{name}, record {number}", record) for number, record in enumerate(found, start=1))
    else:
        yield name, found


def article_of(record: Any, place: str) -> Article:
    """Return the article of a record, with offsets in code points whatever the record counts.

    Args:
        record: The record.
        place: Where it stands, for messages.

    Raises:
        SchemaError: If it is not an article of this schema; the message names the place.

    Example:
        >>> article_of(Article("Yes.").to_dict(), "out.jsonl, line 1").text
        'Yes.'
    """
    try:
        # What is no record at all is explained by the article itself, better than by a look-up that fails.
        with suppress(AttributeError, KeyError, TypeError):
            record = from_utf16(record)
        return Article.from_dict(record)
    except (SchemaError, RecursionError) as error:  # the latter: brackets within brackets within brackets
        raise SchemaError(f"{place}: {error}") from error
