import importlib
import json
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from quoteattr.errors import MissingExtraError, OptionError

from .conftest import BENCHMARKS, gold_records

READERS = BENCHMARKS / "rivals" / "readers"
GOLD = {record["id"]: record for record in gold_records()}

# A tool that finds the first quoted words, raises on "bridge" and prints where only answers may stand.
FINDER = """
import os, sys
sys.path.insert(0, {readers!r})
from reader_protocol import Said, serve

def load():
    print("loading", os.environ["OMP_NUM_THREADS"])
    def read(text):
        if "rust" in text:
            raise KeyError("rust")
        end = text.index("”") + 1
        start = text.index("said ")
        return [Said([[0, end]], [[start, start + 4]], [[start + 5, start + 15]], "Quill")], []
    return read

serve(load, ["pip"])
"""


@pytest.fixture(autouse=True)
def paths(monkeypatch):
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    monkeypatch.syspath_prepend(str(READERS))


@pytest.fixture
def rivals():
    return SimpleNamespace(
        **{name: importlib.import_module(f"rivals.{name}") for name in ("compare", "environments", "reading", "tools")}
    )


@pytest.fixture
def tool(tmp_path, rivals):
    def make(source):
        script = tmp_path / "finder.py"
        script.write_text(source.format(readers=str(READERS)), encoding="utf-8")
        return rivals.tools.Tool("finder", "finder", ("finder==1",), script, note="by hand")

    return make


def read(rivals, tool):
    return rivals.reading.read_articles(tool, Path(sys.executable), GOLD, threads=2)


def test_a_tool_reads_in_a_process_of_its_own(rivals, tool):
    reading = read(rivals, tool(FINDER))
    assert reading.records["ferry"]["quotations"] == [
        {"content": [[0, 18]], "cue": [[19, 23]], "source": [[24, 34]], "speaker": "s1"}
    ]
    assert reading.records["ferry"]["speakers"] == [{"id": "s1", "name": "Quill"}]
    assert reading.errors == {"bridge": ("KeyError: 'rust'",)}
    assert reading.records["bridge"]["quotations"] == []
    assert "pip" in reading.versions
    assert min(reading.seconds, reading.cpu_seconds, reading.startup_seconds) >= 0


@pytest.mark.parametrize(
    ("source", "message"),
    [
        pytest.param("raise OSError('no model')", "after 0 of 2 articles: OSError: no model", id="does-not-start"),
        pytest.param(FINDER.replace('raise KeyError("rust")', "os._exit(7)"), "code 7 after 1 of 2", id="dies"),
        pytest.param("", "code 0 after 0 of 2 articles: it said nothing", id="does-nothing"),
    ],
)
def test_a_tool_that_does_not_finish_is_told_why(rivals, tool, source, message):
    with pytest.raises(rivals.reading.ReadingFailedError, match=message):
        read(rivals, tool(source))


def test_tools_are_compared_and_what_cannot_run_is_skipped_with_its_reason(rivals, tool, monkeypatch, tmp_path):
    finder = tool(FINDER)
    tools = (finder, replace(finder, name="other", requirements=("other==1",)))

    def environment(folder, name, requirements, wheels):
        if requirements == ("other==1",):
            raise rivals.environments.EnvironmentFailedError("could not install other==1: no such package")
        return Path(sys.executable)

    monkeypatch.setattr(rivals.compare, "environment", environment)
    said = []
    found = rivals.compare.read_with_rivals(GOLD, folder=tmp_path, threads=1, tools=tools, say=said.append)
    rows = [rivals.compare.scored(t.name, GOLD, r, resamples=10, seed=0, note=t.note) for t, r in found]
    table = rivals.compare.comparison_table(rows, articles=len(GOLD), threads=1)
    lines = table.splitlines()
    assert lines[1].split()[:5] == ["finder", "all", "100.0", "50.0", "66.7"]
    assert "[0.0, 100.0]" in lines[1]
    assert next(line for line in lines if line.startswith("time, 1 thread"))
    assert any(line.endswith("  1 article") for line in lines)
    assert lines[-1] == "other: skipped, could not install other==1: no such package"
    result = rivals.compare.comparison_json(rows)
    assert result["finder"]["failed"] == ["bridge"]
    assert result["finder"]["errors"] == {"bridge": ["KeyError: 'rust'"]}
    assert result["finder"]["report"]["direct"]["speaker"]["R"] == 50.0
    assert result["other"] == {"skipped": "could not install other==1: no such package"}
    assert said[:2] == ["finder: environment", "finder: reading 2 articles"]


def test_an_environment_is_made_once_and_again_when_it_was_left_half_made(rivals, monkeypatch, tmp_path):
    ran = []

    def run(command, **_):
        ran.append(command)
        if "venv" in command:
            Path(command[-1]).mkdir(parents=True)
        return SimpleNamespace(returncode=0, stdout="", stderr="")

    monkeypatch.setattr(rivals.environments.subprocess, "run", run)
    python = rivals.environments.environment(tmp_path, "finder", ["finder==1"])
    assert [command[-1] for command in ran] == [str(python.parents[1]), "finder==1"]
    assert rivals.environments.environment(tmp_path, "finder", ["finder==1"]) == python
    assert len(ran) == 2
    assert rivals.environments.environment(tmp_path, "finder", ["finder==2"]) != python
    (python.parents[1] / "ready.json").unlink()
    rivals.environments.environment(tmp_path, "finder", ["finder==1"])
    assert len(ran) == 6


@pytest.mark.parametrize("step", [pytest.param("venv", id="no-environment"), pytest.param("install", id="no-package")])
def test_an_environment_that_fails_gives_the_last_error(rivals, monkeypatch, tmp_path, step):
    def run(command, **_):
        if "venv" in command:
            Path(command[-1]).mkdir(parents=True)
        return SimpleNamespace(returncode=int(step in command), stdout="", stderr="ERROR: it broke\nsee the manual\n")

    monkeypatch.setattr(rivals.environments.subprocess, "run", run)
    with pytest.raises(rivals.environments.EnvironmentFailedError, match=r"could not .*: ERROR: it broke$"):
        rivals.environments.environment(tmp_path, "finder", ["finder==1"])
    assert not list(tmp_path.glob("*/ready.json"))


def test_every_tool_has_a_reader_and_pinned_requirements(rivals):
    for tool in rivals.tools.TOOLS:
        assert tool.script.is_file()
        assert all("==" in requirement for requirement in tool.requirements)
    assert len({tool.name for tool in rivals.tools.TOOLS}) == len(rivals.tools.TOOLS)


@pytest.mark.parametrize(
    ("text", "prepared", "span", "expected"),
    [
        pytest.param("One.\n\n Two. ", "One.\nTwo.", (5, 9), "Two.", id="blank-lines-and-edges"),
        pytest.param("''Yes,'' she said", '"Yes," she said', (0, 6), "''Yes,''", id="two-apostrophes"),
        pytest.param("the boys' bus", "the boys'x bus", (11, 14), "bus", id="plural-possessive"),
        pytest.param("x“Yes”y", 'x "Yes" y', (2, 7), "“Yes”", id="spaces-beside-marks"),
        pytest.param("“Yes", '“Yes"', (0, 5), "“Yes", id="closed-at-the-end"),
        pytest.param("a\n\nb", "a\nb", (0, 3), "a\n\nb", id="over-a-blank-line"),
    ],
)
def test_spans_of_a_prepared_text_are_found_again(text, prepared, span, expected):
    start, end = importlib.import_module("prepared_text").align(text, prepared)(*span)
    # A line end stands for all the blank lines after it.
    assert text[start:end] == expected


@pytest.mark.parametrize(
    ("text", "prepared"),
    [
        pytest.param("Yes.", "No.", id="other-words"),
        pytest.param("Yes. No.", "Yes.", id="words-missing"),
        pytest.param("Yes.\nNo.", "Yes.", id="line-missing"),
    ],
)
def test_a_text_that_was_prepared_otherwise_is_refused(text, prepared):
    with pytest.raises(ValueError, match=r".+"):
        importlib.import_module("prepared_text").align(text, prepared)


def test_neighbouring_tokens_share_a_span():
    class Token(SimpleNamespace):
        def __len__(self):
            return len(self.text)

    tokens = [Token(i=2, idx=8, text="Burns"), Token(i=1, idx=4, text="Ada"), Token(i=5, idx=20, text="Quill")]
    spans = importlib.import_module("spacy_spans")
    assert spans.runs(tokens, lambda start, end: [start, end]) == [[4, 13], [20, 25]]
    with pytest.raises(LookupError, match="no_such_model"):
        spans.find_model(["no_such_model"])


@pytest.fixture
def command(script, tool, monkeypatch, rivals):
    """The command, with the small tool in the place of all others."""
    module = script("attribution")
    tools = (tool(FINDER),)
    monkeypatch.setattr(rivals.compare, "environment", lambda *_: Path(sys.executable))
    monkeypatch.setattr(
        module, "read_with_rivals", lambda *a, **k: rivals.compare.read_with_rivals(*a, tools=tools, **k)
    )
    for name in rivals.reading.THREAD_VARIABLES:
        monkeypatch.setenv(name, "4")
    return module.main


def test_the_command_runs_the_tools(command, gold, right, tmp_path):
    out = tmp_path / "out.json"
    arguments = [gold, "--predictions", right, "--rivals", "--bootstrap", 10, "--json", out]
    result = CliRunner().invoke(command, list(map(str, arguments)))
    assert result.exit_code == 0, result.output
    report = json.loads(out.read_text(encoding="utf-8"))["tools"]
    assert {name: report[name]["report"]["all"]["who"]["F1"] for name in report} == {"quoteattr": 100.0, "finder": 66.7}
    assert "finder" in result.stdout


def test_a_plot_is_drawn_or_the_extra_is_named(rivals, tool, tmp_path, monkeypatch):
    plot = importlib.import_module("rivals.plot")
    rows = [rivals.compare.scored("finder", GOLD, read(rivals, tool(FINDER)), resamples=5, seed=0)]
    monkeypatch.setattr(plot, "import_module", lambda name: (_ for _ in ()).throw(ImportError(name)))
    with pytest.raises(MissingExtraError, match=r"quoteattr\[bench\]"):
        plot.plot(rows, tmp_path / "scores.svg")
    with pytest.raises(OptionError, match=r"\.png or \.svg"):
        plot.plot(rows, tmp_path / "scores.jpg")
    monkeypatch.undo()
    pytest.importorskip("matplotlib")
    plot.plot(
        [*rows, rivals.compare.scored("other", GOLD, "no such package", resamples=0, seed=0)], tmp_path / "scores.svg"
    )
    drawn = (tmp_path / "scores.svg").read_text(encoding="utf-8")
    assert "<svg" in drawn
