"""A page of the worst articles: gold beside predicted, every error named, counts on top.

The page needs no script and no network; every character of an article is escaped.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from error_analysis.classify import CLASSES, COSTLY, LABELS, find_errors
from error_analysis.paint import escape
from error_analysis.sections import section
from error_analysis.shell import CLOSING, opening, table
from error_analysis.tally import Judged, by_class_and_kind, by_cue, worst_first

__all__ = ["render", "write_page"]

KINDS = ("direct", "mixed", "indirect")
_CUES = 25


def write_page(
    path: Path,
    gold: Mapping[Any, Mapping[str, Any]],
    predicted: Mapping[Any, Mapping[str, Any]],
    *,
    worst: int | None,
    made_by: Mapping[str, str],
) -> None:
    """Write the page.

    Args:
        path: Where to.
        gold: Gold records by id.
        predicted: Predicted records by id; a missing one counts as empty.
        worst: How many articles to show; `None` for all that have an error. The counts are always of all.
        made_by: What made the predictions.
    """
    judged = [
        Judged(key, record, predicted.get(key, {}), find_errors(record, predicted.get(key)))
        for key, record in gold.items()
    ]
    path.write_text("".join(render(judged, worst=worst, made_by=made_by)), encoding="utf-8")


def render(articles: Sequence[Judged], *, worst: int | None, made_by: Mapping[str, str]) -> Iterable[str]:
    """Yield the page in pieces.

    Args:
        articles: Every article that was judged.
        worst: As for `write_page`.
        made_by: As for `write_page`.
    """
    shown = [article for article in worst_first(articles) if article.errors][:worst]
    yield opening("Errors of attribution", made_by)
    yield f"<p>{len(articles)} articles, of which the worst {len(shown)} are shown.</p>\n"
    yield _counts(articles)
    yield _cues(articles)
    yield _contents(shown)
    yield _filters()
    yield "<main>\n"
    for number, article in enumerate(shown, start=1):
        yield section(article, number)
    yield f"</main>\n{CLOSING}"


def _counts(articles: Sequence[Judged]) -> str:
    counts = by_class_and_kind(articles)
    rows = []
    for label in CLASSES:
        numbers = [counts[label, kind] for kind in KINDS]
        costly = "yes" if label in COSTLY else ""
        rows.append([_chip(label), LABELS[label], *numbers, sum(numbers), costly])
    return table(
        "counts", "Errors of all articles", ["class", "meaning", *KINDS, "all", "lowers “who”"], rows, markup=1
    )


def _cues(articles: Sequence[Judged]) -> str:
    tables = []
    for label in ("missed", "spurious", "wrong source"):
        rows = [[cue, wrong, every] for cue, wrong, every in by_cue(articles, label)[:_CUES]]
        side = "predicted" if label == "spurious" else "gold"
        header = [f"{side} cue", label, f"{side} quotations"]
        tables.append(f"<details><summary>{escape(label)} by cue</summary>{table('', '', header, rows)}</details>\n")
    return "".join(tables)


def _contents(shown: Iterable[Judged]) -> str:
    rows = []
    for number, article in enumerate(shown, start=1):
        counts = by_class_and_kind([article])
        numbers = [sum(counts[label, kind] for kind in KINDS) or "" for label in CLASSES]
        link = f'<a href="#a{number}">{escape(article.key)}</a>'
        gold = len(article.gold.get("quotations") or ())
        rows.append([link, gold, len(article.predicted.get("quotations") or ()), *numbers])
    return table("contents", "Worst articles", ["article", "gold", "predicted", *CLASSES], rows, markup=1)


def _filters() -> str:
    """Return boxes that hide what is not looked for; the style sheet does the hiding."""
    boxes = [("right", "paragraphs without errors"), *((name, name) for name in CLASSES)]
    return (
        '<fieldset id="show"><legend>Show</legend>\n'
        + "".join(
            f'<label><input type="checkbox" class="show-{name.replace(" ", "-")}" checked> {escape(words)}</label>\n'
            for name, words in boxes
        )
        + "</fieldset>\n"
    )


def _chip(label: str) -> str:
    return f'<span class="chip {label.replace(" ", "-")}">{escape(label)}</span>'
