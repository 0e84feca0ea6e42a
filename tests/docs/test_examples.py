"""What the pages show is what comes out."""

import doctest
import json
import re
import shlex
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.docs.pages import DOCS, ROOT, blocks, name

# Pages whose examples need a library, and are run where it is.
ELSEWHERE = {"recipes.md"}
SHOWN = [page for page in sorted(DOCS.glob("*.md")) if page.name not in ELSEWHERE]
PROMPTED = [page for page in SHOWN if ">>> " in page.read_text("utf-8")]
# Pages that are read from the top, each block after the ones before it.
TYPED = [DOCS / "quick-start.md", DOCS / "generative-summary.md"]


@pytest.mark.parametrize("page", PROMPTED, ids=name)
def test_examples_with_prompts_print_what_is_shown(page):
    # A blank line in the place of each fence keeps the numbers of the lines, and ends what is expected.
    text = re.sub(r"^ *```.*$", "", page.read_text("utf-8"), flags=re.MULTILINE)
    test = doctest.DocTestParser().get_doctest(text, {}, page.name, str(page), 0)
    told = []
    doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=told.append)
    assert "".join(told) == ""


@pytest.mark.parametrize("page", TYPED, ids=name)
def test_blocks_pasted_one_after_the_other_print_what_is_shown(page, capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    namespace, printed = {"__name__": "__main__"}, ""
    for block in blocks(page):
        if block.language == "python":
            exec(compile(block.code, str(page), "exec"), namespace)  # noqa: S102 - our own page
            printed = capsys.readouterr().out
        elif block.language == "text" and printed:
            assert printed == block.code
            printed = ""


def commands(page):
    """Return the lines of a page's shell blocks that run the command."""
    lines = [line for block in blocks(page) if block.language == "bash" for line in block.code.splitlines()]
    return [line for line in lines if line.startswith("quoteattr ")]


@pytest.mark.parametrize(
    "page",
    # The README asks for several processes.
    [DOCS / "quick-start.md", pytest.param(ROOT / "README.md", marks=pytest.mark.slow)],
    ids=lambda page: page.name,
)
def test_commands_typed_one_after_the_other_work(page, monkeypatch, tmp_path):
    from quoteattr.cli import main

    shutil.copytree(ROOT / "docs/examples", tmp_path / "docs/examples")
    monkeypatch.chdir(tmp_path)
    assert commands(page)
    for line in commands(page):
        arguments = [
            str(path)
            for word in shlex.split(line, comments=True)[1:]
            for path in (sorted(tmp_path.glob(word)) if "*" in word else [word])
        ]
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code == 0, f"{line}\n{result.output}"
        assert "-o" not in arguments or Path(arguments[arguments.index("-o") + 1]).stat().st_size, line


@pytest.mark.parametrize("page", ["fine-tuning.md", "bigger-encoder.md"])
def test_options_of_training_that_a_guide_names_exist(page):
    from quoteattr.cli import main

    option = re.compile(r"--[\w-]+")
    known = set(option.findall(CliRunner().invoke(main, ["train", "--help"]).output))
    shell = "\n".join(block.code.replace("\\\n", " ") for block in blocks(DOCS / page) if block.language == "bash")
    lines = [line for line in shell.splitlines() if line.startswith("quoteattr train")]
    used = {name for line in lines for name in option.findall(line)}
    modules = re.findall(r"python -m (quoteattr[\w.]+)", (DOCS / page).read_text("utf-8"))
    assert used
    assert used <= known
    assert [module for module in modules if not find_spec(module)] == []


@pytest.mark.parametrize(
    "metric",
    [
        "attribution.direct.who.F1",
        "attribution.mixed.who.F1",
        "attribution.indirect.who.F1",
        "attribution.all.who.F1",
        "attribution.resolution.speaker",
        "attribution.resolution.pronoun",
        "attribution.resolution.role",
        "summary.coverage",
    ],
)
def test_numbers_of_the_quick_start_are_those_that_the_gate_holds(metric):
    floor = json.loads((ROOT / "benchmarks/baseline.json").read_text("utf-8"))["floors"][metric]
    trust = (DOCS / "quick-start.md").read_text("utf-8").partition("## How far to trust it")[2]
    assert str(floor) in trust.partition("\n## ")[0], f"docs/quick-start.md does not say {floor} of {metric}"
