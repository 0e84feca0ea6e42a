"""Find the speaker that somebody asks for by name, as people type names."""

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from quoteattr.errors import InputTypeError, OptionError
from quoteattr.speakers.lexicon import word_set
from quoteattr.types import Article, Speaker

__all__ = ["find_speaker", "name_words", "names_of"]

_WORD = re.compile(r"\w+(?:['-]\w+)*")
# Words of a name that its acronym leaves out.
_SKIPPED = frozenset({"the", "of", "and", "for"})
_MAX_LISTED = 40


def find_speaker(article: Article, speaker: Speaker | str) -> Speaker:
    """Find one speaker of an article.

    Capitals, accents, full stops, honorifics and "the" do not matter. What fits a speaker best decides: the id, the
    whole name, an alias, the name with its role, the acronym, the last name (after a title too), other words of a name,
    and last the role alone.

    Args:
        article: The article.
        speaker: One of its speakers; or an id, a name, a part of a name, an alias, an acronym or a role.

    Raises:
        OptionError: If nobody in the article is called so, or several speakers are.
        InputTypeError: If it is neither a speaker nor a string.

    Example:
        >>> from quoteattr.types import SpeakerId
        >>> people = (Speaker(SpeakerId("s1"), "Ada Burns"), Speaker(SpeakerId("s2"), "Redcar Bridge Trust"))
        >>> article = Article("", speakers=people)
        >>> find_speaker(article, "ms burns").name, find_speaker(article, "RBT").id
        ('Ada Burns', 's2')
    """
    if isinstance(speaker, Speaker):
        found = [s for s in article.speakers if s == speaker]
    elif isinstance(speaker, str):
        found = _called(article, speaker)
    else:
        raise InputTypeError(
            f"a speaker was asked for, found {type(speaker).__name__}; pass one of `article.speakers`, an id or a name"
        )
    if len(found) == 1:
        return found[0]
    wanted = speaker.name if isinstance(speaker, Speaker) else speaker
    raise OptionError(_complaint(article, wanted, found))


def names_of(speaker: Speaker) -> tuple[str, ...]:
    """Return the name and the aliases of a speaker, each once.

    Args:
        speaker: The speaker.

    Example:
        >>> from quoteattr.types import SpeakerId
        >>> names_of(Speaker(SpeakerId("s1"), "Ada Burns", aliases=("Burns", "Ada Burns")))
        ('Ada Burns', 'Burns')
    """
    return tuple(dict.fromkeys((speaker.name, *speaker.aliases)))


def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name that tell it from others, folded: no honorific, article, accent or full stop.

    Args:
        name: The name as somebody typed it.

    Example:
        >>> name_words("Dr. Zoë O’Hara’s"), name_words("the U.S. Senate")
        (('zoe', "o'hara"), ('us', 'senate'))
    """
    plain = unicodedata.normalize("NFKD", name.replace("’", "'").replace(".", ""))
    folded = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    words = [word.removesuffix("'s") for word in _WORD.findall(folded)]
    while len(words) > 1 and words[0] in _left_out():
        words.pop(0)
    return tuple(words)


@cache
def _left_out() -> frozenset[str]:
    return word_set("titles", "honorifics") | {"the", "a", "an"}


def _called(article: Article, wanted: str) -> list[Speaker]:
    exact = [s for s in article.speakers if s.id == wanted] or [s for s in article.speakers if s.name == wanted]
    words = name_words(wanted)
    if len(exact) == 1 or not words:
        return exact
    for fits in _FITS:
        found = [s for s in article.speakers if fits(s, words)]
        if found:
            return found
    return []


def _is_name(speaker: Speaker, words: tuple[str, ...]) -> bool:
    return name_words(speaker.name) == words


def _is_alias(speaker: Speaker, words: tuple[str, ...]) -> bool:
    return any(name_words(alias) == words for alias in speaker.aliases)


def _is_label(speaker: Speaker, words: tuple[str, ...]) -> bool:
    role = speaker.role or ""
    labels = (speaker.label, f"{speaker.name}, {role}", f"{role} {speaker.name}")
    return bool(role) and any(name_words(label) == words for label in labels)


def _is_acronym(speaker: Speaker, words: tuple[str, ...]) -> bool:
    return len(words) == 1 and any(words[0] in _acronyms(name) for name in names_of(speaker))


def _acronyms(name: str) -> Iterator[str]:
    words = name_words(name)
    for some in (words, [w for w in words if w not in _SKIPPED]):
        if len(some) > 1:
            yield "".join(word[0] for word in some)


def _is_last_name(speaker: Speaker, words: tuple[str, ...]) -> bool:
    ends = (tuple(w for w in name_words(n) if w not in word_set("titles", "suffixes")) for n in names_of(speaker))
    return speaker.kind == "person" and any(end[-len(words) :] == words for end in ends)


def _is_titled_name(speaker: Speaker, words: tuple[str, ...]) -> bool:
    titles = word_set("titles", "roles") | set(name_words(speaker.role or ""))
    first = next((i for i, word in enumerate(words) if word not in titles), 0)
    return first > 0 and _is_last_name(speaker, words[first:])


def _holds_words(speaker: Speaker, words: tuple[str, ...]) -> bool:
    return any(set(words) <= set(name_words(name)) for name in names_of(speaker))


def _is_role(speaker: Speaker, words: tuple[str, ...]) -> bool:
    return speaker.role is not None and name_words(speaker.role) == words


_FITS: tuple[Callable[[Speaker, tuple[str, ...]], bool], ...] = (
    _is_name,
    _is_alias,
    _is_label,
    _is_acronym,
    _is_last_name,
    _is_titled_name,
    _holds_words,
    _is_role,
)


def _complaint(article: Article, wanted: str, found: Iterable[Speaker]) -> str:
    several = ", ".join(f"{s.id} ({s.label})" for s in found)
    if several:
        return f"{wanted!r} was asked for, and several speakers are called so: {several}; pass an id or the whole name"
    if not article.speakers:
        return f"{wanted!r} was asked for, but nobody speaks in this article: it has no speakers"
    names = [speaker.name for speaker in article.speakers]
    folded = {name.casefold(): name for speaker in article.speakers for name in names_of(speaker)}
    close = difflib.get_close_matches(wanted.casefold(), folded, n=1)
    hint = f"did you mean {folded[close[0]]!r}? " if close else ""
    more = f" and {len(names) - _MAX_LISTED} more" if len(names) > _MAX_LISTED else ""
    return (
        f"{wanted!r} was asked for, but nobody in this article is called so; {hint}pass a speaker of the article, an "
        f"id, or a name among: {', '.join(names[:_MAX_LISTED])}{more}"
    )
