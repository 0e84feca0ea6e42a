"""Pair predicted with gold quotations by how much of their content they share."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from quoteattr.evaluation.spans import Letters, Pair

__all__ = ["LEAST_OVERLAP", "common", "match"]

LEAST_OVERLAP = 0.5
"""Intersection over union of two contents' letters from which they are the same quotation."""


def match(gold: Sequence[Letters], predicted: Sequence[Letters]) -> list[tuple[int, int]]:
    """Match contents one to one, the best overlap first.

    Args:
        gold: The letters of each gold content.
        predicted: The letters of each predicted content.

    Returns:
        Places in `gold` and in `predicted` of each match, the best overlap first. Of equal overlaps, the one earlier
        among the predicted comes first, then the one earlier among the gold.

    Example:
        >>> match([frozenset({1, 2, 3}), frozenset({7, 8})], [frozenset({7, 8}), frozenset({2, 3})])
        [(1, 0), (0, 1)]
    """
    ranked = sorted((-overlap, p, g) for g, p, overlap in _overlaps(gold, predicted) if overlap >= LEAST_OVERLAP)
    matches: list[tuple[int, int]] = []
    taken_gold: set[int] = set()
    taken_predicted: set[int] = set()
    for _, p, g in ranked:
        if g not in taken_gold and p not in taken_predicted:
            taken_gold.add(g)
            taken_predicted.add(p)
            matches.append((g, p))
    return matches


def _overlaps(gold: Sequence[Letters], predicted: Sequence[Letters]) -> Iterable[tuple[int, int, float]]:
    """Yield the intersection over union of every two contents that share a letter.

    Going through the letters, not through all pairs, keeps an article with thousands of quotations quick.
    """
    owners: dict[int, list[int]] = defaultdict(list)
    for g, content in enumerate(gold):
        for letter in content:
            owners[letter].append(g)
    for p, content in enumerate(predicted):
        shared = Counter(g for letter in content for g in owners.get(letter, ()))
        for g, count in shared.items():
            yield g, p, count / (len(gold[g]) + len(content) - count)


def common(gold: Iterable[tuple[Pair, ...]], predicted: Iterable[tuple[Pair, ...]]) -> list[tuple[Pair, ...]]:
    """Return the contents that stand on both sides with exactly the same fragments, each as often as on both.

    Args:
        gold: The trimmed fragments of each gold content.
        predicted: The trimmed fragments of each predicted content.

    Example:
        >>> common([((0, 4),), ((6, 9),)], [((6, 9),), ((6, 9),)])
        [((6, 9),)]
    """
    return list((Counter(gold) & Counter(predicted)).elements())
