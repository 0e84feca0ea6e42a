"""The command line: one module for each command, and what they have in common in `options` and `output`."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

import click

from quoteattr._version import __version__
from quoteattr.cli import annotate, info, render, schema, train
from quoteattr.integrations.server.command import serve

__all__ = ["main"]

# What a shell says of a command that a signal has ended.
_SIGNALLED = 128
_INTERRUPTED = _SIGNALLED + signal.SIGINT


class _Group(click.Group):
    """The commands, with one way to end for all of them when the user or the system says so."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; interrupted, it ends without a traceback, and with the status that shells know."""
        try:
            with _orderly_end():
                return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("quoteattr: interrupted", err=True)
            ctx.exit(_INTERRUPTED)


@contextmanager
def _orderly_end() -> Iterator[None]:
    """Let a request to end (SIGTERM) take away temporary files and processes, as an interrupt does."""
    ours = threading.current_thread() is threading.main_thread()
    if not ours or signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL:
        yield
        return
    signal.signal(signal.SIGTERM, _end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _end(number: int, _frame: object) -> NoReturn:
    raise SystemExit(_SIGNALLED + number)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
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
