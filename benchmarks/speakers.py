"""Score who is behind each source, under which name and in which role, beside two simple resolvers.

python benchmarks/speakers.py GOLD.jsonl [--gap GAP.jsonl] [--errors page.html] [--bootstrap 1000] [--time]
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import click
from benchmark_runs import Records, Run, benchmark, load_gap
from error_analysis.speaker_page import write_speaker_page
from resolving import GAP_SETTINGS, System, baselines, gap_decisions, library, resolve_records
from speaker_tables import end_to_end_table, titled
from speaker_time import time_table, time_variants, variants

from quoteattr.evaluation import (
    GapItem,
    attribution_report,
    count_article,
    count_gap,
    count_resolution,
    gap_report,
    gap_table,
    resolution_report,
    resolution_table,
)

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_OUT = click.Path(dir_okay=False, path_type=Path)
_TIMED = 20

Result = tuple[str, dict[str, Any]]
"""A table, and the same as JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakersRun(Run):
    """What this benchmark was asked to do beside what every benchmark is.

    Args:
        gap: Items of GAP; `None` to leave them out.
        errors: Where the page of errors goes; `None` for nowhere.
        samples: How many errors of each group that page shows; 0 for all.
        time: Whether to take the time of the whole analysis.
        rounds: How often each article is read when the time is taken.
        against: Further checkpoints to take the time of.
    """

    gap: Path | None
    errors: Path | None
    samples: int
    time: bool
    rounds: int
    against: tuple[str, ...]


@benchmark(
    click.option("--gap", type=_FILE, help="Items of GAP, as JSONL."),
    click.option("--errors", type=_OUT, help="Write the errors here, sorted by what went wrong, as HTML."),
    click.option("--samples", default=15, show_default=True, type=click.IntRange(min=0), help="Of a group; 0 for all."),
    click.option("--time/--no-time", default=False, help="Take the time of the whole analysis too."),
    click.option(
        "--rounds", default=3, show_default=True, type=click.IntRange(min=1), help="Readings of each article."
    ),
    click.option("--against", multiple=True, help="Take the time of this checkpoint beside it too (repeatable)."),
    asked=SpeakersRun,
)
def main(run: SpeakersRun) -> None:
    """Score the speakers of the quotations of GOLD; benchmarks/README.md defines every number."""
    gold, reading = run.read("quotations")
    # A file of predictions says nothing of the gold quotations, nor of GAP.
    systems = [*([] if run.predictions else [library(run.checkpoint)]), *baselines()]
    resolved = {system.name: resolve_records(gold, gold, system.resolve) for system in systems}
    ours = "predictions" if run.predictions else systems[0].name
    found = {ours: reading.records}
    found |= {system.name: resolve_records(reading.records, gold, system.resolve) for system in baselines()}
    parts = {"gold": _gold(run, gold, resolved), "end_to_end": _end_to_end(run, gold, found)}
    if run.gap:
        parts["gap"] = _gap(run, load_gap(run.gap, limit=run.limit), systems)
    if run.time:
        parts["time"] = _time(run, gold)
    run.report(
        "\n\n\n".join(table for table, _ in parts.values()),
        {name: result for name, (_, result) in parts.items()},
        articles=len(gold),
        timing=reading.show_time(),
    )
    if run.errors:
        judged = reading.records if run.predictions else resolved[ours]
        write_speaker_page(run.errors, gold, judged, samples=run.samples or None, made_by=run.made_by())


def _gold(run: SpeakersRun, gold: Records, resolved: Mapping[str, Records]) -> Result:
    """Return how the speakers of the gold quotations were resolved."""
    counts = {name: [count_resolution(gold[key], record.get(key)) for key in gold] for name, record in resolved.items()}
    reports = {name: resolution_report(some) for name, some in counts.items()}
    ends = {name: run.intervals(some, resolution_report) for name, some in counts.items()}
    table = titled("Gold quotations: content, cue and source are given", resolution_table(reports, ends))
    return table, {"systems": reports, "intervals": ends}


def _end_to_end(run: SpeakersRun, gold: Records, found: Mapping[str, Records]) -> Result:
    """Return the same on the quotations that were found, the same ones for all systems."""
    counts = {name: [count_article(gold[key], record.get(key)) for key in gold] for name, record in found.items()}
    reports = {name: attribution_report(some) for name, some in counts.items()}
    ends = {name: run.intervals(some, attribution_report) for name, some in counts.items()}
    table = titled("End to end: quotations as they were found", end_to_end_table(reports, ends))
    return table, {"systems": reports, "intervals": ends}


def _gap(run: SpeakersRun, items: Mapping[str, GapItem], systems: list[System]) -> Result:
    reports, ends = {}, {}
    for setting in GAP_SETTINGS:
        for system in systems:
            decisions = gap_decisions(items, system, setting)
            counts = [count_gap(item, decisions.get(key)) for key, item in items.items()]
            name = f"{system.name}, {setting}"
            reports[name], ends[name] = gap_report(counts), run.intervals(counts, gap_report)
    return titled(f"GAP: {len(items)} items", gap_table(reports, ends)), {"systems": reports, "intervals": ends}


def _time(run: SpeakersRun, gold: Records) -> Result:
    texts = [record["text"] for record in islice(gold.values(), _TIMED)]
    seconds = time_variants(texts, variants(run.checkpoint, run.against), rounds=run.rounds)
    title = f"Time of the whole analysis: {len(texts)} articles, the quickest of {run.rounds} readings each"
    return titled(title, time_table(seconds)), {"seconds": seconds, "articles": len(texts)}


if __name__ == "__main__":
    main()
