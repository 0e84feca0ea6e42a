"""Let source and cue change sides: “Yes,” Burns said. “Yes,” said Burns."""

from dataclasses import replace
from random import Random

from quoteattr.speakers.lexicon import word_set
from quoteattr.training.augment.edits import all_spans
from quoteattr.training.readers import AnnotatedArticle, AnnotatedQuotation
from quoteattr.types import Span

__all__ = ["invert"]

_LONGEST_SOURCE = 8
_SHARE = 0.7


def invert(article: AnnotatedArticle, random: Random) -> AnnotatedArticle:
    """Return the article with source and cue of many quotations in the other order.

    Only after a content, or at the start of a line before one, where both stand side by side, the cue is one word and
    the source no pronoun.

    Args:
        article: The article.
        random: Source of chance.

    Example:
        >>> quotation = AnnotatedQuotation((Span(0, 6),), (Span(17, 21),), (Span(7, 16),))
        >>> inverted = invert(AnnotatedArticle("a", "“Yes,” Ada Burns said.", (quotation,)), Random(1))
        >>> inverted.text, inverted.quotations[0].source
        ('“Yes,” said Ada Burns.', (Span(start=12, end=21),))
    """
    text = article.text
    starts = sorted(all_spans(article))
    moved: dict[Span, Span] = {}
    for quotation in article.quotations:
        stretch = _stretch(text, quotation)
        if stretch is None or random.random() > _SHARE or quotation.source[0] in moved or quotation.cue[0] in moved:
            continue
        inside = {s for s in starts if s.start < stretch.end and s.end > stretch.start}
        if inside == {quotation.source[0], quotation.cue[0]}:
            text = _swap(text, stretch, quotation, moved)
    quotations = tuple(
        replace(
            q,
            cue=tuple(moved.get(span, span) for span in q.cue),
            source=tuple(moved.get(span, span) for span in q.source),
        )
        for q in article.quotations
    )
    return replace(article, text=text, quotations=quotations)


def _stretch(text: str, quotation: AnnotatedQuotation) -> Span | None:
    """Return where source and cue stand when they may change sides; else `None`."""
    if len(quotation.cue) != 1 or len(quotation.source) != 1:
        return None
    cue, source = quotation.cue[0], quotation.source[0]
    first, second = sorted((cue, source))
    words = text[source.start : source.end].split()
    known = text[cue.start : cue.end].casefold() in word_set("augmentation", "inversion", "cues")
    pronoun = len(words) == 1 and words[0].casefold() in word_set("augmentation", "inversion", "pronouns")
    if not known or pronoun or not 0 < len(words) <= _LONGEST_SOURCE or "," in text[source.start : source.end]:
        return None
    if text[first.end : second.start] != " " or not _leads_or_follows(text, quotation, first, second):
        return None
    return Span(first.start, second.end)


def _leads_or_follows(text: str, quotation: AnnotatedQuotation, first: Span, second: Span) -> bool:
    after_content = any(
        content.end <= first.start
        and text[content.end : first.start].strip() in ("", ",")
        and first.start - content.end <= 2
        for content in quotation.content
    )
    opens_line = first.start == 0 or text[first.start - 1] == "\n"
    before_content = any(text[second.end : content.start] in (", ", ": ") for content in quotation.content)
    return after_content or (opens_line and before_content)


def _swap(text: str, stretch: Span, quotation: AnnotatedQuotation, moved: dict[Span, Span]) -> str:
    """Return the text with the two swapped, and record where they went."""
    first, second = sorted((quotation.cue[0], quotation.source[0]))
    moved[second] = Span(stretch.start, stretch.start + len(second))
    moved[first] = Span(stretch.end - len(first), stretch.end)
    left, right = text[second.start : second.end], text[first.start : first.end]
    if first.start == 0 or text[first.start - 1] == "\n":
        left = left[0].upper() + left[1:] if left[0].isascii() else left
    if first == quotation.cue[0] or right.startswith(("The ", "A ", "An ")):
        right = right[0].lower() + right[1:]
    return f"{text[: stretch.start]}{left} {right}{text[stretch.end :]}"
