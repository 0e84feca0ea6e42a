"""The patterns of what can be left out, read from `summary_compress.toml`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from quoteattr.data import table

__all__ = ["HIDDEN", "Rule", "class_pattern", "load_rules"]

HIDDEN = "\ufffc"
"""Stands in a pattern's text for a character inside quotation marks."""

# What no clause between two commas goes on over.
_INSIDE = rf"(?:[^,;:()—{HIDDEN}]|,(?=\d))"
# What begins a clause after a fronted adverbial: anything but what would go on with the adverbial.
_SUBJECT = r"(?!(?:and|or|but|{relative}|{preposition}|[a-z]+ing)\b)"
_SPACE, _ANY_SPACE = re.escape(" "), r"\s"
_PLACE = re.compile(r"\{([a-z]+)\}")


@dataclass(frozen=True, slots=True)
class Rule:
    r"""One pattern.

    Args:
        name: What it leaves out; several rules may share a name.
        cut: The pattern; its group `cut` is left out.
        final: Whether `\Z` is the end of the sentence without its closing mark, or the end of a reported clause.
    """

    name: str
    cut: re.Pattern[str]
    final: bool = False


@cache
def load_rules() -> tuple[Rule, ...]:
    """Return the rules, in the order in which they are tried.

    Example:
        >>> rule = next(rule for rule in load_rules() if rule.name == "parenthesis")
        >>> rule.cut.search("It rose (by 2%) again.")["cut"]
        ' (by 2%)'
    """
    rules = table("summary_compress")["rules"]
    return tuple(Rule(r["name"], re.compile(_expand(r["cut"])), r.get("final", False)) for r in rules)


@cache
def class_pattern(name: str) -> str:
    """Return a pattern for one word or phrase of a class of `summary_compress.toml`.

    Args:
        name: A key of its tables `classes` and `phrases`.

    Example:
        >>> bool(re.fullmatch(class_pattern("relative"), "whose"))
        True
    """
    return _expand(f"{{{name}}}")


def _expand(pattern: str) -> str:
    return _PLACE.sub(lambda place: _named(place[1]), pattern)


def _named(name: str) -> str:
    if name == "in":
        return _INSIDE
    if name == "subject":
        return _expand(_SUBJECT)
    data = table("summary_compress")
    words: Mapping[str, str] = data["classes"]
    entries = words[name].split() if name in words else data["phrases"][name]
    longest_first = sorted(entries, key=len, reverse=True)
    return f"(?:{'|'.join(re.escape(entry).replace(_SPACE, _ANY_SPACE) for entry in longest_first)})"
