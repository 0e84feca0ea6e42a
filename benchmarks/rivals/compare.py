"""Run every tool over the same articles, score them by the same rules, lay the scores side by side."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quoteattr.evaluation import attribution_report, bootstrap_intervals, count_article, flatten
from quoteattr.evaluation.table import columns
from rivals.environments import EnvironmentFailedError, environment
from rivals.reading import Reading, ReadingFailedError, read_articles
from rivals.tools import TOOLS, Tool

__all__ = ["METRICS", "Row", "comparison_json", "comparison_table", "read_with_rivals", "scored"]

METRICS = ("detect", "who", "speaker")
KINDS = ("all", "direct", "mixed", "indirect")
_COMPARED = frozenset(f"{kind}.{metric}.F1" for kind in KINDS for metric in METRICS)
Gold = Mapping[Any, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Row:
    """A tool with its scores.

    Args:
        name: Of the tool.
        reading: What it read; `None` when it was skipped.
        report: What `attribution_report` returned; empty when it was skipped.
        intervals: Ends by dotted name.
        note: How it was run, or why it was skipped.
    """

    name: str
    reading: Reading | None
    report: Mapping[str, Any]
    intervals: Mapping[str, tuple[float, float]]
    note: str = ""


def read_with_rivals(
    gold: Gold,
    *,
    folder: Path,
    threads: int,
    wheels: Sequence[Path] = (),
    tools: Iterable[Tool] = TOOLS,
    say: Callable[[str], object],
) -> list[tuple[Tool, Reading | str]]:
    """Let each tool read the gold texts.

    Args:
        gold: Gold records by id.
        folder: Where the environments are kept.
        threads: How many threads a numerical library may use.
        wheels: Files to install in every environment as well.
        tools: The tools.
        say: Is told what is going on.

    Returns:
        Each tool with its reading, or with the reason why it has none.
    """
    found: list[tuple[Tool, Reading | str]] = []
    for tool in tools:
        try:
            say(f"{tool.name}: environment")
            python = environment(folder, tool.environment, tool.requirements, wheels)
            say(f"{tool.name}: reading {len(gold)} articles")
            found.append((tool, read_articles(tool, python, gold, threads=threads)))
        except (EnvironmentFailedError, ReadingFailedError) as error:
            found.append((tool, str(error)))
    return found


def scored(name: str, gold: Gold, reading: Reading | str, *, resamples: int, seed: int, note: str = "") -> Row:
    """Score what a tool read; an article that it crashed on counts as empty.

    Args:
        name: Of the tool.
        gold: Gold records by id.
        reading: What it read, or why it read nothing.
        resamples: How many samples of articles to draw for the intervals; 0 for no intervals.
        seed: Seed of the samples.
        note: How it was run.
    """
    if isinstance(reading, str):
        return Row(name, None, {}, {}, reading)
    counts = [count_article(record, reading.records.get(key)) for key, record in gold.items()]
    ends = {}
    if resamples:
        ends = bootstrap_intervals(counts, _compared, resamples=resamples, seed=seed)
    return Row(name, reading, attribution_report(counts), ends, note)


def _compared(counts: Iterable[Any]) -> dict[str, float | None]:
    return {name: value for name, value in flatten(attribution_report(counts)).items() if name in _COMPARED}


def comparison_table(rows: Sequence[Row], *, articles: int, threads: int | None) -> str:
    """Lay the tools out: scores by kind, then time and crashes, then how each was run.

    Args:
        rows: The tools.
        articles: How many articles were read.
        threads: Threads that a numerical library could use; `None` where nothing limited them.
    """
    scores = [
        [row.name if kind == KINDS[0] else "", kind, *_cells(row, kind)]
        for row in rows
        if row.reading
        for kind in KINDS
    ]
    titles = [title for metric in METRICS for title in (f"{metric} P", "R", "F1 [95 %]")]
    held = f"{threads} thread{'s' if threads != 1 else ''}" if threads else "threads not limited"
    times = [_times(row.name, row.reading, articles) for row in rows if row.reading]
    blocks = [
        columns(["tool", "kind", *titles], scores),
        columns([f"time, {held}", "start-up s", "s / article", "CPU s / article", "crashed on"], times),
        "\n".join(_notes(rows)),
    ]
    return "\n\n".join(filter(None, blocks))


def _cells(row: Row, kind: str) -> list[str]:
    cells = []
    for metric in METRICS:
        numbers, ends = row.report[kind][metric], row.intervals.get(f"{kind}.{metric}.F1")
        interval = f" [{ends[0]:.1f}, {ends[1]:.1f}]" if ends else ""
        cells += [f"{numbers['P']:.1f}", f"{numbers['R']:.1f}", f"{numbers['F1']:.1f}{interval}"]
    return cells


def _times(name: str, reading: Reading, articles: int) -> list[str]:
    def show(seconds: float | None, digits: int) -> str:
        return "-" if seconds is None else f"{seconds:.{digits}f}"

    each = [None if total is None else total / max(1, articles) for total in (reading.seconds, reading.cpu_seconds)]
    return [name, show(reading.startup_seconds, 1), *(show(x, 3) for x in each), _crashes(reading)]


def _crashes(reading: Reading) -> str:
    """Say on how many articles a tool failed; where it went on with the rest of the article, that is said as well."""
    lost, partly = len(reading.failed), len(reading.errors.keys() - reading.failed)
    return f"{lost} article{'s' if lost != 1 else ''}" + (f", parts of {partly}" if partly else "")


def _notes(rows: Iterable[Row]) -> Iterable[str]:
    for row in rows:
        if row.reading is None:
            yield f"{row.name}: skipped, {row.note}"
            continue
        versions = ", ".join(f"{name} {value}" for name, value in row.reading.versions.items())
        yield f"{row.name}: {'; '.join(filter(None, (versions, row.note)))}"


def comparison_json(rows: Iterable[Row]) -> dict[str, Any]:
    """Return the same for a program."""
    result: dict[str, Any] = {}
    for row in rows:
        if row.reading is None:
            result[row.name] = {"skipped": row.note}
            continue
        reading = row.reading
        result[row.name] = {
            "report": row.report,
            "intervals": row.intervals,
            "startup_seconds": reading.startup_seconds,
            "seconds": reading.seconds,
            "cpu_seconds": reading.cpu_seconds,
            "failed": sorted(map(str, reading.failed)),
            "errors": {str(key): list(errors) for key, errors in reading.errors.items()},
            "versions": dict(reading.versions),
            "note": row.note,
        }
    return result
