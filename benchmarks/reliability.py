"""Draw how far scores can be trusted.

python benchmarks/reliability.py GOLD.jsonl [--checkpoint FOLDER] [--out docs/images/reliability.svg]

The checkpoint must not have learned from GOLD. Scores are by cross-validation: each article's quotations are scored by
a calibration that was fitted without it. The same is said of the scores of speakers, on the gold quotations of articles
that name their speakers.
"""

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import click
from benchmark_runs import clear_errors, load_gold, provenance, show, write_json

from quoteattr.errors import MissingExtraError
from quoteattr.evaluation import calibration_table, risk_coverage, scored_quotations

Scored = Sequence[tuple[float, bool]]

COLOURS = {"plain": "#b0b0b0", "calibrated": "#1f5fa8"}


def measure(gold: Mapping[Any, Mapping[str, Any]], checkpoint: str) -> tuple[dict[str, Any], dict[str, Scored]]:
    """Return the report, and the judged scores, of the plain and of the calibrated scores of a checkpoint."""
    from quoteattr.model.checkpoint import choose_device, find_checkpoint, load_encoder
    from quoteattr.training.calibrate import calibrate
    from quoteattr.training.calibrate_speakers import calibrate_speakers
    from quoteattr.training.resolution import has_speakers

    encoder = load_encoder(find_checkpoint(checkpoint), choose_device())
    result = calibrate(encoder, gold)
    reports = result.reports(gold)
    told = {key: record for key, record in gold.items() if has_speakers(record)}
    if told:
        speakers = calibrate_speakers(encoder, told).reports()
        reports |= {f"speakers, {name}": report for name, report in speakers.items()}
    scored = {"plain": result.before, "calibrated": result.after}
    return reports, {name: scored_quotations(gold, predicted) for name, predicted in scored.items()}


def draw(reports: Mapping[str, Mapping[str, Any]], scored: Mapping[str, Scored], out: Path) -> None:
    """Draw reliability, how many quotations have which score, and risk over coverage.

    Raises:
        MissingExtraError: If matplotlib is not installed.
    """
    try:
        matplotlib = import_module("matplotlib")
        figure_of = import_module("matplotlib.figure").Figure
    except ImportError as error:
        raise MissingExtraError(
            "a plot was asked for, but matplotlib is not installed; pip install 'quoteattr[bench]'"
        ) from error
    # The same numbers give the same file: no date, no random ids.
    with matplotlib.rc_context({"svg.hashsalt": "quoteattr", "svg.fonttype": "none", "font.size": 9}):
        figure = figure_of(figsize=(8, 3.6), layout="constrained")
        left, right = figure.subplots(1, 2)
        _reliability(left, reports, scored["calibrated"])
        _risk(right, scored)
        out.parent.mkdir(parents=True, exist_ok=True)
        figure.savefig(out, metadata={"Date": None} if out.suffix == ".svg" else None)


def _reliability(axes: Any, reports: Mapping[str, Mapping[str, Any]], calibrated: Scored) -> None:
    axes.plot([0, 1], [0, 1], color="black", linewidth=0.8, linestyle=":")
    for name, colour in COLOURS.items():
        bins = reports[name]["bins"]
        label = f"{name} (error {reports[name]['ece']:.3f})"
        axes.plot([b["score"] for b in bins], [b["right"] for b in bins], "o-", color=colour, ms=3, label=label)
    count = axes.twinx()
    count.hist([score for score, _ in calibrated], bins=20, range=(0, 1), color=COLOURS["calibrated"], alpha=0.15)
    count.set(ylabel="quotations")
    count.margins(y=1.5)
    axes.set(xlabel="score", ylabel="share that is right", xlim=(0, 1), ylim=(0, 1))
    axes.legend(loc="upper left", frameon=False)


def _risk(axes: Any, scored: Mapping[str, Scored]) -> None:
    for name, pairs in scored.items():
        curve = risk_coverage(pairs)
        axes.plot([c for c, _ in curve], [r for _, r in curve], color=COLOURS[name], label=name)
    axes.set(xlabel="share of quotations kept, the surest first", ylabel="share that is wrong", xlim=(0, 1))
    axes.set_ylim(bottom=0)
    axes.legend(loc="upper left", frameon=False)


@click.command()
@click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--checkpoint", default="default", show_default=True, help="`default`, a folder or a hub id.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Draw it here: .svg, .png or .pdf.")
@click.option("--json", "json_out", type=click.Path(dir_okay=False, path_type=Path), help="Write the reports here too.")
def main(gold: Path, checkpoint: str, out: Path | None, json_out: Path | None) -> None:
    """Say how far a checkpoint's scores can be trusted on the articles of GOLD, which it did not learn from."""
    with clear_errors():
        records = load_gold(gold)
        reports, scored = measure(records, checkpoint)
        made_by = provenance(checkpoint)
        click.echo(f"{gold.name}, {len(records)} articles; {show(made_by)}\n\n{calibration_table(reports)}")
        if out:
            draw(reports, scored, out)
        if json_out:
            write_json(json_out, {**reports, "articles": len(records), "provenance": made_by})


if __name__ == "__main__":
    main()
