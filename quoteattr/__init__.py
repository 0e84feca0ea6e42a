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
    from quoteattr import archive, speakers
    from quoteattr.integrations.datasets import batch, features
    from quoteattr.integrations.frames import to_frame
    from quoteattr.pipeline import Pipeline
    from quoteattr.shipped import annotate
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
    "archive",
    "batch",
    "features",
    "speakers",
    "to_frame",
]

logging.getLogger(__name__).addHandler(logging.NullHandler())


# What is imported when it is first asked for, and from where.
_LATER = {
    "Pipeline": "quoteattr.pipeline",
    "Summarizer": "quoteattr.summary.generative",
    "annotate": "quoteattr.shipped",
    "batch": "quoteattr.integrations.datasets",
    "features": "quoteattr.integrations.datasets",
    "to_frame": "quoteattr.integrations.frames",
}
_MODULES = ("archive", "speakers")


def __getattr__(name: str) -> Any:
    if name in _LATER:
        return getattr(importlib.import_module(_LATER[name]), name)
    if name in _MODULES:
        return importlib.import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}; it has {', '.join(__all__)}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
