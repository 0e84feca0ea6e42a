"""Negations that a summary put in or took out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from quoteattr.data import table
from quoteattr.speakers.lexicon import word_set
from quoteattr.summary.guard.reference import Reference
from quoteattr.summary.guard.words import Word, base_form
from quoteattr.types import Span

__all__ = ["NegationFinding", "is_lexical_negator", "is_plain_negator", "negations"]

# So much of a sentence must stand in a sentence of the article before the two are compared.
_ENOUGH = 0.6
# Other sentences that agree nearly as well may be the ones that were meant.
_NEARLY = 0.2
# Words after a negator among which its head is found, and how many heads a verb such as "denied" has.
_REACH = 5
_COMPLEMENT = 4


@dataclass(frozen=True, slots=True, order=True)
class NegationFinding(Span):
    """A word that is negated on one side only.

    Args:
        start: Offset in the summary of the word, its negation included.
        end: Offset after it.
        added: Whether the summary negates it, and not the article.
        sentence: Index of the article's sentence that agrees best.
    """

    added: bool
    sentence: int


@dataclass(frozen=True, slots=True)
class _Polarity:
    """Which words of a sentence are negated.

    Args:
        words: The words.
        negated: Places of words that are negated, with the place of what negates each.
        negators: Places of all negators.
    """

    words: Sequence[Word]
    negated: dict[int, int]
    negators: frozenset[int]

    def places(self, base: str) -> list[int]:
        return [i for i, word in enumerate(self.words) if word.base == base and i not in self.negators]


def negations(reference: Reference, text: str, words: Sequence[Word]) -> Iterator[NegationFinding]:
    """Yield the words of a sentence that are negated in it and not in the article, or the other way round.

    Args:
        reference: The article.
        text: The summary.
        words: The words of one of its sentences.

    Example:
        >>> from quoteattr.summary.guard.words import read_words
        >>> from quoteattr.types import Article
        >>> reference = Reference(Article("The council did not close the bridge in Redcar."))
        >>> text = "The council closed the bridge."
        >>> [(text[f.start:f.end], f.added) for f in negations(reference, text, read_words(text))]
        [('closed', False)]
    """
    likeness = reference.likeness(words)
    best = max(likeness, default=0.0)
    if best < _ENOUGH:
        return
    places = [i for i, value in enumerate(likeness) if value >= best - _NEARLY]
    # The best sentence decides what was taken out; any that agrees nearly as well may bear out what was put in.
    places.sort(key=lambda i: -likeness[i])
    mine = _polarity(text, words)
    theirs = [_polarity(reference.article.text, reference.sentence_words[i]) for i in places]
    yield from _put_in(mine, theirs, places)
    yield from _taken_out(mine, theirs, places)


def _put_in(mine: _Polarity, theirs: Sequence[_Polarity], places: Sequence[int]) -> Iterator[NegationFinding]:
    reported: set[int] = set()
    for head, negator in mine.negated.items():
        if negator in reported:
            continue
        base = mine.words[head].base
        having = [other for other in theirs if other.places(base)]
        # A word of the article's that means no is as good as a "not" ("declined to", "unlikely").
        if having and not any(_negated_near(other, other.places(base)) for other in having):
            reported.add(negator)
            first, last = sorted((head, negator))
            yield NegationFinding(mine.words[first].start, mine.words[last].end, True, places[0])


def _taken_out(mine: _Polarity, theirs: Sequence[_Polarity], places: Sequence[int]) -> Iterator[NegationFinding]:
    best = theirs[0]
    for head in best.negated:
        base = best.words[head].base
        here = mine.places(base)
        if not here or _negated_near(mine, here):
            continue
        if any(i not in best.negated for i in best.places(base)):
            continue
        if any(i not in other.negated for other in theirs[1:] for i in other.places(base)):
            continue
        word = mine.words[here[0]]
        yield NegationFinding(word.start, word.end, False, places[0])
        return


def _negated_near(side: _Polarity, here: Sequence[int]) -> bool:
    return any(i in side.negated or any(abs(i - negator) <= _REACH for negator in side.negators) for i in here)


def _polarity(text: str, words: Sequence[Word]) -> _Polarity:
    negated: dict[int, int] = {}
    negators: set[int] = set()
    for i, word in enumerate(words):
        plain = is_plain_negator(word)
        if not plain and not is_lexical_negator(word):
            continue
        if plain and i + 1 < len(words) and (word.key, words[i + 1].key) in _idle():
            continue
        negators.add(i)
        for head in _heads(text, words, i, 1 if plain else _COMPLEMENT):
            negated.setdefault(head, i)
    return _Polarity(words, negated, frozenset(negators))


def _heads(text: str, words: Sequence[Word], i: int, how_many: int) -> list[int]:
    """Return the places of the words that a negator negates: the next ones that say something."""
    found: list[int] = []
    for j in range(i + 1, min(i + 1 + _REACH + how_many, len(words))):
        if re.search(r"[.;:!?”\"]", text[words[j - 1].end : words[j].start]):
            break
        if words[j].key not in _light() and not words[j].key.endswith("ly"):
            found.append(j)
            if len(found) == how_many:
                break
    return found


def is_plain_negator(word: Word) -> bool:
    """Tell whether a word negates what follows: "not", "never", "no"."""
    return word.key in _plain() or word.key.endswith("n't") or word.key == "cannot"


@cache
def _plain() -> frozenset[str]:
    return frozenset(table("guard_claims")["negators"]["plain"].split())


def is_lexical_negator(word: Word) -> bool:
    """Tell whether a word says that its complement is not so: "denied", "unable"."""
    return word.base in _lexical()


@cache
def _lexical() -> frozenset[str]:
    return frozenset(base_form(word) for word in table("guard_claims")["negators"]["lexical"].split())


@cache
def _idle() -> frozenset[tuple[str, str]]:
    pairs = (entry.split("-")[:2] for entry in table("guard_claims")["negators"]["idle"])
    return frozenset((first, second) for first, second in pairs)


@cache
def _light() -> frozenset[str]:
    """Words that a negation passes over on the way to its head."""
    return word_set("function_words")
