"""Rates: how much of what was asked was answered right."""

from collections import Counter

__all__ = ["Counts", "count_asked", "share_right"]

Counts = Counter[tuple[str, str, str]]
"""Counts by metric, group and part; those of several articles add up."""


def count_asked(counts: Counts, metric: str, group: str, *, right: bool) -> None:
    """Count one thing that was asked.

    Args:
        counts: Where it is counted.
        metric: What was asked.
        group: Of which group.
        right: Whether it was answered right.

    Example:
        >>> counts: Counts = Counter()
        >>> count_asked(counts, "speaker", "all", right=True)
        >>> counts["speaker", "all", "asked"], counts["speaker", "all", "right"]
        (1, 1)
    """
    counts[metric, group, "asked"] += 1
    counts[metric, group, "right"] += right


def share_right(counts: Counts, metric: str, group: str) -> float | None:
    """Return how much of what was asked was answered right, in percent; `None` where nothing was asked.

    Args:
        counts: The counts.
        metric: What was asked.
        group: Of which group.

    Example:
        >>> share_right(Counter({("speaker", "all", "asked"): 3, ("speaker", "all", "right"): 2}), "speaker", "all")
        66.7
    """
    asked, right = (counts[metric, group, part] for part in ("asked", "right"))
    return round(100 * right / asked, 1) if asked else None
