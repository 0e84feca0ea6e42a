"""Make a checkpoint's scores probabilities: `python -m quoteattr.training.calibrate --help`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import numpy as np
import torch
from numpy.typing import NDArray

from quoteattr.attribution.confidence import MEASURES, Calibration
from quoteattr.attribution.link import Drafted, draft_quotations
from quoteattr.evaluation import calibration_report, calibration_table, judge_article, read_gold
from quoteattr.model.checkpoint import find_checkpoint, load_encoder
from quoteattr.model.encode import Encoder, TokenStates
from quoteattr.text.marks import QuotedRegion, pair_marks
from quoteattr.training.folds import parts_of
from quoteattr.training.gap import gap_option, read_items
from quoteattr.training.logistic import fit_logistic
from quoteattr.training.record import read_records
from quoteattr.training.threshold import choose_min_score

__all__ = ["Calibrated", "calibrate", "main"]

Gold = Mapping[Any, Mapping[str, Any]]
Predicted = dict[Any, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Calibrated:
    """What calibrating an encoder gave.

    Args:
        min_score: The score below which a quotation is left out.
        scores: F1 scores with it, by `quoteattr.training.threshold.score_quotations`.
        before: Every quotation found, with its plain score, by article.
        after: The same with calibrated scores, each article's by a model that was fitted without it.
    """

    min_score: float
    scores: dict[str, float]
    before: Predicted
    after: Predicted

    def reports(self, gold: Gold) -> dict[str, dict[str, Any]]:
        """Return the reliability of the scores before and after.

        Args:
            gold: The articles that the encoder was calibrated on.
        """
        return {"plain": calibration_report(gold, self.before), "calibrated": calibration_report(gold, self.after)}


# Tried for the answer "none" of the link heads, which training with wrong and hidden spans makes too ready with it.
_NONE_BIASES = (0.0, -2.0, -8.0)


def calibrate(encoder: Encoder, gold: Gold, *, folds: int = 5, penalty: float = 10.0) -> Calibrated:
    """Fit an encoder's calibration on annotated articles; choose its `min_score` and the bias of the answer "none".

    All of it goes into the encoder's configuration. What is reported, and what is chosen, is by cross-validation: each
    article's quotations are scored by a model that was fitted on the articles of the other folds.

    Args:
        encoder: The encoder; its configuration is changed.
        gold: Annotated articles by id, none of which it learned from.
        folds: Number of parts into which the articles are divided.
        penalty: Of the logistic model's weights.

    Raises:
        OptionError: If there are less than two folds.
    """
    parts = parts_of(gold, folds)
    config = encoder.model.config
    config.calibration = None
    regions = {key: pair_marks(record["text"]) for key, record in gold.items()}
    states = {key: encoder.encode(record["text"], regions[key]) for key, record in gold.items()}
    tried: dict[float, tuple[Calibrated, Calibration]] = {}
    for bias in _NONE_BIASES:
        config.none_bias = bias
        found = {key: _Found.of(encoder, record, states[key], regions[key]) for key, record in gold.items()}
        tried[bias] = _cross_validated(found, gold, parts, penalty)
    # Of biases that score alike, the first one: the nearest to none at all.
    config.none_bias = max(tried, key=lambda bias: tried[bias][0].scores["score"])
    result, fitted = tried[config.none_bias]
    config.calibration, config.min_score = fitted.to_dict(), result.min_score
    return result


def _cross_validated(
    found: Mapping[Any, "_Found"], gold: Gold, parts: Sequence[set[Any]], penalty: float
) -> tuple[Calibrated, Calibration]:
    """Return what calibrating gives, and the calibration that is fitted on all articles."""
    scorers: dict[Any, Calibration] = {}
    for part in parts:
        fitted = _fit([found[key] for key in gold if key not in part], penalty)
        scorers |= dict.fromkeys(part, fitted)
    before = {key: article.record(None) for key, article in found.items()}
    after = {key: article.record(scorers[key]) for key, article in found.items()}
    least, scores = choose_min_score(gold, after)
    return Calibrated(least, scores, before, after), _fit(list(found.values()), penalty)


@dataclass(frozen=True, slots=True)
class _Found:
    """The quotations found in an article, and which of them are right."""

    drafted: list[Drafted]
    right: list[bool | None]

    @classmethod
    def of(
        cls, encoder: Encoder, gold: Mapping[str, Any], states: TokenStates, regions: Sequence[QuotedRegion]
    ) -> "_Found":
        drafted = draft_quotations(gold["text"], encoder, states, regions)
        return cls(drafted, judge_article(gold, {"quotations": [d.quotation.to_dict() for d in drafted]}))

    def examples(self) -> list[tuple[NDArray[np.float64], bool]]:
        """Return measures and verdict of the quotations that can be learned from."""
        judged = zip(self.drafted, self.right, strict=True)
        return [(d.measures, right) for d, right in judged if d.measures is not None and right is not None]

    def record(self, calibration: Calibration | None) -> dict[str, Any]:
        """Return the quotations as a record, scored by a calibration, or by the plain score for `None`."""
        quotations = []
        for d in self.drafted:
            quotation = d.quotation.to_dict()
            if calibration and d.measures is not None:
                quotation["score"] = round(calibration.score(d.measures), 4)
            quotations.append(quotation)
        return {"quotations": quotations, "speakers": []}


def _fit(articles: Sequence[_Found], penalty: float) -> Calibration:
    examples = [example for article in articles for example in article.examples()]
    values = np.array([measures for measures, _ in examples]).reshape(-1, len(MEASURES))
    bias, weights = fit_logistic(values, np.array([right for _, right in examples], bool), penalty=penalty)
    return Calibration(round(bias, 6), tuple(round(float(weight), 6) for weight in weights))


@click.command()
@click.argument("checkpoint", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--dev",
    "dev_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    help="Annotated articles that the checkpoint did not learn from (JSONL).",
)
@gap_option
def main(*, checkpoint: Path, dev_file: Path, gap: Path | None) -> None:
    """Calibrate the scores of the checkpoint in the folder CHECKPOINT, and choose the least score that it keeps.

    Where the articles say who their speakers are, the scores of speakers are calibrated as well.

    The bias of the link heads' answer "none" is chosen as well. The weights stay as they are. The model card is written
    anew where the folder has the record of the training. The table is by cross-validation: before, and after.

    Example: python -m quoteattr.training.calibrate runs/first/best --dev dev.jsonl
    """
    with dev_file.open(encoding="utf-8") as lines:
        gold = read_gold(lines, name=str(dev_file))
    from quoteattr.training.finish import finish  # which calibrates by this module

    encoder = load_encoder(find_checkpoint(checkpoint), torch.device("cpu"), trainable=True)
    finished = finish(encoder, gold, read_records(checkpoint), checkpoint, gap=read_items(gap))
    result = finished.quotations
    reports = result.reports(gold)
    if finished.speakers is not None:
        reports |= {f"speakers, {name}": report for name, report in finished.speakers.reports().items()}
    click.echo(calibration_table(reports))
    click.echo(f"{checkpoint}: min_score {result.min_score}, {result.scores}")


if __name__ == "__main__":
    main()
