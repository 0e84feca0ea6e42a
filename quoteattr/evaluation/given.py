"""The quotations of a record, for what is to be told only who speaks."""

from collections.abc import Mapping
from typing import Any

from quoteattr.evaluation.spans import ScoredText, pairs
from quoteattr.quotations import PARTS
from quoteattr.types import Quotation, QuotationId, Span

__all__ = ["given_quotations"]


def given_quotations(record: Mapping[str, Any], text: str | None = None) -> tuple[Quotation, ...]:
    """Return the quotations of a gold or predicted record, without their speakers; the kinds are those of the scorer.

    Args:
        record: The record; a quotation without content is left out.
        text: The text of its article; `None` takes the record's own.

    Returns:
        The quotations in order, each with its place in the record as its id ("q0" for the first).

    Example:
        >>> record = {"text": "“Yes,” she said.", "quotations": [{"content": [[0, 6]], "source": [[7, 10]]}]}
        >>> [(q.kind, q.source) for q in given_quotations(record)]
        [('direct', (Span(start=7, end=10),))]
    """
    scored = ScoredText.of(record["text"] if text is None else text)
    found = []
    for place, quotation in enumerate(record.get("quotations") or ()):
        content, cue, source = (tuple(sorted(Span(*pair) for pair in pairs(quotation.get(part)))) for part in PARTS)
        letters = scored.letters(pairs(quotation.get("content")))
        if content:
            kind = scored.kind(letters) if letters else "direct"
            found.append(Quotation(QuotationId(f"q{place}"), kind, content, cue, source))
    return tuple(found)
