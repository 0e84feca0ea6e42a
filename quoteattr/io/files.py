"""Bytes to text, and files that are written whole or not at all."""

import codecs
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from quoteattr.errors import InvalidTextError

__all__ = ["decode_text", "open_atomic"]

# The longer marks first: that of UTF-32 begins with that of UTF-16.
_OTHER_ENCODINGS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
# A share of NUL bytes that no text in UTF-8 has; in UTF-16, one stands beside every letter of English.
_NULS = 0.25


def decode_text(raw: bytes, place: str, *, offset: int | None = None) -> str:
    r"""Decode UTF-8, or the encoding that a byte order mark at the front names; the mark itself is left out.

    Line ends stay as they are, so that offsets count what stands in the file.

    Args:
        raw: The bytes.
        place: Where they come from, for the message.
        offset: How many bytes of the file come before them, when they are one of its lines: only UTF-8 has lines that
            can be told apart as bytes. `None` for a whole file.

    Raises:
        InvalidTextError: If the bytes are not what their mark says, or not UTF-8 where there is none; no other encoding
            is guessed, because a wrong guess turns quotation marks into other letters.

    Example:
        >>> decode_text(b"\xef\xbb\xbf\xe2\x80\x9cYes\xe2\x80\x9d", "notes.txt")
        '“Yes”'
        >>> decode_text("“Yes”".encode("utf-16"), "notes.txt")
        '“Yes”'
    """
    encoding = None if offset else next((name for mark, name in _OTHER_ENCODINGS if raw.startswith(mark)), None)
    if encoding is not None:
        return _decode_marked(raw, place, encoding, whole=offset is None)
    if offset is None and raw.count(0) > _NULS * len(raw):
        little = raw[1::2].count(0) >= raw[::2].count(0)
        found = "many of its bytes are 0 and it has no byte order mark"
        raise _not_utf8(place, found, "UTF-16LE" if little else "UTF-16BE")
    try:
        # An offset other than 0 means a later line: what stands there is a character like any other.
        return (raw if offset else raw.removeprefix(codecs.BOM_UTF8)).decode("utf-8")
    except UnicodeDecodeError as error:
        kept = 0 if offset or not raw.startswith(codecs.BOM_UTF8) else len(codecs.BOM_UTF8)
        at = kept + error.start
        found = f"byte 0x{raw[at]:02x} at offset {(offset or 0) + at} is not"
        raise _not_utf8(place, found, "WINDOWS-1252") from error


def _decode_marked(raw: bytes, place: str, encoding: str, *, whole: bool) -> str:
    found = f"it begins with the byte order mark of {encoding}"
    if not whole:
        raise _not_utf8(place, found, encoding)
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise InvalidTextError(
            f"{place}: {found}, but at byte {error.start} it is not {encoding} ({error.reason}); the file is cut off "
            "or damaged: save it again, best in UTF-8"
        ) from error


def _not_utf8(place: str, found: str, encoding: str) -> InvalidTextError:
    return InvalidTextError(
        f"{place}: text in UTF-8 was asked for, but {found}; "
        f"convert the file first, for example with `iconv -f {encoding} -t UTF-8` if that is its encoding"
    )


@contextmanager
def open_atomic(path: str | os.PathLike[str]) -> Iterator[TextIO]:
    """Open a file for text that takes its name only when everything is written.

    The text goes to a temporary file in the same folder. If the block raises, that file is removed and what stood
    under the name before is still there. A device or pipe, such as `/dev/stdout`, is written to directly.

    Args:
        path: The file to write, in UTF-8; line ends are written as they are.

    Yields:
        The open file.

    Raises:
        OSError: If the file cannot be written.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     with open_atomic(Path(folder, "out.jsonl")) as file:
        ...         print(file.write("{}"), Path(folder, "out.jsonl").exists())
        ...     Path(folder, "out.jsonl").read_text()
        2 False
        '{}'
    """
    # Follow a symbolic link, so that the file behind it is replaced and not the link.
    target = Path(path).resolve()
    if target.exists() and not target.is_file():
        with _open_text(target, "w") as file:
            yield file
        return
    temporary = target.with_name(f".quoteattr-{secrets.token_hex(8)}.part")
    try:
        with _open_text(temporary, "x") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, temporary)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def _open_text(path: Path, mode: str) -> TextIO:
    # A lone surrogate can stand in a record only within a JSON string, where `\udXXX` is the way to write it.
    return path.open(mode, encoding="utf-8", errors="backslashreplace", newline="")  # type: ignore[return-value]
