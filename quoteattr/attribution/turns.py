"""What layout alone attributes: turns of printed interviews, and quotations with a name after a dash."""

from bisect import bisect_right
from collections.abc import Sequence

from quoteattr.attribution.content import join_fragments, kind_of
from quoteattr.text.marks import QuotedRegion
from quoteattr.text.signed import find_signed
from quoteattr.text.turns import Turn, find_turns
from quoteattr.types import Quotation, QuotationId

__all__ = ["find_spoken", "turn_quotations"]

# Share of the turns and signed quotations found in PolNeAR (Newell et al., 2018), interviews of questions and answers
# apart, that its annotators marked as quotations of the label.
_SCORE = 0.9


def find_spoken(text: str, regions: Sequence[QuotedRegion]) -> list[Turn]:
    """Return the turns of a text and its signed quotations; inside a turn nothing else is looked for.

    Args:
        text: The text.
        regions: The text's quoted regions.

    Example:
        >>> from quoteattr.text.marks import pair_marks
        >>> text = "“Stay.” — Rosa Lind"
        >>> [text[turn.label.start:turn.label.end] for turn in find_spoken(text, pair_marks(text))]
        ['Rosa Lind']
    """
    turns = find_turns(text, regions)
    taken = sorted(p for turn in turns for p in turn.paragraphs)
    starts = [p.start for p in taken]

    def is_free(turn: Turn) -> bool:
        place = bisect_right(starts, turn.paragraphs[-1].start) - 1
        return place < 0 or taken[place].end <= turn.paragraphs[-1].start

    return [*turns, *filter(is_free, find_signed(text, regions))]


def turn_quotations(text: str, turns: Sequence[Turn], mask: bytearray) -> list[Quotation]:
    r"""Return a quotation for each turn: its label is the source, and the colon or dash the cue.

    Args:
        text: The text.
        turns: Its turns, as `find_spoken` gives them.
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
