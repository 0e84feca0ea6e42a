"""One wrongly resolved speaker for the page: the words around its source, both speakers, and the chain of evidence."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from error_analysis.paint import escape
from error_analysis.speaker_errors import SpeakerError
from quoteattr.evaluation.spans import Pair, pairs
from quoteattr.text.paragraphs import split_paragraphs

__all__ = ["sample"]

_BEFORE, _AFTER = 600, 240
_LAYERS = ("content", "cue", "source", "evidence")


def sample(error: SpeakerError) -> str:
    """Render an error; every character of the article is escaped."""
    said = error.at
    facts = [
        ("gold", _speaker(said.speaker, "the article’s own voice")),
        ("found", _speaker(said.found, "nobody") + _score(said.predicted)),
        ("evidence", _chain(error.text, said.predicted.get("evidence") or ())),
    ]
    lines = "".join(f"<dt>{name}</dt><dd>{escape(words)}</dd>" for name, words in facts)
    return (
        f"<article><h3><bdi>{escape(error.key)}</bdi> · {escape(said.kind)} · {escape(said.source)}</h3>\n"
        f'<p class="context" dir="auto">{_context(error)}</p>\n<dl>{lines}</dl></article>\n'
    )


def _speaker(speaker: Mapping[str, Any] | None, nobody: str) -> str:
    if speaker is None:
        return nobody
    kind, role = speaker.get("kind"), speaker.get("role")
    return f"{speaker['name']}{f' ({kind})' if kind else ''}; {f'role “{role}”' if role else 'no role'}"


def _score(predicted: Mapping[str, Any]) -> str:
    score = predicted.get("speaker_score")
    return "" if score is None else f"; score {score:.2f}"


def _chain(text: str, evidence: Iterable[Any]) -> str:
    """Return the mentions that led from the source to the name, with their offsets."""
    steps = [
        f"{step.get('kind', 'mention')} “{' '.join(text[start:end].split())}” [{start}:{end}]"
        for step, (start, end) in ((step, *pairs([step])) for step in evidence)
    ]
    return " → ".join(steps) or "none"


def _context(error: SpeakerError) -> str:
    """Return the words up to the source and around it, marked, with the evidence that stands there."""
    text, gold = error.text, error.at.gold
    layers = {layer: pairs(gold.get(layer)) for layer in _LAYERS[:3]}
    layers["evidence"] = pairs(error.at.predicted.get("evidence"))
    at = layers["source"] or layers["cue"] or layers["content"]
    low, high = _window(text, min(at)[0], max(end for _, end in at))
    inside = {
        layer: [(max(s, low), min(e, high)) for s, e in spans if s < high and low < e]
        for layer, spans in layers.items()
    }
    edges = sorted({low, high, *(edge for spans in inside.values() for span in spans for edge in span)})
    parts = (_marked(text, (one, other), inside) for one, other in pairwise(edges))
    return f"{'…' if low else ''}{''.join(parts)}{'…' if high < len(text) else ''}"


def _window(text: str, start: int, end: int) -> Pair:
    """Return the stretch to show: from the beginning of a paragraph before, to the end of the paragraph at most."""
    starts = [paragraph.start for paragraph in split_paragraphs(text)]
    first = bisect_right(starts, max(0, start - _BEFORE))
    low = starts[first] if first < len(starts) and starts[first] <= start else max(0, start - _BEFORE)
    line = text.find("\n", end)
    return low, min(len(text), end + _AFTER, line if line >= 0 else len(text))


def _marked(text: str, part: Pair, layers: Mapping[str, Sequence[Pair]]) -> str:
    words = escape(text[slice(*part)])
    classes = [name for name, spans in layers.items() if any(s <= part[0] and part[1] <= e for s, e in spans)]
    return f'<span class="{" ".join(classes)}">{words}</span>' if classes else words
