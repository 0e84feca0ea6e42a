"""The page of the command line and the manual page are what the commands say of themselves."""

import importlib.util
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.examples import commands

pytest.importorskip("torch")
DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def pages():
    spec = importlib.util.spec_from_file_location("write_cli", DOCS / "write_cli.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return {"cli.md": module.markdown_page(), "quoteattr.1": module.manual_page()}


@pytest.mark.parametrize("name", ["cli.md", "quoteattr.1"])
def test_the_page_is_up_to_date(pages, name):
    assert (DOCS / name).read_text(encoding="utf-8") == pages[name], "run `python docs/write_cli.py`"


def test_every_command_has_its_section(pages):
    assert re.findall("^## `(.+)`$", pages["cli.md"], re.MULTILINE) == list(commands())


def test_every_option_is_on_it(pages):
    options = [
        name for command in commands().values() for param in command.params for name in param.opts if name[0] == "-"
    ]
    assert len(options) > 50
    lost = [name for name in options if not re.search(rf"^`(.*, |.* / )?{name}[ ,`]", pages["cli.md"], re.MULTILINE)]
    assert lost == []


def test_no_dash_of_an_option_is_taken_for_a_dash(pages):
    prose = re.sub("```.*?```|`[^`]*`", "", pages["cli.md"], flags=re.DOTALL)
    assert re.findall(r"(?<![-\w])--\w+", prose) == []


def test_man_can_read_it():
    if shutil.which("groff") is None:
        pytest.skip("needs groff")
    command = ["groff", "-man", "-Tutf8", "-ww", "-K", "utf8", str(DOCS / "quoteattr.1")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    shown = re.sub("\x1b\\[[0-9;]*m|.\x08", "", done.stdout)
    assert [line for line in done.stderr.splitlines() if "warning" in line and "break" not in line] == []
    assert "quoteattr - read news articles and tell who said what" in shown
    assert "--max-sentences N" in shown
