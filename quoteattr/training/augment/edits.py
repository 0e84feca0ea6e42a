"""Change an annotated article's text and carry its annotation along."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from quoteattr.errors import OptionError
from quoteattr.quotations import PARTS, Part
from quoteattr.training.questions import Asked
from quoteattr.training.readers import AnnotatedArticle, AnnotatedQuotation
from quoteattr.types import Span

__all__ = ["Edit", "Piece", "all_spans", "compose", "edit", "join", "move", "uncut"]

Piece = str | tuple[Part, str]


@dataclass(frozen=True, slots=True)
class Edit:
    """Put other text in a place.

    Args:
        start: Offset of the first character that goes.
        end: Offset after the last; equal to `start` for an insertion.
        text: What comes in its place; empty for a deletion.
    """

    start: int
    end: int
    text: str


def edit(article: AnnotatedArticle, edits: Iterable[Edit]) -> AnnotatedArticle:
    """Return the article with some places changed, every span carried along.

    What is put in place of a span's text, or of a part of it, belongs to the span. What is inserted at the border of a
    span stays outside of it. What is deleted goes from its spans; one without text goes too, and a quotation goes with
    its last content.

    Args:
        article: The article.
        edits: The changes, in any order; insertions at one place keep theirs.

    Raises:
        OptionError: If two edits overlap, one lies outside the text, or one puts text over the border of a span.

    Example:
        >>> quotation = AnnotatedQuotation((Span(0, 6),), (Span(7, 12),), (Span(13, 16),))
        >>> said = edit(AnnotatedArticle("a", "“Yes.” added Eve", (quotation,)), [Edit(1, 5, "No, no.")])
        >>> said.text, said.quotations[0].source
        ('“No, no.” added Eve', (Span(start=16, end=19),))
    """
    ordered = sorted(edits, key=lambda e: (e.start, e.end))
    _check(article, ordered)
    pieces, place = [], 0
    for change in ordered:
        pieces += [article.text[place : change.start], change.text]
        place = change.end
    carrier = _Carrier(ordered)
    changed = _map_spans(article, carrier.carry)
    quotations = tuple(q for q in changed.quotations if q.content)
    asked = tuple(moved for asked in article.asked if (moved := _moved(asked, carrier)) is not None)
    return replace(changed, text="".join([*pieces, article.text[place:]]), quotations=quotations, asked=asked)


def _moved(asked: Asked, carrier: "_Carrier") -> Asked | None:
    """Return a question of antecedents where it stands now; `None` when a mention of it is gone."""
    anaphor = carrier.carry(Span(asked.start, asked.end))
    options = [([carrier.carry(Span(*mention)) for mention in mentions], facts) for mentions, facts in asked.options]
    if anaphor is None or any(mention is None for mentions, _ in options for mention in mentions):
        return None
    places = tuple((tuple((m.start, m.end) for m in mentions if m), facts) for mentions, facts in options)
    return replace(asked, start=anaphor.start, end=anaphor.end, options=places)


def uncut(article: AnnotatedArticle, edits: Iterable[Edit]) -> list[Edit]:
    """Return the edits that put no text over the border of a span.

    Args:
        article: The article.
        edits: Changes to its text.
    """
    asked = (place for a in article.asked for place in ((a.start, a.end), *(m for ms, _ in a.options for m in ms)))
    spans = [*all_spans(article), *(Span(*place) for place in asked)]
    borders = sorted({border for span in spans for border in (span.start, span.end)})
    return [
        e
        for e in edits
        if not e.text or bisect_right(borders, e.start) == bisect_right(borders, max(e.start, e.end - 1))
    ]


def all_spans(article: AnnotatedArticle) -> list[Span]:
    """Return every span of an article: of its quotations' parts and of what was set aside.

    Args:
        article: The article.
    """
    return [*(s for q in article.quotations for p in PARTS for s in getattr(q, p)), *article.discard]


def compose(*pieces: Piece) -> AnnotatedArticle:
    """Return a text with one quotation, put together from pieces.

    Args:
        pieces: Plain text, or a part's name with its text.

    Example:
        >>> compose(("source", "BURNS"), ("cue", ":"), " ", ("content", "Yes.")).text
        'BURNS: Yes.'
    """
    text = ""
    spans: dict[str, list[Span]] = {part: [] for part in PARTS}
    for piece in pieces:
        part, string = (None, piece) if isinstance(piece, str) else piece
        if part is not None:
            spans[part].append(Span(len(text), len(text) + len(string)))
        text += string
    return AnnotatedArticle("", text, (AnnotatedQuotation(*(tuple(spans[part]) for part in PARTS)),))


def join(articles: Sequence[AnnotatedArticle], separator: str) -> AnnotatedArticle:
    """Return the texts as one, with all their quotations; the first one's id is kept.

    Args:
        articles: At least one article.
        separator: What comes between two texts.
    """
    starts = accumulate((len(a.text) + len(separator) for a in articles), initial=0)
    moved = [move(article, start) for article, start in zip(articles, starts, strict=False)]
    return AnnotatedArticle(
        articles[0].id,
        separator.join(a.text for a in articles),
        tuple(q for a in moved for q in a.quotations),
        tuple(d for a in moved for d in a.discard),
    )


def move(article: AnnotatedArticle, distance: int) -> AnnotatedArticle:
    """Return the article with its spans, not its text, moved on.

    Args:
        article: The article.
        distance: How far, in characters.
    """
    return _map_spans(article, lambda span: Span(span.start + distance, span.end + distance))


def _map_spans(article: AnnotatedArticle, change: Callable[[Span], Span | None]) -> AnnotatedArticle:
    def changed(spans: Iterable[Span]) -> tuple[Span, ...]:
        return tuple(new for span in spans if (new := change(span)) is not None)

    quotations = (AnnotatedQuotation(changed(q.content), changed(q.cue), changed(q.source)) for q in article.quotations)
    return replace(article, quotations=tuple(quotations), discard=changed(article.discard))


def _check(article: AnnotatedArticle, ordered: Sequence[Edit]) -> None:
    for change in ordered:
        if not 0 <= change.start <= change.end <= len(article.text):
            raise OptionError(f"{change} lies outside the text's {len(article.text)} characters")
    for change, following in pairwise(ordered):
        if following.start < change.end:
            raise OptionError(f"{change} and {following} overlap; make one edit of them")


class _Carrier:
    """Where the borders of spans come to stand after edits, which are sorted."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self.edits = edits
        self.ends = [e.end for e in edits]
        self.shifts = list(accumulate((len(e.text) - (e.end - e.start) for e in edits), initial=0))

    def carry(self, span: Span) -> Span | None:
        """Return where a span stands now; `None` when nothing is left of it."""
        before_start, start = self._place(span.start, span)
        before_end, end = self._place(span.end, span)
        while before_end and self.edits[before_end - 1].start == span.end:
            before_end -= 1  # insertions at the end stay outside
        start, end = start + self.shifts[before_start], end + self.shifts[before_end]
        return Span(start, end) if start < end else None

    def _place(self, border: int, span: Span) -> tuple[int, int]:
        """Return the number of edits before a border, and the border: the deletion's start when it is inside of one."""
        place = bisect_right(self.ends, border)
        if place == len(self.edits) or self.edits[place].start >= border:
            return place, border
        if self.edits[place].text:
            raise OptionError(f"{self.edits[place]} cuts through the border of {span}; leave it out, as `uncut` does")
        return place, self.edits[place].start
