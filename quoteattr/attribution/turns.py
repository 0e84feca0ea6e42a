"""Turns of printed interviews and debates become quotations: who speaks stands in the label."""

from collections.abc import Sequence

from quoteattr.attribution.content import join_fragments, kind_of
from quoteattr.text.turns import Turn
from quoteattr.types import Quotation, QuotationId

__all__ = ["turn_quotations"]

# Share of the turns found in PolNeAR (Newell et al., 2018) that its annotators marked as quotations of the label.
_SCORE = 0.9


def turn_quotations(text: str, turns: Sequence[Turn], mask: bytearray) -> list[Quotation]:
    r"""Return a quotation for each turn: its label is the source and the colon the cue.

    Args:
        text: The text.
        turns: Its turns.
        mask: One byte a character, as `inside_marks` gives it.

    Example:
        >>> from quoteattr.text.turns import find_turns
        >>> text = "LOWE: Will you resign?\n\nHART: No.\n\nLOWE: Why not?"
        >>> [text[q.source[0].start:q.source[0].end] for q in turn_quotations(text, find_turns(text), bytearray(99))]
        ['LOWE', 'HART', 'LOWE']
    """
    return [
        Quotation(
            id=QuotationId(""),
            kind=kind_of(turn.content, text, mask),
            content=join_fragments(turn.content, text),
            cue=(turn.colon,) if turn.colon else (),
            source=(turn.label,),
            score=_SCORE,
        )
        for turn in turns
    ]
