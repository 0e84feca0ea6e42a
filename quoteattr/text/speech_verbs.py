"""Verbs of speaking that tie a quotation to the name after it."""

from dataclasses import dataclass
from functools import cache

from quoteattr.data import table

__all__ = ["SpeechVerbs", "load_speech_verbs"]


@dataclass(frozen=True, slots=True)
class SpeechVerbs:
    """The verbs that tie a quotation to the name after it.

    Args:
        with_clause: Verbs after which a clause may stand ("said").
        without_clause: Verbs after which none does ("asked", "cried").
        final: Verbs that count only at the end of a clause ("called").
        clause_openers: Words that open a clause.
        name_particles: Words inside a name that have no capital letter.
        no_name: Words that end the search for a name: verbs and relative pronouns.

    Example:
        >>> "cried" in load_speech_verbs()
        True
    """

    with_clause: frozenset[str]
    without_clause: frozenset[str]
    final: frozenset[str]
    clause_openers: frozenset[str]
    name_particles: frozenset[str]
    no_name: frozenset[str]

    def __contains__(self, word: str) -> bool:
        return word in self.with_clause or word in self.without_clause or word in self.final


@cache
def load_speech_verbs() -> SpeechVerbs:
    """Return the speech verbs of the package, read once.

    Example:
        >>> load_speech_verbs() is load_speech_verbs()
        True
    """
    data = table("speech_verbs")
    return SpeechVerbs(**{name: frozenset(words) for name, words in data.items()})
