"""A sentence as the rules of compression read it: what is hidden from them, and what must stay."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from weakref import WeakKeyDictionary

from quoteattr.summary.compress.rules import HIDDEN
from quoteattr.summary.story import Story
from quoteattr.text.marks import QuotedRegion, pair_marks
from quoteattr.types import Quotation, Sentence, Span

__all__ = ["Reading", "read"]

_DASH = re.compile(r"(?<=\s)(?:[-–—―]|--)(?=\s)")
# A run of marks is read from its first one alone, or a long run that ends nothing would be read again and again.
_CLOSING = re.compile(r"(?:[.!?…]|(?<![\"'”’»)\]]))[\"'”’»)\]]*\Z")
_BRACKETS = (("(", ")"), ("[", "]"), ("{", "}"), ("<", ">"))


@dataclass(frozen=True, eq=False)
class _Page:
    """What is computed once for a story: its quotations and quoted regions, to be found by place."""

    regions: tuple[QuotedRegion, ...]
    quotations: dict[int, tuple[Quotation, ...]]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, story: Story) -> "_Page":
        starts = [sentence.start for sentence in story.sentences]
        found: dict[int, list[Quotation]] = {}
        for quotation in story.quotations:
            spans = (*quotation.content, *quotation.cue, *quotation.source)
            places = {i for span in spans for i in _places(starts, span)}
            for place in sorted(places):
                found.setdefault(place, []).append(quotation)
        regions = tuple(sorted((r for r in pair_marks(story.text) if r.depth == 0), key=lambda r: r.start))
        return cls(regions, {k: tuple(v) for k, v in found.items()}, tuple(r.start for r in regions))

    def regions_in(self, sentence: Span) -> Iterator[QuotedRegion]:
        """Yield the outermost quoted regions that reach into a sentence."""
        first = max(0, bisect_left(self.starts, sentence.start) - 1)
        for region in self.regions[first : bisect_left(self.starts, sentence.end)]:
            if region.end > sentence.start:
                yield region


_pages: WeakKeyDictionary[Story, _Page] = WeakKeyDictionary()


def _places(starts: list[int], span: Span) -> range:
    """Return the places of the sentences that a span reaches into."""
    return range(max(0, bisect_left(starts, span.start + 1) - 1), bisect_left(starts, max(span.end, span.start + 1)))


def read(story: Story, place: int) -> "Reading":
    """Read one sentence of a story.

    Args:
        story: The article.
        place: Place of the sentence among the story's sentences.

    Example:
        >>> import numpy as np
        >>> story = Story("“Yes, it is,” she said.", (Sentence(0, 23),), np.zeros((1, 2)))
        >>> read(story, 0).masked[-11:]
        '￼ she said.'
    """
    page = _pages.get(story)
    if page is None:
        page = _pages.setdefault(story, _Page.of(story))
    sentence = story.sentences[place]
    return Reading(story.text, sentence, page.quotations.get(place, ()), tuple(page.regions_in(sentence)))


@dataclass(frozen=True, eq=False)
class Reading:
    """One sentence with what the rules need to know of it.

    Args:
        text: The article's text.
        sentence: The sentence.
        quotations: The quotations that reach into it.
        regions: The outermost quoted regions that reach into it.
    """

    text: str
    sentence: Sentence
    quotations: tuple[Quotation, ...]
    regions: tuple[QuotedRegion, ...]

    @cached_property
    def masked(self) -> str:
        """The sentence with what is inside quotation marks hidden and dashes made alike; as long as the sentence."""
        start, end = self.sentence.start, self.sentence.end
        letters = list(self.text[start:end])
        for span in (*self.regions, *self._verbatim):
            first, last = max(span.start, start) - start, min(span.end, end) - start
            letters[first:last] = [HIDDEN] * max(0, last - first)
        return _DASH.sub(lambda dash: "—" * len(dash[0]), "".join(letters))

    @cached_property
    def ends(self) -> tuple[int, ...]:
        """Offsets in `masked` at which a last clause may end."""
        ends = {_CLOSING.search(self.masked).start()}  # type: ignore[union-attr]
        for quotation in self.quotations:
            last = quotation.content[-1].end
            said = [*quotation.cue, *quotation.source]
            if quotation.kind == "indirect" and said and min(span.start for span in said) >= last:
                ends.add(len(self.masked[: max(0, last - self.sentence.start)].rstrip(", ")))
        return tuple(sorted(ends))

    @property
    def _verbatim(self) -> Iterable[Span]:
        """The spans that stay letter by letter: what stands in or beside quotation marks was said so."""
        return [span for q in self.quotations if q.kind != "indirect" for span in q.content]

    def allows(self, cut: Span) -> bool:
        """Tell whether a part can be left out without breaking a quotation, its attribution or a pair of marks.

        Args:
            cut: The part, in offsets of the article.
        """
        part = self.text[cut.start : cut.end]
        if any(part.count(opening) != part.count(closing) for opening, closing in _BRACKETS):
            return False
        if any(_touch(cut, region) and not _holds(cut, region) for region in self.regions):
            return False
        return not any(self._breaks(cut, quotation) for quotation in self.quotations)

    def _breaks(self, cut: Span, quotation: Quotation) -> bool:
        """Tell whether a cut takes a quotation's cue, the head of its source, all it says, or words said verbatim."""
        if any(_touch(cut, cue) for cue in quotation.cue):
            return True
        if any(cut.start <= source.start < cut.end for source in quotation.source):
            return True
        if quotation.kind != "indirect":
            return any(_touch(cut, content) for content in quotation.content)
        return any(_holds(cut, content) for content in quotation.content)


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
