"""Words in the form in which a summary and its article are compared."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from quoteattr.data import table
from quoteattr.speakers.lexicon import word_set
from quoteattr.types import Span

__all__ = ["Word", "base_form", "folded", "irregular_forms", "is_content", "read_words"]

# Initials with full stops are one word ("U.S."), numbers keep their separators, hyphens part words.
_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}(?!\w)|(?:[^\W\d_]\.)+[^\W\d_](?!\w)|\d+(?:[.,]\d+)*[^\W\d_]*|[^\W_]+(?:['’][^\W_]+)*"
)
_SUFFIXES = (("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""))
# What is left of a word must be at least so long.
_SHORTEST_STEM = 3


@dataclass(frozen=True, slots=True, order=True)
class Word(Span):
    """A word of a text.

    Args:
        start: Offset of its first character.
        end: Offset after its last character.
        text: The word as it stands.
        key: Without case, accents, possessive ending and full stops: what names are compared by.
        base: The form that "said" and "says" have in common: what contents are compared by.
    """

    text: str
    key: str
    base: str

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def initial(self) -> bool:
        """Whether it is one capital letter."""
        return len(self.text) == 1 and self.capital


def read_words(text: str) -> tuple[Word, ...]:
    """Return the words of a text.

    Args:
        text: Any text.

    Example:
        >>> [(w.key, w.base) for w in read_words("Burns’s taxes")]
        [('burns', 'burn'), ('taxes', 'tax')]
    """
    return tuple(_word(match) for match in _WORD.finditer(text))


def _word(match: re.Match[str]) -> Word:
    key = folded(match.group())
    return Word(*match.span(), match.group(), key, base_form(key))


# Most words of an article are common ones.
@lru_cache(maxsize=16384)
def folded(word: str) -> str:
    """Return a word without case, accents, possessive ending and final full stop.

    Args:
        word: A word.

    Example:
        >>> folded("Peña’s"), folded("U.S.")
        ('pena', 'us')
    """
    plain = word.replace("’", "'").casefold()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    plain = plain.removesuffix("'s").rstrip("'")
    return plain if plain[:1].isdigit() else plain.replace(".", "")


@cache
def irregular_forms() -> Mapping[str, str]:
    """Return the irregular forms of words, each with its base form."""
    lines = [line.split() for line in table("guard_words")["irregular"]]
    return {form: line[0] for line in lines for form in line}


@lru_cache(maxsize=16384)
def base_form(word: str) -> str:
    """Return what the forms of a word have in common; not always a word itself.

    Args:
        word: A word, folded.

    Example:
        >>> base_form("said"), base_form("rises") == base_form("rising"), base_form("planned")
        ('say', True, 'plan')
    """
    if word in irregular_forms() or word[:1].isdigit():
        return irregular_forms().get(word, word)
    for suffix, instead in _SUFFIXES:
        if word.endswith(suffix) and not word.endswith("ss") and len(word) - len(suffix) >= _SHORTEST_STEM:
            word = word.removesuffix(suffix) + instead
            break
    if len(word) > _SHORTEST_STEM and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > _SHORTEST_STEM else word


def is_content(word: Word) -> bool:
    """Tell whether a word says something by itself, and is no article, auxiliary or the like.

    Args:
        word: A word.
    """
    return len(word.key) > 1 and word.key not in word_set("function_words") and word.key not in _CONTRACTED


_CONTRACTED = frozenset(
    ["it's", "that's", "he's", "she's", "there's", "i'm", "we're", "they're", "we've", "i've", "they've"]
)
