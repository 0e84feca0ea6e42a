"""Write the page `docs/cli.md` and the manual page `docs/quoteattr.1` from the commands: `python docs/write_cli.py`.

A test holds both to what the commands say of themselves.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from inspect import cleandoc
from pathlib import Path

import click

from quoteattr._version import __version__
from quoteattr.cli import main
from quoteattr.cli.help import Command

__all__ = ["manual_page", "markdown_page", "write"]

_FOLDER = Path(__file__).parent
_PAGE = """# Command line

`quoteattr` is installed with the package; `python -m quoteattr` is the same. This page is what the commands say of
themselves (`quoteattr COMMAND --help`), written by `python docs/write_cli.py`. `man quoteattr` shows it in a terminal,
in an environment that is active.

- **Standard output** has the result and nothing else: a table where a person looks at it, records where a program does.
  Records and pages are UTF-8 whatever the locale.
- **Standard error** has what went wrong, a line each, and progress, on a terminal only (`--progress` shows it anywhere,
  `--no-progress` nowhere).
- **Colour** is for tables on a terminal. `NO_COLOR` with any value asks for none, `FORCE_COLOR` for colour in a pipe,
  too. The option goes before both: `quoteattr annotate article.txt -f table --color always | less -R`.
- **Exit status** is 0 when all went well; 1 when something failed, which standard error names; 2 when the command
  cannot be carried out as given; 130 after Ctrl-C and 143 after SIGTERM. A reader that has seen enough (`| head`) is no
  failure.
- **Files** appear only when they are complete, under their own name.

"""
_COMPLETION = """## Completion in a shell

`quoteattr completion SHELL` prints a script for bash, zsh or fish. A line in `~/.bashrc`, or in `~/.zshrc` after
`compinit`, keeps it up to date:

```bash
eval "$(quoteattr completion bash)"
```

fish reads it from a file:

```fish
quoteattr completion fish > ~/.config/fish/completions/quoteattr.fish
```
"""


@dataclass(frozen=True, slots=True)
class Described:
    """What a command says of itself.

    Args:
        called: How it is called.
        usage: What follows that.
        paragraphs: Its help; a block of lines that stays as it is, and begins with an indent, is one of them.
        options: The options, by subject: how one is written, and what it does.
    """

    called: str
    usage: str
    paragraphs: tuple[str, ...]
    options: dict[str, list[tuple[str, str]]]


def describe() -> Iterator[Described]:
    """Yield the whole command and each of its commands."""
    settings = {"help_option_names": ["-h", "--help"]}
    root = click.Context(main, info_name="quoteattr", **settings)
    yield _describe(root)
    for name in main.list_commands(root):
        command = main.get_command(root, name)
        if command is not None:
            own = {**settings, **command.context_settings}
            yield _describe(click.Context(command, info_name=name, parent=root, **own))


def _describe(context: click.Context) -> Described:
    command = context.command
    options = [param for param in command.get_params(context) if isinstance(param, click.Option)]
    subjects = command.options_by_subject(context) if isinstance(command, Command) else {"Options": options}
    return Described(
        context.command_path,
        " ".join(command.collect_usage_pieces(context)),
        tuple(_paragraphs(command.help or "")),
        {
            subject: [record for option in listed if (record := option.get_help_record(context)) is not None]
            for subject, listed in subjects.items()
        },
    )


def _paragraphs(text: str) -> Iterator[str]:
    """Yield what is wrapped on one line each, and what is not as it stands."""
    for part in re.split(r"\n[ ]*\n", cleandoc(text)):
        title, kept, block = part.rpartition("\b\n")[2].partition(":\n") if part.startswith("\b") else ("", "", part)
        if not part.startswith("\b"):
            yield " ".join(part.split())
        elif title.startswith(" ") or not kept:
            yield part.removeprefix("\b\n").rstrip()
        else:
            yield f"{title}:"
            yield block.rstrip()


def markdown_page() -> str:
    """Return the page."""
    return _PAGE + "\n".join(map(_as_markdown, describe())) + "\n" + _COMPLETION


def _as_markdown(command: Described) -> str:
    lines = [f"## `{command.called}`", "", "```text", f"{command.called} {command.usage}", "```", ""]
    for paragraph in command.paragraphs:
        block = paragraph.startswith(" ")
        lines += ["```bash", *_dedented(paragraph), "```", ""] if block else [_escaped(paragraph), ""]
    for subject, options in command.options.items():
        lines += [f"**{subject}**", ""]
        for written, text in options:
            lines += [f"`{written}`", f": {_escaped(text)}", ""]
    return "\n".join(lines)


def _dedented(block: str) -> list[str]:
    return [line.removeprefix("  ") for line in block.splitlines()]


def _escaped(text: str) -> str:
    """Return prose in which Markdown sees no mark-up but code."""
    # Records, options and what click adds of an option are code, unless they are already.
    text = re.sub(r"(?<!`)(\{\"[^`]*?\}(?:, \.\.\.\]\})?)(?![`}\]])", r"`\1`", text)
    text = re.sub(r"(?<![`\w])(--[a-z][\w-]*)", r"`\1`", text)
    text = re.sub(r"\s+(\[[^][]*\])$", r" `\1`", text)
    parts = re.split("(`[^`]*`)", text)
    return "".join(
        part if number % 2 else re.sub(r"([\\*_\[\]<>])", r"\\\1", part) for number, part in enumerate(parts)
    )


def manual_page() -> str:
    """Return the manual page, for `man`."""
    whole, *commands = describe()
    lines = [
        f'.TH QUOTEATTR 1 "" "quoteattr {__version__}" "User Commands"',
        ".SH NAME",
        f"quoteattr \\- {whole.paragraphs[0].rstrip('.').lower()}",
        ".SH SYNOPSIS",
        f".B quoteattr\n{_roff(whole.usage)}",
        ".SH DESCRIPTION",
        *_roff_paragraphs(whole),
        *_roff_options(whole),
    ]
    for command in commands:
        lines += [f".SH {command.called.upper()}", f".B {command.called}\n{_roff(command.usage)}"]
        lines += [*_roff_paragraphs(command), *_roff_options(command)]
    lines += [
        ".SH ENVIRONMENT",
        ".TP\n.B NO_COLOR\nWith any value, no table is coloured.",
        ".TP\n.B FORCE_COLOR\nWith any value, a table is coloured in a pipe, too.",
    ]
    return "\n".join(lines) + "\n"


def _roff_paragraphs(command: Described) -> Iterator[str]:
    for paragraph in command.paragraphs:
        if paragraph.startswith(" "):
            yield ".PP\n.nf\n" + "\n".join(_roff(line) for line in paragraph.splitlines()) + "\n.fi"
        else:
            yield f".PP\n{_roff(paragraph)}"


def _roff_options(command: Described) -> Iterator[str]:
    for subject, options in command.options.items():
        yield f".SS {subject}"
        for written, text in options:
            yield f".TP\n.B {_roff(written)}\n{_roff(text)}"


def _roff(text: str) -> str:
    """Return text in which roff sees no request: no line begins with a full stop or an apostrophe."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{text}" if text.startswith((".", "'")) else text


def write() -> None:
    """Write both."""
    (_FOLDER / "cli.md").write_text(markdown_page(), encoding="utf-8")
    (_FOLDER / "quoteattr.1").write_text(manual_page(), encoding="utf-8")


if __name__ == "__main__":
    write()
