"""Several speakers in one source: names and nouns that "and" joins, and what only looks like it."""

from collections.abc import Sequence

from quoteattr.speakers.lexicon import word_set
from quoteattr.speakers.mentions import NameIndex, is_role_noun, pronoun_class, sort_of_noun
from quoteattr.speakers.names import Name
from quoteattr.speakers.reading import Token

__all__ = ["joins_speakers", "lists_speakers", "opening_words"]


def opening_words() -> frozenset[str]:
    """Return the words that open a noun phrase."""
    return word_set("noun_phrases", "determiners") | word_set("noun_phrases", "indefinites")


def joins_speakers(words: Sequence[Token], index: NameIndex, start: int, stop: int) -> bool:
    """Tell whether "and" or "or" joins two speakers, rather than two titles of one."""
    right = index.at(stop - 1)
    return any(
        words[i].lower in {"and", "or", "&"} and not _inside(index, i) and _joins(words, index, i, right)
        for i in range(start + 1, stop - 1)
    )


def _joins(words: Sequence[Token], index: NameIndex, i: int, right: Name | None) -> bool:
    left = index.at(i - 1)
    if is_role_noun(words[i - 1].lower):
        # "Ford CEO and presidential candidate Ada Burns" is one person.
        return words[i + 1].lower in opening_words()
    if left is not None:
        # "Republican and former senator Ada Burns" is one person.
        return left.last == i and not (left.kind == "group" and right and right.kind == "person" and right.title > i)
    sort = sort_of_noun(words[i - 1].lower)
    return sort == "group" or (sort in {"organisation", "document"} and right is None)


def lists_speakers(words: Sequence[Token], index: NameIndex, tokens: range) -> bool:
    """Tell whether a source lists several speakers ("Bush, Kasich and Paul", "she and her aides")."""
    for i in range(tokens.start + 1, tokens.stop - 1):
        if _inside(index, i):
            continue
        if words[i].lower in word_set("noun_phrases", "relatives") | {"of", "for", "at", "from"}:
            return False
        if "," in words[i].gap and words[i].lower in opening_words():
            # An apposition begins.
            return False
        if words[i].lower in {"and", "or"} and _is_person(words, index, i - 1) and _opens_phrase(words, index, i + 1):
            return True
    return False


def _is_person(words: Sequence[Token], index: NameIndex, i: int) -> bool:
    name = index.at(i)
    if name is None:
        return pronoun_class(words[i].lower) in {"he", "she"}
    return name.kind in {"person", "unknown"} and not words[i].possessive


def _opens_phrase(words: Sequence[Token], index: NameIndex, i: int) -> bool:
    word = words[i].lower
    return word in opening_words() or index.titled(i) is not None or sort_of_noun(word) is not None


def _inside(index: NameIndex, i: int) -> bool:
    name = index.at(i)
    return name is not None and name.first < i
