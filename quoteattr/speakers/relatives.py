"""Relative pronouns: the name or noun phrase just before "who", "which" and "that"."""

from collections.abc import Sequence

from quoteattr.speakers.lexicon import word_set
from quoteattr.speakers.mentions import NameIndex, SourceMention, sort_of_noun
from quoteattr.speakers.names import Name
from quoteattr.speakers.nominals import noun_phrase
from quoteattr.speakers.reading import SETS_OFF, Reading, Token

__all__ = ["before_relative", "parenthesis_opening"]

_FAR = 16
_LONGEST_APPOSITION = 24
_SORTS = frozenset({"person", "group", "organisation", "document"})
_ARTICLES = frozenset({"a", "an", "the", "another", "his", "her", "their", "one"})


def before_relative(reading: Reading, index: NameIndex, i: int) -> Name | SourceMention | None:
    """Return what a relative pronoun refers to: the name or noun phrase just before it.

    Args:
        reading: The article's words.
        index: Its names.
        i: Index of the pronoun.

    Returns:
        A name, also when an apposition stands between ("Ada Burns, the mayor, who"); else a noun phrase; `None` when
        neither stands near.
    """
    tokens = reading.tokens
    personal = tokens[i].lower in {"who", "whom"}
    if i > 1 and tokens[i - 1].lower == "of":
        # "…, most of whom"
        i -= 2
    described = _described_name(reading, index, i) if tokens[i].lower not in {"which", "that"} else None
    if described is not None:
        return described
    k = i - 1
    if tokens[i].lower in {"which", "that"} and _is_thing(reading, index, k):
        return noun_phrase(reading, index, k)
    passed: Name | SourceMention | None = None
    while k >= max(0, i - _FAR) and tokens[k].sentence == tokens[i].sentence:
        opening = parenthesis_opening(tokens, k)
        name = index.at(k)
        found: Name | SourceMention | None = None
        if opening is not None:
            k = opening
        elif name is not None and name.kind in {"person", "unknown", "organisation", "document"}:
            found = name
        elif sort_of_noun(tokens[k].lower) in _SORTS and not _is_any(tokens, k):
            phrase = noun_phrase(reading, index, k)
            found = (_apposed(reading, index, phrase) or phrase) if phrase is not None else None
        if found is not None and not (personal and _is_beside(tokens, found, k)):
            return found
        passed = passed or found
        k -= 1
    return passed


def _is_any(tokens: Sequence[Token], k: int) -> bool:
    """Tell whether a noun is one of two without an article and means nobody ("anybody, man or woman, who")."""
    after = tokens[k].gap.isspace() and tokens[k - 1].lower == "or"
    before = tokens[k + 1].gap.isspace() and tokens[k + 1].lower == "or" and bool(tokens[k].gap.strip())
    return after or before


def _is_beside(tokens: Sequence[Token], found: Name | SourceMention, k: int) -> bool:
    """Tell whether what stands before "who" is where somebody is and not who ("the voters in Ohio who")."""
    if isinstance(found, SourceMention):
        return found.sort in {"organisation", "document"}
    before = tokens[found.title - 1].lower if found.title and found.title <= k else ""
    located = before in word_set("noun_phrases", "locating")
    home = before in {"of", "from"} and len(found.words) == 1
    placed = (found.kind != "person" and (located or _is_state(found))) or home
    return placed or tokens[found.last - 1].possessive


def _is_state(name: Name) -> bool:
    return len(name.words) == 1 and name.words[0].replace(".", "") in word_set("places", "states")


def _is_thing(reading: Reading, index: NameIndex, k: int) -> bool:
    """Tell whether an ordinary noun, in none of the lists, stands right before a relative pronoun ("a clash that")."""
    tokens = reading.tokens
    if k < 1 or tokens[k + 1].gap.strip(" ,") or tokens[k].capital or index.at(k) is not None:
        return False
    word = tokens[k].lower
    known = sort_of_noun(word) not in {None, "other"} or word in word_set("function_words") | {"one", "ones"}
    noun = not word.endswith(("ed", "ing", "ly")) and word not in word_set("cue_verbs", "words") and word[0].isalpha()
    before = tokens[k - 1]
    led = before.lower in word_set("noun_phrases", "any-determiner") or before.possessive
    return noun and not known and led and not tokens[k].gap.strip(" ’'s")


def _described_name(reading: Reading, index: NameIndex, i: int) -> Name | None:
    """Return the person whose apposition ends before a token ("Ada Burns, an engineer at the port, who").

    There is none when another person's name stands right before the token, or a verb in between.
    """
    tokens = reading.tokens
    near = index.at(i - 1) if i else None
    if near is not None and near.last == i and near.kind == "person":
        return None
    stops = word_set("function_words", "words", "auxiliaries") | word_set("cue_verbs", "words")
    for k in range(i - 1, max(0, i - _LONGEST_APPOSITION), -1):
        word = tokens[k].lower
        if tokens[k].sentence != tokens[i].sentence or (word in stops and not tokens[k].capital):
            return None
        if tokens[k].gap.strip() in SETS_OFF:
            name = index.at(k - 1)
            opens = (
                word in _ARTICLES
                or sort_of_noun(word) == "person"
                or any(sort_of_noun(tokens[m].lower) == "person" for m in range(k, min(i, k + 3)))
            )
            found = name is not None and name.last == k and name.kind in {"person", "unknown"} and len(name.words) > 1
            return name if found and opens and not tokens[k - 1].possessive else None
        if tokens[k].gap.strip(" .’'"):
            return None
    return None


def parenthesis_opening(tokens: Sequence[Token], k: int) -> int | None:
    """Return the token that opens the parenthesis which ends after a token; `None` when none does.

    Args:
        tokens: The article's words.
        k: Index of the token.
    """
    if k + 1 >= len(tokens) or ")" not in tokens[k + 1].gap:
        return None
    return next((j for j in range(k, max(0, k - 6), -1) if "(" in tokens[j].gap), None)


def _apposed(reading: Reading, index: NameIndex, phrase: SourceMention) -> Name | None:
    start = reading.within(phrase.mention.start, phrase.mention.end).start
    if start == 0 or reading.tokens[start].gap.strip() not in {",", "—", "--"}:
        return None
    name = index.at(start - 1)
    return name if name is not None and name.kind in {"person", "unknown", "organisation", "document"} else None
