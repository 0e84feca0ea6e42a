"""Spans of the text: a plain one, a sentence and a mention of a speaker.

`quoteattr.types` offers them all; import them from there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from sys import float_info
from typing import Any, Literal, Self, get_args

from quoteattr.errors import OptionError

__all__ = ["Mention", "MentionKind", "Sentence", "Span"]

MentionKind = Literal["name", "nominal", "pronoun"]
"""How a mention refers: "Ada Burns", "the mayor", "she"."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the text.

    Args:
        start: Offset of the first character.
        end: Offset after the last character; never before `start`.

    Raises:
        OptionError: If the offsets are negative or in the wrong order.

    Example:
        >>> span = Span(4, 9)
        >>> "Good morning"[span.start:span.end], len(span)
        (' morn', 5)
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise OptionError(
                f"a span needs 0 <= start <= end, got start={self.start}, end={self.end}; "
                "offsets are half-open code points into the article's text"
            )

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        """Be true even when empty: a span that is there is not `None`."""
        return True

    def to_dict(self) -> dict[str, Any]:
        """Return the offsets as a plain dictionary.

        Example:
            >>> Span(1, 3).to_dict()
            {'start': 1, 'end': 3}
        """
        return {"start": self.start, "end": self.end}

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Self:
        """Read what `to_dict` wrote.

        Raises:
            KeyError: If an offset is missing.
            TypeError: If an offset is not an integer.
            OptionError: If the offsets are negative or in the wrong order.

        Example:
            >>> Span.from_dict({"start": 1, "end": 3})
            Span(start=1, end=3)
        """
        return cls(_integer(record, "start"), _integer(record, "end"))


@dataclass(frozen=True, slots=True, order=True)
class Sentence(Span):
    """A sentence of the article; sentences tile the text's non-space characters.

    Args:
        start: Offset of the first character.
        end: Offset after the last character.
        score: Its salience: how much it belongs in a summary, from 0 to 1, comparable within one article; `None` where
            nobody scored it.

    Example:
        >>> Sentence(0, 12, 0.4).score
        0.4
    """

    score: float | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return offsets and score as a plain dictionary."""
        return {"start": self.start, "end": self.end, "score": self.score}

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Self:
        """Read what `to_dict` wrote; `score` may be missing.

        Raises:
            KeyError: If an offset is missing.
            TypeError: If an offset is not an integer, or the score not a number.
            OptionError: If the offsets are negative or in the wrong order.
        """
        score = None if record.get("score") is None else number(record, "score")
        return cls(_integer(record, "start"), _integer(record, "end"), score)


@dataclass(frozen=True, slots=True, order=True)
class Mention(Span):
    """A span that refers to a speaker.

    Args:
        start: Offset of the first character.
        end: Offset after the last character.
        kind: `name` ("Ada Burns"), `nominal` ("the council leader") or `pronoun` ("she").

    Example:
        >>> Mention(0, 3, "pronoun").kind
        'pronoun'
    """

    kind: MentionKind = "name"

    def to_dict(self) -> dict[str, Any]:
        """Return offsets and kind as a plain dictionary."""
        return {"start": self.start, "end": self.end, "kind": self.kind}

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Self:
        """Read what `to_dict` wrote; a mention without a kind is a `name`.

        Raises:
            KeyError: If an offset is missing.
            TypeError: If an offset is not an integer.
            OptionError: If the offsets are in the wrong order, or the kind is not a `MentionKind`.
        """
        return cls(
            _integer(record, "start"),
            _integer(record, "end"),
            one_of(record.get("kind", "name"), get_args(MentionKind), "the kind of a mention"),
        )


def one_of(value: Any, accepted: tuple[Any, ...], what: str) -> Any:
    """Return the value if it is one of the accepted ones.

    Args:
        value: What was found.
        accepted: The values that may stand there.
        what: What the value is, for the message.

    Raises:
        OptionError: If it is none of them.

    Example:
        >>> one_of("direct", ("direct", "indirect"), "the kind of a quotation")
        'direct'
    """
    if value not in accepted:
        raise OptionError(f"{what} is {value!r}; accepted are {', '.join(map(repr, accepted))}")
    return value


def number(record: Mapping[str, Any], key: str) -> float:
    """Return the number under a key of a record.

    Args:
        record: An object read from JSON.
        key: The name of the field.

    Raises:
        KeyError: If there is no such field.
        TypeError: If it holds something else, or a number that no float can hold.

    Example:
        >>> number({"score": 1}, "score")
        1.0
    """
    value = record[key]
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{key!r} is {value!r}, not a number")
    # Python reads `NaN`, `Infinity` and whole numbers of any length, which JSON or a float cannot hold.
    if not abs(value) <= float_info.max:
        raise TypeError(
            f"{key!r} is {value!r:.60}, not a number between {-float_info.max:.0e} and {float_info.max:.0e}"
        )
    return float(value)


def string(record: Mapping[str, Any], key: str, *, optional: bool = False) -> Any:
    """Return the string under a key of a record.

    Args:
        record: An object read from JSON.
        key: The name of the field.
        optional: Whether `None` may stand there.

    Raises:
        KeyError: If there is no such field.
        TypeError: If it holds something else.

    Example:
        >>> string({"name": "Ada Burns"}, "name")
        'Ada Burns'
    """
    value = record[key]
    if not isinstance(value, str) and not (optional and value is None):
        raise TypeError(f"{key!r} is of type {type(value).__name__}, not a string{' or null' if optional else ''}")
    return value


def flag(record: Mapping[str, Any], key: str) -> bool:
    """Return the truth value under a key of a record, false when there is no such field.

    Args:
        record: An object read from JSON.
        key: The name of the field.

    Raises:
        TypeError: If it holds something else.

    Example:
        >>> flag({"former": True}, "former"), flag({}, "former")
        (True, False)
    """
    value = record.get(key, False)
    if not isinstance(value, bool):
        raise TypeError(f"{key!r} is {value!r}, neither true nor false")
    return value


def _integer(record: Mapping[str, Any], key: str) -> int:
    value = record[key]
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"{key!r} is {value!r}, not an integer")
    return value
