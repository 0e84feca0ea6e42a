"""The numbers are those of the reference scorers, to the decimal; where these are absent, the tests skip."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoteattr.evaluation import load_rouge, read_gold, score_attribution, score_resolution, score_summaries
from quoteattr.evaluation.marks import quoted_mask
from quoteattr.evaluation.speakers import name_words

from .conftest import GLUE, WORDS
from .perturb import perturbed

pytestmark = pytest.mark.integration


def ours(gold, predicted):
    """Return our report without what the reference does not have."""
    report = score_attribution(gold, predicted)
    del report["sources"]
    return report


@pytest.fixture(scope="module")
def polnear(shared):
    with shared("data/polnear/dev.jsonl").open(encoding="utf-8") as lines:
        return read_gold(lines)


@pytest.mark.parametrize("seed", range(4))
def test_damaged_gold_scores_as_in_the_reference(seed, polnear, reference):
    predicted = perturbed(polnear, seed)
    expected = reference("score").score(polnear, predicted)
    assert 20 < expected["all"]["speaker"]["F1"] < 90
    assert ours(polnear, predicted) == expected


def test_gold_without_speakers_scores_as_in_the_reference(polnear, reference):
    chance = random.Random(1)
    bare = {}
    for key, record in polnear.items():
        quotations = [{k: v for k, v in q.items() if k != "speaker"} for q in record["quotations"]]
        bare[key] = record if chance.random() < 0.5 else {**record, "quotations": quotations, "speakers": []}
    predicted = perturbed(polnear, 1)
    assert ours(bare, predicted) == reference("score").score(bare, predicted)


RATES = ("speaker", "full_name", "pronoun", "role", "n", "n_pronoun", "n_role")


def with_gold_quotations(gold, seed):
    """Return predictions whose quotations are the gold ones, each with some speaker."""
    damaged = perturbed(gold, seed)
    return {
        key: {"quotations": list(map(dict, record["quotations"])), "speakers": damaged.get(key, record)["speakers"]}
        for key, record in gold.items()
    }


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("quotations", [perturbed, with_gold_quotations], ids=["damaged", "gold"])
def test_resolution_scores_as_in_the_reference(seed, quotations, polnear, reference):
    predicted = quotations(polnear, seed)
    expected = reference("score").score(polnear, predicted)["resolution"]
    found = score_resolution(polnear, predicted)
    assert {rate: found[rate] for rate in RATES} == expected
    for part in ("sources", "kinds", "speakers"):
        assert sum(group["n"] for group in found[part].values()) == expected["n"]


def test_marks_of_the_data_are_those_of_the_reference(polnear, reference):
    scorer = reference("score")
    for record in polnear.values():
        text = record["text"]
        expected, found = scorer.quoted_mask(text), quoted_mask(text)
        assert [x for x, c in zip(found, text, strict=True) if c.isalnum()] == [
            x for x, c in zip(expected, text, strict=True) if c.isalnum()
        ]


def test_invented_records_score_as_in_the_reference(pairs_of_records, reference):
    scorer = reference("score")

    @settings(max_examples=150, deadline=None)
    @given(pairs_of_records)
    def check(pair):
        gold, predicted = ({record["id"]: record} for record in pair)
        assert ours(gold, predicted) == scorer.score(gold, predicted)

    check()


def test_resolution_of_invented_records_scores_as_in_the_reference(pairs_of_records, reference):
    scorer = reference("score")

    @settings(max_examples=150, deadline=None)
    @given(pairs_of_records)
    def check(pair):
        gold, predicted = ({record["id"]: record} for record in pair)
        found = score_resolution(gold, predicted)
        assert {rate: found[rate] for rate in RATES} == scorer.score(gold, predicted)["resolution"]

    check()


def test_invented_marks_are_those_of_the_reference(reference):
    scorer = reference("score")

    @settings(max_examples=300, deadline=None)
    @given(st.lists(st.sampled_from([*WORDS, *GLUE, "x" * 390, "_"]), max_size=30).map("".join))
    def check(text):
        expected, found = scorer.quoted_mask(text), quoted_mask(text)
        assert [x for x, c in zip(found, text, strict=True) if c.isalnum()] == [
            x for x, c in zip(expected, text, strict=True) if c.isalnum()
        ]

    check()


def test_name_words_are_those_of_the_reference(reference):
    scorer = reference("score")
    part = st.sampled_from(
        [
            "Mr.",
            "the",
            "Former",
            "SEN.",
            "Ada",
            "O’Neill",
            "Burns's",
            "students'",
            " ",
            "  ",
            ".",
            "'",
            "“",
            "de-la",
            "a",
            "\n",
        ]
    )

    @settings(deadline=None)
    @given(st.lists(part, max_size=8).map(" ".join) | st.text(max_size=20))
    def check(name):
        assert name_words(name) == scorer.words(name)

    check()


@pytest.mark.parametrize("seed", range(4))
def test_summaries_score_as_in_the_reference(seed, shared, reference):
    with shared("data/summaries/polnear.dev.jsonl").open(encoding="utf-8") as lines:
        gold = read_gold(lines)
    chance = random.Random(seed)
    predicted = {}
    for key, record in gold.items():
        count = min(chance.randrange(6), len(record["sentences"]))
        chosen = sorted(chance.sample(record["sentences"], count))
        text = " ".join(record["text"][start:end] for start, end in chosen)
        spans = chosen if seed % 2 else [{"start": start, "end": end, "score": 0.5} for start, end in chosen]
        if chance.random() > 0.1:
            predicted[key] = {"summary": {"text": text, "sentences": spans}}
    assert score_summaries(gold, predicted, rouge=load_rouge()) == reference("score_summary").score(gold, predicted)
