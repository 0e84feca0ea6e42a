"""Numbers, shares, amounts and ordinals in digits and in words, as values that can be compared."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import floor, log10
from typing import Literal

from quoteattr.data import table
from quoteattr.summary.guard.dates import DateMention, find_dates
from quoteattr.types import Span

__all__ = ["Quantity", "find_quantities", "occurs"]

QuantityKind = Literal["number", "ordinal", "decade", "fraction", "time"]

_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|(?<!\d)\.\d+"
# Words before a number among which an "about" is looked for.
_HEDGE_REACH = 2


@dataclass(frozen=True, slots=True, order=True)
class Quantity(Span):
    """A number of a text.

    Args:
        start: Offset of its first character.
        end: Offset after its last character, its unit included.
        value: What it amounts to; the hour and the minute of a time as hours.
        kind: What sort of number it is.
        unit: "percent" or the sign of a currency; "" where none is stated.
        digits: How many digits count, when the number is a round one ("about 5,000": 1); 0 for an exact one.
    """

    value: float
    kind: QuantityKind = "number"
    unit: str = ""
    digits: int = 0

    def fits(self, other: "Quantity") -> bool:
        """Tell whether another text's number can be this one.

        Args:
            other: A number of the article.
        """
        if self.unit and other.unit and self.unit != other.unit:
            return False
        if self.kind == "decade" and other.kind == "decade":
            return self.value % 100 == other.value % 100
        if self.kind != other.kind:
            return False
        return abs(self.value - other.value) <= 1e-6 * abs(self.value) or self._rounds(other.value)

    def _rounds(self, exact: float) -> bool:
        if not self.digits or exact <= 0 or 1900 <= exact < 2100:  # a year is never rounded
            return False
        step = 10.0 ** (floor(log10(exact)) - self.digits + 1)
        return any(
            abs(self.value - rounded * step) < step * 1e-6 for rounded in (floor(exact / step), round(exact / step))
        )


def occurs(wanted: Quantity, quantities: Sequence[Quantity]) -> bool:
    """Tell whether a number is among an article's, in whatever form.

    Args:
        wanted: A number of the summary.
        quantities: The article's numbers.

    Example:
        >>> occurs(find_quantities("5 per cent")[0], find_quantities("five percent"))
        True
    """
    return any(wanted.fits(other) for other in quantities)


def find_quantities(text: str, dates: Sequence[DateMention] | None = None) -> tuple[Quantity, ...]:
    """Find the numbers of a text, those of dates left out.

    Args:
        text: Any text.
        dates: Its dates; `None` finds them here.

    Example:
        >>> [(q.value, q.unit) for q in find_quantities("$1.2 million, two dozen, 5 per cent, the 3rd")]
        [(1200000.0, '$'), (24.0, ''), (5.0, 'percent'), (3.0, '')]
    """
    taken = [date for date in (find_dates(text) if dates is None else dates) if date.day]
    return tuple(
        quantity
        for match in _pattern().finditer(text)
        for quantity in _read(text, match)
        if not any(date.start <= quantity.start < date.end for date in taken)
    )


@cache
def _numbers() -> Mapping[str, Mapping[str, float]]:
    data = table("guard_numbers")
    return {key: data[key] for key in ("cardinals", "scales", "letters", "ordinals", "decades", "fractions")}


@cache
def _units() -> Mapping[str, str]:
    return {form: unit for unit, forms in table("guard_numbers")["units"].items() for form in forms}


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def _pattern() -> re.Pattern[str]:
    numbers = _numbers()
    scale = f"(?:[ -]?(?:{_either(numbers['scales'])})s?)"
    word = f"(?:{_either({**numbers['cardinals'], **numbers['scales']})})"
    tail = f"{_either({**numbers['ordinals'], **numbers['fractions']})}"
    unit = f"(?:[ -]?(?:{_either(_units())})(?!\\w))"
    return re.compile(
        rf"(?<![\w.])(?<!\d,)(?:(?P<sign>us\$|[$£€])\s?)?"
        rf"(?:(?P<time>\d{{1,2}}:\d{{2}})"
        rf"|(?P<digits>{_DIGITS})(?:(?P<ordinal>st|nd|rd|th)\b|(?P<decade>'?s)\b|(?P<scale>{scale}+\b|[kmb]\b))?"
        rf"|(?P<words>(?:(?:a|an|half a)[ ])?{word}(?:(?:[ -]|[ ]and[ ]|-and-){word})*(?:[ -](?:{tail}))?|{tail}"
        rf"|{_either(numbers['decades'])})\b"
        rf")(?P<unit>{unit}|[ ]?[ap]\.?m\b)?(?![\w])",
        re.IGNORECASE,
    )


def _read(text: str, match: re.Match[str]) -> Iterator[Quantity]:
    sign = _units().get((match["sign"] or "").casefold(), "")
    unit = _units().get((match["unit"] or "").strip(" -").casefold(), "") or sign
    span = match.span()
    if match["time"]:
        hour, minute = match["time"].split(":")
        yield Quantity(*span, int(hour) + int(minute) / 60, "time")
    elif match["words"]:
        yield from _in_words(span, match["words"].casefold(), unit)
    else:
        value = float(match["digits"].replace(",", ""))
        kind: QuantityKind = "ordinal" if match["ordinal"] else "decade" if match["decade"] else "number"
        scale = _scale(match["scale"] or "")
        digits = len(match["digits"].replace(",", "").replace(".", "").strip("0")) if _is_round(text, match) else 0
        yield Quantity(*span, value * scale, kind, unit, digits)


def _scale(words: str) -> float:
    product = 1.0
    for word in re.split("[ -]+", words.casefold().strip(" -")):
        product *= _numbers()["scales"].get(word.removesuffix("s"), _numbers()["letters"].get(word, 1))
    return product


def _is_round(text: str, match: re.Match[str]) -> bool:
    """Tell whether a number is stated as a round one: in millions, or after "about"."""
    if match["scale"]:
        return True
    before = re.findall(r"[a-z]+", text[max(0, match.start() - 24) : match.start()].casefold())[-_HEDGE_REACH:]
    return bool(set(before) & _hedges())


@cache
def _hedges() -> frozenset[str]:
    return frozenset(table("guard_numbers")["hedges"]["words"].split())


def _in_words(span: tuple[int, int], phrase: str, unit: str) -> Iterator[Quantity]:
    """Read a number in words; "one", "first" and round ones ("a hundred", "dozen") say no number when alone."""
    numbers = _numbers()
    if phrase in numbers["decades"]:
        yield Quantity(*span, numbers["decades"][phrase], "decade")
        return
    words = [w for w in re.split("[ -]+", phrase) if w not in {"a", "an", "and"}]
    last = words[-1]
    total = _value(words[:-1] if _ends_specially(last) else words)
    if last in numbers["fractions"] and (len(words) > 1 or last == "half"):
        yield Quantity(*span, (total or 1.0) * numbers["fractions"][last], "fraction", unit)
    elif last in numbers["ordinals"]:
        if phrase != "first":
            yield Quantity(*span, total + numbers["ordinals"][last], "ordinal", unit)
    elif phrase not in {"one", "a hundred", "hundred", "thousand", "million", "billion", "trillion", "dozen"}:
        yield Quantity(*span, total, "number", unit)


def _ends_specially(word: str) -> bool:
    return word in _numbers()["ordinals"] or word in _numbers()["fractions"]


def _value(words: Sequence[str]) -> float:
    """Add up a number in words: a scale multiplies what stands before it."""
    numbers = _numbers()
    total = current = 0.0
    for word in words:
        if word in numbers["cardinals"]:
            current += numbers["cardinals"][word]
        elif word == "half":
            current = 0.5
        elif word in numbers["scales"]:
            current = (current or 1.0) * numbers["scales"][word]
            if word not in {"hundred", "dozen"}:
                total, current = total + current, 0.0
    return total + current
