import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoteattr.errors import OptionError
from quoteattr.summary.length import Length
from quoteattr.summary.select import select


def run(scores, words, alike=None, **limits):
    alike = np.eye(len(scores)) if alike is None else np.asarray(alike, dtype=np.float64)
    return select(np.array(scores), words, lambda place: alike[place], **limits)


@pytest.mark.parametrize(
    ("scores", "words", "limits", "expected"),
    [
        pytest.param([0.1, 0.9, 0.5, 0.7], [5] * 4, {}, (1, 2, 3), id="three by default"),
        pytest.param([0.1, 0.9, 0.5, 0.7], [5] * 4, {"max_sentences": 2}, (1, 3), id="article order, not score order"),
        pytest.param([0.1, 0.9], [5] * 2, {"max_sentences": 7}, (0, 1), id="all of a short article"),
        pytest.param([0.0, 0.0, 0.0], [5] * 3, {"max_sentences": 2}, (0, 1), id="earlier wins a tie"),
        pytest.param(
            [0.9, 0.7, 0.6], [30, 20, 20], {"max_words": 40}, (1, 2), id="two fill the budget better than one"
        ),
        pytest.param([0.9, 0.2, 0.1], [30, 20, 20], {"max_words": 40}, (0,), id="one good one beats two poor ones"),
        pytest.param([0.9, 0.3, 0.2], [35, 20, 5], {"max_words": 40}, (0, 2), id="the rest of the budget is used"),
        pytest.param([0.9, 0.3, 0.2], [50, 20, 5], {"max_words": 25}, (1, 2), id="what never fits is out"),
        pytest.param(
            [0.5] * 6, [5] * 6, {"max_words": 100, "max_sentences": 2}, (0, 1), id="sentences bind before words"
        ),
        pytest.param(
            [0.9, 0.8, 0.7], [9] * 3, {"max_words": 10, "max_sentences": 2}, (0,), id="words bind before sentences"
        ),
        pytest.param([0.5, 0.9, 0.4], [12, 9, 8], {"max_words": 7}, (2,), id="the shortest when nothing fits"),
        pytest.param([0.5, 0.9], [8, 8], {"max_words": 7}, (1,), id="the better of the shortest when nothing fits"),
        pytest.param([], [], {}, (), id="nothing to choose from"),
        pytest.param([float("nan"), 0.2], [5, 5], {"max_sentences": 1}, (1,), id="no number counts as no score"),
    ],
)
def test_the_best_sentences_within_the_limits_are_chosen(scores, words, limits, expected):
    assert run(scores, words, **limits) == expected


def test_what_has_been_said_is_worth_less():
    alike = np.eye(4)
    alike[0, 1] = alike[1, 0] = 0.9
    assert run([0.9, 0.85, 0.6, 0.1], [5] * 4, alike, max_sentences=2) == (0, 2)


def test_in_a_budget_of_words_less_of_that_counts():
    alike = np.eye(4)
    alike[0, 1] = alike[1, 0] = 0.9
    assert run([0.9, 0.85, 0.6, 0.1], [5] * 4, alike, max_words=10) == (0, 1)
    assert run([0.9, 0.65, 0.6, 0.1], [5] * 4, alike, max_words=10) == (0, 2)


def test_a_much_better_sentence_comes_in_although_half_of_it_was_said():
    alike = np.full((3, 3), 0.5)
    assert run([0.9, 0.8, 0.1], [5] * 3, alike, max_sentences=2) == (0, 1)


@pytest.mark.parametrize("name", ["max_sentences", "max_words"])
@pytest.mark.parametrize("value", [0, -1, True, False, 2.0, "3", [3]])
def test_limits_are_checked(name, value):
    with pytest.raises(OptionError, match=name):
        run([0.5], [5], **{name: value})


def test_numpy_integers_are_whole_numbers():
    assert Length(np.int64(2)).sentences_of(9) == 2


def test_arguments_of_different_length_are_refused():
    with pytest.raises(OptionError, match="found 1 and 2"):
        run([0.5], [5, 5])


articles = st.lists(st.tuples(st.floats(0, 1), st.integers(1, 40), st.integers(0, 4)), max_size=30)
limit = st.none() | st.integers(1, 60)


@settings(deadline=None)
@given(articles, limit, limit)
def test_limits_always_hold(rows, max_sentences, max_words):
    scores, words = [r[0] for r in rows], [r[1] for r in rows]
    alike = np.array([[a[2] == b[2] for b in rows] for a in rows], dtype=np.float64)
    chosen = run(scores, words, alike, max_sentences=max_sentences, max_words=max_words)
    assert chosen == run(scores, words, alike, max_sentences=max_sentences, max_words=max_words)
    assert list(chosen) == sorted(set(chosen))
    assert bool(chosen) == bool(rows)
    count_limit = Length(max_sentences, max_words).sentences_of(len(rows))
    if max_words is None:
        assert len(chosen) == min(count_limit, len(rows))
    elif rows:
        total = sum(words[i] for i in chosen)
        assert total <= max_words or (len(chosen) == 1 and total == min(words) > max_words)
        assert max_sentences is None or len(chosen) <= max_sentences


@settings(deadline=None)
@given(articles, st.integers(1, 60))
def test_no_budget_is_left_into_which_another_sentence_would_fit(rows, max_words):
    words = [r[1] for r in rows]
    chosen = run([r[0] for r in rows], words, max_words=max_words)
    left = max_words - sum(words[i] for i in chosen)
    assert all(words[i] > left for i in range(len(rows)) if i not in chosen)


@pytest.mark.parametrize(
    "limits",
    [
        {"max_sentences": 3},
        {"max_sentences": 5000},
        {"max_words": 100},
        {"max_words": 100_000},
        {"max_words": 5000, "max_sentences": 400},
        {"max_words": 10**12},
    ],
)
def test_few_sentences_of_a_long_article_are_compared(limits):
    n = 10_000
    rng = np.random.default_rng(1)
    words = rng.integers(5, 40, n).tolist()
    asked = []
    assert select(rng.random(n), words, lambda place: asked.append(place) or np.zeros(n), **limits)
    assert len(asked) <= 64
