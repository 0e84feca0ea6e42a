import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoteattr.errors import CheckpointError
from quoteattr.summary.features import FEATURES, features
from quoteattr.summary.salience import linear_logits, salience
from quoteattr.text.sentences import split_sentences

from .conftest import vectors_for


def scores_of(council, vectors=None):
    text, sentences = council
    vectors = vectors_for(len(sentences)) if vectors is None else vectors
    scores = salience(text, sentences, vectors, (), linear_logits)
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
    scores = salience(text, sentences, vectors_for(len(sentences), seed=seed), (), linear_logits)
    assert scores.shape == (len(sentences),)
    assert np.all((scores >= 0) & (scores <= 1))
    assert not len(scores) or scores.max() == 1


def test_the_features_asked_for_come_in_their_order(council):
    text, sentences = council
    seen = []

    def score(rows):
        seen.append(rows)
        return rows[:, 0]

    scores = salience(text, sentences, vectors_for(len(sentences)), (), score, names=["length", "question"])
    rows = features(text, sentences, vectors_for(len(sentences)), ())
    assert np.array_equal(seen[0], rows[:, [FEATURES.index("length"), FEATURES.index("question")]])
    assert scores.argmax() == seen[0][:, 0].argmax()


def test_without_a_head_the_features_alone_decide(council):
    text, sentences = council
    vectors = vectors_for(len(sentences))
    alone = salience(text, sentences, vectors, (), linear_logits)
    assert np.array_equal(salience(text, sentences, vectors, (), lambda _: None, names=()), alone)


def test_features_of_another_version_are_refused(council):
    text, sentences = council
    with pytest.raises(CheckpointError, match="mood"):
        salience(text, sentences, vectors_for(len(sentences)), (), linear_logits, names=["length", "mood"])
