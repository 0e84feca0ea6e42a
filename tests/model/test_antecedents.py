"""The head of antecedents: what training computes in batches and what reading computes one by one must agree."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.model.antecedents import KINDS, AntecedentHead, AntecedentScorer, Options

FACTS = ("near", "far", "named")
TOKENS = 12
# Words of three letters, one space apart.
OFFSETS = np.array([[4 * i, 4 * i + 3] for i in range(TOKENS)], np.int64)


def build(seed=0):
    torch.manual_seed(seed)
    head = AntecedentHead(6, 5, len(FACTS), dropout=0.5).eval()
    with torch.no_grad():
        for weights in head.parameters():
            weights.normal_(std=0.7)
    states = torch.randn(TOKENS, 6)
    return head, states, AntecedentScorer(head, FACTS, OFFSETS, states.numpy())


def characters(span):
    """Return the offsets in the text of a half-open span of tokens."""
    return int(OFFSETS[span[0], 0]), int(OFFSETS[span[1] - 1, 1])


def by_torch(head, states, questions, *, spare=0):
    """Ask all questions at once, with `spare` places more than they need in every direction."""
    k, j, f = (
        max([0, *sizes]) + spare
        for sizes in (
            [len(options) for _, _, options in questions],
            [len(mentions) for _, _, options in questions for mentions, _ in options],
            [len(facts) for _, _, options in questions for _, facts in options],
        )
    )
    n = len(questions)
    mentions, places = [], torch.full((n, k, j), -1)
    facts, valid = torch.full((n, k, f), -1), torch.zeros(n, k, dtype=torch.bool)
    for a, (_, _, options) in enumerate(questions):
        for o, (spans, names) in enumerate(options):
            valid[a, o] = True
            for place, span in enumerate(spans):
                places[a, o, place] = len(mentions)
                mentions.append(span)
            known = [FACTS.index(name) for name in names if name in FACTS]
            facts[a, o, : len(known)] = torch.tensor(known, dtype=torch.long)
    with torch.no_grad():
        logits = head(
            states,
            torch.tensor([span for span, _, _ in questions]),
            torch.tensor([KINDS.index(kind) for _, kind, _ in questions]),
            torch.tensor(mentions or [(0, 1)]),
            Options(places, facts, valid),
        )
    return [
        torch.cat([row[: len(options)], row[-1:]]).softmax(-1).numpy()
        for row, (_, _, options) in zip(logits, questions, strict=True)
    ]


def by_numpy(scorer, question):
    span, kind, options = question
    return scorer.scores(*characters(span), kind, [([characters(m) for m in spans], names) for spans, names in options])


_spans = st.integers(0, TOKENS - 1).flatmap(lambda a: st.integers(a + 1, TOKENS).map(lambda b: (a, b)))
_names = st.lists(st.sampled_from([*FACTS, "never weighed"]), max_size=4)
_options = st.lists(st.tuples(st.lists(_spans, min_size=1, max_size=4), _names), max_size=5)
_questions = st.tuples(_spans, st.sampled_from(KINDS), _options)


@given(st.lists(_questions, min_size=1, max_size=3), st.integers(0, 2), st.integers(0, 3))
def test_one_by_one_is_as_in_a_batch(questions, spare, seed):
    head, states, scorer = build(seed)
    for question, expected in zip(questions, by_torch(head, states, questions, spare=spare), strict=True):
        np.testing.assert_allclose(by_numpy(scorer, question), expected, rtol=1e-4, atol=1e-6)


@given(_questions)
def test_answers_are_probabilities(question):
    scores = by_numpy(build()[2], question)
    assert len(scores) == len(question[2]) + 1
    assert (scores >= 0).all()
    assert scores.sum() == pytest.approx(1, abs=1e-5)


@given(_questions, st.randoms(use_true_random=False))
def test_the_order_of_options_does_not_matter(question, random):
    span, kind, options = question
    order = random.sample(range(len(options)), len(options))
    scorer = build()[2]
    scores, moved = by_numpy(scorer, question), by_numpy(scorer, (span, kind, [options[i] for i in order]))
    np.testing.assert_allclose(moved[:-1], scores[:-1][order], rtol=1e-4, atol=1e-6)


def test_without_options_the_answer_is_none():
    assert by_numpy(build()[2], ((0, 1), "personal", [])).tolist() == [1.0]


def test_a_fact_that_has_no_weight_says_nothing():
    scorer = build()[2]
    plain, more = (by_numpy(scorer, ((5, 6), "personal", [([(0, 2)], names)])) for names in ([], ["never weighed"]))
    assert plain.tolist() == more.tolist()


def test_a_mention_adds_to_its_option():
    scorer = build()[2]
    one = by_numpy(scorer, ((5, 6), "personal", [([(0, 2)], []), ([(3, 4)], [])]))
    two = by_numpy(scorer, ((5, 6), "personal", [([(0, 2), (7, 8)], []), ([(3, 4)], [])]))
    assert two[0] > one[0]


@pytest.mark.parametrize(
    ("start", "end"),
    [
        pytest.param(3, 4, id="between two tokens"),
        pytest.param(5, 6, id="inside a token"),
        pytest.param(900, 905, id="after the last token"),
        pytest.param(0, 47, id="everything"),
    ],
)
def test_any_place_can_be_asked_for(start, end):
    scores = build()[2].scores(start, end, "implied", [([(start, end)], ["near"])])
    assert np.isfinite(scores).all()


def test_an_encoder_answers_over_its_own_states(tiny_encoder):
    states = tiny_encoder.encode("Ada Burns said yes. She will.")
    scores = tiny_encoder.antecedents(states).scores(20, 23, "personal", [([(0, 9)], [])])
    assert scores.shape == (2,)
