"""Completion in a shell, by click's own machinery."""

import os
import shutil
import subprocess
import sys

import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner

from quoteattr.cli import main


def complete(*words):
    """Return what the last word may be."""
    found = ShellComplete(main, {}, "quoteattr", "_QUOTEATTR_COMPLETE").get_completions(list(words[:-1]), words[-1])
    return {item.value for item in found}


@pytest.mark.parametrize(
    ("shell", "part"),
    [
        pytest.param("bash", "complete -o nosort -F _quoteattr_completion quoteattr", id="bash"),
        pytest.param("zsh", "#compdef quoteattr", id="zsh"),
        pytest.param("fish", "complete --no-files --command quoteattr", id="fish"),
    ],
)
def test_the_script_is_printed(shell, part):
    result = CliRunner().invoke(main, ["completion", shell])
    assert result.exit_code == 0
    assert part in result.stdout
    assert f"_QUOTEATTR_COMPLETE={shell}_complete" in result.stdout
    assert result.stderr == ""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_can_read_it(shell):
    if shutil.which(shell) is None:
        pytest.skip(f"needs {shell}")
    script = CliRunner().invoke(main, ["completion", shell]).stdout
    done = subprocess.run([shell, "-n"], input=script, capture_output=True, text=True, check=False)  # noqa: S603
    assert (done.returncode, done.stderr) == (0, "")


def test_another_shell_is_refused():
    result = CliRunner().invoke(main, ["completion", "tcsh"])
    assert result.exit_code == 2
    assert "'tcsh'" in result.stderr


@pytest.mark.parametrize(
    ("words", "among"),
    [
        pytest.param([""], {"annotate", "render", "info", "schema", "completion", "serve", "train"}, id="commands"),
        pytest.param(["an"], {"annotate"}, id="a command"),
        pytest.param(["annotate", "--max"], {"--max-sentences", "--max-words"}, id="options"),
        pytest.param(["annotate", "--format", "j"], {"json", "jsonl"}, id="values"),
        pytest.param(["annotate", "--color", ""], {"auto", "always", "never"}, id="every value"),
        pytest.param(["completion", ""], {"bash", "zsh", "fish"}, id="shells"),
        pytest.param(["train", "--cor"], {"--coreference"}, id="options of a command imported later"),
    ],
)
def test_what_is_meant_is_among_the_completions(words, among):
    pytest.importorskip("torch")
    assert among <= complete(*words)


def test_the_console_script_answers_a_shell():
    code = "from quoteattr.cli import main; main(prog_name='quoteattr')"
    words = {"_QUOTEATTR_COMPLETE": "bash_complete", "COMP_WORDS": "quoteattr annotate --foc", "COMP_CWORD": "2"}
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], env=os.environ | words, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("plain,--focus\n", "")
