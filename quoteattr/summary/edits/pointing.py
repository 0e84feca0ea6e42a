"""Whether a sentence begins with a word that stands for something said before."""

import re
from collections.abc import Set as AbstractSet
from functools import cache

from quoteattr.data import table
from quoteattr.speakers.lexicon import word_set
from quoteattr.speakers.mentions import is_role_noun, sort_of_noun

__all__ = ["opens_leaning"]

_AS_FAR = 120
_MOST_WORDS = 4
_WORD = re.compile(r"[^\W\d_]+")


def opens_leaning(sentence: str, told: AbstractSet[str] = frozenset()) -> bool:
    """Tell whether a sentence, as it is printed, begins with what stands for something said before.

    Args:
        sentence: Its text.
        told: The words of the summary before it, case-folded.

    Example:
        >>> opens_leaning("They left."), opens_leaning("“That is late,” she said.")
        (True, True)
        >>> opens_leaning("This week it rained."), opens_leaning("It is clear that it rained.")
        (False, False)
        >>> opens_leaning("The report says no."), opens_leaning("The report says no.", {"a", "report"})
        (True, False)
    """
    words = _WORD.findall(sentence[:_AS_FAR])
    first, *rest = [word.casefold() for word in words] or [""]
    if first == "the":
        return _points_back(words[1:], told)
    if first not in word_set("summary_edits", "leaning", "words"):
        return False
    if rest and rest[0] in word_set("summary_edits", "leaning", "not-before"):
        return False
    return not _empty_it().match(sentence.lstrip("“\"‘' "))


def _points_back(words: list[str], told: AbstractSet[str]) -> bool:
    """Tell whether a definite description, its article left out, is one of something that was not told."""
    pointing = word_set("summary_edits", "leaning", "nouns")
    closed = word_set("function_words") | word_set("summary_edits", "descriptions", "going-on")
    for n, word in enumerate(words[:_MOST_WORDS]):
        noun = word.casefold()
        if noun in closed:
            return False
        following = words[n + 1] if n + 1 < len(words) else ""
        if word.islower() and (noun in pointing or (sort_of_noun(noun) == "person" and is_role_noun(noun))):
            if sort_of_noun(following.casefold()) is not None and following.casefold() not in word_set(
                "cue_verbs", "words"
            ):
                continue
            goes_on = following.casefold() in word_set("summary_edits", "descriptions", "going-on")
            return not goes_on and not following[:1].isupper() and not {noun, noun.rstrip("s"), f"{noun}s"} & told
    return False


@cache
def _empty_it() -> re.Pattern[str]:
    return re.compile("|".join(table("summary_edits")["leaning"]["empty-it"]), re.IGNORECASE)
