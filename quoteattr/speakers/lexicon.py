"""Word lists of the speaker stage, read once from `quoteattr/data`."""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from quoteattr.data import table

__all__ = ["given_name_pronoun", "is_several", "role_pronoun", "same_title", "word_set"]


@cache
def word_set(name: str, *path: str) -> frozenset[str]:
    """Return the words below one key of a data file, case-folded.

    Args:
        name: File name without its ending.
        *path: Keys from the top of the file; a table stands for all the words in it.

    Example:
        >>> "governor" in word_set("titles", "roles"), "mr" in word_set("titles", "honorifics")
        (True, True)
    """
    value: Any = table(name)
    for key in path:
        value = value[key]
    return frozenset(_words(value))


def _words(value: Any) -> list[str]:
    if isinstance(value, str):
        return value.casefold().split()
    items = value.values() if isinstance(value, Mapping) else value
    return [word for item in items for word in _words(item)]


@cache
def _given_names() -> Mapping[str, str]:
    return {name: key for key in ("either", "she", "he") for name in word_set("given_names", key)}


def given_name_pronoun(name: str) -> str | None:
    """Tell which pronoun usually goes with a given name.

    Args:
        name: A given name, in any case.

    Returns:
        "he", "she" or "either"; `None` for a word that is not in the list.

    Example:
        >>> given_name_pronoun("Margaret"), given_name_pronoun("Table")
        ('she', None)
    """
    folded = name.casefold()
    return _given_names().get(folded) or _given_names().get(folded.split("-")[0])


def is_several(word: str) -> bool:
    """Tell whether a word is the plural of what a person can be.

    Args:
        word: A word, case-folded.

    Example:
        >>> is_several("historians"), is_several("fishermen"), is_several("mayor")
        (True, True, False)
    """
    plural = word.endswith("s") and (word[:-1] in word_set("titles", "roles") or word.endswith(("ists", "ians")))
    return plural or word.endswith(("men", "women"))


def role_pronoun(word: str) -> str | None:
    """Tell which pronoun goes with a role noun that says it ("chairman", "spokeswoman").

    Args:
        word: A role noun, case-folded.

    Returns:
        "he" or "she"; `None` for a noun that goes with either.

    Example:
        >>> role_pronoun("spokeswoman"), role_pronoun("governor")
        ('she', None)
    """
    return next((pronoun for pronoun in ("he", "she") if word in word_set("titles", "roles", pronoun)), None)


@lru_cache(maxsize=4096)
def same_title(word: str) -> frozenset[str]:
    """Return the role nouns that news uses for the same position, the word itself among them.

    Args:
        word: A role noun, case-folded, without a full stop.

    Example:
        >>> "sen" in same_title("senator"), sorted(same_title("organist"))
        (True, ['organist'])
    """
    groups = (frozenset(group.split()) for group in table("titles")["same"]["groups"])
    return frozenset({word}).union(*(group for group in groups if word in group))
