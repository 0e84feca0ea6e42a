"""Days, months and weekdays, however they are written."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from quoteattr.data import table
from quoteattr.types import Span

__all__ = ["DateMention", "date_occurs", "find_dates"]


@dataclass(frozen=True, slots=True, order=True)
class DateMention(Span):
    """A day, a month or a weekday in a text.

    Args:
        start: Offset of its first character.
        end: Offset after its last character.
        unit: Whether `number` counts months or weekdays.
        number: From 1, for January or Monday.
        day: Day of the month; 0 where none is stated.
    """

    unit: Literal["month", "weekday"]
    number: int
    day: int = 0


def date_occurs(wanted: DateMention, dates: Sequence[DateMention]) -> bool:
    """Tell whether an article has a date: the same day of the same month, or the month or weekday alone.

    Args:
        wanted: A date of the summary.
        dates: The article's dates.

    Example:
        >>> date_occurs(find_dates("Nov. 3")[0], find_dates("on 3 November 1998"))
        True
    """
    return any(
        wanted.unit == other.unit and wanted.number == other.number and wanted.day in (0, other.day) for other in dates
    )


def find_dates(text: str) -> tuple[DateMention, ...]:
    """Find the days, months and weekdays of a text, in order.

    Args:
        text: Any text.

    Example:
        >>> [(d.unit, d.number, d.day) for d in find_dates("On Monday, Nov. 3, they may march.")]
        [('weekday', 1, 0), ('month', 11, 3)]
    """
    found = []
    for match in _month().finditer(text):
        number = _numbers("months")[match["month"].casefold()]
        days = [match[key] for key in ("before", "day", "until") if match[key]]
        # The year is a number like any other.
        end = match.start("year") if match["year"] else match.end()
        if days:
            found += [DateMention(match.start(), end, "month", number, int(day)) for day in days]
        elif match["year"] or _is_month(text, match):
            found.append(DateMention(*match.span("month"), "month", number))
    for match in _weekday().finditer(text):
        found.append(DateMention(*match.span(), "weekday", _numbers("weekdays")[match["day"].casefold()]))
    return tuple(sorted(found))


@cache
def _numbers(key: str) -> Mapping[str, int]:
    data: Mapping[str, int] = table("guard_numbers")[key]
    return data


def _names(key: str) -> str:
    """Return names of a kind as they are printed: with a capital."""
    forms = sorted(_numbers(key), key=len, reverse=True)
    return "|".join(f"{name.capitalize()}|{name.upper()}" for name in forms)


@cache
def _month() -> re.Pattern[str]:
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    plain = r"(?P<{}>\d{{1,2}})(?:st|nd|rd|th)?"
    return re.compile(
        rf"(?:(?<![\w.,$£€]){plain.format('before')}(?: of)? )?\b(?P<month>{_names('months')})\b\.?"
        rf"(?: (?:the )?(?!{day}:){plain.format('day')}(?![\d,%]\d)(?!\w)(?:[-–]{plain.format('until')}(?!\w))?)?"
        r"(?:,? ?(?P<year>(?:19|20)\d{2})\b)?"
    )


@cache
def _weekday() -> re.Pattern[str]:
    return re.compile(rf"\b(?P<day>{_names('weekdays')})(?=s?\b)s?")


def _is_month(text: str, match: re.Match[str]) -> bool:
    """Tell whether a month's name without a day is one: "may" and "march" are words too."""
    doubtful = table("guard_numbers")["doubtful_months"]
    if match["month"].casefold() not in doubtful["names"].split():
        return True
    before = re.search(r"([^\W\d_]+)[ -]\Z", text[max(0, match.start("month") - 12) : match.start("month")])
    return before is not None and before[1].casefold() in doubtful["after"].split()
