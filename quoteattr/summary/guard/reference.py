"""The article as the guard looks things up in it."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

from quoteattr.summary.guard.words import Word, is_content, read_words
from quoteattr.text.sentences import split_sentences
from quoteattr.types import Article, Sentence, Span

__all__ = ["Reference", "joined"]


def joined(words: Iterable[Word]) -> str:
    """Return words as one string in which whole words can be looked for, case and punctuation left out."""
    return f" {' '.join(word.key for word in words)} "


@dataclass(frozen=True, eq=False)
class Reference:
    """An article with its words indexed.

    Args:
        article: The article, its quotations with speakers.

    Example:
        >>> reference = Reference(Article("The bridge is shut, Ada Burns said. Buses run."))
        >>> reference.holds(read_words("bridge is shut")), reference.is_verbatim(read_words("Buses run."))
        (True, True)
    """

    article: Article

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Every word."""
        return read_words(self.article.text)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The article's sentences, found here when nobody has."""
        return self.article.sentences or split_sentences(self.article.text)

    @cached_property
    def sentence_words(self) -> tuple[tuple[Word, ...], ...]:
        """The words of each sentence."""
        return tuple(self.within(sentence) for sentence in self.sentences)

    def within(self, span: Span) -> tuple[Word, ...]:
        """Return the words that begin in a stretch of the article.

        Args:
            span: Half-open code-point offsets.
        """
        return self.words[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]

    @cached_property
    def _starts(self) -> list[int]:
        return [word.start for word in self.words]

    @cached_property
    def joined_words(self) -> str:
        """All words as one string, for looking up several in a row."""
        return joined(self.words)

    @cached_property
    def _bounds(self) -> tuple[frozenset[int], frozenset[int]]:
        """Places in `joined_words` where a sentence begins, and where one ends."""
        places, at = [], 1
        for word in self.words:
            places.append(at)
            at += len(word.key) + 1
        places.append(at)
        starts = {places[bisect_left(self._starts, s.start)] for s in self.sentences}
        ends = {places[bisect_left(self._starts, s.end)] for s in self.sentences}
        return frozenset(starts), frozenset(ends)

    def holds(self, words: Sequence[Word]) -> bool:
        """Tell whether words stand somewhere in the article, one after the other.

        Args:
            words: Any words; none stand everywhere.
        """
        return not words or joined(words) in self.joined_words

    def is_verbatim(self, words: Sequence[Word]) -> bool:
        """Tell whether words are whole sentences of the article, one after the other.

        Args:
            words: The words of a sentence of the summary.
        """
        if not words:
            return True
        wanted = joined(words)
        starts, ends = self._bounds
        at = self.joined_words.find(wanted)
        while at >= 0:
            if at + 1 in starts and at + len(wanted) in ends:
                return True
            at = self.joined_words.find(wanted, at + 1)
        return False

    @cached_property
    def _weights(self) -> dict[str, float]:
        n = len(self.sentence_words)
        found = Counter(base for words in self.sentence_words for base in {w.base for w in words if is_content(w)})
        return {base: log(1 + n / count) for base, count in found.items()}

    def weight(self, bases: Iterable[str]) -> float:
        """Return how much some words say: the rarer in the article the more.

        Args:
            bases: Base forms.
        """
        rarest = log(1 + len(self.sentence_words))
        return sum(self._weights.get(base, rarest) for base in bases)

    def overlap(self, part: frozenset[str], whole: frozenset[str]) -> float:
        """Return how much of what some words say is said by others, from 0 to 1.

        Args:
            part: Base forms that are looked for.
            whole: Base forms among which they are looked for.
        """
        total = self.weight(part)
        return self.weight(part & whole) / total if total else 0.0

    @cached_property
    def _bases(self) -> tuple[frozenset[str], ...]:
        return tuple(frozenset(w.base for w in words if is_content(w)) for words in self.sentence_words)

    def likeness(self, words: Iterable[Word]) -> list[float]:
        """Return for each sentence how much of what some words say it says, from 0 to 1.

        Args:
            words: The words of a sentence of the summary.
        """
        wanted = frozenset(w.base for w in words if is_content(w))
        return [self.overlap(wanted, bases) for bases in self._bases]
