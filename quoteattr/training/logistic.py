"""Logistic regression with an L2 penalty, by Newton's method."""

import numpy as np
from numpy.typing import NDArray

__all__ = ["fit_logistic"]

Floats = NDArray[np.float64]

_STEPS = 50
_SMALL = 1e-9
# The bias is all but free; a touch of penalty keeps examples that are all right, or all wrong, from driving it off.
_BIAS_PENALTY = 1e-3


def fit_logistic(values: Floats, right: NDArray[np.bool_], *, penalty: float = 10.0) -> tuple[float, Floats]:
    """Return bias and weights of the logistic model that fits best.

    The penalty is on the weights of standardised columns, so that it does not depend on their units; a column that
    never varies gets the weight 0. (Hastie, Tibshirani and Friedman, 2009, section 4.4.)

    Args:
        values: What is known of each example, shape (n, k).
        right: What to predict, shape (n,).
        penalty: Half of it is multiplied with the squared weights; 0 would let separable examples diverge.

    Example:
        >>> bias, weights = fit_logistic(np.array([[0.0], [1.0]] * 50), np.array([False, True] * 50), penalty=1.0)
        >>> bool(bias < 0 < weights[0])
        True
    """
    count, width = values.shape
    if not count:
        return 0.0, np.zeros(width)
    mean, spread = values.mean(0), values.std(0)
    varies = spread > _SMALL
    scale = np.where(varies, spread, 1.0)
    rows = np.c_[np.where(varies, (values - mean) / scale, 0.0), np.ones(count)]
    penalties = np.append(np.full(width, penalty), _BIAS_PENALTY)
    found = np.zeros(width + 1)
    for _ in range(_STEPS):
        expected = 1.0 / (1.0 + np.exp(-(rows @ found).clip(-30, 30)))
        slope = rows.T @ (expected - right) + penalties * found
        curve = (rows * (expected * (1.0 - expected))[:, None]).T @ rows + np.diag(penalties)
        step = np.linalg.solve(curve, slope)
        found -= step
        if np.abs(step).max() < _SMALL:
            break
    weights = found[:-1] / scale
    return float(found[-1] - weights @ mean), weights
