"""Compare the systems: the numbers of each with intervals, and their differences from the leads, article by article."""

from collections.abc import Mapping, Sequence
from typing import Any

from quoteattr.evaluation import summary_report
from quoteattr.evaluation.summary_intervals import summary_differences, summary_intervals
from quoteattr.evaluation.table import columns
from summary_systems.given import ASKED
from summary_systems.leads import LEAD, LEADS
from summary_systems.system import Result

__all__ = ["NUMBERS", "compare", "comparison_table"]

NUMBERS = ("coverage", "must", "rouge1", "rouge2", "rougeL", "issues", "invented", "words", "sentences")
"""The numbers in the order of the table; there is a column for each that some system has."""

_COMPARED = ("coverage", "must", "rouge1", "rouge2", "rougeL")
_MAIN = ("coverage", "rouge1")


def compare(results: Sequence[Result], *, resamples: int, seed: int) -> dict[str, Any]:
    """Return all numbers, by the name of the length.

    Args:
        results: Of each system.
        resamples: How many samples of the articles to draw for intervals; 0 for no intervals.
        seed: Seed of the samples.

    Returns:
        For each length `systems` (the report of each), `intervals`, `baselines` (the lead, and the strongest of the
        leads where that is another) and `differences` (by baseline and system: the difference, and its interval).
    """
    return {length.name: _compare(results, length.name, resamples, seed) for length in ASKED}


def _compare(results: Sequence[Result], length: str, resamples: int, seed: int) -> dict[str, Any]:
    rows = {result.name: result.rows[length] for result in results if length in result.rows}
    times = {result.name: _times(result, length) for result in results}
    reports = {name: summary_report(some) | times[name] for name, some in rows.items()}
    baselines = [LEAD] if LEAD in rows else []
    baselines += [name for name in [_strongest(reports)] if name and name != LEAD]
    ends = {}
    if resamples:
        ends = {name: summary_intervals(some, resamples=resamples, seed=seed) for name, some in rows.items()}
    differences = {
        baseline: {
            name: _difference(some, rows[baseline], resamples, seed) for name, some in rows.items() if name != baseline
        }
        for baseline in baselines
    }
    return {"systems": reports, "intervals": ends, "baselines": baselines, "differences": differences}


def _times(result: Result, length: str) -> dict[str, float]:
    if length not in result.seconds:
        return {}
    times = {"seconds": _mean(result.seconds[length])}
    if result.before:
        times["whole_seconds"] = times["seconds"] + _mean(result.before)
        times["share"] = round(100 * times["seconds"] / max(times["whole_seconds"], 1e-9), 1)
    return times


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _strongest(reports: Mapping[str, Mapping[str, float]]) -> str | None:
    """Return the lead that is best by key facts, or by ROUGE-1 where there are none; the earlier of equals."""
    number = next((name for name in _MAIN if any(name in report for report in reports.values())), None)
    leads = [name for name in LEADS if name in reports]
    return max(leads, key=lambda name: reports[name].get(number, 0.0), default=None) if number else None


def _difference(
    rows: Sequence[Mapping[str, float]], baseline: Sequence[Mapping[str, float]], resamples: int, seed: int
) -> dict[str, Any]:
    paired = [
        {name: value for name, value in row.items() if name in _COMPARED} for row in summary_differences(rows, baseline)
    ]
    report = {name: value for name, value in summary_report(paired).items() if name != "articles"}
    ends = summary_intervals(paired, resamples=resamples, seed=seed) if resamples else {}
    return {name: {"difference": value, "interval": ends.get(name)} for name, value in report.items()}


def comparison_table(compared: Mapping[str, Any]) -> str:
    """Lay a comparison out: a table for each length, and one for the differences from each baseline.

    Args:
        compared: What `compare` returned.
    """
    blocks = []
    for length, found in compared.items():
        blocks.append(_systems(length, found["systems"], found["intervals"]))
        for baseline, differences in found["differences"].items():
            blocks.append(_differences(f"{length}, less {baseline}", differences))
    return "\n\n".join(blocks)


def _systems(
    length: str,
    reports: Mapping[str, Mapping[str, float]],
    ends: Mapping[str, Mapping[str, tuple[float, float]]],
) -> str:
    names = [name for name in NUMBERS if any(name in report for report in reports.values())]
    rows = []
    for system, report in reports.items():
        cells = [_with_ends(report.get(name), ends.get(system, {}).get(name)) for name in names]
        clock = [_seconds(report.get(name)) for name in ("seconds", "whole_seconds")]
        rows.append([system, *cells, *clock, _with_ends(report.get("share"), None)])
    return columns([length, *names, "seconds", "with analysis", "share, %"], rows)


def _differences(title: str, differences: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> str:
    names = [name for name in _COMPARED if any(name in numbers for numbers in differences.values())]
    rows = []
    for system, numbers in differences.items():
        found = [numbers.get(name, {}) for name in names]
        rows.append([system, *(_with_ends(one.get("difference"), one.get("interval"), "+.1f") for one in found)])
    return columns([title, *names], rows)


def _with_ends(number: float | None, ends: tuple[float, float] | None, form: str = ".1f") -> str:
    if number is None:
        return "-"
    return f"{number:{form}} [{ends[0]:{form}}, {ends[1]:{form}}]" if ends else f"{number:{form}}"


def _seconds(number: float | None) -> str:
    return "-" if number is None else f"{number:.4f}"
