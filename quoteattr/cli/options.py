"""What commands that read and write articles have in common: their options and arguments."""

import sys
from collections.abc import Callable
from typing import Any, TypeVar, get_args

import click

from quoteattr.cli.output import FORMATS
from quoteattr.console import Colour, is_terminal
from quoteattr.io.offsets import Offsets
from quoteattr.io.sources import STANDARD_INPUT

__all__ = ["OUTPUT", "inputs", "output_options"]

F = TypeVar("F", bound=Callable[..., Any])

# The names of what `output_options` adds, for the help.
OUTPUT = ("output", "output_format", "offsets", "digest", "colour")
_OUTPUT_OPTIONS = (
    click.option(
        "-o",
        "--output",
        type=click.Path(allow_dash=True),
        metavar="OUT",
        help="File or folder to write; it appears only when it is complete. Default: standard output.",
    ),
    click.option(
        "-f",
        "--format",
        "output_format",
        type=click.Choice(FORMATS),
        help="Form of the output. Default: by the suffix of OUT; else table on a terminal and jsonl elsewhere.",
    ),
    click.option(
        "--offsets",
        type=click.Choice(get_args(Offsets)),
        default="codepoint",
        show_default=True,
        help="What offsets count: Unicode code points, as in Python, or UTF-16 code units, as in JavaScript and Java. "
        "For json, jsonl, csv, webannotation and conll.",
    ),
    click.option(
        "--digest",
        is_flag=True,
        help="Show a line for each speaker: in a table instead of every quotation, in html under the summary.",
    ),
    click.option(
        "--color",
        "--colour",
        "colour",
        type=click.Choice(get_args(Colour)),
        default="auto",
        show_default=True,
        help="Colour a table on standard output; auto does so on a terminal. NO_COLOR and FORCE_COLOR are heeded.",
    ),
)


def output_options(command: F) -> F:
    """Give a command the options that say where its articles go, and in which form."""
    for option in reversed(_OUTPUT_OPTIONS):
        command = option(command)
    return command


def inputs(given: tuple[str, ...], argument: str, example: str) -> tuple[str, ...]:
    """Return what a command reads: what was given, or standard input where something is piped in.

    Args:
        given: The argument's values.
        argument: What the argument is called.
        example: What to name, for an error.

    Raises:
        UsageError: If there is nothing to read.
    """
    if given:
        return given
    if sys.stdin is None or is_terminal(sys.stdin):
        raise click.UsageError(f"no {argument} were given and nothing is piped in; name {example}, or '-' to type one")
    return (STANDARD_INPUT,)
