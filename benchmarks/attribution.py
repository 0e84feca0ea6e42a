"""Score quotations, their sources, speakers and roles: of a file of predictions or of a checkpoint, beside other tools.

python benchmarks/attribution.py GOLD.jsonl [--predictions PRED.jsonl | --checkpoint FOLDER] [--rivals]
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from benchmark_runs import Records, Run, benchmark
from error_analysis.page import write_page
from rivals.compare import Row, comparison_json, comparison_table, read_with_rivals, scored
from rivals.environments import default_folder
from rivals.plot import check_plot, plot
from rivals.reading import Reading, thread_limits

from quoteattr.evaluation import (
    attribution_report,
    attribution_table,
    calibration_report,
    calibration_table,
    count_article,
)

RESAMPLES = 1000
_OUT = click.Path(dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)
_WHEEL = click.Path(exists=True, dir_okay=False, path_type=Path)


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionRun(Run):
    """What this benchmark was asked to do beside what every benchmark is.

    Args:
        rivals: Whether to run other tools.
        environments: Where their environments are kept; `None` for the user's cache.
        wheels: Files to install in each environment as well.
        threads: How many threads numerical libraries may use; `None` leaves them alone, or is 1 with `rivals`.
        plot: Where the drawing goes; `None` for nowhere.
        errors: Where the page of errors goes; `None` for nowhere.
        worst: How many articles that page shows; 0 for all.
    """

    rivals: bool
    environments: Path | None
    wheels: tuple[Path, ...]
    threads: int | None
    plot: Path | None
    errors: Path | None
    worst: int


@benchmark(
    click.option("--rivals/--no-rivals", default=False, help="Run other tools too; this installs them from PyPI."),
    click.option("--environments", type=_FOLDER, help="Keep their environments here.  [default: the user's cache]"),
    click.option("--wheels", type=_WHEEL, multiple=True, help="Install this in each environment too (repeatable)."),
    click.option("--threads", type=click.IntRange(min=1), help="Threads of each tool.  [default: 1 with --rivals]"),
    click.option("--plot", type=_OUT, help="Draw the scores here, as .png or .svg."),
    click.option("--errors", type=_OUT, help="Write the worst articles here, gold beside predicted, as HTML."),
    click.option("--worst", default=25, show_default=True, type=click.IntRange(min=0), help="How many; 0 for all."),
    asked=AttributionRun,
)
def main(run: AttributionRun) -> None:
    """Score who said what, on the articles of GOLD; benchmarks/README.md defines every number."""
    if run.plot:
        check_plot(run.plot)
    threads = run.threads or (1 if run.rivals else None)
    if threads:
        # Before the first article: torch reads these when it is loaded.
        os.environ.update(thread_limits(threads))
    gold, reading = run.read("quotations")
    table, result = _own(run, gold, reading)
    rows = [scored("quoteattr", gold, reading, resamples=_resamples(run), seed=run.seed, note=_origin(run))]
    if run.rivals:
        rows += _rivals(run, gold, threads or 1)
        table += "\n\n" + comparison_table(rows, articles=len(gold), threads=threads)
    run.report(table, result | {"tools": comparison_json(rows)}, articles=len(gold), timing=reading.show_time())
    if run.plot:
        plot(rows, run.plot)
    if run.errors:
        write_page(run.errors, gold, reading.records, worst=run.worst or None, made_by=run.made_by())


def _own(run: AttributionRun, gold: Records, reading: Reading) -> tuple[str, dict[str, Any]]:
    """Return everything that is measured of the predictions themselves."""
    counts = [count_article(record, reading.records.get(key)) for key, record in gold.items()]
    report = attribution_report(counts)
    ends = run.intervals(counts, attribution_report)
    table, result = attribution_table(report, ends), report | {"intervals": ends}
    if any("score" in said for record in reading.records.values() for said in record.get("quotations") or ()):
        result["calibration"] = calibration_report(gold, reading.records)
        table += "\n\n" + calibration_table({"quotations": result["calibration"]})
    return table, result


def _resamples(run: AttributionRun) -> int:
    return run.bootstrap or (RESAMPLES if run.rivals else 0)


def _origin(run: AttributionRun) -> str:
    return f"predictions of {run.predictions.name}" if run.predictions else ""


def _rivals(run: AttributionRun, gold: Records, threads: int) -> list[Row]:
    found = read_with_rivals(
        gold,
        folder=run.environments or default_folder(),
        threads=threads,
        wheels=run.wheels,
        say=lambda message: click.echo(message, err=True),
    )
    return [
        scored(tool.name, gold, reading, resamples=_resamples(run), seed=run.seed, note=tool.note)
        for tool, reading in found
    ]


if __name__ == "__main__":
    main()
