"""What is known about English abbreviations and about the words that begin sentences."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from quoteattr.data import table

__all__ = ["AbbreviationClass", "Lexicon", "load_lexicon"]

Policy = Literal["join", "starter", "propose", "clause", "end"]


@dataclass(frozen=True, slots=True)
class AbbreviationClass:
    """How the full stop after a class of abbreviations is read.

    Args:
        name: The class, as in the data file.
        before_capital: What happens before a word with a capital letter; the data file explains the words.
        before_digit: What happens before a digit.
        followers: Words that keep a class with `before_capital="end"` inside its sentence.

    Example:
        >>> load_lexicon().classify("Gov").before_capital
        'join'
    """

    name: str
    before_capital: Policy
    before_digit: Policy
    followers: frozenset[str] = frozenset()


_NUMERALS = "0123456789:.,"

# How a dotted word of no known class is read: J.K. Rowling, the N.F.L.
_DOTTED = AbbreviationClass("dotted", "starter", "propose")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The word lists behind sentence boundaries.

    Args:
        exact: Abbreviations in this form alone.
        any_case: Abbreviations in any case, keyed in lower case.
        capital: Abbreviations only with a capital first letter, keyed in lower case.
        starters: Words that begin sentences after an abbreviation.
        no_starters: Pairs of words of which the first is no starter.
        ordinary: Lower-case words that only look like abbreviations.
        marked_names: Names that end in a question or exclamation mark.
        labels: Words after which a single capital letter is a label and no initial.
        unfinished: Words that hardly ever end a sentence.
        domains: Last parts of internet names.
        weekdays: The days of the week.
        after_weekday: Words after a day that goes on with a sentence ("Monday night").

    Example:
        >>> load_lexicon().classify("council") is None
        True
    """

    exact: dict[str, AbbreviationClass]
    any_case: dict[str, AbbreviationClass]
    capital: dict[str, AbbreviationClass]
    starters: frozenset[str]
    no_starters: frozenset[str]
    ordinary: frozenset[str]
    marked_names: frozenset[str]
    labels: frozenset[str]
    unfinished: frozenset[str]
    domains: frozenset[str]
    weekdays: frozenset[str]
    after_weekday: frozenset[str]

    def classify(self, word: str) -> AbbreviationClass | None:
        """Return the class of an abbreviation, or `None` when the word is not one.

        Args:
            word: The word without its last full stop. A hyphenated word is read by its last part ("mining-co"), one
                that begins with a number by what follows it ("7p.m").

        Example:
            >>> load_lexicon().classify("D-Calif").name
            'state'
        """
        last = word.rpartition("-")[2].lstrip(_NUMERALS)
        key = last.casefold()
        if last in self.exact:
            return self.exact[last]
        if last[:1].isupper() and key in self.capital:
            return self.capital[key]
        if key in self.any_case and last not in self.ordinary:
            return self.any_case[key]
        parts = last.split(".")
        if len(parts) > 1 and all(part.isalpha() and len(part) <= 3 for part in parts):
            return _DOTTED
        return None


@cache
def load_lexicon() -> Lexicon:
    """Return the lexicon of the package, read once.

    Example:
        >>> load_lexicon() is load_lexicon()
        True
    """
    data = table("abbreviations")
    tables: dict[str, dict[str, AbbreviationClass]] = {"exact": {}, "any": {}, "capital": {}}
    for name, entry in data["classes"].items():
        kind = AbbreviationClass(
            name, entry["before_capital"], entry["before_digit"], frozenset(entry.get("followers", ()))
        )
        for word in entry["words"]:
            tables[entry["case"]][word if entry["case"] == "exact" else word.casefold()] = kind
    words = {name: frozenset(entries) for name, entries in data["words"].items()}
    return Lexicon(tables["exact"], tables["any"], tables["capital"], **words)
