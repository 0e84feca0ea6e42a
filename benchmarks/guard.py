"""Measure the guard: how many summaries made wrong by rule it finds, and how many clean ones it doubts.

python benchmarks/guard.py GOLD.jsonl --summaries SUMMARIES.jsonl [--reading rules | annotated] [--errors PAGE.md]
"""

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from benchmark_runs import Records, Run, benchmark
from corruptions import KINDS, Base, Corruption, corrupt

import quoteattr
from quoteattr.summary.guard import Checker
from quoteattr.text.sentences import split_sentences
from quoteattr.types import Article, Issue

ORIGINS = ("ours", "extract", "written")
EXTRACTIVE = ("ours", "extract")
TOGETHER = {
    "speakers of quotations together": ("swapped speaker, in marks", "swapped speaker, reported"),
    "names together": ("invented name", "invented place", "mixed name"),
}
EXPECTED = {"altered": "quotation", "swapped": "speaker", "changed": "number", "negation": "negation"}


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardRun(Run):
    """What this benchmark is asked beside the common things.

    Args:
        summaries: The JSONL with an extract and a written summary of each article.
        reading: How the summary's own attributions are read.
        errors: Where the page of errors goes; `None` for nowhere.
    """

    summaries: Path
    reading: str
    errors: Path | None


@dataclass(frozen=True, slots=True)
class Case:
    """A summary that was checked.

    Args:
        article: Id of its article.
        origin: Where the clean summary comes from.
        text: The summary.
        corruption: What was made wrong in it; `None` for a clean one.
        issues: What the guard said of it.
    """

    article: str | int
    origin: str
    text: str
    corruption: Corruption | None
    issues: tuple[Issue, ...] = ()

    @property
    def found(self) -> bool:
        """Whether the guard has an issue of the right kind in the sentence that was made wrong, or any at the place."""
        change = self.corruption
        return change is not None and any(
            i.kind == self.expected or (i.start < change.end and change.start < i.end) for i in self._near()
        )

    @property
    def doubted(self) -> bool:
        """Whether it has any issue there, so that the sentence would be repaired."""
        return any(True for _ in self._near())

    @property
    def expected(self) -> str:
        """The kind of issue that is expected."""
        return EXPECTED.get(self.corruption.kind.split()[0], "name") if self.corruption else ""

    def _near(self) -> Iterator[Issue]:
        change = self.corruption
        if change is None:
            return
        sentences = [s for s in split_sentences(self.text) if s.start <= change.start and change.start <= s.end]
        for issue in self.issues:
            if any(s.start <= issue.start < s.end for s in sentences):
                yield issue


_SUMMARIES = click.option(
    "--summaries",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="JSONL with `extract` and `summary` of the articles.",
)
_READING = click.option(
    "--reading",
    type=click.Choice(["annotated", "rules"]),
    default="rules",
    show_default=True,
    help="Annotate each summary too, or read its attributions by rule.",
)
_ERRORS = click.option("--errors", type=click.Path(dir_okay=False, path_type=Path), help="Write a page of errors here.")


@benchmark(_SUMMARIES, _READING, _ERRORS, asked=GuardRun)
def main(run: GuardRun) -> None:
    """Corrupt clean summaries of the articles of GOLD, and count what the guard finds."""
    gold, found = run.load("summary")
    summaries = _summaries(run.summaries)
    articles = {key: Article.from_dict(found[key]) for key in gold if key in found and key in summaries}
    cases = [
        case
        for key, article in articles.items()
        for base in bases(article, summaries[key])
        for case in _cases(key, base, gold[key], run.seed)
    ]
    checked = list(check_all(cases, articles, run))
    report = score(checked)
    run.report(table(report), report, articles=len(articles))
    if run.errors:
        run.errors.write_text(page(checked), encoding="utf-8")


def _summaries(path: Path) -> Records:
    with path.open(encoding="utf-8") as lines:
        return {record["id"]: record for record in map(json.loads, lines)}


def bases(article: Article, record: Mapping[str, Any]) -> Iterator[Base]:
    """Yield the clean summaries of an article: ours, the annotator's sentences, and the written one."""
    for origin, spans in (
        ("ours", [(s.start, s.end) for s in article.summary.sentences]),
        ("extract", [tuple(span) for span in record["extract"]]),
    ):
        parts = [article.text[a:b] for a, b in spans]
        at, ends = 0, []
        for part in parts:
            ends.append((at, at + len(part)))
            at += len(part) + 1
        yield Base(origin, " ".join(parts), tuple(ends), tuple(spans))
    if article.summary.text:
        yield Base("printed", article.summary.text, ())
    written = record["summary"]
    yield Base("written", written, tuple((s.start, s.end) for s in split_sentences(written)))


def _cases(key: str | int, base: Base, gold: Mapping[str, Any], seed: int) -> Iterator[Case]:
    if base.text.strip():
        yield Case(key, base.origin, base.text, None)
    for wrong in corrupt(base, gold, seed=f"{seed}/{key}") if base.sentences else ():
        yield Case(key, base.origin, wrong.text, wrong)


def check_all(cases: Sequence[Case], articles: Mapping[str | int, Article], run: GuardRun) -> Iterator[Case]:
    """Check every summary, annotated first if that is asked for."""
    read: Iterable[Article | None] = [None] * len(cases)
    if run.reading == "annotated":
        pipeline = quoteattr.Pipeline.from_pretrained(run.checkpoint)
        read = pipeline.pipe([case.text for case in cases], batch_size=16)
    checkers: dict[str | int, Checker] = {}
    for case, summary in zip(cases, read, strict=True):
        checker = checkers.setdefault(case.article, Checker(articles[case.article]))
        issues = checker.check(case.text, summary=summary)
        yield Case(case.article, case.origin, case.text, case.corruption, issues)


def score(cases: Sequence[Case]) -> dict[str, Any]:
    """Count what was found of each kind, and the alarms on clean summaries of each origin."""
    found: dict[str, Any] = {}
    for kind in (*KINDS, *TOGETHER):
        kinds = TOGETHER.get(kind, (kind,))
        for name, origins in (("extractive", EXTRACTIVE), ("written", ("written",))):
            rows = [c for c in cases if c.corruption and c.corruption.kind in kinds and c.origin in origins]
            if rows:
                found[f"{kind}, {name}"] = share(sum(c.found for c in rows), len(rows)) | {
                    "any": sum(c.doubted for c in rows)
                }
    alarms = {}
    for origin in ("ours", "printed", "extract", "written"):
        rows = [c for c in cases if c.corruption is None and c.origin == origin]
        if rows:
            doubts = {
                k: sum(any(i.kind == k for i in c.issues) for c in rows) for k in sorted({*EXPECTED.values(), "name"})
            }
            alarms[origin] = share(sum(bool(c.issues) for c in rows), len(rows)) | {"kinds": doubts}
    return {"found": found, "alarms": alarms}


def share(hits: int, n: int, z: float = 1.96) -> dict[str, Any]:
    """Return a share in per cent with its Wilson interval (Wilson 1927)."""
    p, zz = hits / n, z * z / n
    middle, half = p + zz / 2, z * math.sqrt(p * (1 - p) / n + zz / (4 * n))
    low, high = ((middle - half) / (1 + zz), (middle + half) / (1 + zz))
    return {"hits": hits, "n": n, "share": 100 * p, "interval": [100 * low, 100 * high]}


def table(report: Mapping[str, Any]) -> str:
    """Return the report for a person."""
    lines = ["| made wrong | summaries | found | % [95 %] | sentence doubted |", "|---|---|---|---|---|"]
    for name, row in report["found"].items():
        doubted = 100 * row["any"] / row["n"]
        lines.append(f"| {name} | {row['n']} | {row['hits']} | {_interval(row)} | {doubted:.1f} |")
    lines += ["", "| clean | summaries | doubted | % [95 %] | by kind |", "|---|---|---|---|---|"]
    for name, row in report["alarms"].items():
        kinds = ", ".join(f"{kind} {count}" for kind, count in row["kinds"].items() if count) or "–"
        lines.append(f"| {name} | {row['n']} | {row['hits']} | {_interval(row)} | {kinds} |")
    return "\n".join(lines)


def _interval(row: Mapping[str, Any]) -> str:
    low, high = row["interval"]
    return f"{row['share']:.1f} [{low:.1f}, {high:.1f}]"


def page(cases: Sequence[Case]) -> str:
    """Return what was missed and what was doubted for nothing, as Markdown."""
    lines = ["# Missed", ""]
    for case in cases:
        change = case.corruption
        if change and not case.found:
            text = f"{case.text[: change.start]}**{case.text[change.start : change.end]}**{case.text[change.end :]}"
            lines += [f"- {change.kind}, {case.origin}, {case.article} (was {change.was!r}): {' '.join(text.split())}"]
            lines += [f"  - {issue.kind}: {issue.message}" for issue in case.issues]
    lines += ["", "# Doubted for nothing", ""]
    for case in cases:
        if case.corruption is None and case.issues:
            lines += [f"- {case.origin}, {case.article}: {' '.join(case.text.split())}"]
            lines += [f"  - {issue.kind}: {issue.message}" for issue in case.issues]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
