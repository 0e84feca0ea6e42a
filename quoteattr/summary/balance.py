"""Put chosen sentences together so that quotation marks balance.

A sentence cut out of the middle of a quotation has lost the mark that opens it, or closes it, or both. It gets them
back, in the article's own style: “It is safe. It is open,” she said → “It is safe.”
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from quoteattr.summary.applied import applied
from quoteattr.text.marks import QuotedRegion, pair_marks
from quoteattr.types import Edit, Span

__all__ = ["balance_marks", "join_balanced"]

# Which mark closes which.
_CLOSING = {"“": "”", "‘": "’", "‚": "‘", "„": "“", "«": "»", "»": "«", "‹": "›", "›": "‹", "``": "''", "‘‘": "’’"}
_OPENING = {"”": "“", "’": "‘", "»": "«", "›": "‹", "''": "``", "’’": "‘‘"}
# Pairs that are no mistake although the first mark has another partner by default: German, Polish, Swedish.
_ALSO_PAIRS = {("„", "”"), ("”", "”"), ("’", "’"), ("»", "»"), ("›", "›")}
# Double marks without a partner are left out; a lone single one is an apostrophe. After a digit such a mark means
# inches and is printed as what it is, so that whoever counts marks counts right.
_DOUBLE = re.compile("``|''|‘‘|’’|[“”„‟«»\"＂]")
_INCH = frozenset(['"', "＂", "''", "’’", "”"])


def join_balanced(text: str, pieces: Sequence[Span], regions: Sequence[QuotedRegion] | None = None) -> str:
    """Join pieces of a text with a space, white space folded and quotation marks completed.

    Args:
        text: The article's text.
        pieces: Half-open spans in ascending order that do not overlap; none reaches over a paragraph's end.
        regions: The text's quoted regions; `None` pairs the marks here.

    Example:
        >>> text = "“It is safe. It is open,” she said."
        >>> join_balanced(text, [Span(0, 12)]), join_balanced(text, [Span(13, 35)])
        ('“It is safe.”', '“It is open,” she said.')
    """
    printed = (
        applied(text, piece, edits) for piece, edits in zip(pieces, balance_marks(text, pieces, regions), strict=True)
    )
    return " ".join(filter(None, printed))


def balance_marks(
    text: str, pieces: Sequence[Span], regions: Sequence[QuotedRegion] | None = None
) -> list[tuple[Edit, ...]]:
    """Return for each piece of a text the edits that complete its quotation marks, in order.

    Args:
        text: The article's text.
        pieces: Half-open spans in ascending order that do not overlap; none reaches over a paragraph's end.
        regions: The text's quoted regions; `None` pairs the marks here.

    Example:
        >>> balance_marks("“It is safe. It is open,” she said.", [Span(0, 12)])
        [(Edit(start=12, end=12, text='”', kind='marks'),)]
    """
    if not pieces:
        return []
    regions = pair_marks(text) if regions is None else regions
    style = _styles(text, regions)
    return [_balance(text, piece, around, style) for piece, around in _with_regions(pieces, regions)]


def _styles(text: str, regions: Sequence[QuotedRegion]) -> dict[tuple[str, str], tuple[str, str]]:
    """Map the marks of each region ("" for a missing one) to the pair that is printed for them."""
    found = Counter(_marks(text, region) for region in regions)
    usual: dict[str, str] = {}
    for (opening, closing), _ in found.most_common():
        if closing and _is_pair(opening, closing):
            usual.setdefault(opening, closing)
    openings = frozenset(opening for opening, _ in found)
    return {pair: _printed(*pair, usual, openings) for pair in found}


def _printed(opening: str, closing: str, usual: dict[str, str], openings: frozenset[str]) -> tuple[str, str]:
    """Return a matching pair, with as much of the given one as makes sense.

    Args:
        opening: The opening mark.
        closing: The closing mark; "" when it is missing.
        usual: How the article closes each opening mark elsewhere.
        openings: All opening marks of the article: ”…” is Swedish where “ is never one, and else a slip for “…”.
    """
    reverse = _OPENING.get(opening)
    if reverse and (reverse in openings or opening not in usual):
        return reverse, opening
    if _is_pair(opening, closing):
        return opening, closing
    if opening not in _CLOSING and closing in _OPENING and opening not in usual:
        return _OPENING[closing], closing
    return opening, usual.get(opening) or _CLOSING.get(opening, opening)


def _is_pair(opening: str, closing: str) -> bool:
    return _CLOSING.get(opening, opening) == closing or (opening, closing) in _ALSO_PAIRS


def _marks(text: str, region: QuotedRegion) -> tuple[str, str]:
    return text[region.start : region.start + region.opening], text[region.end - region.closing : region.end]


def _with_regions(pieces: Sequence[Span], regions: Sequence[QuotedRegion]) -> Iterator[tuple[Span, list[QuotedRegion]]]:
    """Yield each piece with the regions that it shares characters with, outermost first."""
    active: list[QuotedRegion] = []
    following = 0
    for piece in pieces:
        while following < len(regions) and regions[following].start < piece.end:
            active.append(regions[following])
            following += 1
        active = [region for region in active if region.end > piece.start]
        yield piece, list(active)


def _balance(
    text: str, piece: Span, regions: Sequence[QuotedRegion], style: dict[tuple[str, str], tuple[str, str]]
) -> tuple[Edit, ...]:
    """Return the edits that put missing marks in and leave useless ones out."""
    edits = _Marks(text, piece)
    for region in regions:
        opening, closing = style[_marks(text, region)]
        inner = Span(region.start + region.opening, region.end - region.closing)
        start, end = max(piece.start, inner.start), min(piece.end, inner.end)
        if not text[start:end].strip():
            opening = closing = ""
        elif region.start < piece.start:
            edits.open_at_start(opening)
        edits.replace(Span(region.start, inner.start), opening)
        edits.replace(Span(inner.end, region.end), closing)
        if closing and (not region.closed or region.end > piece.end):
            edits.close_after(end, closing)
    for stray in _DOUBLE.finditer(text, piece.start, piece.end):
        is_inch = stray.group() in _INCH and text[max(0, stray.start() - 1)].isdigit()
        edits.drop(Span(*stray.span()), "″" if is_inch else "")
    return tuple(edits.edits())


class _Marks:
    """Changes of the marks of a piece of text, at offsets of the whole text."""

    def __init__(self, text: str, piece: Span) -> None:
        self.text, self.piece = text, piece
        self.prefix = ""
        self.before: dict[int, str] = {}
        self.instead: dict[int, tuple[int, str]] = {}

    def open_at_start(self, mark: str) -> None:
        """Put an opening mark before the piece, inside those put there already."""
        self.prefix += mark

    def close_after(self, end: int, mark: str) -> None:
        """Put a closing mark after the last word before `end`, inside those put there already."""
        at = self.piece.start + len(self.text[self.piece.start : end].rstrip())
        self.before[at] = mark + self.before.get(at, "")

    def replace(self, mark: Span, by: str) -> None:
        """Print a mark as `by`; what of it stands in the piece is left out when the piece cuts it in two."""
        start, end = max(mark.start, self.piece.start), min(mark.end, self.piece.end)
        if start < end:
            self.instead[start] = (end, by if len(mark) == end - start else "")

    def drop(self, mark: Span, instead: str) -> None:
        """Print something instead of a mark, unless the mark was decided upon before."""
        self.instead.setdefault(mark.start, (mark.end, instead))

    def edits(self) -> Iterator[Edit]:
        """Yield all changes, in order; what is printed as it stands is none."""
        if self.prefix:
            yield Edit(self.piece.start, self.piece.start, self.prefix, "marks")
        at = self.piece.start
        for offset in sorted({*self.before, *self.instead}):
            if offset in self.before:
                yield Edit(max(offset, at), max(offset, at), self.before[offset], "marks")
            end, printed = self.instead.get(offset, (offset, ""))
            if offset >= at and self.text[offset:end] != printed:
                yield Edit(offset, end, printed, "marks")
            at = max(at, end)
