"""How sure the numbers of summaries are, and their differences between two ways to sum up the same articles."""

from collections.abc import Mapping, Sequence

import numpy as np

from quoteattr.errors import OptionError
from quoteattr.evaluation.bootstrap import bootstrap_intervals
from quoteattr.evaluation.summary import LENGTHS

__all__ = ["summary_differences", "summary_intervals"]

Row = Mapping[str, float]


def summary_differences(rows: Sequence[Row], baseline: Sequence[Row]) -> list[dict[str, float]]:
    """Subtract the scores of a baseline, article by article.

    What comes back is a score of each article again: its `summary_report` is the mean difference, and its
    `summary_intervals` are those of the paired bootstrap, in which what makes an article hard for both cancels out.

    Args:
        rows: What `score_summary` returned for each article.
        baseline: The same of the baseline, for the same articles in the same order.

    Returns:
        For each article the numbers that both have.

    Raises:
        OptionError: If there are not as many scores on both sides.

    Example:
        >>> summary_differences([{"coverage": 0.75, "words": 30}], [{"coverage": 0.5, "words": 40}])
        [{'coverage': 0.25, 'words': -10}]
    """
    if len(rows) != len(baseline):
        raise OptionError(
            f"differences of {len(rows)} summaries from {len(baseline)} of a baseline were asked for; give the scores "
            "of both for the same articles, in the same order"
        )
    return [
        {name: row[name] - other[name] for name in row if name in other}
        for row, other in zip(rows, baseline, strict=True)
    ]


def summary_intervals(
    rows: Sequence[Row], *, resamples: int = 1000, level: float = 0.95, seed: int = 0
) -> dict[str, tuple[float, float]]:
    """Return bootstrap intervals of each number of a report of summaries, in its units.

    Args:
        rows: What `score_summary` or `summary_differences` returned for each article.
        resamples: How many samples of the articles to draw; at least 1.
        level: Share of the samples that lie within an interval, above 0 and below 1.
        seed: Seed of the random draws; the same seed draws the same articles for every list of that length.

    Returns:
        Lower and upper end by name.

    Raises:
        OptionError: If `resamples` or `level` is out of range.

    Example:
        >>> summary_intervals([{"words": 20, "coverage": 0.5}] * 3, resamples=10)
        {'coverage': (50.0, 50.0), 'words': (20.0, 20.0)}
    """
    names = sorted({name for row in rows for name in row})
    scale = np.array([1.0 if name in LENGTHS else 100.0 for name in names])
    table = np.array([[row.get(name, np.nan) for name in names] for row in rows]).reshape(len(rows), len(names)) * scale

    def means(places: Sequence[int]) -> Mapping[str, float | None]:
        sample = table[np.asarray(places)]
        there = ~np.isnan(sample)
        counts, sums = there.sum(axis=0), np.where(there, sample, 0.0).sum(axis=0)
        return {
            name: float(total / count) if count else None
            for name, total, count in zip(names, sums.tolist(), counts.tolist(), strict=True)
        }

    ends = bootstrap_intervals(range(len(rows)), means, resamples=resamples, level=level, seed=seed)
    return {name: (round(low, 1), round(high, 1)) for name, (low, high) in ends.items()}
