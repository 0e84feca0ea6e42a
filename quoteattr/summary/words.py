"""Words of a sentence, and the closed word classes that the summary looks at."""

import re
from collections.abc import Iterable
from functools import cache

from quoteattr.data import table

__all__ = ["count_words", "split_words", "topic_of", "topic_words", "word_class"]

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


def topic_words(sentence: str) -> frozenset[str]:
    """Return what a sentence is about: its words in lower case, without function words and possessive endings.

    Args:
        sentence: Text of one sentence.

    Example:
        >>> sorted(topic_words("The mayor's plan is to sell the bridge."))
        ['bridge', 'mayor', 'plan', 'sell']
    """
    return topic_of(split_words(sentence))


def topic_of(words: Iterable[str]) -> frozenset[str]:
    """Return which of some words tell what a sentence is about, as `topic_words` does.

    Args:
        words: Words as `split_words` returns them.

    Example:
        >>> topic_of(["The", "mayor's", "plan"]) == topic_words("The mayor's plan")
        True
    """
    lowered = (w.casefold().removesuffix("'s") for w in words)
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
