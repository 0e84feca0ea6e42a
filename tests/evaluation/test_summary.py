import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoteattr.errors import OptionError
from quoteattr.evaluation import load_rouge, score_summaries, score_summary, summary_report, summary_table
from quoteattr.evaluation.bootstrap import bootstrap_intervals
from quoteattr.evaluation.summary import coverage
from quoteattr.evaluation.summary_intervals import summary_differences, summary_intervals

SENTENCES = ["The old bridge closed.", "Ferries run hourly.", "The mayor blamed rust.", "It rained."]
TEXT = " ".join(SENTENCES)
SPANS = [[TEXT.index(s), TEXT.index(s) + len(s)] for s in SENTENCES]
FACTS = [
    {"text": "bridge closed", "weight": 3, "support": [SPANS[0]]},
    {"text": "ferries", "weight": 2, "support": [SPANS[1], SPANS[2]]},
    {"text": "rust", "weight": 1, "support": [SPANS[2]]},
]
GOLD = {"id": "a", "text": TEXT, "facts": FACTS, "summary": "The bridge is closed."}


def predicted(*places):
    chosen = [SPANS[place] for place in places]
    return {"summary": {"text": " ".join(TEXT[s:e] for s, e in chosen), "sentences": chosen}}


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        pytest.param((0,), {"coverage": 0.5, "must": 1.0, "of_best": 1.0}, id="best-one"),
        pytest.param((1,), {"coverage": 2 / 6, "must": 0.0, "of_best": 2 / 3}, id="second-best-one"),
        pytest.param((2,), {"coverage": 0.5, "must": 0.0, "of_best": 1.0}, id="one-sentence-two-facts"),
        pytest.param((0, 2), {"coverage": 1.0, "must": 1.0, "of_best": 1.0}, id="best-two"),
        pytest.param((0, 1), {"coverage": 5 / 6, "must": 1.0, "of_best": 5 / 6}, id="second-best-two"),
        pytest.param((3,), {"coverage": 0.0, "must": 0.0, "of_best": 0.0}, id="no-fact"),
        pytest.param((0, 1, 2, 3), {"coverage": 1.0, "must": 1.0, "of_best": 1.0}, id="all"),
        pytest.param((), {"coverage": 0.0, "must": 0.0, "of_best": 0.0}, id="none"),
    ],
)
def test_a_fact_is_carried_by_a_sentence_that_states_it(chosen, expected):
    row = score_summary(GOLD, predicted(*chosen))
    assert {name: row[name] for name in expected} == pytest.approx(expected)
    assert row["sentences"] == len(chosen)


@pytest.mark.parametrize(
    ("letters", "carried"), [pytest.param(7, 1.0, id="seven-tenths"), pytest.param(6, 0.0, id="six-tenths")]
)
def test_a_fact_is_carried_from_seven_tenths_of_its_letters(letters, carried):
    assert coverage("abcde fghij", [{"weight": 2, "support": [[0, 11]]}], [(0, letters + 1)]) == carried


def test_lengths_are_counted_of_the_text_and_the_sentences():
    row = score_summary(GOLD, {"summary": {"text": "Rust, rust!", "sentences": [{"start": 0, "end": 5}]}})
    assert (row["words"], row["sentences"]) == (2, 1)


@pytest.mark.parametrize("record", [None, {}, {"summary": None}])
def test_a_missing_summary_counts_as_empty(record):
    assert score_summary(GOLD, record)["coverage"] == 0.0


def test_an_article_without_facts_has_no_coverage():
    assert score_summary({"text": TEXT}, predicted(0)) == {"words": 4, "sentences": 1}
    assert coverage(TEXT, [], [(0, 9)]) == 0.0


def test_rouge_compares_with_the_reference():
    row = score_summary(GOLD, predicted(0), rouge=lambda reference, text: {"same": float(reference == text)})
    assert row["same"] == 0.0
    assert "same" not in score_summary({"text": TEXT}, predicted(0), rouge=lambda _, __: {"same": 1.0})


def test_rouge_by_its_package():
    pytest.importorskip("rouge_score")
    rouge = load_rouge()
    assert rouge("The bridge is closed.", "the bridges closed") == pytest.approx(
        {"rouge1": 6 / 7, "rouge2": 2 / 5, "rougeL": 6 / 7}
    )


def test_without_the_package_there_is_no_rouge(monkeypatch):
    def refuse(name, *_, **__):
        raise ImportError(name)

    monkeypatch.setattr("quoteattr.evaluation.summary.import_module", refuse)
    assert load_rouge() is None


def test_the_report_averages_what_articles_have():
    report = score_summaries({"a": GOLD, "b": {"text": TEXT}}, {"a": predicted(1), "b": predicted(0)})
    assert report == {"coverage": 33.3, "must": 0.0, "of_best": 66.7, "sentences": 1.0, "words": 3.5, "articles": 2}


def test_the_table_has_a_row_for_each_summary_and_its_intervals():
    reports = {"lead": summary_report([{"words": 3, "coverage": 0.5}]), "other": summary_report([{"words": 4}])}
    table = summary_table(reports, {"lead": {"coverage": (40.0, 60.0)}})
    assert [line.split() for line in table.splitlines()] == [
        ["summary", "coverage", "words", "articles"],
        ["lead", "50.0", "3.0", "1"],
        ["other", "-", "4.0", "1"],
        [],
        ["95", "%", "intervals", "coverage", "words"],
        ["lead", "50.0", "[40.0,", "60.0]", "3.0"],
    ]


@settings(deadline=None)
@given(st.sets(st.integers(0, 3)), st.integers(0, 3))
def test_one_more_sentence_never_covers_less(chosen, more):
    before, after = (
        score_summary(GOLD, predicted(*sorted(places)))["coverage"] for places in (chosen, chosen | {more})
    )
    assert before <= after <= 1


def test_the_best_sentences_are_found_greedily_the_earliest_of_equals_first():
    supports = {"a": (0, 1), "b": (0, 2), "c": (1,), "d": (2,)}
    facts = [{"weight": 1, "support": [SPANS[place] for place in places]} for places in supports.values()]
    row = score_summary({"text": TEXT, "facts": facts}, predicted(1, 2))
    # The first sentence is taken first, so that two reach only three of the four facts.
    assert (row["coverage"], row["of_best"]) == pytest.approx((1.0, 4 / 3))


ROWS = [{"words": 20, "coverage": 0.5, "must": 1.0}, {"words": 31, "coverage": 0.25}, {"words": 12, "coverage": 1.0}]


def test_intervals_are_those_of_the_report():
    expected = bootstrap_intervals(ROWS, summary_report, resamples=50, seed=3)
    del expected["articles"]
    assert summary_intervals(ROWS, resamples=50, seed=3) == expected


def test_a_number_that_few_articles_have_is_averaged_over_those():
    assert summary_intervals(ROWS, resamples=50)["must"] == (100.0, 100.0)


def test_no_article_has_no_interval():
    assert summary_intervals([]) == {}


def test_differences_are_paired():
    baseline = [{"coverage": row["coverage"] - 0.25, "rouge1": 0.1} for row in ROWS]
    paired = summary_differences(ROWS, baseline)
    assert summary_report(paired) == {"coverage": 25.0, "articles": 3}
    assert summary_intervals(paired, resamples=50) == {"coverage": (25.0, 25.0)}


def test_differences_need_the_same_articles():
    with pytest.raises(OptionError, match="3 summaries from 2 of a baseline"):
        summary_differences(ROWS, ROWS[:2])
