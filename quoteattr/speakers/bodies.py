"""What kind of organisation a name is said to be: "the news agency Tideline", "Vane, a phone company"."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from quoteattr.speakers.lexicon import word_set
from quoteattr.speakers.mentions import SourceMention
from quoteattr.speakers.named import Name
from quoteattr.speakers.reading import Token
from quoteattr.speakers.referents import Referent, Registry

__all__ = ["Bodies", "told_bodies"]

_LONGEST_APPOSITION = 8
_NEAREST_WORDS = 3
# Further ones are not looked at, so that time stays linear.
_MOST_PLACES = 20


class Bodies:
    """The organisations of an article by what they are said to be.

    Args:
        words: The article's words.
        names: Its names.
        registry: Its referents.
    """

    def __init__(self, words: Sequence[Token], names: Sequence[Name], registry: Registry) -> None:
        self._told: dict[str, list[tuple[int, frozenset[str]]]] = defaultdict(list)
        self._bearers: dict[str, dict[int, Referent]] = defaultdict(dict)
        for name, k in told_bodies(words, names):
            referent = registry.of_name(name.start)
            if referent.sort == "organisation" or len(name.words) == 1:
                near = frozenset(token.lower for token in words[max(0, k - _NEAREST_WORDS) : k])
                self._note(words[k].lower, referent, words[k].start, near)
        for name in names:
            if name.kind == "organisation" and len(name.words) > 1 and name.words[-1] in _papers():
                for noun in ("paper", "newspaper"):
                    self._note(noun, registry.of_name(name.start), name.start, frozenset())

    def _note(self, noun: str, referent: Referent, start: int, near: frozenset[str]) -> None:
        self._bearers[noun][referent.number] = referent
        if len(self._told[noun]) < _MOST_PLACES:
            self._told[noun].append((start, near))

    def called(self, mention: SourceMention) -> Referent | None:
        """Return the one organisation that was said to be what a description calls it; else `None`.

        Args:
            mention: The description ("the agency", "the news agency").
        """
        bearers = self._bearers.get(mention.head, {})
        told = self._told.get(mention.head, ())
        fits = any(start < mention.mention.start and near.issuperset(mention.modifiers) for start, near in told)
        return next(iter(bearers.values())) if fits and len(bearers) == 1 else None


@cache
def _papers() -> frozenset[str]:
    return word_set("nouns", "papers") | {"daily", "weekly"}


def told_bodies(words: Sequence[Token], names: Sequence[Name]) -> Iterator[tuple[Name, int]]:
    """Yield names with a noun that the article sets beside them, or that is part of them.

    Args:
        words: The article's words.
        names: Its names.

    Returns:
        For each noun the name and the index of the noun, names in order.

    Example:
        >>> from quoteattr.speakers.names import find_names
        >>> from quoteattr.speakers.reading import read
        >>> words = (reading := read("They asked the news agency Tideline, a company in Leeds.", [], [])).tokens
        >>> [(name.words, words[k].lower) for name, k in told_bodies(words, find_names(reading))]
        [(('tideline',), 'agency'), (('tideline',), 'company')]
    """
    for name in names:
        if name.kind in {"organisation", "unknown"} and name.title == name.first:
            yield from ((name, k) for k in _told(words, name))


def _told(words: Sequence[Token], name: Name) -> Iterator[int]:
    first, k = name.first, name.last
    before = words[first - 1] if first else None
    if before is not None and _is_body(before) and words[first].gap.isspace() and not before.possessive:
        yield first - 1
    introduced = before is not None and before.lower in {"a", "an"}
    if words[k - 1].possessive or k >= len(words):
        return
    if words[k].gap.strip() == "," and words[k].lower in {"a", "an"}:
        yield from _apposed(words, k)
    parts = word_set("heads", "mediums", "parts")
    while k + 1 < len(words) and words[k].lower in parts and not words[k].gap.strip():
        k += 1
    if _is_body(words[k]) and not words[k].gap.strip() and not introduced:
        yield k


def _is_body(token: Token) -> bool:
    return not token.capital and token.lower in word_set("heads", "bodies")


def _apposed(words: Sequence[Token], i: int) -> Iterator[int]:
    """Yield the head of an apposition ("Vane, a phone company that …")."""
    ends = word_set("noun_phrases", "boundaries") | {"based"}
    for k in range(i + 1, min(len(words) - 1, i + _LONGEST_APPOSITION)):
        if words[k].gap.strip() or words[k].lower in ends:
            return
        if _is_body(words[k]) and (words[k + 1].gap.strip() or words[k + 1].lower in ends):
            yield k
