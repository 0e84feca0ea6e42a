"""Whether scores can be trusted: reliability, and how well they rank.

A quotation's score promises a probability: of all quotations with a score of 0.8, four in five should be right. Right
means what the metric "who" counts: the content matches a gold one, and the source is right too. Where the gold
quotation has no source, the content alone decides.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any, Literal

from quoteattr.errors import OptionError
from quoteattr.evaluation.matching import match
from quoteattr.evaluation.spans import Letters, ScoredText, pairs
from quoteattr.evaluation.speakers import same_source

__all__ = [
    "ReliabilityBin",
    "calibration_report",
    "expected_calibration_error",
    "judge_article",
    "precision_at_recall",
    "ranking_quality",
    "reliability_bins",
    "reliability_report",
    "risk_coverage",
    "scored_quotations",
]

Scored = tuple[float, bool]
"""A quotation's score, and whether the quotation is right."""

Equal = Literal["mass", "width"]
BINS = 15


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """Quotations of like scores.

    Args:
        count: How many there are.
        score: Their mean score.
        right: Share of them that is right.

    Example:
        >>> [bin.right for bin in reliability_bins([(0.2, False), (0.9, True)], bins=2)]
        [0.0, 1.0]
    """

    count: int
    score: float
    right: float


def judge_article(gold: Mapping[str, Any], predicted: Mapping[str, Any]) -> list[bool | None]:
    """Tell of each predicted quotation whether it is right.

    Args:
        gold: A gold record with `text`, `quotations` and perhaps `discard`.
        predicted: A record with `quotations`.

    Returns:
        In the order of the predicted quotations; `None` for one whose content has no letter that counts.

    Example:
        >>> gold = {"text": "“Yes,” she said.", "quotations": [{"content": [[0, 6]], "source": [[7, 10]]}]}
        >>> judge_article(gold, {"quotations": [{"content": [[0, 6]], "source": []}, {"content": [[0, 1]]}]})
        [False, None]
    """
    text = ScoredText.of(gold["text"], gold.get("discard"))
    golds = [row for row in _rows(text, gold) if row[0]]
    guesses = list(_rows(text, predicted))
    counted = [place for place, (content, _) in enumerate(guesses) if content]
    verdicts: list[bool | None] = [False if content else None for content, _ in guesses]
    for g, p in match([content for content, _ in golds], [guesses[place][0] for place in counted]):
        asked, found = golds[g][1], guesses[counted[p]][1]
        verdicts[counted[p]] = not asked or same_source(found, asked)
    return verdicts


def _rows(text: ScoredText, record: Mapping[str, Any]) -> Iterator[tuple[Letters, Letters]]:
    for quotation in record.get("quotations") or ():
        yield text.letters(pairs(quotation["content"])), text.letters(pairs(quotation.get("source")))


def _count_gold(gold: Mapping[str, Any]) -> int:
    text = ScoredText.of(gold["text"], gold.get("discard"))
    return sum(bool(content) for content, _ in _rows(text, gold))


def scored_quotations(
    gold: Mapping[Any, Mapping[str, Any]], predicted: Mapping[Any, Mapping[str, Any]]
) -> list[Scored]:
    """Return score and verdict of every predicted quotation that counts.

    Args:
        gold: Gold records by id.
        predicted: Predicted records by id, each quotation with its `score`; a missing score counts as 1.

    Example:
        >>> gold = {"a": {"text": "“Yes,” she said.", "quotations": [{"content": [[0, 6]]}]}}
        >>> scored_quotations(gold, {"a": {"quotations": [{"content": [[0, 6]], "score": 0.9}]}})
        [(0.9, True)]
    """
    return [
        (float(quotation.get("score", 1.0)), verdict)
        for key, record in gold.items()
        if key in predicted
        for quotation, verdict in zip(
            predicted[key].get("quotations") or (), judge_article(record, predicted[key]), strict=True
        )
        if verdict is not None
    ]


def reliability_bins(scored: Iterable[Scored], *, bins: int = BINS, equal: Equal = "mass") -> list[ReliabilityBin]:
    """Group quotations by score.

    Args:
        scored: Score and verdict of each quotation.
        bins: How many groups to make; empty ones are left out.
        equal: "mass" for groups of equal size (within one), "width" for equal stretches of the scores from 0 to 1.

    Raises:
        OptionError: If `bins` is below 1 or `equal` is neither.

    Example:
        >>> reliability_bins([(0.2, False), (0.4, True), (0.9, True)], bins=2, equal="width")
        [ReliabilityBin(count=2, score=0.30000000000000004, right=0.5), ReliabilityBin(count=1, score=0.9, right=1.0)]
    """
    if bins < 1 or equal not in ("mass", "width"):
        raise OptionError(
            f"bins={bins!r}, equal={equal!r} were asked for; accepted are bins from 1 and 'mass' or 'width'"
        )
    ordered = sorted(scored)
    if equal == "mass":
        edges = [len(ordered) * i // bins for i in range(bins + 1)]
        groups = [ordered[a:b] for a, b in pairwise(edges)]
    else:
        groups = [list(group) for _, group in groupby(ordered, lambda pair: min(int(pair[0] * bins), bins - 1))]
    return [
        ReliabilityBin(len(g), sum(s for s, _ in g) / len(g), sum(right for _, right in g) / len(g))
        for g in groups
        if g
    ]


def expected_calibration_error(scored: Iterable[Scored], *, bins: int = BINS, equal: Equal = "mass") -> float:
    """Return how far scores lie from the share that is right, on average over the quotations.

    Of perfectly calibrated scores it is still above 0, by chance: about 0.8 √(variance · bins / quotations).
    (Naeini, Cooper and Hauskrecht, 2015, "Obtaining Well Calibrated Probabilities Using Bayesian Binning".)

    Args:
        scored: Score and verdict of each quotation; of none, the error is 0.
        bins: As for `reliability_bins`.
        equal: As for `reliability_bins`.

    Example:
        >>> round(expected_calibration_error([(0.9, True), (0.9, False)]), 2), expected_calibration_error([])
        (0.5, 0.0)
    """
    groups = reliability_bins(scored, bins=bins, equal=equal)
    total = sum(g.count for g in groups)
    return sum(g.count * abs(g.score - g.right) for g in groups) / total if total else 0.0


def risk_coverage(scored: Iterable[Scored]) -> list[tuple[float, float]]:
    """Return what share is wrong of the surest quotations, for each share of them that is kept.

    Args:
        scored: Score and verdict of each quotation.

    Returns:
        Coverage (share kept) and risk (share of those that is wrong), by rising coverage; quotations of equal score
        are kept together.

    Example:
        >>> risk_coverage([(0.9, True), (0.5, False), (0.5, True), (0.2, True), (0.1, False)])
        [(0.2, 0.0), (0.6, 0.33333333333333337), (0.8, 0.25), (1.0, 0.4)]
    """
    return [(kept / total, 1 - right / kept) for kept, right, total in _kept(scored)]


def _kept(scored: Iterable[Scored]) -> Iterator[tuple[int, int, int]]:
    """Yield, for each score from the highest: how many have at least it, how many of them are right, and the total."""
    ordered = sorted(scored, reverse=True)
    kept = right = 0
    for _, group in groupby(ordered, lambda pair: pair[0]):
        for _, verdict in group:
            kept += 1
            right += verdict
        yield kept, right, len(ordered)


def precision_at_recall(scored: Iterable[Scored], *, gold: int, recall: float = 0.5) -> float | None:
    """Return the precision at the highest threshold that reaches a recall.

    Args:
        scored: Score and verdict of each quotation.
        gold: How many gold quotations there are.
        recall: The share of them that must be found.

    Returns:
        The share of the kept quotations that is right; `None` where no threshold reaches the recall.

    Raises:
        OptionError: If the recall is not above 0 and at most 1.

    Example:
        >>> precision_at_recall([(0.9, True), (0.8, False), (0.7, True), (0.1, False)], gold=4)
        0.6666666666666666
    """
    if not 0 < recall <= 1:
        raise OptionError(f"a recall of {recall!r} was asked for; accepted are numbers above 0 and at most 1")
    return next((right / kept for kept, right, _ in _kept(scored) if right and right >= recall * gold), None)


def ranking_quality(scored: Iterable[Scored]) -> float | None:
    """Return how often a right quotation has the higher score of a right and a wrong one; a tie counts half.

    This is the area under the ROC curve. (Hanley and McNeil, 1982.)

    Args:
        scored: Score and verdict of each quotation.

    Returns:
        From 0 to 1, 0.5 by chance; `None` unless there are both right and wrong ones.

    Example:
        >>> ranking_quality([(0.9, True), (0.5, False), (0.5, True)])
        0.75
    """
    wrong = won = right = 0.0
    for _, group in groupby(sorted(scored), lambda pair: pair[0]):
        verdicts = [verdict for _, verdict in group]
        good, bad = verdicts.count(True), verdicts.count(False)
        won += good * (wrong + bad / 2)
        right, wrong = right + good, wrong + bad
    return won / (right * wrong) if right and wrong else None


def calibration_report(
    gold: Mapping[Any, Mapping[str, Any]],
    predicted: Mapping[Any, Mapping[str, Any]],
    *,
    bins: int = BINS,
    recall: float = 0.5,
) -> dict[str, Any]:
    """Say how far the scores of predicted quotations can be trusted.

    Args:
        gold: Gold records by id.
        predicted: Predicted records by id, each quotation with its `score`.
        bins: As for `reliability_bins`.
        recall: The recall at which precision is given.

    Returns:
        `quotations` (how many were judged), `right` (share of them), `ece` and `ece_width` (expected calibration error
        over groups of equal mass and of equal width), `precision` at the `recall`, `ranking`, and `bins` of equal mass.

    Example:
        >>> calibration_report({}, {})["ece"]
        0.0
    """
    total = sum(_count_gold(record) for record in gold.values())
    return reliability_report(scored_quotations(gold, predicted), total=total, bins=bins, recall=recall)


def reliability_report(
    scored: Sequence[Scored], *, total: int, bins: int = BINS, recall: float = 0.5
) -> dict[str, Any]:
    """Say how far scores can be trusted, of quotations or of speakers.

    Args:
        scored: Scores and verdicts.
        total: How many right ones there are to be found.
        bins: As for `reliability_bins`.
        recall: The recall at which precision is given.

    Returns:
        As `calibration_report`.

    Example:
        >>> reliability_report([(0.9, True), (0.8, True)], total=2)["right"]
        1.0
    """
    groups = reliability_bins(scored, bins=bins)
    return {
        "quotations": len(scored),
        "right": sum(right for _, right in scored) / len(scored) if scored else None,
        "ece": expected_calibration_error(scored, bins=bins),
        "ece_width": expected_calibration_error(scored, bins=bins, equal="width"),
        "recall": recall,
        "precision": precision_at_recall(scored, gold=total, recall=recall),
        "ranking": ranking_quality(scored),
        "bins": [{"count": g.count, "score": g.score, "right": g.right} for g in groups],
    }
