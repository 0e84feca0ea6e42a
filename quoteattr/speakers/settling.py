"""Whom a person's description cannot mean, whatever speaks for it."""

from collections.abc import Callable

from quoteattr.speakers.antecedents import Option
from quoteattr.speakers.lexicon import word_set
from quoteattr.speakers.referents import Referent

__all__ = ["Fits", "may_mean"]

Fits = Callable[[Option], bool]
"""Tells whether a candidate can be meant."""


def may_mean(opening: str, owner: Referent | None, option: Option) -> bool:
    """Tell whether a description can mean a candidate.

    "His lawyer" is not he; "a source" is nobody who was named before, and "another source" nobody at all who was
    mentioned before.

    Args:
        opening: The first word of the description, case-folded.
        owner: Whose man or woman it is; `None` when nobody's.
        option: The candidate.
    """
    if option.referent is owner:
        return False
    if opening in word_set("noun_phrases", "contrasting"):
        return option.candidate.count == 0
    by_name = option.candidate.count > 0 and any(o.kind == "name" for o in option.candidate.occurrences)
    return not (by_name and opening in word_set("noun_phrases", "introducing"))
