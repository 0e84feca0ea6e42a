"""The head of salience: a sentence's score depends on its article alone, wherever and with whatever it is computed."""

from copy import deepcopy

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

from quoteattr.model.checkpoint import find_checkpoint, load_encoder
from quoteattr.model.salience import SalienceHead
from quoteattr.model.saving import save_encoder
from tests.conftest import build_tiny_encoder

WIDTH, FACTS = 6, 3
# As many sentences of an article see each other.
BLOCK = 192
TEXT = "“Yes,” said Ada Burns. The council said that the bridge will open. She will not."


def build(seed=0, *, members=2, layers=1, spread=0.5):
    torch.manual_seed(seed)
    head = SalienceHead(WIDTH, 16, features=FACTS, layers=layers, members=members, dropout=0.5).eval()
    with torch.no_grad():
        for weights in head.parameters():
            weights.normal_(std=spread)
        head.mean.normal_()
        head.scale.uniform_(0.5, 2)
    return head


def article(tokens, seed=0):
    """Return states, owners and features of an article with so many tokens in each sentence."""
    random = torch.Generator().manual_seed(seed)
    owners = torch.repeat_interleave(torch.arange(len(tokens)), torch.tensor(tokens, dtype=torch.long))
    states = torch.randn(len(owners), WIDTH, generator=random)
    return states, owners, torch.randn(len(tokens), FACTS, generator=random)


def together(head, articles):
    """Return the logits of each article, all computed at once."""
    sizes = [len(features) for _, _, features in articles]
    firsts = np.cumsum([0, *sizes])
    with torch.no_grad():
        logits = head(
            torch.cat([states for states, _, _ in articles]),
            torch.cat([owners + int(first) for (_, owners, _), first in zip(articles, firsts, strict=False)]),
            torch.cat([features for _, _, features in articles]),
            sizes,
        )
    return logits.split(sizes)


def alone(head, one):
    return together(head, [one])[0]


_sizes = st.lists(st.integers(0, 5), max_size=6)


@settings(deadline=None)
@given(st.lists(_sizes, min_size=1, max_size=4), st.integers(0, 3))
def test_alone_and_in_a_batch_an_article_has_the_same_scores(sizes, seed):
    head = build(seed)
    articles = [article(tokens, seed + n) for n, tokens in enumerate(sizes)]
    for logits, one in zip(together(head, articles), articles, strict=True):
        torch.testing.assert_close(logits, alone(head, one), rtol=1e-4, atol=1e-5)


def test_another_article_changes_nothing_however_loud_it_is():
    head, one, loud = build(), article([3, 2]), article([4])
    torch.testing.assert_close(together(head, [one, (1e4 * loud[0], *loud[1:])])[0], alone(head, one))


def test_a_faint_sentence_beside_a_loud_one_is_pooled_over_its_own_tokens():
    head = build(layers=0)
    states, owners, features = article([3, 2])
    louder = torch.where(owners[:, None] == 0, 1e4 * states, states)
    assert alone(head, (louder, owners, features))[1] == pytest.approx(alone(head, (states, owners, features))[1])


def test_members_are_averaged():
    head, one = build(members=3), article([2, 1, 3])
    each = []
    for member in head.members:
        single = deepcopy(head)
        single.members = nn.ModuleList([member])
        each.append(alone(single, one))
    torch.testing.assert_close(alone(head, one), torch.stack(each).mean(0))
    assert not torch.allclose(each[0], each[1])


def test_sentences_of_an_article_see_each_other():
    head, (states, owners, features) = build(), article([2, 1, 3])
    changed = features.clone()
    changed[2] += 1
    logits, other = alone(head, (states, owners, features)), alone(head, (states, owners, changed))
    assert not torch.allclose(logits[:2], other[:2])


def test_sentences_of_another_block_change_nothing():
    head, (states, owners, features) = build(), article([1] * (BLOCK + 5))
    other = features.clone(), states.clone()
    other[0][BLOCK:] += 1
    other[1][owners >= BLOCK] -= 1
    logits, changed = alone(head, (states, owners, features)), alone(head, (other[1], owners, other[0]))
    torch.testing.assert_close(changed[:BLOCK], logits[:BLOCK])
    assert not torch.allclose(changed[BLOCK:], logits[BLOCK:])
    torch.testing.assert_close(alone(head, (states[:BLOCK], owners[:BLOCK], features[:BLOCK])), logits[:BLOCK])


def test_in_a_long_article_no_sentence_is_lost():
    logits = alone(build(), article([1] * (2 * BLOCK + 1)))
    assert logits.shape == (2 * BLOCK + 1,)
    assert torch.isfinite(logits).all()


@pytest.mark.parametrize("longest", [1, 7, BLOCK])
def test_padding_does_not_matter(longest):
    head, one = build(), article([2, 0, 3])
    torch.testing.assert_close(together(head, [article([1] * longest, 5), one])[1], alone(head, one))


@pytest.mark.parametrize(
    "sizes",
    [
        pytest.param([], id="no article"),
        pytest.param([0], id="an article without sentences"),
        pytest.param([0, 0], id="two of them"),
    ],
)
def test_no_sentence_no_score(sizes):
    head = build()
    assert head(torch.zeros(0, WIDTH), torch.zeros(0, dtype=torch.long), torch.zeros(0, FACTS), sizes).shape == (0,)


@pytest.mark.parametrize("tokens", [[0], [0, 0, 0], [2, 0]])
def test_a_sentence_without_a_token_is_scored_too(tokens):
    assert torch.isfinite(alone(build(), article(tokens))).all()


def test_learning_is_not_disturbed_by_an_article_without_sentences():
    head = build().train()
    articles = [article([]), article([2, 0, 1])]
    states, owners, features = (torch.cat(parts) for parts in zip(*articles, strict=True))
    head(states, owners, features, [0, 3]).sum().backward()
    assert all(torch.isfinite(weights.grad).all() for weights in head.parameters() if weights.grad is not None)


def test_dropout_is_for_learning_alone():
    head, one = build(), article([4, 3])
    assert torch.equal(alone(head, one), alone(head, one))
    head.train()
    assert not torch.equal(alone(head, one), alone(head, one))


HEAD = {"salience_width": 16, "salience_layers": 1, "salience_members": 2}


@pytest.fixture
def encoder():
    return build_tiny_encoder(**HEAD, salience_features=["lead", "length", "question"])


def score(encoder, text=TEXT):
    states = encoder.encode(text)
    starts = np.array([0, text.index("The"), text.index("She")])
    return encoder.salience(states, starts, np.arange(9.0).reshape(3, 3))


def test_an_encoder_scores_the_sentences_of_its_own_states(encoder):
    logits = score(encoder)
    assert logits.shape == (3,)
    assert logits.dtype == np.float32
    assert encoder.salience_features == ("lead", "length", "question")


def test_an_encoder_has_nothing_to_say_of_no_sentence(encoder):
    assert encoder.salience(encoder.encode(""), np.zeros(0, np.int64), np.zeros((0, 3))).shape == (0,)


def test_a_configuration_without_a_head_gives_none(tiny_encoder):
    assert tiny_encoder.model.salience is None
    assert tiny_encoder.salience_features == ()
    assert score(tiny_encoder) is None


def test_saved_and_loaded_gives_the_same_scores(encoder, tmp_path):
    save_encoder(encoder, tmp_path)
    again = load_encoder(find_checkpoint(tmp_path), torch.device("cpu"))
    np.testing.assert_array_equal(score(again), score(encoder))
    assert again.salience_features == encoder.salience_features


def test_half_precision_loses_nothing_of_weights_that_were_halved(encoder, tmp_path):
    encoder.model.load_state_dict({name: value.half().float() for name, value in encoder.model.state_dict().items()})
    full = score(encoder)
    save_encoder(encoder, tmp_path)
    again = load_encoder(find_checkpoint(tmp_path), torch.device("cpu"))
    np.testing.assert_array_equal(score(again), full)
    parameters = sum(value.numel() for value in encoder.model.state_dict().values())
    assert (tmp_path / "model.safetensors").stat().st_size < 3 * parameters
