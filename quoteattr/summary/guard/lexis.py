"""What single words of a name look like: titles, places, words of the calendar, nouns that only open a sentence."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from quoteattr.data import table
from quoteattr.speakers.lexicon import word_set
from quoteattr.summary.guard.words import Word, folded, irregular_forms

__all__ = [
    "is_abstract",
    "is_calendar",
    "is_finite",
    "is_grammar",
    "is_no_surname",
    "is_people",
    "is_place",
    "is_title_word",
    "plain_words",
    "report_verbs",
    "same_names",
]


def is_finite(word: Word) -> bool:
    """Tell whether a word looks like the verb of a subject before it."""
    if word.capital or word.key in word_set("function_words", "words", "prepositions"):
        return False
    irregular = word.base != word.key and word.key in irregular_forms()
    return (
        word.key.endswith("ed")
        or irregular
        or word.key in report_verbs()
        or word.key in word_set("function_words", "words", "auxiliaries")
    )


def is_abstract(word: Word) -> bool:
    """Tell whether a word looks like a noun that needs no article: "Unemployment rose"."""
    return word.key.endswith(tuple(table("guard_names")["abstract"].split()))


def is_no_surname(word: Word) -> bool:
    """Tell whether a capitalised word cannot be a surname: an organisation, a people, a word of grammar."""
    key = word.key
    organisation = key in word_set("nouns", "organisation") and key not in word_set("nouns", "surnames")
    return organisation or key in word_set("places", "peoples") or is_grammar(word)


def is_title_word(key: str) -> bool:
    """Tell whether a word is an honorific, a title, a role or a suffix.

    Args:
        key: The word, folded.

    Example:
        >>> is_title_word("senator"), is_title_word("burns")
        (True, False)
    """
    kinds = ("honorifics", "abbreviations", "roles", "suffixes", "offices", "posts")
    return any(key in word_set("titles", kind) for kind in kinds)


def is_grammar(word: Word) -> bool:
    """Tell whether a word belongs to the closed classes or to the calendar."""
    return word.key in word_set("function_words") or is_calendar(word.key) or word.key.split("'")[0] in _contracting()


@cache
def _contracting() -> frozenset[str]:
    """Return what may stand before the apostrophe of a contraction."""
    return word_set("function_words", "words", "pronouns") | word_set("function_words", "words", "auxiliaries")


def is_place(key: str) -> bool:
    """Tell whether a folded word is listed as a place or a people."""
    return key in word_set("places", "places") or key in word_set("places", "peoples")


def is_calendar(key: str) -> bool:
    """Tell whether a word is a month, a weekday or a number.

    Args:
        key: The word, folded.

    Example:
        >>> is_calendar("monday"), is_calendar("burns")
        (True, False)
    """
    return key in _calendar()


@cache
def _calendar() -> frozenset[str]:
    numbers = table("guard_numbers")
    days = {f"{day}s" for day in numbers["weekdays"]}
    keys = ("months", "weekdays", "cardinals", "ordinals", "scales", "decades", "fractions")
    return frozenset(word for key in keys for word in numbers[key]) | days


@cache
def plain_words() -> frozenset[str]:
    """Return the words that are written with a capital and name nobody by themselves."""
    return frozenset(folded(word) for word in table("guard_names")["plain"].split())


@cache
def report_verbs() -> frozenset[str]:
    """Return the forms of verbs that report a claim."""
    return (
        word_set("speech_verbs", "with_clause")
        | word_set("speech_verbs", "without_clause")
        | word_set("guard_claims", "verbs")
    )


def is_people(word: Word) -> bool:
    """Tell whether a word looks like a plural noun for people, which needs no article before it."""
    return word.key.endswith(tuple(table("guard_names")["people"].split())) or (
        word.key in word_set("nouns", "group") or is_title_word(word.base)
    )


@cache
def same_names() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Map each word to the other names of what it names: "french" to "france"."""
    lines = [*table("guard_names")["same"], *table("regions")["states"], *table("regions")["countries"]]
    same: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for line in lines:
        forms = [tuple(folded(part) for part in form.split("-")) for form in line.split()]
        for form in forms:
            for word in form:
                same[word] += [other for other in forms if other != form]
    return {word: tuple(forms) for word, forms in same.items()}
