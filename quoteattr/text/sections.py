"""Cut a text that is too long to be read at once into sections."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from quoteattr.text.marks import QuotedRegion
from quoteattr.text.paragraphs import split_paragraphs
from quoteattr.types import Sentence, Span

__all__ = ["Section", "cut_sections", "moved"]

S = TypeVar("S", bound=Span)

# Sizes are in letters of plain English. A text of up to 25,000 words or so is read at once; a longer one by sections of
# some 10,000 words, each with what stands before it, for its pronouns and short names.
_READ_AT_ONCE = 150_000
_SECTION = 60_000
_LEAD_IN = 5_000
# An encoder makes about one token of four letters, and one of every mark and of every letter of another script.
_DENSE = re.compile(r"[^\sA-Za-z0-9]")
_LETTERS_A_TOKEN = 4
# Where no sentence ends, a section ends with a word, if that is not longer than this.
_LONGEST_WORD = 100


@dataclass(frozen=True, slots=True, order=True)
class Section(Span):
    """A part of a text that is read by itself; sections tile the text.

    Args:
        start: Offset of the first character.
        end: Offset after the last character.
        lead: Where its reading begins: what stands between there and `start` belongs to the section before.

    Example:
        >>> Section(100, 200, lead=80).lead
        80
    """

    lead: int = 0


def cut_sections(
    text: str, sentences: Sequence[Sentence], regions: Sequence[QuotedRegion], *, whole: Sequence[Span] = ()
) -> tuple[Section, ...]:
    """Cut a text into sections, one for a text that can be read at once.

    A cut stands where a paragraph begins, or else a sentence, and in no quotation; where a quotation or a sentence is
    half as long as a section, it may be cut.

    Args:
        text: The text.
        sentences: Its sentences, in order.
        regions: Its quoted regions, in order.
        whole: More that is not to be cut.

    Example:
        >>> cut_sections("It rained. It stopped.", [Sentence(0, 10), Sentence(11, 22)], [])
        (Section(start=0, end=22, lead=0),)
    """
    size = len(text)
    if size * _LETTERS_A_TOKEN > _READ_AT_ONCE:
        size += (_LETTERS_A_TOKEN - 1) * sum(1 for _ in _DENSE.finditer(text))
    if size <= _READ_AT_ONCE:
        return (Section(0, len(text)),)
    places = _Places(text, sentences, _merged([*_quoted(regions), *whole]))
    scale = len(text) / size
    longest, lead_in = max(1, int(_SECTION * scale)), int(_LEAD_IN * scale)
    found = [Section(0, places.cut(longest // 2, longest))]
    while found[-1].end < len(text):
        start = found[-1].end
        end = places.cut(start + longest // 2, start + longest)
        found.append(Section(start, end, places.lead(start - lead_in, start)))
    return tuple(found)


def moved(span: S, by: int) -> S:
    """Return a span of a section as one of the whole text.

    Args:
        span: A span of any kind.
        by: Where the section's text begins.

    Example:
        >>> moved(Sentence(0, 10, 0.4), 100)
        Sentence(start=100, end=110, score=0.4)
    """
    return replace(span, start=span.start + by, end=span.end + by)


def _quoted(regions: Sequence[QuotedRegion]) -> Iterator[Span]:
    """Yield what is quoted, over the paragraphs that reopen its marks."""
    first: int | None = None
    for region in regions:
        if not region.depth:
            first = region.start if first is None or not region.continues else first
            yield Span(first, region.end)


def _merged(spans: Sequence[Span]) -> list[Span]:
    """Return spans without overlaps, in order."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(Span(span.start, span.end))
    return merged


class _Places:
    """Where a text may be cut, the best places first."""

    def __init__(self, text: str, sentences: Sequence[Sentence], whole: Sequence[Span]) -> None:
        self._text = text
        self._starts = [sentence.start for sentence in sentences]
        self._paragraphs = frozenset(paragraph.start for paragraph in split_paragraphs(text))
        self._whole = whole
        self._whole_starts = [span.start for span in whole]

    def cut(self, first: int, last: int) -> int:
        """Return the end of a section that ends within a stretch; the text's end, if it is not far."""
        if last >= len(self._text):
            return len(self._text)
        found = self._starts[bisect_left(self._starts, first) : bisect_right(self._starts, last)]
        if found:
            # Of equally good places the last one.
            return min(reversed(found), key=self._rank)
        space = self._text.rfind(" ", max(first, last - _LONGEST_WORD), last)
        return last if space < 0 else space + 1

    def lead(self, first: int, start: int) -> int:
        """Return where the reading of a section begins."""
        found = self._starts[bisect_left(self._starts, first) : bisect_left(self._starts, start)]
        return min((place for place in found if self._rank(place) < 2), key=self._rank, default=start)

    def _rank(self, place: int) -> int:
        """Rank a place: first where a paragraph begins, then other sentences, and last what would be cut in two."""
        before = bisect_left(self._whole_starts, place) - 1
        within = before >= 0 and place < self._whole[before].end
        return 2 * within + (place not in self._paragraphs)
