"""The noun phrase that states a role."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quoteattr.speakers.lexicon import word_set
from quoteattr.speakers.mentions import NameIndex, is_role_noun
from quoteattr.speakers.names import Name
from quoteattr.speakers.reading import Reading, Token
from quoteattr.speakers.role_ends import CLOSING, phrase_end
from quoteattr.speakers.role_heads import head_of, states_role
from quoteattr.types import Span

__all__ = ["COPULAS", "Place", "phrase", "span_of"]

COPULAS = frozenset({"is", "was", "became", "remains", "remained"})
_SKIPPED = frozenset(
    ["the", "a", "an", "also", "now", "himself", "herself", "then", "with", "once", "formerly", "as", "currently"]
)
_CLOSED = re.compile(r"[,.?!]?(?:”|’|\"|'')")


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
    while i < len(words) and words[i].lower in _SKIPPED:
        i += 1
    stop = phrase_end(reading, i, limit)
    if stop <= i or words[i].lower in _not_opening() or _is_verb(words[i]) or _is_clause(words, i, stop):
        return None
    if not states_role(words, i, stop, name):
        return None
    return span_of(reading, i, stop)


def _not_opening() -> frozenset[str]:
    """Return words that open a clause, where a role was looked for."""
    # "The next mayor" holds no office yet.
    adrift = {
        "next",
        "right",
        "through",
        "by",
        "for",
        "in",
        "at",
        "to",
        "like",
        "from",
        "after",
        "before",
        "on",
        "and",
        "or",
    }
    return word_set("noun_phrases", "relatives") | word_set("function_words", "words", "auxiliaries") | adrift


def _is_verb(token: Token) -> bool:
    """Tell whether a verb of saying goes on with the clause ("Ada Burns of Tideline, asked if the mayor agreed")."""
    verb = token.lower in word_set("cue_verbs", "words") and token.lower.endswith(("ed", "id"))
    return verb and not token.capital and not is_role_noun(token.lower)


def _is_clause(words: Sequence[Token], i: int, stop: int) -> bool:
    """Tell whether "the president traveled" follows a name by chance: a noun with "the", cut off before a verb."""
    if stop >= len(words) or i == 0 or words[i - 1].lower != "the" or words[stop].gap.strip():
        return False
    verb = words[stop].lower.endswith("ed") and words[stop].lower not in word_set("noun_phrases", "boundaries")
    return verb and words[stop].sentence == words[i].sentence and head_of(words, i, stop) == stop - 1


def _who_leads(reading: Reading, i: int, limit: int | None) -> Span | None:
    words = reading.tokens
    if i + 1 >= len(words) or words[i + 1].lower not in word_set("cue_verbs", "leading"):
        return None
    stop = phrase_end(reading, i + 2, limit)
    return span_of(reading, i + 1, stop) if stop > i + 2 else None


def span_of(reading: Reading, start: int, stop: int) -> Span:
    """Return the text from one token up to another, with the full stop of an abbreviation or the mark of a title."""
    words = reading.tokens
    end = words[stop - 1].end
    opening = next((m for k in range(start + 1, stop) if (m := words[k].gap.strip()) in CLOSING), None)
    closed = _CLOSED.match(reading.text, end) if opening else None
    if closed:
        return Span(words[start].start, closed.end())
    last = words[stop - 1]
    abbreviated = last.initial or last.lower in word_set("titles", "abbreviations")
    # "Lowmere, Fla., who": within a sentence a stop behind a state is its own.
    inside = stop < len(words) and words[stop].sentence == last.sentence
    if reading.text[end : end + 1] == "." and (abbreviated or (inside and last.lower in word_set("places", "states"))):
        end += 1
    return Span(words[start].start, end)
