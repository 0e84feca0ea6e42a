"""Score summaries by the key facts they carry: of a file of predictions or of a checkpoint, beside lead-3.

python benchmarks/summarization.py GOLD.jsonl [--predictions PRED.jsonl | --checkpoint FOLDER]
"""

from collections.abc import Mapping, Sequence
from typing import Any

import click
from benchmark_runs import Records, Run, benchmark

from quoteattr.evaluation import bootstrap_intervals, load_rouge, score_summary, summary_report, summary_table

LEAD = 3


@benchmark()
def main(run: Run) -> None:
    """Score the summaries of the articles of GOLD; benchmarks/README.md defines every number."""
    gold, found = run.load("summary")
    rouge = load_rouge()
    if rouge is None and any(record.get("summary") for record in gold.values()):
        click.echo("ROUGE is left out: it needs `pip install rouge-score`", err=True)
    systems = {"predicted": found, **rivals(gold, found)}
    scores = {
        system: [score_summary(record, records.get(key), rouge=rouge) for key, record in gold.items()]
        for system, records in systems.items()
    }
    reports = {system: summary_report(rows) for system, rows in scores.items()}
    ends = {}
    if run.bootstrap:
        ends = {
            system: bootstrap_intervals(rows, summary_report, resamples=run.bootstrap, seed=run.seed)
            for system, rows in scores.items()
        }
    run.report(summary_table(reports, ends), {"systems": reports, "intervals": ends}, articles=len(gold))


def rivals(gold: Records, found: Records) -> dict[str, Records]:
    """Return what needs no model: the first three sentences, and the gold's own best sentences where it has some.

    Sentences are the gold's, or those of the prediction where the gold has none.
    """
    sentences = {key: (record if "sentences" in record else found.get(key, {})) for key, record in gold.items()}
    systems: dict[str, Records] = {}
    if all("sentences" in record for record in sentences.values()):
        systems[f"lead-{LEAD}"] = {
            key: extract(record["text"], sentences[key]["sentences"][:LEAD]) for key, record in gold.items()
        }
    if all("extract" in record for record in gold.values()):
        systems["gold extract"] = {key: extract(record["text"], record["extract"]) for key, record in gold.items()}
    return systems


def extract(text: str, spans: Sequence[Any]) -> Mapping[str, Any]:
    """Return the record of a summary that is made of sentences of the text."""
    ends = [(span["start"], span["end"]) if isinstance(span, Mapping) else span for span in spans]
    return {"summary": {"text": " ".join(text[start:end] for start, end in ends), "sentences": spans}}


if __name__ == "__main__":
    main()
