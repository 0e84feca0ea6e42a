"""Print reports of resolution and of GAP for people, one system beside the other."""

from collections.abc import Iterable, Mapping
from typing import Any

from quoteattr.evaluation.gap import GENDERS
from quoteattr.evaluation.resolution import FAIRNESS
from quoteattr.evaluation.table import columns

__all__ = ["gap_table", "resolution_table"]

Reports = Mapping[str, Mapping[str, Any]]
Intervals = Mapping[str, Mapping[str, tuple[float, float]]]

_RATES = {"speaker": "n", "full_name": "n", "pronoun": "n_pronoun", "role": "n_role", "no_role": "n_no_role"}
_NAMED = ("speaker", "full_name")
_GROUPS = {"sources": "source", "speakers": "speaker is", "kinds": "kind"}


def resolution_table(reports: Reports, intervals: Intervals | None = None) -> str:
    """Lay reports of resolution out, one system a column.

    Args:
        reports: What `resolution_report` returned, by the name of the system.
        intervals: Ends by the name of the system and the dotted name of the number; `None` leaves them out.

    Example:
        >>> from quoteattr.evaluation.resolution import resolution_report
        >>> print(resolution_table({"ours": resolution_report([])}).splitlines()[0].split())
        ['share', 'right', 'asked', 'ours']
    """
    ends = intervals or {}
    blocks = [columns(["share right", "asked", *reports], list(_rates(reports, ends)))]
    for part, title in _GROUPS.items():
        header = [title, "asked", *(f"{name}{what}" for name in reports for what in ("", ": full name"))]
        blocks.append(columns(header, list(_groups(reports, part))))
    blocks.append(columns(["pronoun", "asked", *reports], list(_fairness(reports))))
    return "\n\n".join(blocks)


def gap_table(reports: Reports, intervals: Intervals | None = None) -> str:
    """Lay reports of GAP out, one system and setting a row.

    Args:
        reports: What `gap_report` returned, by the name of the row.
        intervals: As for `resolution_table`.

    Example:
        >>> from quoteattr.evaluation.gap import gap_report
        >>> print(gap_table({"ours": gap_report([])}).splitlines()[0].split()[:4])
        ['GAP', 'P', 'R', 'F1']
    """
    header = ["GAP", "P", "R", "F1"]
    header += [f"{gender} {what}" for gender in GENDERS for what in ("F1", "accuracy", "items")]
    rows = []
    for name, report in reports.items():
        whole = report["overall"]
        ends = (intervals or {}).get(name, {}).get("overall.F1")
        row = [name, _show(whole["P"]), _show(whole["R"]), _show(whole["F1"], ends)]
        row += [_show(report[gender][what]) for gender in GENDERS for what in ("F1", "accuracy", "n")]
        rows.append([*row, "-" if report["bias"] is None else f"{report['bias']:.2f}", _signed(report["gap"])])
    return columns([*header, "bias F/M", "gap M-F"], rows)


def _rates(reports: Reports, ends: Intervals) -> Iterable[list[str]]:
    # How many roles are asked depends on what was resolved, so that column is the first system's.
    first = next(iter(reports.values()))
    for rate, size in _RATES.items():
        cells = [_show(report[rate], ends.get(name, {}).get(rate)) for name, report in reports.items()]
        yield [rate.replace("_", " "), _show(first[size]), *cells]


def _groups(reports: Reports, part: str) -> Iterable[list[str]]:
    first = next(iter(reports.values()))
    for group, numbers in first[part].items():
        if numbers["n"]:
            shares = [_show(report[part][group][what]) for report in reports.values() for what in _NAMED]
            yield [group, _show(numbers["n"]), *shares]


def _fairness(reports: Reports) -> Iterable[list[str]]:
    found = {name: report["fairness"] for name, report in reports.items()}
    first = next(iter(found.values()))
    for pronoun in FAIRNESS:
        yield [pronoun, _show(first[f"n_{pronoun}"]), *(_show(numbers[pronoun]) for numbers in found.values())]
    yield ["he minus she", "", *(_signed(numbers["gap"]) for numbers in found.values())]


def _signed(number: float | None) -> str:
    return "-" if number is None else f"{number:+.1f}"


def _show(number: float | None, ends: tuple[float, float] | None = None) -> str:
    plain = "-" if number is None else f"{number:.1f}" if isinstance(number, float) else str(number)
    return f"{plain} [{ends[0]:.1f}, {ends[1]:.1f}]" if ends and number is not None else plain
