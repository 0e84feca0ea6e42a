"""What a sentence has to do with the article's quotations and speakers."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from quoteattr.types import Quotation, Span

__all__ = ["SPEECH_FEATURES", "speech_features"]

_NEARLY_ALL = 0.8

SPEECH_FEATURES: tuple[str, ...] = ("quoted", "reported", "testimony", "speaker_weight")
"""Names of the columns of `speech_features`, in order."""


def speech_features(sentences: Sequence[Span], quotations: Sequence[Quotation]) -> NDArray[np.float64]:
    """Describe every sentence by the speech in it.

    The columns are: share of the sentence in direct or mixed content; share in indirect content; whether it is nearly
    all content and names no source, so that it makes no sense alone; share of the article's quotations that the most
    quoted speaker among its sources has.

    Args:
        sentences: The article's sentences, in order.
        quotations: Its quotations, with speakers.

    Example:
        >>> from quoteattr.types import QuotationId
        >>> said = Quotation(QuotationId("q1"), "direct", (Span(0, 22),), (Span(23, 27),), (Span(28, 31),))
        >>> rows = speech_features([Span(0, 10), Span(11, 32)], [said])  # “It opens. It is safe,” said Ada.
        >>> rows[:, SPEECH_FEATURES.index("testimony")].tolist()
        [1.0, 0.0]
    """
    starts = [s.start for s in sentences]
    lengths = np.array([max(1, len(s)) for s in sentences], dtype=np.float64)
    quoted = _covered(sentences, (c for q in quotations if q.kind != "indirect" for c in q.content)) / lengths
    reported = _covered(sentences, (c for q in quotations if q.kind == "indirect" for c in q.content)) / lengths
    attributed, weight = np.zeros(len(sentences)), np.zeros(len(sentences))
    counts = Counter(q.speaker.id for q in quotations if q.speaker)
    for quotation in quotations:
        for source in quotation.source:
            at = max(0, bisect_right(starts, source.start) - 1)
            attributed[at] = 1.0
            if quotation.speaker:
                weight[at] = max(weight[at], counts[quotation.speaker.id] / len(quotations))
    testimony = ((quoted + reported) > _NEARLY_ALL) * (1.0 - attributed)
    return np.column_stack([quoted, reported, testimony, weight])


def _covered(sentences: Sequence[Span], spans: Iterable[Span]) -> NDArray[np.float64]:
    """Count the characters of each sentence that lie in one of the spans."""
    covered = np.zeros(len(sentences))
    at = 0
    for span in _merged(spans):
        while at < len(sentences) and sentences[at].end <= span.start:
            at += 1
        here = at
        while here < len(sentences) and sentences[here].start < span.end:
            covered[here] += max(0, min(span.end, sentences[here].end) - max(span.start, sentences[here].start))
            here += 1
        at = max(at, here - 1)
    return covered


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged
