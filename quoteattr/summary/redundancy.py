"""Redundancy: how likely it is that two sentences of an article state the same key fact.

A logistic model on what two sentences share: words, weighed by how rare they are in the article, the direction of their
vectors, and how near to each other they stand; its weights are data.
"""

from collections import Counter
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from quoteattr.data import table
from quoteattr.summary.words import topic_words
from quoteattr.types import Span

__all__ = ["MEASURES", "Redundancy"]

Array = NDArray[np.float64]

MEASURES: tuple[str, ...] = (
    "cosine",
    "close",
    "shared_of_both",
    "shared_of_shorter",
    "shared_of_longer",
    "shared_words",
    "next",
    "distance",
    "same_paragraph",
    "difference",
)
"""Names of the numbers that two sentences are compared by, in order."""

# Cosine from which on two sentences are close.
_CLOSE = 0.6
# More shared words than these make two sentences no more alike.
_MOST_WORDS = 6


class Redundancy:
    """Compares the sentences of one article.

    Args:
        text: The article's text.
        sentences: Its sentences, in order.
        vectors: One row a sentence: the mean of the encoder's token states. Zeros: a sentence without a token.
        paragraph: Number of each sentence's paragraph.
        story: Which sentences tell the story; the mean of their vectors is what all have in common.

    Example:
        >>> text = "The bridge in Redcar reopens. Rain fell on Monday. In Redcar the bridge reopens."
        >>> spans = [Span(0, 29), Span(30, 50), Span(51, 80)]
        >>> alike = Redundancy(text, spans, np.zeros((3, 4)), np.zeros(3), np.ones(3, bool)).with_all(0)
        >>> bool(alike[2] > 0.5 > alike[1])
        True
    """

    def __init__(
        self,
        text: str,
        sentences: Sequence[Span],
        vectors: NDArray[np.floating],
        paragraph: NDArray[np.integer],
        story: NDArray[np.bool_],
    ) -> None:
        self._topics = [topic_words(text[s.start : s.end]) for s in sentences]
        counts = Counter(word for topic in self._topics for word in topic)
        self._rarity = {word: float(np.log((len(sentences) + 1) / count)) for word, count in counts.items()}
        self._weights = np.array([self._weight(topic) for topic in self._topics])
        self._sizes = np.array([len(topic) for topic in self._topics])
        self._directions = _directions(vectors, story)
        self._paragraph = np.asarray(paragraph)

    def with_all(self, place: int) -> Array:
        """Return the probability that a sentence states the same fact as each sentence, itself among them.

        Args:
            place: Which sentence.
        """
        return _probability(self.measures(place))

    def measures(self, place: int) -> Array:
        """Return what a sentence and each sentence are compared by, shape (n, len(MEASURES)).

        Args:
            place: Which sentence.
        """
        ours = self._topics[place]
        shared = np.array([self._weight(ours & topic) for topic in self._topics])
        both = np.array([len(ours & topic) for topic in self._topics])
        measures: Array = self._measures(slice(place, place + 1), slice(None), shared[None], both[None])[0]
        return measures

    def among(self, block: slice) -> tuple[Array, Array]:
        """Compare some sentences with each other.

        Args:
            block: Which sentences, m in all.

        Returns:
            The probability that two of them state the same fact, and the cosine of their words weighed by rarity, both
            of shape (m, m).
        """
        topics = self._topics[block]
        numbers = {word: n for n, word in enumerate(sorted(frozenset().union(*topics)))}
        holds = np.zeros((len(topics), len(numbers)))
        for row, topic in zip(holds, topics, strict=True):
            row[[numbers[word] for word in topic]] = 1.0
        rarity = np.array([self._rarity[word] for word in numbers])
        shared, squares = (holds * rarity) @ holds.T, (holds * rarity**2) @ holds.T
        lengths = np.sqrt(np.diag(squares)) + 1e-9
        probability = _probability(self._measures(block, block, shared, holds @ holds.T))
        return probability, np.asarray(squares / lengths / lengths[:, None])

    def _measures(self, ours: slice, theirs: slice, shared: Array, both: Array) -> Array:
        """Return what two groups of sentences are compared by, from the weight and the number of words they share."""
        # Half a word more keeps sentences of one or two words from being the same as everything.
        left, right = self._weights[ours, None] + 0.5, self._weights[theirs] + 0.5
        cosine = self._directions[ours] @ self._directions[theirs].T
        places = np.arange(len(self._topics))
        apart = np.abs(places[ours, None] - places[theirs])
        return np.stack(
            [
                np.maximum(cosine, 0),
                np.maximum(cosine - _CLOSE, 0),
                shared / (left + right - shared),
                shared / np.minimum(left, right),
                shared / np.maximum(left, right),
                np.minimum(both, _MOST_WORDS) / _MOST_WORDS,
                apart == 1,
                np.log1p(apart) / 4,
                self._paragraph[ours, None] == self._paragraph[theirs],
                np.abs(self._sizes[ours, None] - self._sizes[theirs]) / 20,
            ],
            axis=-1,
        )

    def _weight(self, words: frozenset[str]) -> float:
        # Sets have no order of their own; the sum must not depend on it.
        return sum(sorted(self._rarity[word] for word in words))


def _probability(measures: Array) -> Array:
    bias, weights = _model()
    return np.asarray(1 / (1 + np.exp(-(bias + measures @ weights))))


def _directions(vectors: NDArray[np.floating], story: NDArray[np.bool_]) -> Array:
    """Return the vectors as directions from the story's mean, which takes out what all its sentences share."""
    rows = np.array(vectors, dtype=np.float64)
    np.nan_to_num(rows, copy=False, posinf=0.0, neginf=0.0)
    known = np.any(rows != 0, axis=1)
    typical = known & story if (known & story).any() else known
    if not typical.any():
        return rows
    # In place: of a long text there are many.
    rows -= rows[typical].mean(axis=0)
    rows[~known] = 0.0
    norms = np.linalg.norm(rows, axis=1)
    rows /= np.where(norms > 1e-6, norms, 1.0)[:, None]
    return rows


@cache
def _model() -> tuple[float, Array]:
    weights = table("summary_redundancy")["weights"]
    return weights["bias"], np.array([weights[name] for name in MEASURES])
