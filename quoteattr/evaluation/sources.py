"""What kind of words a gold source is: a name, a description, a pronoun, or none at all."""

import re
from typing import Literal

from quoteattr.evaluation.spans import Pair
from quoteattr.evaluation.speakers import is_pronoun

__all__ = ["SOURCE_TYPES", "SourceType", "source_type"]

SourceType = Literal["name", "nominal", "pronoun", "implicit"]
SOURCE_TYPES: tuple[SourceType, ...] = ("name", "nominal", "pronoun", "implicit")

_WORD = re.compile(r"\w[\w.’'&-]*")
# The head of a noun phrase is its last word before one of these ("a spokesman | for the mayor", "Burns | , 43").
_AFTER_HEAD = re.compile(
    r"[,;:(—–\n]|\s-\s|(?<![\w’'])(?:about|against|and|as|at|among|behind|but|by|close|familiar|for|from|in|including|"
    r"inside|near|of|on|or|over|outside|that|to|under|who|whom|whose|which|with|within)(?![\w’'])"
)
_SENTENCE_START = re.compile(r"(?:^|[.!?:;\n“\"‘—–(]|''|``)[\s“\"‘’”)]*\Z")


def source_type(text: str, source: tuple[Pair, ...]) -> SourceType:
    """Classify a source by its own words and the article around it.

    A source is a name when the head of its first fragment, the last word before a comma or a preposition, is
    capitalised ("Council leader Bill Dixon", "Burns, 43"), and nominal otherwise ("the leader of Milltown Council").
    The first word of a sentence is always capitalised, so a head in that place counts as a name only if the article
    never writes it in lower case.

    Args:
        text: The article's text.
        source: Half-open code-point offsets of the source's fragments; without any, the source is only implied.

    Example:
        >>> text = "Ada Burns said no. The mayor said yes. Officials left. Two officials came back, she said."
        >>> [source_type(text, (span,)) for span in ((0, 9), (19, 28), (39, 48), (80, 83))]
        ['name', 'nominal', 'nominal', 'pronoun']
        >>> source_type(text, ())
        'implicit'
    """
    words = " ".join(text[start:end] for start, end in source)
    if not any(c.isalnum() for c in words):
        return "implicit"
    if is_pronoun(words):
        return "pronoun"
    start, end = next((s, e) for s, e in source if any(c.isalnum() for c in text[s:e]))
    return "name" if _headed_by_name(text, start, end) else "nominal"


def _headed_by_name(text: str, start: int, end: int) -> bool:
    phrase = list(_WORD.finditer(text, start, end))
    after = _AFTER_HEAD.search(text, phrase[0].end(), end)
    head = max((w for w in phrase if after is None or w.end() <= after.start()), key=re.Match.start, default=phrase[0])
    word = re.sub(r"[’']s?$", "", head[0])
    if not any(c.isupper() for c in word):
        return False
    if head.start() != phrase[0].start() or not _SENTENCE_START.search(text, max(0, head.start() - 20), head.start()):
        return True
    return re.search(rf"(?<!\w){re.escape(word.lower())}(?!\w)", text) is None
