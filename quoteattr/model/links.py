"""Candidate pairs for the link head, and what the head is told about each.

A content fragment is linked to a cue, and a cue to a source. Both questions have the same form: for each span of one
list, which span of the other, or none? Candidates are the nearest spans on either side.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["BETWEEN_SIZE", "BREAKS_SIZE", "GAP_SIZE", "Candidates", "link_candidates"]

Ints = NDArray[np.int64]

_EDGES = np.array([0, 1, 2, 4, 8, 16, 32, 64, 128])
GAP_SIZE = 2 * (len(_EDGES) + 1)
BREAKS_SIZE = 7
BETWEEN_SIZE = 4


@dataclass(frozen=True, slots=True)
class Candidates:
    """Candidates of n spans, at most k for each.

    Args:
        index: Places in the other list, shape (n, k); 0 where there is no candidate.
        valid: Which entries of `index` are candidates, shape (n, k).
        gap: Bucket of the signed distance in tokens, shape (n, k).
        breaks: Bucket of the signed number of paragraph breaks between the spans, shape (n, k).
        between: Number of other candidates that are nearer on the same side, at most 3, shape (n, k).
    """

    index: Ints
    valid: NDArray[np.bool_]
    gap: Ints
    breaks: Ints
    between: Ints


def link_candidates(spans: Ints, others: Ints, paragraph: Ints, *, most: int, reach: int) -> Candidates:
    """Find the nearest `most` spans of `others` for each of `spans`.

    Args:
        spans: Token spans, half-open, shape (n, 2).
        others: Token spans, half-open, sorted, shape (m, 2).
        paragraph: Number of the paragraph of each token.
        most: Greatest number of candidates.
        reach: Greatest distance in tokens.

    Example:
        >>> spans, others = np.array([[4, 9]]), np.array([[0, 2], [10, 11]])
        >>> found = link_candidates(spans, others, np.zeros(12, int), most=3, reach=50)
        >>> found.index.tolist(), found.valid.tolist()
        ([[1, 0, 0]], [[True, True, False]])
    """
    n, m, k = len(spans), len(others), most
    index, valid = np.zeros((n, k), np.int64), np.zeros((n, k), bool)
    gap, breaks, between = (np.zeros((n, k), np.int64) for _ in range(3))
    if not n or not m:
        return Candidates(index, valid, gap, breaks, between)
    # The `most` others that start before a span and the `most` after it hold its nearest ones.
    place = np.searchsorted(others[:, 0], spans[:, 0])
    near = place[:, None] + np.arange(-most, most)[None, :]
    inside = (near >= 0) & (near < m)
    near = near.clip(0, m - 1)
    after = others[near, 0] - spans[:, None, 1]
    before = spans[:, None, 0] - others[near, 1]
    distance = np.maximum(np.maximum(after, before), 0)
    inside &= distance <= reach
    order = np.argsort(np.where(inside, distance, np.iinfo(np.int64).max), axis=1, kind="stable")[:, :k]
    index, valid = np.take_along_axis(near, order, 1), np.take_along_axis(inside, order, 1)
    follows = np.take_along_axis(after >= 0, order, 1)
    bucket = np.searchsorted(_EDGES, np.take_along_axis(distance, order, 1), side="right")
    gap = np.where(follows, bucket, bucket + len(_EDGES)).clip(0, GAP_SIZE - 1)
    moved = paragraph[others[index, 0]] - paragraph[spans[:, 0]][:, None]
    breaks = moved.clip(-3, 3) + 3
    same_side = follows[:, :, None] == follows[:, None, :]
    nearer = np.tril(np.ones((k, k), bool), -1)[None]
    between = (same_side & nearer & valid[:, None, :]).sum(2).clip(0, BETWEEN_SIZE - 1)
    return Candidates(np.where(valid, index, 0), valid, gap, breaks, between)
