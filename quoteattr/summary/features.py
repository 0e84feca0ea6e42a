"""Features of a sentence's salience: where it stands, what it is about, how it is made, who speaks in it.

Each feature is a number of the order of 1 that a reader can check by hand. Scales are relative to the article, so that
they mean the same for a brief and for a long read, and for vectors of any encoder.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quoteattr.errors import CheckpointError, OptionError
from quoteattr.summary.layout import Layout, read_layout
from quoteattr.summary.redundancy import Redundancy
from quoteattr.summary.relations import RELATION_FEATURES, relation_features
from quoteattr.summary.speech import SPEECH_FEATURES, speech_features
from quoteattr.summary.words import split_words, topic_words, word_class
from quoteattr.types import Quotation, Span

__all__ = ["FEATURES", "check_features", "features"]

Array = NDArray[np.float64]

_POSITION = (
    "lead",
    "second",
    "third",
    "early",
    "depth",
    "paragraph_first",
    "paragraph_early",
    "heading",
    "furniture",
)
_TOPIC = ("mass", "headline_overlap", "centroid")
_FORM = (
    "length",
    "short",
    "long",
    "fragment",
    "question",
    "introduces",
    "pronoun_first",
    "connective_first",
    "first_person",
)
FEATURES: tuple[str, ...] = (*_POSITION, *_TOPIC, *_FORM, *SPEECH_FEATURES, *RELATION_FEATURES)
"""Names of the columns of `features`, in order."""

_TERMINAL = re.compile(r"[.!?…。！？][\"'”’»)\]]*\Z")
_OPENING_MARKS = " \t\"'“‘„«([`—–-"


@dataclass(frozen=True, slots=True)
class _Sentence:
    """What is computed once from a sentence's characters."""

    text: str
    words: tuple[str, ...]
    topic: frozenset[str]

    @classmethod
    def read(cls, text: str) -> "_Sentence":
        return cls(text, split_words(text), topic_words(text))


def check_features(names: Sequence[str]) -> None:
    """Refuse features that a checkpoint weighs and that are not known here.

    Args:
        names: Names of the features, as the checkpoint's configuration has them.

    Raises:
        CheckpointError: If one is not of `FEATURES`, or is named twice.

    Example:
        >>> check_features(["lead", "length"])
        >>> check_features(["lead", "lead"])
        Traceback (most recent call last):
            ...
        quoteattr.errors.CheckpointError: the checkpoint weighs the features lead more than once; accepted are...
    """
    unknown = sorted({str(name) for name in names if name not in FEATURES})
    if unknown:
        raise CheckpointError(
            f"the checkpoint weighs the features {', '.join(unknown)}, which this version does not compute; known are "
            f"{', '.join(FEATURES)}: it was made by another version of quoteattr, install that one or train it anew"
        )
    twice = sorted(name for name, count in Counter(names).items() if count > 1)
    if twice:
        raise CheckpointError(
            f"the checkpoint weighs the features {', '.join(twice)} more than once; accepted are distinct names: fetch "
            "it again, or train it anew"
        )


def features(
    text: str,
    sentences: Sequence[Span],
    vectors: NDArray[np.floating],
    quotations: Sequence[Quotation],
    *,
    layout: Layout | None = None,
    redundancy: Redundancy | None = None,
) -> Array:
    """Describe every sentence by the numbers that its salience is computed from.

    Args:
        text: The article's text.
        sentences: Its sentences, in order.
        vectors: One row a sentence: the mean of the encoder's token states. Zeros: a sentence without a token.
        quotations: The article's quotations, with speakers.
        layout: Where the sentences stand; `None` reads it here.
        redundancy: Tells which sentences state the same; `None` compares them here.

    Returns:
        One row a sentence and one column for each name in `FEATURES`.

    Raises:
        OptionError: If there is not one vector for each sentence.

    Example:
        >>> rows = features("Taxes rise. Why?", [Span(0, 11), Span(12, 16)], np.zeros((2, 4)), ())
        >>> rows[:, FEATURES.index("question")].tolist()
        [0.0, 1.0]
    """
    if np.ndim(vectors) != 2 or len(vectors) != len(sentences):
        raise OptionError(
            f"one vector for each of {len(sentences)} sentences was asked for, found an array of shape "
            f"{np.shape(vectors)}; pass the sentence vectors of the same article"
        )
    if not sentences:
        return np.zeros((0, len(FEATURES)))
    read = [_Sentence.read(text[s.start : s.end]) for s in sentences]
    layout = read_layout(text, sentences) if layout is None else layout
    if redundancy is None:
        redundancy = Redundancy(text, sentences, vectors, layout.paragraph, layout.story)
    columns = np.hstack(
        [
            _position(layout),
            _topic(read, layout, vectors),
            np.array([_form(sentence) for sentence in read]),
            speech_features(sentences, quotations),
            relation_features(text, sentences, quotations, layout, redundancy),
        ]
    )
    return np.asarray(columns, dtype=np.float64)


def _position(layout: Layout) -> Array:
    rank = _ranks(layout.story)
    first = layout.paragraph[int(np.argmax(layout.story))]
    return np.column_stack(
        [
            rank == 0,
            rank == 1,
            rank == 2,
            1 / np.sqrt(1 + rank),
            np.log1p(rank) / 5,
            np.concatenate([[1.0], np.diff(layout.paragraph) > 0]),
            1 / (1 + np.maximum(layout.paragraph - first, 0)),
            layout.heading,
            layout.furniture,
        ]
    )


def _ranks(story: NDArray[np.bool_]) -> Array:
    """Number the story's sentences from 0; what is not story takes the number of what follows it."""
    return np.concatenate([[0.0], np.cumsum(story.astype(np.float64))[:-1]])


def _topic(read: Sequence[_Sentence], layout: Layout, vectors: NDArray[np.floating]) -> Array:
    frequency = Counter(word for sentence in read for word in sentence.topic)
    weight = {word: np.log1p(count - 1) / np.log1p(len(read)) for word, count in frequency.items()}
    mass = np.array([sum(sorted(weight[word] for word in sentence.topic)) for sentence in read])
    title = read[0 if layout.heading[0] else int(np.argmax(layout.story))].topic
    overlap = [len(title & sentence.topic) / max(3, len(title)) for sentence in read]
    closeness = _closeness(vectors, layout.story.astype(np.float64))
    return np.column_stack([_standard(mass), overlap, _standard(closeness)])


def _closeness(vectors: NDArray[np.floating], weights: Array) -> Array:
    """Return the cosine of each vector with the weighted centroid of all; zero vectors get the mean of the others."""
    # In place: of a long text there are many.
    unit = np.array(vectors, dtype=np.float64)
    np.nan_to_num(unit, copy=False, nan=0.0, posinf=0.0, neginf=0.0)
    norms = np.linalg.norm(unit, axis=1)
    unit /= np.where(norms > 0, norms, 1.0)[:, None]
    centroid = weights @ unit
    cosine = unit @ (centroid / (np.linalg.norm(centroid) or 1.0))
    known = norms > 0
    return np.asarray(np.where(known, cosine, cosine[known].mean() if known.any() else 0.0))


def _standard(values: Array) -> Array:
    """Centre and scale over the article, so that encoders of different temper give the same kind of number."""
    spread = values.std()
    if spread < 1e-6:
        return np.zeros_like(values)
    return np.asarray(np.clip((values - values.mean()) / spread, -3.0, 3.0))


def _form(sentence: _Sentence) -> list[float]:
    words, n = sentence.words, len(sentence.words)
    first = words[0].casefold() if words else ""
    start = sentence.text.lstrip(_OPENING_MARKS)[:1]
    ending = sentence.text.rstrip()[-8:]
    lowered = [word.casefold() for word in words]
    return [
        min(n, 40) / 20,
        float(n < 8),
        float(n > 45),
        float(start.islower() or not _TERMINAL.search(ending)),
        float("?" in ending),
        float(ending.endswith(":")),
        float(first in word_class("pronouns")),
        float(first in word_class("connectives")),
        min(1.0, 5 * sum(word in word_class("first_person") for word in lowered) / max(1, n)),
    ]
