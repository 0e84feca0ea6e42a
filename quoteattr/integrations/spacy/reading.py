"""Read from a document what was written on it: its article, and the quotation behind a span.

A document carries its article as a line of JSON among its user data, which spaCy stores and sends with it. Everything
else is worked out from that line when it is asked for.
"""

from functools import lru_cache

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from quoteattr.types import Article, Quotation, Span

__all__ = ["RECORD", "article_of", "exact", "in_quotation", "quotation_of", "tokens_of"]

RECORD = "quoteattr_json"
"""Name of the extension that holds the article as a line of JSON."""

# Where spaCy keeps the value of a document's extension. It is known here so that reading needs no registration.
KEY = ("._.", RECORD, None, None)

# An article is read in a few milliseconds, and asked for once for every attribute of every span.
_read = lru_cache(maxsize=256)(Article.from_json)


def article_of(doc: Doc) -> Article | None:
    """Return the article that was read from a document.

    Args:
        doc: The document.

    Returns:
        The article; `None` when there is none, or when it is of another text, as in a part of a document that was made
        a document of its own.
    """
    line = doc.user_data.get(KEY)
    if not isinstance(line, str):
        return None
    article = _read(line)
    # Putting the whole text together for every attribute of every token would cost more than reading it.
    length = doc[-1].idx + len(doc[-1].text_with_ws) if len(doc) else 0
    return article if len(article.text) == length else None


def exact(span: DocSpan, quotation: Quotation) -> Span | None:
    """Return which stretch of a quotation's content a span of tokens stands for, with its exact offsets.

    Args:
        span: The span of tokens; wider than the content where a token is.
        quotation: The quotation.

    Returns:
        The stretch; `None` when the span shares no character with the content.
    """
    touched = (part for part in quotation.content if part.start < span.end_char and span.start_char < part.end)
    return min(touched, key=lambda p: abs(p.start - span.start_char) + abs(p.end - span.end_char), default=None)


def quotation_of(span: DocSpan) -> Quotation | None:
    """Return the quotation that a span of the group was made of.

    Args:
        span: Any span. It is known by its id, its label and where it stands.

    Returns:
        The quotation; `None` for a span that was made by someone else.
    """
    article = article_of(span.doc) if span.id else None
    for quotation in article.quotations if article else ():
        if quotation.id == span.id_ and quotation.kind == span.label_ and exact(span, quotation):
            return quotation
    return None


def tokens_of(doc: Doc, span: Span, **labels: str) -> DocSpan | None:
    """Return the tokens that a stretch of the text touches.

    Args:
        doc: The document.
        span: Offsets into its text.
        labels: `label` and `span_id` of the result.

    Returns:
        The tokens; `None` when there is nothing but space.
    """
    if span.start == span.end:
        return None
    tokens = doc.char_span(span.start, span.end, alignment_mode="expand", **labels)
    return None if tokens is None or all(token.is_space for token in tokens) else tokens


def in_quotation(token: Token) -> bool:
    """Tell whether any character of a token is part of what somebody said."""
    article = article_of(token.doc)
    end = token.idx + len(token)
    return any(
        part.start < end and token.idx < part.end
        for quotation in (article.quotations if article else ())
        for part in quotation.content
    )
