"""The command line: one module for each command, and what they have in common in `options`, `output` and `help`."""

import click

from quoteattr._version import __version__
from quoteattr.cli import annotate, completion, info, render, schema
from quoteattr.cli.group import Group
from quoteattr.integrations.server.command import serve

__all__ = ["main"]


@click.group(
    cls=Group,
    later={
        # torch is loaded only by who trains.
        "train": ("quoteattr.training.command", "main", "Train a checkpoint on annotated articles of your own.")
    },
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="quoteattr")
@click.pass_context
def main(context: click.Context) -> None:
    """Read news articles and tell who said what.

    \b
    Examples:
      quoteattr annotate article.txt
      quoteattr annotate articles.jsonl -o annotated.jsonl
      quoteattr render annotated.jsonl -o annotated.html
      quoteattr info
      quoteattr annotate --help

    Exit status: 0 when all went well; 1 when something failed, which standard error names; 2 when the command cannot be
    carried out as given; 130 and 143 when Ctrl-C and SIGTERM ended it.
    """  # noqa: D301 - click takes the backspace character for "do not wrap this"
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


for module in (annotate, render, info, schema, completion):
    main.add_command(module.command)
main.add_command(serve)
