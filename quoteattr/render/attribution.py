"""How the speaker, source and cue of a quotation are put before a reader."""

from itertools import pairwise

from quoteattr import quotations
from quoteattr.types import Article, Quotation

__all__ = ["UNKNOWN", "attribution_text", "speaker_label"]

UNKNOWN = quotations.UNKNOWN.capitalize()


def speaker_label(quotation: Quotation) -> str:
    """Return name and role of the speaker, or that the speaker is unknown.

    Args:
        quotation: The quotation.

    Example:
        >>> from quoteattr.types import QuotationId, Span
        >>> speaker_label(Quotation(QuotationId("q1"), "direct", (Span(0, 5),)))
        'Speaker unknown'
    """
    return quotation.speaker.label if quotation.speaker else UNKNOWN


def attribution_text(article: Article, quotation: Quotation) -> str:
    """Return source and cue in the order of the text, with " … " for what stands between them.

    Args:
        article: The article of the quotation.
        quotation: The quotation.

    Returns:
        Words on one line; empty when neither source nor cue stands in the text.

    Example:
        >>> from quoteattr.types import QuotationId, Span
        >>> said = Quotation(QuotationId("q1"), "direct", (Span(0, 5),), cue=(Span(10, 14),), source=(Span(6, 9),))
        >>> attribution_text(Article("“Yes” she said.", quotations=(said,)), said)
        'she said'
    """
    spans = sorted((*quotation.source, *quotation.cue), key=lambda span: (span.start, span.end))
    words = [article.text_of(span) for span in spans]
    between = [
        " " if not article.text[before.end : after.start].strip() else " … " for before, after in pairwise(spans)
    ]
    return " ".join("".join(word + gap for word, gap in zip(words, [*between, ""], strict=False)).split())
