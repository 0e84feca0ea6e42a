"""Where an article states a role: right before a name, after it, set beside it, in a predicate."""

from collections.abc import Sequence

from quoteattr.speakers.lexicon import word_set
from quoteattr.speakers.mentions import is_role_noun, sort_of_noun
from quoteattr.speakers.names import Name
from quoteattr.speakers.reading import SETS_OFF, Token
from quoteattr.speakers.role_phrases import BREAK, COPULAS, Place, first_head, is_head, phrase, span_of
from quoteattr.types import Span

__all__ = ["after", "before", "opening", "owner", "predicate", "relative", "served", "set_before"]


_FURTHEST_OPENING = 18
# What opens an adverbial and is in no list of prepositions ("Apart from Ada Burns, the mayor …").
_ADVERBIAL = frozenset({"along", "aside", "apart"})
_STYLED = frozenset({"rev", "reverend", "hon", "honorable", "honourable"})


def before(place: Place) -> Span | None:
    """Read the title before a name: its capitalised part and the lower-case words that lead up to it."""
    words, name = place.reading.tokens, place.name
    end = name.first
    while (
        end > name.title and words[end - 1].lower in word_set("titles", "honorifics") and not _is_first(words, end - 1)
    ):
        end -= 1
    if end == 0 or (end == name.first and not (words[end].follows(words[end - 1]) or _quoted(words[end]))):
        return None
    if words[end].gap.strip() == ",":
        return None
    if end > 2 and words[end - 1].lower in _STYLED and words[end - 2].lower == "the" and _spoken_of(words, end - 3):
        # "Vatican spokesman the Rev. Colin Marsh"
        end -= 2
    end -= _repeats_office(words, end)
    head = _head_before(words, end, name)
    if head is None or words[head].lower in word_set("titles", "several"):
        return None
    capital = name.title < end
    start = _leftmost(words, min(name.title, head) if capital else head, strict=capital)
    # "civil rights organisation the Harbour League"
    end -= words[end - 1].lower == "the"
    return span_of(place.reading, start, end) if start < end else None


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
        if rank or is_head(name, words[k].lower):
            return k
        plain = (
            words[k].lower in {"of", "for", "the"}
            or words[k].capital
            or words[k].lower in word_set("titles", "complements")
        )
        if not plain:
            return None
    return None


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
    if (word in word_set("function_words") and not _is_acronym(token)) or word in word_set("nouns", "time"):
        return False
    if token.capital or is_role_noun(word) or word in word_set("titles", "modifiers", "words"):
        return True
    if strict or word in word_set("cue_verbs", "words") or word.endswith("ly"):
        return False
    return "-" in word or not word.endswith(("ing", "ed"))


def _is_verb(words: Sequence[Token], k: int) -> bool:
    """Tell whether a word is the verb behind "could" or "to" ("could favour Democratic front-runner Ada Burns").

    Or a verb of saying that opens a sentence ("Notes harbour pilot Ada Burns").
    """
    helped = k > 0 and words[k - 1].lower in word_set("function_words", "words", "modals")
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


def after(place: Place) -> Span | None:
    """Read the apposition after a name ("Ada Burns, chief executive of the council,")."""
    words, name = place.reading.tokens, place.name
    i = _after_asides(words, name.last)
    if i >= len(words) or words[i].gap.strip(" .)") not in {",", "—", "–", "--", "-"}:
        return None
    span = phrase(place, i) if words[i].sentence == words[i - 1].sentence else None
    if span is not None and (_titles_another(place, i, span) or _opens_main_clause(words, place, span)):
        return None
    # In "after the talks with Ada Burns, the mayor “looked tired”" the mayor is somebody else.
    definite = words[i].lower == "the"
    return None if span is not None and definite and _runs_into_mark(place.reading.text, span.end) else span


def _titles_another(place: Place, i: int, span: Span) -> bool:
    """Tell whether a phrase is the title of the next person of a list ("Burns, Hill and police chief Tom Reddy")."""
    words = place.reading.tokens
    for k in range(i, place.reading.within(span.start, span.end).stop):
        if words[k].lower in word_set("function_words", "words", "prepositions"):
            return False
        other = place.index.at(k)
        if k > i and other is not None and other.first == k and other.kind == "person":
            return is_role_noun(words[k - 1].lower) and len(other.words) > 1
    return False


def _opens_main_clause(words: Sequence[Token], place: Place, span: Span) -> bool:
    """Tell whether what follows a comma is the subject behind an adverbial ("As told by Ada Burns, the mayor was")."""
    i = place.name.title - 1
    while i >= 0 and words[i].sentence == words[place.name.first].sentence:
        if words[i + 1].gap.strip():
            return False
        i -= 1
    adverbial = words[i + 1].lower in word_set("function_words", "words", "prepositions") | _ADVERBIAL
    stop = place.reading.within(span.start, span.end).stop
    if not adverbial or stop == len(words) or words[stop].lower in word_set("noun_phrases", "relatives"):
        return False
    return words[stop].sentence == words[stop - 1].sentence and not words[stop].gap.strip()


def _runs_into_mark(text: str, end: int) -> bool:
    return text[end : end + 2] in {" “", " ‘", ' "', " '"}


def _after_asides(words: Sequence[Token], i: int) -> int:
    """Step over what may stand between a name and its apposition: a suffix, an age, a party in parentheses."""
    while i < len(words) and words[i].gap.strip() == "," and words[i].lower in word_set("titles", "suffixes"):
        i += 1
    if i + 1 < len(words) and words[i].text.isdigit() and words[i].gap.strip() == words[i + 1].gap.strip() == ",":
        i += 1
    if i + 1 < len(words) and words[i].lower in {"of", "from"} and words[i].gap.strip() in {",", ""}:
        i = _after_home(words, i)
    if i < len(words) and words[i].gap.strip() == "(":
        i = _after_parenthesis(words, i)
    return i


def _after_home(words: Sequence[Token], i: int) -> int:
    """Step over where somebody lives or is elected ("Ada Burns, 43, of Lowmere, a baker", "Sen. Burns of Ohio, a")."""
    k = i + 1
    while k + 1 < len(words) and words[k].capital and words[k + 1].follows(words[k]):
        k += 1
    closed = k + 1 < len(words) and words[k].capital and words[k + 1].gap.strip(" .") == ","
    return k + 1 if closed else i


def _after_parenthesis(words: Sequence[Token], i: int) -> int:
    for k in range(i + 1, min(len(words), i + 5)):
        if ")" in words[k].gap:
            return k
    return i


def predicate(place: Place) -> Span | None:
    """Read a predicate ("Ada Burns is the council's chief executive")."""
    words, name = place.reading.tokens, place.name
    i = _after_asides(words, name.last)
    aside = "," if i > name.last else ""
    if i + 2 >= len(words) or words[i].lower not in COPULAS or words[i].gap.strip() != aside:
        return None
    within = words[i].sentence == words[i + 2].sentence
    opens = words[i + 1].lower in {"a", "an", "the", "now", "also", "then", "currently"} or is_role_noun(
        words[i + 1].lower
    )
    return phrase(place, i + 1) if within and opens else None


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
    for k in range(name.last, min(len(words) - 1, name.last + 10)):
        if words[k].sentence != words[name.first].sentence or BREAK.search(words[k].gap):
            return None
        if _is_somebody_else(words, k) or _accompanies(place.index.titled(k), words, k):
            return None
        if words[k].lower in {"as", "becoming"} and not words[k + 1].gap.strip():
            return phrase(place, k + 1)
    return None


def _is_somebody_else(words: Sequence[Token], k: int) -> bool:
    """Tell whether another person is the object of a verb ("Tom Reddy offered the man a job as secretary of state")."""
    determined = words[k - 1].lower in {"the", "a", "an", "his", "her", "their"} and not words[k - 1].gap.strip()
    return determined and words[k - 2].lower not in COPULAS and sort_of_noun(words[k].lower) == "person"


def _accompanies(other: Name | None, words: Sequence[Token], k: int) -> bool:
    """Tell whether a person with whom something is done comes up ("with Tom Reddy as her deputy")."""
    return other is not None and other.title == k and other.kind == "person" and words[k - 1].lower == "with"


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
        found = place.index.at(i + 1 + (words[i + 1].lower == "the"))
        strict = words[i].lower in {"at", "with"} and found is not None and found.kind != "organisation"
        return None if strict else _owner_span(words, found)
    return None


def _owner_span(words: Sequence[Token], owner: Name | None) -> Span | None:
    service = owner is not None and owner.words[0] in word_set("places", "services")
    if owner is None or (owner.kind in {"person", "place", "group"} and not service):
        return None
    if owner.words[-1] in word_set("nouns", "districts"):
        return None
    return Span(words[owner.title].start, owner.end)
