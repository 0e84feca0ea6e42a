"""Leave out the full stops that an archive put where its lines ended: "they were. late"."""

import re
from functools import cache

from quoteattr.data import table
from quoteattr.summary.edits.changes import Changes
from quoteattr.types import Span

__all__ = ["drop_stops", "has_stops"]

_STOP = re.compile(r"(?<![\w.’'-])(?P<word>[a-z]{2,20})(?P<stop>,?\.)\s(?=[a-z]{2})")
# A single one is a slip, or an abbreviation that no list has.
_FEWEST = 3


def has_stops(text: str) -> bool:
    """Tell whether an article has full stops within its sentences.

    Example:
        >>> has_stops("Ships were. late, and crews. that waited in. the rain left.")
        True
        >>> has_stops("Ships, crews etc. were late.")
        False
    """
    return sum(_is_stray(found) for found in _STOP.finditer(text)) >= _FEWEST


def drop_stops(text: str, sentence: Span, changes: Changes, marked: bytes | bytearray) -> None:
    """Leave out the full stops within a sentence that end no abbreviation; a comma before one stays.

    Args:
        text: The article.
        sentence: The sentence.
        changes: Where the edits go.
        marked: One byte a character of the text: not 0 between quotation marks.

    Example:
        >>> changes = Changes("They were. late.", Span(0, 16))
        >>> drop_stops("They were. late.", Span(0, 16), changes, bytes(16))
        >>> changes.text
        'They were late.'
    """
    for found in _STOP.finditer(text, sentence.start, sentence.end):
        if _is_stray(found) and not marked[found.start()]:
            changes.make(found.end("stop") - 1, found.end("stop"), "", "marks")


def _is_stray(found: re.Match[str]) -> bool:
    return found["word"] not in _abbreviations()


@cache
def _abbreviations() -> frozenset[str]:
    classes = table("abbreviations")["classes"].values()
    return frozenset(word.casefold() for row in classes for word in row["words"])
