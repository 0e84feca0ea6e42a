"""Bytes to text: UTF-8, what a byte order mark says, or what the caller names; nothing is guessed."""

import codecs

from quoteattr.errors import InvalidTextError, OptionError

__all__ = ["codec_of", "decode_text"]

# The longer marks first: that of UTF-32 begins with that of UTF-16.
_OTHER_ENCODINGS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
# A share of NUL bytes that no text in UTF-8 has; in UTF-16, one stands beside every letter of English.
_NULS = 0.25


def codec_of(encoding: str) -> str:
    """Return Python's name of an encoding that a user named.

    Args:
        encoding: Any of its names. Latin-1 is read as Windows-1252, as browsers do: the two differ in characters that
            no text has, and in the quotation marks that most texts of that name have.

    Raises:
        OptionError: If there is no such encoding of text.

    Example:
        >>> codec_of("UTF8"), codec_of("latin-1")
        ('utf-8', 'cp1252')
    """
    try:
        b"a".decode(encoding)
    except UnicodeError:
        pass  # an encoding in which this byte alone is nothing
    except (LookupError, ValueError) as error:
        raise OptionError(
            f"encoding={encoding!r:.60} was asked for, but Python knows no encoding of text by that name; accepted are "
            "the names it knows, such as 'windows-1252', 'mac-roman', 'utf-16' and 'big5'"
        ) from error
    known = codecs.lookup(encoding).name
    return "cp1252" if known == "iso8859-1" else known


def decode_text(
    raw: bytes, place: str, *, offset: int | None = None, encoding: str | None = None, nameable: bool = False
) -> str:
    r"""Decode UTF-8, or the encoding that a byte order mark at the front names; the mark itself is left out.

    Line ends stay as they are, so that offsets count what stands in the file.

    Args:
        raw: The bytes.
        place: Where they come from, for the message.
        offset: How many bytes of the file come before them, when they are one of its lines: only UTF-8 has lines that
            can be told apart as bytes. `None` for a whole file.
        encoding: The encoding of a whole file that has no byte order mark; `None` for UTF-8.
        nameable: Whether whoever reads the message can name an encoding, so that it should say so.

    Raises:
        InvalidTextError: If the bytes are not what their mark or `encoding` says, or not UTF-8 where there is neither;
            no other encoding is guessed, because a wrong guess turns quotation marks into other letters.
        OptionError: If there is no such encoding.

    Example:
        >>> decode_text(b"\xef\xbb\xbf\xe2\x80\x9cYes\xe2\x80\x9d", "notes.txt")
        '“Yes”'
        >>> decode_text("“Yes”".encode("utf-16"), "notes.txt")
        '“Yes”'
        >>> decode_text(b"\x93Yes\x94", "notes.txt", encoding="windows-1252")
        '“Yes”'
    """
    marked = None if offset else next((name for mark, name in _OTHER_ENCODINGS if raw.startswith(mark)), None)
    if marked is not None:
        return _decode_marked(raw, place, marked, whole=offset is None)
    if encoding is not None and not raw.startswith(codecs.BOM_UTF8):
        return _decode_as(raw, place, encoding)
    if offset is None and raw.count(0) > _NULS * len(raw):
        little = raw[1::2].count(0) >= raw[::2].count(0)
        found = "many of its bytes are 0 and it has no byte order mark"
        raise _not_utf8(place, found, "UTF-16LE" if little else "UTF-16BE", nameable=nameable)
    try:
        # An offset other than 0 means a later line: what stands there is a character like any other.
        return (raw if offset else raw.removeprefix(codecs.BOM_UTF8)).decode("utf-8")
    except UnicodeDecodeError as error:
        kept = 0 if offset or not raw.startswith(codecs.BOM_UTF8) else len(codecs.BOM_UTF8)
        at = kept + error.start
        found = f"byte 0x{raw[at]:02x} at offset {(offset or 0) + at} is not"
        # What begins with the mark of UTF-8 is a damaged file, and not one in another encoding.
        raise _not_utf8(place, found, "WINDOWS-1252", nameable=nameable and not kept) from error


def _decode_as(raw: bytes, place: str, encoding: str) -> str:
    try:
        return raw.decode(codec_of(encoding))
    except UnicodeError as error:
        at = getattr(error, "start", 0)
        raise InvalidTextError(
            f"{place}: text in {encoding} was asked for, but byte 0x{raw[at]:02x} at offset {at} is not; name the "
            "encoding that the file is in"
        ) from error


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


def _not_utf8(place: str, found: str, encoding: str, *, nameable: bool = False) -> InvalidTextError:
    name = f"name the encoding (`encoding` in Python, `--encoding {encoding.lower()}` on the command line) or "
    return InvalidTextError(
        f"{place}: text in UTF-8 was asked for, but {found}; {name if nameable else ''}"
        f"convert the file first, for example with `iconv -f {encoding} -t UTF-8` if that is its encoding"
    )
