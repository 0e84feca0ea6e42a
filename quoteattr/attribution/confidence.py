"""How sure is a quotation: the probability that its content and its source are right.

The product of the probabilities that the model gave to its own decisions ranks quotations poorly and is far too sure of
itself, as those of neural networks are (Guo et al., 2017, "On Calibration of Modern Neural Networks"). A checkpoint
carries a logistic model over it and a few more measures of the same decisions, fitted on articles that the checkpoint
did not learn from (Platt, 1999, "Probabilistic outputs for support vector machines").
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from quoteattr.errors import CheckpointError
from quoteattr.model.encode import TokenStates
from quoteattr.model.network import TAGS
from quoteattr.quotations import PARTS, Part

__all__ = ["MEASURES", "Calibration", "Draft", "Measures", "plain_score"]

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

MEASURES = (
    "plain",
    "overlap",
    "end",
    "length",
    "short",
    "cue",
    "cue_link",
    "other_paragraph",
    "source_link",
    "source_edges",
    "source_length",
    "no_source",
)
"""What is known of a drafted quotation.

- plain: log-odds of the plain score.
- overlap: log-odds of the share that the content is expected to have in common with the true one, from the
  probabilities of content inside and around it.
- end: least log-probability that a fragment ends where it does.
- length, short: logarithm of the number of the content's tokens, and how far it falls short of that of four.
- cue: logarithm of the mean probability of the cue's tags.
- cue_link: least log-probability of a fragment's link.
- other_paragraph: whether the cue stands in another paragraph than the content's start.
- source_link: log-odds of the cue's link.
- source_edges: log-probability that the source starts and ends where it does.
- source_length: logarithm of the number of its tokens.
- no_source: whether there is none.
"""

# Tokens on either side of a fragment that may belong to its content.
_AROUND = 30
# A probability is never taken to be nearer to 0 or 1 than this.
_LEAST = 1e-4
_SHORT = math.log(4)
_MOST = 30.0

_B, _I = ({part: TAGS.index(f"{place}-{part}") for part in PARTS} for place in "BI")


@dataclass(slots=True)
class Draft:
    """A quotation as it is put together, in tokens.

    Args:
        content: Half-open token spans of its fragments.
        cue: Half-open token span of the cue; `None` without one.
        source: Half-open token span of the source; `None` without one.
        cue_links: Probability of each fragment's link, which may be that to no cue.
        source_link: Probability of the cue's link, which may be that to no source; `None` without a cue.
    """

    content: list[tuple[int, int]] = field(default_factory=list)
    cue: tuple[int, int] | None = None
    source: tuple[int, int] | None = None
    cue_links: list[float] = field(default_factory=list)
    source_link: float | None = None


def plain_score(draft: Draft, states: TokenStates) -> float:
    """Return the geometric mean of the content's tag probabilities times the probabilities of its links.

    Args:
        draft: The quotation.
        states: The text's token states.
    """
    tags = np.concatenate([states.tags[a:b].max(1) for a, b in draft.content])
    links = math.prod(draft.cue_links) * (1.0 if draft.source_link is None else draft.source_link)
    return min(1.0, math.exp(float(tags.mean())) * links)


class Measures:
    """The measures of a text's quotations.

    Args:
        states: The text's token states.
        contents: Token spans of all content fragments of the text, shape (n, 2).
    """

    def __init__(self, states: TokenStates, contents: Ints) -> None:
        self._states = states
        self._content = self._of("content", 0, len(states.tags))
        free = self._content.copy()
        for start, end in contents.tolist():
            free[start:end] = 0.0
        self._free = np.append(0.0, free.cumsum())

    def of(self, draft: Draft) -> Floats:
        """Return the measures of a quotation, in the order of `MEASURES`.

        Args:
            draft: One of the text's quotations.
        """
        fragments = sorted(draft.content)
        inside = np.concatenate([self._content[a:b] for a, b in fragments])
        length = math.log(len(inside))
        edges = 0.0 if draft.source is None else self._start(draft.source[0]) + self._end("source", draft.source[1])
        return np.array(
            [
                _log_odds(plain_score(draft, self._states)),
                _log_odds(float(inside.sum()) / (len(inside) + self._around(fragments))),
                min(self._end("content", b) for _, b in fragments),
                length,
                max(0.0, _SHORT - length),
                0.0 if draft.cue is None else self._mean("cue", *draft.cue),
                _log(min(draft.cue_links)),
                float(draft.cue is not None and self._paragraph(draft.cue[0]) != self._paragraph(fragments[0][0])),
                0.0 if draft.source_link is None else _log_odds(draft.source_link),
                edges,
                0.0 if draft.source is None else math.log(draft.source[1] - draft.source[0]),
                float(draft.source is None),
            ]
        )

    def _around(self, fragments: list[tuple[int, int]]) -> float:
        """Return how many tokens around the fragments are expected to be content too; none is counted twice."""
        total, at = 0.0, 0
        for a, b in fragments:
            total += self._free[a] - self._free[max(at, min(a, a - _AROUND))]
            at = min(len(self._content), b + _AROUND)
            total += self._free[at] - self._free[b]
        return float(total)

    def _start(self, token: int) -> float:
        return _log(float(self._tags(_B["source"], token, token + 1)[0]))

    def _end(self, part: Part, token: int) -> float:
        inside = self._tags(_I[part], token, token + 1)
        return _log(1.0 - float(inside[0])) if len(inside) else 0.0

    def _mean(self, part: Part, start: int, end: int) -> float:
        return _log(float(self._of(part, start, end).mean()))

    def _of(self, part: Part, start: int, end: int) -> Floats:
        """Return the probability that each of some tokens is of a part."""
        return self._tags(_B[part], start, end) + self._tags(_I[part], start, end)

    def _tags(self, tag: int, start: int, end: int) -> Floats:
        """Return the probability of a tag for each of some tokens."""
        return np.exp(self._states.tags[start:end, tag].astype(np.float64))

    def _paragraph(self, token: int) -> int:
        return int(self._states.tokens.paragraph[token])


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic model over the measures of a quotation.

    Args:
        bias: Log-odds of a quotation whose measures are all 0.
        weights: Weight of each measure, in the order of `MEASURES`.

    Example:
        >>> even = Calibration(0.0, (0.0,) * len(MEASURES))
        >>> even.score(np.zeros(len(MEASURES)))
        0.5
    """

    bias: float
    weights: tuple[float, ...]

    def score(self, measures: Floats) -> float:
        """Return the probability that content and source are right.

        Args:
            measures: What `Measures.of` returned.
        """
        odds = self.bias + float(measures @ np.array(self.weights))
        return 1.0 / (1.0 + math.exp(-max(-_MOST, min(_MOST, odds))))

    def to_dict(self) -> dict[str, Any]:
        """Return the form in which a checkpoint's configuration carries it."""
        return {"bias": self.bias, "weights": dict(zip(MEASURES, self.weights, strict=True))}

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Self:
        """Read what `to_dict` wrote.

        Raises:
            CheckpointError: If it is of another form, or over other measures.

        Example:
            >>> calibration = Calibration(0.5, (1.0,) * len(MEASURES))
            >>> Calibration.from_dict(calibration.to_dict()) == calibration
            True
        """
        try:
            weights = {str(name): float(weight) for name, weight in record["weights"].items()}
            bias = float(record["bias"])
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise CheckpointError(f"the checkpoint's calibration cannot be read ({error!r}); {_FIX}") from error
        if set(weights) != set(MEASURES) or not all(map(math.isfinite, (bias, *weights.values()))):
            raise CheckpointError(
                f"the checkpoint's calibration weighs {', '.join(weights)}; this version of quoteattr asks for a "
                f"finite weight of each of {', '.join(MEASURES)}: {_FIX}"
            )
        return cls(bias, tuple(weights[name] for name in MEASURES))


_FIX = "calibrate it anew with `python -m quoteattr.training.calibrate CHECKPOINT --dev FILE`"


def _log(probability: float) -> float:
    return math.log(max(probability, _LEAST))


def _log_odds(probability: float) -> float:
    clipped = min(max(probability, _LEAST), 1 - _LEAST)
    return math.log(clipped / (1 - clipped))
