"""Find what passages of another form can be made of: sources that are names, and what they said in sentences."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quoteattr.speakers.names import Name, find_names
from quoteattr.speakers.reading import read
from quoteattr.text.marks import QuotedRegion, pair_marks
from quoteattr.text.sentences import split_sentences
from quoteattr.training.readers import AnnotatedArticle, AnnotatedQuotation
from quoteattr.types import Span

__all__ = ["Speech", "find_speech", "full_names", "surname"]

# What follows a name that is the head of its source: its end, an apposition, an origin or a party in brackets.
_AFTER_NAME = re.compile(r"\s*(?:$|,|\(|of\b|who\b)")
# Before a name that somebody else is described by: a spokesman for Ada Burns.
_COMPLEMENT = re.compile(r"(?i)\b(?:for|of|to|from|by|with|and|or|at|in|on|near)\b")
_MIN_WORDS = 3


@dataclass(frozen=True, slots=True)
class Speech:
    """A quotation wholly in marks, of whole sentences, whose source is a named person.

    Args:
        quotation: The quotation.
        words: What was said, without the outer marks, as whole sentences.
        name: The fullest name of the source in the article, as it stands there.
    """

    quotation: AnnotatedQuotation
    words: str
    name: str


def find_speech(article: AnnotatedArticle) -> tuple[Speech, ...]:
    """Find the speech of an article, in order.

    Args:
        article: The article.

    Example:
        >>> text = "“It will open soon,” said Ada Burns. “I am sure.”"
        >>> quotation = AnnotatedQuotation((Span(0, 20), Span(37, 49)), (Span(21, 25),), (Span(26, 35),))
        >>> [(s.name, s.words) for s in find_speech(AnnotatedArticle("a", text, (quotation,)))]
        [('Ada Burns', 'It will open soon. I am sure.')]
    """
    regions = {r.start: r for r in pair_marks(article.text) if r.depth == 0 and r.closed}
    spoken = [
        (quotation, words)
        for quotation in article.quotations
        if (words := _sentences(article.text, quotation, regions))
    ]
    names = full_names(article) if spoken else {}
    return tuple(Speech(q, words, names[q.source[0]]) for q, words in spoken if q.source and q.source[0] in names)


def full_names(article: AnnotatedArticle) -> dict[Span, str]:
    """Return the fullest name of each source that is a named person, as it stands in the article.

    Args:
        article: The article.
    """
    text = article.text
    names = find_names(read(text, split_sentences(text), []))
    full: dict[str, str] = {}
    for name in names:
        if name.kind == "person" and not name.shouts and len(name.words) > 1:
            full.setdefault(name.words[-1], " ".join(text[name.start : name.end].split()))
    found = {}
    for source in sorted({q.source[0] for q in article.quotations if len(q.source) == 1}):
        head = _head(text, source, names)
        if head is not None and head.words[-1] in full:
            found[source] = full[head.words[-1]]
    return found


def _head(text: str, source: Span, names: Sequence[Name]) -> Name | None:
    """Return the name that a source consists of, apart from titles and appositions."""
    for name in names:
        if source.start <= name.start and name.end <= source.end:
            before, after = text[source.start : name.start], text[name.end : source.end]
            if _AFTER_NAME.match(after) and not _COMPLEMENT.search(before) and "," not in before:
                return name
    return None


def _sentences(text: str, quotation: AnnotatedQuotation, regions: Mapping[int, QuotedRegion]) -> str | None:
    """Return the content without its outer marks, when it is whole sentences; else `None`."""
    said = ""
    for span in quotation.content:
        region = regions.get(span.start)
        if region is None or region.end != span.end:
            return None
        part = text[span.start + region.opening : span.end - region.closing].strip()
        if said and said[-1] == "," and part[:1].isupper():
            said = said[:-1] + "."
        said += f" {part}" if said else part
    said = said[:-1] + "." if said.endswith(",") else said
    whole = said[:1].isupper() and said[-1:] in ".?!" and len(said.split()) >= _MIN_WORDS
    return said if whole else None


def surname(name: str) -> str:
    """Return the last word of a name.

    Args:
        name: A name.

    Example:
        >>> surname("Ada Burns")
        'Burns'
    """
    return name.rsplit(maxsplit=1)[-1]
