import numpy as np
import pytest

from quoteattr.errors import CheckpointError, OptionError
from quoteattr.summary.features import FEATURES, check_features, features
from quoteattr.summary.words import split_words, word_class
from quoteattr.types import Span

from .conftest import sentences_of, vectors_for


def one(sentence):
    """Features of a sentence that stands second in an article."""
    text = f"The iron bridge in Redcar opens on Monday, the borough council said. {sentence}"
    spans = [Span(0, 68), Span(69, len(text))]
    row = features(text, spans, np.zeros((2, 4)), ())[1]
    return dict(zip(FEATURES, row.tolist(), strict=True))


@pytest.mark.parametrize(
    ("sentence", "name", "expected"),
    [
        pytest.param("Why did it take so long?", "question", 1.0, id="question"),
        pytest.param("“Why?”", "question", 1.0, id="question in marks"),
        pytest.param("It took long.", "question", 0.0, id="statement"),
        pytest.param("The council reports:", "introduces", 1.0, id="colon"),
        pytest.param("and then it rained.", "fragment", 1.0, id="lower case"),
        pytest.param("Rain over the old bridge", "fragment", 1.0, id="no full stop"),
        pytest.param("It rained over the bridge.”", "fragment", 0.0, id="full stop in marks"),
        pytest.param("“She’s proud of the bridge.”", "pronoun_first", 1.0, id="pronoun in marks, contracted"),
        pytest.param("Sheila is proud.", "pronoun_first", 0.0, id="a name that begins like a pronoun"),
        pytest.param("However, it rained.", "connective_first", 1.0, id="connective"),
        pytest.param("We built our bridge.", "first_person", 1.0, id="first person"),
        pytest.param("Two engineers built a bridge.", "first_person", 0.0, id="third person"),
        pytest.param("It rained.", "short", 1.0, id="short"),
        pytest.param("word " * 50, "long", 1.0, id="long"),
        pytest.param("The iron bridge in Redcar opens.", "headline_overlap", 0.57, id="topic of the lead"),
        pytest.param("Tax on cider fell.", "headline_overlap", 0.0, id="another topic"),
        pytest.param("Read more: Ten bridges", "furniture", 1.0, id="furniture"),
        pytest.param("It rained.", "second", 1.0, id="place"),
    ],
)
def test_the_form_of_a_sentence_is_measured(sentence, name, expected):
    assert round(one(sentence)[name], 2) == expected


def test_places_are_counted_from_the_lead(council):
    text, sentences = council
    rows = features(text, sentences, vectors_for(len(sentences)), ())
    lead = rows[:, FEATURES.index("lead")]
    assert text[sentences[int(np.flatnonzero(lead)[-1])].start :].startswith("Redcar’s iron bridge")
    assert rows[0, FEATURES.index("heading")] == 1
    assert rows[1, FEATURES.index("furniture")] == 1
    assert np.all(np.diff(rows[:, FEATURES.index("depth")]) >= 0)


def test_the_scale_of_vectors_changes_nothing(council):
    text, sentences = council
    vectors = vectors_for(len(sentences))
    assert np.allclose(features(text, sentences, vectors, ()), features(text, sentences, 100 * vectors, ()))


def test_a_sentence_close_to_the_others_is_central():
    text = "Rain fell. Rain came. Tax rose."
    vectors = np.array([[1, 0], [1, 0.1], [0, 1]], dtype=np.float32)
    central = features(text, sentences_of(text, "Rain fell.", "Rain came.", "Tax rose."), vectors, ())
    assert central[2, FEATURES.index("centroid")] < min(central[:2, FEATURES.index("centroid")])


@pytest.mark.parametrize("bad", [0.0, np.nan, np.inf], ids=["zeros", "nan", "infinite"])
def test_vectors_that_tell_nothing_are_neutral(council, bad):
    text, sentences = council
    vectors = np.full((len(sentences), 4), bad)
    rows = features(text, sentences, vectors, ())
    assert np.isfinite(rows).all()
    assert not np.any(rows[:, FEATURES.index("centroid")])


@pytest.mark.parametrize("shape", [(2, 4), (0, 4), (3,), (4, 4)])
def test_vectors_of_another_article_are_refused(shape):
    with pytest.raises(OptionError, match="one vector for each of 3 sentences"):
        features("A. B. C.", [Span(0, 2), Span(3, 5), Span(6, 8)], np.zeros(shape), ())


def test_no_sentences():
    assert features("", [], np.zeros((0, 4)), ()).shape == (0, len(FEATURES))


def test_words_are_cut_at_marks_and_counted_up_to_a_bound():
    assert split_words("Ms O’Hara’s “plan”—10%") == ("Ms", "O'Hara's", "plan", "10")
    assert len(split_words("a " * 10_000)) == 400
    assert all(word == word.casefold() for name in ("pronouns", "connectives") for word in word_class(name))


@pytest.mark.parametrize(
    ("names", "complaint"),
    [
        pytest.param(["lead", "mood"], "mood, which this version does not compute", id="unknown"),
        pytest.param(["lead", 7], "7, which this version does not compute", id="no name"),
        pytest.param(["lead", "length", "lead"], "lead more than once", id="twice"),
    ],
)
def test_features_of_a_checkpoint_must_be_known_and_distinct(names, complaint):
    with pytest.raises(CheckpointError, match=complaint):
        check_features(names)


@pytest.mark.parametrize("names", [FEATURES, ["length", "lead"], []])
def test_known_features_of_a_checkpoint_are_accepted_in_any_order(names):
    check_features(names)
