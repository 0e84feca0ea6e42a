"""`quoteattr info`."""

from collections.abc import Iterable

import click

from quoteattr.console import one_line
from quoteattr.info import iter_checkpoint_facts, iter_versions

__all__ = ["command"]


@click.command("info")
@click.option("--checkpoint", default="default", show_default=True, metavar="NAME", help="As for `annotate`.")
@click.option("--verify", is_flag=True, help="Tell of each file of the checkpoint whether it is as it was saved.")
def command(*, checkpoint: str, verify: bool) -> None:
    """Show versions, checkpoint and device.

    \b
    Examples:
      quoteattr info
      quoteattr info --checkpoint my-checkpoint/
      quoteattr info --verify

    Exit status: 0 when all is well; 1 when there is no such checkpoint, it is damaged, or, with --verify, a file of it
    is not what it was when it was saved.
    """  # noqa: D301 - click takes the backspace character for "do not wrap this"
    _show_facts(iter_versions())
    from quoteattr.model.checkpoint import CHECKPOINT_FILES, choose_device, find_checkpoint
    from quoteattr.model.checksums import check_files, compare_files

    _show_facts([("device", str(choose_device())), ("checkpoint", checkpoint)])
    try:
        folder = find_checkpoint(checkpoint).folder
        if verify:
            _show_facts((file.state, file.name) for file in compare_files(folder, CHECKPOINT_FILES))
            check_files(folder, CHECKPOINT_FILES, required=True)
        _show_facts(iter_checkpoint_facts(folder))
    # A checkpoint's errors are of this class too.
    except OSError as error:
        raise click.ClickException(one_line(str(error))) from error


def _show_facts(facts: Iterable[tuple[str, str]]) -> None:
    for name, value in facts:
        click.echo(f"{name:<14}{value}")
