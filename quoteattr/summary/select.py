"""Choose the sentences of a summary from their scores: no two that say the same, and exactly as long as asked.

A sentence is worth its score times the chance that no better sentence has stated its fact already, a set-wise objective
of the kind of maximal marginal relevance (Carbonell and Goldstein 1998). A budget of words is then filled like a
knapsack (McDonald 2007), which a cut-off list would leave half empty.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from quoteattr.errors import OptionError
from quoteattr.summary.knapsack import fill
from quoteattr.summary.length import Length

__all__ = ["Alike", "select"]

Array = NDArray[np.float64]
Alike = Callable[[int], Array]
"""For a sentence, the probability that it states the same fact as each sentence."""

# Share of the chance of having been stated already that counts: two sentences of one fact seldom say quite the same.
_REDUNDANCY_WEIGHT = 0.5
# With a budget of words, that of a sentence that says little new is spent better in any case.
_REDUNDANCY_WEIGHT_OF_WORDS = 0.1
# Redundancy is weighed against this many sentences at most, which keeps time linear in the article's length.
_MAX_COMPARED = 64


def select(
    scores: NDArray[np.floating],
    word_counts: Sequence[int],
    alike: Alike,
    *,
    max_sentences: int | None = None,
    max_words: int | None = None,
) -> tuple[int, ...]:
    """Choose sentences for a summary.

    With `max_sentences` alone, exactly that many are chosen, or all when there are fewer. With `max_words`, the
    sentences of the greatest total worth that fit are chosen; with both, both limits hold. At least one sentence is
    always chosen: when not even the shortest fits into `max_words`, it is the shortest (the better of equals), and that
    is the only case in which the limit is passed.

    Args:
        scores: Salience of each sentence, in article order, from 0 to 1.
        word_counts: Words of each.
        alike: For the place of a sentence, the probability that it states the same fact as each sentence.
        max_sentences: How many sentences; `None` means no limit beside `max_words`, and 3 when that is `None` too.
        max_words: How many words at most; `None` means no limit.

    Returns:
        Places of the chosen sentences, ascending.

    Raises:
        OptionError: If a limit is not a whole number of at least 1, or the arguments differ in length.

    Example:
        >>> scores, alike = np.array([0.9, 0.1, 0.5]), lambda place: np.eye(3)[place]
        >>> select(scores, [9, 5, 7], alike, max_sentences=2), select(scores, [9, 5, 7], alike, max_words=12)
        ((0, 2), (0,))
    """
    length = Length(max_sentences, max_words)
    n = len(scores)
    count_limit, word_limit = length.sentences_of(n), length.max_words
    if len(word_counts) != n:
        raise OptionError(
            f"one score and word count for each sentence was asked for, found {n} and {len(word_counts)}; "
            "pass both for the same sentences"
        )
    if n == 0:
        return ()
    limit = n if count_limit is None else min(count_limit, n)
    counts = np.asarray(word_counts, dtype=np.int64)
    salience = np.nan_to_num(np.asarray(scores, dtype=np.float64), nan=0.0)
    if word_limit is None:
        order, _ = _rank(salience, np.ones(n, bool), alike, limit, _REDUNDANCY_WEIGHT)
        return tuple(sorted(order))
    fitting = counts <= word_limit
    if not fitting.any():
        return (int(np.lexsort((-salience, counts))[0]),)
    order, worth = _rank(salience, fitting, alike, int(fitting.sum()), _REDUNDANCY_WEIGHT_OF_WORDS)
    return tuple(sorted(order[i] for i in fill(worth, counts[order], word_limit, limit)))


def _rank(
    scores: Array, among: NDArray[np.bool_], alike: Alike, limit: int, redundancy: float
) -> tuple[list[int], Array]:
    """Order sentences by what each adds to those before it; earlier ones win ties.

    Returns:
        The first `limit` places, and the worth of each at its turn.
    """
    new = np.ones(len(scores))
    left = np.where(among, scores, -1.0)
    order: list[int] = []
    worth: list[float] = []
    for _ in range(min(limit, _MAX_COMPARED)):
        value = np.where(left >= 0, left * new, -1.0)
        best = int(np.argmax(value))
        order.append(best)
        worth.append(float(value[best]))
        left[best] = -1.0
        new = new * (1.0 - redundancy * np.clip(alike(best), 0.0, 1.0))
    if limit > len(order):
        value = np.where(left >= 0, left * new, -1.0)
        rest = np.argsort(-value, kind="stable")[: limit - len(order)]
        order += [int(i) for i in rest]
        worth += [float(v) for v in value[rest]]
    return order, np.array(worth)
