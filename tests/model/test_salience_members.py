"""All members of the head of salience at once score as they do one by one."""

import pytest
import torch

from tests.model.test_salience import BLOCK, alone, article, build, together


def one_by_one(head, one):
    states, owners, features = one
    scaled = head.scaled(features)
    with torch.no_grad():
        return torch.stack([member(states, owners, scaled, [len(features)]) for member in head.members]).mean(0)


@pytest.mark.parametrize(
    "tokens",
    [[3], [2, 0, 5], [0], [1] * (BLOCK + 3)],
    ids=["one sentence", "one without a token", "no token", "two blocks"],
)
@pytest.mark.parametrize("layers", [0, 2])
def test_members_at_once_score_as_one_by_one(tokens, layers):
    head, one = build(members=3, layers=layers), article(tokens)
    torch.testing.assert_close(alone(head, one), one_by_one(head, one), rtol=1e-4, atol=1e-4)


def test_articles_of_other_lengths_do_not_see_each_other():
    head, articles = build(layers=2), [article([2, 1, 3]), article([4], seed=1)]
    for logits, one in zip(together(head, articles), articles, strict=True):
        torch.testing.assert_close(logits, one_by_one(head, one), rtol=1e-4, atol=1e-4)


def test_learning_reaches_every_weight():
    head = build(layers=1).train()
    states, owners, features = article([3, 2])
    head(states, owners, features, [2]).sum().backward()
    assert all(weight.grad is not None for weight in head.parameters())
