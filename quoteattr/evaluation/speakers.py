"""When a predicted speaker, role or source is the gold one."""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any, Literal

from quoteattr.errors import SchemaError
from quoteattr.evaluation.spans import Letters

__all__ = [
    "AUTHOR",
    "PRONOUNS",
    "Naming",
    "is_pronoun",
    "judge_speaker",
    "name_words",
    "same_role",
    "same_source",
    "same_speaker",
]

AUTHOR = "author"
"""The gold speaker of what the article says in its writer's own voice."""

Naming = Literal["wrong", "right", "full"]

# Part of the benchmark's definition, so it stays apart from the word lists by which the library resolves speakers:
# these may grow, the yardstick may not.
PRONOUNS = frozenset(
    {"he", "she", "they", "i", "we", "you", "it", "his", "her", "him", "them", "our", "their", "my"}
    | {"who", "that", "which", "whom"}
)
"""Sources that count as pronouns."""

_HONORIFICS = frozenset(
    {"the", "a", "an", "former", "then"}
    | {"mr", "mrs", "ms", "miss", "dr", "sir", "dame", "lord", "lady", "rev", "gen", "general", "prof", "professor"}
    | {"sen", "sens", "senator", "rep", "reps", "representative", "gov", "governor", "president", "secretary"}
    | {"mayor", "judge"}
)
_POSSESSIVE = re.compile(r"[’']s?\b")
_LEAST_ROLE_OVERLAP = 0.5
_LEAST_SOURCE_SHARE = 0.5


def name_words(name: str | None) -> list[str]:
    """Return the words by which names and roles are compared.

    Case, possessives, punctuation and leading articles, honorifics and titles are left out.

    Args:
        name: A name or a role; `None` gives no words.

    Example:
        >>> name_words("Mayor Ada O’Neill-Burns’s")
        ['ada', 'oneill', 'burns']
    """
    rest = _POSSESSIVE.sub("", " ".join((name or "").split())).strip(' ,.;:"“”')
    first, space, others = rest.partition(" ")
    while space and first.casefold().removesuffix(".") in _HONORIFICS:
        rest = others
        first, space, others = rest.partition(" ")
    return re.findall(r"\w+", rest.casefold())


def same_speaker(predicted: str | None, gold: Mapping[str, Any]) -> Naming:
    """Tell whether a name means the gold speaker.

    It does if its words are those of the gold speaker's name or of an alias, or if one of the two has all the words of
    the other; a person's surname, the last word, must then be the same.

    Args:
        predicted: The resolved name; `None` or one without a word is never right.
        gold: A gold speaker with `name`, `aliases` and `kind`.

    Returns:
        `full` when it is also the gold speaker's fullest name, otherwise `right` or `wrong`.

    Example:
        >>> ada = {"name": "Ada Burns", "aliases": [], "kind": "person"}
        >>> [same_speaker(name, ada) for name in ("Ms Ada Burns", "Burns", "Ada")]
        ['full', 'right', 'wrong']
    """
    words = name_words(predicted)
    names = [name_words(name) for name in (gold["name"], *(gold.get("aliases") or ()))]
    person = gold.get("kind") == "person"
    if not any(_same_name(words, name, person=person) for name in names):
        return "wrong"
    return "full" if words == names[0] else "right"


def judge_speaker(
    target: Any, resolved: Mapping[str, Any] | None, named: Mapping[Any, Mapping[str, Any]]
) -> Naming | None:
    """Tell whether a quotation was given to the right speaker.

    Args:
        target: The gold speaker: an id, `AUTHOR`, or `None` where even a careful reader cannot tell.
        resolved: The speaker that was found, with its `name`; `None` when none was, which is right for the writer's
            own voice.
        named: The gold speakers by id.

    Returns:
        As `same_speaker`, with `full` for a writer's voice that was left to the writer; `None` where nothing is asked.

    Raises:
        SchemaError: If the gold speaker is not among the gold speakers.

    Example:
        >>> ada = {"id": "s1", "name": "Ada Burns", "kind": "person"}
        >>> judge_speaker("s1", {"name": "Burns"}, {"s1": ada}), judge_speaker("author", None, {})
        ('right', 'full')
    """
    if target is None:
        return None
    if target == AUTHOR:
        return "full" if resolved is None else "wrong"
    if target not in named:
        raise SchemaError(
            f"gold speaker {target!r} of a quotation is not among the article's ({', '.join(map(str, named))}); "
            f'add it, or use `None` or "{AUTHOR}"'
        )
    return same_speaker(resolved["name"], named[target]) if resolved else "wrong"


def _same_name(one: list[str], other: list[str], *, person: bool) -> bool:
    if not one or not other:
        return False
    shorter, longer = sorted((one, other), key=len)
    return one == other or (set(shorter) <= set(longer) and (not person or one[-1] == other[-1]))


def same_role(predicted: str | None, gold: str) -> bool:
    """Tell whether a role is the gold one, by the F1 of their words: at least one half.

    Args:
        predicted: The role that was found; `None` when none was, which is never right.
        gold: The gold speaker's role.

    Example:
        >>> same_role("chief executive", "chief executive of Milltown Council")
        True
    """
    one, other = Counter(name_words(predicted)), Counter(name_words(gold))
    shared = (one & other).total()
    return shared > 0 and 2 * shared / (one.total() + other.total()) >= _LEAST_ROLE_OVERLAP


def same_source(predicted: Letters, gold: Letters) -> bool:
    """Tell whether a source is the gold one: at least half of its letters lie in it.

    Example:
        >>> same_source(frozenset({4, 5}), frozenset({4, 5, 6, 7, 8, 9}))
        True
    """
    return bool(predicted) and len(predicted & gold) / len(predicted) >= _LEAST_SOURCE_SHARE


def is_pronoun(source: str) -> bool:
    """Tell whether the text of a source is nothing but a pronoun.

    Example:
        >>> is_pronoun(" She "), is_pronoun("her spokesman")
        (True, False)
    """
    return source.casefold().strip() in PRONOUNS
