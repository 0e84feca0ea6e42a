import numpy as np
import pytest
import torch

from quoteattr import Pipeline
from quoteattr.model.network import TAGS
from tests.conftest import build_tiny_encoder

TEXT = "“Yes,” said Ada Burns. The council said that the bridge will open.\n\nNo, she said."


def test_every_token_has_scores_and_a_state(tiny_encoder):
    states = tiny_encoder.encode(TEXT * 4)
    n = len(states.tokens)
    assert n > 60
    assert states.tags.shape == (n, len(TAGS))
    np.testing.assert_allclose(np.exp(states.tags).sum(1), 1, rtol=1e-4)
    assert np.isfinite(states.states).all()


def test_window_size_does_not_matter_for_a_text_that_fits():
    small, large = (build_tiny_encoder(window=w, overlap=o, seed=3) for w, o in ((40, 4), (40, 30)))
    text = "“Yes,” said Ada Burns."
    np.testing.assert_array_equal(small.encode(text).tags, large.encode(text).tags)


def test_long_text_is_read_to_its_end(tiny_encoder):
    text = "the bridge " * 500 + "said Ada"
    assert tiny_encoder.encode(text).tokens.offsets[-1, 1] == len(text)


@pytest.mark.parametrize("text", ["", "  \n ", "\x00"])
def test_text_without_a_token_has_empty_states(tiny_encoder, text):
    assert tiny_encoder.encode(text).tags.shape == (0, len(TAGS))


def test_links_choose_among_candidates_or_none(tiny_encoder):
    states = tiny_encoder.encode(TEXT)
    contents, cues = np.array([[0, 4], [9, 12]]), np.array([[4, 5]])
    links = tiny_encoder.content_to_cue(states, contents, cues)
    assert set(links.best.tolist()) <= {-1, 0}
    assert ((links.score > 0) & (links.score <= 1)).all()


def test_without_cues_every_answer_is_none(tiny_encoder):
    states = tiny_encoder.encode(TEXT)
    links = tiny_encoder.content_to_cue(states, np.array([[0, 4]]), np.zeros((0, 2), np.int64))
    assert links.best.tolist() == [-1]
    assert links.score == pytest.approx(1)


@pytest.fixture
def in_small_parts(monkeypatch):
    """Do everything in small parts, as for a long text."""
    monkeypatch.setattr("quoteattr.model.features._CHARACTERS_AT_ONCE", 20)
    monkeypatch.setattr("quoteattr.model.encode._SPANS_AT_ONCE", 2)
    monkeypatch.setattr("quoteattr.attribution.decode._AT_ONCE", 3)


LONG = "\n\n".join(f"“Yes, {n},” said Ada Burns. Tom Hale said that the bridge will open.\n{n}. No." for n in range(9))


def test_long_text_gives_what_a_short_one_gives(tiny_encoder, request):
    pipeline = Pipeline(tiny_encoder, min_score=0)
    whole, states = pipeline(LONG), tiny_encoder.encode(LONG)
    request.getfixturevalue("in_small_parts")
    parts, again = pipeline(LONG), tiny_encoder.encode(LONG)
    np.testing.assert_array_equal(again.states, states.states)
    np.testing.assert_array_equal(again.tokens.ids, states.tokens.ids)
    assert parts.sentences == whole.sentences
    assert [q.content for q in parts.quotations] == [q.content for q in whole.quotations]


def test_links_do_not_depend_on_how_many_are_made_at_once(tiny_encoder, request):
    states = tiny_encoder.encode(LONG)
    contents = np.array([[start, start + 3] for start in range(0, 120, 7)])
    cues = np.array([[start, start + 1] for start in range(4, 120, 3)])
    at_once = tiny_encoder.content_to_cue(states, contents, cues)
    request.getfixturevalue("in_small_parts")
    parts = tiny_encoder.content_to_cue(states, contents, cues)
    assert parts.best.tolist() == at_once.best.tolist()
    np.testing.assert_allclose(parts.score, at_once.score, rtol=1e-5)


def test_salience_of_a_long_article_is_read_block_by_block():
    encoder = build_tiny_encoder(salience_width=8, salience_members=2, salience_features=["lead"])
    states = encoder.encode("Yes. " * 400)
    starts = np.arange(0, 2000, 5)
    features = np.linspace(0, 1, 400, dtype=np.float32)[:, None]
    head = encoder.model.salience
    owners = np.searchsorted(starts, states.tokens.offsets[:, 0], side="right") - 1
    with torch.inference_mode():
        whole = head(torch.from_numpy(states.states), torch.from_numpy(owners), torch.from_numpy(features), [400])
    np.testing.assert_allclose(encoder.salience(states, starts, features), whole.numpy(), rtol=1e-4, atol=1e-5)
