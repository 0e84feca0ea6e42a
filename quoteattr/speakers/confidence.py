"""Leave out the speakers that are not sure enough."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from quoteattr.types import Quotation, Speaker, SpeakerId

__all__ = ["keep_sure_speakers"]


def keep_sure_speakers(
    quotations: Sequence[Quotation], speakers: Iterable[Speaker], min_speaker_score: float
) -> tuple[tuple[Quotation, ...], tuple[Speaker, ...]]:
    """Take back every speaker that is less likely than asked for to be right.

    Args:
        quotations: The quotations with their speakers.
        speakers: The speakers, in order.
        min_speaker_score: Score from 0 to 1 below which a quotation's speaker is not given; 0 changes nothing. A
            speaker without a score is kept: nobody doubts it.

    Returns:
        The same quotations in the same order, an unsure one without speaker, its score and the evidence for it; and
        the speakers that are left with a quotation, in the same order, numbered anew without a gap. They keep all
        their mentions.

    Example:
        >>> from quoteattr.types import QuotationId, Span
        >>> ada, tom = Speaker(SpeakerId("s1"), "Ada Burns"), Speaker(SpeakerId("s2"), "Tom Hale")
        >>> said = [
        ...     Quotation(QuotationId("q1"), "direct", (Span(0, 5),), speaker=ada, speaker_score=0.4),
        ...     Quotation(QuotationId("q2"), "direct", (Span(6, 9),), speaker=tom, speaker_score=0.9),
        ... ]
        >>> quotations, speakers = keep_sure_speakers(said, [ada, tom], 0.5)
        >>> [q.speaker and q.speaker.name for q in quotations], [s.id for s in speakers]
        ([None, 'Tom Hale'], ['s1'])
    """
    unsure = [q.speaker_score is not None and q.speaker_score < min_speaker_score for q in quotations]
    if not any(unsure):
        return tuple(quotations), tuple(speakers)
    given = {q.speaker.id for q, is_unsure in zip(quotations, unsure, strict=True) if q.speaker and not is_unsure}
    left = [speaker for speaker in speakers if speaker.id in given]
    renamed = {speaker.id: replace(speaker, id=SpeakerId(f"s{n}")) for n, speaker in enumerate(left, start=1)}
    kept = tuple(
        replace(q, speaker=None, speaker_score=None, evidence=())
        if is_unsure
        else replace(q, speaker=renamed[q.speaker.id] if q.speaker else None)
        for q, is_unsure in zip(quotations, unsure, strict=True)
    )
    return kept, tuple(renamed.values())
