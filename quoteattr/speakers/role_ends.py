"""Where a noun phrase that states a role ends."""

import re
from collections.abc import Sequence

from quoteattr.speakers.lexicon import word_set
from quoteattr.speakers.mentions import is_role_noun, sort_of_noun
from quoteattr.speakers.reading import Reading, Token
from quoteattr.speakers.role_heads import bears, participle_after_bearer

__all__ = ["BREAK", "CLOSING", "phrase_end"]

BREAK = re.compile(r"[;:()\[\]—–“”\"?!]|--|\.|''|``")
CLOSING = {"“": "”", "‘": "’", '"': '"', "''": "''", "``": "''"}
_REACH = 24
_BEFORE_TOWNS = frozenset({"in", "from", "near", "of", "outside"})
# What a role cannot end in, beside prepositions and relatives.
_JOINING = frozenset({"and", "or", "the", "a"})
_ARTICLES = frozenset({"the", "a", "an"})
_PAIRING = frozenset({"and", "or"})
# What joins a field of work to a role; "aimed at taking" opens a clause.
_OF = frozenset({"of", "for", "in"})


def phrase_end(reading: Reading, i: int, limit: int | None) -> int:
    """Return the index after the last word of a noun phrase.

    Args:
        reading: The article's words.
        i: Index of the phrase's first word.
        limit: Offset that it cannot pass; `None` for none.
    """
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
    # "host of LHB’s “Morning Tide”"
    leads = before == "of" or words[k - 1].possessive or (before == "the" and k > 1 and words[k - 2].lower == "of")
    if mark not in CLOSING or not (leads or sort_of_noun(before) == "document"):
        return k
    reach = range(k + 1, min(len(words), k + _REACH))
    return next((m for m in reach if CLOSING[mark] in words[m].gap), k)


def _ends_phrase(words: Sequence[Token], k: int) -> bool:
    token = words[k]
    gap = token.gap
    if token.sentence != words[k - 1].sentence:
        return True
    if _state_after_town(words, k) or _place_after_town(words, k):
        return False
    if _state_after_town(words, k - 1):
        return _opens_clause(words, k)
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


def _place_after_town(words: Sequence[Token], k: int) -> bool:
    """Tell whether a state or country begins behind the town that it lies in ("a pilot in Lowmere, Texas, who")."""
    if words[k].gap != ", " or not words[k - 1].capital:
        return False
    town = k - 1
    while town > 0 and words[town - 1].capital and words[town].follows(words[town - 1]):
        town -= 1
    places = word_set("places", "places")
    pair = "-".join(token.lower for token in words[k : k + 2])
    stop = k + 1 + (pair in places)
    known = words[k].lower in places or pair in places
    closed = stop >= len(words) or words[stop].sentence != words[k].sentence or words[stop].gap.startswith(",")
    return known and closed and town > 0 and words[town - 1].lower in _BEFORE_TOWNS


def _opens_clause(words: Sequence[Token], k: int) -> bool:
    token, word = words[k], words[k].lower
    if word == "and" and k + 1 < len(words):
        return words[k + 1].lower in {"a", "an", "who", "he", "she", "whose"} or _verb_goes_on(words, k + 1)
    if word in word_set("noun_phrases", "clause") or word in word_set("function_words", "words", "auxiliaries"):
        return True
    if word in {"now", "currently", "then"} and bears(words[k - 1].lower):
        return True
    past = word.endswith("ed") and word != "based" and participle_after_bearer(words, k)
    return not token.capital and (_participle(words, k) or past or word in word_set("cue_verbs", "words"))


def _verb_goes_on(words: Sequence[Token], k: int) -> bool:
    """Tell whether a verb with its object follows "and" ("a historian and runs the archive", "and later moved")."""
    if words[k].lower in word_set("function_words", "words", "adverbs") and k + 1 < len(words):
        return words[k + 1].lower.endswith("ed") and not words[k + 1].capital
    word = words[k].lower
    if k + 1 == len(words) or words[k].capital:
        return False
    if word.endswith("ed") and "$" in words[k + 1].gap:
        # "and donated $20"
        return True
    governs = words[k + 1].lower in {"the", "a", "an", "his", "her", "its", "their"}
    serves = word.endswith("s") and words[k + 1].lower == "as"
    return (governs and word.endswith("s") and sort_of_noun(word) is None) or serves


def _participle(words: Sequence[Token], k: int) -> bool:
    """Tell whether a word in -ing opens a clause ("running for mayor") and modifies no noun ("mining company")."""
    word = words[k].lower
    if not word.endswith("ing") or len(word) <= 5 or "-" in word:
        return False
    if k + 1 >= len(words) or words[k + 1].gap.strip() or words[k + 1].sentence != words[k].sentence:
        return word not in word_set("titles", "modifiers", "words")
    after, before = words[k + 1].lower, words[k - 1].lower
    if is_role_noun(before) and not is_role_noun(after):
        return True
    # "mayor of the neighbouring district", "owner of a sound and lighting firm"
    attribute = (
        before in _ARTICLES
        or words[k - 1].possessive
        or (before in _PAIRING and after not in word_set("function_words"))
    )
    if (
        attribute
        or _names_a_field(words, k)
        or is_role_noun(after)
        or sort_of_noun(after) in {"organisation", "document"}
    ):
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
