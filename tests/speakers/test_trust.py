"""How far decisions are trusted: by their group and plain score, along the chain of mentions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.errors import CheckpointError
from quoteattr.speakers.antecedents import Answer
from quoteattr.speakers.decide import decide
from quoteattr.speakers.resolve import prepare, resolve_speakers
from quoteattr.speakers.trust import GROUPS, OF_PRONOUN, PLAIN, Trust
from quoteattr.text.sentences import split_sentences
from quoteattr.types import Quotation, QuotationId
from tests.conftest import spans_of
from tests.speakers.marked import read_marked

_numbers = st.floats(-50, 50)
_trusts = st.fixed_dictionaries({group: st.tuples(_numbers, _numbers) for group in GROUPS}).map(Trust)
_scores = st.floats(0, 1)


@given(_trusts, st.sampled_from(GROUPS), _scores)
def test_any_score_becomes_a_probability(trust, group, plain):
    assert 0 <= trust.score(group, plain) <= 1


@given(_trusts, st.sampled_from(GROUPS), _scores, _scores)
def test_a_surer_decision_is_trusted_no_less(trust, group, one, other):
    lines = {name: (bias, abs(weight)) for name, (bias, weight) in trust.lines.items()}
    low, high = sorted((one, other))
    assert Trust(lines).score(group, low) <= Trust(lines).score(group, high)


@given(_trusts)
def test_what_a_configuration_carries_comes_back(trust):
    assert Trust.from_dict(trust.to_dict()) == trust


@given(st.sampled_from([*GROUPS, ""]), _scores)
def test_without_calibration_scores_stay_as_they_are(group, plain):
    assert PLAIN.score(group, plain) == Trust.from_dict(None).score(group, plain) == plain


EVEN = {group: {"bias": 0.0, "weight": 1.0} for group in GROUPS}


@pytest.mark.parametrize(
    "record",
    [
        pytest.param({}, id="no group"),
        pytest.param({**EVEN, "nobody": EVEN["name"]}, id="a group too many"),
        pytest.param({**EVEN, "name": {"bias": 0.0}}, id="no weight"),
        pytest.param({**EVEN, "name": {"bias": "much", "weight": 1.0}}, id="no number"),
        pytest.param({**EVEN, "name": {"bias": float("nan"), "weight": 1.0}}, id="not a finite number"),
        pytest.param([1, 2], id="a list"),
    ],
)
def test_a_damaged_calibration_is_explained(record):
    with pytest.raises(CheckpointError, match=r"quoteattr\.training\.calibrate"):
        Trust.from_dict(record)


def choose(scores):
    """Return a chooser that takes the latest name of a person, as sure as told by the pronoun."""

    def chooser(question):
        score = scores.get(question.anaphor.pronoun, 1.0)
        for option in question.options:
            if option.referent.named and option.candidate.count:
                return Answer(option, score)
        return Answer(None, score)

    return chooser


def decisions(text, quotations, scores):
    scene = prepare(text, split_sentences(text), quotations)
    return decide(scene.reading, scene.index, scene.registry, quotations, choose(scores))


@pytest.mark.parametrize(
    ("marked", "group"),
    [
        pytest.param("<Ada Burns> |said| {that it rained}.", "name", id="a name"),
        pytest.param("Ada Burns came. <She> |said| {that it rained}.", "he or she", id="she"),
        pytest.param("Ada Burns came. <They> |said| {that it rained}.", "they or it", id="they"),
        pytest.param("I met Ada Burns, <who> |said| {that it rained}.", "relative", id="who"),
        pytest.param("Ada Burns, the mayor, came. <The mayor> |said| {that it rained}.", "described", id="the mayor"),
        pytest.param("<The mayor> |said| {that it rained}.", "new", id="a description that points back to nobody"),
        pytest.param("<A fisherman> |said| {that it rained}.", "new", id="a new person"),
        pytest.param("<A storm> |said| {that it rained}.", "unnamed", id="a new event"),
        pytest.param("<Two studies> |said| {that it rained}.", "collective", id="a new document"),
        pytest.param("Ada Burns came. <> |Asked| {whether it rained}.", "implied", id="no source"),
    ],
)
def test_decisions_are_told_apart_by_what_was_decided(marked, group):
    text, quotations = read_marked(marked)
    [decision] = decisions(text, quotations, {})
    assert decision.referent is not None
    assert decision.group == group


def test_every_pronoun_has_a_group():
    assert set(OF_PRONOUN.values()) <= set(GROUPS)


def test_a_chain_is_as_sure_as_all_its_links():
    text, quotations = read_marked("Ada Burns came. <She> |said| {that it rained}. Then <she> |said| {that it snowed}.")
    first, second = decisions(text, quotations, {"she": 0.8})
    assert first.score == pytest.approx(0.8)
    # The second one goes back to the first, and can be right only if that is.
    assert [text[m.start : m.end] for m in second.evidence] == ["she", "She", "Ada Burns"]
    assert second.score == pytest.approx(0.64)


def test_a_name_needs_no_choice():
    text, quotations = read_marked("<Ada Burns> |said| {that it rained}.")
    assert decisions(text, quotations, {"she": 0.1})[0].score == 1.0


def test_calibrated_scores_reach_the_quotations():
    text, quotations = read_marked("Ada Burns came. <She> |said| {that it rained}. <Tom Hale> |agreed| {that it did}.")
    trust = Trust({"he or she": (-1.0, 0.0), "name": (3.0, 0.0)})
    resolved, _ = resolve_speakers(text, split_sentences(text), quotations, choose({"she": 0.9}), trust=trust)
    assert [round(q.speaker_score, 3) for q in resolved] == [0.269, 0.953]
    plain, _ = resolve_speakers(text, split_sentences(text), quotations, choose({"she": 0.9}))
    assert [q.speaker_score for q in plain] == [pytest.approx(0.9), 1.0]


def test_i_inside_a_quotation_is_as_sure_as_the_quotation():
    text = "Ada Burns came. “I hope not,” she said."
    outer, inner = spans_of(text, "“I hope not,”")[0], spans_of(text, "I", "hope", "not")
    quotations = [
        Quotation(QuotationId("q1"), "direct", (outer,), spans_of(text, "said"), spans_of(text, "she")),
        Quotation(QuotationId("q2"), "direct", inner[2:], inner[1:2], inner[:1]),
    ]
    said, hoped = decisions(text, quotations, {"she": 0.7})
    assert said.referent is hoped.referent is not None
    assert (hoped.score, hoped.group) == (said.score, said.group) == (pytest.approx(0.7), "he or she")
    assert [text[m.start : m.end] for m in hoped.evidence] == ["I", "she", "Ada Burns"]
