"""The 0-1 knapsack: the most worth within a budget of words, and of pieces."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["fill"]

# Cells of the exact table (items, times words, times pieces). A summary that needs more holds hundreds of sentences,
# and there a greedy filling is at most one sentence worse.
_MAX_CELLS = 20_000_000
# Added to every worth, so that a sentence of no worth still fills a budget that would stay empty.
_LEAST_WORTH = 1e-6


def fill(worth: NDArray[np.float64], words: NDArray[np.int64], max_words: int, max_items: int) -> Sequence[int]:
    """Choose items of the greatest total worth.

    Args:
        worth: Worth of each item, not negative, best first.
        words: Words of each item; every item fits alone.
        max_words: Words that the chosen items may have together.
        max_items: How many items may be chosen.

    Returns:
        Places of the chosen items, at least one when there is an item.

    Example:
        >>> fill(np.array([0.9, 0.6, 0.5]), np.array([30, 20, 20]), 40, 3)
        [1, 2]
    """
    worth = worth + _LEAST_WORTH
    budget = min(max_words, int(words.sum()))
    max_items = min(max_items, len(words))
    limit = max_items if _count_binds(words, budget, max_items) else None
    if len(words) * (budget + 1) * ((limit or 1) + 1) <= _MAX_CELLS:
        return _exact(worth, words, budget, limit)
    return _greedy(worth, words, budget, max_items)


def _count_binds(words: NDArray[np.int64], budget: int, max_items: int) -> bool:
    """Tell whether more than `max_items` could fit into the words at all."""
    return bool(max_items < len(words) and np.sort(words)[: max_items + 1].sum() <= budget)


def _exact(worth: NDArray[np.float64], words: NDArray[np.int64], budget: int, max_items: int | None) -> list[int]:
    """Fill the table of the best worth for every budget of words (and pieces), then walk back through it."""
    layers = 1 if max_items is None else max_items + 1
    best = np.zeros((layers, budget + 1))
    taken = np.zeros((len(words), layers, budget + 1), dtype=np.bool_)
    for i, (value, size) in enumerate(zip(worth, words, strict=True)):
        if max_items is None:
            rows, with_item = slice(0, 1), best[:, : budget + 1 - size] + value
        else:
            rows, with_item = slice(1, layers), best[:-1, : budget + 1 - size] + value
        better = with_item > best[rows, size:]
        taken[i, rows, size:] = better
        best[rows, size:] = np.where(better, with_item, best[rows, size:])
    chosen = []
    layer, left = layers - 1, budget
    for i in range(len(words) - 1, -1, -1):
        if taken[i, layer, left]:
            chosen.append(i)
            left -= int(words[i])
            layer -= max_items is not None
    return sorted(chosen)


def _greedy(worth: NDArray[np.float64], words: NDArray[np.int64], budget: int, max_items: int) -> list[int]:
    """Take the better of two greedy fillings: by worth, and by worth a word."""
    by_word = np.argsort(-worth / np.maximum(words, 1), kind="stable")
    fillings = [_take(order, words, budget, max_items) for order in (np.arange(len(words)), by_word)]
    return sorted(max(fillings, key=lambda chosen: float(worth[np.array(chosen)].sum())))


def _take(order: NDArray[np.int64], words: NDArray[np.int64], budget: int, max_items: int) -> list[int]:
    chosen: list[int] = []
    left = budget
    for i in order.tolist():
        if words[i] <= left and len(chosen) < max_items:
            chosen.append(i)
            left -= int(words[i])
    return chosen
