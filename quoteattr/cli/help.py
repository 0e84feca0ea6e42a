"""How the commands show their help: options by subject, where there are many."""

from collections.abc import Mapping
from typing import Any

import click

__all__ = ["Command"]


class Command(click.Command):
    """A command whose options can be shown by subject.

    Args:
        subjects: Names of parameters by the heading that they stand under, in order; the others stand under "Options",
            which comes last. `None` puts all of them there.

    Example:
        >>> deep = click.Option(["--deep"], help="How deep.")
        >>> dig = Command("dig", params=[deep], subjects={"Where": ("deep",)})
        >>> print(dig.get_help(click.Context(dig, info_name="dig")))
        Usage: dig [OPTIONS]
        <BLANKLINE>
        Where:
          --deep TEXT  How deep.
        <BLANKLINE>
        Options:
          --help  Show this message and exit.
    """

    def __init__(self, *args: Any, subjects: Mapping[str, tuple[str, ...]] | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.subjects = subjects or {}

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, each under its subject."""
        for heading, options in self.options_by_subject(ctx).items():
            records = [record for option in options if (record := option.get_help_record(ctx)) is not None]
            if records:
                with formatter.section(heading):
                    formatter.write_dl(records)

    def options_by_subject(self, ctx: click.Context) -> dict[str, list[click.Option]]:
        """Return the options by heading, in the order in which they are shown.

        Args:
            ctx: The command's context.
        """
        options = {option.name: option for option in self.get_params(ctx) if isinstance(option, click.Option)}
        found = {heading: [options.pop(name) for name in names] for heading, names in self.subjects.items()}
        return {**found, "Options": list(options.values())}
