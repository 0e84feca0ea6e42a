"""Choose the sentences of a summary from their scores: no two that say the same, and exactly as long as asked.

Redundancy is held down by maximal marginal relevance (Carbonell and Goldstein 1998): a sentence is worth its score less
what the better sentences have said already. A budget of words is then filled like a knapsack (McDonald 2007), which a
cut-off list would leave half empty.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from quoteattr.errors import OptionError
from quoteattr.summary.knapsack import fill
from quoteattr.types import Span

__all__ = ["DEFAULT_MAX_SENTENCES", "check_length", "select"]

DEFAULT_MAX_SENTENCES = 3
"""Length of a summary when neither sentences nor words are limited."""

Array = NDArray[np.float64]

# Share of a sentence's score that is lost when a better sentence has the very same vector.
_REDUNDANCY_WEIGHT = 0.5
# Sentences of one article always resemble each other a little; only what lies above this cosine counts.
_REDUNDANCY_FLOOR = 0.4
# Worth in a knapsack is raised to this power: a reader is better served by few good sentences than by many small ones.
_WORTH_POWER = 1.5
# Redundancy is weighed against this many sentences at most, which keeps time linear in the article's length.
_MAX_COMPARED = 64


def check_length(max_sentences: int | None, max_words: int | None) -> tuple[int | None, int | None]:
    """Return the two limits of a summary's length, with the default filled in.

    Args:
        max_sentences: How many sentences; `None` means no limit beside `max_words`, and 3 when that is `None` too.
        max_words: How many words at most; `None` means no limit.

    Raises:
        OptionError: If a limit is not a whole number of at least 1.

    Example:
        >>> check_length(None, None), check_length(None, 50)
        ((3, None), (None, 50))
    """
    for name, value in (("max_sentences", max_sentences), ("max_words", max_words)):
        if value is not None and (not isinstance(value, (int, np.integer)) or isinstance(value, bool) or value < 1):
            raise OptionError(
                f"a summary of {name}={value!r} was asked for; {name} is a whole number of at least 1, or None for no "
                f"limit of its own: pass {name}={DEFAULT_MAX_SENTENCES if name == 'max_sentences' else 60}, for example"
            )
    if max_sentences is None and max_words is None:
        return DEFAULT_MAX_SENTENCES, None
    return None if max_sentences is None else int(max_sentences), None if max_words is None else int(max_words)


def select(
    sentences: Sequence[Span],
    scores: NDArray[np.floating],
    vectors: NDArray[np.floating],
    word_counts: Sequence[int],
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
        sentences: The sentences to choose from, in article order.
        scores: Salience of each, from 0 to 1.
        vectors: One row a sentence, for telling what says the same; rows of zeros resemble nothing.
        word_counts: Words of each.
        max_sentences: How many sentences; `None` means no limit beside `max_words`, and 3 when that is `None` too.
        max_words: How many words at most; `None` means no limit.

    Returns:
        Places of the chosen sentences in `sentences`, ascending.

    Raises:
        OptionError: If a limit is not a whole number of at least 1, or the arguments differ in length.

    Example:
        >>> spans = [Span(0, 20), Span(21, 40), Span(41, 60)]
        >>> select(spans, np.array([0.9, 0.1, 0.5]), np.eye(3), [9, 5, 7], max_sentences=2)
        (0, 2)
        >>> select(spans, np.array([0.9, 0.1, 0.5]), np.eye(3), [9, 5, 7], max_words=12)
        (0,)
    """
    count_limit, word_limit = check_length(max_sentences, max_words)
    n = len(sentences)
    if not len(scores) == len(vectors) == len(word_counts) == n:
        raise OptionError(
            f"one score, vector and word count for each of {n} sentences was asked for, found {len(scores)}, "
            f"{len(vectors)} and {len(word_counts)}; pass all of them for the same sentences"
        )
    if n == 0:
        return ()
    limit = n if count_limit is None else min(count_limit, n)
    counts = np.asarray(word_counts, dtype=np.int64)
    salience = np.nan_to_num(np.asarray(scores, dtype=np.float64), nan=0.0)
    if word_limit is None:
        order, _ = _rank(salience, _unit(vectors), limit)
        return tuple(sorted(order))
    fitting = np.flatnonzero(counts <= word_limit)
    if fitting.size == 0:
        return (int(np.lexsort((-salience, counts))[0]),)
    order, worth = _rank(salience[fitting], _unit(vectors)[fitting], fitting.size)
    ranked = fitting[order]
    return tuple(sorted(int(ranked[i]) for i in fill(worth**_WORTH_POWER, counts[ranked], word_limit, limit)))


def _unit(vectors: NDArray[np.floating]) -> Array:
    """Return the vectors as directions from the article's mean, which takes out what all its sentences share."""
    rows = np.nan_to_num(np.asarray(vectors, dtype=np.float64).reshape(len(vectors), -1), posinf=0.0, neginf=0.0)
    known = np.any(rows != 0, axis=1)
    if not known.any():
        return rows
    centred = np.where(known[:, None], rows - rows[known].mean(axis=0), 0.0)
    norms = np.linalg.norm(centred, axis=1)
    return np.asarray(centred / np.where(norms > 1e-9, norms, 1.0)[:, None])


def _rank(scores: Array, unit: Array, limit: int) -> tuple[list[int], Array]:
    """Order sentences by what each adds to those before it; earlier ones win ties.

    Returns:
        The first `limit` places, and the worth of each at its turn.
    """
    closest = np.zeros(len(scores))
    left = scores.astype(np.float64)
    order: list[int] = []
    worth: list[float] = []
    for _ in range(min(limit, _MAX_COMPARED)):
        value = np.where(left >= 0, left * (1.0 - _REDUNDANCY_WEIGHT * closest), -1.0)
        best = int(np.argmax(value))
        order.append(best)
        worth.append(float(value[best]))
        left[best] = -1.0
        overlap = (unit @ unit[best] - _REDUNDANCY_FLOOR) / (1.0 - _REDUNDANCY_FLOOR)
        closest = np.maximum(closest, np.clip(overlap, 0.0, 1.0))
    if limit > len(order):
        value = np.where(left >= 0, left * (1.0 - _REDUNDANCY_WEIGHT * closest), -1.0)
        rest = np.argsort(-value, kind="stable")[: limit - len(order)]
        order += [int(i) for i in rest]
        worth += [float(v) for v in value[rest]]
    return order, np.array(worth)
