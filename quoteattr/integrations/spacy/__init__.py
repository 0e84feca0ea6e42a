"""quoteattr in spaCy: `nlp.add_pipe("quoteattr")`.

spaCy finds the component by its entry point; nothing of this module needs to be imported for it. What a caller may
want beside it is here: articles from elsewhere put on documents, extensions without a component, data for displaCy.
"""

from quoteattr.extras import need

need("spacy", "spacy")

# Only after the line above, which says how to install spaCy.
from quoteattr.integrations.spacy.component import QuoteAttr  # noqa: E402
from quoteattr.integrations.spacy.display import displacy_data  # noqa: E402
from quoteattr.integrations.spacy.extensions import register_extensions  # noqa: E402
from quoteattr.integrations.spacy.factory import make_component  # noqa: E402
from quoteattr.integrations.spacy.scoring import score_quotations  # noqa: E402
from quoteattr.integrations.spacy.writing import annotate_doc  # noqa: E402

__all__ = [
    "QuoteAttr",
    "annotate_doc",
    "displacy_data",
    "make_component",
    "register_extensions",
    "score_quotations",
]
