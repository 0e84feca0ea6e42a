"""Figures: how a person, an organisation or a document of an article is introduced, and how named again."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from quoteattr.data import table
from quoteattr.speakers.lexicon import given_name_pronoun, word_set
from quoteattr.speakers.mentions import is_role_noun, pronoun_class
from quoteattr.types import Mention, Speaker

__all__ = ["Figure", "is_relative", "read_figure"]

# Longer roles make a sentence heavier than it needs to be.
_LONGEST_TITLE = 7
_LONGEST_POSITION = 12
_MOST_MENTIONS = 60
_FARTHEST = 40
_OFTEN = 2
_READ = 20_000

_BEFORE_NAME = re.compile(r"[ \u00a0\n]{1,2}")
_AROUND = r"(?:\s*\([^()\n]{1,25}\))?\s*"
# "Ada Burns (Lab.), 45, the mayor", "Ada Burns is the mayor".
_BEHIND_NAME = re.compile(rf"{_AROUND}(?:[,—–-]+\s*(?:\d{{1,3}},\s*)?|\bis\s+)(the|a|an)?\s*", re.IGNORECASE)
_AHEAD_OF_NAME = re.compile(r",\s+")
# "As a student, Ada Burns …" was long ago.
_AS = re.compile(r"\bas\s+(?:(?:a|an|the)\s+)?\Z", re.IGNORECASE)
_DETERMINER = re.compile(r"\b(the|a|an)\s+\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Figure:
    """One that the sentences of a summary speak of.

    Args:
        key: Tells it from others; name and kind.
        name: Its name, or the description of one without a name.
        kind: As of a `Speaker`.
        named: Whether `name` is a proper name.
        pronoun: "he", "she" or "" when nothing tells.
        surname: The word under which it is named again.
        title: Its role as it stands before the name ("Gov."), "" when the article has it otherwise.
        position: Its role as it stands behind the name ("the mayor of Leeds"), "" when the article has none.
        article: Whether "the" stands before its name ("the Ford Foundation").
        first: Offset of its first mention in the article.
        full: Offset of the first mention by its full name; -1 when there is none.
    """

    key: str
    name: str
    kind: str
    named: bool
    pronoun: str = ""
    surname: str = ""
    title: str = ""
    position: str = ""
    article: bool = False
    first: int = 0
    full: int = -1


def read_figure(text: str, speaker: Speaker) -> Figure:
    """Read how an article introduces a speaker.

    A role counts only where it stands beside the name: what else the article says may be of somebody else.

    Args:
        text: The article.
        speaker: The speaker, with mentions.

    Example:
        >>> from quoteattr.types import Span, SpeakerId
        >>> text = "Ada Burns, the mayor, left."
        >>> ada = Speaker(SpeakerId("s1"), "Ada Burns", role="mayor", role_span=Span(15, 20), mentions=(Mention(0, 9),))
        >>> read_figure(text, ada).position
        'the mayor'
    """
    names = [m for m in speaker.mentions if m.kind == "name"]
    title, position = _role(text, speaker, names)
    words = [w for w in speaker.name.split() if w.casefold().strip(".,") not in word_set("titles", "suffixes")]
    return Figure(
        key=f"{speaker.kind}:{speaker.name}",
        name=_with_stop(speaker.name),
        kind=speaker.kind,
        named=bool(names),
        pronoun=_pronoun(text, speaker) if speaker.kind == "person" else "",
        surname=words[-1] if words else speaker.name,
        title=title,
        position=position,
        article=_takes_article(text, speaker.name, names),
        first=speaker.mentions[0].start if speaker.mentions else 0,
        full=next((m.start for m in names if len(text[m.start : m.end].split()) > 1), -1),
    )


def is_relative(words: Sequence[str]) -> bool:
    """Tell whether a role says nothing without those to whom it is one: "rival", "second suspect".

    Args:
        words: Its words, without an article; "Second Circuit Judge" is a name.

    Example:
        >>> is_relative(["labour", "rival"]), is_relative(["rival", "of", "Ada", "Burns"]), is_relative(["mayor"])
        (True, False, False)
        >>> is_relative(["second", "suspect"]), is_relative(["second", "lieutenant"])
        (True, False)
    """
    complements = word_set("summary_edits", "names", "complements")
    head = next((n for n, word in enumerate(words) if word in complements), len(words))
    if head == len(words) and words[-1].casefold() in word_set("summary_edits", "names", "relative"):
        return True
    counted = words[0] in word_set("summary_edits", "names", "counted")
    return counted and word_set("summary_edits", "names", "of-rank").isdisjoint(words)


def _with_stop(name: str) -> str:
    return f"{name}." if name.endswith((" Jr", " Sr")) else name


def _pronoun(text: str, speaker: Speaker) -> str:
    found = Counter(
        pronoun_class(text[m.start : m.end].casefold())
        for m in speaker.mentions[:_MOST_MENTIONS]
        if m.kind == "pronoun"
    )
    he, she = found["he"], found["she"]
    if he != she:
        return "he" if he > she else "she"
    guess = given_name_pronoun(speaker.name.split()[0]) if speaker.name.split() else None
    return guess if guess in {"he", "she"} else ""


def _takes_article(text: str, name: str, names: list[Mention]) -> bool:
    """Tell whether "the" stands before most occurrences of a full name."""
    full = [m for m in names if text[m.start : m.end] == name][:_MOST_MENTIONS]
    before = [text[max(0, m.start - 4) : m.start].casefold() == "the " for m in full]
    return sum(before) * 2 > len(before)


def _role(text: str, speaker: Speaker, names: list[Mention]) -> tuple[str, str]:
    """Return the role as it stands before the name, and as it stands behind it."""
    span = speaker.role_span
    if span is None or speaker.role is None or speaker.kind != "person":
        return "", ""
    role = " ".join(speaker.role.split())
    words = role.casefold().replace("’", "'").split()
    if not words or not _OWNED.isdisjoint(words) or is_relative(role.split()):
        return "", ""
    for name in names:
        if 0 < name.start - span.end <= _FARTHEST:
            gap = text[span.end : name.start]
            if _BEFORE_NAME.fullmatch(gap):
                fits = len(words) <= _LONGEST_TITLE and not _is_doubtful(text, words, names)
                return (_title(text, role, span.start), "") if fits else ("", "")
            if _AHEAD_OF_NAME.fullmatch(gap) and not _AS.search(text[max(0, span.start - 8) : span.start]):
                return "", _position(
                    role, words, _DETERMINER.search(text[max(0, span.start - 5) : span.start]), speaker
                )
        elif 0 <= span.start - name.end <= _FARTHEST:
            found = _BEHIND_NAME.fullmatch(text[name.end : span.start])
            if found:
                return "", _position(role, words, found, speaker)
    return "", ""


def _is_doubtful(text: str, words: list[str], names: list[Mention]) -> bool:
    """Tell whether a title that may only be supposed stands before the name once, and not where it is first given."""
    if len(words) > 1 or words[0] not in word_set("summary_edits", "names", "doubtful"):
        return False
    length = len(words[0]) + 1
    first = next((m for m in names if len(text[m.start : m.end].split()) > 1), None)
    under = [
        m for m in names[:_MOST_MENTIONS] if text[max(0, m.start - length) : m.start].strip().casefold() == words[0]
    ]
    return first not in under and len(under) < _OFTEN


_OWNED = frozenset(["his", "her", "their", "my", "our", "its", "your", "who", "which"])


def _position(role: str, words: list[str], determiner: re.Match[str] | None, speaker: Speaker) -> str:
    # "The candidate" for what?
    if len(words) > _LONGEST_POSITION or (len(words) == 1 and words[0] in word_set("titles", "running")):
        return ""
    if speaker.former and speaker.role_label != speaker.role:
        return f"former {role}"
    article = (determiner.group(1) or "").casefold() if determiner else ""
    return f"{article} {role}".strip()


def _title(text: str, role: str, start: int) -> str:
    """Return a role that stands before names, without the capital that only a sentence gave it."""
    first, _, rest = role.partition(" ")
    role = f"{_singular().get(first.casefold(), first)} {rest}".strip()
    before = start
    while before and text[before - 1] in " \u00a0":
        before -= 1
    opens = not before or text[before - 1] in '\n.!?:”"—–'
    bare = first.casefold()
    ordinary = bare in word_set("past_roles") or re.search(rf"\b{re.escape(bare)}\b", text[:_READ]) is not None
    # "Majority Leader" is one title, "Former President" two words.
    second = rest.partition(" ")[0]
    if second[:1].isupper() and is_role_noun(second.casefold()) and not _tells_nothing(bare):
        return role
    if rest and opens and ordinary and first[:1].isupper() and first[1:].islower():
        return role[0].lower() + role[1:]
    return role


def _tells_nothing(word: str) -> bool:
    """Tell whether a word before a title says only since when somebody has it, or had."""
    return word in word_set("past_roles") or word in word_set("positions", "empty")


@cache
def _singular() -> dict[str, str]:
    return dict(table("summary_edits")["names"]["singular"])
