"""Lay out what was measured."""

from collections.abc import Callable, Mapping
from typing import Any

from quoteattr.evaluation.table import columns
from speed.compare import OWN

__all__ = ["report_tables"]

Part = Any


def report_tables(report: Mapping[str, Any]) -> str:
    """Return a table for each part of a report that was measured.

    Args:
        report: What `throughput.py` writes as JSON.

    Example:
        >>> times = {"python": {"seconds": 0.1, "cpu_seconds": 0.05}}
        >>> print(report_tables({"startup": times}))
        start-up  seconds  processor seconds
        python      0.100              0.050
    """
    return "\n\n".join(table(report[part]) for part, table in _TABLES.items() if report.get(part))


def _beside(part: Part) -> str:
    """Lay out the tools, each with how many times as many articles the library reads."""
    tools = part["tools"]
    own = tools.get(OWN, {}).get("cpu_seconds")
    rows, notes = [], []
    for name, found in tools.items():
        if "skipped" in found:
            notes.append(f"{name}: skipped, {found['skipped']}")
            continue
        seconds = found["cpu_seconds"]
        rows.append(
            [
                name,
                f"{part['articles'] / seconds:.2f}",
                f"{part['words'] / seconds:.0f}",
                f"{seconds / own:.2f}" if own else "-",
                _mb(found["peak"]),
                f"{found['startup_seconds']:.1f}",
                f"{found['failed']}",
            ]
        )
        notes.append(f"{name}: " + ", ".join(f"{package} {version}" for package, version in found["versions"].items()))
    titles = ["tool", "articles / s", "words / s", "time, quoteattr = 1", "peak MB", "start-up s", "crashed on"]
    return "\n".join([columns(titles, rows), *notes])


def _stages(part: Part) -> str:
    rows = [
        [
            name,
            f"{row['ms_per_article']:.1f}",
            f"{row['ms_per_1000_words']:.1f}",
            f"{1e3 / row['ms_per_article']:.1f}" if row["ms_per_article"] else "-",
            f"{100 * row['share']:.0f} %",
        ]
        for name, row in part.items()
    ]
    return columns(["stage", "ms an article", "ms per 1,000 words", "articles / s", "share"], rows)


def _passes(part: Part) -> str:
    rows = [
        [
            str(row["n_process"]),
            str(row["batch_size"]),
            f"{row['articles'] / row['seconds']:.2f}",
            _of(row["cpu_seconds"], lambda spent, row=row: f"{row['articles'] / spent:.2f}"),
            _mb(row["peak"]),
            _mb(row["peak_of_a_worker"]) if row["n_process"] > 1 else "-",
        ]
        for row in part
    ]
    titles = ["processes", "batch", "articles / s by the clock", "articles / processor s", "peak MB", "of a worker"]
    return columns(titles, rows)


def _sizes(part: Part) -> str:
    rows = [
        [
            f"{row['words']:,}",
            f"{row['characters']:,}",
            f"{1e6 * row['cpu_seconds'] / row['words']:.0f}",
            _mb(row["peak"]),
        ]
        for row in part
        if row["words"]
    ]
    return columns(["words", "characters", "ms per 1,000 words", "peak MB"], rows)


def _stream(part: Part) -> str:
    rows = [
        [
            f"{row['articles']:,}",
            f"{row['articles'] / row['cpu_seconds']:.1f}",
            _mb(row["resident"]),
            _mb(row["peak"]),
            _mb(row.get("in_use")),
            _of(row.get("blocks"), lambda blocks: f"{blocks / 1e6:.2f}"),
        ]
        for row in part
    ]
    titles = ["short articles", "articles / processor s", "held MB", "peak MB", "in use MB", "million objects"]
    return columns(titles, rows)


def _startup(part: Part) -> str:
    rows = [[name, f"{row['seconds']:.3f}", f"{row['cpu_seconds']:.3f}"] for name, row in part.items()]
    return columns(["start-up", "seconds", "processor seconds"], rows)


def _of(value: float | None, show: Callable[[float], str]) -> str:
    return "-" if value is None else show(value)


def _mb(value: float | None) -> str:
    return _of(value, lambda number: f"{number:.0f}")


_TABLES: Mapping[str, Callable[[Part], str]] = {
    "beside": _beside,
    "stages": _stages,
    "passes": _passes,
    "sizes": _sizes,
    "stream": _stream,
    "stand-in": _stream,
    "startup": _startup,
}
