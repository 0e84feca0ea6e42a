"""What a source says of its speaker, and what single words say: pronouns, nouns, names by place."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from quoteattr.data import table
from quoteattr.speakers.lexicon import is_several, word_set
from quoteattr.speakers.names import Name
from quoteattr.types import Mention, Span, SpeakerKind

__all__ = ["NameIndex", "SourceMention", "is_role_noun", "pronoun_class", "sort_of_noun"]


@dataclass(frozen=True, slots=True)
class SourceMention:
    """What a source says about its speaker.

    Args:
        mention: The head mention: the name itself, the nominal with its determiner, or the pronoun.
        sort: What kind of thing it is, as far as that tells what else it can be called.
        plural: Whether it stands for several people.
        name: The name that it is or is set beside; `None` for a nominal or a pronoun.
        pronoun: "he", "she", "they", "it", "first", "first-plural", "second" or "relative" for a pronoun, else `None`.
        head: Its head noun, case-folded; empty for a name or a pronoun.
        modifiers: The words before the head noun, case-folded, without determiners.
        definite: Whether it points back ("the", "this", "his").
        owner: The name that owns it ("Trump" in "Trump's campaign", "the Trump campaign"); `None` when none does.
        description: The stretch that describes an unnamed speaker best.
        members: The names that it lists, when it lists nothing else ("Ada Burns and Tom Reddy").
        kind: What kind of speaker it is; `None` when `sort` tells.
    """

    mention: Mention
    sort: SpeakerKind
    plural: bool
    name: Name | None = None
    pronoun: str | None = None
    head: str = ""
    modifiers: tuple[str, ...] = ()
    definite: bool = False
    owner: Name | None = None
    description: Span = field(default_factory=lambda: Span(0, 0))
    members: tuple[Name, ...] = ()
    kind: SpeakerKind | None = None


class NameIndex:
    """Names by the tokens that they cover.

    Args:
        names: All names of the article, in order.
    """

    def __init__(self, names: Sequence[Name]) -> None:
        self.names = tuple(names)
        self._firsts = [n.first for n in names]
        self._last_words = frozenset(n.words[-1] for n in names if len(n.words) > 1)

    def at(self, token: int) -> Name | None:
        """Return the name that covers a token; `None` when none does."""
        index = bisect_left(self._firsts, token + 1) - 1
        return self.names[index] if index >= 0 and token < self.names[index].last else None

    def ends_name(self, word: str) -> bool:
        """Tell whether a longer name ends with a word, as with a surname."""
        return word in self._last_words

    def titled(self, token: int) -> Name | None:
        """Return the name that covers a token with its title; `None` when none does."""
        index = bisect_left(self._firsts, token + 1) - 1
        for name in self.names[max(index, 0) : index + 2]:
            if name.title <= token < name.last:
                return name
        return None

    def among(self, tokens: range) -> list[Name]:
        """Return the names that begin within a range of tokens."""
        return list(self.names[bisect_left(self._firsts, tokens.start) : bisect_left(self._firsts, tokens.stop)])


@cache
def _pronouns() -> Mapping[str, str]:
    return {word: key for key, words in table("pronouns").items() for word in words.split()}


def pronoun_class(word: str) -> str | None:
    """Return what a pronoun agrees with; `None` for any other word.

    Example:
        >>> pronoun_class("her"), pronoun_class("which"), pronoun_class("mayor")
        ('she', 'relative', None)
    """
    return _pronouns().get(word)


# Every word of an article is asked for, most of them several times.
@lru_cache(maxsize=16384)
def sort_of_noun(word: str) -> SpeakerKind | None:
    """Return what kind of speaker a noun stands for; `None` when the lists do not tell.

    Example:
        >>> sort_of_noun("governor"), sort_of_noun("campaign"), sort_of_noun("survey"), sort_of_noun("voters")
        ('person', 'organisation', 'document', 'group')
    """
    for sort, words in _sorts():
        if word in words:
            return sort
    if is_several(word):
        return "group"
    if "-of-" in word:
        # "the mother-of-two"
        return sort_of_noun(word.split("-of-", 1)[0])
    return sort_of_noun(word.rsplit("-", 1)[1]) if "-" in word else None


@cache
def _sorts() -> tuple[tuple[SpeakerKind, frozenset[str]], ...]:
    return (
        ("group", word_set("nouns", "group")),
        ("person", word_set("titles", "roles")),
        ("organisation", word_set("nouns", "organisation")),
        ("document", word_set("nouns", "document")),
        ("other", word_set("nouns", "event")),
    )


@lru_cache(maxsize=4096)
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
