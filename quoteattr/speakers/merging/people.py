"""Names of persons, taken apart and compared: which two can be one person's, and how much that says."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from quoteattr.speakers.entities import same_line
from quoteattr.speakers.lexicon import given_name_pronoun, word_set
from quoteattr.speakers.nicknames import is_own_name, is_short_form, nickname_lines
from quoteattr.speakers.reading import Token, read
from quoteattr.speakers.runs import PARTICLES
from quoteattr.speakers.titles import after_title, is_function_word

__all__ = [
    "Commonness",
    "NameFit",
    "PersonName",
    "commonness",
    "compare_names",
    "fold",
    "read_person",
    "with_nickname",
]

# What is longer is a sentence and no name.
_LONGEST = 100
# A nickname within a name: William “Bill” Dixon, William (Bill) Dixon.
_NICKNAME = re.compile(r"""\s["“‘'(]([^\W\d_]{2,20})["”’')]\s""")
_NUMERALS = frozenset({"jr", "sr", "ii", "iii", "iv"})


class NameFit(IntEnum):
    """How two names that can be one person's agree, from much to little."""

    FULL = 0
    """The same given names and surname."""
    MIDDLE = 1
    """A middle name or initial stands in one of them only."""
    SHORT = 2
    """A given name and its short form."""
    SUFFIX = 3
    """A suffix stands in one of them only: father and son, or one of the two."""
    INITIAL = 4
    """A given name and its first letter."""
    LOOSE = 5
    """Two short forms of one name, one that is a name of its own, or a middle name used as given name."""
    SURNAME = 6
    """One of them is a surname alone."""
    GIVEN = 7
    """One of them is a given name alone."""


class Commonness(IntEnum):
    """How many people can be expected to bear a name."""

    RARE = 0
    """The given name is in no list, and the surname is no common one."""
    MIDDLING = 1
    """One of the two is common, or the given name at least an ordinary one."""
    COMMON = 2
    """Both are."""


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name in parts, folded.

    Args:
        given: Given and middle names; a single letter is an initial. Empty for a surname alone.
        surname: The surname with its particles; of a single word nobody knows whether it is one.
        suffix: What tells generations apart ("jr"); empty when nothing does.
    """

    given: tuple[str, ...]
    surname: str
    suffix: str = ""

    @property
    def key(self) -> str:
        """The last word of the surname, under which names that can be one person's are found."""
        return self.surname.replace("-", " ").rsplit(" ", 1)[-1]

    @property
    def rank(self) -> tuple[int, int, bool]:
        """How much the name tells, least first for what tells most: names with little are compared with fuller ones."""
        if not self.given:
            return 4, 0, not self.suffix
        initial = len(self.given[0]) == 1
        form = 2 if initial else int(is_short_form(self.given[0]))
        return form, -sum(1 + (len(word) > 1) for word in self.given), not self.suffix


def fold(text: str) -> str:
    """Return a text without case, accents and curly apostrophes, for comparison.

    Example:
        >>> fold("José O’Hara")
        "jose o'hara"
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return plain.replace("’", "'").casefold()


@lru_cache(maxsize=1 << 16)
def read_person(text: str) -> PersonName | None:
    """Take the name of a person apart.

    Args:
        text: A name, with or without titles.

    Returns:
        Its parts; `None` for what is no proper name, such as a description ("a senior official").

    Example:
        >>> read_person("Sen. Ada J. van der Burg Jr.")
        PersonName(given=('ada', 'j'), surname='van der burg', suffix='jr')
        >>> read_person("Burns")
        PersonName(given=(), surname='burns', suffix='')
        >>> read_person("a senior official") is None
        True
    """
    tokens = read(_NICKNAME.sub(" ", text), [], []).tokens if len(text) <= _LONGEST else ()
    tokens = tokens[after_title(tokens, 0, len(tokens)) :] if tokens else ()
    tokens = tokens[1:] if len(tokens) > 2 and _is_shared_title(tokens[0]) else tokens
    if not tokens or any(_breaks(token, place) for place, token in enumerate(tokens)):
        return None
    suffixes = word_set("titles", "suffixes")
    core = [t for t in tokens if t.lower not in suffixes] or list(tokens)
    suffix = next((t.lower for t in tokens if t.lower in _NUMERALS and len(core) < len(tokens)), "")
    start = len(core) - 1
    while start and core[start - 1].lower in PARTICLES and (start > 1 or not given_name_pronoun(core[0].lower)):
        start -= 1
    shouts = all(t.text.isupper() for t in core)
    given = tuple(part for token in core[:start] for part in _given_parts(token, shouts=shouts))
    return PersonName(given, " ".join(fold(t.text) for t in core[start:]), suffix)


def with_nickname(text: str) -> str | None:
    """Return a name with the nickname that stands in it for given name.

    Args:
        text: A name.

    Returns:
        The other name; `None` when there is no nickname in it.

    Example:
        >>> with_nickname("William “Bill” Dixon"), with_nickname("William Dixon")
        ('Bill Dixon', None)
    """
    found = _NICKNAME.search(text[:_LONGEST])
    return f"{found[1]} {text[found.end() :]}" if found else None


def _breaks(token: Token, place: int) -> bool:
    """Tell whether a word cannot belong to a name: an ordinary word, or one after a comma."""
    if token.lower in word_set("titles", "suffixes"):
        return False
    if token.text[0].islower() and token.lower.split("-")[0] not in PARTICLES:
        return True
    if is_function_word(token) and given_name_pronoun(token.lower) is None and token.lower not in _also_surnames():
        return not token.initial
    return bool(place) and any(mark in token.gap for mark in ",;:&/")


def _is_shared_title(token: Token) -> bool:
    """Tell whether a word is the title of several people, the first of whom is named ("Senators Ada Burns")."""
    singular = token.lower.removesuffix("s")
    return singular != token.lower and singular in word_set("titles", "roles") | word_set("titles", "abbreviations")


def _also_surnames() -> frozenset[str]:
    return PARTICLES | word_set("nouns", "surname-months") | word_set("common_names", "surnames")


def _given_parts(token: Token, *, shouts: bool) -> Iterator[str]:
    """Yield the words of a given name: "J.K." and "JK" are two initials, "Jean-Claude" is two words."""
    letters = token.text.replace(".", "")
    if token.initial or (len(letters) == 2 and letters.isupper() and not shouts):
        yield from fold(letters)
    else:
        yield from fold(token.text).split("-")


def compare_names(one: PersonName, other: PersonName) -> NameFit | None:
    """Tell how two names can be one person's.

    Args:
        one: A name.
        other: Another.

    Returns:
        How they agree; `None` when they are two people's.

    Example:
        >>> ada, bill = read_person("Ada J. Burns"), read_person("Bill Dixon")
        >>> compare_names(ada, read_person("Ada Burns")), compare_names(bill, read_person("William Dixon"))
        (<NameFit.MIDDLE: 1>, <NameFit.SHORT: 2>)
        >>> compare_names(ada, read_person("Ada K. Burns")) is None
        True
    """
    if not same_line((one.suffix,), (other.suffix,)):
        return None
    if not one.given or not other.given:
        return _compare_single(one, other)
    least = NameFit.FULL if one.suffix == other.suffix else NameFit.SUFFIX
    if _joined(one) == _joined(other):
        return max(least, _least_of_initials(one))
    fit = _compare_given(one, other) if one.surname == other.surname else None
    return None if fit is None else max(fit, least)


def _least_of_initials(name: PersonName) -> NameFit:
    """Tell how much it says that two names are equal: little for "A. Burns", more for "A. J. Burns"."""
    if len(name.given[0]) > 1:
        return NameFit.FULL
    return NameFit.INITIAL if len(name.given) == 1 else NameFit.MIDDLE


def _joined(name: PersonName) -> str:
    return " ".join((*name.given, name.surname.replace("-", " ")))


def _compare_single(one: PersonName, other: PersonName) -> NameFit | None:
    if one.surname == other.surname:
        return NameFit.SURNAME
    short, full = (one, other) if not one.given else (other, one)
    return NameFit.GIVEN if full.given and short.surname == full.given[0] else None


def _compare_given(one: PersonName, other: PersonName) -> NameFit | None:
    fit = _compare_first(one.given[0], other.given[0])
    if fit is None:
        used = one.given[0] in other.given[1:] or other.given[0] in one.given[1:]
        return NameFit.LOOSE if used else None
    short, long = sorted((one.given[1:], other.given[1:]), key=len)
    if not _agree(short, long):
        return None
    return max(fit, NameFit.FULL if one.given[1:] == other.given[1:] else NameFit.MIDDLE)


def _compare_first(one: str, other: str) -> NameFit | None:
    if one == other:
        return NameFit.FULL
    if len(one) == 1 or len(other) == 1:
        return NameFit.INITIAL if one[0] == other[0] else None
    if not nickname_lines(one) & nickname_lines(other):
        return None
    short = [name for name in (one, other) if is_short_form(name)]
    return NameFit.LOOSE if len(short) == 2 or any(map(is_own_name, short)) else NameFit.SHORT


def _agree(short: Sequence[str], long: Sequence[str]) -> bool:
    """Tell whether the middle names of one are among those of the other, in order, in full or by their first letter."""
    rest = iter(long)
    return all(any(_compare_first(word, another) is not None for another in rest) for word in short)


@lru_cache(maxsize=1 << 16)
def commonness(name: PersonName) -> Commonness:
    """Tell how many people can be expected to bear a name; the lists stand in `data/common_names.toml`.

    Args:
        name: The name; a surname alone, or with an initial, counts by the surname.

    Example:
        >>> [commonness(read_person(n)).name for n in ("John Smith", "Xyra Smith", "Ada Lorn", "Xyra Lorn")]
        ['COMMON', 'MIDDLING', 'MIDDLING', 'RARE']
        >>> commonness(read_person("John Fitzgerald Smith")).name
        'MIDDLING'
    """
    surname = name.surname in word_set("common_names", "surnames")
    if not name.given or len(name.given[0]) == 1:
        return Commonness.COMMON if surname else Commonness.RARE
    given = name.given[0] in word_set("common_names", "given")
    level = given + surname or int(given_name_pronoun(name.given[0]) is not None)
    return Commonness(max(0, level - any(len(word) > 1 for word in name.given[1:])))
