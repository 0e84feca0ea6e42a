"""How a newspaper would set each paragraph: as headline, standfirst, crosshead or text."""

from collections.abc import Sequence
from typing import Literal

from quoteattr.text.paragraphs import ends_sentence, split_paragraphs
from quoteattr.types import Article, Span

__all__ = ["Setting", "set_paragraphs"]

Setting = Literal["headline", "deck", "crosshead", "text"]

_MAX_HEADLINE_WORDS = 20
_MAX_CROSSHEAD_WORDS = 8
# Share of a title's longer words that are capitalised; a sentence of names has as many at times, seldom on top.
_MIN_CAPITALS = 0.7
# Headline, standfirst, byline, place: more short lines than this are a list or a poem.
_MAX_HEADLINES = 4


def set_paragraphs(article: Article) -> tuple[tuple[Span, Setting], ...]:
    r"""Tell the setting of every paragraph from its length and from the mark that it lacks at its end.

    Args:
        article: The article.

    Returns:
        The paragraphs in order. At most one is the headline; it and every deck stand before the first text.

    Example:
        >>> text = "Bridge reopens\n\nTwo years late\n\nThe bridge is open again.\n\nDelays\n\nIt took long."
        >>> [kind for _, kind in set_paragraphs(Article(text))]
        ['headline', 'deck', 'text', 'crosshead', 'text']
    """
    spans = split_paragraphs(article.text)
    labels = [_is_label(article.text[span.start : span.end]) for span in spans]
    if spans and not labels[0]:
        labels[0] = _is_title(article.text[spans[0].start : spans[0].end])
    top = labels.index(False) if False in labels else len(labels)
    # Labels alone are no story with a headline.
    has_headline = top < len(labels)
    kinds: list[Setting] = [_on_top(place) if has_headline else "text" for place in range(top)]
    said = [part for quotation in article.quotations for part in quotation.content]
    kinds += [
        "crosshead"
        if _is_crosshead(article.text, spans, labels, place) and not _covered(spans[place], said)
        else "text"
        for place in range(top, len(spans))
    ]
    return tuple(zip(spans, kinds, strict=True))


def _on_top(place: int) -> Setting:
    if place >= _MAX_HEADLINES:
        return "text"
    return "deck" if place else "headline"


def _is_label(paragraph: str) -> bool:
    """Tell whether a short paragraph lacks the mark that ends a sentence."""
    return not ends_sentence(paragraph) and len(paragraph[:400].split()) <= _MAX_HEADLINE_WORDS


def _is_title(paragraph: str) -> bool:
    """Tell whether a line that ends like a sentence is a headline all the same: its Longer Words Are Capitalised."""
    words = paragraph[:400].split()
    heavy = [word.lstrip("\"'“‘«(") for word in words[1:] if len(word) > 3]
    capitals = sum(word[:1].isupper() for word in heavy)
    return len(words) <= _MAX_HEADLINE_WORDS and len(heavy) > 1 and capitals >= _MIN_CAPITALS * len(heavy)


def _is_crosshead(text: str, spans: Sequence[Span], labels: Sequence[bool], place: int) -> bool:
    """Tell whether a label stands alone between two paragraphs of text; several together are a list."""
    is_alone = 0 < place < len(spans) - 1 and not labels[place - 1] and not labels[place + 1]
    words = text[spans[place].start : spans[place].end].split() if labels[place] else []
    return is_alone and 0 < len(words) <= _MAX_CROSSHEAD_WORDS


def _covered(paragraph: Span, said: Sequence[Span]) -> bool:
    """Tell whether anything in the paragraph was said by somebody: then it is part of the story."""
    return any(part.start < paragraph.end and paragraph.start < part.end for part in said)
