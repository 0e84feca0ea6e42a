"""Put paragraphs of another form into an article, in the place of those whose words they repeat."""

import re
from collections.abc import Iterator, Sequence

from quoteattr.text.paragraphs import split_paragraphs
from quoteattr.training.augment.edits import Edit, all_spans, edit, join, move
from quoteattr.training.readers import AnnotatedArticle, AnnotatedQuotation
from quoteattr.types import Span

__all__ = ["break_places", "splice"]

_BLANK_LINE = "\n\n"


def break_places(article: AnnotatedArticle) -> list[int]:
    r"""Return where paragraphs may be put: before a paragraph but the first, inside no span, or at the end.

    Args:
        article: The article.

    Example:
        >>> break_places(AnnotatedArticle("a", "It opens.\n\nAt last.", ()))
        [11, 19]
    """
    spans = all_spans(article)
    starts = [p.start for p in split_paragraphs(article.text)][1:]
    return [s for s in starts if not any(span.start < s < span.end for span in spans)] + [len(article.text)]


def splice(
    article: AnnotatedArticle, passage: Sequence[AnnotatedArticle], at: int, *, used: Sequence[AnnotatedQuotation] = ()
) -> AnnotatedArticle:
    """Put paragraphs before a place of an article, and take out those that held nothing but what they repeat.

    Args:
        article: The article.
        passage: The paragraphs, with their quotations.
        at: Start of a paragraph, or the text's length.
        used: The quotations whose words the paragraphs repeat.
    """
    paragraphs = split_paragraphs(article.text)
    separator = _separator(article.text, paragraphs)
    new = join(passage, _BLANK_LINE)
    new = edit(new, [Edit(m.start(), m.end(), separator) for m in re.finditer(_BLANK_LINE, new.text)])
    inserted = f"{new.text}{separator}" if at < len(article.text) else f"{separator}{new.text}"
    gone = [Edit(start, end, "") for start, end in _emptied(article, paragraphs, used)]
    changed = edit(article, [Edit(at, at, inserted), *gone])
    start = at - sum(e.end - e.start for e in gone if e.end <= at) + inserted.index(new.text)
    merged = (*changed.quotations, *move(new, start).quotations)
    return AnnotatedArticle(article.id, changed.text, tuple(sorted(merged, key=lambda q: q.content)), changed.discard)


def _separator(text: str, paragraphs: Sequence[Span]) -> str:
    between = text[paragraphs[0].end : paragraphs[1].start] if len(paragraphs) > 1 else ""
    return between if between.strip("\n") == "" and between else _BLANK_LINE


def _emptied(
    article: AnnotatedArticle, paragraphs: Sequence[Span], used: Sequence[AnnotatedQuotation]
) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs, with the space after them, in which nothing but whole used quotations is annotated."""
    others = [*article.discard, *(span for q in article.quotations if q not in used for span in _spans(q))]
    homes = [{_home(span, paragraphs) for span in _spans(q)} for q in used]
    for place, paragraph in enumerate(paragraphs):
        if {place} in homes and all(home == {place} for home in homes if place in home):
            end = paragraphs[place + 1].start if place + 1 < len(paragraphs) else len(article.text)
            partly = [s for q, home in zip(used, homes, strict=True) if -1 in home for s in _spans(q)]
            if not any(s.start < end and s.end > paragraph.start for s in (*others, *partly)):
                yield paragraph.start, end


def _spans(quotation: AnnotatedQuotation) -> tuple[Span, ...]:
    return (*quotation.content, *quotation.cue, *quotation.source)


def _home(span: Span, paragraphs: Sequence[Span]) -> int:
    """Return the index of the paragraph that a span lies in; -1 when it crosses a border."""
    return next((i for i, p in enumerate(paragraphs) if p.start <= span.start and span.end <= p.end), -1)
