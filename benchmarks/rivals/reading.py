"""Let a tool read articles in its own environment, and take what it answers."""

import json
import os
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Self

from rivals.environments import last_words
from rivals.tools import Tool

__all__ = ["THREAD_VARIABLES", "Reading", "ReadingFailedError", "read_articles", "thread_limits"]

THREAD_VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")
Records = dict[Any, Mapping[str, Any]]


class ReadingFailedError(Exception):
    """A tool that could not start or did not finish; the message is the reason for a reader of the table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a tool read, and in what time.

    Args:
        records: Predicted records by the id of the article.
        startup_seconds: From nothing imported to a first short text read; `None` where nothing was run.
        seconds: Wall time of reading all articles, without start-up; `None` where nothing was run.
        cpu_seconds: Processor time of the same, which other work on the machine disturbs less.
        errors: What went wrong, by the id of the article.
        failed: Ids of the articles that were lost as a whole.
        versions: Of what made the reading.
    """

    records: Records
    startup_seconds: float | None = None
    seconds: float | None = None
    cpu_seconds: float | None = None
    errors: Mapping[Any, tuple[str, ...]] = field(default_factory=dict)
    failed: frozenset[Any] = frozenset()
    versions: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, ready: Mapping[str, Any], answers: Iterable[Mapping[str, Any]]) -> Self:
        """Take the answers of a reader script; its protocol says what they hold."""
        kept = list(answers)
        return cls(
            records={answer["id"]: answer for answer in kept},
            startup_seconds=ready["startup_seconds"],
            seconds=sum(answer["seconds"] for answer in kept),
            cpu_seconds=sum(answer["cpu_seconds"] for answer in kept),
            errors={answer["id"]: tuple(answer["errors"]) for answer in kept if answer["errors"]},
            failed=frozenset(answer["id"] for answer in kept if answer["failed"]),
            versions=ready["versions"],
        )

    def show_time(self) -> str:
        """Return start-up and the time of an article on one line; empty where nothing was run."""
        if self.startup_seconds is None or self.seconds is None or not self.records:
            return ""
        return f"start-up {self.startup_seconds:.1f} s, {self.seconds / len(self.records):.3f} s an article"


def thread_limits(threads: int) -> dict[str, str]:
    """Return the environment variables that hold a numerical library to a number of threads."""
    return dict.fromkeys(THREAD_VARIABLES, str(threads))


def read_articles(
    tool: Tool,
    python: Path,
    gold: Mapping[Any, Mapping[str, Any]],
    *,
    threads: int,
    advance: Callable[[], object] = lambda: None,
) -> Reading:
    """Run the reader script of a tool over the gold texts.

    Args:
        tool: The tool.
        python: The interpreter of its environment.
        gold: Records with `text` by id; the tool sees nothing else of them.
        threads: How many threads a numerical library may use.
        advance: Called after each article.

    Raises:
        ReadingFailedError: If the script does not start or does not answer every article.
    """
    # Without the user's own variables for Python, which would change what is imported.
    command = [str(python), "-E", "-s", str(tool.script), *tool.arguments]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as articles, tempfile.TemporaryFile("w+b") as said:
        articles.writelines(json.dumps({"id": key, "text": record["text"]}) + "\n" for key, record in gold.items())
        articles.seek(0)
        answers: list[dict[str, Any]] = []
        with subprocess.Popen(  # noqa: S603 - our own list
            command, stdin=articles, stdout=subprocess.PIPE, stderr=said, env=os.environ | thread_limits(threads)
        ) as process:
            assert process.stdout is not None  # noqa: S101 - it is a pipe
            for line in process.stdout:
                if answers:
                    advance()
                answers.append(json.loads(line))
        if process.returncode or len(answers) != len(gold) + 1:
            read = f"ended with code {process.returncode} after {max(0, len(answers) - 1)} of {len(gold)} articles"
            raise ReadingFailedError(f"{read}: {last_words(_text(said))}")
    return Reading.of(answers[0], answers[1:])


def _text(said: IO[bytes]) -> str:
    said.seek(0)
    return said.read().decode("utf-8", errors="replace")
