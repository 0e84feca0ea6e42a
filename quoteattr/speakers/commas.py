"""Commas that part nothing of a source: within numbers and dates, between adjectives, around the state of a town."""

from collections.abc import Sequence

from quoteattr.speakers.lexicon import word_set
from quoteattr.speakers.mentions import NameIndex
from quoteattr.speakers.reading import Token
from quoteattr.speakers.source_kinds import noun_kind

__all__ = ["within_phrase"]

_FURTHEST = 4
_MOST_ADJECTIVES = 4
_LONGEST_DAY = 2
_LONGEST_YEAR = 4


def within_phrase(words: Sequence[Token], index: NameIndex, tokens: range, i: int) -> bool:
    """Tell whether what stands before a token is a comma within a noun phrase.

    Args:
        words: The article's words.
        index: Its names.
        tokens: The words of the source.
        i: Index of the token.

    Example:
        >>> from quoteattr.speakers.reading import read
        >>> words = read("a tall, 71-year-old diplomat, who left", [], []).tokens
        >>> [within_phrase(words, NameIndex(()), range(6), k) for k in (2, 4)]
        [True, False]
    """
    token, before = words[i], words[i - 1]
    if token.gap == ",":
        # "1,409 teachers", "its 8,000-word article"
        return before.text.isdigit() and token.text[0].isdigit()
    if token.gap not in {", ", "., "}:
        return False
    if token.text.isdigit() and before.text.isdigit():
        # "a Sept. 15, 2011 email"
        goes_on = i + 1 < tokens.stop and not words[i + 1].gap.strip()
        return len(before.text) <= _LONGEST_DAY and len(token.text) == _LONGEST_YEAR and goes_on
    return _state(words, tokens, i) or _state(words, tokens, i - 1) or _adjectives(words, index, tokens, i)


def _state(words: Sequence[Token], tokens: range, i: int) -> bool:
    """Tell whether a state or country stands between commas after a town ("a Lowmere, Ohio, baker")."""
    if not tokens.start < i < tokens.stop - 1 or words[i].gap != ", " or not words[i - 1].capital:
        return False
    known = words[i].lower in word_set("places", "places") or words[i].lower in word_set("places", "states")
    after = words[i + 1]
    noun = not after.capital and after.lower not in word_set("function_words")
    return (
        known and words[tokens.start].lower in word_set("noun_phrases", "any-determiner") and noun and "," in after.gap
    )


def _adjectives(words: Sequence[Token], index: NameIndex, tokens: range, i: int) -> bool:
    """Tell whether a comma parts adjectives before a noun ("the tall, 71-year-old diplomat")."""
    before = words[i - 1]
    early = i - tokens.start <= _MOST_ADJECTIVES and index.at(i - 1) is None and not before.possessive
    if not early or before.capital or before.lower in word_set("function_words") or noun_kind(before) is not None:
        return False
    for k in range(i, min(tokens.stop, i + _FURTHEST)):
        if (k > i and words[k].gap.strip()) or words[k].lower in word_set("function_words") or words[k].capital:
            return False
        if noun_kind(words[k]) is not None:
            return True
    return False
