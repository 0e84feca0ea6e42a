"""What a summary told of before, and what "this" and "such a" say was told of."""

import re
from collections.abc import Set as AbstractSet
from functools import cache

from quoteattr.data import table
from quoteattr.speakers.lexicon import word_set

__all__ = ["demonstrates", "is_told", "words_of"]

_WORD = re.compile(r"[^\W\d_]+")
_THIS = re.compile(r"\b(?:[Tt]his|[Tt]hese|[Ss]uch(?: an?)?) (?P<words>[\w-]+(?: [\w-]+){0,2})")
# "A record of those shows, with photos", but not "those who", "those shows of Redcar".
_EARLY = 90
_WHICH = "who|whose|that|of|in|on|at|with|from|to|for|not|already|still|two|three"
_ENDS = "and|are|were|is|was|have|had|will|would|could|can|may"
_THOSE = re.compile(
    rf"\b[Tt]hose (?!(?:{_WHICH})\b)(?P<words>[a-z-]+(?: (?!(?:{_WHICH})\b)[a-z-]+)?)(?=[,.;:]| (?:{_ENDS})\b)"
)


def words_of(text: str) -> frozenset[str]:
    """Return the words of a text, case-folded.

    Example:
        >>> sorted(words_of("It rained."))
        ['it', 'rained']
    """
    return frozenset(word.casefold() for word in _WORD.findall(text))


def is_told(noun: str, before: str, told: AbstractSet[str]) -> bool:
    """Tell whether a noun, a word that is made of it, or another word for it stands before it.

    Args:
        noun: The noun.
        before: What its sentence says before it.
        told: The words of the summary before the sentence, case-folded.

    Example:
        >>> is_told("report", "Auditors reported", set()), is_told("report", "Auditors wrote", set())
        (True, False)
    """
    stems = tuple(word.rstrip("s") for word in _alike().get(noun, (noun,)))
    return any(word.startswith(stems) for word in words_of(before) | told)


@cache
def _alike() -> dict[str, tuple[str, ...]]:
    """Return for a noun the words for what may be the same: "video" for "footage"."""
    rows = [tuple(row.split()) for row in table("summary_edits")["leaning"]["alike"]]
    return {word: row for row in rows for word in row}


def demonstrates(sentence: str, told: AbstractSet[str]) -> bool:
    """Tell whether a sentence has "this daunting act", "such a measure" or "the two people", and told of none before.

    Args:
        sentence: Its text.
        told: The words of the summary before it, case-folded.

    Example:
        >>> demonstrates("Burns signed such a bill.", set()), demonstrates("Burns signed such a bill.", {"bills"})
        (True, False)
        >>> demonstrates("Burns left this country.", set()), demonstrates("Burns left such cold weather.", set())
        (False, False)
    """
    if any(not is_told(found["noun"], sentence[: found.start()], told) for found in _several().finditer(sentence)):
        return True
    # Later in a sentence "those" is of what it has told itself.
    opening = sentence.partition(",")[0][:_EARLY]
    pointing = (*_THIS.finditer(sentence), *_THOSE.finditer(sentence, 0, len(opening) + 1))
    return any(_is_of_nothing(found, sentence[: found.start()], told) for found in pointing)


@cache
def _several() -> re.Pattern[str]:
    """Return what finds "the two people", but not "the two people who …"."""
    nouns = "|".join(sorted(word_set("summary_edits", "leaning", "several")))
    return re.compile(
        rf"\b[Tt]he (?:two|three|four|five) (?:[a-z-]+ )?(?P<noun>{nouns})\b"
        r"(?! (?:of|from|who|in|on|at|with|whose)\b)"
    )


def _is_of_nothing(found: re.Match[str], before: str, told: AbstractSet[str]) -> bool:
    """Tell whether "this" and what stands behind it point to what was not told of."""
    # A noun ends before a verb or a small word.
    closed = word_set("function_words") | word_set("cue_verbs", "words") | word_set("summary_edits", "leaning", "verbs")
    words = found["words"].split()
    words = words[: next((n for n, word in enumerate(words) if word.casefold() in closed), len(words))]
    # "Such cold weather" is of the sentence itself, "such a measure" is not.
    is_degree = found.group()[0] in "Ss" and len(words) > 1
    words = [word for word in words if word.islower()]
    if not words or is_degree:
        return False
    if not word_set("summary_edits", "leaning", "here").isdisjoint(words):
        return False
    return not any(is_told(word, before, told) for word in words)
