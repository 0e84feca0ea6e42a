"""Names beside the noun that describes their bearers: "the governor, Ada Burns", "the Tideline news agency"."""

import re
from collections.abc import Sequence

from quoteattr.speakers.lexicon import word_set
from quoteattr.speakers.mentions import NameIndex, sort_of_noun
from quoteattr.speakers.names import Name
from quoteattr.speakers.reading import Token
from quoteattr.speakers.role_heads import charge_before

__all__ = ["PARENTHESIS", "name_beside"]

PARENTHESIS = re.compile(r"[,;:()\[\]—–]|--| - ")
"""What sets off an apposition or an aside."""

_CALLED = frozenset({"called", "named", "dubbed", "calling"})
_HIMSELF = frozenset({"himself", "herself"})


def name_beside(words: Sequence[Token], index: NameIndex, tokens: range, head_end: int) -> Name | None:
    """Find the name set beside a singular role or body ("the governor, Ada Burns, …", "the Tideline news agency").

    Args:
        words: The article's words.
        index: Its names.
        tokens: The words of the source, from its first word that counts.
        head_end: Index after its head.

    Returns:
        The name; `None` when the source has no name that is its speaker's.
    """
    found = _medium(words, index, tokens, head_end) or _beside(words, index, head_end, tokens.stop)
    return found or _governed(words, index, range(head_end, tokens.stop))


def _governed(words: Sequence[Token], index: NameIndex, tokens: range) -> Name | None:
    """Find the person behind what an office is for ("Tideline Vice President for news and talk Ada Burns")."""
    for name in index.among(tokens):
        closed = name.last >= tokens.stop or bool(words[name.last].gap.strip())
        if closed and name.kind == "person" and len(name.words) > 1 and name.title == name.first:
            return name if charge_before(words, name.first) is not None else None
    return None


def _beside(words: Sequence[Token], index: NameIndex, head_end: int, stop: int) -> Name | None:
    sort = sort_of_noun(words[head_end - 1].lower)
    if sort == "organisation" or words[head_end - 1].lower == "group":
        return _organisation_beside(words, index, head_end, stop)
    if sort not in {"person", None}:
        return None
    for i in range(head_end, stop):
        if words[i].lower in {"who", "which", "that"}:
            return None
        named = words[i].lower in {"named", "called"} or _identified(words, i)
        if named or PARENTHESIS.search(words[i].gap):
            names = index.among(range(i, min(i + 8, stop)))
            # "a former rival, Texas governor Ada Burns"
            name = next((n for n in names if n.kind == "person"), next(iter(names), None))
            if name is not None and len(name.words) == 1 and "(" in words[name.first].gap:
                # "Ada Burns (D-Conn.)"
                return None
            if name is not None and name.kind in {"person", "unknown"} and _leads_to(words, i + named, name):
                return name if named or _closes(words, name, stop) else None
    return None


def _organisation_beside(words: Sequence[Token], index: NameIndex, i: int, stop: int) -> Name | None:
    """Find the name set beside an organisation's noun ("one group, Harbour Watch," "a website called Tideline")."""
    if i >= stop:
        return None
    i += words[i].lower in _CALLED | {"known"}
    i += words[i].lower in {"as", "itself", "themselves"} if i < stop else 0
    called = words[i - 1].lower in _CALLED - {"calling"} | {"as", "itself", "themselves"}
    set_off = i < stop and words[i].gap.strip() in {",", "--", "—", "–"}
    i += (called or set_off) and i < stop and words[i].lower == "the"
    name = _first_name(index, i, stop)
    beside = name is not None and name.kind in {"organisation", "unknown"}
    return name if name is not None and beside and (called or set_off) and _closes(words, name, stop) else None


def _first_name(index: NameIndex, i: int, stop: int) -> Name | None:
    """Return the name that begins at a token, also behind a people ("the Lowmerian Accord Front")."""
    name = index.titled(i) if i < stop else None
    return name if name is not None and name.title == i else None


def _identified(words: Sequence[Token], i: int) -> bool:
    """Tell whether a name follows ("a man identified only as Vane", "a man calling himself Vane")."""
    if words[i].lower in _HIMSELF:
        return words[i - 1].lower == "calling"
    before = words[i - 2] if words[i - 1].lower in {"only", "simply"} else words[i - 1]
    return words[i].lower == "as" and before.lower in {"identified", "known"}


def _closes(words: Sequence[Token], name: Name, stop: int) -> bool:
    after = words[name.last] if name.last < stop else None
    return after is None or after.lower == "of" or bool(PARENTHESIS.search(after.gap))


def _leads_to(words: Sequence[Token], i: int, name: Name) -> bool:
    """Tell whether a name begins at a token, which may lie behind the last one, or after a role that begins there."""
    if i < len(words) and words[i].lower in {"the", "a", "an"}:
        i += 1
    if name.title <= i <= name.first:
        return True
    titled = name.title < name.first and not any(
        words[k].lower in word_set("function_words") for k in range(i, name.title)
    )
    return (titled or sort_of_noun(words[name.title - 1].lower) == "person") and not any(
        PARENTHESIS.search(words[k].gap) for k in range(i + 1, name.first + 1)
    )


def _medium(words: Sequence[Token], index: NameIndex, tokens: range, head_end: int) -> Name | None:
    """Find the name of a medium before what it is ("Lowmere's Tideline news agency", "the Tideline website")."""
    head = words[head_end - 1]
    papers = word_set("heads", "mediums", "papers")
    if head.capital or head.lower not in papers | word_set("heads", "mediums", "agencies"):
        return None
    k = head_end - 1
    while k > tokens.start and not words[k - 1].capital and words[k - 1].lower in word_set("heads", "mediums", "parts"):
        k -= 1
    name = index.at(k - 1) if k > tokens.start else None
    beside = (
        name is not None and name.last == k and name.kind in {"organisation", "unknown"} and name.first >= tokens.start
    )
    if name is None or not beside or words[k - 1].possessive or words[k].gap.strip():
        return None
    surname = len(name.words) == 1 and index.ends_name(name.words[0])
    article = words[tokens.start].lower in word_set("noun_phrases", "any-determiner")
    before = words[name.first - 1] if name.first > tokens.start else None
    told = not article or (before is not None and (before.possessive or before.lower in word_set("places", "peoples")))
    if words[tokens.start].lower in {"a", "an"} or surname:
        return None
    return name if told or len(name.words) > 1 or head.lower not in papers else None
