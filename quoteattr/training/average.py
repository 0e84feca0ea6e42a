"""Average the weights of several runs: `python -m quoteattr.training.average --help`.

Runs that start from the same weights and differ in how they learn end near enough to each other for their average to be
better than any of them, at no cost when it is used (Wortsman et al., 2022, "Model soups").
"""

import logging
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click
import torch
from torch import Tensor

from quoteattr.errors import CheckpointError
from quoteattr.evaluation import read_gold
from quoteattr.model.checkpoint import find_checkpoint, load_encoder
from quoteattr.model.encode import Encoder
from quoteattr.training.finish import finish
from quoteattr.training.gap import gap_option, read_items
from quoteattr.training.record import RECORD, read_records

__all__ = ["average", "main"]

logger = logging.getLogger(__name__)


def average(folders: Sequence[str | Path]) -> Encoder:
    """Return an encoder whose weights are the mean of several checkpoints' weights, rounded to half precision.

    Args:
        folders: The checkpoints; all of one shape.

    Raises:
        CheckpointError: If one cannot be loaded, or they differ in shape.
    """
    encoders = [load_encoder(find_checkpoint(folder), torch.device("cpu"), trainable=True) for folder in folders]
    states = [encoder.model.state_dict() for encoder in encoders]
    first = states[0]
    shapes = [{name: value.shape for name, value in state.items()} for state in states]
    for folder, shape in zip(folders, shapes, strict=True):
        if shape != shapes[0]:
            raise CheckpointError(
                f"checkpoint {str(folder)!r} has other shapes than {str(folders[0])!r}; only runs of one "
                "configuration, started from the same base with the same seed, can be averaged"
            )
    mean: dict[str, Tensor] = {name: sum(s[name] for s in states) / len(states) for name in first}
    encoders[0].model.load_state_dict({name: value.half().float() for name, value in mean.items()})
    encoders[0].model.config.speaker_calibration = None  # which was that of the first run alone
    return encoders[0]


@click.command()
@click.argument("folders", nargs=-1, required=True, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--dev",
    "dev_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    help="Annotated articles on which scores are calibrated and the least one is chosen.",
)
@gap_option
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Where the average goes.")
def main(*, folders: tuple[Path, ...], dev_file: Path, gap: Path | None, out: Path) -> None:
    """Average the weights of the runs in FOLDERS, which started from one base with one seed.

    Example: python -m quoteattr.training.average runs/first/best runs/second/best --dev dev.jsonl --out runs/average
    """
    with dev_file.open(encoding="utf-8") as lines:
        gold = read_gold(lines, name=str(dev_file))
    found = [read_records(folder) for folder in folders]
    records = [replace(record, share=record.share / len(folders)) for runs in found for record in runs]
    if not all(found):
        logger.warning("not all of the %d folders have a %s, so no card is written", len(folders), RECORD)
        records = []
    result = finish(average(folders), gold, records, out, gap=read_items(gap)).quotations
    click.echo(f"{out}: {result.scores}, min_score {result.min_score}")


if __name__ == "__main__":
    main()
