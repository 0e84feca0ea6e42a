"""Describe an unnamed speaker: which words of a source say who it is, and which only add something about it."""

from collections.abc import Sequence

from quoteattr.speakers.lexicon import word_set
from quoteattr.speakers.lists import opening_words
from quoteattr.speakers.mentions import NameIndex, sort_of_noun
from quoteattr.speakers.reading import Token
from quoteattr.types import Span

__all__ = ["described"]

_LONGEST_DESCRIPTION = 160
_DASHES = frozenset({"—", "–", "--", "-", "―"})


def described(words: Sequence[Token], index: NameIndex, tokens: range, *, joint: bool) -> Span:
    """Return the part of a source that describes its speaker.

    Kept are quantities, complements and participles ("several officials in Ohio", "a poll released Friday"). Dropped
    are appositions, asides between dashes or in brackets, and relative clauses, unless they alone say who is meant
    ("those who voted"). Of several names, what stands before them ("two pilots, Ada Burns and Tom Reddy") goes too.

    Args:
        words: The article's words.
        index: Its names.
        tokens: The words of the source, from its first word that counts.
        joint: Whether it names several speakers side by side.

    Example:
        >>> from quoteattr.speakers.reading import read
        >>> text = "many voters in Ohio, a state that swings, left"
        >>> span = described(read(text, [], []).tokens, NameIndex(()), range(0, 8), joint=False)
        >>> text[span.start:span.end]
        'many voters in Ohio'
    """
    start = _first(words, index, tokens) if joint else tokens.start
    start += start + 1 < tokens.stop and (
        words[start].lower == "whose"
        or (joint and words[start].lower in word_set("noun_phrases", "correlating"))
        or _sides_with_owner(words, index, start)
    )
    start += 2 * _shouts(words, start, tokens.stop)
    last = start
    for i in range(start + 1, tokens.stop):
        if words[i].end - words[start].start > _LONGEST_DESCRIPTION:
            break
        goes_on = joint and (_goes_on(words, i, tokens.stop) or "(" in words[i].gap)
        if _is_aside(words, i) or (_adds(words, index, start, i) and not goes_on):
            break
        if joint and "," in words[i].gap and not _goes_on(words, i, tokens.stop):
            break
        last = i
    if last > start + 1 and words[last - 1].lower == "that" and words[last].lower in word_set("cue_verbs", "words"):
        # "a new poll that shows"
        last -= 2
    while last > start and words[last].lower in word_set("noun_phrases", "trailing"):
        last -= 1
    return Span(words[start if joint else _with_opener(words, start)].start, words[last].end)


def _sides_with_owner(words: Sequence[Token], index: NameIndex, start: int) -> bool:
    """Tell whether a word only says on what side an owner is ("rival Ada Burns’s campaign")."""
    name = index.titled(start + 1)
    begins = name is not None and start + 1 in {name.title, name.first}
    owns = begins and name is not None and words[name.last - 1].possessive
    return owns and words[start].lower in word_set("titles", "weak")


def _shouts(words: Sequence[Token], start: int, stop: int) -> bool:
    """Tell whether an article begins in capitals with a judgement ("A DAMNING report") that names nobody."""
    if start + 2 >= stop or not words[start].opens or words[start].lower not in word_set("noun_phrases", "articles"):
        return False
    return words[start].text.isupper() and words[start + 1].text.isupper() and words[start + 1].lower.endswith("ing")


def _with_opener(words: Sequence[Token], start: int) -> int:
    """Step back over a word that counts ("both sides", "only two members", "not everyone")."""
    kept = word_set("noun_phrases", "counting")
    while start > 0 and words[start - 1].lower in kept and words[start].gap.isspace():
        start -= 1
    return start


def _first(words: Sequence[Token], index: NameIndex, tokens: range) -> int:
    """Return where the first of several names begins, after what describes them all ("two engineers, …")."""
    for i in tokens:
        name = index.titled(i)
        if name is not None and words[name.last - 1].possessive:
            # "Burns's aides, Tom Reddy and Mara Quill"
            continue
        if name is not None and name.kind in {"person", "unknown"}:
            labelled = i > tokens.start and name.title == i and _is_plural(words[i - 1])
            if name.title == i and words[i].lower in word_set("titles", "several"):
                # "Sens. Ada Burns and Tom Reddy"
                return name.first
            return i if labelled else tokens.start
        if words[i].lower in {"and", "or"} or words[i].lower in word_set("noun_phrases", "boundaries"):
            break
    return tokens.start


def _is_plural(token: Token) -> bool:
    return sort_of_noun(token.lower) == "group" or (not token.capital and token.lower.endswith("s"))


def _goes_on(words: Sequence[Token], i: int, stop: int) -> bool:
    """Tell whether another speaker follows what begins at a token ("Ada Burns, the mayor, and Tom Reddy")."""
    return any(words[k].lower in {"and", "or"} for k in range(i, stop))


def _is_aside(words: Sequence[Token], i: int) -> bool:
    """Tell whether a token begins what stands between dashes."""
    gap = words[i].gap.strip()
    return gap in _DASHES and words[i].gap != gap and words[i].lower not in {"and", "or"}


def _adds(words: Sequence[Token], index: NameIndex, start: int, i: int) -> bool:
    """Tell whether a token begins what only adds something: a bracket, an apposition, a relative clause."""
    gap, word = words[i].gap.strip(), words[i].lower
    relative = word in word_set("noun_phrases", "relatives")
    if "(" in gap:
        # "a 401(k) plan" has no aside.
        return words[i].gap != "("
    if gap.endswith(","):
        apposes = word in opening_words() | word_set("noun_phrases", "asides")
        named = index.titled(i) is not None and start + 1 == i and sort_of_noun(words[start].lower) == "person"
        return relative or apposes or word.endswith("ed") or named
    before = words[i - 1].lower
    if word == "that":
        return sort_of_noun(before) in {"person", "group"}
    return relative and before not in word_set("noun_phrases", "heads-with-clause")
