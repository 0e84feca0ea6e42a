"""What an office is for, listed before a name: "Group Director, Sales & Public Affairs Ada Burns"."""

from collections.abc import Sequence

from quoteattr.speakers.lexicon import given_name_pronoun, word_set
from quoteattr.speakers.reading import Token
from quoteattr.speakers.titles import next_is_name

__all__ = ["charges_end", "lead_to_person", "office_before"]

_LONGEST = 8
# On either side of "&".
_MOST_WORDS = 4
# What stands between the words of a list.
_LISTING = frozenset({" ", ", ", " & ", ", & "})


def charges_end(tokens: Sequence[Token], j: int) -> int:
    """Return where a list of charges ends that a comma parts from its office, and a person's name follows.

    Args:
        tokens: The article's words.
        j: Index of the first word behind the office.

    Returns:
        The index after the last word of the list; `j` when no such list begins there.

    Example:
        >>> from quoteattr.speakers.reading import read
        >>> charges_end(read("Director, Sales & Public Affairs Ada Burns", [], []).tokens, 1)
        4
    """
    if tokens[j - 1].lower not in word_set("titles", "offices") or tokens[j].gap != ", ":
        return j
    for k in range(j, min(len(tokens) - 2, j + _LONGEST)):
        if not tokens[k].capital or tokens[k].gap not in _LISTING or tokens[k].sentence != tokens[j].sentence:
            return j
        if _ends_charge(tokens, k):
            return k + 1 if next_is_name(tokens, k + 1) else j
    return j


def lead_to_person(tokens: Sequence[Token], j: int) -> bool:
    """Tell whether what begins at a token is a charge with a person's name behind it ("Public Affairs Ada Burns").

    Args:
        tokens: The article's words.
        j: Index of the token.
    """
    return any(_ends_charge(tokens, k) for k in range(j, min(len(tokens) - 1, j + _MOST_WORDS)))


def office_before(tokens: Sequence[Token], end: int) -> int | None:
    """Return the index of the office whose charges are listed up to a token; `None` when there is none.

    Args:
        tokens: The article's words.
        end: Index after the last word of the list.
    """
    if tokens[end - 1].lower not in word_set("titles", "charges"):
        return None
    for k in range(end - 1, max(-1, end - _LONGEST - 2), -1):
        if not tokens[k].capital or tokens[k].sentence != tokens[end - 1].sentence:
            return None
        if tokens[k].lower in word_set("titles", "offices"):
            return k
        if tokens[k].gap not in _LISTING:
            return None
    return None


def _ends_charge(tokens: Sequence[Token], k: int) -> bool:
    near = tokens[k].lower in word_set("titles", "charges") and tokens[k + 1].gap == " " and next_is_name(tokens, k)
    return near and given_name_pronoun(tokens[k + 1].lower) is not None
