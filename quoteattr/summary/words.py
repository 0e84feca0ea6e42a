"""Words of a sentence, and the closed word classes that the summary looks at."""

import re
from functools import cache, lru_cache

from quoteattr.data import table

__all__ = ["count_words", "split_words", "topic_words", "word_class"]

_WORD = re.compile(r"\w+(?:['’]\w+)*")
# Words that are looked at; no sentence that a person wrote has more.
_MAX_WORDS = 400


def count_words(text: str) -> int:
    """Count the words of a text: the stretches between white space.

    Args:
        text: Any text.

    Example:
        >>> count_words("“It’s open,” she said.")
        4
    """
    return len(text.split())


# A sentence is looked at by several stages, one soon after the other.
@lru_cache(maxsize=2048)
def split_words(sentence: str) -> tuple[str, ...]:
    """Return the words of a sentence, at most the first 400, with straight apostrophes.

    Args:
        sentence: Text of one sentence.

    Example:
        >>> split_words("“It’s over,” she said.")
        ("It's", 'over', 'she', 'said')
    """
    found = zip(range(_MAX_WORDS), _WORD.finditer(sentence), strict=False)
    return tuple(match.group().replace("’", "'") for _, match in found)


@lru_cache(maxsize=2048)
def topic_words(sentence: str) -> frozenset[str]:
    """Return what a sentence is about: its words in lower case, without function words and possessive endings.

    Args:
        sentence: Text of one sentence.

    Example:
        >>> sorted(topic_words("The mayor's plan is to sell the bridge."))
        ['bridge', 'mayor', 'plan', 'sell']
    """
    lowered = (w.casefold().removesuffix("'s") for w in split_words(sentence))
    return frozenset(w for w in lowered if w not in word_class("function_words") and (len(w) > 2 or w.isdigit()))


@cache
def word_class(name: str) -> frozenset[str]:
    """Return a class of words from the package's list.

    Args:
        name: A key of `summary_words.toml`, such as `pronouns`.

    Example:
        >>> "she" in word_class("pronouns")
        True
    """
    data = table("summary_words")
    return frozenset(data[name].split())
