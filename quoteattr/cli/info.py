"""`quoteattr info`."""

from collections.abc import Iterable

import click

from quoteattr.console import one_line
from quoteattr.errors import CheckpointError
from quoteattr.info import iter_checkpoint_facts, iter_versions

__all__ = ["command"]


@click.command("info")
@click.option("--checkpoint", default="default", show_default=True, metavar="NAME", help="As for `annotate`.")
def command(*, checkpoint: str) -> None:
    """Show versions, checkpoint and device.

    \b
    Examples:
      quoteattr info
      quoteattr info --checkpoint my-checkpoint/
    """  # noqa: D301 - click takes the backspace character for "do not wrap this"
    _show_facts(iter_versions())
    from quoteattr.model.checkpoint import choose_device, find_checkpoint

    _show_facts([("device", str(choose_device())), ("checkpoint", checkpoint)])
    try:
        _show_facts(iter_checkpoint_facts(find_checkpoint(checkpoint).folder))
    except CheckpointError as error:
        raise click.ClickException(one_line(str(error))) from error


def _show_facts(facts: Iterable[tuple[str, str]]) -> None:
    for name, value in facts:
        click.echo(f"{name:<14}{value}")
