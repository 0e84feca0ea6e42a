"""What a caller may ask of the annotation of an article, checked once."""

from dataclasses import dataclass, replace
from typing import Self

from quoteattr.attribution.options import check_min_score, check_min_speaker_score
from quoteattr.summary.select import check_length

__all__ = ["Options"]


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for; `None` leaves open.

    Args:
        max_sentences: Number of sentences of the summary.
        max_words: Greatest number of words of the summary.
        min_score: Score below which a quotation is left out.
        min_speaker_score: Score below which a quotation's speaker is not given.

    Raises:
        OptionError: If a length is not a positive whole number, or a score is not a number from 0 to 1.

    Example:
        >>> Options(min_score=0.5).over(Options(min_score=0.8, min_speaker_score=0.9)).provenance()
        {'min_score': '0.5', 'min_speaker_score': '0.9'}
    """

    max_sentences: int | None = None
    max_words: int | None = None
    min_score: float | None = None
    min_speaker_score: float | None = None

    def __post_init__(self) -> None:
        check_length(self.max_sentences, self.max_words)
        check_min_score(self.min_score)
        check_min_speaker_score(self.min_speaker_score)

    def over(self, own: "Options") -> Self:
        """Fill in the scores that are left open.

        Args:
            own: Where they are taken from.
        """
        return replace(
            self,
            min_score=own.min_score if self.min_score is None else self.min_score,
            min_speaker_score=own.min_speaker_score if self.min_speaker_score is None else self.min_speaker_score,
        )

    def provenance(self) -> dict[str, str]:
        """Return the scores that were asked for; the checkpoint's own is part of its configuration."""
        scores = {"min_score": self.min_score, "min_speaker_score": self.min_speaker_score}
        return {name: f"{score:g}" for name, score in scores.items() if score is not None}
