"""Score the library's summaries beside the first sentences, chance, oracles and other methods, at two lengths.

python benchmarks/summarization.py GOLD.jsonl [--bootstrap 1000] [--embeddings FOLDER] [--summarizer FOLDER] [--plot F]
"""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from benchmark_runs import Records, Run, benchmark, load_gold, load_predictions
from rivals.plot import check_plot
from summary_systems.centroid import centroid_system
from summary_systems.comparison import compare, comparison_table
from summary_systems.given import ASKED, Given, Length, Made
from summary_systems.leads import draw_systems, lead_systems
from summary_systems.library import Library, library_systems
from summary_systems.oracles import facts_oracle, gold_extract, rouge_oracle
from summary_systems.page import Read, write_summary_page
from summary_systems.plot import plot_summaries
from summary_systems.sumy_rankers import sumy_systems
from summary_systems.system import Result, System, run_system, system
from summary_systems.written import written_systems

from quoteattr.evaluation import load_rouge
from quoteattr.evaluation.spans import pairs
from quoteattr.types import Article

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_OUT = click.Path(dir_okay=False, path_type=Path)


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryRun(Run):
    """What this benchmark was asked to do beside what every benchmark is.

    Args:
        draws: How many random summaries of an article are drawn.
        embeddings: Folder of a model of sentence vectors; `None` to leave the centroid out.
        summarizer: Folder of a model that writes summaries; `None` to leave these out.
        gguf: Name of the file of weights in that folder; `None` where it has none.
        plot: Where the drawing goes; `None` for nowhere.
        errors: Where the page of summaries and missed facts goes; `None` for nowhere.
    """

    draws: int
    embeddings: Path | None
    summarizer: Path | None
    gguf: str | None
    plot: Path | None
    errors: Path | None


@benchmark(
    click.option("--draws", default=10, show_default=True, type=click.IntRange(min=1), help="Random summaries each."),
    click.option("--embeddings", type=_FOLDER, help="Model of sentence vectors (all-MiniLM-L6-v2), for the centroid."),
    click.option("--summarizer", type=_FOLDER, help="Model that writes summaries; slow, so think of --limit."),
    click.option("--gguf", help="Name of the file of weights in the folder of --summarizer."),
    click.option("--plot", type=_OUT, help="Draw the table here; .png or .svg."),
    click.option("--errors", type=_OUT, help="Write the summaries beside the facts that they miss here, as HTML."),
    asked=SummaryRun,
)
def main(run: SummaryRun) -> None:
    """Score the summaries of the articles of GOLD; benchmarks/README.md defines every number."""
    if run.plot:
        check_plot(run.plot)
    gold = dict(list(load_gold(run.gold).items())[: run.limit])
    rouge = load_rouge()
    if rouge is None and any(record.get("summary") for record in gold.values()):
        click.echo("ROUGE is left out: it needs `pip install rouge-score`", err=True)
    annotated: dict[str | int, Any] = {}
    systems, notes = _systems(run, gold, annotated)
    results = {one.name: Result(one.name) for one in systems}
    read: list[Read] = []
    for given in _articles(gold):
        made = [run_system(one, given, results[one.name], rouge) for one in systems]
        if run.errors:
            read.append(Read(given, made[0]))
    compared = compare(list(results.values()), resamples=run.bootstrap, seed=run.seed)
    notes += [f"{name} has nothing to show here" for name, result in results.items() if not result.rows]
    for note in filter(None, notes):
        click.echo(note, err=True)
    run.report(comparison_table(compared), {"lengths": compared, "notes": notes}, articles=len(gold))
    if run.save:
        with run.save.open("w", encoding="utf-8") as lines:
            lines.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in annotated.values())
    if run.plot:
        plot_summaries(compared, run.plot)
    if run.errors:
        write_summary_page(run.errors, read, made_by=run.made_by())


def _articles(gold: Records) -> Iterator[Given]:
    with click.progressbar(gold.values(), label="summing up", file=sys.stderr) as records:
        for record in records:
            yield Given.of(record)


def _systems(run: SummaryRun, gold: Records, annotated: dict[str | int, Any]) -> tuple[list[System], list[str]]:
    """Return all systems that can be run, the library's first, with a note on each that cannot."""
    notes: list[str] = []
    if run.predictions:
        ours = [_predictions(run.predictions, gold)]
    else:

        def keep(given: Given, article: Article) -> None:
            if run.save:
                annotated[given.record["id"]] = article.to_dict() | {"id": given.record["id"]}

        library = Library(run.checkpoint, kept=keep)
        ours = library_systems(library)
        if run.summarizer:
            written, note = written_systems(run.summarizer, run.gguf, library)
            ours += written
            notes.append(note)
    others, note = sumy_systems()
    notes.append(note)
    if run.embeddings:
        others.append(centroid_system(run.embeddings))
    else:
        notes.append("the centroid is left out: name a folder of all-MiniLM-L6-v2 with --embeddings")
    return [*ours, *lead_systems(), *draw_systems(draws=run.draws, seed=run.seed), *others, *_oracles(gold)], notes


def _oracles(gold: Records) -> list[System]:
    """Return the ceilings for which the gold records have the answers."""
    found: list[System | None] = []
    if all("extract" in record for record in gold.values()):
        found.append(gold_extract())
    if all(record.get("facts") for record in gold.values()):
        found.append(facts_oracle())
    elif all(record.get("summary") for record in gold.values()):
        found.append(rouge_oracle())
    return [one for one in found if one]


def _predictions(path: Path, gold: Records) -> System:
    """Return the summaries of a file, which stand beside those of three sentences whatever their length is."""
    predicted = load_predictions(path, gold)
    missing = sum("summary" not in predicted.get(key, {}) for key in gold)
    if missing:
        click.echo(f"{missing} of {len(gold)} gold articles have no predicted summary and count as empty", err=True)

    def make(given: Given, _: Any, length: Length) -> Sequence[Made]:
        if length != ASKED[0]:
            return []
        summary = predicted.get(given.record["id"], {}).get("summary") or {"text": "", "sentences": ()}
        return [Made(summary["text"], tuple(pairs(summary.get("sentences"))))]

    return system("predictions", make, is_timed=False)


if __name__ == "__main__":
    main()
