"""One vector a sentence."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from quoteattr.types import Sentence

__all__ = ["sentence_vectors"]

Floats = NDArray[np.float32]


def sentence_vectors(states: Floats, offsets: NDArray[np.int64], sentences: Sequence[Sentence]) -> Floats:
    """Return the mean token state of each sentence, zeros for one without a token.

    Args:
        states: Token states, shape (n, width).
        offsets: Half-open code-point offsets of the tokens, shape (n, 2).
        sentences: The text's sentences.

    Example:
        >>> sentence_vectors(np.ones((1, 2), np.float32), np.array([[0, 3]]), [Sentence(0, 4), Sentence(5, 9)]).tolist()
        [[1.0, 1.0], [0.0, 0.0]]
    """
    first = np.searchsorted(offsets[:, 0], [s.start for s in sentences])
    last = np.searchsorted(offsets[:, 0], [s.end for s in sentences])
    out = np.zeros((len(sentences), states.shape[1]), np.float32)
    for i, (a, b) in enumerate(zip(first.tolist(), last.tolist(), strict=True)):
        if a < b:
            out[i] = states[a:b].mean(0)
    return out
