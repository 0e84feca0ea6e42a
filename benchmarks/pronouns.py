"""Score whom "he" and "she" mean, in texts whose pronouns were marked with names of the same person.

python benchmarks/pronouns.py CLUSTERS.jsonl [--checkpoint default] [--bootstrap 1000] [--json report.json]
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import click

import quoteattr
from quoteattr.evaluation import bootstrap_intervals
from quoteattr.evaluation.sources import pronoun_group
from quoteattr.training.readers import read_lines
from quoteattr.types import Span, Speaker

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_GROUPS = ("he", "she")
_FORM = '{"id", "text", "clusters": [{"mentions": [[start, end, kind]]}]}'

Counts = Counter[tuple[str, bool]]


def count(record: Mapping[str, Any], pipeline: quoteattr.Pipeline) -> Counts:
    """Count the pronouns of a text that are resolved to one of the names they were marked with, and the others.

    Args:
        record: The text with its clusters, each of the mentions of one person.
        pipeline: What resolves them; it finds the names by itself.
    """
    text = record["text"]
    names: dict[Span, list[tuple[int, int]]] = {}
    for cluster in record["clusters"]:
        named = [(start, end) for start, end, kind in cluster["mentions"] if kind == "name"]
        for start, end, kind in cluster["mentions"]:
            if kind == "pronoun" and pronoun_group(text[start:end]) in _GROUPS and named:
                names[Span(start, end)] = named
    found = pipeline.resolve_mentions(text, names)
    judged = zip(names.items(), found, strict=True)
    return Counter((pronoun_group(text[p.start : p.end]) or "", _is_among(who, named)) for (p, named), who in judged)


def _is_among(speaker: Speaker | None, names: Sequence[tuple[int, int]]) -> bool:
    mentions = speaker.mentions if speaker is not None else ()
    return any(m.kind == "name" and m.start < end and start < m.end for m in mentions for start, end in names)


def report(counts: Sequence[Counts]) -> dict[str, float | None]:
    """Return the percentage of pronouns that are right, by form, and that of "he" minus that of "she"."""
    total = sum(counts, Counts())
    right = {form: _share(total[form, True], total[form, False]) for form in _GROUPS}
    every = _share(*(sum(n for (_, ok), n in total.items() if ok is wanted) for wanted in (True, False)))
    both = [share for share in right.values() if share is not None]
    return {"all": every, **right, "he minus she": both[0] - both[1] if len(both) == len(right) else None}


def _share(right: int, wrong: int) -> float | None:
    return 100 * right / (right + wrong) if right + wrong else None


@click.command(context_settings={"show_default": True, "help_option_names": ["-h", "--help"]})
@click.argument("texts", type=_FILE)
@click.option("--checkpoint", default="default", help="The checkpoint: 'default', a folder or a hub id.")
@click.option("--limit", type=click.IntRange(1), help="Score the first texts only.  [default: all]")
@click.option("--bootstrap", type=click.IntRange(0), default=0, help="Resamples for 95 % intervals; 0 for none.")
@click.option("--json", "json_out", type=click.Path(dir_okay=False, path_type=Path), help="Write the report here too.")
def main(*, texts: Path, checkpoint: str, limit: int | None, bootstrap: int, json_out: Path | None) -> None:
    """Score whom the pronouns of TEXTS (JSONL with clusters) mean; benchmarks/README.md defines the numbers."""
    pipeline = quoteattr.Pipeline.from_pretrained(checkpoint)
    records = islice(read_lines(texts, "a text with clusters", _FORM, lambda record: record), limit)
    counts = [count(record, pipeline) for record in records]
    scores = report(counts)
    ends = bootstrap_intervals(counts, report, resamples=bootstrap) if bootstrap else {}
    asked = {form: sum(c[form, True] + c[form, False] for c in counts) for form in _GROUPS}
    for name, score in scores.items():
        interval = " [{:.1f}, {:.1f}]".format(*ends[name]) if name in ends else ""
        shown = "–" if score is None else f"{score:.1f}{interval}"
        click.echo(f"{name:14}{asked.get(name, sum(asked.values())):6}  {shown}")
    if json_out:
        result = {"texts": len(counts), "asked": asked, "scores": scores, "intervals": ends}
        json_out.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
