"""Choose the score below which a quotation is left out."""

from collections.abc import Mapping
from typing import Any

from quoteattr.attribution.link import attribute
from quoteattr.evaluation import score_attribution
from quoteattr.model.encode import Encoder
from quoteattr.text.marks import pair_marks

__all__ = ["choose_min_score", "predict", "score_quotations"]

_GRID = tuple(round(0.05 * i, 2) for i in range(16))
# Points of F1 that another sample of articles would move anyway.
_NEAR = 0.2


def predict(encoder: Encoder, gold: Mapping[Any, Mapping[str, Any]]) -> dict[Any, dict[str, Any]]:
    """Return the quotations that an encoder finds in annotated articles, as records without speakers.

    Args:
        encoder: The encoder.
        gold: Annotated articles by id.
    """
    out = {}
    for key, record in gold.items():
        text = record["text"]
        regions = pair_marks(text)
        quotations = attribute(text, encoder, encoder.encode(text, regions), regions)
        out[key] = {"quotations": [q.to_dict() for q in quotations], "speakers": []}
    return out


def score_quotations(
    gold: Mapping[Any, Mapping[str, Any]], predicted: Mapping[Any, Mapping[str, Any]]
) -> dict[str, float]:
    """Return the F1 scores by which checkpoints are compared; "score" is the one that decides.

    Args:
        gold: Annotated articles by id.
        predicted: What `predict` returned for them.
    """
    report = score_attribution(gold, predicted)
    return {
        "score": report["all"]["who"]["F1"],
        "direct": report["direct"]["who"]["F1"],
        "detect": report["all"]["detect"]["F1"],
        "exact": report["all"]["exact"]["F1"],
    }


def choose_min_score(
    gold: Mapping[Any, Mapping[str, Any]], predicted: Mapping[Any, Mapping[str, Any]]
) -> tuple[float, dict[str, float]]:
    """Return the score below which quotations are best left out, with the scores that this gives.

    Of those that come as near to the best "score" as chance allows, it is the lowest, which leaves out least.

    Args:
        gold: Annotated articles by id, none of which the encoder learned from.
        predicted: All quotations found in them, each with its score.
    """

    def above(least: float) -> dict[Any, dict[str, Any]]:
        return {
            key: {**record, "quotations": [q for q in record["quotations"] if q["score"] >= least]}
            for key, record in predicted.items()
        }

    scores = {least: score_quotations(gold, above(least)) for least in _GRID}
    best = max(numbers["score"] for numbers in scores.values())
    chosen = next(least for least in _GRID if scores[least]["score"] >= round(best - _NEAR, 1))
    return chosen, scores[chosen]
