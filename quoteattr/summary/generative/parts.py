"""Divide a row of sentences into parts of about the same size."""

from collections.abc import Sequence
from math import ceil

__all__ = ["divide"]


def divide(sizes: Sequence[int], most: int) -> list[list[int]]:
    """Divide a row of items into consecutive groups of about the same size, as few as a pass from left to right finds.

    Args:
        sizes: Size of each item, at most `most`.
        most: Size of a group at most.

    Returns:
        The places of each group's items.

    Example:
        >>> divide([4, 4, 4, 4, 4], 12)
        [[0, 1, 2], [3, 4]]
    """
    left = sum(sizes)
    groups: list[list[int]] = []
    used = aim = planned = 0
    for place, size in enumerate(sizes):
        # A group ends at its fair share, unless what is left would then need one group more than it has to.
        fair = used + size / 2 > aim and ceil(left / most) < planned
        if not groups or used + size > most or fair:
            groups.append([])
            planned = ceil(left / most)
            used, aim = 0, ceil(left / planned)
        groups[-1].append(place)
        used += size
        left -= size
    return groups
