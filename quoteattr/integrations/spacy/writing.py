"""Write an article on a document: its record, a group of spans and, on request, its sentences."""

import warnings
from collections.abc import Iterable

import numpy as np
from spacy.tokens import Doc, SpanGroup
from spacy.tokens import Span as DocSpan

from quoteattr.errors import OptionError
from quoteattr.integrations.spacy.extensions import register_extensions
from quoteattr.integrations.spacy.reading import KEY, tokens_of
from quoteattr.types import Article, Sentence

__all__ = ["SPANS_KEY", "annotate_doc", "write_article"]

SPANS_KEY = "quotations"
"""Name of the group of spans unless another is asked for."""


def annotate_doc(doc: Doc, article: Article, *, spans_key: str = SPANS_KEY, sentences: bool = False) -> Doc:
    """Put an article from elsewhere on a document: gold, corrected by hand, or read from a file.

    Args:
        doc: The document; it is changed.
        article: The article; its text is the document's.
        spans_key: Name of the group of spans.
        sentences: Whether to set the starts of sentences; see the component's option of that name.

    Returns:
        The document.

    Raises:
        OptionError: If the texts differ.

    Example:
        >>> import spacy
        >>> from quoteattr import Quotation, Span
        >>> doc = spacy.blank("en")("It is safe, she said.")
        >>> said = Quotation("q1", "indirect", content=(Span(0, 10),), cue=(Span(16, 20),), source=(Span(12, 15),))
        >>> span, = annotate_doc(doc, Article(doc.text, quotations=(said,))).spans["quotations"]
        >>> span, span._.source, span._.speaker
        (It is safe, she, None)
    """
    if article.text != doc.text:
        raise OptionError(
            f"an article of {len(article.text)} characters was to be put on a document of {len(doc.text)} whose text "
            "is another; make the document of the article's own text: nlp.make_doc(article.text)"
        )
    if not Doc.has_extension("quoteattr"):
        register_extensions()
    write_article(doc, article, spans_key=spans_key, sentences=sentences)
    return doc


def write_article(doc: Doc, article: Article, *, spans_key: str, sentences: bool) -> None:
    """Do what `annotate_doc` does, for an article that was made of the document's text.

    Args:
        doc: The document; it is changed.
        article: The article.
        spans_key: Name of the group of spans.
        sentences: Whether to set the starts of sentences.
    """
    doc.user_data[KEY] = article.to_json()
    doc.spans[spans_key] = SpanGroup(doc, name=spans_key, spans=list(_contents(doc, article)))
    if sentences:
        _set_sentences(doc, article.sentences)


def _contents(doc: Doc, article: Article) -> Iterable[DocSpan]:
    for quotation in article.quotations:
        for part in quotation.content:
            span = tokens_of(doc, part, label=quotation.kind, span_id=quotation.id)
            if span is not None:
                yield span


def _set_sentences(doc: Doc, sentences: Iterable[Sentence]) -> None:
    # spaCy refuses it, since the sentences of a parsed document are those of its trees. An empty document has them all.
    if len(doc) and doc.has_annotation("DEP"):
        warnings.warn(
            "sentences=True was asked for, but the document is parsed and its sentences are left as they are; put "
            'quoteattr before the parser, which then keeps to its sentences: nlp.add_pipe("quoteattr", first=True)',
            stacklevel=2,
        )
        return
    found = (tokens_of(doc, sentence) for sentence in sentences)
    starts = {0, *(tokens.start for tokens in found if tokens is not None)}
    # Set token by token, each would look through all others first. spaCy reads the -1 of "no start" as unsigned.
    signs = np.array([1 if i in starts else -1 for i in range(len(doc))], dtype=np.int64)
    doc.from_array(["SENT_START"], signs.astype(np.uint64))
