"""Salience: how much each sentence belongs in a summary.

A linear model on a few features (`features.FEATURES`) under a logistic curve; its weights are data. Whatever returns
one score from 0 to 1 for each sentence can stand in its place.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from quoteattr.data import table
from quoteattr.summary.features import FEATURES, features
from quoteattr.types import Quotation, Span

__all__ = ["salience"]

# Vectors differ in their last bits with the batch they were computed in; scores must not.
_DECIMALS = 4


def salience(
    text: str,
    sentences: Sequence[Span],
    vectors: NDArray[np.floating],
    quotations: Sequence[Quotation],
) -> NDArray[np.float64]:
    """Score the sentences of an article.

    Args:
        text: The article's text.
        sentences: Its sentences, in order.
        vectors: One row a sentence: the mean of the encoder's token states. Zeros: a sentence without a token.
        quotations: The article's quotations, with speakers.

    Returns:
        One score from 0 to 1 for each sentence: an estimate of how much of a key fact it carries.

    Raises:
        OptionError: If there is not one vector for each sentence.

    Example:
        >>> text = "The bridge in Redcar reopens on Monday, the council said. Why?"
        >>> scores = salience(text, [Span(0, 57), Span(58, 62)], np.zeros((2, 4)), ())
        >>> bool(scores[0] > scores[1])
        True
    """
    logits = features(text, sentences, vectors, quotations) @ _weights()[:-1] + _weights()[-1]
    return np.asarray(np.round(1.0 / (1.0 + np.exp(-logits)), _DECIMALS))


@cache
def _weights() -> NDArray[np.float64]:
    data = table("summary_salience")
    return np.array([data["weights"][name] for name in (*FEATURES, "bias")])
