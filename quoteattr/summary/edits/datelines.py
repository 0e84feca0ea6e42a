"""Leave out the dateline that opens a story."""

import re

from quoteattr.summary.edits.changes import Changes
from quoteattr.types import Span

__all__ = ["drop_dateline"]

# "(CNN)", "LONDON, England (CNN) -- ", "REDCAR (Reuters) - ". A place without an agency stays: it may be all that tells
# where things happened.
_PLACE = r"(?:(?:[A-Z][A-Z.’'-]{1,20},? ){1,3}(?:[A-Z][\w.]{1,20},? ){0,2})?"
_DATELINE = re.compile(_PLACE + r"\([A-Z][A-Za-z]{1,14}\) ?(?:[—–-]{1,2} ?)?(?=[\"“‘'(]?\w)")


def drop_dateline(text: str, sentence: Span, changes: Changes) -> int:
    """Leave out the agency that opens a sentence, with the place before it.

    Args:
        text: The article.
        sentence: The sentence.
        changes: Where the edits go.

    Returns:
        Where what is left begins.

    Example:
        >>> changes = Changes("(CNN)She left.", Span(0, 14))
        >>> drop_dateline("(CNN)She left.", Span(0, 14), changes), changes.text
        (5, 'She left.')
    """
    found = _DATELINE.match(text, sentence.start, sentence.end)
    return found.end() if found and changes.make(found.start(), found.end(), "", "opener") else sentence.start
