"""A story: an article as the summary sees it, with all that the choice and the edits of its sentences depend on."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from quoteattr.summary.layout import Layout, read_layout
from quoteattr.summary.redundancy import Redundancy
from quoteattr.summary.words import count_words
from quoteattr.text.marks import QuotedRegion, pair_marks
from quoteattr.types import Quotation, Sentence, Span, Speaker

__all__ = ["SURE", "Resolve", "Story", "unresolved"]

SURE = 0.85
"""Probability from which on a mention is replaced by the name behind it: a wrong name is far worse than a pronoun."""

Resolve = Callable[[Sequence[Span]], Sequence[Speaker | None]]
"""Tells whom or what names, descriptions and personal pronouns refer to; `None` where that is unknown."""


# What a story works out once from its words alone.
_UNSCORED = ("words", "redundancy", "layout", "regions")


def unresolved(mentions: Sequence[Span]) -> tuple[Speaker | None, ...]:
    """Leave open whom mentions refer to.

    Args:
        mentions: Half-open code-point offsets.

    Example:
        >>> unresolved([Span(0, 3)])
        (None,)
    """
    return (None,) * len(mentions)


@dataclass(frozen=True, eq=False)
class Story:
    """An article's sentences, what they say of each other, and who speaks in them.

    Args:
        text: The article's text.
        sentences: Its sentences, in order, with their salience as their score (`None` counts as 0).
        vectors: One row a sentence: the mean of the encoder's token states. Zeros: a sentence without a token.
        quotations: The article's quotations, in order, with speakers.
        speakers: The speakers of the quotations.
        resolve: Resolves mentions outside of quotations too.
        peak: Logit of the best sentence, by which the scores of two stories can be compared.

    Example:
        >>> story = Story("It rained. It stopped.", (Sentence(0, 10, 0.4), Sentence(11, 22)), np.zeros((2, 4)))
        >>> story.scores.tolist(), story.words.tolist()
        ([0.4, 0.0], [2, 2])
    """

    text: str
    sentences: tuple[Sentence, ...]
    vectors: NDArray[np.floating]
    quotations: tuple[Quotation, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    resolve: Resolve = unresolved
    peak: float = 0.0

    def among(self, places: Sequence[int]) -> "Story":
        """Return the story of some of its sentences, which stand on the page as they did.

        Args:
            places: Places of the sentences, ascending.
        """
        rows = np.asarray(places, np.int64)
        some = replace(self, sentences=tuple(self.sentences[place] for place in places), vectors=self.vectors[rows])
        layout = self.layout
        return some.laid_out(Layout(layout.paragraph[rows], layout.heading[rows], layout.furniture[rows]))

    def laid_out(self, layout: Layout) -> "Story":
        """Return the story with a layout that is known already.

        Args:
            layout: Where each sentence stands on the page.
        """
        other = replace(self)
        other.__dict__["layout"] = layout
        return other

    def rescored(self, scores: Iterable[float], *, peak: float | None = None) -> "Story":
        """Return the story with other scores of its sentences; what does not depend on them is not worked out again.

        Args:
            scores: One score a sentence.
            peak: What the logit of the best sentence is; `None` leaves it as it was.
        """
        sentences = tuple(replace(s, score=score) for s, score in zip(self.sentences, scores, strict=True))
        other = replace(self, sentences=sentences, peak=self.peak if peak is None else peak)
        other.__dict__.update({name: self.__dict__[name] for name in _UNSCORED if name in self.__dict__})
        return other

    @cached_property
    def scores(self) -> NDArray[np.float64]:
        """Salience of each sentence."""
        return np.array([sentence.score or 0.0 for sentence in self.sentences], dtype=np.float64)

    @cached_property
    def words(self) -> NDArray[np.int64]:
        """Words of each sentence."""
        return np.array([count_words(self.text[s.start : s.end]) for s in self.sentences], dtype=np.int64)

    @cached_property
    def redundancy(self) -> Redundancy:
        """Tells which sentences state the same."""
        return Redundancy(self.text, self.sentences, self.vectors, self.layout.paragraph, self.layout.story)

    @cached_property
    def regions(self) -> tuple[QuotedRegion, ...]:
        """What stands between quotation marks."""
        return pair_marks(self.text)

    @cached_property
    def layout(self) -> Layout:
        """Where each sentence stands on the page."""
        return read_layout(self.text, self.sentences)
