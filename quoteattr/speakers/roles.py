"""Find the roles that an article states for a person: before the name, after it, and in a predicate."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from quoteattr.speakers import role_finders
from quoteattr.speakers.lexicon import word_set
from quoteattr.speakers.mentions import NameIndex, is_role_noun
from quoteattr.speakers.names import Name
from quoteattr.speakers.reading import Reading
from quoteattr.speakers.role_phrases import Place
from quoteattr.types import Span

__all__ = ["Role", "RoleForm", "best_role", "roles_of"]

RoleForm = Literal[
    "title", "set-before", "apposition", "predicate", "relative", "served", "owner", "description", "headline"
]
_FORM_WEIGHTS: dict[RoleForm, float] = {
    "title": 1.0,
    "set-before": 0.5,
    "apposition": 0.5,
    "predicate": -1.0,
    "description": -1.0,
    "relative": 0.0,
    "served": -2.5,
    "owner": -6.0,
    "headline": -7.0,
}


_FINDERS: dict[RoleForm, Callable[[Place], Span | None]] = {
    "title": role_finders.before,
    "set-before": role_finders.set_before,
    "apposition": role_finders.after,
    "predicate": role_finders.predicate,
    "relative": role_finders.relative,
    "served": role_finders.served,
    "owner": role_finders.owner,
}


# What an office adds, and what a head that only tells sides takes away.
_OFFICE = 2.0
_WEAK = 4.0


@dataclass(frozen=True, slots=True, order=True)
class Role(Span):
    """Where an article states a role.

    Args:
        start: Offset of its first character.
        end: Offset after its last character.
        form: How it is stated; "description" is a definite nominal that was resolved to the person.
    """

    form: RoleForm = "title"


def roles_of(reading: Reading, index: NameIndex, name: Name, limit: int | None = None) -> Iterator[Role]:
    """Yield the roles stated around one occurrence of a person's name.

    Args:
        reading: The article's words.
        index: Its names.
        name: The occurrence.
        limit: Offset that an apposition cannot pass, such as the end of the source; `None` for no limit.

    Example:
        >>> from quoteattr.speakers.names import find_names
        >>> from quoteattr.speakers.reading import read
        >>> text = "Council leader Bill Dixon met Ada Burns, chief executive of the council."
        >>> r = read(text, [], [])
        >>> names = find_names(r)
        >>> [text[s.start:s.end] for n in names for s in roles_of(r, NameIndex(names), n)]
        ['Council leader', 'chief executive of the council']
    """
    place = Place(reading, index, name, limit)
    headline = reading.tokens[name.first].sentence in reading.title_case
    for form, find in _FINDERS.items():
        span = find(place)
        if span is not None:
            yield Role(span.start, span.end, "headline" if headline else form)


def best_role(reading: Reading, roles: Sequence[Role]) -> Role | None:
    """Choose the most informative of the roles stated for one person.

    Args:
        reading: The article's words.
        roles: The roles, in order of where they were found.

    Returns:
        The role that says most, the first of equals; `None` when there are none.
    """
    return max(roles, key=lambda role: (_weight(reading, role), -role.start), default=None)


def _weight(reading: Reading, role: Role) -> float:
    """Weigh a role: an office before all, then length; being somebody's friend or rival says little."""
    words = [reading.tokens[i].lower for i in reading.within(role.start, role.end)]
    content = [w for w in words if w not in word_set("function_words")]
    offices = word_set("titles", "offices") | word_set("titles", "abbreviations")
    weak = word_set("titles", "weak")
    head = next((w for w in reversed(_head_words(words)) if is_role_noun(w)), "")
    weight = _FORM_WEIGHTS[role.form] + min(len(content), 5)
    return weight + _OFFICE * (head in offices) - _WEAK * (head in weak or head.rsplit("-", 1)[-1] in weak)


def _head_words(words: list[str]) -> list[str]:
    """Return the words before the first preposition."""
    prepositions = word_set("function_words", "words", "prepositions")
    stop = next((i for i, word in enumerate(words) if i and word in prepositions), len(words))
    return words[:stop]
