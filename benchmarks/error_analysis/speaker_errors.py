"""Sort wrongly resolved speakers, names and roles into groups that ask for different remedies."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quoteattr.evaluation.resolution import Resolution, match_speakers
from quoteattr.evaluation.sources import PRONOUN_GROUPS
from quoteattr.evaluation.speakers import name_words, same_role

__all__ = ["GROUPS", "SpeakerError", "find_speaker_errors"]

GROUPS = {
    **{f"wrong antecedent of {word}": f"a form of “{word}” given to another speaker" for word in PRONOUN_GROUPS},
    "wrong speaker by name": "the source is a name, the speaker another one",
    "wrong speaker by description": "the source is a description (“the mayor”), the speaker another one",
    "wrong implied speaker": "no source in the text, and the speaker is another one",
    "speaker missing": "the article gives a speaker, none was found",
    "speaker invented": "the article speaks in its own voice, and somebody was found",
    "name not the fullest": "the right speaker under less than the fullest name",
    "role missing": "a role is stated, none was found",
    "role not the most informative": "the role found is a part of the stated one, or the other way round",
    "role wrong": "another role than the stated one",
    "role invented": "a role was found, the annotation has none",
}
"""What each group of errors means."""

_BY_SOURCE = {
    "name": "wrong speaker by name",
    "nominal": "wrong speaker by description",
    "implicit": "wrong implied speaker",
}


@dataclass(frozen=True, slots=True)
class SpeakerError:
    """One thing that is wrong with a speaker.

    Args:
        group: One of `GROUPS`.
        key: Id of the article.
        text: Its text.
        at: The quotation with its gold and its resolved speaker.
    """

    group: str
    key: Any
    text: str
    at: Resolution


def find_speaker_errors(key: Any, gold: Mapping[str, Any], predicted: Mapping[str, Any] | None) -> list[SpeakerError]:
    """Return what is wrong with the speakers of the matched quotations of an article, in the order of the gold record.

    A speaker's name and role are judged once, at the first of the quotations that were rightly given to it.

    Args:
        key: Id of the article.
        gold: Its gold record.
        predicted: Its predicted record; `None` counts as empty.

    Example:
        >>> ada = {"id": "s1", "name": "Ada Burns", "kind": "person", "role": "mayor"}
        >>> said = {"content": [[0, 6]], "source": [[12, 17]], "speaker": "s1"}
        >>> gold = {"text": "“Yes,” said Burns.", "quotations": [said], "speakers": [ada]}
        >>> guess = gold | {"speakers": [{"id": "s1", "name": "Burns", "role": None}]}
        >>> [error.group for error in find_speaker_errors("a", gold, guess)]
        ['name not the fullest', 'role missing']
    """
    order = {id(quotation): place for place, quotation in enumerate(gold.get("quotations") or ())}
    resolutions = sorted(match_speakers(gold, predicted), key=lambda one: order[id(one.gold)])
    return [SpeakerError(group, key, gold["text"], one) for one, group in _groups(resolutions)]


def _groups(resolutions: Sequence[Resolution]) -> Iterator[tuple[Resolution, str]]:
    seen: set[Any] = set()
    for one in resolutions:
        if not one.right:
            yield one, _wrong(one)
        elif one.speaker is not None and one.speaker["id"] not in seen:
            seen.add(one.speaker["id"])
            yield from ((one, group) for group in _described(one))


def _wrong(one: Resolution) -> str:
    if one.speaker is None:
        return "speaker invented"
    if one.found is None:
        return "speaker missing"
    return _BY_SOURCE.get(one.source, f"wrong antecedent of {one.source}")


def _described(one: Resolution) -> Iterable[str]:
    """Yield what is wrong with the name and the role of a right speaker."""
    if one.naming != "full":
        yield "name not the fullest"
    wanted, role = (speaker.get("role") if speaker else None for speaker in (one.speaker, one.found))
    if wanted and not same_role(role, wanted):
        yield "role missing" if not role else _unlike(role, wanted)
    elif role and not wanted:
        yield "role invented"


def _unlike(role: str, wanted: str) -> str:
    found, stated = set(name_words(role)), set(name_words(wanted))
    return "role not the most informative" if found <= stated or stated <= found else "role wrong"
