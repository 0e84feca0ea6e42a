"""Draw what was measured: the speed beside other tools, the cost of a word, and memory."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rivals.plot import check_plot

__all__ = ["plot"]

# Colours that stay apart for colour-blind readers (Okabe and Ito, Color Universal Design, 2008).
_COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#D55E00", "#56B4E9")
# What a whole analysis may take at most, in MB.
_MOST = 700


def plot(report: Mapping[str, Any], path: Path) -> None:
    """Draw the parts of a report that were measured.

    Args:
        report: What `throughput.py` writes as JSON.
        path: Where to; its suffix decides the format.

    Raises:
        OptionError: If its suffix is neither .png nor .svg.
        MissingExtraError: If matplotlib is not installed.
    """
    drawn = [draw for draw, parts in _CHARTS if any(report.get(part) for part in parts)]
    figure = check_plot(path).Figure(figsize=(3.25 * max(2, len(drawn)), 3.6), layout="constrained")
    for axes, draw in zip(figure.subplots(1, len(drawn), squeeze=False)[0], drawn, strict=True):
        draw(axes, report)
        axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(path, dpi=150)


def _beside(axes: Any, report: Mapping[str, Any]) -> None:
    part = report.get("beside") or {"tools": {}}
    tools = {name: found for name, found in part["tools"].items() if "cpu_seconds" in found}
    for place, (name, found) in enumerate(tools.items()):
        axes.barh(place, part["articles"] / found["cpu_seconds"], color=_COLOURS[place % len(_COLOURS)])
        axes.text(0, place, f" {name}", va="center")
    axes.set_title("articles per processor second")
    axes.set_yticks([])
    axes.invert_yaxis()


def _cost(axes: Any, report: Mapping[str, Any]) -> None:
    rows = [row for row in report.get("sizes") or () if row["words"]]
    axes.plot([row["words"] for row in rows], [1e6 * row["cpu_seconds"] / row["words"] for row in rows], "o-")
    axes.set(title="processor ms per 1,000 words", xscale="log", xlabel="words of the text", ylim=(0, None))


def _peak(axes: Any, report: Mapping[str, Any]) -> None:
    rows = [row for row in report.get("sizes") or () if row["words"] and row["peak"]]
    axes.plot([row["characters"] / 1e6 for row in rows], [row["peak"] for row in rows], "o-", color=_COLOURS[4])
    axes.axhline(_MOST, color="grey", linestyle=":")
    axes.set(title="peak memory, MB", xlabel="millions of characters", ylim=(0, None), xlim=(0, None))


def _stream(axes: Any, report: Mapping[str, Any]) -> None:
    for name, label, colour in (
        ("stream", "whole", _COLOURS[2]),
        ("stand-in", "stand-in for the encoder", _COLOURS[1]),
    ):
        rows = [row for row in report.get(name) or () if row["resident"]]
        if rows:
            held = [row["resident"] for row in rows]
            axes.plot([row["articles"] for row in rows], held, ".-", color=colour, label=label)
    axes.axhline(_MOST, color="grey", linestyle=":")
    axes.set(title="memory held, MB", xlabel="short articles read", ylim=(0, None), xlim=(0, None))
    if report.get("stand-in"):
        axes.legend(frameon=False)


_CHARTS = (
    (_beside, ["beside"]),
    (_cost, ["sizes"]),
    (_peak, ["sizes"]),
    (_stream, ["stream", "stand-in"]),
)
