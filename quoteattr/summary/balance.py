"""Put chosen sentences together so that quotation marks balance.

A sentence cut out of the middle of a quotation has lost the mark that opens it, or closes it, or both. It gets them
back, in the article's own style: “It is safe. It is open,” she said → “It is safe.”
"""

from collections.abc import Iterator, Sequence

from quoteattr.text.marks import QuotedRegion, pair_marks
from quoteattr.types import Span

__all__ = ["join_balanced"]

_PARTNERS = {"“": "”", "‘": "’", "‚": "‘", "„": "“", "«": "»", "»": "«", "‹": "›", "›": "‹", "``": "''", "‘‘": "’’"}
# Double marks without a partner are left out; a lone single one is an apostrophe, a straight one after a digit an inch.
_DOUBLE = frozenset('“”„‟«»"＂')


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
    regions = pair_marks(text) if regions is None else regions
    closings: dict[str, str] = {}
    for region in regions:
        if region.closed:
            closings.setdefault(_opening(text, region), text[region.end - region.closing : region.end])
    folded = (
        " ".join(_balance(text, piece, around, closings).split()) for piece, around in _with_regions(pieces, regions)
    )
    return " ".join(filter(None, folded))


def _opening(text: str, region: QuotedRegion) -> str:
    return text[region.start : region.start + region.opening]


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


def _balance(text: str, piece: Span, regions: Sequence[QuotedRegion], closings: dict[str, str]) -> str:
    """Return the piece's text with missing marks put in and useless ones left out."""
    before: dict[int, str] = {}  # what to put before the character at an offset
    dropped: set[int] = set()
    kept: set[int] = set()
    for region in regions:
        inner_start, inner_end = region.start + region.opening, region.end - region.closing
        marks = {*range(region.start, inner_start), *range(inner_end, region.end)}
        start, end = max(piece.start, inner_start), min(piece.end, inner_end)
        if not text[start:end].strip():
            dropped |= marks
            continue
        kept |= marks
        if region.start < piece.start:
            before[piece.start] = before.get(piece.start, "") + _opening(text, region)
        if not region.closed or region.end > piece.end:
            opening = _opening(text, region)
            closing = closings.get(opening, _PARTNERS.get(opening, opening))
            at = piece.start + len(text[piece.start : end].rstrip())
            before[at] = closing + before.get(at, "")
    dropped |= {at for at in range(piece.start, piece.end) if _is_stray(text, at) and at not in kept}
    return "".join(
        before.get(at, "") + ("" if at in dropped or at == piece.end else text[at])
        for at in range(piece.start, piece.end + 1)
    )


def _is_stray(text: str, at: int) -> bool:
    return text[at] in _DOUBLE and not (text[at] in '"＂' and at > 0 and text[at - 1].isdigit())
