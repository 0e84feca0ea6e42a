"""From the offsets of a section to those of the whole text."""

from dataclasses import replace

from quoteattr.text.sections import moved
from quoteattr.types import Quotation, Speaker

__all__ = ["move_quotation", "move_speaker"]


def move_quotation(quotation: Quotation, by: int) -> Quotation:
    """Return a quotation of a section as one of the whole text; its speaker is the section's own still.

    Args:
        quotation: The quotation.
        by: Where the section's text begins.
    """
    return replace(
        quotation,
        content=tuple(moved(span, by) for span in quotation.content),
        cue=tuple(moved(span, by) for span in quotation.cue),
        source=tuple(moved(span, by) for span in quotation.source),
        evidence=tuple(moved(mention, by) for mention in quotation.evidence),
    )


def move_speaker(speaker: Speaker, by: int) -> Speaker:
    """Return a speaker of a section as one of the whole text.

    Args:
        speaker: The speaker.
        by: Where the section's text begins.
    """
    return replace(
        speaker,
        role_span=speaker.role_span and moved(speaker.role_span, by),
        mentions=tuple(moved(mention, by) for mention in speaker.mentions),
    )
