"""The page docs/architecture.md says where things are, and what may import what, as it is."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.public_api import PAGE, ROOT

PACKAGE = ROOT / "quoteattr"
TEXT = PAGE.read_text(encoding="utf-8")
# They stand outside the order of imports, as the page says below its map.
OUTSIDE = {"_version", "checkpoints"}


def first_cells(heading):
    """Return the first cells of the table under a heading of its own columns."""
    table = TEXT.partition(f"| {heading} |")[2].partition("\n\n")[0]
    return [line.split(" | ")[0].removeprefix("| ") for line in table.splitlines()[2:]]


def code(cell):
    return re.findall(r"`([^`]+)`", cell)


def contract():
    with (ROOT / "pyproject.toml").open("rb") as file:
        contracts = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    return next(c["layers"] for c in contracts if c["type"] == "layers")


def row_of(layer):
    """Return the cell of a layer: "|" joins what does not know each other, ":" what may."""
    joined = " and " if " : " in layer else ", "
    return joined.join(f"`{name.removeprefix('quoteattr.')}`" for name in re.split(r" [|:] ", layer))


def has_code(folder: Path):
    return any(path.name != "__pycache__" for path in folder.iterdir())


def modules_and_folders(folder: Path):
    entries = [p for p in folder.iterdir() if p.suffix == ".py" or (p.is_dir() and has_code(p))]
    return {p.stem for p in entries} - {"__pycache__", "__init__"}


def test_the_order_of_the_map_is_the_contract_of_the_imports():
    assert first_cells("in `quoteattr/`") == list(map(row_of, contract()))


def test_everything_in_the_package_is_on_the_map():
    mapped = {name for cell in first_cells("in `quoteattr/`") for name in code(cell)}
    assert mapped | OUTSIDE == modules_and_folders(PACKAGE)


def test_the_folders_inside_folders_are_those_of_the_page():
    inner = {
        str(path.parent.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        if len(path.parent.relative_to(PACKAGE).parts) > 1
    }
    assert {name for cell in first_cells("folder") for name in code(cell)} == inner


@pytest.mark.parametrize("path", re.findall(r"`((?:quoteattr|tests|docs|benchmarks)/[\w./*-]+)`", TEXT))
def test_a_file_that_the_page_names_is_there(path):
    assert any(ROOT.glob(path))


def test_every_folder_around_the_package_is_told_of():
    table = TEXT.partition("Around the package:")[2].partition("\n## ")[0]
    told = {code(line)[0] for line in table.splitlines() if line.startswith("| `")}
    assert {name for name in told if not (ROOT / name).is_dir()} == set()
    with_code = {p.parent.relative_to(ROOT).parts[0] for p in ROOT.glob("*/*") if p.suffix in {".py", ".md"}}
    assert {name for name in with_code if not name.startswith((".", "quoteattr"))} <= told
