import numpy as np
import pytest

from quoteattr.model.modeling_quoteattr import TAGS
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
