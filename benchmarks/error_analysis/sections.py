"""One article of the page: each paragraph three times, as gold, as predicted, and as what is wrong between them."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from error_analysis.classify import Error
from error_analysis.paint import escape, paint, quotation_id
from error_analysis.tally import Judged
from quoteattr.evaluation.spans import pairs
from quoteattr.text.paragraphs import split_paragraphs

__all__ = ["section"]

_SIDES = ("gold", "predicted")


def section(article: Judged, number: int) -> str:
    """Render an article.

    Args:
        article: The article.
        number: Its place on the page, from 1, which makes its anchors.
    """
    prefix = f"a{number}"
    text = article.gold["text"]
    sides = [
        paint(text, getattr(article, side).get("quotations") or (), side, _labels(article, side), prefix)
        for side in _SIDES
    ]
    errors = _by_paragraph(article)
    rows = []
    for place, (gold, predicted) in enumerate(zip(*sides, strict=True)):
        notes = "".join(_note(article, error, prefix) for error in errors[place])
        names = {error.label.replace(" ", "-") for error in errors[place]}
        marked = " ".join(f"has-{name}" for name in sorted(names)) or "has-right"
        rows.append(
            f'<tr class="{marked}"><td dir="auto">{gold}</td><td dir="auto">{predicted}</td>'
            f"<td><ul>{notes}</ul></td></tr>\n"
        )
    return (
        f'<section><h2 id="{prefix}"><bdi>{escape(article.key)}</bdi> <a href="#contents">↑</a></h2>\n'
        '<table class="pair"><tr><th>gold</th><th>predicted</th><th>errors</th></tr>\n'
        f"{''.join(rows)}</table></section>\n"
    )


def _labels(article: Judged, side: str) -> Mapping[int, list[str]]:
    labels: dict[int, list[str]] = defaultdict(list)
    for error in article.errors:
        for place in getattr(error, side):
            labels[place].append(error.label)
    return labels


def _by_paragraph(article: Judged) -> Mapping[int, list[Error]]:
    starts = [span.start for span in split_paragraphs(article.gold["text"])]
    found: dict[int, list[Error]] = defaultdict(list)
    for error in article.errors:
        firsts = [
            min(pairs(getattr(article, side)["quotations"][place]["content"]))[0]
            for side in _SIDES
            for place in getattr(error, side)
        ]
        found[max(0, bisect_right(starts, min(firsts)) - 1)].append(error)
    return found


def _note(article: Judged, error: Error, prefix: str) -> str:
    lines = [_line(article, side, place, prefix) for side in _SIDES for place in getattr(error, side)]
    label = error.label.replace(" ", "-")
    return (
        f'<li class="note-{label}"><span class="chip {label}">{escape(error.label)}</span> '
        f"{escape(error.kind)}{''.join(lines)}</li>"
    )


def _line(article: Judged, side: str, place: int, prefix: str) -> str:
    """Return cue, source and speaker of a quotation, with a link to where it stands."""
    record: Mapping[str, Any] = getattr(article, side)
    said = record["quotations"][place]
    names = {speaker["id"]: speaker["name"] for speaker in record.get("speakers") or ()}
    key = quotation_id(side, place)
    facts = [
        f"cue “{_words(article, said, 'cue')}”",
        f"source “{_words(article, said, 'source')}”",
        f"speaker {names.get(said.get('speaker'), said.get('speaker') or '–')}",
        *([f"score {said['score']:.2f}"] if "score" in said else []),
    ]
    return f'<div><a href="#{prefix}-{key}">{side} {key}</a>: {escape("; ".join(facts))}</div>'


def _words(article: Judged, said: Mapping[str, Any], part: str) -> str:
    text = article.gold["text"]
    return " … ".join(" ".join(text[start:end].split()) for start, end in pairs(said.get(part)))
