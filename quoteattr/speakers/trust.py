"""How far a decision on a speaker can be trusted: from the plain score of its kind to a probability."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from quoteattr.errors import CheckpointError

__all__ = ["GROUPS", "OF_PRONOUN", "PLAIN", "SCORED", "Trust", "group_of", "log_odds"]

SCORED = ("described", "new", "he or she", "they or it", "relative", "implied")
"""Groups of decisions that the head of antecedents scores: descriptions that point back, and those that could but do
not; pronouns; and quotations without a source. He and she are one group: of each alone there are too few mistakes, and
those in too few articles, to tell them apart."""

GROUPS = ("name", "unnamed", "collective", "first", *SCORED)
"""All groups: also sources that are a name, that describe a person, or an organisation, group or document, for the
first time, or that are "I", "we" or "you"."""

OF_PRONOUN = {
    "he": "he or she",
    "she": "he or she",
    "they": "they or it",
    "it": "they or it",
    "relative": "relative",
    "first": "first",
    "first-plural": "first",
    "second": "first",
}
"""The group of each class of pronouns."""

_OF_KIND = {"personal": "he or she", "they": "they or it", "it": "they or it"}


def group_of(kind: str) -> str:
    """Return the group of decisions that a question of some kind belongs to.

    Args:
        kind: The kind of an `Anaphor`.

    Example:
        >>> group_of("personal"), group_of("described")
        ('he or she', 'described')
    """
    return _OF_KIND.get(kind, kind)


# A head that has learned little is sure of much: beyond this, its scores differ in nothing but boldness.
_LEAST = 1e-3
_MOST = 30.0


def log_odds(score: float) -> float:
    """Return the log-odds of a plain score, within bounds.

    Example:
        >>> log_odds(0.5), log_odds(1.0) == log_odds(0.9999)
        (0.0, True)
    """
    clipped = min(max(score, _LEAST), 1 - _LEAST)
    return math.log(clipped / (1 - clipped))


@dataclass(frozen=True, slots=True)
class Trust:
    """A logistic model over the plain score of a decision, for each group of decisions (Platt, 1999).

    Args:
        lines: By group, bias and weight of the log-odds of the plain score. Without any, plain scores stay as they are.

    Example:
        >>> trust = Trust({"name": (-1.0, 0.5)})
        >>> round(trust.score("name", 0.9), 3), trust.score("first", 0.9)
        (0.525, 0.9)
    """

    lines: Mapping[str, tuple[float, float]] = field(default_factory=dict, hash=False)

    def score(self, group: str, plain: float) -> float:
        """Return the probability that a speaker is right, provided that the quotation is.

        Args:
            group: One of `GROUPS`.
            plain: The plain score of the decision, from 0 to 1.
        """
        if group not in self.lines:
            return plain
        bias, weight = self.lines[group]
        odds = bias + weight * log_odds(plain)
        return 1.0 / (1.0 + math.exp(-max(-_MOST, min(_MOST, odds))))

    def to_dict(self) -> dict[str, Any]:
        """Return the form in which a checkpoint's configuration carries it."""
        return {group: {"bias": bias, "weight": weight} for group, (bias, weight) in self.lines.items()}

    @classmethod
    def from_dict(cls, record: Mapping[str, Any] | None) -> Self:
        """Read what `to_dict` wrote; `None` gives one that changes nothing.

        Raises:
            CheckpointError: If it is of another form, or of other groups.

        Example:
            >>> trust = Trust(dict.fromkeys(GROUPS, (0.5, 1.0)))
            >>> Trust.from_dict(trust.to_dict()) == trust
            True
        """
        if record is None:
            return cls()
        try:
            lines = {str(group): (float(line["bias"]), float(line["weight"])) for group, line in record.items()}
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise CheckpointError(f"the checkpoint's speaker calibration cannot be read ({error!r}); {_FIX}") from error
        if set(lines) != set(GROUPS) or not all(math.isfinite(number) for line in lines.values() for number in line):
            raise CheckpointError(
                f"the checkpoint's speaker calibration is of {', '.join(lines)}; this version of quoteattr asks for a "
                f"finite bias and weight of each of {', '.join(GROUPS)}: {_FIX}"
            )
        return cls(lines)


_FIX = "calibrate it anew with `python -m quoteattr.training.calibrate CHECKPOINT --dev FILE`"

PLAIN = Trust()
"""Leaves plain scores as they are."""
