"""What is kept of a section after it has been read, in little memory."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from quoteattr.summary.shortlist import Shortlist
from quoteattr.types import Quotation, Speaker, SpeakerId

__all__ = ["Kept"]


@dataclass(frozen=True, slots=True)
class Kept:
    """The scores of a section's sentences, its quotations and speakers, and what it offers for the summary.

    As objects, quotations and speakers take five times the memory that they take here.

    Args:
        start: Where the section begins.
        scores: The salience of its sentences, as a share of that of the best one.
        peak: The logit of the best one.
        offered: What it offers for the summary.
    """

    start: int
    scores: NDArray[np.float64]
    peak: float
    offered: Shortlist
    _quotations: bytes
    _speakers: bytes

    @classmethod
    def of(
        cls,
        quotations: Sequence[Quotation],
        speakers: Sequence[Speaker],
        *,
        start: int,
        scores: NDArray[np.float64],
        peak: float,
        offered: Shortlist,
    ) -> Self:
        """Keep what was found in a section; all offsets are those of the whole text.

        Args:
            quotations: The quotations that begin in it.
            speakers: Their speakers.
            start: As for the class, like the others.
            scores: See there.
            peak: See there.
            offered: See there.
        """
        said = [(replace(q, speaker=None).to_dict(), q.speaker and q.speaker.id) for q in quotations]
        return cls(start, scores.copy(), peak, offered, _packed(said), _packed([s.to_dict() for s in speakers]))

    @property
    def quotations(self) -> list[tuple[Quotation, SpeakerId | None]]:
        """The quotations, each with the id of its speaker among those of the section."""
        return [(Quotation.from_dict(record, {}), speaker) for record, speaker in json.loads(self._quotations)]

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """The speakers."""
        return tuple(map(Speaker.from_dict, json.loads(self._speakers)))


def _packed(values: Sequence[Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
