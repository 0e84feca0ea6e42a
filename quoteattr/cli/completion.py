"""`quoteattr completion`."""

import click
from click.shell_completion import ShellComplete, get_completion_class

from quoteattr.cli.help import Command

__all__ = ["command"]

_SHELLS = ("bash", "zsh", "fish")


@click.command("completion", cls=Command, short_help="Print the script that completes commands in a shell.")
@click.argument("shell", type=click.Choice(_SHELLS))
@click.pass_context
def command(context: click.Context, *, shell: str) -> None:
    """Print the script that completes quoteattr's commands and options in SHELL.

    Files are completed too. Bash and zsh take it from a line in ~/.bashrc or ~/.zshrc (in zsh after compinit), fish
    from a file:

    \b
      eval "$(quoteattr completion bash)"
      eval "$(quoteattr completion zsh)"
      quoteattr completion fish > ~/.config/fish/completions/quoteattr.fish

    \b
    Examples:
      quoteattr completion bash
      quoteattr completion fish > quoteattr.fish
    """  # noqa: D301 - click takes the backspace character for "do not wrap this"
    kind = get_completion_class(shell)
    if kind is None:
        raise click.ClickException(f"click has no completion for {shell}; bash, zsh and fish have been its shells")
    complete = kind(context.find_root().command, {}, "quoteattr", "_QUOTEATTR_COMPLETE")
    # The script as it is, whichever shells are installed here: a subclass asks bash for its version first.
    click.echo(ShellComplete.source(complete))
