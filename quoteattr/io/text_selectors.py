"""Spans as the selectors of the W3C Web Annotation Data Model, by position and by their words, and back."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from quoteattr.errors import SchemaError
from quoteattr.spans import Span

__all__ = ["find", "select"]

# As long as that of the annotation client Hypothesis, whose users are to find the same places.
_CONTEXT = 32


def select(text: str, span: Span, count: Callable[[int], int] = int) -> list[dict[str, Any]]:
    """Return a position selector and a quote selector of a span.

    Args:
        text: The article's text.
        span: The span.
        count: What makes the position of an offset in code points.

    Example:
        >>> position, words = select("“Yes,” said Eve.", Span(7, 11))
        >>> position
        {'type': 'TextPositionSelector', 'start': 7, 'end': 11}
        >>> words["prefix"], words["exact"], words["suffix"]
        ('“Yes,” ', 'said', ' Eve.')
    """
    return [
        {"type": "TextPositionSelector", "start": count(span.start), "end": count(span.end)},
        {
            "type": "TextQuoteSelector",
            "exact": text[span.start : span.end],
            "prefix": text[max(0, span.start - _CONTEXT) : span.start],
            "suffix": text[span.end : span.end + _CONTEXT],
        },
    ]


def find(text: str, selectors: Sequence[Mapping[str, Any]], count: Callable[[int], int] = int) -> Span:
    """Return the span of a text that selectors mean, even after small edits of the text.

    Args:
        text: The text.
        selectors: What `select` returned.
        count: What makes an offset in code points of a position.

    Returns:
        The position, when the words stand there; else the place of the same words with the longest part of the same
        words around them, the nearest to the position among equals.

    Raises:
        SchemaError: If the words stand nowhere in the text.
        KeyError: If a selector or a field of one is missing.

    Example:
        >>> find("In short: “Yes,” said Eve.", select("“Yes,” said Eve.", Span(7, 11)))
        Span(start=17, end=21)
    """
    by_type = {selector["type"]: selector for selector in selectors}
    position, words = by_type["TextPositionSelector"], by_type["TextQuoteSelector"]
    exact = words["exact"]
    start, end = position["start"], position["end"]
    # Between the units of a character there is no offset; the text is another one then.
    try:
        span = Span(count(start), count(end))
    except SchemaError:
        span = None
    if span and span.end <= len(text) and text[span.start : span.end] == exact:
        return span
    places = [match.start() for match in re.finditer(f"(?={re.escape(exact)})", text)] if exact else []
    if not places:
        raise SchemaError(
            f"{exact[:60]!r} was asked for at {start} to {end}, but it stands neither there nor elsewhere in the text; "
            "pass the text that was annotated"
        )

    def agreement(place: int) -> tuple[int, int]:
        before = _common(text[max(0, place - _CONTEXT) : place][::-1], words.get("prefix", "")[::-1])
        after = _common(text[place + len(exact) : place + len(exact) + _CONTEXT], words.get("suffix", ""))
        return before + after, -abs(place - start)

    best = max(places, key=agreement)
    return Span(best, best + len(exact))


def _common(one: str, other: str) -> int:
    """Return how many characters two strings have in common at their beginning."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
