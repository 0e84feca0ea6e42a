from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoteattr.summary import knapsack
from quoteattr.summary.knapsack import fill

items = st.lists(st.tuples(st.integers(0, 100), st.integers(1, 12)), min_size=1, max_size=8).map(
    lambda pairs: sorted(pairs, key=lambda pair: -pair[0])
)


def best_worth(worth, words, max_words, max_items):
    sets = (c for k in range(max_items + 1) for c in combinations(range(len(worth)), k))
    return max(sum(worth[list(c)]) for c in sets if sum(words[list(c)]) <= max_words)


@settings(deadline=None)
@given(items, st.integers(12, 60), st.integers(1, 9))
def test_the_exact_filling_is_the_best_of_all(pairs, max_words, max_items):
    worth = np.array([w / 100 for w, _ in pairs])
    words = np.array([n for _, n in pairs])
    chosen = list(fill(worth, words, max_words, max_items))
    assert chosen == sorted(set(chosen))
    assert 1 <= len(chosen) <= max_items
    assert words[chosen].sum() <= max_words
    assert worth[chosen].sum() == pytest.approx(
        best_worth(worth, words, max_words, min(max_items, len(pairs))), abs=1e-4
    )


@settings(deadline=None)
@given(items, st.integers(12, 60), st.integers(1, 9))
def test_the_greedy_filling_of_huge_articles_keeps_the_limits(pairs, max_words, max_items):
    worth = np.array([w / 100 for w, _ in pairs])
    words = np.array([n for _, n in pairs])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(knapsack, "_MAX_CELLS", 0)
        chosen = list(fill(worth, words, max_words, max_items))
    assert 1 <= len(chosen) <= max_items
    assert words[chosen].sum() <= max_words
    assert worth[chosen].sum() >= max(worth)


def test_a_worthless_item_still_fills_an_empty_budget():
    assert list(fill(np.zeros(2), np.array([5, 4]), 9, 3)) == [0, 1]
