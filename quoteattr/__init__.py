"""Who said what in a news article, and what it adds up to.

Importing this package is cheap: torch is loaded when the first article is annotated.

Example:
    >>> import quoteattr
    >>> article = quoteattr.annotate("“We are ready,” said Ada Burns, chief executive of Marlow Borough Council.")
    >>> [(q.speaker.name, q.speaker.role, q.kind) for q in article.quotations]
    [('Ada Burns', 'chief executive of Marlow Borough Council', 'direct')]
"""

import importlib
import logging
from typing import TYPE_CHECKING, Any

from quoteattr._version import __version__
from quoteattr.errors import QuoteAttrError
from quoteattr.types import Article, Mention, Quotation, Sentence, Span, Speaker, Summary

if TYPE_CHECKING:
    from quoteattr import speakers
    from quoteattr.pipeline import Pipeline, annotate
    from quoteattr.summary.generative import Summarizer

__all__ = [
    "Article",
    "Mention",
    "Pipeline",
    "Quotation",
    "QuoteAttrError",
    "Sentence",
    "Span",
    "Speaker",
    "Summarizer",
    "Summary",
    "__version__",
    "annotate",
    "speakers",
]

logging.getLogger(__name__).addHandler(logging.NullHandler())


def __getattr__(name: str) -> Any:
    if name in ("Pipeline", "annotate"):
        from quoteattr import pipeline

        return getattr(pipeline, name)
    if name == "Summarizer":
        from quoteattr.summary.generative import Summarizer

        return Summarizer
    if name == "speakers":
        return importlib.import_module("quoteattr.speakers")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}; it has {', '.join(__all__)}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
