"""Items of GAP on which the resolution of pronouns is measured, as an option of several commands."""

from pathlib import Path

import click

from quoteattr.evaluation import GapItem, read_gap

__all__ = ["gap_option", "read_items"]

gap_option = click.option(
    "--gap",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Items of GAP that are not learned from (JSONL): how their pronouns are resolved goes into the model card.",
)
"""Adds `--gap FILE` to a command."""


def read_items(path: Path | None) -> dict[str, GapItem]:
    """Read items of GAP.

    Args:
        path: A JSONL file; `None` gives no items.

    Raises:
        SchemaError: If a line is not such an item; the message names file and line.
    """
    if path is None:
        return {}
    with path.open(encoding="utf-8") as lines:
        return read_gap(lines, name=str(path))
