"""From counts to percentages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from quoteattr.evaluation.attribution import ATTRIBUTION_METRICS, count_article
from quoteattr.evaluation.rates import Counts, share_right
from quoteattr.evaluation.sources import SOURCE_TYPES
from quoteattr.quotations import PARTS

__all__ = ["KINDS", "Score", "attribution_report", "flatten", "score_attribution"]

KINDS = ("direct", "mixed", "indirect", "all")
Report = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1, each in percent.

    Example:
        >>> Score.of(right_predicted=3, predicted=4, right_gold=3, gold=6).to_dict()
        {'P': 75.0, 'R': 50.0, 'F1': 60.0}
    """

    precision: float
    recall: float
    f1: float

    @classmethod
    def of(cls, *, right_predicted: int, predicted: int, right_gold: int, gold: int) -> "Score":
        """Take counts; where nothing was asked, the share is 0.

        Args:
            right_predicted: How many predictions are right.
            predicted: How many predictions there are.
            right_gold: How many gold items were found; differs from `right_predicted` when a match is of one kind in
                the gold and of another in the prediction.
            gold: How many gold items there are.
        """
        precision = right_predicted / predicted if predicted else 0.0
        recall = right_gold / gold if gold else 0.0
        f1 = 200 * precision * recall / (precision + recall) if precision + recall else 0.0
        return cls(100 * precision, 100 * recall, f1)

    def to_dict(self) -> dict[str, float]:
        """Return them with one decimal."""
        return {"P": round(self.precision, 1), "R": round(self.recall, 1), "F1": round(self.f1, 1)}


def score_attribution(gold: Mapping[Any, Mapping[str, Any]], predicted: Mapping[Any, Mapping[str, Any]]) -> Report:
    """Score the quotations, sources, speakers and roles of many articles.

    Args:
        gold: Gold records by id.
        predicted: Predicted records by id; an article without one counts as one where nothing was found.

    Returns:
        See `attribution_report`.

    Example:
        >>> said = {"content": [[0, 4]], "cue": [[9, 13]], "source": [[5, 8]], "speaker": None}
        >>> gold = {"a": {"text": "“Hm” she said", "quotations": [said], "speakers": []}}
        >>> score_attribution(gold, gold)["direct"]["who"]
        {'P': 100.0, 'R': 100.0, 'F1': 100.0}
    """
    return attribution_report(count_article(record, predicted.get(key)) for key, record in gold.items())


def attribution_report(counts: Iterable[Counts]) -> Report:
    """Add up the counts of articles and turn them into percentages.

    Args:
        counts: What `count_article` returned for each article.

    Returns:
        For each kind and for "all": `n_gold`, `n_predicted` and P, R and F1 of each metric. Under "resolution": the
        share of matched quotations whose speaker is right (`speaker`), is so under the fullest name (`full_name`), is
        so where the source is a `pronoun`, and the share of right roles; each `None` when never asked. Under "spans":
        P, R and F1 of the fragments of each part. Under "sources": by the type of the gold source, how many there are
        and the share of them that was detected, has the right source, has the right speaker.

    Example:
        >>> attribution_report([])["resolution"]["pronoun"] is None
        True
    """
    total: Counts = Counts()
    for part in counts:
        total.update(part)
    report: Report = {kind: _quotations(total, kind) for kind in KINDS}
    report["resolution"] = _resolution(total)
    report["spans"] = {part: _score(total, "spans", part) for part in PARTS}
    report["sources"] = {group: _sources(total, group) for group in SOURCE_TYPES}
    return report


def flatten(report: Mapping[str, Any], prefix: str = "") -> dict[str, float | None]:
    """Return the numbers of a report by dotted name.

    Example:
        >>> flatten({"all": {"who": {"F1": 70.0}}})
        {'all.who.F1': 70.0}
    """
    flat: dict[str, float | None] = {}
    for key, value in report.items():
        flat |= flatten(value, f"{prefix}{key}.") if isinstance(value, Mapping) else {f"{prefix}{key}": value}
    return flat


def _quotations(counts: Counts, kind: str) -> Report:
    sizes = {f"n_{side}": counts["detect", kind, side] for side in ("gold", "predicted")}
    return sizes | {metric: _score(counts, metric, kind) for metric in ATTRIBUTION_METRICS}


def _resolution(counts: Counts) -> Report:
    share = {group: share_right(counts, "resolution", group) for group in ("speaker", "full_name", "pronoun", "role")}
    asked = {group: counts["resolution", group, "asked"] for group in ("speaker", "pronoun", "role")}
    return share | {"n": asked["speaker"], "n_pronoun": asked["pronoun"], "n_role": asked["role"]}


def _sources(counts: Counts, group: str) -> Report:
    metrics = ("detect", "who", "speaker")
    shares = {metric: share_right(counts, f"source {metric}", group) for metric in metrics}
    return {"n_gold": counts["source detect", group, "asked"]} | shares


def _score(counts: Counts, metric: str, group: str) -> dict[str, float]:
    sides = ("right predicted", "predicted", "right gold", "gold")
    return Score.of(**{side.replace(" ", "_"): counts[metric, group, side] for side in sides}).to_dict()
