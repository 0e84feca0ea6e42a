import json

import numpy as np
import pytest
import torch
from click.testing import CliRunner

from quoteattr.attribution.confidence import MEASURES, Calibration
from quoteattr.errors import OptionError
from quoteattr.evaluation import expected_calibration_error, read_gold
from quoteattr.model.checkpoint import find_checkpoint, load_encoder
from quoteattr.model.network import TAGS
from quoteattr.model.saving import save_encoder
from quoteattr.training.calibrate import calibrate, main
from quoteattr.training.logistic import fit_logistic
from quoteattr.training.threshold import choose_min_score
from tests.conftest import build_tiny_encoder


def chance(count=4000, width=3, seed=0):
    random = np.random.default_rng(seed)
    values = random.normal(size=(count, width)) * [1.0, 10.0, 0.1][:width] + [0.0, 5.0, -3.0][:width]
    return random, values


def probabilities(values, bias, weights):
    return 1 / (1 + np.exp(-(bias + values @ weights)))


def test_the_model_behind_the_data_is_found():
    random, values = chance()
    right = random.random(len(values)) < probabilities(values, 13.0, np.array([1.5, -0.2, 4.0]))
    bias, weights = fit_logistic(values, right, penalty=0.1)
    found = probabilities(values, bias, weights)
    assert weights == pytest.approx([1.5, -0.2, 4.0], rel=0.2)
    assert expected_calibration_error(list(zip(found.tolist(), right.tolist(), strict=True))) < 0.03


def test_units_do_not_matter():
    random, values = chance()
    right = random.random(len(values)) < probabilities(values, 0.0, np.array([1.0, 0.1, 1.0]))
    bias, weights = fit_logistic(values, right)
    other_bias, other_weights = fit_logistic(values * [1000, 0.001, 1], right)
    assert other_weights * [1000, 0.001, 1] == pytest.approx(weights, rel=1e-4)
    assert other_bias == pytest.approx(bias, rel=1e-4)


@pytest.mark.parametrize(
    ("values", "right"),
    [
        pytest.param([[0.0], [1.0]], [False, True], id="separable"),
        pytest.param([[0.0], [1.0]], [True, True], id="all right"),
        pytest.param([[2.0], [2.0]], [False, True], id="a column that never varies"),
        pytest.param(np.empty((0, 1)), [], id="nothing"),
    ],
)
def test_hard_cases_give_finite_weights(values, right):
    bias, weights = fit_logistic(np.array(values), np.array(right, bool))
    assert np.isfinite([bias, *weights]).all()


def test_a_larger_penalty_gives_smaller_weights():
    random, values = chance(count=200)
    right = random.random(200) < probabilities(values, 0.0, np.array([2.0, 0.0, 0.0]))
    loose, tight = (fit_logistic(values, right, penalty=p)[1][0] for p in (0.1, 100.0))
    assert 0 < tight < loose


@pytest.fixture
def gold(annotated):
    with annotated.open() as lines:
        return read_gold(lines)


@pytest.fixture
def encoder():
    """Return an encoder with random weights that sees much content."""
    encoder = build_tiny_encoder(window=64, overlap=16)
    with torch.no_grad():
        encoder.model.tags.bias[TAGS.index("I-content")] += 0.5
    return encoder


def test_calibration_and_least_score_go_into_the_configuration(encoder, gold):
    result = calibrate(encoder, gold, folds=2)
    assert set(Calibration.from_dict(encoder.calibration).to_dict()["weights"]) == set(MEASURES)
    assert encoder.min_score == result.min_score
    assert (result.min_score, result.scores) == choose_min_score(gold, result.after)


def test_before_and_after_differ_in_scores_only(encoder, gold):
    result = calibrate(encoder, gold, folds=2)

    def without_scores(predicted):
        return {k: [{**q, "score": None} for q in record["quotations"]] for k, record in predicted.items()}

    assert any(record["quotations"] for record in result.before.values())
    assert without_scores(result.before) == without_scores(result.after)
    assert result.before != result.after


def test_an_article_is_scored_by_a_model_that_did_not_see_it(encoder, gold):
    first = next(iter(gold))
    after = calibrate(encoder, gold, folds=2).after[first]
    # Its own annotation cannot matter to its scores.
    assert calibrate(encoder, {**gold, first: {**gold[first], "quotations": []}}, folds=2).after[first] == after


def test_calibrating_again_changes_nothing(encoder, gold):
    once = calibrate(encoder, gold, folds=2)
    calibration = encoder.calibration
    assert calibrate(encoder, gold, folds=2) == once
    assert encoder.calibration == calibration


def test_one_fold_is_refused(encoder, gold):
    with pytest.raises(OptionError, match="folds=1"):
        calibrate(encoder, gold, folds=1)


def test_the_command_changes_the_configuration_and_no_weight(encoder, annotated, tmp_path):
    folder = save_encoder(encoder, tmp_path / "checkpoint")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    result = CliRunner().invoke(main, [str(folder), "--dev", str(annotated)], catch_exceptions=False)
    assert result.exit_code == 0
    assert result.output.splitlines()[1].startswith("plain")
    changed = {path.name for path in folder.iterdir() if path.read_bytes() != before.get(path.name)}
    assert "config.json" in changed
    assert changed.isdisjoint({"model.safetensors", "tokenizer.json"})
    stored = json.loads((folder / "config.json").read_text())
    loaded = load_encoder(find_checkpoint(folder), torch.device("cpu"))
    assert (loaded.calibration, loaded.min_score) == (stored["calibration"], stored["min_score"])
    assert f"min_score {loaded.min_score}" in result.output
