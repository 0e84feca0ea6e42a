"""A role in an apposition after a name."""

from collections.abc import Sequence

from quoteattr.speakers.lexicon import word_set
from quoteattr.speakers.mentions import is_role_noun
from quoteattr.speakers.reading import Token
from quoteattr.speakers.role_phrases import Place, phrase
from quoteattr.types import Span

__all__ = ["after", "after_asides"]

# What opens an adverbial and is in no list of prepositions ("Apart from Ada Burns, the mayor …").
_ADVERBIAL = frozenset({"along", "aside", "apart"})


def after(place: Place) -> Span | None:
    """Read the apposition after a name ("Ada Burns, chief executive of the council,")."""
    words, name = place.reading.tokens, place.name
    i = after_asides(words, name.last)
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


def after_asides(words: Sequence[Token], i: int) -> int:
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
