"""`quoteattr render`."""

import sys
from typing import get_args

import click

from quoteattr.cli.help import Command
from quoteattr.cli.options import OUTPUT, inputs, output_options
from quoteattr.cli.output import Output, OutputFormat, check_output
from quoteattr.console import Colour, Report, is_terminal, with_progress
from quoteattr.io.offsets import Offsets
from quoteattr.io.reading import RecordFormat, read_records

__all__ = ["command"]


@click.command(
    "render",
    cls=Command,
    short_help="Put annotated articles into another form.",
    subjects={"Input": ("input_format",), "Output": OUTPUT},
)
@click.argument("records", nargs=-1, type=click.Path(allow_dash=True, readable=False))
@click.option(
    "--input-format",
    type=click.Choice(get_args(RecordFormat)),
    help="How to read all RECORDS. Default: by suffix; standard input as jsonl, and a folder as brat.",
)
@output_options
def command(
    *,
    records: tuple[str, ...],
    input_format: RecordFormat | None,
    output: str | None,
    output_format: OutputFormat | None,
    offsets: Offsets,
    digest: bool,
    colour: Colour,
) -> None:
    """Put annotated articles into another form, without annotating them again.

    RECORDS are what `quoteattr annotate` wrote, corrected or not: JSON Lines (.jsonl), JSON lists (.json), either of
    them packed (.gz), and folders of brat's files. "-" is standard input, and so is no RECORDS at all when something is
    piped in.

    \b
    Examples:
      quoteattr render annotated.jsonl
      quoteattr render annotated.jsonl -o annotated.html
      quoteattr render annotated.jsonl --format table --digest
      quoteattr render annotated.jsonl --format brat -o to-correct/
      quoteattr render to-correct/ -o corrected.jsonl

    Exit status: 0 when every article was written; 1 when some could not be read, which standard error names; 2 when
    the command cannot be carried out as given.
    """  # noqa: D301 - click takes the backspace character for "do not wrap this"
    paths = inputs(records, "RECORDS", "a .jsonl or .json file of annotated articles")
    target = Output.from_options(output, output_format, offsets=offsets, digest=digest, colour=colour)
    check_output(target, paths, "RECORDS")
    report = Report()
    articles = report.sift(read_records(paths, record_format=input_format, on_error=report.fail))
    target.write(with_progress(articles, shown=not target.is_terminal and is_terminal(sys.stderr)), report)
    if report.failed:
        click.echo(f"quoteattr: {report.annotated} written, {report.failed} failed", err=True)
        sys.exit(1)
