"""A role that a clause states: a predicate, an office after "as", the organisation that somebody belongs to."""

from collections.abc import Sequence

from quoteattr.speakers.lexicon import word_set
from quoteattr.speakers.mentions import is_role_noun, sort_of_noun
from quoteattr.speakers.names import Name
from quoteattr.speakers.reading import Token
from quoteattr.speakers.role_after import after_asides
from quoteattr.speakers.role_ends import BREAK
from quoteattr.speakers.role_phrases import COPULAS, Place, phrase
from quoteattr.types import Span

__all__ = ["opening", "owner", "predicate", "relative", "served"]

_UNDER = frozenset({"for", "to", "under", "with"})
_FURTHEST_OPENING = 18
_LONGEST_BODY = 4
# In words, from "as" to the verb.
_LONGEST_SUBJECT = 10
_SUPPOSING = frozenset({"if", "whether", "unless", "suppose", "imagine"})


def predicate(place: Place) -> Span | None:
    """Read a predicate ("Ada Burns is the council's chief executive")."""
    words, name = place.reading.tokens, place.name
    i = after_asides(words, name.last)
    aside = "," if i > name.last else ""
    if i + 2 >= len(words) or words[i].lower not in COPULAS or words[i].gap.strip() != aside:
        return None
    within = words[i].sentence == words[i + 2].sentence and not _is_supposed(words, name)
    opens = words[i + 1].lower in {"a", "an", "the", "now", "also", "then", "currently"} or is_role_noun(
        words[i + 1].lower
    )
    return phrase(place, i + 1) if within and opens else None


def _is_supposed(words: Sequence[Token], name: Name) -> bool:
    """Tell whether a clause only supposes what it says ("if Ada Burns is the nominee", "whether Burns is a hero")."""
    k = name.title - 1
    return k >= 0 and words[k].sentence == words[name.first].sentence and words[k].lower in _SUPPOSING


def relative(place: Place) -> Span | None:
    """Read the predicate of a relative clause after the name ("Ada Burns, an engineer who is chair of the board")."""
    words, name = place.reading.tokens, place.name
    for k in range(name.last, min(len(words) - 2, name.last + 14)):
        other = place.index.at(k)
        if words[k].sentence != words[name.first].sentence or (other is not None and other.kind == "person"):
            return None
        if words[k].lower == "who":
            return phrase(place, k + 2) if words[k + 1].lower in COPULAS else None
    return None


def served(place: Place) -> Span | None:
    """Read an office after "as" in the same clause ("who served as secretary of state")."""
    words, name = place.reading.tokens, place.name
    if _is_served(words, name) or _is_viewed(words, name):
        return None
    for k in range(name.last, min(len(words) - 1, name.last + 10)):
        if words[k].sentence != words[name.first].sentence or BREAK.search(words[k].gap):
            return None
        if _is_somebody_else(words, k) or _accompanies(place.index.titled(k), words, k) or _of_another(place, k):
            return None
        if words[k].lower in {"as", "becoming"} and not words[k + 1].gap.strip():
            if words[name.last - 1].possessive and words[k - 1].lower not in word_set("titles", "tenures"):
                # "Ada Burns’s reputation as a rebel"
                return None
            return None if _is_conjunction(words, k) else phrase(place, k + 1)
    return None


def _is_conjunction(words: Sequence[Token], k: int) -> bool:
    """Tell whether "as" opens a clause with a verb of its own ("as his former secretary of state struggles to win")."""
    for j in range(k + 2, min(len(words) - 2, k + _LONGEST_SUBJECT)):
        token = words[j]
        if token.gap.strip() or token.sentence != words[k].sentence:
            return False
        if token.lower.endswith("s") and words[j + 1].lower == "to" and not words[j + 1].gap.strip():
            # "as minister for ties to Norway" has a name behind it.
            return not token.capital and not words[j + 2].capital and sort_of_noun(token.lower) is None
    return False


def _is_somebody_else(words: Sequence[Token], k: int) -> bool:
    """Tell whether another person is the object of a verb ("Tom Reddy offered the man a job as secretary of state")."""
    determined = words[k - 1].lower in {"the", "a", "an", "his", "her", "their"} and not words[k - 1].gap.strip()
    return determined and words[k - 2].lower not in COPULAS and sort_of_noun(words[k].lower) == "person"


def _is_viewed(words: Sequence[Token], name: Name) -> bool:
    """Tell whether "as" leads to what others make of a person ("They cast Ada Burns as a rebel")."""
    k = name.title - 1
    near = k >= 0 and not words[name.title].gap.strip() and words[k].lower in word_set("titles", "viewing")
    return near and name.last < len(words) and words[name.last].lower == "as"


def _accompanies(other: Name | None, words: Sequence[Token], k: int) -> bool:
    """Tell whether a person with whom something is done comes up ("with Tom Reddy as her deputy")."""
    return other is not None and other.title == k and other.kind == "person" and words[k - 1].lower == "with"


def _is_served(words: Sequence[Token], name: Name) -> bool:
    """Tell whether somebody else holds an office under a person ("a deputy to Ada Burns and as head of the board")."""
    k = name.title - 1
    under = k >= 0 and words[k].lower in _UNDER and words[k].sentence == words[name.first].sentence
    return under and name.last < len(words) and not words[name.last].gap.strip()


def _of_another(place: Place, k: int) -> bool:
    """Tell whether a clause goes on with another person ("Burns’s aide Tom Reddy, who served as her deputy")."""
    other = place.index.at(k - 1) if place.reading.tokens[k].lower == "who" else None
    return other is not None and other.kind == "person" and other.first > place.name.last


def opening(place: Place) -> Span | None:
    """Read an office that opens the sentence before a name ("As chair of the board, Ada Burns")."""
    words, i = place.reading.tokens, place.name.title
    if i < 2 or words[i].gap.strip() != ",":
        return None
    for k in range(i - 2, max(-1, i - _FURTHEST_OPENING), -1):
        if words[k].sentence != words[i].sentence:
            return None
        if words[k].lower == "as" and words[k].opens:
            span = phrase(place, k + 1)
            return span if span is not None and span.end >= words[i - 1].end else None
    return None


def owner(place: Place) -> Span | None:
    """Read the organisation that a person belongs to ("The Gazette’s Bill Dixon", "Bill Dixon of The Gazette")."""
    words, name = place.reading.tokens, place.name
    if len(name.words) < 2 or name.kind == "organisation":
        return None
    k, i = name.first - 1, name.last
    if k >= 0 and name.title == name.first and words[k].possessive and not words[name.first].gap.strip():
        return _owner_span(words, place.index.at(k))
    if i + 2 < len(words) and words[i].lower in {"of", "from", "at", "with"} and not words[i].gap.strip():
        found = place.index.at(_past_body(words, i + 1 + (words[i + 1].lower == "the")))
        # "Ada Burns of Cheyenne" lives there.
        home = found is not None and len(found.words) == 1 and words[i + 1].lower != "the"
        strict = (home or words[i].lower in {"at", "with"}) and found is not None and found.kind != "organisation"
        return None if strict else _owner_span(words, found)
    return None


def _past_body(words: Sequence[Token], i: int) -> int:
    """Step over what an organisation is said to be before its name ("Ada Burns of the aid group Tideline")."""
    for k in range(i, min(len(words) - 1, i + _LONGEST_BODY)):
        if words[k].capital or words[k].gap.strip() or words[k].lower in word_set("function_words"):
            return i
        if sort_of_noun(words[k].lower) == "organisation" and words[k + 1].capital and words[k + 1].gap == " ":
            return k + 1
    return i


def _owner_span(words: Sequence[Token], owner: Name | None) -> Span | None:
    service = owner is not None and owner.words[0] in word_set("places", "services")
    if owner is None or (owner.kind in {"person", "place", "group"} and not service):
        return None
    if owner.words[-1] in word_set("nouns", "districts"):
        return None
    return Span(words[owner.title].start, owner.end)
