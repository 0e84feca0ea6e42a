"""The command with its subcommands: what is loaded when it is asked for, and one way to end for all of them."""

import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import click

from quoteattr.console import one_line
from quoteattr.errors import QuoteAttrError

__all__ = ["Group"]

# What a shell says of a command that a signal has ended.
_SIGNALLED = 128
_INTERRUPTED = _SIGNALLED + signal.SIGINT


class Group(click.Group):
    """Subcommands, in the order in which they were added.

    Args:
        later: Commands that are imported when they are used, as what they import takes long: for each name the module,
            the command's name there, and a line of help.

    Example:
        >>> Group("dig", later={"deep": ("quoteattr.cli.schema", "command", "Dig deep.")}).list_commands(None)
        ['deep']
    """

    def __init__(self, *args: Any, later: Mapping[str, tuple[str, str, str]] | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.later = later or {}

    def list_commands(self, ctx: click.Context | None) -> list[str]:  # noqa: ARG002 - as click calls it
        """Return the names of the commands."""
        return [*self.commands, *self.later]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, imported where it was not yet."""
        if cmd_name not in self.later:
            return super().get_command(ctx, cmd_name)
        module, name, _ = self.later[cmd_name]
        command: click.Command = copy(getattr(import_module(module), name))
        command.name = cmd_name
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write a line for each command; what takes long to import is not imported for it."""
        lines = {name: command.short_help or command.get_short_help_str(60) for name, command in self.commands.items()}
        lines |= {name: text for name, (_, _, text) in self.later.items()}
        with formatter.section("Commands"):
            formatter.write_dl([(name, lines[name]) for name in self.list_commands(ctx)])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; where there is none, say which one may have been meant."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            name = args[0]
            if name.startswith("-") or ctx.resilient_parsing:
                raise
            near = get_close_matches(name, self.list_commands(ctx))
            hint = f" Did you mean {near[0]!r}?" if near else ""
            if Path(name).is_file():
                hint = f" It is a file: did you mean 'quoteattr annotate {name}'?"
            raise click.UsageError(f"No such command {name!r}.{hint}", ctx) from error

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; interrupted, it ends without a traceback, and with the status that shells know."""
        try:
            with _orderly_end():
                return super().invoke(ctx)
        except QuoteAttrError as error:
            raise click.ClickException(one_line(str(error))) from error
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
