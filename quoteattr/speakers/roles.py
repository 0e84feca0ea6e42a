"""Find the roles that an article states for a person: before the name, after it, and in a predicate."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from quoteattr.speakers.lexicon import word_set
from quoteattr.speakers.mentions import NameIndex, sort_of_noun
from quoteattr.speakers.names import Name
from quoteattr.speakers.reading import Reading, Token
from quoteattr.types import Span

__all__ = ["Role", "RoleForm", "best_role", "is_role_noun", "roles_of"]

_BREAK = re.compile(r"[;:()\[\]—–“”\"?!]|--|\.")
_COPULAS = frozenset({"is", "was", "became", "remains"})
_CLAUSE = frozenset(
    ["who", "whom", "whose", "which", "that", "and", "but", "where", "when", "while", "because", "said", "told"]
)
_REACH = 24
_OWNERS = frozenset(["his", "her", "their", "its", "our", "my"])
_DETERMINERS = _OWNERS | {"the", "a", "an"}


RoleForm = Literal["title", "set-before", "apposition", "predicate", "served", "owner", "description", "headline"]
_FORM_WEIGHTS: dict[RoleForm, float] = {
    "title": 1.0,
    "set-before": 0.5,
    "apposition": 0.5,
    "predicate": -1.0,
    "description": -1.0,
    "served": -2.5,
    "owner": -6.0,
    "headline": -7.0,
}


@dataclass(frozen=True, slots=True, order=True)
class Role(Span):
    """Where an article states a role.

    Args:
        start: Offset of its first character.
        end: Offset after its last character.
        form: How it is stated; "description" is a definite nominal that was resolved to the person.
    """

    form: RoleForm = "title"


def is_role_noun(word: str) -> bool:
    """Tell whether a word can be the head of a person's role.

    Example:
        >>> is_role_noun("mayor"), is_role_noun("co-mayor"), is_role_noun("river")
        (True, True, False)
    """
    roles = word_set("titles", "roles")
    if word in roles or word.rsplit("-", 1)[-1] in roles or word in word_set("titles", "abbreviations"):
        return True
    return len(word) > 6 and word.endswith(tuple(word_set("titles", "modifiers", "endings")))


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
    headline = reading.tokens[name.first].sentence in reading.title_case
    for form, find in _FINDERS.items():
        span = find(reading, index, name, limit)
        if span is not None:
            yield Role(span.start, span.end, "headline" if headline else form)


def _before(reading: Reading, index: NameIndex, name: Name, limit: int | None) -> Span | None:
    """Read the title before a name: its capitalised part and the lower-case words that lead up to it."""
    words = reading.tokens
    end = name.first
    while end > name.title and words[end - 1].lower in word_set("titles", "honorifics"):
        end -= 1
    if end == 0 or (end == name.first and not words[end].follows(words[end - 1])):
        return None
    head = _head_before(words, end, name)
    if head is None:
        return None
    capital = name.title < end
    start = _leftmost(words, min(name.title, head) if capital else head, strict=capital)
    return _span(reading, start, end) if start < end else None


def _head_before(words: Sequence[Token], end: int, name: Name) -> int | None:
    """Return the index of the role noun that ends at `end`, or that governs what ends there ("secretary of state")."""
    for k in range(end - 1, max(-1, end - 7), -1):
        if k < end - 1 and not words[k + 1].follows(words[k]):
            return None
        if _is_head(name, words[k].lower):
            return k
        plain = (
            words[k].lower in {"of", "for"} or words[k].capital or words[k].lower in word_set("titles", "complements")
        )
        if not plain:
            return None
    return None


def _leftmost(words: Sequence[Token], i: int, *, strict: bool) -> int:
    """Walk left over the words that can stand in a title, and return the first of them.

    Before a capitalised title a lower-case word must be a known modifier ("former Gov."), else it may be a verb.
    """
    start = i
    for k in range(i - 1, max(-1, i - 10), -1):
        if not _adjoins(words[k], words[k + 1]) or not _in_title(words, k, strict=strict):
            break
        start = k
    while start < i and words[start].lower in {"the", "a", "an", "of", "and", "for", "its"}:
        start += 1
    return start


def _adjoins(token: Token, after: Token) -> bool:
    if token.sentence != after.sentence or "\n" in after.gap:
        return False
    gap = after.gap.strip()
    return not gap or gap == "/" or after.follows(token) or (token.possessive and gap in {"’", "'"})


def _in_title(words: Sequence[Token], k: int, *, strict: bool) -> bool:
    token, word = words[k], words[k].lower
    if word in {"of", "and"}:
        return k > 0 and is_role_noun(words[k - 1].lower)
    if word in word_set("function_words") or word in word_set("nouns", "time"):
        return False
    if token.capital or is_role_noun(word) or word in word_set("titles", "modifiers", "words"):
        return True
    if strict or word in word_set("cue_verbs", "words") or word.endswith("ly"):
        return False
    return "-" in word or not word.endswith(("ing", "ed"))


def _set_before(reading: Reading, index: NameIndex, name: Name, limit: int | None) -> Span | None:
    """Read a role that a comma parts from the name after it ("the council's chief executive, Ada Burns,")."""
    words = reading.tokens
    i = name.title
    if i == 0 or words[i].gap.strip() != "," or words[i - 1].sentence != words[i].sentence:
        return None
    closed = name.last >= len(words) or bool(words[name.last].gap.strip())
    first = i
    for k in range(i - 1, max(-1, i - 14), -1):
        if k < i - 1 and not _adjoins(words[k], words[k + 1]):
            break
        if words[k].lower in word_set("function_words", "words", "auxiliaries") or words[k].lower in _CLAUSE:
            break
        if words[k].lower in word_set("cue_verbs", "words") and not words[k].capital:
            break
        first = k
        governed = k > 0 and words[k - 1].lower in word_set("function_words", "words", "prepositions")
        if words[k].lower in _DETERMINERS and not (governed and k > 1 and is_role_noun(words[k - 2].lower)):
            break
    while first < i and words[first].lower in word_set("function_words") and words[first].lower not in _OWNERS:
        first += 1
    good = first < i and _first_head(words, first, i, name) and (closed or i - first <= 6)
    return _span(reading, first, i) if good else None


def _is_head(name: Name, word: str) -> bool:
    """Tell whether a noun can be the head of what is said of a name's bearer."""
    return sort_of_noun(word) == "organisation" if name.kind == "organisation" else is_role_noun(word)


def _first_head(words: Sequence[Token], first: int, stop: int, name: Name) -> bool:
    """Tell whether the noun phrase that begins at `first` has a role as its head: before any preposition."""
    head = None
    for k in range(first, stop):
        if words[k].lower in word_set("function_words", "words", "prepositions") and k > first:
            break
        head = k
    return head is not None and _is_head(name, words[head].lower) and not words[head].possessive


def _after(reading: Reading, index: NameIndex, name: Name, limit: int | None) -> Span | None:
    """Read the apposition after a name ("Ada Burns, chief executive of the council,")."""
    words = reading.tokens
    i = name.last
    while i < len(words) and words[i].gap.strip() == "," and words[i].lower in word_set("titles", "suffixes"):
        i += 1
    if (
        i + 1 < len(words)
        and words[i].text.isdigit()
        and words[i].gap.strip() == ","
        and words[i + 1].gap.strip() == ","
    ):
        # An age stands between: "Ada Burns, 43, a teacher".
        i += 1
    if i < len(words) and words[i].gap.strip() == "(":
        # A party and a state in parentheses: "Ada Burns (D-Ohio), chairwoman of the committee".
        i = _after_parenthesis(words, i)
    if i >= len(words) or words[i].gap.strip(" .)") not in {",", "—", "–", "--", "-"}:
        return None
    if words[i].sentence != words[i - 1].sentence:
        return None
    return _phrase(reading, i, limit, name)


def _after_parenthesis(words: Sequence[Token], i: int) -> int:
    for k in range(i + 1, min(len(words), i + 5)):
        if ")" in words[k].gap:
            return k
    return i


def _phrase(reading: Reading, i: int, limit: int | None, name: Name) -> Span | None:
    """Read a noun phrase with a role as its head, and what the head governs."""
    words = reading.tokens
    relative = words[i].lower == "who"
    if relative and i + 1 < len(words) and words[i + 1].lower in _COPULAS:
        i += 2
    elif relative:
        return _who_leads(reading, i, limit)
    while i < len(words) and words[i].lower in {"the", "a", "an", "also", "now", "himself", "herself", "then", "with"}:
        i += 1
    stop = _phrase_end(reading, i, limit)
    if stop <= i:
        return None
    if not _first_head(words, i, stop, name) and not _coordinated_head(words, i, stop, name):
        return None
    return _span(reading, i, stop)


def _coordinated_head(words: Sequence[Token], i: int, stop: int, name: Name) -> bool:
    return any(
        _is_head(name, words[k].lower) and k + 1 < stop and words[k + 1].lower in {"and", "of", "for", "in", "at", "to"}
        for k in range(i, min(stop, i + 8))
    )


def _who_leads(reading: Reading, i: int, limit: int | None) -> Span | None:
    words = reading.tokens
    verbs = {
        "leads",
        "led",
        "heads",
        "headed",
        "runs",
        "ran",
        "chairs",
        "chaired",
        "represents",
        "represented",
        "directs",
    }
    verbs |= {"oversees", "manages", "founded", "owns", "edits", "teaches", "studies"}
    if i + 1 >= len(words) or words[i + 1].lower not in verbs:
        return None
    stop = _phrase_end(reading, i + 2, limit)
    return _span(reading, i + 1, stop) if stop > i + 2 else None


def _phrase_end(reading: Reading, i: int, limit: int | None) -> int:
    words = reading.tokens
    k = i
    while k < min(len(words), i + _REACH):
        token = words[k]
        if k > i and _ends_phrase(words, i, k):
            break
        if limit is not None and token.start >= limit:
            break
        k += 1
    while k > i and words[k - 1].lower in {"and", "or", "of", "for", "the", "a", "in", "at"}:
        k -= 1
    return k


def _ends_phrase(words: Sequence[Token], i: int, k: int) -> bool:
    token = words[k]
    gap = token.gap
    if token.sentence != words[k - 1].sentence:
        return True
    if gap.startswith(".") and (token.follows(words[k - 1]) or words[k - 1].initial):
        gap = gap[1:]
    if _BREAK.search(gap) or "," in gap:
        return True
    word = token.lower
    if word == "and":
        nxt = words[k + 1].lower if k + 1 < len(words) else ""
        return nxt in {"a", "an", "who", "he", "she", "whose"}
    if word in _CLAUSE or word in word_set("function_words", "words", "auxiliaries"):
        return True
    if word.endswith("ing") and len(word) > 5 and word not in word_set("titles", "modifiers", "words"):
        return not token.capital
    return word in word_set("cue_verbs", "words") and not token.capital


def _predicate(reading: Reading, index: NameIndex, name: Name, limit: int | None) -> Span | None:
    """Read a predicate ("Ada Burns is the council's chief executive")."""
    words = reading.tokens
    i = name.last
    if (
        i + 2 >= len(words)
        or words[i].lower not in _COPULAS
        or words[i].gap.strip()
        or words[i].sentence != words[i + 2].sentence
    ):
        return None
    return _phrase(reading, i + 1, limit, name) if words[i + 1].lower in {"a", "an", "the"} else None


def _served(reading: Reading, index: NameIndex, name: Name, limit: int | None) -> Span | None:
    """Read an office after "as" in the same clause ("who served as secretary of state")."""
    words = reading.tokens
    for k in range(name.last, min(len(words) - 1, name.last + 10)):
        if words[k].sentence != words[name.first].sentence or _BREAK.search(words[k].gap):
            return None
        if words[k].lower == "as" and not words[k + 1].gap.strip():
            return _phrase(reading, k + 1, limit, name)
    return None


def _owner(reading: Reading, index: NameIndex, name: Name, limit: int | None) -> Span | None:
    """Read the organisation that a person belongs to ("The Gazette’s Bill Dixon", "Bill Dixon of The Gazette")."""
    words = reading.tokens
    if len(name.words) < 2:
        return None
    if (
        name.first > 0
        and name.title == name.first
        and words[name.first - 1].possessive
        and not words[name.first].gap.strip()
    ):
        owner = index.at(name.first - 1)
        return _owner_span(words, owner)
    i = name.last
    if i + 2 < len(words) and words[i].lower in {"of", "from"} and not words[i].gap.strip():
        return _owner_span(words, index.at(i + 1 + (words[i + 1].lower == "the")))
    return None


def _owner_span(words: Sequence[Token], owner: Name | None) -> Span | None:
    if owner is None or owner.kind in {"person", "place", "group"}:
        return None
    return Span(words[owner.title].start, owner.end)


def _span(reading: Reading, start: int, stop: int) -> Span:
    words = reading.tokens
    end = words[stop - 1].end
    if reading.text[end : end + 1] == "." and (
        words[stop - 1].initial or words[stop - 1].lower in word_set("titles", "abbreviations")
    ):
        end += 1
    return Span(words[start].start, end)


_FINDERS: dict[RoleForm, Callable[[Reading, NameIndex, Name, int | None], Span | None]] = {
    "title": _before,
    "set-before": _set_before,
    "apposition": _after,
    "predicate": _predicate,
    "served": _served,
    "owner": _owner,
}


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
    return weight + 3.0 * (head in offices) - 4.0 * (head in weak or head.rsplit("-", 1)[-1] in weak)


def _head_words(words: list[str]) -> list[str]:
    """Return the words before the first preposition."""
    prepositions = word_set("function_words", "words", "prepositions")
    stop = next((i for i, word in enumerate(words) if i and word in prepositions), len(words))
    return words[:stop]
