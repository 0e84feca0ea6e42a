"""Whom a person's description cannot mean, whatever speaks for it."""

from collections.abc import Callable

from quoteattr.speakers.antecedents import Option
from quoteattr.speakers.lexicon import word_set
from quoteattr.speakers.mentions import SourceMention
from quoteattr.speakers.referents import Referent

__all__ = ["Fits", "introducing", "may_mean"]

Fits = Callable[[Option], bool]
"""Tells whether a candidate can be meant."""


def may_mean(opening: str, owner: Referent | None, gender: str, option: Option) -> bool:
    """Tell whether a description can mean a candidate.

    "His lawyer" is not he, and "the spokeswoman" no man; "a source" is nobody who was named before, and "another
    source" nobody at all who was mentioned before.

    Args:
        opening: The first word of the description, case-folded.
        owner: Whose man or woman it is; `None` when nobody's.
        gender: "he" or "she" when the description tells; "" otherwise.
        option: The candidate.
    """
    if option.referent is owner or (gender and option.referent.pronoun not in {gender, None}):
        return False
    if opening in word_set("noun_phrases", "contrasting"):
        return option.candidate.count == 0
    by_name = option.candidate.count > 0 and any(o.kind == "name" for o in option.candidate.occurrences)
    return not (by_name and opening in word_set("noun_phrases", "introducing"))


def introducing(mention: SourceMention, opening: str) -> str:
    """Return the word with which a description begins, or one that says the same of whom it can mean.

    "A third source" is another source, and "council spokeswoman" without an article is as new as "a spokeswoman".

    Args:
        mention: The description.
        opening: Its first word, case-folded.
    """
    if opening in {mention.head, *mention.modifiers[:1]} and mention.owner is None:
        return "a"
    apart = not word_set("noun_phrases", "setting-apart").isdisjoint(mention.modifiers[:1])
    return "another" if apart and opening in word_set("noun_phrases", "introducing") else opening
