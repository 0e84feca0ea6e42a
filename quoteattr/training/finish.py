"""Make a trained model a checkpoint: calibrated, scored, with its card and the record of its runs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quoteattr.evaluation import GapItem, score_attribution, score_resolution
from quoteattr.model.encode import Encoder
from quoteattr.model.saving import save_encoder
from quoteattr.training.calibrate import Calibrated, calibrate
from quoteattr.training.calibrate_speakers import CalibratedSpeakers, calibrate_speakers
from quoteattr.training.card import model_card
from quoteattr.training.card_speakers import SpeakerScores
from quoteattr.training.record import RunRecord, write_records
from quoteattr.training.resolution import has_speakers, resolve_gap

__all__ = ["Finished", "finish"]

Gold = Mapping[Any, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Finished:
    """What calibrating an encoder gave.

    Args:
        quotations: For the scores of quotations.
        speakers: For the scores of speakers; `None` when no article says who its speakers are.
    """

    quotations: Calibrated
    speakers: CalibratedSpeakers | None


def finish(
    encoder: Encoder,
    gold: Gold,
    records: Sequence[RunRecord],
    folder: Path,
    *,
    gap: Mapping[str, GapItem] | None = None,
) -> Finished:
    """Calibrate an encoder and save it with a card that says how it was made and how good it is.

    Args:
        encoder: The encoder; its configuration is changed.
        gold: Annotated articles by id, none of which it learned from. Those with speakers make the scores of speakers
            probabilities; without any, what the configuration has for that stays.
        records: The runs behind it; without any, no card is written.
        folder: Where the checkpoint goes.
        gap: Items of GAP, none of which it learned from, for the card; `None` for none.

    Returns:
        What calibrating it gave.
    """
    result = calibrate(encoder, gold)
    told = {key: record for key, record in gold.items() if has_speakers(record)}
    speakers = calibrate_speakers(encoder, told) if told else None
    card = None
    if records:
        card = model_card(
            records,
            score_attribution(gold, _kept(result)),
            min_score=result.min_score,
            calibration=result.reports(gold)["calibrated"],
            speakers=_speaker_scores(encoder, told, speakers, gap or {}),
        )
    save_encoder(encoder, folder, card=card)
    if records:
        write_records(folder, records)
    return Finished(result, speakers)


def _speaker_scores(
    encoder: Encoder, gold: Gold, speakers: CalibratedSpeakers | None, gap: Mapping[str, GapItem]
) -> SpeakerScores:
    return SpeakerScores(
        articles=len(gold),
        resolution=score_resolution(gold, speakers.records) if speakers else None,
        gap=resolve_gap(encoder, gap) if gap else None,
        error=speakers.reports()["calibrated"]["ece"] if speakers else None,
    )


def _kept(result: Calibrated) -> dict[Any, dict[str, Any]]:
    """Return the quotations that are not left out."""
    return {
        key: {**record, "quotations": [q for q in record["quotations"] if q["score"] >= result.min_score]}
        for key, record in result.after.items()
    }
