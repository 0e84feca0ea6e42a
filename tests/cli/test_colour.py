"""Colour where a person looks at it and wants it; progress where it is no nuisance."""

import io
import sys

import pytest
from click.testing import CliRunner

from quoteattr.cli import main
from quoteattr.console import terminal_width, wants_colour
from tests.cli.examples import SAID


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("stream", "choice", "environment", "coloured"),
    [
        pytest.param(Terminal(), "auto", {}, True, id="terminal"),
        pytest.param(io.StringIO(), "auto", {}, False, id="pipe"),
        pytest.param(None, "auto", {}, False, id="nothing"),
        pytest.param(Terminal(), "auto", {"NO_COLOR": "1"}, False, id="NO_COLOR"),
        pytest.param(Terminal(), "auto", {"NO_COLOR": ""}, True, id="NO_COLOR that is empty"),
        pytest.param(Terminal(), "auto", {"TERM": "dumb"}, False, id="dumb terminal"),
        pytest.param(io.StringIO(), "auto", {"FORCE_COLOR": "1"}, True, id="FORCE_COLOR"),
        pytest.param(io.StringIO(), "auto", {"FORCE_COLOR": ""}, False, id="FORCE_COLOR that is empty"),
        pytest.param(Terminal(), "auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False, id="both"),
        pytest.param(io.StringIO(), "always", {"NO_COLOR": "1"}, True, id="always"),
        pytest.param(Terminal(), "never", {"FORCE_COLOR": "1"}, False, id="never"),
    ],
)
def test_colour(monkeypatch, stream, choice, environment, coloured):
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert wants_colour(stream, choice) is coloured


@pytest.mark.parametrize(("columns", "width"), [("60", 60), ("80", 80), ("300", 100)])
def test_width(monkeypatch, columns, width):
    monkeypatch.setenv("COLUMNS", columns)
    assert terminal_width(Terminal()) == width
    assert terminal_width(io.StringIO()) == 80


@pytest.fixture
def run(fake_pipeline, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    (tmp_path / "rain.txt").write_text(SAID, encoding="utf-8")
    return lambda *arguments: CliRunner().invoke(main, ["annotate", "rain.txt", *arguments], color=True)


class TestCommand:
    @pytest.mark.parametrize(
        ("arguments", "coloured"),
        [
            pytest.param(["-f", "table"], False, id="a table into a pipe"),
            pytest.param(["-f", "table", "--color", "always"], True, id="a table into a pager"),
            pytest.param(["-f", "table", "--colour", "always"], True, id="in British spelling"),
            pytest.param(["-f", "table", "--digest", "--color", "always"], True, id="a digest"),
            pytest.param(["-f", "jsonl", "--color", "always"], False, id="records"),
            pytest.param(["-f", "html", "--color", "always"], False, id="a page"),
        ],
    )
    def test_only_a_table_on_standard_output_is_coloured(self, run, arguments, coloured):
        result = run(*arguments)
        assert result.exit_code == 0
        assert ("\x1b[" in result.stdout) is coloured

    def test_a_file_is_never_coloured(self, run, tmp_path):
        assert run("-o", "out.txt", "--color", "always").exit_code == 0
        assert "\x1b" not in (tmp_path / "out.txt").read_text(encoding="utf-8")

    def test_nothing_is_said_where_nobody_looks(self, run):
        assert run("rain.txt", "-o", "out.jsonl").stderr == ""

    def test_progress_can_be_asked_for(self, run):
        assert "2/2" in run("rain.txt", "-o", "out.jsonl", "--progress").stderr


def test_the_loading_of_the_model_says_nothing(tmp_path):
    import subprocess

    pytest.importorskip("torch")
    (tmp_path / "rain.txt").write_text(SAID, encoding="utf-8")
    command = [sys.executable, "-m", "quoteattr", "annotate", "rain.txt"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stderr == ""
