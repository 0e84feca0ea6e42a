"""A text with its quotations marked, paragraph by paragraph, as HTML."""

import html
from collections.abc import Iterable, Mapping
from typing import Any

from quoteattr.evaluation.spans import pairs
from quoteattr.render.segments import Segment, segments
from quoteattr.render.visible import visible
from quoteattr.text.paragraphs import split_paragraphs
from quoteattr.types import Article, Quotation, QuotationId, Span

__all__ = ["escape", "paint", "quotation_id"]


def escape(text: object) -> str:
    """Return what shows a text and does nothing else.

    Example:
        >>> escape("<b>")
        '&lt;b&gt;'
    """
    return html.escape(visible(str(text)), quote=True)


def quotation_id(side: str, place: int) -> str:
    """Return the name by which a page refers to a quotation of one side: "g1", "p1" ..."""
    return f"{side[0]}{place + 1}"


def paint(
    text: str, quotations: Iterable[Mapping[str, Any]], side: str, labels: Mapping[int, Iterable[str]], prefix: str
) -> list[str]:
    """Mark the quotations of one side.

    Args:
        text: The article's text.
        quotations: Records of quotations.
        side: "gold" or "predicted".
        labels: The classes of the errors of a quotation, by its place; one without errors is right.
        prefix: What makes the anchors of this article its own.

    Returns:
        The inside of each paragraph.
    """
    said = _article(text, quotations, side)
    painted: list[str] = []
    starts = {span.start for span in split_paragraphs(text)}
    for segment in segments(said):
        if segment.start in starts:
            painted.append("")
        if painted:
            painted[-1] += _marked(escape(text[segment.start : segment.end]), segment, labels, prefix)
    return [paragraph.rstrip() for paragraph in painted]


def _article(text: str, quotations: Iterable[Mapping[str, Any]], side: str) -> Article:
    def spans(said: Mapping[str, Any], part: str) -> tuple[Span, ...]:
        return tuple(Span(*pair) for pair in pairs(said.get(part)))

    kept = [
        # The kind is not shown here, so any serves.
        Quotation(
            QuotationId(quotation_id(side, place)), "direct", spans(q, "content"), spans(q, "cue"), spans(q, "source")
        )
        for place, q in enumerate(quotations)
        if q["content"]
    ]
    return Article(text, quotations=tuple(kept))


def _marked(words: str, segment: Segment, labels: Mapping[int, Iterable[str]], prefix: str) -> str:
    for part in ("source", "cue"):
        said: Quotation | None = getattr(segment, part)
        if said:
            words = f'<span class="{part}" title="{part} of {said.id}">{words}</span>'
    if segment.content:
        key = segment.content.id
        wrong = list(labels.get(int(key[1:]) - 1, ()))
        anchor = f' id="{prefix}-{key}" data-q="{key}"' if segment.opens else ""
        title = escape(f"{key}: {', '.join(wrong) or 'right'}")
        words = f'<mark class="{_worst(wrong)}"{anchor} title="{title}">{words}</mark>'
    return words


def _worst(labels: Iterable[str]) -> str:
    return next(iter(labels), "right").replace(" ", "-")
