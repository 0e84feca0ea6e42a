"""Fail when quality falls below the floors of baseline.json, or when the evaluation data changed.

python benchmarks/gate.py [--data DIR] [--update [--allow-lower] --reason "…"]
"""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

import click
from benchmark_runs import Records, annotate, clear_errors, load_gap, load_gold, provenance, show, write_json
from resolving import GAP_SETTINGS, gap_decisions, library, resolve_records

from quoteattr.errors import SchemaError
from quoteattr.evaluation import flatten, score_attribution, score_gap, score_resolution, score_summaries
from quoteattr.evaluation.report import KINDS

HERE = Path(__file__).resolve().parent
DEFAULT_DATA = HERE.parent.parent / "shared" / "data"
ATTRIBUTION, SUMMARIES, GAP = "polnear/dev.jsonl", "summaries/polnear.dev.jsonl", "coreference/gap.dev.jsonl"
FILES = (ATTRIBUTION, SUMMARIES, GAP)
RATES = ("speaker", "full_name", "pronoun", "role")
METRICS = (
    *(f"attribution.{kind}.{metric}.F1" for kind in KINDS for metric in ("detect", "who", "speaker", "speaker_full")),
    *(f"attribution.spans.{part}.F1" for part in ("content", "cue", "source")),
    *(f"attribution.resolution.{rate}" for rate in RATES),
    *(f"speakers.gold.{rate}" for rate in RATES),
    "gap.f1",
    "gap.gap",
    "summary.coverage",
    "summary.must",
    "summary.words60.coverage",
)
FAIR = 2.0
"""How many points of F1 may lie between "he" and "she" on GAP."""

Floors = dict[str, float | None]


class RefusedError(Exception):
    """A change of the baseline that needs a flag or a reason."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """What is promised.

    Args:
        epsilon: How far below its floor a score may lie: another processor rounds otherwise and flips a few decisions.
        data: The sha256 of each evaluation file, by its path within the data folder.
        floors: The least score of each metric, in percent; `None` where none is promised yet.
        history: Every lowered floor and changed file, with the reason.
    """

    epsilon: float
    data: dict[str, str]
    floors: Floors
    history: tuple[dict[str, Any], ...] = ()

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a baseline.

        Raises:
            SchemaError: If it is not one, or does not name exactly the metrics that are measured.
        """
        try:
            record = json.loads(path.read_text(encoding="utf-8"))
            baseline = cls(record["epsilon"], record["data"], record["floors"], tuple(record["history"]))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise SchemaError(
                f"{path} is not a baseline ({type(error).__name__}: {error}); restore it from git"
            ) from error
        if set(baseline.floors) != set(METRICS) or set(baseline.data) != set(FILES):
            raise SchemaError(
                f"{path} needs floors for {', '.join(METRICS)} and digests for {', '.join(FILES)}; "
                f"found {', '.join(baseline.floors)} and {', '.join(baseline.data)}"
            )
        return baseline

    def to_dict(self) -> dict[str, Any]:
        """Return the form of the file."""
        return {"epsilon": self.epsilon, "data": self.data, "floors": self.floors, "history": list(self.history)}


def failures(baseline: Baseline, digests: Mapping[str, str], scores: Mapping[str, float | None]) -> list[str]:
    """Return why the gate is shut; nothing when it is open."""
    changed = [
        f"{name} changed: its sha256 is {digests[name]}, the floors were measured on {digest}"
        for name, digest in baseline.data.items()
        if digests[name] != digest
    ]
    low = [
        f"{metric} is {_show(scores[metric])}, below its floor {floor} - {baseline.epsilon}"
        for metric, floor in baseline.floors.items()
        if _below(scores[metric], floor, baseline.epsilon)
    ]
    return changed + low


def updated(
    baseline: Baseline,
    digests: Mapping[str, str],
    scores: Mapping[str, float | None],
    *,
    allow_lower: bool = False,
    reason: str | None = None,
) -> Baseline:
    """Return the baseline raised to the present scores.

    Args:
        baseline: The one to change. A score within its epsilon below a floor leaves the floor as it is.
        digests: The sha256 of each evaluation file now.
        scores: The scores now.
        allow_lower: Set every floor to the present score, even a lower one.
        reason: Why a floor is lowered or the data changed; `None` allows neither.

    Raises:
        RefusedError: If a floor would have to be lowered or a digest changed without leave.
    """
    changed = {name: digest for name, digest in digests.items() if baseline.data[name] != digest}
    lower = {name: floor for name, floor in baseline.floors.items() if _below(scores[name], floor, 0.0)}
    low = {name for name, floor in lower.items() if _below(scores[name], floor, baseline.epsilon)}
    if low and not allow_lower:
        raise RefusedError(f"{', '.join(sorted(low))} would be lowered; that needs --allow-lower and --reason")
    if (changed or (allow_lower and lower)) and not reason:
        raise RefusedError("a lowered floor or changed data needs a --reason, which the baseline keeps")
    floors = {
        name: scores[name] if name not in lower or allow_lower else floor for name, floor in baseline.floors.items()
    }
    events: list[dict[str, Any]] = [
        {"data": name, "from": baseline.data[name], "to": digest, "reason": reason} for name, digest in changed.items()
    ]
    if allow_lower:
        events += [
            {"floor": name, "from": floor, "to": scores[name], "reason": reason} for name, floor in lower.items()
        ]
    return replace(baseline, data=dict(digests), floors=floors, history=(*baseline.history, *events))


def measure(data: Path, checkpoint: str) -> dict[str, float | None]:
    """Run a checkpoint over the evaluation files and return the score of each metric."""
    gold, summaries = load_gold(data / ATTRIBUTION), load_gold(data / SUMMARIES)
    found = annotate(gold, checkpoint)
    # The two files share most of their articles; only what is new is annotated again.
    shared = {key for key, record in summaries.items() if key in gold and gold[key]["text"] == record["text"]}
    new = {key: record for key, record in summaries.items() if key not in shared}
    summarized = {key: found[key] for key in shared} | (annotate(new, checkpoint) if new else {})
    short = score_summaries(summaries, annotate(summaries, checkpoint, max_words=60))
    scores = flatten(
        {"attribution": score_attribution(gold, found)}
        | {"summary": score_summaries(summaries, summarized) | {"words60": short}}
        | _measure_speakers(gold, data / GAP, checkpoint)
    )
    return {metric: scores.get(metric) for metric in METRICS}


def _measure_speakers(gold: Records, gap: Path, checkpoint: str) -> dict[str, Any]:
    """Return how gold quotations and the pronouns of GAP are resolved, by the same system."""
    system, items = library(checkpoint), load_gap(gap)
    resolution = score_resolution(gold, resolve_records(gold, gold, system.resolve))
    report = score_gap(items, gap_decisions(items, system, GAP_SETTINGS[0]))
    return {
        "speakers": {"gold": resolution},
        "gap": {"f1": report["overall"]["F1"], "gap": fairness(report["gap"])},
    }


def fairness(gap: float | None) -> float | None:
    """Return the gap between "he" and "she" as a number that a floor can hold: the higher, the better.

    A gap that lies within what is promised counts as just that, so that a chance of some tenths does not become the
    next floor.

    Args:
        gap: One F1 minus the other, in points; `None` where one of the two was not measured.

    Example:
        >>> fairness(0.4), fairness(-3.5)
        (-2.0, -3.5)
    """
    return None if gap is None else -max(FAIR, abs(gap))


def digests_of(data: Path) -> dict[str, str]:
    """Return the sha256 of each evaluation file."""
    return {name: hashlib.sha256((data / name).read_bytes()).hexdigest() for name in FILES}


def _below(score: float | None, floor: float | None, epsilon: float) -> bool:
    """Tell whether a score misses its floor; one that was never measured misses any."""
    # Scores have one decimal; rounding keeps 68.7 from being below 69.0 - 0.3.
    return floor is not None and (score is None or round(score - (floor - epsilon), 6) < 0)


def _show(score: float | None) -> str:
    return "not measured" if score is None else f"{score:.1f}"


def _table(baseline: Baseline, scores: Mapping[str, float | None]) -> str:
    width = max(map(len, METRICS))
    lines = [f"{'metric':{width}}  {'floor':>5}  {'score':>12}"]
    for metric, floor in baseline.floors.items():
        lines.append(f"{metric:{width}}  {'none' if floor is None else floor:>5}  {_show(scores[metric]):>12}")
    return "\n".join(lines)


def _check_present(data: Path) -> bool:
    """Tell whether the data folder is there; where a server checks every change, it must be."""
    if data.is_dir():
        missing = [name for name in FILES if not (data / name).is_file()]
        if missing:
            raise click.ClickException(
                f"the data folder {data} lacks {', '.join(missing)}; the gate needs all of its files"
            )
        return True
    message = f"there is no data folder {data}; name it with --data DIR"
    if os.environ.get("CI", "").casefold() in {"1", "true"}:
        raise click.ClickException(f"gate failed: {message} (CI is set, so the gate may not be skipped)")
    click.echo(f"gate skipped: {message}")
    return False


@click.command()
@click.option("--data", default=DEFAULT_DATA, type=click.Path(path_type=Path), help="Folder of the evaluation data.")
@click.option(
    "--baseline",
    "path",
    default=HERE / "baseline.json",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The floors.",
)
@click.option("--checkpoint", default="default", show_default=True, help="`default`, a folder or a hub id.")
@click.option("--update", is_flag=True, help="Raise the floors to the present scores.")
@click.option("--allow-lower", is_flag=True, help="With --update: lower floors too; needs --reason.")
@click.option("--reason", help="Why a floor is lowered or the data changed; kept in the baseline.")
def main(data: Path, path: Path, checkpoint: str, *, update: bool, allow_lower: bool, reason: str | None) -> None:
    """Check that no score fell below its floor."""
    if (allow_lower or reason) and not update:
        raise click.UsageError("--allow-lower and --reason only make sense with --update")
    if allow_lower and not (reason or "").strip():
        raise click.UsageError('--allow-lower needs --reason "…", which the baseline keeps')
    if not _check_present(data):
        return
    with clear_errors():
        baseline = Baseline.read(path)
        digests, scores = digests_of(data), measure(data, checkpoint)
    click.echo(f"{show(provenance(checkpoint))}\n{_table(baseline, scores)}")
    if update:
        try:
            write_json(path, updated(baseline, digests, scores, allow_lower=allow_lower, reason=reason).to_dict())
        except RefusedError as error:
            raise click.ClickException(str(error)) from error
        click.echo(f"updated {path}")
    elif problems := failures(baseline, digests, scores):
        raise click.ClickException("gate failed:\n" + "\n".join(f"- {problem}" for problem in problems))
    else:
        click.echo("gate passed")


if __name__ == "__main__":
    main()
