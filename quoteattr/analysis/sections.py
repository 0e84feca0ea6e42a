"""A text that is too long to be read at once, read section by section.

A section is forgotten when it has been read, but for what `quoteattr.analysis.kept` keeps of it.
"""

import gc
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from quoteattr.analysis.kept import Kept
from quoteattr.analysis.moving import move_quotation, move_speaker
from quoteattr.analysis.pieces import Piece, pieces_of
from quoteattr.analysis.reading import chooser_of, read_piece
from quoteattr.analysis.whole import Analysis
from quoteattr.options import Options
from quoteattr.speakers.merging.sections import Part, join_sections
from quoteattr.speakers.resolve import resolve_mentions
from quoteattr.summary.length import Length
from quoteattr.summary.shortlist import Asked, Shortlist, offer, summarize_offers
from quoteattr.text.checks import mark_warnings
from quoteattr.text.sections import Section
from quoteattr.types import Quotation, QuotationId, Sentence, Span, Speaker, SpeakerId

if TYPE_CHECKING:
    from quoteattr.model.encode import Encoder

__all__ = ["analyse_sections", "mentions_in_sections"]

# As many as the scores of a text that is read at once have.
_DECIMALS = 4


def analyse_sections(whole: Piece, sections: Sequence[Section], encoder: "Encoder", options: Options) -> Analysis:
    """Find what a long text says; arguments and result as for `quoteattr.analysis.whole.analyse`.

    Args:
        whole: The text.
        sections: Its sections, more than one.
        encoder: The encoder.
        options: What is asked for.
    """
    length = Length(options.max_sentences, options.max_words, options.ratio)
    asked = Asked(length, options.focus, options.compress, options.faithful)
    kept = [_read_section(piece, encoder, options, asked) for piece in pieces_of(whole, sections)]
    speakers, of = join_sections(whole.text, [Part(one.start, one.speakers) for one in kept])
    quotations = _joined(kept, of, whole.given)
    scales = _scales(kept)
    sentences = _scored(whole.sentences, [one.scores * scale for one, scale in zip(kept, scales, strict=True)])
    summary, warnings = summarize_offers(
        whole.text,
        [_rescaled(one.offered, scale) for one, scale in zip(kept, scales, strict=True)],
        asked,
        sentences=len(sentences),
        quotations=quotations,
        speakers=speakers,
    )
    told = (*mark_warnings(whole.regions), _warning(sections), *warnings)
    return Analysis(sentences, quotations, speakers, summary, told)


def _read_section(piece: Piece, encoder: "Encoder", options: Options, asked: Asked) -> Kept:
    # Stories and referents refer to each other in circles, which would stay for some sections.
    gc.collect()
    found = read_piece(piece, encoder, options)
    own = [quotation for quotation in found.quotations if quotation.start >= piece.own]
    speaking = {quotation.speaker.id for quotation in own if quotation.speaker}
    return Kept.of(
        [move_quotation(quotation, piece.offset) for quotation in own],
        [move_speaker(speaker, piece.offset) for speaker in found.speakers if speaker.id in speaking],
        start=piece.offset + piece.own,
        scores=found.story.scores[piece.first :],
        peak=found.story.peak,
        offered=offer(found.story, asked, first=piece.first, offset=piece.offset),
    )


def _joined(
    kept: Sequence[Kept], of: Sequence[Mapping[SpeakerId, Speaker]], given: Sequence[Quotation] | None
) -> tuple[Quotation, ...]:
    """Return the quotations of all sections with the speakers of the text; given ones as they were, but for that."""
    by_id = {quotation.id: quotation for quotation in given or ()}
    joined: list[Quotation] = []
    for one, speakers in zip(kept, of, strict=True):
        for found, identifier in one.quotations:
            speaker = None if identifier is None else speakers[identifier]
            if given is None:
                joined.append(replace(found, id=QuotationId(f"q{len(joined) + 1}"), speaker=speaker))
                continue
            quotation = by_id[found.id]
            joined.append(
                replace(quotation, speaker=speaker, evidence=found.evidence, speaker_score=found.speaker_score)
            )
    return tuple(joined)


def _scales(kept: Sequence[Kept]) -> list[float]:
    """Return what the scores of each section are multiplied by, so that the best sentence of the text has 1."""
    peak = max(one.peak for one in kept)
    scales = [float(np.exp(one.peak - peak)) for one in kept]
    best = max(scale * float(one.scores.max(initial=0.0)) for one, scale in zip(kept, scales, strict=True))
    return [scale / best if best else scale for scale in scales]


def _scored(sentences: Sequence[Sentence], scores: Sequence[NDArray[np.float64]]) -> tuple[Sentence, ...]:
    rounded = np.round(np.concatenate(scores), _DECIMALS).tolist()
    return tuple(Sentence(s.start, s.end, score) for s, score in zip(sentences, rounded, strict=True))


def _rescaled(offered: Shortlist, scale: float) -> Shortlist:
    sentences = tuple(replace(s, score=round((s.score or 0.0) * scale, _DECIMALS)) for s in offered.sentences)
    return replace(offered, sentences=sentences)


def _warning(sections: Sequence[Section]) -> str:
    return (
        f"the text is so long that it was read in {len(sections)} sections: who is named in one and only meant in "
        "another may be listed as two speakers"
    )


def mentions_in_sections(
    whole: Piece, sections: Sequence[Section], mentions: Sequence[Span], encoder: "Encoder"
) -> tuple[Speaker | None, ...]:
    """Tell what mentions in a long text refer to; result as for `quoteattr.analysis.whole.mentions_in`.

    Args:
        whole: The text.
        sections: Its sections, more than one.
        mentions: The mentions, in any order.
        encoder: The encoder.
    """
    found: list[tuple[int, SpeakerId] | None] = [None] * len(mentions)
    parts: list[Part] = []
    order = sorted(range(len(mentions)), key=lambda i: mentions[i].start)
    for number, (section, piece) in enumerate(zip(sections, pieces_of(whole, sections), strict=True)):
        first, last = (
            bisect_left(order, place, key=lambda i: mentions[i].start) for place in (section.start, section.end)
        )
        places = order[first:last]
        states = encoder.encode(piece.text, piece.regions)
        local = [Span(mentions[i].start - piece.offset, mentions[i].end - piece.offset) for i in places]
        speakers = resolve_mentions(piece.text, piece.sentences, local, chooser_of(encoder, states))
        unique: dict[SpeakerId, Speaker] = {}
        for i, speaker in zip(places, speakers, strict=True):
            if speaker is not None:
                unique.setdefault(speaker.id, move_speaker(speaker, piece.offset))
                found[i] = number, speaker.id
        parts.append(Part(section.start, tuple(unique.values())))
    _, of = join_sections(whole.text, parts)
    return tuple(None if key is None else of[key[0]][key[1]] for key in found)
