import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoteattr.summary.redundancy import MEASURES, Redundancy
from quoteattr.text.sentences import split_sentences

from .conftest import sentences_of, vectors_for

LEAD = "Redcar council will sell the iron bridge to a private firm."


def alike(first, second, *, vectors=None, between=()):
    parts = [first, *between, second]
    text = "\n\n".join(parts)
    spans = sentences_of(text, *parts)
    vectors = np.zeros((len(spans), 4)) if vectors is None else vectors
    found = Redundancy(text, spans, vectors, np.arange(len(spans)), np.ones(len(spans), bool))
    return float(found.with_all(0)[-1])


@pytest.mark.parametrize(
    ("same", "other"),
    [
        pytest.param(
            "The iron bridge will be sold to a private firm, Redcar council said.",
            "A private firm has opened an office.",
            id="more rare words in common",
        ),
        pytest.param("Redcar council sells the iron bridge.", "Redcar is by the sea.", id="all of a short sentence"),
        pytest.param(
            "The bridge's iron is for sale, the council said.", "Nobody came.", id="possessives are no other word"
        ),
    ],
)
def test_sentences_that_share_words_state_the_same(same, other):
    between = ["It rained for a week.", "Ships waited outside."]
    assert alike(LEAD, same, between=between) > alike(LEAD, other, between=between)


def test_the_direction_of_vectors_counts_where_words_differ():
    vectors = np.array([[1.0, 0, 0, 0], [0, 1.0, 0, 0], [1.0, 0, 0, 0.1]])
    other = np.array([[1.0, 0, 0, 0], [0, 1.0, 0, 0], [0, 0, 1.0, 0]])
    between = ["It rained."]
    assert alike(LEAD, "Nobody came.", vectors=vectors, between=between) > alike(
        LEAD, "Nobody came.", vectors=other, between=between
    )


@settings(deadline=None)
@given(st.text("aB cd.!?“”\n", max_size=200), st.integers(0, 3))
def test_probabilities_are_mutual(text, seed):
    spans = split_sentences(text)
    n = len(spans)
    found = Redundancy(text, spans, vectors_for(n, seed=seed), np.zeros(n), np.ones(n, bool))
    rows = np.array([found.with_all(i) for i in range(n)]).reshape(n, n)
    assert np.allclose(rows, rows.T)
    assert np.all((rows >= 0) & (rows <= 1))
    assert not n or found.measures(0).shape == (n, len(MEASURES))
