"""Scores of speakers: fitted on articles with speakers, reported without having seen them."""

import numpy as np
import pytest

from quoteattr.errors import OptionError
from quoteattr.evaluation import expected_calibration_error, given_quotations, read_gap, score_resolution
from quoteattr.speakers.referents import Decision
from quoteattr.speakers.trust import GROUPS, SCORED, Trust
from quoteattr.training.calibrate_speakers import calibrate_speakers, fit_trust
from quoteattr.training.data import as_gold, read_data
from quoteattr.training.resolution import has_speakers, resolve_article, resolve_gap
from tests.conftest import build_tiny_encoder
from tests.training.articles import pair, speech, write


@pytest.fixture
def encoder():
    return build_tiny_encoder(window=64, overlap=16)


@pytest.fixture
def gold():
    return {key: speech(key) for key in "abcd"}


def judged(count, share, group, score, seed=0):
    random = np.random.default_rng(seed)
    return [(Decision(score=score, group=group), bool(right)) for right in random.random(count) < share]


def test_groups_are_trusted_as_far_as_they_are_right():
    trust = fit_trust([*judged(1000, 0.98, "name", 1.0), *judged(1000, 0.8, "unnamed", 1.0)])
    assert trust.score("name", 1.0) == pytest.approx(0.98, abs=0.02)
    assert trust.score("unnamed", 1.0) == pytest.approx(0.8, abs=0.03)


def test_bold_scores_are_brought_down():
    random = np.random.default_rng(1)
    scores = random.uniform(0.5, 0.99, 4000)
    # Right in so many cases of a hundred as the score's log-odds would say if they were half as large.
    odds = np.sqrt(scores / (1 - scores))
    examples = [
        (Decision(score=float(score), group="he or she"), bool(right))
        for score, right in zip(scores, random.random(4000) < odds / (1 + odds), strict=True)
    ]
    trust = fit_trust(examples)
    assert trust.lines["he or she"][1] == pytest.approx(0.5, abs=0.1)
    after = [(trust.score(d.group, d.score), right) for d, right in examples]
    assert expected_calibration_error(after) < 0.04


def test_a_group_that_was_not_met_is_trusted_like_the_others():
    trust = fit_trust(judged(500, 0.9, "he or she", 0.9))
    assert set(trust.lines) == set(GROUPS)
    assert 0.5 < trust.score("they or it", 0.9) < 1


def test_scores_that_say_nothing_weigh_nothing():
    lines = fit_trust([*judged(50, 0.9, "name", 1.0), *judged(50, 0.7, "described", 0.8)]).lines
    assert all(lines[group][1] == 0 for group in GROUPS if group not in SCORED)


@pytest.mark.parametrize("examples", [[], judged(3, 2.0, "name", 1.0)], ids=["nothing", "all right"])
def test_few_examples_give_finite_weights(examples):
    assert Trust.from_dict(fit_trust(examples).to_dict()) == fit_trust(examples)


def test_the_calibration_goes_into_the_configuration(encoder, gold):
    result = calibrate_speakers(encoder, gold, folds=2)
    assert set(encoder.speaker_calibration) == set(GROUPS)
    assert len(result.before) == len(result.after) > 0
    assert [right for _, right in result.before] == [right for _, right in result.after]
    assert result.reports()["plain"]["quotations"] == len(result.before)
    assert score_resolution(gold, result.records)["n"] == 16


def test_calibrating_again_changes_nothing(encoder, gold):
    once = calibrate_speakers(encoder, gold, folds=2)
    calibration = encoder.speaker_calibration
    assert calibrate_speakers(encoder, gold, folds=2) == once
    assert encoder.speaker_calibration == calibration


def test_an_article_is_scored_by_a_model_that_did_not_see_it(encoder, gold):
    count = len(resolve_article(encoder, gold["a"]).judged)
    after = calibrate_speakers(encoder, gold, folds=4).after[:count]
    other = speech("a")
    for quotation in other["quotations"]:
        quotation["speaker"] = "s2" if quotation["speaker"] == "s1" else quotation["speaker"]
    changed = calibrate_speakers(encoder, {**gold, "a": other}, folds=4).after[:count]
    assert [score for score, _ in changed] == [score for score, _ in after]


def test_one_fold_is_refused(encoder, gold):
    with pytest.raises(OptionError, match="folds=1"):
        calibrate_speakers(encoder, gold, folds=1)


def test_quotations_keep_their_spans_and_get_their_kind():
    given = given_quotations(speech())
    assert [q.kind for q in given] == ["direct", "indirect", "indirect", "indirect", "indirect"]
    assert [[span.start, span.end] for span in given[1].source] == speech()["quotations"][1]["source"]


def test_only_known_speakers_are_judged(encoder):
    article = resolve_article(encoder, speech())
    found = [q for q in article.record["quotations"] if q["speaker"] is not None]
    # What the fifth quotation's speaker is nobody can tell.
    assert len(article.judged) == len([q for q in found if q["id"] != "q4"])
    assert has_speakers(speech())


def test_speakers_survive_the_way_through_a_file(tmp_path):
    articles = read_data(write(tmp_path / "told.jsonl", speech()))
    [told] = as_gold(articles, speakers=True).values()
    assert told["speakers"] == speech()["speakers"]
    assert [q["speaker"] for q in told["quotations"]] == ["s1", "s2", "s1", "author", None]
    [plain] = as_gold(articles).values()
    assert not has_speakers(plain)
    assert "speaker" not in plain["quotations"][0]


def test_articles_without_speakers_are_as_they_were(annotated):
    articles = read_data(annotated)
    assert as_gold(articles, speakers=True) == as_gold(articles)


def test_gap_is_counted_by_both_names(encoder, tmp_path):
    with write(tmp_path / "gap.jsonl", pair("1"), pair("2", a=False)).open() as lines:
        report = resolve_gap(encoder, read_gap(lines))
    assert (report["overall"]["n"], report["feminine"]["n"], report["masculine"]["n"]) == (2, 2, 0)
