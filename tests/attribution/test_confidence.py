import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.attribution.confidence import MEASURES, Calibration, Draft, Measures, plain_score
from quoteattr.errors import CheckpointError
from tests.attribution.test_decode import SHORT, make_states

TEXT = "“It rains,” said Ada Burns.\n\nIt pours and pours."
DRAFT = Draft([(0, 2)], (2, 3), (3, 5), [0.9], 0.8)


def states(letters="CcQSsooooo", sure=0.9):
    return make_states(TEXT, [SHORT[c] for c in letters][: len(TEXT.split())], sure)


def measured(draft, letters="CcQSsooooo", sure=0.9):
    contents = np.array(draft.content, np.int64)
    return dict(zip(MEASURES, Measures(states(letters, sure), contents).of(draft), strict=True))


def test_plain_score_is_tags_times_links():
    assert plain_score(DRAFT, states()) == pytest.approx(0.9 * 0.9 * 0.8)
    assert plain_score(Draft([(0, 2)], cue_links=[0.5]), states()) == pytest.approx(0.9 * 0.5)


def test_measures_by_hand():
    # Of each token, 0.9 is its own tag's and 1/60 each other tag's.
    found, other = measured(DRAFT), 0.1 / 6
    both = 0.9 + other
    overlap = 2 * both / (2 + 7 * 2 * other)
    assert found == pytest.approx(
        {
            "plain": math.log(0.648 / 0.352),
            "overlap": math.log(overlap / (1 - overlap)),
            "end": math.log(1 - other),
            "length": math.log(2),
            "short": math.log(2),
            "cue": math.log(both),
            "cue_link": math.log(0.9),
            "other_paragraph": 0.0,
            "source_link": math.log(0.8 / 0.2),
            "source_edges": math.log(0.9) + math.log(1 - other),
            "source_length": math.log(2),
            "no_source": 0.0,
        },
        rel=1e-4,
    )


def test_without_cue_and_source_nothing_is_measured_of_them():
    found = measured(Draft([(0, 2)], cue_links=[0.7]))
    assert found["no_source"] == 1.0
    assert [found[name] for name in ("cue", "source_link", "source_edges", "source_length")] == [0.0] * 4


@pytest.mark.parametrize(
    ("name", "draft", "letters", "rises"),
    [
        pytest.param("other_paragraph", Draft([(5, 9)], (2, 3), None, [0.9], 0.9), "ooQooCcccc", True, id="paragraph"),
        pytest.param("overlap", Draft([(0, 2)], (4, 5), None, [0.9], 0.9), "CcccQooooo", False, id="content goes on"),
        pytest.param("end", Draft([(0, 2)], (4, 5), None, [0.9], 0.9), "CcccQooooo", False, id="no end here"),
        pytest.param("cue", Draft([(0, 2)], (3, 4), None, [0.9], 0.9), "Ccoooooooo", False, id="hardly a cue"),
        pytest.param("source_edges", Draft([(0, 2)], (2, 3), (3, 4), [0.9], 0.8), "CcQSsooooo", False, id="cut source"),
        pytest.param(
            "cue_link", Draft([(0, 1), (1, 2)], (2, 3), None, [0.9, 0.1], 0.9), "CCQSsooooo", False, id="link"
        ),
    ],
)
def test_what_a_measure_tells(name, draft, letters, rises):
    usual, here = measured(DRAFT)[name], measured(draft, letters)[name]
    assert here > usual + 0.5 if rises else here < usual - 0.5


def test_what_stands_around_two_fragments_is_counted_once():
    found = measured(Draft([(0, 2), (4, 6)], (2, 3), None, [0.9, 0.9], 0.9), "CcooCcoooo")
    overlap = 4 * (0.9 + 0.1 / 6) / (4 + 5 * 0.2 / 6)
    assert found["overlap"] == pytest.approx(math.log(overlap / (1 - overlap)), rel=1e-4)


def test_certain_tags_give_finite_measures():
    assert np.isfinite(list(measured(DRAFT, sure=1 - 1e-12).values())).all()


@given(st.lists(st.floats(-1e300, 1e300), min_size=len(MEASURES), max_size=len(MEASURES)), st.floats(-1e6, 1e6))
def test_a_score_is_a_probability(values, bias):
    calibration = Calibration(bias, (0.5, *[0.0] * (len(MEASURES) - 1)))
    assert 0 <= calibration.score(np.array(values)) <= 1


def test_a_calibration_survives_its_dictionary():
    calibration = Calibration(-0.25, tuple(0.5 * i for i in range(len(MEASURES))))
    assert Calibration.from_dict(calibration.to_dict()) == calibration
    shuffled = {"bias": -0.25, "weights": dict(reversed(calibration.to_dict()["weights"].items()))}
    assert Calibration.from_dict(shuffled) == calibration


WEIGHTS = dict.fromkeys(MEASURES, 0.0)


@pytest.mark.parametrize(
    "record",
    [
        pytest.param({}, id="empty"),
        pytest.param({"bias": 0, "weights": []}, id="weights without names"),
        pytest.param({"bias": None, "weights": WEIGHTS}, id="no bias"),
        pytest.param({"bias": 0, "weights": {**WEIGHTS, "luck": 1.0}}, id="another measure"),
        pytest.param({"bias": 0, "weights": {"plain": 1.0}}, id="measures missing"),
        pytest.param({"bias": 0, "weights": {**WEIGHTS, "plain": math.nan}}, id="not a number"),
        pytest.param(3, id="no dictionary"),
    ],
)
def test_a_calibration_of_another_form_is_refused(record):
    with pytest.raises(CheckpointError, match=r"calibration .*quoteattr\.training\.calibrate"):
        Calibration.from_dict(record)
