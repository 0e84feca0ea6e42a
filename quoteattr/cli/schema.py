"""`quoteattr schema`."""

import json

import click

from quoteattr.io.schema import schema

__all__ = ["command"]


@click.command("schema")
def command() -> None:
    """Print the JSON Schema of an annotated article.

    It describes a line of JSON Lines and an element of a JSON list, with offsets in either unit.

    \b
    Examples:
      quoteattr schema
      quoteattr schema > article.schema.json
    """  # noqa: D301 - click takes the backspace character for "do not wrap this"
    click.echo(json.dumps(schema(), ensure_ascii=False, indent=2))
