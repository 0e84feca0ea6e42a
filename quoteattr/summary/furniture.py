"""Furniture: the lines of a news page that are not the story (bylines, time stamps, captions, links, adverts)."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from quoteattr.data import table

__all__ = ["is_furniture"]

# No furniture is longer; the bound keeps one huge sentence cheap.
_MAX_CHARACTERS = 400
_WORD = re.compile(r"[^\W\d_]+(?:[.'-][^\W\d_]+)*")
# "LONDON (Reuters) –", "PARIS, Texas —": the place is in capitals and no statement follows the dash.
_DATELINE = re.compile(r"[A-Z][A-Z .'-]{1,30}(?:, ?[A-Z][\w. ]{1,20})?(?: ?\([^()]{1,30}\))? ?[-–—:]*")
_EDGES = " \t.,:;!?…*_|/<>()[]{}-–—―•·»«→►▶\"'"


def is_furniture(sentence: str) -> bool:
    """Tell whether a sentence is part of the page and not of the story.

    Args:
        sentence: Text of one sentence.

    Example:
        >>> [is_furniture(s) for s in ("By Ada Burns", "Read more: Bridge to reopen", "By noon the bridge was full.")]
        [True, True, False]
    """
    folded = " ".join(sentence[: _MAX_CHARACTERS + 1].replace("’", "'").split())
    if len(folded) > _MAX_CHARACTERS:
        return False
    lowered = folded.casefold().lstrip("*•·-–—>→►▶|[( ")
    bare = lowered.strip(_EDGES)
    return (
        not bare
        or bare in _data().whole
        or _holds_phrase(lowered)
        or _is_timestamp(bare)
        or _is_byline(folded)
        or _DATELINE.fullmatch(folded) is not None
    )


def _holds_phrase(lowered: str) -> bool:
    data = _data()
    words = len(lowered.split())
    return (words <= data.begins_max and lowered.startswith(data.begins)) or (
        words <= data.holds_max and any(phrase in lowered for phrase in data.holds)
    )


def _is_timestamp(bare: str) -> bool:
    """Tell whether nothing is said but numbers and the words of dates."""
    return any(c.isdigit() for c in bare) and all(word in _data().time_words for word in _WORD.findall(bare))


def _is_byline(folded: str) -> bool:
    """Tell whether it is "By" and then only capitalised words and the small words that join them."""
    data = _data()
    opener, *names = _WORD.findall(folded)[: data.byline_max + 2] or [""]
    if opener.casefold() not in data.byline_openers or not 1 <= len(names) <= data.byline_max or '"' in folded:
        return False
    capitalised = [name for name in names if name[0].isupper()]
    return len(capitalised) >= 2 and all(n[0].isupper() or n.casefold() in data.byline_joiners for n in names)


class _Furniture:
    def __init__(self, data: Mapping[str, Any]) -> None:
        self.whole = frozenset(data["whole"])
        self.begins = tuple(data["begins"]["phrases"])
        self.begins_max: int = data["begins"]["max_words"]
        self.holds = tuple(data["holds"]["phrases"])
        self.holds_max: int = data["holds"]["max_words"]
        self.time_words = frozenset(data["timestamp"]["words"].split())
        self.byline_openers = frozenset(data["byline"]["openers"])
        self.byline_joiners = frozenset(data["byline"]["joiners"].split())
        self.byline_max: int = data["byline"]["max_words"]


@cache
def _data() -> _Furniture:
    return _Furniture(table("summary_furniture"))
