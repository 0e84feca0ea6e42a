import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from quoteattr.summary.salience import salience
from quoteattr.text.sentences import split_sentences

from .conftest import vectors_for


def scores_of(council, vectors=None):
    text, sentences = council
    scores = salience(text, sentences, vectors_for(len(sentences)) if vectors is None else vectors, ())
    return {text[s.start : s.end]: float(score) for s, score in zip(sentences, scores, strict=True)}


def test_the_story_outranks_what_stands_around_it(council):
    scores = scores_of(council)
    around = [v for k, v in scores.items() if k.startswith(("Bridge to", "By Jo", "Read more", "Follow us"))]
    news = [v for k, v in scores.items() if k.startswith(("Redcar’s", "The bridge was", "Shops on"))]
    assert max(around) < min(news)


def test_questions_and_leftovers_of_quotations_are_weak(council):
    scores = scores_of(council)
    weak = [v for k, v in scores.items() if k.startswith(("Why did", "“We found", "It was built"))]
    assert (
        max(weak)
        < scores["Shops on the south bank lost a third of their trade while the bridge was closed, the council said."]
    )


def test_last_bits_of_vectors_change_nothing(council):
    vectors = vectors_for(len(council[1])).astype(np.float64)
    assert scores_of(council, vectors) == scores_of(council, vectors * (1 + 1e-9))


@settings(deadline=None)
@given(st.text(max_size=300) | st.text('aB .,!?“”"\n', max_size=300), st.integers(0, 3))
def test_scores_lie_between_0_and_1(text, seed):
    sentences = split_sentences(text)
    scores = salience(text, sentences, vectors_for(len(sentences), seed=seed), ())
    assert scores.shape == (len(sentences),)
    assert np.all((scores >= 0) & (scores <= 1))
