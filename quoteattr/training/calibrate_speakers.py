"""Make the scores of speakers probabilities."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from quoteattr.evaluation import reliability_report
from quoteattr.model.encode import Encoder
from quoteattr.speakers.referents import Decision
from quoteattr.speakers.trust import GROUPS, SCORED, Trust, log_odds
from quoteattr.training.folds import parts_of
from quoteattr.training.logistic import fit_logistic
from quoteattr.training.resolution import ResolvedArticle, resolve_article

__all__ = ["CalibratedSpeakers", "calibrate_speakers", "fit_trust"]

Scored = list[tuple[float, bool]]
Judged = Sequence[tuple[Decision, bool]]


@dataclass(frozen=True, slots=True)
class CalibratedSpeakers:
    """What calibrating the scores of speakers gave.

    Args:
        records: The articles with the speakers of their given quotations, by id.
        before: Plain score and verdict of each speaker.
        after: The same with calibrated scores, each article's by a model that was fitted without it.
    """

    records: dict[Any, dict[str, Any]]
    before: Scored
    after: Scored

    def reports(self) -> dict[str, dict[str, Any]]:
        """Return the reliability of the scores before and after, as `quoteattr.evaluation.calibration_report` does."""
        parts = {"plain": self.before, "calibrated": self.after}
        return {name: reliability_report(scored, total=len(scored)) for name, scored in parts.items()}


def calibrate_speakers(
    encoder: Encoder, gold: Mapping[Any, Mapping[str, Any]], *, folds: int = 5, penalty: float = 3.0
) -> CalibratedSpeakers:
    """Fit what makes an encoder's speaker scores probabilities, and put it into the encoder's configuration.

    The quotations are given, so that the scores say how likely a speaker is right provided that the quotation is.

    Args:
        encoder: The encoder; its configuration is changed.
        gold: Annotated articles with speakers by id, none of which it learned from.
        folds: Number of parts into which the articles are divided.
        penalty: Of the logistic model's weights.

    Raises:
        OptionError: If there are less than two folds.
    """
    parts = parts_of(gold, folds)
    resolved = {key: resolve_article(encoder, record) for key, record in gold.items()}
    before: Scored = []
    after: Scored = []
    for part in parts:
        trust = fit_trust(_judged(resolved, set(gold) - part), penalty=penalty)
        for decision, right in _judged(resolved, part):
            before.append((decision.score, right))
            after.append((trust.score(decision.group, decision.score), right))
    encoder.model.config.speaker_calibration = fit_trust(_judged(resolved, set(gold)), penalty=penalty).to_dict()
    return CalibratedSpeakers({key: article.record for key, article in resolved.items()}, before, after)


def _judged(resolved: Mapping[Any, ResolvedArticle], keys: set[Any]) -> list[tuple[Decision, bool]]:
    return [one for key, article in resolved.items() if key in keys for one in article.judged]


def fit_trust(judged: Judged, *, penalty: float = 3.0) -> Trust:
    """Fit how far decisions can be trusted, by their group and plain score.

    All groups share one weight of the plain score, and their biases are drawn together by the penalty: most groups
    have too few mistakes to tell more.

    Args:
        judged: Decisions, and whether they are right.
        penalty: Of the weights.

    Example:
        >>> judged = [(Decision(score=p, group="relative"), p > 0.7) for p in (0.6, 0.9)] * 50
        >>> trust = fit_trust(judged)
        >>> trust.score("relative", 0.9) > 0.8 and trust.score("relative", 0.6) < 0.2
        True
    """
    rows = np.array([_measures(decision) for decision, _ in judged]).reshape(-1, 1 + len(GROUPS))
    bias, weights = fit_logistic(rows, np.array([right for _, right in judged], bool), penalty=penalty)
    weight, *own = (round(float(number), 6) for number in weights)
    return Trust(
        {
            group: (round(bias + more, 6), weight if group in SCORED else 0.0)
            for group, more in zip(GROUPS, own, strict=True)
        }
    )


def _measures(decision: Decision) -> list[float]:
    scored = log_odds(decision.score) if decision.group in SCORED else 0.0
    return [scored, *(float(decision.group == group) for group in GROUPS)]
