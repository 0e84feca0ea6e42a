"""Make a trained model a checkpoint: calibrated, scored, with its card and the record of its runs."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from quoteattr.evaluation import score_attribution
from quoteattr.model.checkpoint import save_encoder
from quoteattr.model.encode import Encoder
from quoteattr.training.calibrate import Calibrated, calibrate
from quoteattr.training.card import model_card
from quoteattr.training.record import RunRecord, write_records

__all__ = ["finish"]


def finish(
    encoder: Encoder, gold: Mapping[Any, Mapping[str, Any]], records: Sequence[RunRecord], folder: Path
) -> Calibrated:
    """Calibrate an encoder and save it with a card that says how it was made and how good it is.

    Args:
        encoder: The encoder; its configuration is changed.
        gold: Annotated articles by id, none of which it learned from.
        records: The runs behind it; without any, no card is written.
        folder: Where the checkpoint goes.

    Returns:
        What calibrating it gave.
    """
    result = calibrate(encoder, gold)
    card = None
    if records:
        report = score_attribution(gold, _kept(result))
        trust = result.reports(gold)["calibrated"]
        card = model_card(records, report, min_score=result.min_score, calibration=trust)
    save_encoder(encoder, folder, card=card)
    if records:
        write_records(folder, records)
    return result


def _kept(result: Calibrated) -> dict[Any, dict[str, Any]]:
    """Return the quotations that are not left out."""
    return {
        key: {**record, "quotations": [q for q in record["quotations"] if q["score"] >= result.min_score]}
        for key, record in result.after.items()
    }
