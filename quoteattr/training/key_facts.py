"""What the summaries of articles should carry: key facts that annotators marked, or those that highlights imply."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from quoteattr.errors import SchemaError
from quoteattr.evaluation import carried_facts
from quoteattr.evaluation.spans import pairs
from quoteattr.training.readers import read_lines
from quoteattr.types import Span

__all__ = ["KeyFacts", "of_facts", "of_highlights", "read_summaries"]

Bools = NDArray[np.bool_]
Words = tuple[str, ...]

_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_FEWEST_WORDS = 4
_BEST = 3
# A highlight is stated by the sentence that shares most with it, if that is enough (recall of words plus that of pairs
# of words), and by others that come near to it.
_ENOUGH, _NEAR, _HALF = 0.5, 0.8, 0.5


@dataclass(frozen=True, slots=True, eq=False)
class KeyFacts:
    """The key facts of an article and where they stand.

    Args:
        stated: Which sentence states which fact alone, shape (facts, sentences).
        weights: Weight of each fact, shape (facts,).
        best: Which sentences make the best summary, shape (sentences,).
    """

    stated: Bools
    weights: NDArray[np.float64]
    best: Bools


def read_summaries(path: Path, what: Literal["facts", "summary"] = "facts") -> list[dict[str, Any]]:
    """Read articles with key facts or highlights.

    Args:
        path: A JSONL file of records with `id`, `text`, and `facts` with `extract`, or a `summary` of highlights.
        what: Which of the two every article must have.

    Raises:
        SchemaError: If a line is not such a record, or there is none; the message names file and line.
    """
    asked, form, check = _READERS[what]
    records = list(read_lines(path, asked, form, check))
    if not records:
        raise SchemaError(f"{path}: {asked} was asked for on each line, found no line; give a file that has some")
    return records


def _check_facts(record: dict[str, Any]) -> dict[str, Any]:
    length = len(_string(record, "text"))
    supports = [(fact["weight"], fact["support"]) for fact in record["facts"]]
    for weight, support in (*supports, (0, record.get("extract", ()))):
        if not isinstance(weight, int | float) or not all(0 <= start <= end <= length for start, end in pairs(support)):
            raise ValueError(f"weights are numbers and spans lie in the text, found {weight!r} and {support!r:.60}")
    return record


def _check_highlights(record: dict[str, Any]) -> dict[str, Any]:
    for name in ("text", "summary"):
        _string(record, name)
    return record


def _string(record: Mapping[str, Any], name: str) -> str:
    value = record[name]
    if not isinstance(value, str):
        raise TypeError(f'"{name}" is of type {type(value).__name__}, not a string')
    return value


_READERS = {
    "facts": (
        "an article with key facts",
        '{"id", "text", "facts": [{"weight", "support": [[start, end]]}], "extract": [[start, end]]}',
        _check_facts,
    ),
    "summary": ("an article with highlights", '{"id", "text", "summary"}', _check_highlights),
}


def of_facts(record: Mapping[str, Any], sentences: Sequence[Span]) -> KeyFacts:
    """Place annotated key facts on the sentences of an article.

    Args:
        record: The article: `text`, `facts` of `weight` and `support`, and `extract`, the best sentences.
        sentences: Its sentences as they are split here; the annotators' may be others.

    Example:
        >>> record = {"text": "It fell. Why?", "facts": [{"weight": 3, "support": [[0, 8]]}], "extract": [[0, 8]]}
        >>> of_facts(record, [Span(0, 8), Span(9, 13)]).stated.tolist()
        [[True, False]]
    """
    text, facts = record["text"], record["facts"]
    best = [{"weight": 1, "support": [span]} for span in record.get("extract", ())]
    spans = [(sentence.start, sentence.end) for sentence in sentences]
    return KeyFacts(
        _columns([carried_facts(text, facts, [span]) for span in spans], len(facts)),
        np.array([fact["weight"] for fact in facts], np.float64),
        np.asarray(_columns([carried_facts(text, best, [span]) for span in spans], len(best)).any(0)),
    )


def of_highlights(record: Mapping[str, Any], sentences: Sequence[Span]) -> KeyFacts:
    """Take each sentence of an article's highlights for a key fact, stated where most of its words stand.

    The best sentences are found greedily by the words and pairs of words that they share with all highlights, as in
    Nallapati et al. (2017).

    Args:
        record: The article: `text`, and `summary` with the highlights.
        sentences: Its sentences.

    Example:
        >>> record = {"text": "The old bridge fell today. Nobody knows why.", "summary": "An old bridge fell."}
        >>> of_highlights(record, [Span(0, 26), Span(27, 44)]).stated.tolist()
        [[True, False]]
    """
    highlights = [w for w in map(_words, _SENTENCE_END.split(record["summary"])) if len(w) >= _FEWEST_WORDS]
    found = [_words(record["text"][s.start : s.end]) for s in sentences]
    stated = np.zeros((len(highlights), len(sentences)), bool)
    for row, highlight in zip(stated, highlights, strict=True):
        recalls = np.array([_recalls(highlight, words) for words in found]).reshape(-1, 2)
        total = recalls.sum(1)
        if len(total) and total.max() > _ENOUGH:
            row[:] = (total >= _NEAR * total.max()) & (recalls[:, 0] > _HALF)
            row[total.argmax()] = True
    return KeyFacts(stated, np.ones(len(highlights)), _greedy(tuple(w for h in highlights for w in h), found))


def _columns(rows: Sequence[Sequence[bool]], facts: int) -> Bools:
    return np.array(rows, bool).reshape(len(rows), facts).T


def _words(text: str) -> Words:
    return tuple(word.casefold() for word in _WORD.findall(text))


def _recalls(highlight: Words, sentence: Words) -> tuple[float, float]:
    """Return the share of a highlight's words, and of its pairs of words, that a sentence has."""
    pairs = Counter(pairwise(highlight)) & Counter(pairwise(sentence))
    return (Counter(highlight) & Counter(sentence)).total() / len(highlight), pairs.total() / (len(highlight) - 1)


def _greedy(reference: Words, sentences: Sequence[Words]) -> Bools:
    """Mark the sentences that together share most with the reference, added while they help."""
    chosen: list[int] = []
    reached = 0.0
    for _ in range(_BEST):
        left = (i for i in range(len(sentences)) if i not in chosen)
        gains = {i: _overlap(reference, [w for j in sorted([*chosen, i]) for w in sentences[j]]) for i in left}
        if not gains or max(gains.values()) <= reached:
            break
        chosen.append(max(gains, key=lambda i: (gains[i], -i)))
        reached = gains[chosen[-1]]
    return np.isin(np.arange(len(sentences)), chosen)


def _overlap(reference: Words, words: Sequence[str]) -> float:
    """Return F1 of words plus F1 of pairs of words."""
    size = len(reference) + len(words)
    pairs = Counter(pairwise(reference)) & Counter(pairwise(words))
    return 2 * (Counter(reference) & Counter(words)).total() / max(1, size) + 2 * pairs.total() / max(1, size - 2)
