"""One piece read: encoded once, quotations attributed, speakers resolved, sentences scored."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quoteattr.analysis.pieces import Piece
from quoteattr.options import Options
from quoteattr.speakers.antecedents import Chooser, learned
from quoteattr.speakers.confidence import keep_sure_speakers
from quoteattr.speakers.resolve import resolve
from quoteattr.speakers.trust import Trust
from quoteattr.summary.reading import read_story
from quoteattr.summary.story import Story
from quoteattr.types import Quotation, Speaker

if TYPE_CHECKING:
    from quoteattr.model.encode import Encoder, TokenStates

__all__ = ["Found", "chooser_of", "read_piece"]


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a piece; all offsets are its own.

    Args:
        quotations: Its quotations, with speakers.
        speakers: The speakers.
        story: Its sentences, scored, and what a summary of them depends on.
    """

    quotations: tuple[Quotation, ...]
    speakers: tuple[Speaker, ...]
    story: Story


def chooser_of(encoder: "Encoder", states: "TokenStates") -> Chooser:
    """Return what chooses antecedents in a piece.

    Args:
        encoder: The encoder.
        states: What it made of the piece.
    """
    return learned(encoder.antecedents(states))


def read_piece(piece: Piece, encoder: "Encoder", options: Options) -> Found:
    """Read a piece.

    Args:
        piece: The piece; quotations that it has already are taken over.
        encoder: The encoder.
        options: The scores below which quotations and speakers are left out.
    """
    states = encoder.encode(piece.text, piece.regions)
    if piece.given is None:
        # What attributes needs torch, which a refused option or text should not wait for.
        from quoteattr.attribution.link import attribute

        quotations = attribute(
            piece.text, encoder, states, piece.regions, min_score=options.min_score, sentences=piece.sentences
        )
    else:
        quotations = piece.given
    trust = Trust.from_dict(encoder.speaker_calibration)
    resolved = resolve(piece.text, piece.sentences, quotations, chooser_of(encoder, states), trust=trust)
    quotations, speakers = keep_sure_speakers(resolved.quotations, resolved.speakers, options.min_speaker_score or 0.0)
    sure = replace(resolved, quotations=quotations, speakers=speakers)
    return Found(quotations, speakers, read_story(piece.text, piece.sentences, sure, encoder, states))
