"""Offsets in UTF-16 code units, as strings of JavaScript and Java count, and back to code points."""

from bisect import bisect_left
from collections.abc import Callable, Mapping
from typing import Any, Literal, get_args

from quoteattr.errors import SchemaError
from quoteattr.spans import one_of

__all__ = ["OffsetMap", "Offsets", "counter", "from_utf16", "in_offsets", "to_utf16"]

Offsets = Literal["codepoint", "utf16"]

_KEY = "offsets"
_LAST_OF_ONE_UNIT = "\uffff"


class OffsetMap:
    """Translate offsets into one text.

    Args:
        text: The text.

    Example:
        >>> offsets = OffsetMap("a😀b")
        >>> [offsets.to_utf16(n) for n in range(4)], offsets.to_codepoint(3)
        ([0, 1, 3, 4], 2)
    """

    def __init__(self, text: str) -> None:
        # Only characters beyond the first 65,536 take two units; most texts have none.
        wide = max(text, default="") > _LAST_OF_ONE_UNIT
        self._wide = [n for n, character in enumerate(text) if character > _LAST_OF_ONE_UNIT] if wide else []
        self._units = [n + before for before, n in enumerate(self._wide)]

    def to_utf16(self, offset: int) -> int:
        """Return how many UTF-16 code units stand before an offset in code points."""
        return offset + bisect_left(self._wide, offset)

    def to_codepoint(self, offset: int) -> int:
        """Return how many code points stand before an offset in UTF-16 code units.

        Raises:
            SchemaError: If the offset lies between the two units of one character.
        """
        before = bisect_left(self._units, offset)
        if before and self._units[before - 1] == offset - 1:
            raise SchemaError(
                f"an offset in UTF-16 code units was asked for, but {offset} lies within the character whose two units "
                f"begin at {offset - 1}; move it before or behind that character"
            )
        return offset - before


def counter(text: str, offsets: Offsets) -> Callable[[int], int]:
    """Return what turns an offset in code points into one that counts what is asked for.

    Args:
        text: The text.
        offsets: `codepoint` or `utf16`.

    Raises:
        OptionError: If `offsets` is neither.

    Example:
        >>> counter("😀 Yes.", "utf16")(2), counter("😀 Yes.", "codepoint")(2)
        (3, 2)
    """
    asked = one_of(offsets, get_args(Offsets), "`offsets`")
    return OffsetMap(text).to_utf16 if asked == "utf16" else int


def in_offsets(record: Mapping[str, Any], offsets: Offsets) -> Mapping[str, Any]:
    """Return an article's record with offsets as asked for.

    Args:
        record: A record with offsets in code points, as `Article.to_dict` returns it.
        offsets: `codepoint` for the record as it is, `utf16` for what `to_utf16` makes of it.

    Raises:
        OptionError: If `offsets` is neither.

    Example:
        >>> in_offsets({"text": "Yes."}, "codepoint")
        {'text': 'Yes.'}
    """
    return to_utf16(record) if one_of(offsets, get_args(Offsets), "`offsets`") == "utf16" else record


def to_utf16(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return an article's record with every offset in UTF-16 code units, and a field that says so.

    Every span is converted, however deep it stands; an issue of a summary counts in the summary's own text. Offsets
    that `warnings` mention in words stay code points.

    Args:
        record: A record with offsets in code points, as `Article.to_dict` returns it; it is not changed.

    Returns:
        A new record with `"offsets": "utf16"`. `read_jsonl` and `from_utf16` go by that field.

    Example:
        >>> from quoteattr.types import Article, Sentence
        >>> record = to_utf16(Article("😀 Yes.", sentences=(Sentence(2, 6),)).to_dict())
        >>> record["offsets"], record["sentences"]
        ('utf16', [{'start': 3, 'end': 7, 'score': None}])
    """
    version = {key: value for key, value in record.items() if key == "schema_version"}
    return {**version, _KEY: "utf16", **_converted(record, lambda text: OffsetMap(text).to_utf16)}


def from_utf16(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return an article's record with every offset in code points, whatever it counts now.

    Args:
        record: A record that `to_utf16` made, or one in code points, which is returned as it is.

    Raises:
        SchemaError: If an offset lies within a character, or the record counts something else.
        KeyError: If a field is missing.
        TypeError: If a field is of another type.

    Example:
        >>> from quoteattr.types import Article, Sentence
        >>> record = Article("😀 Yes.", sentences=(Sentence(2, 6),)).to_dict()
        >>> from_utf16(to_utf16(record)) == record
        True
    """
    counted = record.get(_KEY, "codepoint")
    if counted not in get_args(Offsets):
        raise SchemaError(
            f"the record's `{_KEY}` is {counted!r:.60}; accepted are {', '.join(map(repr, get_args(Offsets)))}, and "
            "code points are meant where it is missing"
        )
    if counted == "codepoint":
        return record
    plain = _converted(record, lambda text: OffsetMap(text).to_codepoint)
    return {key: value for key, value in plain.items() if key != _KEY}


def _converted(record: Mapping[str, Any], translator: Callable[[str], Callable[[int], int]]) -> dict[str, Any]:
    summary = record["summary"]
    draft = summary.get("draft")
    in_article, in_summary = translator(record["text"]), translator(summary["text"] if draft is None else draft)
    parts = {key: _walk(value, in_summary if key == "issues" else in_article) for key, value in summary.items()}
    return {key: parts if key == "summary" else _walk(value, in_article) for key, value in record.items()}


def _walk(value: Any, translate: Callable[[int], int]) -> Any:
    """Copy a JSON value, with the offsets of every span in it translated; only spans have such keys with integers."""
    if isinstance(value, Mapping):
        return {
            key: translate(item) if key in ("start", "end") and type(item) is int else _walk(item, translate)
            for key, item in value.items()
        }
    return [_walk(item, translate) for item in value] if isinstance(value, list | tuple) else value
