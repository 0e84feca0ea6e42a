"""A role that stands before a name: its title, and what a comma parts from it."""

import re
from collections.abc import Sequence

from quoteattr.speakers.charges import office_before
from quoteattr.speakers.lexicon import word_set
from quoteattr.speakers.mentions import is_role_noun, sort_of_noun
from quoteattr.speakers.names import Name
from quoteattr.speakers.reading import SETS_OFF, Reading, Token
from quoteattr.speakers.role_heads import charge_before, first_head, is_head
from quoteattr.speakers.role_phrases import Place, span_of
from quoteattr.speakers.titles import title_before
from quoteattr.types import Span

__all__ = ["before", "set_before"]

_ORDINAL = re.compile(r"\d(?:st|nd|rd|th)")
_SUBJECTS = frozenset({"he", "i", "she", "they", "we", "who", "you"})
_STYLED = frozenset({"rev", "reverend", "hon", "honorable", "honourable"})


def before(place: Place) -> Span | None:
    """Read the title before a name: its capitalised part and the lower-case words that lead up to it."""
    words, name = place.reading.tokens, place.name
    end = name.first
    while (
        end > name.title and words[end - 1].lower in word_set("titles", "honorifics") and not _is_first(words, end - 1)
    ):
        end -= 1
    if end == 0 or words[end].sentence != words[end - 1].sentence:
        # "She is to be mayor. Ms. Burns left": what stands before the honorific belongs to another sentence.
        return None
    if end == name.first and not (words[end].follows(words[end - 1]) or _quoted(words[end])):
        return None
    if words[end].gap.strip() == ",":
        return None
    if end > 2 and words[end - 1].lower in _STYLED and words[end - 2].lower == "the" and _spoken_of(words, end - 3):
        # "Vatican spokesman the Rev. Colin Marsh"
        end -= 2
    end -= _repeats_office(words, end)
    head = _head_before(words, end, name)
    head = office_before(words, end) if head is None else head
    if head is None and end == name.first == name.title and name.kind == "person":
        head = charge_before(words, end)
    if head is None or words[head].lower in word_set("titles", "several"):
        return None
    capital = name.title < end
    start = _leftmost(words, min(name.title, head) if capital else head, strict=capital)
    # "civil rights organisation the Harbour League"
    end -= words[end - 1].lower == "the"
    return _with_title(place.reading, span_of(place.reading, start, end), start) if start < end else None


def _with_title(reading: Reading, span: Span, start: int) -> Span:
    """Lengthen a role by the title in marks before it ("“Harbour Lights” creator Ada Burns")."""
    opening = title_before(reading, start)
    return span if opening is None else Span(reading.tokens[opening].start - 1, span.end)


def _is_first(words: Sequence[Token], k: int) -> bool:
    """Tell whether "first" before a noun makes an office of it ("First Lady Ada Burns", "first minister")."""
    return k > 0 and words[k - 1].lower == "first" and words[k].lower in word_set("titles", "firsts")


def _quoted(token: Token) -> bool:
    """Tell whether what stands before a token is put in quotation marks (“chief ferryman” Bill Dixon)."""
    return token.gap.strip() in {"”", "’"}


def _repeats_office(words: Sequence[Token], end: int) -> bool:
    """Tell whether a short title stands between a name and what its bearer runs for ("presidential nominee Gov.")."""
    if end < 2 or words[end - 1].lower not in word_set("titles", "abbreviations"):
        return False
    return words[end - 2].lower in word_set("titles", "running") and words[end - 1].follows(words[end - 2])


def _spoken_of(words: Sequence[Token], k: int) -> bool:
    return is_role_noun(words[k].lower) and words[k + 1].follows(words[k])


def _head_before(words: Sequence[Token], end: int, name: Name) -> int | None:
    """Return the index of the role noun that ends at `end`, or that governs what ends there ("secretary of state")."""
    governing = end - 1 - (end > 1 and words[end - 1].lower == "the")
    if words[governing].lower in {"of", "for"}:
        return None
    for k in range(end - 1, max(-1, end - 7), -1):
        if k < end - 1 and not words[k + 1].follows(words[k]):
            return None
        rank = words[k].text.isupper() and words[k].lower in word_set("titles", "ranks")
        if rank or is_head(name, words[k].lower) or (k == end - 1 and _is_calling(words, k, name)):
            return k
        plain = (
            words[k].lower in {"of", "for", "the"}
            or words[k].capital
            or words[k].lower in word_set("titles", "complements")
        )
        if not plain:
            return None
    return None


def _is_calling(words: Sequence[Token], k: int, name: Name) -> bool:
    """Tell whether a word is a calling because it stands between what it is one of and a full name."""
    known = words[k].lower in word_set("titles", "callings") and not words[k].capital and len(name.words) > 1
    of = words[k - 1] if k else None
    return known and of is not None and words[k].follows(of) and of.lower not in word_set("function_words")


def _leftmost(words: Sequence[Token], i: int, *, strict: bool) -> int:
    """Walk left over the words that can stand in a title, and return the first of them.

    Before a capitalised title a lower-case word must be a known modifier ("former Gov."), else it may be a verb.
    """
    start = i
    for k in range(i - 1, max(-1, i - 10), -1):
        if not _adjoins(words[k], words[k + 1]) or not _in_title(words, k, strict=strict):
            break
        start = k
        # "harbour law analyst Judge Ada Burns": what stands before the calling goes with it.
        strict = strict and not is_role_noun(words[k].text)
    while start < i and words[start].lower in {"the", "a", "an", "of", "and", "for", "its"}:
        start += 1
    return start


def _adjoins(token: Token, after: Token) -> bool:
    if token.sentence != after.sentence or "\n" in after.gap:
        return False
    gap = after.gap.strip()
    return not gap or gap == "/" or after.follows(token) or (token.possessive and gap in {"’", "'"})


def _in_title(words: Sequence[Token], k: int, *, strict: bool) -> bool:
    token, word = words[k], words[k].lower
    if word in {"of", "and"}:
        # "a friend of Mayor Ada Burns" is somebody else.
        titled = word == "of" and words[k + 1].capital and is_role_noun(words[k + 1].lower)
        return k > 0 and is_role_noun(words[k - 1].lower) and not titled
    if _is_first(words, k + 1) or _is_verb(words, k):
        return word == "first"
    # "Harbour Watch president"
    named = token.capital and not token.opens and word in word_set("heads", "naming", "words")
    if (word in word_set("function_words") and not (named or _is_acronym(token))) or word in word_set("nouns", "time"):
        return False
    # "1st Lt. Ada Burns"
    rank = _ORDINAL.fullmatch(word) and words[k + 1].lower in word_set("titles", "abbreviations")
    if token.capital or is_role_noun(word) or word in word_set("titles", "modifiers", "words") or rank:
        return True
    if strict or word in word_set("cue_verbs", "words") or word.endswith("ly"):
        return False
    return "-" in word or not word.endswith(("ing", "ed"))


def _is_verb(words: Sequence[Token], k: int) -> bool:
    """Tell whether a word is the verb behind "could" or "helped" ("could favour Democratic front-runner Ada Burns").

    Or a verb of saying that opens a sentence ("Notes harbour pilot Ada Burns"), or what a pronoun is the subject of
    ("he met council candidate Ada Burns").
    """
    if k > 0 and words[k - 1].lower in _SUBJECTS and not words[k].capital and words[k].follows(words[k - 1]):
        return True
    helped = k > 0 and words[k - 1].lower in word_set("function_words", "words", "modals")
    # "helped veteran adviser Ada Burns" has no verb there.
    plain = words[k].lower not in word_set("titles", "modifiers", "words") and not is_role_noun(words[k].lower)
    helped = helped or (k > 0 and plain and words[k - 1].lower in word_set("noun_phrases", "helping"))
    opens = words[k].opens and words[k].lower in word_set("cue_verbs", "words") and not is_role_noun(words[k].lower)
    return opens or (helped and not words[k].capital and words[k].follows(words[k - 1]))


def _is_acronym(token: Token) -> bool:
    """Tell whether a small word in capitals stands for something else ("an IT manager")."""
    return len(token.text) > 1 and token.text.isupper()


def set_before(place: Place) -> Span | None:
    """Read a role that a comma parts from the name after it ("the council's chief executive, Ada Burns,")."""
    words, name = place.reading.tokens, place.name
    i = name.title
    if i == 0 or words[i].gap.strip() not in SETS_OFF or words[i - 1].sentence != words[i].sentence:
        return None
    first = _leftmost_of_phrase(words, i)
    owners = (
        word_set("pronouns", "he") | word_set("pronouns", "she") | word_set("pronouns", "they") | {"its", "our", "my"}
    )
    while first < i and words[first].lower in word_set("function_words") and words[first].lower not in owners:
        first += 1
    closed = name.last >= len(words) or bool(words[name.last].gap.strip())
    good = first < i and first_head(words, first, i, name) and (closed or i - first <= 6)
    return span_of(place.reading, first, i) if good else None


def _leftmost_of_phrase(words: Sequence[Token], i: int) -> int:
    """Return where the noun phrase that ends before a token begins."""
    stops = word_set("function_words", "words", "auxiliaries") | word_set("noun_phrases", "clause")
    prepositions = word_set("function_words", "words", "prepositions")
    first = i
    for k in range(i - 1, max(-1, i - 14), -1):
        word = words[k].lower
        verb = word in stops or (word in word_set("cue_verbs", "words") and not words[k].capital)
        adrift = word in prepositions and not _carries(words[k - 1])
        if verb or adrift or (k < i - 1 and not _adjoins(words[k], words[k + 1])):
            break
        first = k
        governed = k > 1 and words[k - 1].lower in prepositions and is_role_noun(words[k - 2].lower)
        if word in word_set("noun_phrases", "determiners") | {"a", "an"} and not governed:
            break
    return first


def _carries(token: Token) -> bool:
    """Tell whether a word can govern a preposition within a role: a noun of the lists, or part of a name."""
    return token.capital or is_role_noun(token.lower) or sort_of_noun(token.lower) is not None
