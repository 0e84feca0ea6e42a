"""The command line: one module for each command, and what they have in common in `options` and `output`."""

import click

from quoteattr._version import __version__
from quoteattr.cli import annotate, info, render, schema, train
from quoteattr.integrations.server.command import serve

__all__ = ["main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="quoteattr")
def main() -> None:
    """Read news articles and tell who said what.

    \b
    Examples:
      quoteattr annotate article.txt
      quoteattr annotate articles.jsonl -o annotated.jsonl
      quoteattr render annotated.jsonl -o annotated.html
      quoteattr serve
      quoteattr train --data corrected.jsonl --base default --out runs/ours
      quoteattr info
    """  # noqa: D301 - click takes the backspace character for "do not wrap this"


for module in (annotate, render, schema, train, info):
    main.add_command(module.command)
main.add_command(serve)
