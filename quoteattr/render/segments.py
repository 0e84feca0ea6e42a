"""The text cut at every boundary of its markings, so that markings may nest, overlap and cross paragraphs."""

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from quoteattr.quotations import Part
from quoteattr.text.paragraphs import split_paragraphs
from quoteattr.types import Article, Quotation, Span

__all__ = ["Segment", "segments"]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the text with the same markings from end to end.

    Args:
        start: Offset of the first character.
        end: Offset after the last character; never the same as `start`.
        content: The quotation whose content covers it, the innermost where they nest; `None` for narration.
        cue: The quotation whose cue covers it; `None` when there is none.
        source: The quotation whose source covers it; `None` when there is none.
        nested: Whether more than one content covers it.
        opens: Whether the first words of `content` that are shown stand here.

    Example:
        >>> Segment(0, 4).content is None
        True
    """

    start: int
    end: int
    content: Quotation | None = None
    cue: Quotation | None = None
    source: Quotation | None = None
    nested: bool = False
    opens: bool = False


class _Cover:
    """The spans of one part that cover the current offset, as a sweep over the text moves on."""

    def __init__(self, spans: Iterable[tuple[Span, Quotation]]) -> None:
        marked = [(span, quotation) for span, quotation in spans if len(span)]
        # Of two spans that start together the shorter is the inner one and must come out on top.
        self._coming = sorted(marked, key=lambda item: (item[0].start, -item[0].end))[::-1]
        self._open: list[tuple[int, int, int, Quotation]] = []
        self._ends: list[int] = []
        self._seen = 0

    def move(self, offset: int) -> None:
        """Take in what starts by this offset and drop what has ended."""
        while self._coming and self._coming[-1][0].start <= offset:
            span, quotation = self._coming.pop()
            self._seen += 1
            heapq.heappush(self._open, (-span.start, -self._seen, span.end, quotation))
            heapq.heappush(self._ends, span.end)
        while self._open and self._open[0][2] <= offset:
            heapq.heappop(self._open)
        while self._ends and self._ends[0] <= offset:
            heapq.heappop(self._ends)

    @property
    def top(self) -> Quotation | None:
        """The quotation of the innermost span."""
        return self._open[0][3] if self._open else None

    @property
    def depth(self) -> int:
        """How many spans cover the offset."""
        return len(self._ends)


def segments(article: Article) -> Iterator[Segment]:
    r"""Cut the text wherever a content, cue, source or paragraph starts or ends.

    The segments tile the text. The work grows with the text and, but for a logarithm, with the number of spans.

    Args:
        article: The article.

    Yields:
        The segments, in order.

    Example:
        >>> [(s.start, s.end) for s in segments(Article("One.\n\nTwo."))]
        [(0, 4), (4, 6), (6, 10)]
    """
    covers: dict[Part, _Cover] = {
        "content": _Cover((s, q) for q in article.quotations for s in q.content),
        "cue": _Cover((s, q) for q in article.quotations for s in q.cue),
        "source": _Cover((s, q) for q in article.quotations for s in q.source),
    }
    cuts = _cuts(article)
    opened: set[str] = set()
    for start, end in pairwise(cuts):
        for cover in covers.values():
            cover.move(start)
        content = covers["content"].top
        opens = content is not None and content.id not in opened and not article.text[start:end].isspace()
        yield Segment(
            start,
            end,
            content=content,
            cue=covers["cue"].top,
            source=covers["source"].top,
            nested=covers["content"].depth > 1,
            opens=opens,
        )
        if content is not None and opens:
            opened.add(content.id)


def _cuts(article: Article) -> list[int]:
    cuts = {0, len(article.text)}
    for quotation in article.quotations:
        for span in (*quotation.content, *quotation.cue, *quotation.source):
            cuts.update((span.start, span.end))
    for paragraph in split_paragraphs(article.text):
        cuts.update((paragraph.start, paragraph.end))
    return sorted(cuts)
