"""What kind of words a gold source is: a name, a description, a pronoun, or none at all."""

import re
from functools import lru_cache
from typing import Literal

from quoteattr.evaluation.spans import Pair
from quoteattr.evaluation.speakers import is_pronoun

__all__ = [
    "PRONOUN_GROUPS",
    "SOURCE_GROUPS",
    "SOURCE_TYPES",
    "SourceType",
    "pronoun_group",
    "source_group",
    "source_type",
]

SourceType = Literal["name", "nominal", "pronoun", "implicit"]
SOURCE_TYPES: tuple[SourceType, ...] = ("name", "nominal", "pronoun", "implicit")

# As in `PRONOUNS`, the yardstick stands apart from the word lists of the library.
PRONOUN_GROUPS = {
    "he": frozenset({"he", "him", "his"}),
    "she": frozenset({"she", "her", "hers"}),
    "they": frozenset({"they", "them", "their", "theirs"}),
    "it": frozenset({"it", "its"}),
    "who": frozenset({"who", "whom", "whose"}),
    "which": frozenset({"which", "that"}),
    "I": frozenset({"i", "me", "my", "mine"}),
    "we": frozenset({"we", "us", "our", "ours"}),
    "you": frozenset({"you", "your", "yours"}),
}
"""The forms of each pronoun, case-folded."""

SOURCE_GROUPS: tuple[str, ...] = ("name", "nominal", *PRONOUN_GROUPS, "implicit")
"""The types of sources, with every pronoun apart."""

_WORD = re.compile(r"\w[\w.’'&-]*")
_POSSESSIVE = re.compile(r"[’']s\Z")
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


def pronoun_group(word: str) -> str | None:
    """Return the pronoun that a word is a form of; `None` for any other word.

    Example:
        >>> pronoun_group("Her"), pronoun_group("Hers truly")
        ('she', None)
    """
    form = word.casefold().strip()
    return next((group for group, forms in PRONOUN_GROUPS.items() if form in forms), None)


def source_group(text: str, source: tuple[Pair, ...]) -> str:
    """Classify a source as `source_type` does, with every pronoun apart.

    Args:
        text: The article's text.
        source: Half-open code-point offsets of the source's fragments.

    Returns:
        One of `SOURCE_GROUPS`.

    Example:
        >>> text = "Ada Burns was there. Her words: yes. The mayor left."
        >>> [source_group(text, spans) for spans in (((0, 9),), ((21, 24),), ((37, 46),), ())]
        ['name', 'she', 'nominal', 'implicit']
    """
    kind = source_type(text, source)
    words = " ".join(text[start:end] for start, end in source)
    return (pronoun_group(words) or kind) if kind == "pronoun" else kind


def _headed_by_name(text: str, start: int, end: int) -> bool:
    phrase = list(_WORD.finditer(text, start, end))
    after = _AFTER_HEAD.search(text, phrase[0].end(), end)
    head = max((w for w in phrase if after is None or w.end() <= after.start()), key=re.Match.start, default=phrase[0])
    word = _bare(head[0])
    if not any(c.isupper() for c in word):
        return False
    starts_sentence = head is phrase[0] and _SENTENCE_START.search(text, max(0, head.start() - 20), head.start())
    return not starts_sentence or word.lower() not in _lower_case_words(text)


@lru_cache(maxsize=1)
def _lower_case_words(text: str) -> frozenset[str]:
    """Return the words that the article writes in lower case; kept for the next source of the same article."""
    return frozenset(word for word in map(_bare, _WORD.findall(text)) if word.islower())


def _bare(word: str) -> str:
    return _POSSESSIVE.sub("", word.rstrip(".’'&-"))
