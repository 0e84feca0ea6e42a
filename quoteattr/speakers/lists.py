"""Several speakers in one source: names and nouns that "and" joins, and what only looks like it."""

import re
from collections.abc import Sequence

from quoteattr.speakers.lexicon import word_set
from quoteattr.speakers.mentions import NameIndex, is_role_noun, pronoun_class, sort_of_noun
from quoteattr.speakers.names import Name
from quoteattr.speakers.reading import Token

# "D-Ohio", "R-Texas": whose name stands before it is a member of a party, and of a chamber for a state.
_PARTY = re.compile(r"[DRI]-[A-Z]")
_LONGEST_PARTY = 5
_ATTACHING = frozenset({"of", "for", "at", "from"})
_FURTHEST_NAME = 8

__all__ = ["joins_speakers", "listed_names", "lists_speakers", "opening_words", "party_end"]


def opening_words() -> frozenset[str]:
    """Return the words that open a noun phrase."""
    return word_set("noun_phrases", "determiners") | word_set("noun_phrases", "indefinites")


def joins_speakers(words: Sequence[Token], index: NameIndex, start: int, stop: int) -> bool:
    """Tell whether "and" or "or" joins two speakers, rather than two titles of one."""
    right = index.at(stop - 1)
    return any(
        words[i].lower in {"and", "or", "nor", "&"} and not _inside(index, i) and _joins(words, index, i, right)
        for i in range(start + 1, stop - 1)
    )


def _joins(words: Sequence[Token], index: NameIndex, i: int, right: Name | None) -> bool:
    left = index.at(i - 1)
    if is_role_noun(words[i - 1].lower):
        # "Ford CEO and presidential candidate Ada Burns" is one person.
        kin = word_set("heads", "kin")
        return words[i + 1].lower in opening_words() or {words[i - 1].lower, words[i + 1].lower} <= kin
    if left is not None:
        # "Republican and former senator Ada Burns" is one person.
        return left.last == i and not (left.kind == "group" and right and right.kind == "person" and right.title > i)
    sort = sort_of_noun(words[i - 1].lower)
    alone = right is None or (sort == "organisation" and right.kind == "organisation" and right.title == i + 1)
    return sort == "group" or (sort in {"organisation", "document"} and alone)


def lists_speakers(words: Sequence[Token], index: NameIndex, tokens: range) -> bool:
    """Tell whether a source lists several speakers ("Bush, Kasich and Paul", "she and her aides").

    Args:
        words: The article's words.
        index: Its names.
        tokens: The words of the source.
    """
    if _is_chain(words, index, tokens):
        return True
    attached = False
    for i in range(tokens.start + 1, tokens.stop - 1):
        if _inside(index, i):
            continue
        word, gap = words[i].lower, words[i].gap
        if word in {"and", "or", "nor"}:
            if not attached and _is_person(words, index, i - 1):
                if _opens_phrase(words, index, i + 1):
                    return True
            elif attached and _names_another(words, index, i, tokens):
                return True
        elif word in word_set("noun_phrases", "relatives") | _ATTACHING or "(" in gap or _apposes(words, i):
            # What is said of the first speaker may end before another one ("Ada Burns, the mayor, and Tom Reddy").
            if not attached and not _begins_with_person(index, tokens, i):
                return False
            attached = True
    return False


def listed_names(words: Sequence[Token], index: NameIndex, tokens: range) -> tuple[Name, ...]:
    """Return the names of a list that holds nothing but names, with titles, parties and states; else nothing."""
    aside = {k for i in tokens for k in range(i, _affiliation_end(words, index, i))}
    names = [name for name in index.among(tokens) if name.first not in aside]
    inside = aside | {k for name in names for k in range(name.title, name.last)}
    joining = {"and", "or", "nor", "both", "neither", "either", "the"}
    plain = all(k in inside or words[k].lower in joining or is_role_noun(words[k].lower) for k in tokens)
    return tuple(names) if plain and len(names) > 1 else ()


def _affiliation_end(words: Sequence[Token], index: NameIndex, i: int) -> int:
    """Return the index after the party or state that begins at a token ("D-New Jersey", "of Ohio"); `i` for neither."""
    k = party_end(words, i)
    if k > i or i == 0 or words[i].lower not in {"of", "from"} or i + 1 == len(words):
        return k
    person, place = index.at(i - 1), index.at(i + 1)
    lives = person is not None and person.kind == "person" and place is not None and place.kind == "place"
    return place.last if lives and place is not None else i


def party_end(words: Sequence[Token], i: int) -> int:
    """Return the index after a party with its state that begins at a token ("D-New Jersey"); `i` when none does.

    Args:
        words: The article's words.
        i: Index of a token.
    """
    if not _PARTY.match(words[i].text) or words[i].gap.strip() not in {",", "("}:
        return i
    k = i + 1
    while (
        k < min(len(words), i + _LONGEST_PARTY)
        and words[k].capital
        and words[k].gap.isspace()
        and words[k].follows(words[k - 1])
    ):
        k += 1
    return k


def _apposes(words: Sequence[Token], i: int) -> bool:
    return "," in words[i].gap and (words[i].lower in opening_words() or is_role_noun(words[i].lower))


def _begins_with_person(index: NameIndex, tokens: range, i: int) -> bool:
    """Tell whether a person's name ends before what is said of it."""
    names = index.among(range(tokens.start, i))
    return len(names) > 0 and names[0].kind == "person" and len(names[0].words) > 1 and names[-1].last <= i


def _names_another(words: Sequence[Token], index: NameIndex, i: int, tokens: range) -> bool:
    """Tell whether "and" leads from what is said of one person to the next, and not to more of it."""
    place = index.at(i - 1)
    closed = "," in words[i].gap or ")" in words[i].gap
    placed = place is not None and place.kind in {"place", "unknown"} and words[place.first - 1].lower in {"of", "from"}
    if not closed and not placed:
        return False
    if words[i + 1].lower in {"other", "others"}:
        return True
    following = index.among(range(i + 1, min(i + _FURTHEST_NAME, tokens.stop)))
    if not following or following[0].kind != "person" or len(following[0].words) < 2:
        return False
    if any(
        words[k].lower in word_set("function_words", "words", "auxiliaries") for k in range(i + 1, following[0].first)
    ):
        # "Ada Burns, who led the board, and has backed Tom Reddy"
        return False
    return not any(words[k].gap.strip(" .") for k in range(i + 2, following[0].first + 1))


def _is_chain(words: Sequence[Token], index: NameIndex, tokens: range) -> bool:
    """Tell whether names and nothing else are listed ("Wales, Leeds and other places")."""
    i, names = tokens.start, 0
    while i < tokens.stop:
        i += words[i].lower in {"the", "both"}
        name = index.titled(i)
        if name is None or name.title != i or name.last >= tokens.stop:
            return False
        names, i = names + 1, name.last
        if words[i].lower in {"and", "or"} and i + 1 < len(words):
            last = index.titled(i + 1 + (words[i + 1].lower == "the")) if i + 2 < tokens.stop else index.titled(i + 1)
            return words[i + 1].lower in {"other", "others"} or (last is not None and names > 1)
        if words[i].gap.strip() != ",":
            return False
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
