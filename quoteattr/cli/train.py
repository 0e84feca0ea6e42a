"""`quoteattr train`."""

import click

from quoteattr.console import one_line
from quoteattr.errors import QuoteAttrError

__all__ = ["command"]


@click.command(
    "train",
    add_help_option=False,
    context_settings={"ignore_unknown_options": True},
    short_help="Train a checkpoint on annotated articles of your own.",
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@click.pass_context
def command(context: click.Context, arguments: tuple[str, ...]) -> None:
    """Train a checkpoint; the options are those of `python -m quoteattr.training`."""
    from quoteattr.training.command import main  # torch is loaded only by who trains

    try:
        main.main(list(arguments), prog_name=context.command_path, standalone_mode=False)
    except QuoteAttrError as error:
        raise click.ClickException(one_line(str(error))) from error
