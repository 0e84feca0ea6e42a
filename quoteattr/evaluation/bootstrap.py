"""How far a score could move with another sample of articles."""

import math
import random
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from quoteattr.errors import OptionError

__all__ = ["bootstrap_intervals"]

T = TypeVar("T")


def bootstrap_intervals(
    articles: Sequence[T],
    measure: Callable[[Sequence[T]], Mapping[str, float | None]],
    *,
    resamples: int = 1000,
    level: float = 0.95,
    seed: int = 0,
) -> dict[str, tuple[float, float]]:
    """Return percentile bootstrap intervals, drawing whole articles with replacement.

    Quotations of one article depend on each other, so it is articles that are drawn, never quotations.
    (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13.)

    Args:
        articles: What is known of each article, such as its counts.
        measure: From a sample of them to numbers by name; `None` where a sample does not ask for one.
        resamples: How many samples to draw; at least 1.
        level: Share of the samples that lie within the interval, above 0 and below 1.
        seed: Seed of the random draws; the same seed gives the same intervals.

    Returns:
        Lower and upper end by name, for each number that some sample has.

    Raises:
        OptionError: If `resamples` or `level` is out of range.

    Example:
        >>> mean = lambda sample: {"mean": sum(sample) / len(sample)}
        >>> bootstrap_intervals([2.0] * 5, mean, resamples=10)
        {'mean': (2.0, 2.0)}
    """
    if resamples < 1 or not 0 < level < 1:
        raise OptionError(
            f"intervals need resamples >= 1 and 0 < level < 1, got resamples={resamples}, level={level}; "
            "1000 resamples and a level of 0.95 are usual"
        )
    if not articles:
        return {}
    draw = random.Random(seed)  # noqa: S311 - a sample, not a secret
    numbers: dict[str, list[float]] = defaultdict(list)
    for _ in range(resamples):
        for name, value in measure(draw.choices(articles, k=len(articles))).items():
            if value is not None:
                numbers[name].append(value)
    return {name: _ends(sorted(values), level) for name, values in numbers.items()}


def _ends(values: Sequence[float], level: float) -> tuple[float, float]:
    outside = (1 - level) / 2
    first = math.floor(outside * len(values))
    return values[first], values[len(values) - 1 - first]
