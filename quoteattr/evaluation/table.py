"""Print a report for people."""

from collections.abc import Mapping, Sequence
from typing import Any

from quoteattr.evaluation.attribution import ATTRIBUTION_METRICS
from quoteattr.evaluation.report import KINDS

__all__ = ["attribution_table", "calibration_table", "columns", "summary_table"]

Intervals = Mapping[str, tuple[float, float]]


def attribution_table(report: Mapping[str, Any], intervals: Intervals | None = None) -> str:
    """Lay a report of quotations out in columns.

    Args:
        report: What `attribution_report` returned.
        intervals: Ends by dotted name, such as "all.who.F1"; `None` leaves them out.

    Example:
        >>> from quoteattr.evaluation.report import attribution_report
        >>> print(attribution_table(attribution_report([])).splitlines()[0].split()[:6])
        ['kind', 'gold', 'predicted', 'exact', 'P', 'R']
    """
    blocks = [_kinds(report), _sources(report), _spans(report), _resolution(report)]
    if intervals:
        blocks.append(_intervals(report, intervals))
    return "\n\n".join(blocks)


def summary_table(reports: Mapping[str, Mapping[str, float]], intervals: Mapping[str, Intervals] | None = None) -> str:
    """Lay reports of summaries out, one a row.

    Args:
        reports: What `summary_report` returned, by the name of the row.
        intervals: Ends by the name of the row and of the number; `None` leaves them out.

    Example:
        >>> print(summary_table({"lead-3": {"coverage": 50.0, "articles": 2}}))
        summary  coverage  articles
        lead-3       50.0         2
    """
    names = list(dict.fromkeys(name for report in reports.values() for name in report))
    rows = [[row, *(_show(report.get(name)) for name in names)] for row, report in reports.items()]
    blocks = [columns(["summary", *names], rows)]
    if intervals:
        names.remove("articles")
        rows = [
            [row, *(_with_ends(reports[row].get(name), ends.get(name)) for name in names)]
            for row, ends in intervals.items()
        ]
        blocks.append(columns(["95 % intervals", *names], rows))
    return "\n\n".join(blocks)


def _kinds(report: Mapping[str, Any]) -> str:
    header = ["kind", "gold", "predicted"]
    header += [title for metric in ATTRIBUTION_METRICS for title in (f"{metric} P", "R", "F1")]
    rows = []
    for kind in KINDS:
        numbers = report[kind]
        shares = [_show(numbers[metric][x]) for metric in ATTRIBUTION_METRICS for x in ("P", "R", "F1")]
        rows.append([kind, _show(numbers["n_gold"]), _show(numbers["n_predicted"]), *shares])
    return columns(header, rows)


def _sources(report: Mapping[str, Any]) -> str:
    rows = [[group, *map(_show, numbers.values())] for group, numbers in report["sources"].items()]
    return columns(["gold source", "gold", "detect R", "who R", "speaker R"], rows)


def _spans(report: Mapping[str, Any]) -> str:
    rows = [[part, *map(_show, numbers.values())] for part, numbers in report["spans"].items()]
    return columns(["fragments", "P", "R", "F1"], rows)


def _resolution(report: Mapping[str, Any]) -> str:
    found = report["resolution"]
    sizes = {"speaker": "n", "full_name": "n", "pronoun": "n_pronoun", "role": "n_role"}
    rows = [[name, _show(found[size]), _show(found[name])] for name, size in sizes.items()]
    return columns(["of those matched", "asked", "right"], rows)


def _intervals(report: Mapping[str, Any], intervals: Intervals) -> str:
    rows = [
        [kind, *(_with_ends(report[kind][x]["F1"], intervals.get(f"{kind}.{x}.F1")) for x in ATTRIBUTION_METRICS)]
        for kind in KINDS
    ]
    return columns(["F1, 95 % intervals", *ATTRIBUTION_METRICS], rows)


def _with_ends(number: float | None, ends: tuple[float, float] | None) -> str:
    return f"{_show(number)} [{_show(ends[0])}, {_show(ends[1])}]" if ends else _show(number)


def _show(number: float | None) -> str:
    return "-" if number is None else f"{number:.1f}" if isinstance(number, float) else str(number)


def columns(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Align a table: the first column to the left, numbers to the right.

    Args:
        header: The titles.
        rows: The cells of each row, as many as there are titles.

    Example:
        >>> print(columns(["kind", "F1"], [["direct", "9.5"]]))
        kind     F1
        direct  9.5
    """
    widths = [max(len(line[i]) for line in (header, *rows)) for i in range(len(header))]
    lines = []
    for line in (header, *rows):
        cells = [
            line[0].ljust(widths[0]),
            *(cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True)),
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def calibration_table(reports: Mapping[str, Mapping[str, Any]]) -> str:
    """Lay reports of scores out, one a row.

    Args:
        reports: What `calibration_report` or `reliability_report` returned, by the name of the row.

    Example:
        >>> from quoteattr.evaluation.calibration import calibration_report
        >>> print(calibration_table({"plain": calibration_report({}, {})}).splitlines()[1])
        plain            0      -  0.000        0.000          -        -
    """
    names = ("quotations", "right", "ece", "ece_width", "precision", "ranking")
    recalls = sorted({report["recall"] for report in reports.values()})
    titles = ["quotations", "right", "ECE", "equal width", f"P at R {', '.join(f'{100 * r:g}' for r in recalls)}"]
    rows = [[row, *(_precise(report[name]) for name in names)] for row, report in reports.items()]
    return columns(["scores", *titles, "ranking"], rows)


def _precise(number: float | None) -> str:
    return "-" if number is None else str(number) if isinstance(number, int) else f"{number:.3f}"
