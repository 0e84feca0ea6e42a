"""Draw a comparison: F1 by kind and metric with its intervals, and the time of an article."""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from quoteattr.errors import MissingExtraError, OptionError
from rivals.compare import KINDS, METRICS, Row

__all__ = ["check_plot", "plot"]

# Colours that stay apart for colour-blind readers (Okabe and Ito, Color Universal Design, 2008).
_COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#D55E00", "#56B4E9")
_BARS = 0.84
_FORMATS = (".png", ".svg")


def check_plot(path: Path) -> Any:
    """Return matplotlib's module of figures, before the long work that a drawing would end.

    Args:
        path: Where the drawing is to go.

    Raises:
        OptionError: If its suffix is neither .png nor .svg.
        MissingExtraError: If matplotlib is not installed.
    """
    if path.suffix.lower() not in _FORMATS:
        raise OptionError(f"--plot {path.name} was asked for; accepted are names that end in {' or '.join(_FORMATS)}")
    try:
        return import_module("matplotlib.figure")
    except ImportError as error:
        raise MissingExtraError(
            f"--plot {path.name} needs matplotlib, which is not installed; `pip install 'quoteattr[bench]'` brings it"
        ) from error


def plot(rows: Sequence[Row], path: Path) -> None:
    """Draw the tools that were run.

    Args:
        rows: The tools.
        path: Where to; its suffix decides the format.

    Raises:
        OptionError: If its suffix is neither .png nor .svg.
        MissingExtraError: If matplotlib is not installed.
    """
    figure_module = check_plot(path)
    run = [row for row in rows if row.reading]
    figure = figure_module.Figure(figsize=(13, 4.2), layout="constrained")
    *charts, clock = figure.subplots(1, len(METRICS) + 1, width_ratios=[3] * len(METRICS) + [2])
    for chart, metric in zip(charts, METRICS, strict=True):
        _scores(chart, run, metric)
    charts[0].set_ylabel("F1")
    _clock(clock, run)
    figure.legend(*charts[0].get_legend_handles_labels(), loc="outside lower center", ncols=max(1, len(run)))
    figure.savefig(path, dpi=150)


def _scores(chart: Any, rows: Sequence[Row], metric: str) -> None:
    width = _BARS / max(1, len(rows))
    for place, row in enumerate(rows):
        heights = [row.report[kind][metric]["F1"] for kind in KINDS]
        ends = [row.intervals.get(f"{kind}.{metric}.F1", (h, h)) for kind, h in zip(KINDS, heights, strict=True)]
        below = [max(0.0, h - low) for h, (low, _) in zip(heights, ends, strict=True)]
        above = [max(0.0, high - h) for h, (_, high) in zip(heights, ends, strict=True)]
        at = [i + (place - (len(rows) - 1) / 2) * width for i in range(len(KINDS))]
        chart.bar(at, heights, width, yerr=[below, above], capsize=2, label=row.name, color=_colour(place))
    chart.set_title(metric)
    chart.set_xticks(range(len(KINDS)), KINDS)
    chart.set_ylim(0, 100)
    chart.spines[["top", "right"]].set_visible(False)


def _clock(chart: Any, rows: Sequence[Row]) -> None:
    timed = [
        (place, row.reading.cpu_seconds / max(1, len(row.reading.records)))
        for place, row in enumerate(rows)
        if row.reading and row.reading.cpu_seconds is not None
    ]
    for place, seconds in timed:
        chart.bar(place, seconds, _BARS, color=_colour(place))
    chart.set_title("CPU seconds an article")
    chart.set_xticks([])
    chart.spines[["top", "right"]].set_visible(False)


def _colour(place: int) -> str:
    return _COLOURS[place % len(_COLOURS)]
