"""The help of every command, and the examples in it."""

import shutil
from importlib.resources import files
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from quoteattr.cli import main
from quoteattr.cli.help import Command
from tests.cli.examples import commands, context_of, examples_of, fill, run_line

pytest.importorskip("torch")
COMMANDS = commands()
EACH = [pytest.param(called, command, id=called) for called, command in COMMANDS.items()]
# They run for as long as they are let, or for an hour: their examples are read as far as their options go.
ONLY_READ = ("quoteattr serve", "quoteattr train")


def shown(called, command):
    return command.get_help(context_of(called, command))


@pytest.mark.parametrize(("called", "command"), EACH)
class TestEveryHelp:
    def test_begins_with_one_sentence(self, called, command):
        lines = shown(called, command).splitlines()
        first = lines[2].strip()
        assert lines[0].startswith(f"Usage: {called} ")
        assert first.endswith(".")
        assert first.count(". ") == 0
        assert lines[3] == ""

    def test_keeps_to_eighty_columns(self, called, command):
        assert [line for line in shown(called, command).splitlines() if len(line) > 80] == []

    def test_has_examples_of_its_own(self, called, command):
        lines = examples_of(command)
        assert len(lines) >= 2
        assert {line.split()[0] for line in lines} == {"quoteattr"}
        assert command is main or all(line.startswith(called) for line in lines)

    def test_every_option_and_argument_is_explained(self, called, command):
        silent = [param.name for param in command.params if isinstance(param, click.Option) and not param.help]
        assert silent == []
        text = shown(called, command).partition("\n")[2]
        assert [p.name for p in command.params if isinstance(p, click.Argument) and p.name.upper() not in text] == []

    def test_tells_its_exit_statuses(self, called, command):
        told = "Exit status: 0 when" in " ".join(shown(called, command).split())
        # These two print what is always there.
        assert told or called in ("quoteattr schema", "quoteattr completion")


@pytest.mark.parametrize("called", [called for called in COMMANDS if called not in ONLY_READ])
def test_examples_run(called, tmp_path, monkeypatch, fake_pipeline):
    if called == "quoteattr info":
        shutil.copytree(Path(str(files("quoteattr"))) / "checkpoints/default", tmp_path / "ours")
    monkeypatch.chdir(tmp_path)
    fill(tmp_path)
    for line in examples_of(COMMANDS[called]):
        if "annotated.jsonl" not in line or called == "quoteattr render":
            run_line(line)


@pytest.mark.parametrize("called", ONLY_READ)
def test_examples_are_understood(called, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    fill(tmp_path)
    for line in examples_of(COMMANDS[called]):
        COMMANDS[called].make_context(called, line.split()[2:])


def test_the_help_of_a_command_that_takes_long_to_import_is_short_without_it(monkeypatch):
    monkeypatch.setattr("quoteattr.cli.group.import_module", lambda name: pytest.fail(f"{name} was imported"))
    result = CliRunner().invoke(main, ["--help"])
    assert "\n  train " in result.stdout


class TestSubjects:
    @pytest.mark.parametrize("name", ["annotate", "render"])
    def test_every_option_stands_under_one(self, name):
        command = COMMANDS[f"quoteattr {name}"]
        by_subject = command.options_by_subject(context_of(f"quoteattr {name}", command))
        assert [option.opts for option in by_subject["Options"]] == [["-h", "--help"]]
        assert all(by_subject.values())

    def test_a_name_that_is_none_is_an_error(self):
        with pytest.raises(KeyError):
            Command("dig", subjects={"Where": ("deep",)}).get_help(click.Context(Command("dig")))


class TestMisspelt:
    @pytest.mark.parametrize(
        ("arguments", "hint"),
        [
            pytest.param(["anotate", "a.txt"], "Did you mean 'annotate'?", id="command"),
            pytest.param(["trian"], "Did you mean 'train'?", id="command that is imported later"),
            pytest.param(["annotate", "--max-word", "3"], "--max-words", id="option"),
            pytest.param(["annotate", "--fromat", "json"], "--format", id="letters changed round"),
            pytest.param(["train", "--epoch", "3"], "--epochs", id="option of a command imported later"),
            pytest.param(["annotate", "-f", "jsn"], "'json'", id="value"),
        ],
    )
    def test_the_right_one_is_named(self, arguments, hint):
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code == 2
        assert hint in " ".join(result.stderr.split())
        assert result.stdout == ""

    def test_a_file_in_the_place_of_a_command(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        fill(tmp_path)
        result = CliRunner().invoke(main, ["article.txt"])
        assert result.exit_code == 2
        assert "did you mean 'quoteattr annotate article.txt'?" in " ".join(result.stderr.split())

    def test_what_is_like_nothing_gets_no_advice(self):
        assert "Did you mean" not in CliRunner().invoke(main, ["zzz"]).stderr


def test_nothing_at_all_prints_the_help():
    result = CliRunner().invoke(main, [])
    assert result.exit_code == 0
    assert result.stdout == CliRunner().invoke(main, ["--help"]).stdout
    assert result.stderr == ""
