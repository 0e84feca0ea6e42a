"""The examples in the help of each command, and a folder in which they can be run."""

import gzip
import json
import re
import shlex
from pathlib import Path

import click
from click.testing import CliRunner

from quoteattr.cli import main
from quoteattr.types import Article

__all__ = ["commands", "context_of", "examples_of", "fill", "run_line"]

SAID = "“It will rain,” said Ada Burns."
_BLOCK = re.compile(r"Examples:\n(?P<lines>(?:[ ]+\S.*\n?)+)")


def commands() -> dict[str, click.Command]:
    """Return the whole command and each of its commands, by how they are called."""
    context = click.Context(main, info_name="quoteattr")
    found = {name: main.get_command(context, name) for name in main.list_commands(context)}
    return {"quoteattr": main, **{f"quoteattr {name}": command for name, command in found.items() if command}}


def context_of(called: str, command: click.Command) -> click.Context:
    """Return a context in which a command shows its help 80 columns wide."""
    settings = {"help_option_names": ["-h", "--help"], "terminal_width": 80, "max_content_width": 80}
    root = click.Context(main, info_name="quoteattr", **settings)
    if command is main:
        return root
    return click.Context(command, info_name=called.partition(" ")[2], parent=root, **settings, show_default=True)


def examples_of(command: click.Command) -> list[str]:
    """Return the lines under "Examples:" in a command's help."""
    found = _BLOCK.search((command.help or "").replace("\b\n", ""))
    return [line.strip() for line in found["lines"].splitlines()] if found else []


def fill(folder: Path) -> None:
    """Put the files there that the examples name."""
    for name in ("archive", "old", "brat", "dev", "encoder"):
        (folder / name).mkdir()
    for name in ("article.txt", "archive/a.txt", "archive/b.txt"):
        (folder / name).write_text(SAID, encoding="utf-8")
    (folder / "old/c.txt").write_bytes(SAID.encode("cp1252"))
    record = json.dumps({"id": "d", "text": SAID}) + "\n"
    for name in ("articles.jsonl", "archive/d.jsonl", "corrected.jsonl"):
        (folder / name).write_text(record, encoding="utf-8")
    (folder / "pages.jsonl.gz").write_bytes(gzip.compress(record.encode()))
    (folder / "annotated.jsonl").write_text(Article(SAID, id="e").to_json() + "\n", encoding="utf-8")


def run_line(line: str) -> None:
    """Run a line as a shell would, in this process and in the folder that it is in."""
    words = shlex.split(line)
    target = words[words.index(">") + 1] if ">" in words else None
    words = words[: words.index(">")] if target else words
    arguments = [
        name for word in words[1:] for name in (sorted(map(str, Path().glob(word))) if "*" in word else [word])
    ]
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    if target:
        Path(target).write_text(result.stdout, encoding="utf-8")
