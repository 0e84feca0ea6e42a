"""Find the roles that an article states for a person: before the name, after it, and in a predicate."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from quoteattr.data import table
from quoteattr.speakers.lexicon import word_set
from quoteattr.speakers.mentions import NameIndex, is_role_noun
from quoteattr.speakers.names import Name
from quoteattr.speakers.reading import Reading, Token
from quoteattr.speakers.role_after import after
from quoteattr.speakers.role_before import before, set_before
from quoteattr.speakers.role_clauses import opening, owner, predicate, relative, served
from quoteattr.speakers.role_phrases import Place
from quoteattr.types import Span

__all__ = ["Role", "RoleForm", "best_role", "is_former", "role_facts", "roles_of"]

RoleForm = Literal[
    "title",
    "set-before",
    "apposition",
    "predicate",
    "relative",
    "served",
    "opening",
    "owner",
    "description",
    "headline",
]
_FINDERS: dict[RoleForm, Callable[[Place], Span | None]] = {
    "title": before,
    "set-before": set_before,
    "apposition": after,
    "predicate": predicate,
    "relative": relative,
    "served": served,
    "opening": opening,
    "owner": owner,
}


_LONGEST_IN_HEADLINE = 4
# Of a role with more content words than this, the number says no more.
_MOST_COUNTED = 5
# What makes a role a past one stands so near before it.
_FURTHEST_PAST = 4
_ARTICLES = frozenset({"a", "an", "the"})
# "founder of Burns" has its name from her, "adviser to Burns" is another.
_TO = frozenset({"to", "under", "with"})


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
        if span is not None and _is_to_oneself(reading, span, name):
            continue
        if span is not None and not headline:
            yield Role(span.start, span.end, form)
        elif span is not None and _fits_headline(reading, span):
            yield Role(span.start, span.end, "headline")


def _is_to_oneself(reading: Reading, span: Span, name: Name) -> bool:
    """Tell whether a role is what somebody else is to the person ("a deputy to Burns", but "head of Burns Marine")."""
    words = reading.tokens
    for k in reading.within(span.start, span.end)[1:]:
        firm = k + 1 < len(words) and words[k + 1].capital and words[k + 1].follows(words[k])
        if words[k].lower == name.words[-1] and words[k - 1].lower in _TO and not firm:
            return True
    return False


def is_former(reading: Reading, role: Role) -> bool:
    """Tell whether the article states a role as a past one.

    A word of the role itself says so ("former mayor", "the late senator", "a retired judge"), or the words around it
    do: "once the mayor", "who served as mayor", "was mayor until 2012". A plain past tense does not: news writes "was"
    of offices that go on.

    Args:
        reading: The article's words.
        role: The role.

    Example:
        >>> from quoteattr.speakers.reading import read
        >>> text = "Ada Burns, a former mayor, met Bill Dixon, the mayor."
        >>> r = read(text, [], [])
        >>> is_former(r, Role(13, 25, "apposition")), is_former(r, Role(47, 52, "apposition"))
        (True, False)
    """
    words = reading.tokens
    tokens = reading.within(role.start, role.end)
    if _says_past([words[i] for i in tokens]):
        return True
    leading = words[max(0, tokens.start - _FURTHEST_PAST) : tokens.start]
    near = [t.lower for t in leading if t.sentence == words[tokens.start].sentence] if tokens else []
    # "Ada Burns, then mayor", but "Then the mayor left"
    then = near[-1:] == ["then"] and "," in words[tokens.start - 1].gap
    if then or (
        near
        and (near[-1] in word_set("titles", "past", "before") or (near[-1] in _ARTICLES and near[-2:-1] == ["once"]))
    ):
        return True
    return role.form in {"served", "relative", "predicate"} and (_served(near) or _ended(reading, tokens.stop))


def _says_past(tokens: Sequence[Token]) -> bool:
    """Tell whether a word before the head says it, and not of an owner ("the former mayor's aide")."""
    past = False
    for token in tokens:
        if token.lower in word_set("function_words", "words", "prepositions") - word_set("past_roles", "words"):
            break
        past = past or not word_set("past_roles", "words").isdisjoint({token.lower, token.lower.split("-", 1)[0]})
        past = past and not token.possessive
    return past


def _served(before: Sequence[str]) -> bool:
    """Tell whether what leads to a role is in the past ("who served as", "was once", "used to be")."""
    return any(word in word_set("titles", "past", "leading") for word in before)


def _ended(reading: Reading, stop: int) -> bool:
    """Tell whether a year or an event ends the role ("was mayor until 2012", "was director from 2001 to 2006")."""
    after = reading.tokens[stop : stop + 2]
    return bool(after) and after[0].lower in word_set("titles", "past", "ending") and not after[0].gap.strip(" ,")


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
    if not roles:
        return None
    setting = _setting(reading, roles)
    return max(roles, key=lambda role: (_score(reading, role, setting), -role.start))


@dataclass(frozen=True, slots=True)
class _Setting:
    """What all the roles of one person say of each one."""

    first: int
    heads: Counter[str]


def _setting(reading: Reading, roles: Iterable[Role]) -> _Setting:
    starts = {role.start: _head(_words(reading, role)) for role in roles}
    return _Setting(min(starts, default=0), Counter(starts.values()))


def _words(reading: Reading, role: Span) -> list[str]:
    return [reading.tokens[i].lower for i in reading.within(role.start, role.end)]


def _score(reading: Reading, role: Role, setting: _Setting) -> float:
    weights = _weights()
    return sum(weights.get(fact, 0.0) for fact in _facts(reading, role, setting))


@cache
def _weights() -> Mapping[str, float]:
    return dict(table("roles")["weights"])


def role_facts(reading: Reading, role: Role, roles: Iterable[Role]) -> Iterator[str]:
    """Yield what speaks for or against a role; the weight of each fact stands in `data/roles.toml`.

    Args:
        reading: The article's words.
        role: The role.
        roles: All roles that the article states for the person.
    """
    return _facts(reading, role, _setting(reading, roles))


def _facts(reading: Reading, role: Role, setting: _Setting) -> Iterator[str]:
    tokens = [reading.tokens[i] for i in reading.within(role.start, role.end)]
    words = [token.lower for token in tokens]
    content = sum(word not in word_set("function_words") for word in words)
    yield f"form-{role.form}"
    yield from (f"longer-than-{n}" for n in range(1, min(content, _MOST_COUNTED)))
    yield from _facts_of_head(words)
    yield from _facts_of_place(reading, role, setting, words)
    if words[0] in word_set("past_roles", "words"):
        yield "former"
    if any(word in word_set("function_words", "words", "prepositions") for word in words):
        yield "governs"
    if any(token.possessive for token in tokens):
        yield "owned"
    if words[0] in word_set("noun_phrases", "determining"):
        yield "owned-by-pronoun"
    if tokens[0].capital and not tokens[0].opens:
        yield "capital"


def _facts_of_place(reading: Reading, role: Role, setting: _Setting, words: list[str]) -> Iterator[str]:
    if reading.quotation_at(role.start) is not None:
        yield "quoted"
    if role.start == setting.first and role.form != "headline":
        yield "first"
    if setting.heads[_head(words)] > 1:
        yield "head-again"


def _facts_of_head(words: list[str]) -> Iterator[str]:
    head = _head(words)
    last = head.rsplit("-", 1)[-1]
    if not head:
        yield "no-head"
    for kind in ("offices", "abbreviations", "posts", "weak", "running"):
        if {head, last} & word_set("titles", kind):
            yield kind


def _head(words: list[str]) -> str:
    return next((word for word in reversed(_head_words(words)) if is_role_noun(word)), "")


def _head_words(words: list[str]) -> list[str]:
    """Return the words before the first preposition."""
    prepositions = word_set("function_words", "words", "prepositions")
    stop = next((i for i, word in enumerate(words) if i and word in prepositions), len(words))
    return words[:stop]
