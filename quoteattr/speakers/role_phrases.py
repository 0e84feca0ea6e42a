"""The noun phrase that states a role: its head, and where it ends."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quoteattr.speakers.lexicon import word_set
from quoteattr.speakers.mentions import NameIndex, is_role_noun, sort_of_noun
from quoteattr.speakers.names import Name
from quoteattr.speakers.reading import Reading, Token
from quoteattr.types import Span

__all__ = ["BREAK", "COPULAS", "Place", "first_head", "is_head", "phrase", "span_of"]

BREAK = re.compile(r"[;:()\[\]—–“”\"?!]|--|\.")
COPULAS = frozenset({"is", "was", "became", "remains"})
_REACH = 24


@dataclass(frozen=True, slots=True)
class Place:
    """One occurrence of a name, around which a role may stand.

    Args:
        reading: The article's words.
        index: Its names.
        name: The occurrence.
        limit: Offset that an apposition cannot pass; `None` for no limit.
    """

    reading: Reading
    index: NameIndex
    name: Name
    limit: int | None = None


def is_head(name: Name, word: str) -> bool:
    """Tell whether a noun can be the head of what is said of a name's bearer."""
    return sort_of_noun(word) == "organisation" if name.kind == "organisation" else is_role_noun(word)


def first_head(words: Sequence[Token], first: int, stop: int, name: Name) -> bool:
    """Tell whether the noun phrase that begins at `first` has a role as its head: before any preposition."""
    head = None
    for k in range(first, stop):
        if words[k].lower in word_set("function_words", "words", "prepositions") and k > first:
            break
        head = k
    return head is not None and is_head(name, words[head].lower) and not words[head].possessive


def phrase(place: Place, i: int) -> Span | None:
    """Read a noun phrase with a role as its head, and what the head governs.

    Args:
        place: The name that the phrase describes.
        i: Index of the phrase's first token.

    Returns:
        The phrase without an article; `None` when its head is no role.
    """
    reading, name, limit = place.reading, place.name, place.limit
    words = reading.tokens
    relative = words[i].lower == "who"
    if relative and i + 1 < len(words) and words[i + 1].lower in COPULAS:
        i += 2
    elif relative:
        return _who_leads(reading, i, limit)
    while i < len(words) and words[i].lower in {"the", "a", "an", "also", "now", "himself", "herself", "then", "with"}:
        i += 1
    stop = _phrase_end(reading, i, limit)
    if stop <= i:
        return None
    if not first_head(words, i, stop, name) and not _coordinated_head(words, i, stop, name):
        return None
    return span_of(reading, i, stop)


def _coordinated_head(words: Sequence[Token], i: int, stop: int, name: Name) -> bool:
    """Tell whether a role stands before a conjunction or what it governs, with no verb or preposition before it."""
    for k in range(i, min(stop - 1, i + 8)):
        word = words[k].lower
        if is_head(name, word) and words[k + 1].lower in {"and", "of", "for", "in", "at", "to"}:
            return True
        verb = word in word_set("cue_verbs", "words") and not words[k].capital
        if verb or word in word_set("function_words", "words", "prepositions"):
            return False
    return False


def _who_leads(reading: Reading, i: int, limit: int | None) -> Span | None:
    words = reading.tokens
    if i + 1 >= len(words) or words[i + 1].lower not in word_set("cue_verbs", "leading"):
        return None
    stop = _phrase_end(reading, i + 2, limit)
    return span_of(reading, i + 1, stop) if stop > i + 2 else None


def _phrase_end(reading: Reading, i: int, limit: int | None) -> int:
    words = reading.tokens
    k = i
    while k < min(len(words), i + _REACH):
        token = words[k]
        if k > i and _ends_phrase(words, k):
            break
        if limit is not None and token.start >= limit:
            break
        k += 1
    while k > i and words[k - 1].lower in {"and", "or", "of", "for", "the", "a", "in", "at"}:
        k -= 1
    return k


def _ends_phrase(words: Sequence[Token], k: int) -> bool:
    token = words[k]
    gap = token.gap
    if token.sentence != words[k - 1].sentence:
        return True
    if gap.startswith(".") and (token.follows(words[k - 1]) or words[k - 1].initial):
        gap = gap[1:]
    if BREAK.search(gap) or "," in gap:
        return True
    return _opens_clause(words, k)


def _opens_clause(words: Sequence[Token], k: int) -> bool:
    token, word = words[k], words[k].lower
    if word == "and":
        return k + 1 < len(words) and words[k + 1].lower in {"a", "an", "who", "he", "she", "whose"}
    if word in word_set("noun_phrases", "clause") or word in word_set("function_words", "words", "auxiliaries"):
        return True
    participle = word.endswith("ing") and len(word) > 5 and word not in word_set("titles", "modifiers", "words")
    return not token.capital and (participle or word in word_set("cue_verbs", "words"))


def span_of(reading: Reading, start: int, stop: int) -> Span:
    """Return the text from one token up to another, with the full stop of an abbreviation at its end."""
    words = reading.tokens
    end = words[stop - 1].end
    if reading.text[end : end + 1] == "." and (
        words[stop - 1].initial or words[stop - 1].lower in word_set("titles", "abbreviations")
    ):
        end += 1
    return Span(words[start].start, end)
