"""How a sentence relates to the others: whether they state the same, and whom and what they name."""

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from quoteattr.summary.layout import Layout
from quoteattr.summary.redundancy import Redundancy
from quoteattr.types import Quotation, Span

__all__ = ["RELATION_FEATURES", "relation_features"]

Array = NDArray[np.float64]

RELATION_FEATURES: tuple[str, ...] = (
    "like_first",
    "like_lead",
    "said_before",
    "said_after",
    "central",
    "connected",
    "numbers",
    "amounts",
    "names",
    "named_early",
    "known_names",
    "commas",
    "place",
    "last",
    "paragraph_size",
    "speakers",
    "cues",
)
"""Names of the columns of `relation_features`, in order."""

# Sentences that are compared with each other: keeps time linear in an article's length.
_BLOCK = 192
_STEPS = 20
_DAMPING = 0.85
_NUMBER = re.compile(r"\d+")
_AMOUNT = re.compile(r"[$£€%]|per ?cent")
# A capital that is not the sentence's first letter.
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+")
_CAPITALISED = re.compile(r"\b[A-Z][a-z]{2,}\b")
# Characters of a sentence that are looked at; no sentence that a person wrote has more.
_LONGEST = 2000


def relation_features(
    text: str,
    sentences: Sequence[Span],
    quotations: Sequence[Quotation],
    layout: Layout,
    redundancy: Redundancy,
) -> Array:
    """Describe every sentence by what it has in common with the others.

    Args:
        text: The article's text.
        sentences: Its sentences, in order, at least one.
        quotations: Its quotations, with speakers.
        layout: Where its sentences stand.
        redundancy: Tells which sentences state the same.

    Example:
        >>> from quoteattr.summary.layout import read_layout
        >>> text = "Ada Burns won. It cost $5."
        >>> spans = [Span(0, 14), Span(15, 26)]
        >>> layout = read_layout(text, spans)
        >>> alike = Redundancy(text, spans, np.zeros((2, 4)), layout.paragraph, layout.story)
        >>> rows = relation_features(text, spans, (), layout, alike)
        >>> rows[:, RELATION_FEATURES.index("amounts")].tolist()
        [0.0, 1.0]
    """
    texts = [text[s.start : min(s.end, s.start + _LONGEST)] for s in sentences]
    return np.hstack([_likeness(redundancy, layout), _named(texts), _standing(layout), _spoken(sentences, quotations)])


def _likeness(found: Redundancy, layout: Layout) -> Array:
    """Compare the sentences of each stretch of the article with each other, its first and its lead among them."""
    n = len(layout.story)
    rows = np.zeros((n, 6))
    for start in range(0, n, _BLOCK):
        block = slice(start, min(start + _BLOCK, n))
        same, alike = found.among(block)
        np.fill_diagonal(same, 0.0)
        np.fill_diagonal(alike, 0.0)
        lead = int(np.argmax(layout.story[block]))
        rows[block] = np.column_stack(
            [
                alike[0],
                alike[lead],
                np.max(np.tril(same), axis=1),
                np.max(np.triu(same), axis=1),
                same.sum(1),
                _lexrank(alike),
            ]
        )
    return rows


def _lexrank(alike: Array) -> Array:
    """Return how connected each sentence is (Erkan and Radev, 2004), 1 on average."""
    steps = alike + 1e-3
    steps /= steps.sum(1, keepdims=True)
    n = len(alike)
    rank = np.ones(n) / n
    for _ in range(_STEPS):
        rank = (1 - _DAMPING) / n + _DAMPING * rank @ steps
    return np.asarray(rank * n)


def _named(texts: Sequence[str]) -> Array:
    """Count the numbers and the names of each sentence, and how often its names occur in the article."""
    capitalised = [_CAPITALISED.findall(text) for text in texts]
    counts = Counter(word for words in capitalised for word in words)
    names = [len(_NAME.findall(text)) for text in texts]
    known = [float(np.log([counts[word] for word in sorted(set(words))]).sum()) / 10 for words in capitalised]
    return np.column_stack(
        [
            [min(3, len(_NUMBER.findall(text))) for text in texts],
            [_AMOUNT.search(text) is not None for text in texts],
            [min(8, count) / 8 for count in names],
            [count > 0 and place < 5 for place, count in enumerate(names)],
            known,
            [min(10, text.count(",")) for text in texts],
        ]
    ).astype(np.float64)


def _standing(layout: Layout) -> Array:
    n = len(layout.story)
    places = np.arange(n)
    sizes = np.bincount(layout.paragraph)[layout.paragraph]
    return np.column_stack([places / n, places >= n - 2, np.minimum(sizes, 20)]).astype(np.float64)


def _spoken(sentences: Sequence[Span], quotations: Sequence[Quotation]) -> Array:
    """Count the speakers and the cues of each sentence."""
    starts = [sentence.start for sentence in sentences]
    speakers: list[set[str]] = [set() for _ in sentences]
    cues = np.zeros(len(sentences))
    for quotation in quotations:
        if quotation.speaker:
            for source in quotation.source:
                speakers[_place(starts, source)].add(quotation.speaker.id)
        for place in {_place(starts, cue) for cue in quotation.cue}:
            cues[place] += 1
    return np.column_stack([[len(ids) for ids in speakers], cues]).astype(np.float64)


def _place(starts: Sequence[int], span: Span) -> int:
    return max(0, int(np.searchsorted(starts, span.start, side="right")) - 1)
