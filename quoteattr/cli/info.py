"""`quoteattr info`."""

import json
import sys
import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from quoteattr.cli.help import Command
from quoteattr.console import one_line, terminal_width
from quoteattr.info import (
    checkpoint_origins,
    iter_checkpoint_facts,
    iter_extras,
    iter_versions,
    licence_files,
    list_data,
    list_files,
    list_heads,
)

__all__ = ["command"]

_LICENCE = "Apache-2.0"


@click.command("info", cls=Command, short_help="Show what is installed, from where and under which licence.")
@click.option(
    "--checkpoint",
    default="default",
    show_default=True,
    metavar="NAME",
    help="A checkpoint: 'default' is the one inside the package; else a folder or the name of a hub repository.",
)
@click.option("--verify", is_flag=True, help="Tell of each file of the checkpoint whether it is as it was saved.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as one JSON object, the word lists included.")
def command(*, checkpoint: str, verify: bool, as_json: bool) -> None:
    """Show what is installed, from where and under which licence.

    It tells of the versions of quoteattr and of the libraries that decide a result; of the checkpoint, its heads, what
    it was started from and what it learned from; of the word lists; and where all of that lies. Nothing is fetched for
    the default checkpoint.

    \b
    Examples:
      quoteattr info
      quoteattr info --verify
      quoteattr info --checkpoint ours/
      quoteattr info --json > info.json

    Exit status: 0 when all is well; 1 when there is no such checkpoint, it is damaged, or, with --verify, a file of it
    is not what it was when it was saved.
    """  # noqa: D301 - click takes the backspace character for "do not wrap this"
    package = _package()
    if not as_json:
        _show_package(package)
    about: dict[str, Any] = {"name": checkpoint}
    try:
        _look(checkpoint, about, verify=verify)
    # A checkpoint's errors are of this class too.
    except OSError as error:
        about["error"] = one_line(str(error))
    if as_json:
        click.echo(json.dumps({**package, "checkpoint": about}, ensure_ascii=False, indent=2))
    else:
        _show_checkpoint(about)
        _show_data(package["word_lists"])
    if "error" in about:
        raise click.ClickException(about["error"])


def _package() -> dict[str, Any]:
    """Return what there is without any checkpoint."""
    import quoteattr

    return {
        "licence": _LICENCE,
        "folder": str(Path(quoteattr.__file__).parent),
        "licence_files": [str(path) for path in licence_files()],
        "versions": dict(iter_versions()),
        "extras": dict(iter_extras()),
        "word_lists": [asdict(data) for data in list_data()],
    }


def _look(checkpoint: str, about: dict[str, Any], *, verify: bool) -> None:
    """Fill in what there is to say of a checkpoint, up to what is wrong with it."""
    from quoteattr.model.checkpoint import choose_device, find_checkpoint
    from quoteattr.model.checksums import check_files, compare_files, read_checksums
    from quoteattr.model.layout import CHECKPOINT_FILES

    about["device"] = str(choose_device())
    folder = find_checkpoint(checkpoint).folder
    about["folder"] = str(folder)
    digests = read_checksums(folder) or {}
    about["files"] = [{"name": n, "bytes": size, "sha256": digests.get(n)} for n, size in list_files(folder)]
    if verify:
        about["verified"] = {file.name: file.state for file in compare_files(folder, CHECKPOINT_FILES)}
        check_files(folder, CHECKPOINT_FILES, required=True)
    about["facts"] = dict(iter_checkpoint_facts(folder))
    about["heads"] = [{"name": n, "decides": decides, "parameters": size} for n, decides, size in list_heads(folder)]
    about["origins"] = asdict(checkpoint_origins(folder))


def _show_package(package: Mapping[str, Any]) -> None:
    _show_facts(package["versions"].items())
    installed = [extra for extra, libraries in package["extras"].items() if all(libraries.values())]
    missing = [extra for extra in package["extras"] if extra not in installed]
    _show_facts(
        [
            ("extras", ", ".join(installed) or "none"),
            ("not installed", ", ".join(missing) or "none"),
            ("licence", package["licence"]),
            ("package", package["folder"]),
            *(("notices", path) for path in package["licence_files"]),
        ]
    )


def _show_checkpoint(about: Mapping[str, Any]) -> None:
    click.echo()
    _show_facts([("checkpoint", about["name"])])
    if "device" in about:
        _show_facts([("device", about["device"])])
    _show_facts((state, name) for name, state in about.get("verified", {}).items())
    if "facts" not in about:
        return
    _show_facts(about["facts"].items())
    _show_facts(("head", f"{head['decides']} ({head['parameters']:,} parameters)") for head in about["heads"])
    card = Path(about["folder"], "README.md")
    _show_facts([("model card", str(card) if card.is_file() else "none")])
    if "verified" not in about:
        _show_facts([("to verify", "quoteattr info --verify")])
    _show_works("Made from", about["origins"]["base"])
    _show_works("Learned from and chosen on (none of these texts is inside)", about["origins"]["data"])


def _show_works(title: str, works: Iterable[Mapping[str, str]]) -> None:
    for number, work in enumerate(works):
        if not number:
            click.echo(f"\n{title}")
        _show_entry(work["name"], f"Licence: {work['licence']}. By: {work['by']}. Used for: {work['used']}.")


def _show_data(data: Iterable[Mapping[str, str]]) -> None:
    click.echo("\nWord lists")
    for each in data:
        _show_entry(each["name"], f"Licence: {each['licence']}. Origin: {each['origin']}.")


def _show_entry(name: str, text: str) -> None:
    click.echo(textwrap.fill(one_line(name), terminal_width(sys.stdout), initial_indent="  ", subsequent_indent="  "))
    indent = " " * 4
    lines = textwrap.fill(
        one_line(text),
        terminal_width(sys.stdout),
        initial_indent=indent,
        subsequent_indent=indent,
        break_on_hyphens=False,
    )
    click.echo(lines)


def _show_facts(facts: Iterable[tuple[str, str]]) -> None:
    for name, value in facts:
        # What a folder that anybody made says of itself must not drive the terminal.
        click.echo(f"{name:<13} {one_line(value)}")
