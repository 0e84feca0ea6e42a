"""Tell of a thing as new: "the film" that the summary has not told of becomes "a film"."""

import re
from collections.abc import Set as AbstractSet
from functools import cache

from quoteattr.speakers.lexicon import word_set
from quoteattr.summary.edits.changes import Changes
from quoteattr.summary.edits.known import any_of, find_pointing

__all__ = ["an", "make_new"]

# Words that sound otherwise than they are spelled: "a union", "an hour"; "an FBI report", "an 18-page letter".
_VOWEL = re.compile(r"(?!uni|us[eu]|eu|one\b|once)[aeiou]|hour|hono|heir|honest", re.IGNORECASE)
_SPELLED = re.compile(r"[AEFHILMNORSX](?:[A-Z]{1,4}\b|\.|-)")
_NUMBER = re.compile(r"8|11\b|18\b")


def an(words: str) -> str:
    """Return the indefinite article before some words.

    Example:
        >>> an("film"), an("hour-long film"), an("union"), an("FBI report"), an("18-page letter"), an("UPI report")
        ('a', 'an', 'a', 'an', 'an', 'a')
    """
    if _SPELLED.match(words) or _NUMBER.match(words):
        return "an"
    spelled = len(words) > 1 and words[:2].isupper()
    return "an" if _VOWEL.match(words) and not spelled else "a"


def make_new(text: str, opening: int, marked: bytes | bytearray, told: AbstractSet[str], changes: Changes) -> set[int]:
    """Put the indefinite article before what a sentence tells of as known.

    What there may be several of can be told of so, and nothing wrong is said: "the first film" stays.

    Args:
        text: The article.
        opening: Where the first printed word of the sentence begins.
        marked: One byte a character of the text: not 0 between quotation marks.
        told: The words of the summary before it, case-folded.
        changes: Where the edits go.

    Returns:
        Where what is told of as new begins.

    Example:
        >>> from quoteattr.types import Span
        >>> changes = Changes("Police saw the tweet.", Span(0, 21))
        >>> make_new("Police saw the tweet.", 0, bytes(21), set(), changes)
        {11}
        >>> changes.text
        'Police saw a tweet.'
    """
    end = changes.span.end
    plain = "".join(" " if marked[at] else text[at] for at in range(opening, end))
    new = word_set("summary_edits", "new", "nouns")
    only = word_set("summary_edits", "new", "only")
    owned = {found["noun"] for found in _owned().finditer(text, 0, opening)}
    made: set[int] = set()
    for found in find_pointing(plain, told):
        noun, modifiers = found["noun"], found["modifiers"]
        if found["opening"].casefold() != "the" or noun not in new or _is_only(modifiers.casefold().split(), only):
            continue
        # "A speech" would not be Burns's speech.
        if noun in owned:
            continue
        start = opening + found.start()
        behind = start + len(found["opening"]) + 1
        words = text[behind] if noun.endswith("s") else f"{an(modifiers + noun)} {text[behind]}"
        first = start == opening or found["opening"][0].isupper()
        if changes.make(start, behind + 1, words[0].upper() + words[1:] if first else words, "opener"):
            made.add(start)
    return made


@cache
def _owned() -> re.Pattern[str]:
    """Return what finds "her first speech" and "Burns's speech"."""
    nouns = any_of("new", "nouns")
    return re.compile(rf"(?:\b[Hh](?:is|er)|['’]s?) (?:[\w-]+ ){{0,2}}?(?P<noun>{nouns})\b")


def _is_only(modifiers: list[str], only: AbstractSet[str]) -> bool:
    """Tell whether there can be no other: "the first", "the latest", "the company's"."""
    return any(word in only or word.endswith(("est", "'s", "’s")) for word in modifiers)
