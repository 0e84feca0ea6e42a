"""Tables that only the benchmark of speakers prints."""

from collections.abc import Mapping
from typing import Any

from quoteattr.evaluation.report import KINDS
from quoteattr.evaluation.table import columns

__all__ = ["end_to_end_table", "titled"]

_METRICS = {"speaker": "speaker F1", "speaker_full": "full name F1"}
_RATES = ("speaker", "full_name", "pronoun", "role")


def titled(title: str, table: str) -> str:
    """Put a title over a table.

    Example:
        >>> print(titled("Times", "a 1"))
        Times
        =====
        a 1
    """
    return f"{title}\n{'=' * len(title)}\n{table}"


def end_to_end_table(
    reports: Mapping[str, Mapping[str, Any]], intervals: Mapping[str, Mapping[str, tuple[float, float]]]
) -> str:
    """Lay reports of quotations out by kind, one system a column, and what is right of those that match.

    Args:
        reports: What `attribution_report` returned, by system.
        intervals: Ends by system and dotted name; systems without any are shown without.
    """
    blocks = []
    for metric, title in _METRICS.items():
        rows = [
            [
                kind,
                *(
                    _show(report[kind][metric]["F1"], intervals[name].get(f"{kind}.{metric}.F1"))
                    for name, report in reports.items()
                ),
            ]
            for kind in KINDS
        ]
        blocks.append(columns([title, *reports], rows))
    rows = [
        [
            rate.replace("_", " "),
            *(
                _show(report["resolution"][rate], intervals[name].get(f"resolution.{rate}"))
                for name, report in reports.items()
            ),
        ]
        for rate in _RATES
    ]
    blocks.append(columns(["right of those matched", *reports], rows))
    return "\n\n".join(blocks)


def _show(number: float | None, ends: tuple[float, float] | None) -> str:
    if number is None:
        return "-"
    return f"{number:.1f} [{ends[0]:.1f}, {ends[1]:.1f}]" if ends else f"{number:.1f}"
