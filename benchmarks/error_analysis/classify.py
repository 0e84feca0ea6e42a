"""Sort what is wrong in an article into classes that ask for different remedies."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quoteattr.evaluation.matching import match
from quoteattr.evaluation.spans import Letters, Pair, ScoredText, pairs
from quoteattr.evaluation.speakers import judge_speaker, same_source

__all__ = ["CLASSES", "COSTLY", "LABELS", "Error", "find_errors"]

LABELS = {
    "missed": "a gold quotation that no prediction touches",
    "spurious": "a prediction that no gold quotation touches",
    "split": "one gold quotation predicted as several",
    "merged": "several gold quotations predicted as one",
    "wrong extent": "contents that overlap, but by less than half",
    "wrong source": "the content matches, the source does not",
    "wrong speaker": "content and source match, the speaker does not",
    "inexact extent": "everything matches, but the content begins or ends elsewhere",
}
"""What each class means, the most basic first."""

CLASSES = tuple(LABELS)
COSTLY = frozenset(CLASSES[:6])
"""The classes that lower the F1 of "who"."""

_INSIDE = 0.5
_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Error:
    """One thing that is wrong.

    Args:
        label: Its class.
        kind: The kind of the gold quotation, or of the prediction where there is none.
        gold: Places of the gold quotations in their record.
        predicted: Places of the predicted quotations in theirs.
    """

    label: str
    kind: str
    gold: tuple[int, ...]
    predicted: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    place: int
    record: Mapping[str, Any]
    content: Letters
    source: Letters
    fragments: tuple[Pair, ...]
    kind: str


def find_errors(gold: Mapping[str, Any], predicted: Mapping[str, Any] | None) -> list[Error]:
    """Return what is wrong with the quotations of an article, in the order of the text.

    Args:
        gold: A gold record.
        predicted: A predicted record; `None` counts as empty.

    Example:
        >>> gold = {"text": "“Yes,” she said.", "quotations": [{"content": [[0, 6]], "source": [[7, 10]]}]}
        >>> find_errors(gold, None)
        [Error(label='missed', kind='direct', gold=(0,), predicted=())]
    """
    text = ScoredText.of(gold["text"], gold.get("discard"))
    golds, guesses = _rows(text, gold), _rows(text, predicted or {})
    matches = match([row.content for row in golds], [row.content for row in guesses])
    touching = _touching(golds, guesses)
    errors = [*_several(golds, guesses, touching)]
    seen_gold, seen_guess = ({p for error in errors for p in getattr(error, s)} for s in ("gold", "predicted"))
    speakers = _Speakers(gold, predicted or {})
    for g, p in matches:
        one, other = golds[g], guesses[p]
        whole = one.place not in seen_gold and other.place not in seen_guess
        labels = _wrong(one, other, speakers, whole=whole)
        errors += [Error(label, one.kind, (one.place,), (other.place,)) for label in labels]
        seen_gold.add(one.place)
        seen_guess.add(other.place)
    for g, p in touching:
        one, other = golds[g], guesses[p]
        if one.place not in seen_gold and other.place not in seen_guess:
            errors.append(Error("wrong extent", one.kind, (one.place,), (other.place,)))
            seen_gold.add(one.place)
            seen_guess.add(other.place)
    errors += [Error("missed", row.kind, (row.place,), ()) for row in golds if row.place not in seen_gold]
    errors += [Error("spurious", row.kind, (), (row.place,)) for row in guesses if row.place not in seen_guess]
    starts = _starts(golds), _starts(guesses)
    return sorted(errors, key=lambda error: min(_at(error, *starts)))


def _rows(text: ScoredText, record: Mapping[str, Any]) -> list[_Row]:
    rows = []
    for place, said in enumerate(record.get("quotations") or ()):
        content = text.letters(pairs(said["content"]))
        if content:
            source = text.letters(pairs(said.get("source")))
            rows.append(_Row(place, said, content, source, text.fragments(pairs(said["content"])), text.kind(content)))
    return rows


def _touching(golds: Sequence[_Row], guesses: Sequence[_Row]) -> list[tuple[int, int]]:
    """Return which contents have at least half of the shorter one in common, the most first."""
    owners: dict[int, list[int]] = {}
    for g, row in enumerate(golds):
        for letter in row.content:
            owners.setdefault(letter, []).append(g)
    shared: dict[tuple[int, int], int] = {}
    for p, row in enumerate(guesses):
        for letter in row.content:
            for g in owners.get(letter, ()):
                shared[g, p] = shared.get((g, p), 0) + 1
    close = [
        (g, p)
        for (g, p), count in shared.items()
        if count >= _INSIDE * min(len(golds[g].content), len(guesses[p].content))
    ]
    return sorted(close, key=lambda pair: (-shared[pair], pair))


def _several(golds: Sequence[_Row], guesses: Sequence[_Row], touching: Iterable[tuple[int, int]]) -> Iterable[Error]:
    """Yield the gold quotations that came in pieces and the predictions that hold several gold quotations."""
    pieces: dict[int, list[int]] = {}
    holds: dict[int, list[int]] = {}
    for g, p in touching:
        shared = len(golds[g].content & guesses[p].content)
        if shared >= _INSIDE * len(guesses[p].content):
            pieces.setdefault(g, []).append(p)
        if shared >= _INSIDE * len(golds[g].content):
            holds.setdefault(p, []).append(g)
    for g, ps in pieces.items():
        if len(ps) >= _SEVERAL:
            places = sorted(guesses[p].place for p in ps)
            yield Error("split", golds[g].kind, (golds[g].place,), tuple(places))
    for p, gs in holds.items():
        if len(gs) >= _SEVERAL:
            places = sorted(golds[g].place for g in gs)
            yield Error("merged", golds[gs[0]].kind, tuple(places), (guesses[p].place,))


class _Speakers:
    def __init__(self, gold: Mapping[str, Any], predicted: Mapping[str, Any]) -> None:
        self.gold, self.predicted = (
            {speaker["id"]: speaker for speaker in record.get("speakers") or ()} for record in (gold, predicted)
        )

    def right(self, one: _Row, other: _Row) -> bool:
        found = self.predicted.get(other.record.get("speaker"))
        return judge_speaker(one.record.get("speaker"), found, self.gold) != "wrong"


def _wrong(one: _Row, other: _Row, speakers: _Speakers, *, whole: bool) -> Iterable[str]:
    """Yield what is wrong with a match; one that is not `whole` is a piece, which its class already says."""
    if one.source and not same_source(other.source, one.source):
        yield "wrong source"
    elif not speakers.right(one, other):
        yield "wrong speaker"
    if whole and one.fragments != other.fragments:
        yield "inexact extent"


def _starts(rows: Iterable[_Row]) -> dict[int, int]:
    return {row.place: min(row.content) for row in rows}


def _at(error: Error, golds: Mapping[int, int], guesses: Mapping[int, int]) -> list[int]:
    return [*(golds[place] for place in error.gold), *(guesses[place] for place in error.predicted)]
