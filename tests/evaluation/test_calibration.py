"""Numbers worked out by hand, and what must hold of any scores."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.errors import OptionError
from quoteattr.evaluation import (
    calibration_report,
    calibration_table,
    expected_calibration_error,
    judge_article,
    precision_at_recall,
    ranking_quality,
    reliability_bins,
    risk_coverage,
    scored_quotations,
)

TEXT = "“Yes,” she said. “No,” said Ada Burns. It rained."
YES, SHE, NO, ADA, RAIN = [0, 6], [7, 10], [17, 22], [28, 37], [39, 49]
FIVE = [(0.1, False), (0.3, True), (0.6, False), (0.8, True), (0.9, True)]
SCORED = st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=40)


def said(content, source=None, **more):
    return {"content": [content], "source": [source] if source else [], **more}


def gold(*quotations, **more):
    return {"text": TEXT, "quotations": list(quotations), **more}


@pytest.mark.parametrize(
    ("asked", "guess", "verdict"),
    [
        pytest.param(gold(said(YES, SHE)), said(YES, SHE), True, id="content and source"),
        pytest.param(gold(said(YES, SHE)), said(YES, ADA), False, id="another source"),
        pytest.param(gold(said(YES, SHE)), said(YES), False, id="no source where one is asked for"),
        pytest.param(gold(said(YES)), said(YES), True, id="no source is asked for"),
        pytest.param(gold(said(YES)), said(YES, SHE), True, id="a source that is not asked for"),
        pytest.param(gold(said(YES, SHE)), said(NO, SHE), False, id="another content"),
        pytest.param(gold(), said(NO, ADA), False, id="no quotation"),
        pytest.param(gold(discard=[NO]), said(NO, ADA), None, id="set aside"),
    ],
)
def test_a_quotation_is_right_with_content_and_source(asked, guess, verdict):
    assert judge_article(asked, {"quotations": [guess]}) == [verdict]


def test_one_gold_quotation_makes_one_prediction_right():
    predicted = {"quotations": [said([0, 5], SHE), said(YES, SHE), said(NO, ADA)]}
    assert sorted(judge_article(gold(said(YES, SHE), said(NO, ADA)), predicted)) == [False, True, True]


def test_scores_stand_beside_verdicts():
    golds = {"a": gold(said(YES, SHE)), "b": gold(said(NO, ADA))}
    predicted = {"a": {"quotations": [said(YES, SHE, score=0.8), said(RAIN, score=0.2)]}}
    assert scored_quotations(golds, predicted) == [(0.8, True), (0.2, False)]


def test_groups_of_equal_mass():
    groups = reliability_bins(FIVE, bins=2)
    assert [(g.count, round(g.score, 3), round(g.right, 3)) for g in groups] == [(2, 0.2, 0.5), (3, 0.767, 0.667)]


def test_groups_of_equal_width():
    groups = reliability_bins(FIVE, bins=4, equal="width")
    assert [(g.count, round(g.score, 3), g.right) for g in groups] == [
        (1, 0.1, 0),
        (1, 0.3, 1),
        (1, 0.6, 0),
        (2, 0.85, 1),
    ]


@pytest.mark.parametrize(
    ("equal", "error"),
    [
        # 2/5 of |0.2 - 1/2| and 3/5 of |2.3/3 - 2/3|.
        pytest.param("mass", 0.12 + 0.06, id="mass"),
        # Halves: 2/5 of |0.2 - 1/2| and 3/5 of the same upper three.
        pytest.param("width", 0.12 + 0.06, id="width"),
    ],
)
def test_calibration_error_by_hand(equal, error):
    assert expected_calibration_error(FIVE, bins=2, equal=equal) == pytest.approx(error)


def test_a_score_of_one_belongs_to_the_last_group():
    assert [g.count for g in reliability_bins([(1.0, True), (0.95, True)], bins=10, equal="width")] == [2]


def test_risk_rises_with_what_is_kept():
    assert risk_coverage(FIVE) == [
        (pytest.approx(coverage), pytest.approx(risk))
        for coverage, risk in [(0.2, 0), (0.4, 0), (0.6, 1 / 3), (0.8, 1 / 4), (1, 2 / 5)]
    ]


@pytest.mark.parametrize(
    ("total", "recall", "precision"),
    [
        pytest.param(4, 0.5, 1.0, id="two of four"),
        pytest.param(4, 0.75, 3 / 4, id="three of four, one wrong before it"),
        pytest.param(6, 0.5, 3 / 4, id="three of six"),
        pytest.param(8, 0.5, None, id="never reached"),
    ],
)
def test_precision_at_a_recall(total, recall, precision):
    assert precision_at_recall(FIVE, gold=total, recall=recall) == precision


def test_ranking_counts_pairs():
    # Of 3 x 2 pairs, 0.3 loses to 0.6; the others are in order.
    assert ranking_quality(FIVE) == pytest.approx(5 / 6)
    assert ranking_quality([(0.5, True), (0.5, False)]) == 0.5
    assert ranking_quality([(0.5, True)]) is None


@pytest.mark.parametrize("options", [{"bins": 0}, {"equal": "size"}], ids=["no bin", "no such grouping"])
def test_groups_that_cannot_be_made_are_refused(options):
    with pytest.raises(OptionError, match="were asked for; accepted are"):
        reliability_bins(FIVE, **options)


@pytest.mark.parametrize("recall", [0, 1.5])
def test_a_recall_that_is_none_is_refused(recall):
    with pytest.raises(OptionError, match="accepted are numbers above 0"):
        precision_at_recall(FIVE, gold=5, recall=recall)


def test_report_and_table():
    golds = {"a": gold(said(YES, SHE), said(NO, ADA), discard=[RAIN])}
    predicted = {"a": {"quotations": [said(YES, SHE, score=0.8), said(NO, SHE, score=0.4), said(RAIN, score=0.1)]}}
    report = calibration_report(golds, predicted, bins=2)
    assert (report["quotations"], report["right"], report["precision"], report["ranking"]) == (2, 0.5, 1.0, 1.0)
    assert report["ece"] == pytest.approx((0.2 + 0.4) / 2)
    assert report["bins"] == [{"count": 1, "score": 0.4, "right": 0.0}, {"count": 1, "score": 0.8, "right": 1.0}]
    header, row = calibration_table({"scores of a": report}).splitlines()
    assert " ".join(header.split()) == "scores quotations right ECE equal width P at R 50 ranking"
    assert row.split() == ["scores", "of", "a", "2", "0.500", "0.300", "0.300", "1.000", "1.000"]


@given(SCORED, st.integers(1, 20), st.sampled_from(["mass", "width"]))
def test_groups_hold_every_quotation_once(scored, bins, equal):
    groups = reliability_bins(scored, bins=bins, equal=equal)
    assert len(groups) <= bins
    assert sum(g.count for g in groups) == len(scored)
    assert sum(g.count * g.right for g in groups) == pytest.approx(sum(right for _, right in scored))
    assert all(a.score <= b.score + 1e-9 for a, b in pairwise(groups))


@given(SCORED, st.integers(1, 20), st.sampled_from(["mass", "width"]))
def test_error_is_a_share_and_no_less_than_the_mean_difference(scored, bins, equal):
    error = expected_calibration_error(scored, bins=bins, equal=equal)
    assert 0 <= error <= 1
    if scored:
        apart = abs(math.fsum(score - right for score, right in scored)) / len(scored)
        assert error >= apart - 1e-9


@given(SCORED)
def test_scores_that_are_the_truth_have_no_error_and_rank_perfectly(scored):
    truth = [(float(right), right) for _, right in scored]
    assert expected_calibration_error(truth, equal="width") == 0
    assert ranking_quality(truth) in (None, 1.0)


@given(SCORED)
def test_only_the_order_matters_to_ranking_and_risk(scored):
    moved = [(score / 2 + 0.25, right) for score, right in scored if score in (0, 1) or score > 1e-9]
    kept = [(score, right) for score, right in scored if score in (0, 1) or score > 1e-9]
    if len({score for score, _ in moved}) == len({score for score, _ in kept}):  # no two fell together in rounding
        assert ranking_quality(moved) == ranking_quality(kept)
        assert risk_coverage(moved) == risk_coverage(kept)


@given(SCORED)
def test_coverage_ends_with_everything(scored):
    curve = risk_coverage(scored)
    assert [c for c, _ in curve] == sorted({c for c, _ in curve})
    if scored:
        assert curve[-1] == (1.0, pytest.approx(1 - sum(right for _, right in scored) / len(scored)))
