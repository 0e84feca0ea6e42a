"""Draw the systems: key facts and ROUGE at each length with their intervals, and the time of an article."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rivals.plot import check_plot

__all__ = ["plot_summaries"]

# Colours that stay apart for colour-blind readers (Okabe and Ito, Color Universal Design, 2008).
_COLOURS = ("#0072B2", "#E69F00")
_TITLES = {"coverage": "key facts covered, %", "must": "main facts covered, %", "rouge1": "ROUGE-1"}
_BAR = 0.38
_LOWEST = 1e-5


def plot_summaries(compared: Mapping[str, Any], path: Path) -> None:
    """Draw a comparison.

    Args:
        compared: What `compare` returned.
        path: Where to; its suffix decides the format.

    Raises:
        OptionError: If its suffix is neither .png nor .svg.
        MissingExtraError: If matplotlib is not installed.
    """
    figure_module = check_plot(path)
    systems = _in_order([list(found["systems"]) for found in compared.values()])
    every = [report for found in compared.values() for report in found["systems"].values()]
    numbers = [name for name in _TITLES if any(name in report for report in every)]
    figure = figure_module.Figure(figsize=(3 + 3 * (len(numbers) + 1), 1.6 + 0.36 * len(systems)), layout="constrained")
    charts = figure.subplots(1, len(numbers) + 1, sharey=True, squeeze=False)[0]
    for chart, number in zip(charts, numbers, strict=False):
        _scores(chart, systems, compared, number)
    _clock(charts[-1], systems, every, compared)
    charts[0].set_yticks(range(len(systems)), systems)
    charts[0].invert_yaxis()
    handles, labels = charts[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=max(1, len(labels)))
    figure.savefig(path, dpi=110)


def _in_order(lists: Sequence[Sequence[str]]) -> list[str]:
    """Merge lists of systems: one that the first list lacks stands after the one before it in its own."""
    merged: list[str] = []
    for names in lists:
        at = 0
        for name in names:
            if name not in merged:
                merged.insert(at, name)
            at = merged.index(name) + 1
    return merged


def _scores(chart: Any, systems: Sequence[str], compared: Mapping[str, Any], number: str) -> None:
    for place, (length, found) in enumerate(compared.items()):
        rows = [(i, name) for i, name in enumerate(systems) if number in found["systems"].get(name, {})]
        widths = [found["systems"][name][number] for _, name in rows]
        ends = [found["intervals"].get(name, {}).get(number, (w, w)) for (_, name), w in zip(rows, widths, strict=True)]
        below = [max(0.0, w - low) for w, (low, _) in zip(widths, ends, strict=True)]
        above = [max(0.0, high - w) for w, (_, high) in zip(widths, ends, strict=True)]
        at = [i + (place - 0.5) * _BAR for i, _ in rows]
        error = {"xerr": [below, above], "capsize": 1.5, "error_kw": {"elinewidth": 0.8}}
        chart.barh(at, widths, _BAR, label=length, color=_COLOURS[place % len(_COLOURS)], **error)
    chart.set_title(_TITLES[number], fontsize="medium")
    chart.set_xlim(left=0)
    chart.spines[["top", "right"]].set_visible(False)


def _clock(chart: Any, systems: Sequence[str], every: Sequence[Any], compared: Mapping[str, Any]) -> None:
    # The first length that a system has stands for it.
    reports = {name: report for found in reversed(compared.values()) for name, report in found["systems"].items()}
    for place, name in enumerate(systems):
        if "seconds" not in reports[name]:
            continue
        chart.plot(max(_LOWEST, reports[name]["seconds"]), place, "o", color="#009E73")
        if "whole_seconds" in reports[name]:
            chart.plot(reports[name]["whole_seconds"], place, "o", color="#009E73", fillstyle="none")
    chart.set_xscale("log")
    hollow = " (hollow: with the analysis)" if any("whole_seconds" in report for report in every) else ""
    chart.set_title(f"CPU seconds{hollow}", fontsize="medium")
    chart.grid(axis="x", alpha=0.3)
    chart.spines[["top", "right"]].set_visible(False)
