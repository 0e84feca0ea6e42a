"""What every extractive system is given, and how it fills a summary, so that only the choice differs."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

from quoteattr.evaluation.spans import pairs
from quoteattr.summary.layout import read_layout
from quoteattr.summary.words import count_words
from quoteattr.text.marks import pair_marks
from quoteattr.text.sentences import split_sentences
from quoteattr.types import Sentence, Span

__all__ = ["ASKED", "Given", "Length", "Made", "extract", "fill"]


@dataclass(frozen=True, slots=True)
class Length:
    """How long a summary may be.

    Args:
        name: What tables call it.
        max_sentences: How many sentences; `None` for no limit.
        max_words: How many words, between white space; `None` for no limit.
    """

    name: str
    max_sentences: int | None = None
    max_words: int | None = None


ASKED = (Length("3 sentences", max_sentences=3), Length("60 words", max_words=60))
"""The lengths at which summaries are compared."""


@dataclass(frozen=True)
class Given:
    """An article: its gold record, and the sentences that all extractive systems choose from.

    Args:
        record: The gold record.
        sentences: Its sentences, or where it has none those of the library.
    """

    record: Mapping[str, Any]
    sentences: tuple[Sentence, ...]

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> Self:
        """Take the sentences of a gold record, or split its text."""
        if "sentences" in record:
            return cls(record, tuple(Sentence(*ends) for ends in pairs(record["sentences"])))
        return cls(record, split_sentences(record["text"], regions=pair_marks(record["text"])))

    @property
    def text(self) -> str:
        """The article's text."""
        return str(self.record["text"])

    @cached_property
    def texts(self) -> list[str]:
        """The text of each sentence."""
        return [self.text[s.start : s.end] for s in self.sentences]

    @cached_property
    def words(self) -> list[int]:
        """The words of each sentence."""
        return [count_words(text) for text in self.texts]

    @cached_property
    def body(self) -> list[int]:
        """The places of the sentences that are no heading, byline, caption or other furniture; all if none is left."""
        layout = read_layout(self.text, self.sentences)
        outside = (layout.heading | layout.furniture).tolist()
        return [i for i in range(len(self.sentences)) if not outside[i]] or list(range(len(self.sentences)))


@dataclass(frozen=True, slots=True)
class Made:
    """A summary that a system made.

    Args:
        text: What a reader sees.
        spans: The stretches of the article that it consists of; `None` when it was written by a model, so that facts
            cannot be counted by their sentences.
        shares: Further numbers from 0 to 1, such as whether the guard found something.
        sentences: How many sentences it has, where some of them are in several stretches; `None` means one each.
    """

    text: str
    spans: tuple[tuple[int, int], ...] | None
    shares: Mapping[str, float] | None = None
    sentences: int | None = None


def fill(order: Iterable[int], words: Sequence[int], length: Length, *, in_a_row: bool = False) -> list[int]:
    """Take sentences, the best first, until the summary is full.

    A sentence that does not fit into what is left of the words is passed over, and shorter ones after it are tried.
    When no sentence fits at all, the shortest is taken, as the library does: a summary is never empty.

    Args:
        order: Places of the sentences, the best first.
        words: The words of each sentence of the article.
        length: How long the summary may be.
        in_a_row: Whether the first sentence that does not fit ends the summary, unless it is the first of all.

    Returns:
        Places of the chosen sentences, ascending.

    Example:
        >>> fill([2, 0, 1], [4, 2, 5], Length("8 words", max_words=8))
        [1, 2]
    """
    ranked, chosen, total = list(order), [], 0
    for place in ranked:
        if length.max_sentences is not None and len(chosen) >= length.max_sentences:
            break
        if length.max_words is not None and total + words[place] > length.max_words:
            if in_a_row and chosen:
                break
            continue
        chosen.append(place)
        total += words[place]
    return sorted(chosen or sorted(ranked, key=lambda place: words[place])[:1])


def extract(given: Given, places: Iterable[int]) -> Made:
    """Return the summary that consists of some sentences, white space folded."""
    chosen = list(places)
    text = re.sub(r"\s+", " ", " ".join(given.texts[place] for place in chosen))
    return Made(text, tuple(_ends(given.sentences[place]) for place in chosen))


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end
