"""The files that are read: found by path or as standard input, and unpacked where they are gzip files."""

import gzip
import os
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path, PurePath
from typing import BinaryIO, TypeVar, cast

from quoteattr.errors import InvalidTextError, MissingExtraError, QuoteAttrError

__all__ = ["STANDARD_INPUT", "OnReadError", "deliver", "id_of", "name_of", "open_source", "suffix_of"]

STANDARD_INPUT = "-"
OnReadError = Callable[[QuoteAttrError | OSError], None]
T = TypeVar("T")

_PACKED = ".gz"
# A few kilobytes can unpack to more than any memory holds. No article is a thousandth of this.
_LARGEST = 256 * 2**20


def name_of(path: str | os.PathLike[str]) -> str:
    """Return what a file is called in messages.

    Example:
        >>> name_of("-"), name_of("news.jsonl")
        ('standard input', 'news.jsonl')
    """
    return "standard input" if path == STANDARD_INPUT else os.fspath(path)


def suffix_of(path: str | os.PathLike[str]) -> str:
    """Return the suffix that says what is in a file, packed or not, in lower case.

    Example:
        >>> suffix_of("news.JSONL"), suffix_of("news.jsonl.gz"), suffix_of("news")
        ('.jsonl', '.jsonl', '')
    """
    return _unpacked(path).suffix.lower()


def id_of(path: str | os.PathLike[str]) -> str:
    """Return the id of the article that a file holds: its name without the suffix.

    Example:
        >>> id_of("archive/2024-05-01.council.txt.gz")
        '2024-05-01.council'
    """
    # A file name need not be UTF-8; what is not would make a record that cannot be written.
    return os.fsencode(_unpacked(path).stem).decode("utf-8", "replace")


def open_source(path: str | os.PathLike[str], stdin: BinaryIO | None = None) -> AbstractContextManager[BinaryIO]:
    """Open a file for bytes; one called `.gz` is unpacked as it is read.

    Args:
        path: The file, or "-" for standard input.
        stdin: Standard input; `None` takes the process's own.

    Raises:
        OSError: If the file cannot be opened.

    Returns:
        The file. Reading a packed one raises `InvalidTextError` where it is damaged, and where its text or one of its
        lines is larger than 256 MB.
    """
    if path == STANDARD_INPUT:
        return nullcontext(stdin or sys.stdin.buffer)
    return cast("BinaryIO", _Unpacked(path)) if _is_packed(path) else Path(path).open("rb")


def deliver(items: Iterable[T | QuoteAttrError | OSError], on_error: OnReadError | None) -> Iterator[T]:
    """Pass on what was read, and hand over the errors that stand in the place of what was not.

    Args:
        items: What was read, and errors.
        on_error: Called with each error; when it returns, reading goes on. `None` raises the error. A missing extra is
            raised in any case, because what follows would fail for the same reason.

    Example:
        >>> list(deliver(["Yes.", OSError("gone"), "No."], print))
        gone
        ['Yes.', 'No.']
    """
    for item in items:
        if not isinstance(item, QuoteAttrError | OSError):
            yield item
        elif on_error is None or isinstance(item, MissingExtraError):
            raise item
        else:
            on_error(item)


def _is_packed(path: str | os.PathLike[str]) -> bool:
    return PurePath(path).suffix.lower() == _PACKED


def _unpacked(path: str | os.PathLike[str]) -> PurePath:
    return PurePath(path).with_suffix("") if _is_packed(path) else PurePath(path)


class _Unpacked(gzip.GzipFile):
    """A gzip file whose errors name it, and of which no more is held than a bound."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        super().__init__(path, "rb")
        self._path = os.fspath(path)

    def read(self, size: int | None = -1) -> bytes:
        """Read all of it, or as much as is asked for."""
        return self._bounded(super().read, size)

    def readline(self, size: int | None = -1) -> bytes:
        """Read a line, or as much of it as is asked for."""
        return self._bounded(super().readline, size)

    def _bounded(self, read: Callable[[int], bytes], size: int | None) -> bytes:
        try:
            found = read(_LARGEST + 1 if size is None or size < 0 else size)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise InvalidTextError(
                f"{self._path}: a gzip file was asked for, but it is damaged or none ({error}); pack it again, or give "
                "the unpacked file"
            ) from error
        if len(found) > _LARGEST:
            raise InvalidTextError(
                f"{self._path}: one article was asked for, but more than {_LARGEST // 2**20} MB came out of the gzip "
                "file; pack one article a file, or JSON Lines with one a line"
            )
        return found
