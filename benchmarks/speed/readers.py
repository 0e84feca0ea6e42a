"""Start the processes in which something is measured, and take their answers."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from rivals.environments import last_words
from rivals.reading import ReadingFailedError, thread_limits
from rivals.tools import Tool

from speed.memory import peak

__all__ = ["Reader", "answers", "own_command", "tool_command"]

_BENCHMARKS = Path(__file__).resolve().parents[1]
_PATHS = (str(_BENCHMARKS), str(_BENCHMARKS / "rivals" / "readers"))


def own_command(task: str) -> list[str]:
    """Return the command line that does a task of `child.py`.

    Args:
        task: Its name.
    """
    return [sys.executable, "-m", "speed.child", task]


def tool_command(tool: Tool, python: Path) -> list[str]:
    """Return the command line by which another tool answers articles.

    Args:
        tool: The tool.
        python: The interpreter of its environment.
    """
    return [str(python), "-E", "-s", str(tool.script), *tool.arguments]


def answers(
    task: str, texts: Sequence[str], options: Mapping[str, Any], *, threads: int, niceness: int = 0
) -> Iterator[dict[str, Any]]:
    """Let a process of its own do a task of `child.py`, and yield its answers as they come.

    Args:
        task: Name of the task.
        texts: The corpus.
        options: Of the task.
        threads: How many threads a numerical library may use.
        niceness: How far it gives way to other processes.

    Raises:
        ReadingFailedError: If it does not end well.
    """
    with Reader(task, own_command(task), threads=threads, niceness=niceness) as reader:
        for line in (options, *texts):
            reader.tell(line)
        reader.end_of_input()
        yield from iter(reader.answer, None)
        reader.check()


def _given_paths() -> list[str]:
    return list(filter(None, [os.environ.get("PYTHONPATH")]))


class Reader:
    """A process that takes JSON lines and answers with JSON lines.

    Args:
        name: What to call it in an error.
        command: Its command line.
        threads: How many threads a numerical library may use there.
        niceness: How far it gives way to other processes.
    """

    def __init__(self, name: str, command: Sequence[str], *, threads: int, niceness: int = 0) -> None:
        self.name = name
        self._said = tempfile.TemporaryFile("w+b")  # noqa: SIM115 - closed with the process
        self._process = subprocess.Popen(  # noqa: S603 - our own list
            ["nice", "-n", str(niceness), *command] if niceness else command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            text=True,
            encoding="utf-8",
            env=os.environ | thread_limits(threads) | {"PYTHONPATH": os.pathsep.join((*_PATHS, *_given_paths()))},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.communicate()
        self._said.close()

    def tell(self, record: Any) -> None:
        """Send a line.

        Args:
            record: What it says.
        """
        assert self._process.stdin is not None  # noqa: S101 - it is a pipe
        try:
            self._process.stdin.write(json.dumps(record) + "\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            self.check()

    def end_of_input(self) -> None:
        """Tell the process that nothing more will come."""
        assert self._process.stdin is not None  # noqa: S101 - it is a pipe
        self._process.stdin.close()
        self._process.stdin = None

    def answer(self) -> dict[str, Any] | None:
        """Return the next answer; `None` at the end."""
        assert self._process.stdout is not None  # noqa: S101 - it is a pipe
        line = self._process.stdout.readline()
        return json.loads(line) if line else None

    def expect(self) -> dict[str, Any]:
        """Return the next answer.

        Raises:
            ReadingFailedError: If there is none.
        """
        found = self.answer()
        if found is None:
            self.check()
            raise ReadingFailedError(f"{self.name} ended before its work was done")
        return found

    def peak(self) -> float | None:
        """Return the most memory that it has held so far, in MB; `None` where that cannot be told."""
        return peak(self._process.pid)

    def check(self) -> None:
        """Wait for the end of the process.

        Raises:
            ReadingFailedError: If it did not end well.
        """
        code = self._process.wait()
        if code:
            self._said.seek(0)
            said = last_words(self._said.read().decode("utf-8", errors="replace"))
            raise ReadingFailedError(f"{self.name} ended with code {code}: {said}")
