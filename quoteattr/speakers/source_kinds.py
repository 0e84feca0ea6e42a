"""What kind of speaker the head of a source stands for, when it is no name."""

from collections.abc import Sequence
from functools import cache

from quoteattr.speakers.lexicon import word_set
from quoteattr.speakers.lists import opening_words
from quoteattr.speakers.mentions import is_role_noun, sort_of_noun
from quoteattr.speakers.reading import Token
from quoteattr.types import SpeakerKind

__all__ = ["head_kind", "noun_kind", "people_kind", "plain_sort"]

_SPEAKING: tuple[SpeakerKind, ...] = ("organisation", "document", "person", "group", "other")
_FURTHEST_GOVERNED = 8
# Endings of a people's word that stands for all of them after "the".
_COLLECTIVE = ("ish", "ch", "ese", "ss", "gop", "labour")


def head_kind(words: Sequence[Token], tokens: range, head_end: int) -> SpeakerKind:
    """Tell what kind of speaker a source stands for that is no name.

    Args:
        words: The article's words.
        tokens: The words of the source, from its first word that counts.
        head_end: Index after its head.

    Example:
        >>> from quoteattr.speakers.reading import read
        >>> words = read("a number of leaked memos said no", [], []).tokens
        >>> head_kind(words, range(0, 5), 2)
        'document'
    """
    inside = words[tokens.start : head_end]
    head = inside[-1].lower
    whoever: SpeakerKind | None = "person" if inside[0].lower in word_set("heads", "unnamed", "person") else None
    counted = whoever or _counted(words, tokens, head_end)
    if counted is not None:
        return counted
    dated = head in word_set("nouns", "document") and any(t.text.isdigit() for t in inside)
    if dated or (head in word_set("heads", "pages") and _owned(inside)):
        # "the 2009 paper", "her website"
        return "document"
    if head == "figures" and not any(t.lower in word_set("heads", "either", "figures") for t in inside):
        return "document"
    found = noun_kind(inside[-1])
    several = inside[0].lower in word_set("nouns", "quantity") | word_set("heads", "unnamed", "group")
    several = several and len(inside) > 1
    if found is not None:
        return found if not several or found in {"document", "other"} else "group"
    if several:
        return "group"
    return _by_form(inside)


def plain_sort(inside: Sequence[Token]) -> SpeakerKind:
    """Return what the words of a head are as far as that tells what else the speaker can be called.

    This is less than `head_kind` knows: how mentions are linked was learned with it.

    Args:
        inside: The words of the head, with what stands before it.
    """
    head = inside[-1].lower
    several = inside[0].lower in word_set("nouns", "quantity") and len(inside) > 1
    if several or head in word_set("nouns", "group"):
        return "group"
    found = "organisation" if head in word_set("heads", "either", "words") else sort_of_noun(head)
    if found is None and head.endswith("s") and not head.endswith("ss"):
        return "group"
    return found or ("person" if head in word_set("heads", "anybody") else "other")


def people_kind(determiner: str, word: str) -> SpeakerKind:
    """Tell one of a people or a party from all of them ("another Swiss", "the Swiss").

    Args:
        determiner: The first word of the source, case-folded.
        word: What the people is called, case-folded.
    """
    if determiner not in opening_words() or (word.endswith("s") and not word.endswith("ss")):
        return "group"
    many = word.endswith(_COLLECTIVE) or sort_of_noun(word) == "group"
    return "group" if many and determiner not in word_set("noun_phrases", "introducing") else "person"


def noun_kind(token: Token) -> SpeakerKind | None:
    """Return what a noun stands for as the head of a source; `None` when the lists do not tell.

    Args:
        token: The noun.
    """
    word = token.lower
    if not token.capital and word in word_set("nouns", "papers") & word_set("nouns", "document"):
        # "his latest post" against "the Post"
        return "document"
    if word in word_set("heads", "either", "words") or word in word_set("heads", "bodies-of-several"):
        return "organisation"
    if word in word_set("heads", "several-of-bodies"):
        return "group"
    found = sort_of_noun(word) or _speaking(word)
    if found is None and word.endswith("s") and not word.endswith("ss"):
        single = (word[:-1], f"{word[:-3]}y", f"{word[:-2]}is")
        kinds = {sort_of_noun(w) or _speaking(w) for w in single}
        found = next((kind for kind in ("document", "other") if kind in kinds), None)
    return found


def _speaking(word: str) -> SpeakerKind | None:
    return next((kind for kind in _SPEAKING if word in word_set("heads", "speaking", kind)), None)


def _owned(inside: Sequence[Token]) -> bool:
    determiners = word_set("noun_phrases", "determiners") & word_set("noun_phrases", "determining")
    return inside[0].lower in determiners - {"this", "that", "these", "those"} or any(t.possessive for t in inside[:-1])


def _counted(words: Sequence[Token], tokens: range, head_end: int) -> SpeakerKind | None:
    """Tell what a number or a noun of quantity counts ("four in 10", "a third of voters", "a number of studies")."""
    head = words[head_end - 1]
    after = words[head_end] if head_end < tokens.stop else None
    counts = all(map(_qualifies, words[tokens.start : head_end - 1])) and _is_number(head)
    gathers = head.lower in word_set("heads", "gathering") and after is not None and after.lower == "of"
    if not (counts or gathers) or (after is not None and after.gap.strip(" %,")):
        return None
    governed = _governed(words, range(head_end, tokens.stop))
    if head.lower in {"one", "another"}:
        if after is not None and after.lower in {"in", "out"}:
            return "group"
        return governed if governed in {"document", "organisation"} else "person"
    if gathers and not counts and governed is None:
        return None
    return governed if governed in {"document", "other"} else "group"


def _qualifies(token: Token) -> bool:
    return token.text.isdigit() or token.lower in _qualifying()


@cache
def _qualifying() -> frozenset[str]:
    known = opening_words() | word_set("nouns", "before-measures") | word_set("heads", "gathering", "qualifying")
    return known | word_set("function_words", "words", "adverbs")


def _is_number(token: Token) -> bool:
    digits = token.text.isdigit()
    small = word_set("nouns", "quantity") | word_set("heads", "numbers") | {"one", "another"}
    return digits or token.lower in small


def _governed(words: Sequence[Token], tokens: range) -> SpeakerKind | None:
    """Return what stands behind "of" ("of the leaked memos"): the last noun before the next preposition tells."""
    if not tokens or words[tokens.start].lower != "of":
        return None
    found = None
    for i in range(tokens.start + 1, min(tokens.stop, tokens.start + _FURTHEST_GOVERNED)):
        if words[i].gap.strip() or words[i].lower in word_set("noun_phrases", "boundaries") | {"and", "or"}:
            break
        several = words[i].lower in word_set("places", "peoples") or words[i].lower in word_set("nouns", "bodies")
        found = noun_kind(words[i]) or ("group" if several else found)
    return found


def _by_form(inside: Sequence[Token]) -> SpeakerKind:
    """Tell by the form of a head that no list has."""
    head = inside[-1]
    if head.gap.endswith("@"):
        # "@tideline_fan"
        return "person"
    if any(map(str.isupper, head.text[1:])) and not head.capital:
        # "talkTIDE"
        return "organisation"
    if len(inside) > 1 and inside[-2].lower in word_set("nouns", "publishers"):
        # "the website tideline"
        return "organisation"
    if head.lower.endswith("-olds"):
        return "group"
    if head.lower.endswith("s") and not head.lower.endswith("ss"):
        return "group"
    return "person" if is_role_noun(head.lower) or head.lower.endswith("-old") else "other"
