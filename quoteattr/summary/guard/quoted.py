"""Strings in quotation marks that do not stand in the article."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from quoteattr.summary.guard.reference import Reference, joined
from quoteattr.summary.guard.words import read_words
from quoteattr.text.marks import QuotedRegion, pair_marks
from quoteattr.types import Sentence, Span

__all__ = ["Quoted", "inner"]

# An ellipsis and a bracket stand for words that were left out or put in.
_GAP = re.compile(r"\[[^\]]*\]|\([^)]*\)|\.\s?\.\s?\.(?:\s?\.)?|…|—|–| - ")


def inner(region: QuotedRegion) -> Span:
    """Return the span between the marks of a region.

    Args:
        region: A region of `pair_marks`.
    """
    return Span(region.start + region.opening, max(region.start + region.opening, region.end - region.closing))


@dataclass(frozen=True, eq=False)
class Quoted:
    """What stands in quotation marks in an article, and everything else that may be quoted from it.

    Args:
        reference: The article.

    Example:
        >>> from quoteattr.types import Article
        >>> quoted = Quoted(Reference(Article("“We will go,” she said, “to Leeds on Monday.”")))
        >>> quoted.stands("We will go to Leeds"), quoted.stands("We … go to Leeds"), quoted.stands("We will run")
        (True, True, False)
    """

    reference: Reference

    @cached_property
    def _streams(self) -> tuple[str, ...]:
        """The article, and its quoted words without what interrupts them."""
        text = self.reference.article.text
        contents = [" ".join(text[s.start : s.end] for s in q.content) for q in self.reference.article.quotations]
        regions = " ".join(text[s.start : s.end] for s in map(inner, pair_marks(text)))
        return (self.reference.joined_words, *(joined(read_words(part)) for part in (*contents, regions)))

    def stands(self, quotation: str) -> bool:
        """Tell whether the words of a quotation stand in the article, in their order.

        Args:
            quotation: What stands between the marks.
        """
        parts = [joined(words) for part in _GAP.split(quotation) if (words := read_words(part))]
        return any(_in_order(parts, stream) for stream in self._streams)

    def altered(self, text: str, sentences: Sequence[Sentence], regions: Sequence[QuotedRegion]) -> Iterator[Span]:
        """Yield the spans of quoted strings that do not stand in the article, sentence by sentence.

        Args:
            text: The summary.
            sentences: Its sentences.
            regions: Its quoted regions.
        """
        for region in regions:
            if region.depth:
                continue
            whole = inner(region)
            if self.stands(text[whole.start : whole.end]):
                continue
            # A quotation may leave out whole sentences, and a lost mark makes one of everything that follows.
            for sentence in sentences:
                start, end = max(whole.start, sentence.start), min(whole.end, sentence.end)
                if start < end and not self.stands(text[start:end]):
                    yield Span(start, end)


def _in_order(parts: Sequence[str], stream: str) -> bool:
    at = 0
    for part in parts:
        at = stream.find(part, at)
        if at < 0:
            return False
        at += len(part) - 1
    return True
