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

BREAK = re.compile(r"[;:()\[\]—–“”\"?!]|--|\.|''|``")
COPULAS = frozenset({"is", "was", "became", "remains", "remained"})
_REACH = 24
_LONGEST_OWNER = 8
_SKIPPED = frozenset(
    ["the", "a", "an", "also", "now", "himself", "herself", "then", "with", "once", "formerly", "as", "currently"]
)
_CLOSING = {"“": "”", "‘": "’", '"': '"', "''": "''", "``": "''"}
# What a role cannot end in, beside prepositions and relatives.
_JOINING = frozenset({"and", "or", "the", "a"})
# What joins a field of work to a role; "aimed at taking" opens a clause.
_OF = frozenset({"of", "for", "in"})
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


def is_head(name: Name, word: str) -> bool:
    """Tell whether a noun can be the head of what is said of a name's bearer."""
    if name.kind == "unknown" and len(name.words) == 1 and word in word_set("nouns", "publishers"):
        # "the newspaper Tideline"
        return True
    return sort_of_noun(word) == "organisation" if name.kind == "organisation" else is_role_noun(word)


def first_head(words: Sequence[Token], first: int, stop: int, name: Name) -> bool:
    """Tell whether the noun phrase that begins at `first` has a role as its head: before any preposition."""
    head = _head(words, first, stop)
    return head is not None and is_head(name, words[head].lower) and not words[head].possessive


def _head(words: Sequence[Token], first: int, stop: int) -> int | None:
    """Return the last token before a preposition, or before a participle that follows a person's noun."""
    head = None
    first = _after_owner(words, first, stop)
    for k in range(first, stop):
        if k > first and (_participle_after_bearer(words, k) or _participle_after_body(words, k) or _governs(words, k)):
            break
        head = k
    return head


def _after_owner(words: Sequence[Token], first: int, stop: int) -> int:
    """Step over an owner whose name has a preposition ("Friends of the Port's chief")."""
    joining = {"of", "for", "on", "and", "the"}
    for k in range(first, min(stop - 1, first + _LONGEST_OWNER)):
        if not words[k].capital and words[k].lower not in joining:
            break
        if words[k].possessive:
            return k + 1
    return first


def _governs(words: Sequence[Token], k: int) -> bool:
    """Tell whether a word is a preposition; "outside" is an adjective unless a person's noun stands before it."""
    if words[k].lower in word_set("noun_phrases", "placing") and not is_role_noun(words[k - 1].lower):
        return False
    if words[k].lower == "of" and _within_employer(words, k):
        return False
    return words[k].lower in word_set("function_words", "words", "prepositions")


def _within_employer(words: Sequence[Token], k: int) -> bool:
    """Tell whether "of" belongs to an employer's name before a role ("a University of Lowmere professor")."""
    if not words[k - 1].capital or sort_of_noun(words[k - 1].lower) != "organisation":
        return False
    m = k + 1
    while m < min(len(words) - 1, k + _LONGEST_OWNER) and words[m].capital and words[m].follows(words[m - 1]):
        m += 1
    return m > k + 1 and words[m].follows(words[m - 1]) and is_role_noun(words[m].lower)


def _participle_after_bearer(words: Sequence[Token], k: int) -> bool:
    """Tell whether a participle follows a person's noun ("a voter raised in Chile", "a customer waiting outside")."""
    word = words[k].lower
    ends = word.endswith(("ed", "ing")) and not words[k].capital and not _bears(word)
    governs = k + 1 < len(words) and words[k + 1].lower in word_set("function_words")
    return ends and governs and _bears(words[k - 1].lower)


def _participle_after_body(words: Sequence[Token], k: int) -> bool:
    """Tell whether a participle follows an organisation's noun ("a group funded by fishermen")."""
    ends = words[k].lower.endswith(("ed", "ing")) and not words[k].capital
    governs = k + 1 < len(words) and words[k + 1].lower in word_set("function_words")
    return ends and governs and sort_of_noun(words[k - 1].lower) == "organisation"


def _bears(word: str) -> bool:
    """Tell whether a noun can stand for a person by its ending or by what it means ("customer", "junior")."""
    if is_role_noun(word) or word in word_set("titles", "bearers", "words"):
        return True
    endings = tuple(word_set("titles", "bearers", "endings"))
    things = word_set("titles", "bearers", "things") | word_set("function_words")
    return len(word) > 5 and word.endswith(endings) and word not in things


def _bearer_head(words: Sequence[Token], first: int, stop: int, name: Name) -> bool:
    """Tell whether a phrase after "a" or "an" has a person's noun as its head that is in no list of roles."""
    if name.kind not in {"person", "unknown"} or words[first - 1].lower not in {"a", "an"}:
        return False
    head = _head(words, first, stop)
    return head is not None and _bears(words[head].lower) and not words[head].possessive


def _one_of(words: Sequence[Token], first: int, stop: int, name: Name) -> bool:
    """Tell whether a phrase makes somebody one of several of a role ("one of the mayor's closest aides")."""
    if name.kind == "organisation" or stop < first + 3 or [t.lower for t in words[first : first + 2]] != ["one", "of"]:
        return False
    head = _head(words, first + 2, stop)
    return head is not None and words[head].lower.endswith("s") and is_role_noun(words[head].lower[:-1])


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
    stop = _phrase_end(reading, i, limit)
    if stop <= i or words[i].lower in _not_opening() or _is_verb(words[i]) or _is_clause(words, i, stop):
        return None
    if not any(fits(words, i, stop, name) for fits in (first_head, _coordinated_head, _bearer_head, _one_of)):
        return None
    return span_of(reading, i, stop)


def _not_opening() -> frozenset[str]:
    """Return words that open a clause, where a role was looked for."""
    # "The next mayor" holds no office yet.
    adrift = {"next", "right", "through", "by", "for", "in", "at", "to", "like", "from", "after", "before", "on"}
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
    return verb and words[stop].sentence == words[i].sentence and _head(words, i, stop) == stop - 1


def _coordinated_head(words: Sequence[Token], i: int, stop: int, name: Name) -> bool:
    """Tell whether a role stands before a conjunction or what it governs, with no verb or preposition before it."""
    for k in range(i, min(stop - 1, i + 8)):
        word = words[k].lower
        if is_head(name, word) and words[k + 1].lower in word_set("titles", "going-on"):
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
        title = _quoted_title(words, k) if k > i else k
        if title > k:
            return title
        if k > i and _ends_phrase(words, k):
            break
        if limit is not None and token.start >= limit:
            break
        k += 1
    adrift = word_set("function_words", "words", "prepositions"), word_set("noun_phrases", "relatives"), _JOINING
    while k > i and any(words[k - 1].lower in kind for kind in adrift):
        k -= 1
    return k


def _quoted_title(words: Sequence[Token], k: int) -> int:
    """Return where a title in quotation marks after "of" ends ("author of “The Long Tide”"); `k` when none begins."""
    mark, before = words[k].gap.strip(), words[k - 1].lower
    if mark not in _CLOSING or not (before == "of" or sort_of_noun(before) == "document"):
        return k
    reach = range(k + 1, min(len(words), k + _REACH))
    return next((m for m in reach if _CLOSING[mark] in words[m].gap), k)


def _ends_phrase(words: Sequence[Token], k: int) -> bool:
    token = words[k]
    gap = token.gap
    if token.sentence != words[k - 1].sentence:
        return True
    if _state_after_town(words, k) or _state_after_town(words, k - 1):
        return False
    if gap.startswith(".") and (token.follows(words[k - 1]) or words[k - 1].initial):
        gap = gap[1:]
    if BREAK.search(gap) or "," in gap:
        return True
    return _opens_clause(words, k)


def _state_after_town(words: Sequence[Token], k: int) -> bool:
    """Tell whether a word is a state between commas after a town ("a Lowmere, Calif., baker")."""
    if k < 1 or k + 1 >= len(words) or words[k].gap.strip() != "," or not words[k - 1].capital:
        return False
    short = words[k].lower in word_set("places", "states") or ("." in words[k].text and words[k].initial)
    return short and words[k + 1].gap.strip() in {".,", ","} and not words[k + 1].capital


def _opens_clause(words: Sequence[Token], k: int) -> bool:
    token, word = words[k], words[k].lower
    if word == "and" and k + 1 < len(words):
        return words[k + 1].lower in {"a", "an", "who", "he", "she", "whose"} or _verb_goes_on(words, k + 1)
    if word in word_set("noun_phrases", "clause") or word in word_set("function_words", "words", "auxiliaries"):
        return True
    if word in {"now", "currently", "then"} and _bears(words[k - 1].lower):
        return True
    past = word.endswith("ed") and word != "based" and _participle_after_bearer(words, k)
    return not token.capital and (_participle(words, k) or past or word in word_set("cue_verbs", "words"))


def _verb_goes_on(words: Sequence[Token], k: int) -> bool:
    """Tell whether a verb with its object follows "and" ("a historian and runs the archive", "and later moved")."""
    if words[k].lower in word_set("function_words", "words", "adverbs") and k + 1 < len(words):
        return words[k + 1].lower.endswith("ed") and not words[k + 1].capital
    word = words[k].lower
    governs = k + 1 < len(words) and words[k + 1].lower in {"the", "a", "an", "his", "her", "its", "their"}
    return governs and not words[k].capital and word.endswith("s") and sort_of_noun(word) is None


def _participle(words: Sequence[Token], k: int) -> bool:
    """Tell whether a word in -ing opens a clause ("running for mayor") and modifies no noun ("mining company")."""
    word = words[k].lower
    if not word.endswith("ing") or len(word) <= 5 or "-" in word:
        return False
    if k + 1 >= len(words) or words[k + 1].gap.strip() or words[k + 1].sentence != words[k].sentence:
        return word not in word_set("titles", "modifiers", "words")
    after = words[k + 1].lower
    if is_role_noun(words[k - 1].lower) and not is_role_noun(after):
        return True
    if _names_a_field(words, k) or is_role_noun(after) or sort_of_noun(after) in {"organisation", "document"}:
        return False
    if word not in word_set("titles", "modifiers", "words"):
        return True
    return after != "and" and (after in word_set("function_words") or after.endswith("ly"))


def _names_a_field(words: Sequence[Token], k: int) -> bool:
    """Tell whether a word in -ing is what somebody works in ("head of nursing at", "chair of civil engineering at")."""
    if words[k - 1].lower in _OF:
        return True
    fields, modifiers = word_set("titles", "modifiers", "fields"), word_set("titles", "modifiers", "words")
    return words[k].lower in fields and words[k - 1].lower in modifiers and words[k - 2].lower in _OF


def span_of(reading: Reading, start: int, stop: int) -> Span:
    """Return the text from one token up to another, with the full stop of an abbreviation or the mark of a title."""
    words = reading.tokens
    end = words[stop - 1].end
    opening = next((m for k in range(start + 1, stop) if (m := words[k].gap.strip()) in _CLOSING), None)
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
