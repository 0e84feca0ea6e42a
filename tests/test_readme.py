"""What the README shows must run."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_python_example_runs(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102 - our own example
    out = capsys.readouterr().out
    assert "Margaret Iveson -- chief executive of Thornaby Vale Borough Council" in out
    assert "Tom Hale" in out


@pytest.mark.parametrize(
    "line", ["Margaret Iveson, chief executive of Thornaby Vale Borough Council", "(She … adding:)"]
)
def test_printed_example_is_what_the_command_prints(line):
    from quoteattr import annotate
    from quoteattr.render.table import render_table

    article = annotate((ROOT / "docs/examples/thornaby-vale.txt").read_text(encoding="utf-8"))
    assert line in README
    assert line in render_table(article)


def test_named_files_exist():
    named = set(re.findall(r"`([\w./-]+/[\w.-]+\.(?:md|txt|py))`", README)) | set(
        re.findall(r"docs/[\w/.-]+\.txt", README)
    )
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []
