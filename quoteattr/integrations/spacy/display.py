"""Data for displaCy's style "span"."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from spacy.tokens import Doc

from quoteattr.integrations.spacy.reading import article_of, tokens_of
from quoteattr.quotations import UNKNOWN
from quoteattr.types import Quotation, Span

__all__ = ["displacy_data"]

_UNKNOWN = f"({UNKNOWN})"


def displacy_data(doc: Doc) -> dict[str, Any]:
    """Return what displaCy draws: each content under its speaker's name, with cues and sources.

    Args:
        doc: An annotated document.

    Returns:
        A dictionary for `displacy.render(data, style="span", manual=True)`. Labels are a speaker's name as HTML, since
        displaCy prints labels as they are; "(speaker unknown)"; "CUE" and "SOURCE".

    Example:
        >>> import spacy
        >>> nlp = spacy.blank("en")
        >>> component = nlp.add_pipe("quoteattr")
        >>> data = displacy_data(nlp("“It is safe,” said Ada Burns, the mayor."))
        >>> [(span["label"], data["tokens"][span["start_token"]]) for span in data["spans"]]
        [('Ada Burns', '“'), ('CUE', 'said'), ('SOURCE', 'Ada')]
        >>> html = spacy.displacy.render(data, style="span", manual=True, jupyter=False)
    """
    article = article_of(doc)
    spans = [
        {
            "start": tokens.start_char,
            "end": tokens.end_char,
            "start_token": tokens.start,
            "end_token": tokens.end,
            "label": label,
            "kb_id": "",
            "kb_url": "#",
        }
        for quotation in (article.quotations if article else ())
        for label, part in _labelled(quotation)
        if (tokens := tokens_of(doc, part)) is not None
    ]
    return {
        "text": doc.text,
        "spans": spans,
        "tokens": [token.text for token in doc],
        "title": doc.user_data.get("title"),
    }


def _labelled(quotation: Quotation) -> Iterator[tuple[str, Span]]:
    speaker = escape(quotation.speaker.name) if quotation.speaker else _UNKNOWN
    parts: Iterable[tuple[str, tuple[Span, ...]]] = (
        (speaker, quotation.content),
        ("CUE", quotation.cue),
        ("SOURCE", quotation.source),
    )
    for label, spans in parts:
        for span in spans:
            yield label, span
