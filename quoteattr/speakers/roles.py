"""Find the roles that an article states for a person: before the name, after it, and in a predicate."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from quoteattr.data import table
from quoteattr.speakers import role_finders
from quoteattr.speakers.lexicon import word_set
from quoteattr.speakers.mentions import NameIndex, is_role_noun
from quoteattr.speakers.names import Name
from quoteattr.speakers.reading import Reading
from quoteattr.speakers.role_phrases import Place
from quoteattr.types import Span

__all__ = ["Role", "RoleForm", "best_role", "role_facts", "roles_of"]

RoleForm = Literal[
    "title", "set-before", "apposition", "predicate", "relative", "served", "owner", "description", "headline"
]
_FINDERS: dict[RoleForm, Callable[[Place], Span | None]] = {
    "title": role_finders.before,
    "set-before": role_finders.set_before,
    "apposition": role_finders.after,
    "predicate": role_finders.predicate,
    "relative": role_finders.relative,
    "served": role_finders.served,
    "owner": role_finders.owner,
}


_LONGEST_IN_HEADLINE = 4


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
        if span is not None and not headline:
            yield Role(span.start, span.end, form)
        elif span is not None and _fits_headline(reading, span):
            yield Role(span.start, span.end, "headline")


def _fits_headline(reading: Reading, span: Span) -> bool:
    """Tell whether a role in a headline is short and ends in its noun: there every word has a capital, verbs too."""
    tokens = reading.within(span.start, span.end)
    return len(tokens) <= _LONGEST_IN_HEADLINE and is_role_noun(reading.tokens[tokens[-1]].lower)


def best_role(reading: Reading, roles: Sequence[Role]) -> Role | None:
    """Choose the most informative of the roles stated for one person.

    Args:
        reading: The article's words.
        roles: The roles, in order of where they were found.

    Returns:
        The role that says most, the first of equals; `None` when there are none.
    """
    first = min((role.start for role in roles), default=0)
    return max(roles, key=lambda role: (_score(reading, role, first), -role.start), default=None)


def _score(reading: Reading, role: Role, first: int) -> float:
    weights = _weights()
    return sum(weights.get(fact, 0.0) for fact in role_facts(reading, role, first=role.start == first))


@cache
def _weights() -> Mapping[str, float]:
    return dict(table("roles")["weights"])


def role_facts(reading: Reading, role: Role, *, first: bool) -> Iterator[str]:
    """Yield what speaks for or against a role; the weight of each fact stands in `data/roles.toml`.

    Args:
        reading: The article's words.
        role: The role.
        first: Whether it is the first one that the article states for the person.
    """
    tokens = [reading.tokens[i] for i in reading.within(role.start, role.end)]
    words = [token.lower for token in tokens]
    content = sum(word not in word_set("function_words") for word in words)
    yield f"form-{role.form}"
    yield from (f"longer-than-{n}" for n in range(1, min(content, 5)))
    yield from _facts_of_head(words)
    if words[0] in {"former", "then", "ex"}:
        yield "former"
    if any(word in word_set("function_words", "words", "prepositions") for word in words):
        yield "governs"
    if any(token.possessive for token in tokens):
        yield "owned"
    if tokens[0].capital and not tokens[0].opens:
        yield "capital"
    if reading.quotation_at(role.start) is not None:
        yield "quoted"
    if first and role.form != "headline":
        yield "first"


def _facts_of_head(words: list[str]) -> Iterator[str]:
    head = next((w for w in reversed(_head_words(words)) if is_role_noun(w)), "")
    last = head.rsplit("-", 1)[-1]
    if not head:
        yield "no-head"
    for kind in ("offices", "abbreviations", "posts", "weak", "running"):
        if {head, last} & word_set("titles", kind):
            yield kind


def _head_words(words: list[str]) -> list[str]:
    """Return the words before the first preposition."""
    prepositions = word_set("function_words", "words", "prepositions")
    stop = next((i for i, word in enumerate(words) if i and word in prepositions), len(words))
    return words[:stop]
