"""What arguments accept."""

import math

import numpy as np
import pytest

from quoteattr.arguments import check_count, check_one_of, check_score
from quoteattr.errors import OptionError


@pytest.mark.parametrize("accepted", [None, 0, 1, 0.25, np.float32(0.5)])
def test_scores_from_0_to_1_are_accepted(accepted):
    check_score("min_score", accepted, default="0")


@pytest.mark.parametrize("refused", [-0.1, 1.01, math.nan, True, "0.5", [0.5], 50])
def test_other_scores_are_refused(refused):
    with pytest.raises(OptionError, match=r"min_score=.* was asked for; accepted are numbers from 0 .* None for 0$"):
        check_score("min_score", refused, default="0")


@pytest.mark.parametrize("accepted", [1, 2**70])
def test_whole_numbers_from_1_are_accepted(accepted):
    check_count("batch_size", accepted)


@pytest.mark.parametrize("refused", [0, -1, 1.0, True, "1", None, math.inf])
def test_other_counts_are_refused(refused):
    with pytest.raises(OptionError, match=r"^batch_size=.* was asked for; accepted are whole numbers from 1$"):
        check_count("batch_size", refused)


@pytest.mark.parametrize("refused", ["", "RAISE", None, 3, ["raise"]])
def test_a_word_that_is_not_one_of_those_accepted_is_refused(refused):
    with pytest.raises(OptionError, match=r"^on_error=.* was asked for; accepted are 'raise', 'skip'$"):
        check_one_of("on_error", refused, ("raise", "skip"))
