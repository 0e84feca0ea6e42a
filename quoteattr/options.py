"""What a caller may ask of the annotation of an article, checked once."""

from dataclasses import dataclass, replace
from typing import Any, Self, TypedDict

from quoteattr.arguments import OnError, check_score
from quoteattr.errors import OptionError
from quoteattr.summary.length import Length

__all__ = ["ArticleOptions", "OnError", "Options", "PipeOptions", "check_focus"]


class ArticleOptions(TypedDict, total=False):
    """The fields of `Options`, for what takes them by name."""

    max_sentences: int | None
    max_words: int | None
    ratio: float | None
    focus: str | None
    compress: bool
    faithful: bool
    min_score: float | None
    min_speaker_score: float | None


class PipeOptions(ArticleOptions, total=False):
    """The options of `Pipeline.pipe` that do not change what it yields, for the type checker."""

    batch_size: int
    n_process: int
    on_error: OnError
    progress: bool


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for; `None` leaves open.

    Args:
        max_sentences: Number of sentences of the summary.
        max_words: Greatest number of words of the summary.
        ratio: Sentences of the summary as a share of the article's.
        focus: What the summary should be about.
        compress: Whether its sentences are shortened.
        faithful: Whether its sentences are printed as they stand in the article.
        min_score: Score below which a quotation is left out.
        min_speaker_score: Score below which a quotation's speaker is not given.

    Raises:
        OptionError: If a length is not a positive whole number, the ratio or a score is not a number from 0 to 1,
            `max_sentences` and `ratio` or `compress` and `faithful` are both given, or the focus is empty.

    Example:
        >>> Options(min_score=0.5).over(Options(min_score=0.8, min_speaker_score=0.9)).provenance()
        {'min_score': '0.5', 'min_speaker_score': '0.9'}
    """

    max_sentences: int | None = None
    max_words: int | None = None
    ratio: float | None = None
    focus: str | None = None
    compress: bool = False
    faithful: bool = False
    min_score: float | None = None
    min_speaker_score: float | None = None

    def __post_init__(self) -> None:
        Length(self.max_sentences, self.max_words, self.ratio)
        check_focus(self.focus)
        if self.compress and self.faithful:
            raise OptionError(
                "a summary with compress=True and faithful=True was asked for; a shortened sentence is not the "
                "article's own: pass one of them"
            )
        check_score("min_score", self.min_score, default="the checkpoint's own")
        check_score("min_speaker_score", self.min_speaker_score, default="the pipeline's own (0 unless it was set)")

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

    def of_summary(self) -> dict[str, Any]:
        """Return what `quoteattr.summary.summarize.summarize` is asked for."""
        names = ("max_sentences", "max_words", "ratio", "compress", "faithful")
        return {name: getattr(self, name) for name in names}

    def provenance(self) -> dict[str, str]:
        """Return the scores that were asked for; the checkpoint's own is part of its configuration."""
        scores = {"min_score": self.min_score, "min_speaker_score": self.min_speaker_score}
        return {name: f"{score:g}" for name, score in scores.items() if score is not None}


def check_focus(focus: str | None) -> None:
    """Check what a summary should be about.

    Args:
        focus: A few words; `None` for no focus.

    Raises:
        OptionError: If it is not a string with at least one letter or digit, or has a lone surrogate.

    Example:
        >>> check_focus("the cost of the bridge")
    """
    if focus is None:
        return
    if not isinstance(focus, str) or not any(map(str.isalnum, focus)):
        raise OptionError(
            f"a summary with focus={focus!r:.80} was asked for; focus is a few words, or None for a summary of the "
            'whole article: pass focus="the cost of the bridge", for example'
        )
    lone = next((i for i, character in enumerate(focus) if "\ud800" <= character <= "\udfff"), None)
    if lone is not None:
        raise OptionError(
            f"a summary with focus={focus!r:.80} was asked for, which has a lone surrogate {focus[lone]!r} at offset "
            f"{lone}; decode the words with the encoding that they were written in"
        )
