"""Salience: how much each sentence belongs in a summary.

The checkpoint's head scores the sentences. One that has no such head, such as a checkpoint that was trained on
quotations alone, is served by a linear model on the same features, whose weights are data.
"""

from collections.abc import Callable, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from quoteattr.data import table
from quoteattr.summary.features import FEATURES, check_features, features
from quoteattr.summary.layout import Layout
from quoteattr.summary.redundancy import Redundancy
from quoteattr.types import Quotation, Span

__all__ = ["Scorer", "linear_logits", "salience"]

Floats = NDArray[np.floating]
Scorer = Callable[[Floats], "Floats | None"]
"""Gives the logits of sentences from their features; `None` when it cannot."""

# Vectors differ in their last bits with the batch they were computed in; scores must not.
_DECIMALS = 4


def salience(
    text: str,
    sentences: Sequence[Span],
    vectors: Floats,
    quotations: Sequence[Quotation],
    score: Scorer,
    *,
    names: Sequence[str] = FEATURES,
    layout: Layout | None = None,
    redundancy: Redundancy | None = None,
) -> NDArray[np.float64]:
    """Score the sentences of an article.

    Args:
        text: The article's text.
        sentences: Its sentences, in order.
        vectors: One row a sentence: the mean of the encoder's token states. Zeros: a sentence without a token.
        quotations: The article's quotations, with speakers.
        score: Scores the sentences by their features; where it gives `None`, `linear_logits` does.
        names: The features that it is given, in order.
        layout: As for `features`.
        redundancy: As for `features`.

    Returns:
        One score for each sentence: how much of what matters in the article it is expected to carry, as a share of what
        the best sentence carries, so that the best has 1.

    Raises:
        CheckpointError: If a feature is not one of `FEATURES`.
        OptionError: If there is not one vector for each sentence.

    Example:
        >>> text = "The bridge in Redcar reopens on Monday, the council said. Why?"
        >>> scores = salience(text, [Span(0, 57), Span(58, 62)], np.zeros((2, 4)), (), linear_logits)
        >>> bool(1 == scores[0] > scores[1])
        True
    """
    check_features(names)
    rows = features(text, sentences, vectors, quotations, layout=layout, redundancy=redundancy)
    if not len(rows):
        return np.zeros(0)
    logits = score(rows[:, [FEATURES.index(name) for name in names]])
    if logits is None:
        logits = linear_logits(rows)
    shares = np.exp(np.asarray(logits, dtype=np.float64) - np.max(logits))
    return np.asarray(np.round(shares, _DECIMALS))


def linear_logits(rows: Floats) -> NDArray[np.float64]:
    """Score sentences by a linear model on those of `FEATURES` that it has weights for.

    Args:
        rows: Their features, shape (n, len(FEATURES)).

    Example:
        >>> linear_logits(np.zeros((2, len(FEATURES)))).shape
        (2,)
    """
    return np.asarray(rows @ _weights())


@cache
def _weights() -> NDArray[np.float64]:
    weights = table("summary_salience")["weights"]
    return np.array([weights.get(name, 0.0) for name in FEATURES])
