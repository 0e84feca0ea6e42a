"""Read a source span: its head mention, what kind of thing that is, and what it agrees with."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from quoteattr.speakers.lexicon import table, word_set
from quoteattr.speakers.names import Name
from quoteattr.speakers.reading import Reading, Token
from quoteattr.types import Mention, MentionKind, Span, SpeakerKind

__all__ = ["NameIndex", "SourceMention", "pronoun_class", "read_source", "sort_of_noun"]

_BOUNDARIES = frozenset(
    [
        "who",
        "whom",
        "whose",
        "which",
        "that",
        "of",
        "for",
        "at",
        "from",
        "in",
        "with",
        "on",
        "to",
        "by",
        "among",
        "near",
        "about",
        "against",
        "behind",
        "within",
        "across",
        "around",
        "including",
        "like",
        "during",
        "after",
        "before",
        "over",
        "under",
        "as",
        "through",
        "between",
        "inside",
        "outside",
        "close",
        "familiar",
        "including",
        "said",
        "himself",
        "herself",
        "themselves",
        "itself",
        "myself",
        "named",
        "called",
    ]
)
_DETERMINERS = frozenset(["the", "this", "that", "these", "those", "his", "her", "their", "its", "our", "my", "both"])
_INDEFINITE = frozenset(["a", "an", "one", "another", "some", "any", "several", "many", "other", "no", "each", "every"])
_PARENTHESIS = re.compile(r"[,;:()\[\]—–]|--| - ")
_LONGEST_DESCRIPTION = 160


@dataclass(frozen=True, slots=True)
class SourceMention:
    """What a source says about its speaker.

    Args:
        mention: The head mention: the name itself, the nominal with its determiner, or the pronoun.
        sort: What kind of thing it is.
        plural: Whether it stands for several people.
        name: The name that it is or is set beside; `None` for a nominal or a pronoun.
        pronoun: "he", "she", "they", "it", "first", "first-plural", "second" or "relative" for a pronoun, else `None`.
        head: Its head noun, case-folded; empty for a name or a pronoun.
        modifiers: The words before the head noun, case-folded, without determiners.
        definite: Whether it points back ("the", "this", "his").
        owner: The name that owns it ("Trump" in "Trump's campaign", "the Trump campaign"); `None` when none does.
        description: The stretch that describes an unnamed speaker best.
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
    description: Span = Span(0, 0)


class NameIndex:
    """Names by the tokens that they cover.

    Args:
        names: All names of the article, in order.
    """

    def __init__(self, names: Sequence[Name]) -> None:
        self.names = tuple(names)
        self._firsts = [n.first for n in names]

    def at(self, token: int) -> Name | None:
        """Return the name that covers a token; `None` when none does."""
        index = bisect_left(self._firsts, token + 1) - 1
        return self.names[index] if index >= 0 and token < self.names[index].last else None

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


def sort_of_noun(word: str) -> SpeakerKind | None:
    """Return what kind of speaker a noun stands for; `None` when the lists do not tell.

    Example:
        >>> sort_of_noun("governor"), sort_of_noun("campaign"), sort_of_noun("survey"), sort_of_noun("voters")
        ('person', 'organisation', 'document', 'group')
    """
    if word in word_set("nouns", "group"):
        return "group"
    if word in word_set("titles", "roles"):
        return "person"
    if word in word_set("nouns", "organisation"):
        return "organisation"
    if word in word_set("nouns", "document"):
        return "document"
    if word in word_set("nouns", "event"):
        return "other"
    if word.endswith("s") and (word[:-1] in word_set("titles", "roles") or word.endswith(("men", "women"))):
        return "group"
    if "-" in word:
        return sort_of_noun(word.rsplit("-", 1)[1])
    return None


def read_source(reading: Reading, index: NameIndex, source: Sequence[Span]) -> SourceMention | None:
    """Find the head mention of a source.

    Args:
        reading: The article's words.
        index: Its names.
        source: The spans of one source, in order.

    Returns:
        The head mention; `None` for a source without a word.

    Example:
        >>> from quoteattr.speakers.names import find_names
        >>> from quoteattr.speakers.reading import read
        >>> text = "the council leader, Bill Dixon, spoke"
        >>> r = read(text, [], [])
        >>> found = read_source(r, NameIndex(find_names(r)), [Span(0, 31)])
        >>> text[found.mention.start:found.mention.end], found.sort
        ('Bill Dixon', 'person')
    """
    best: SourceMention | None = None
    for span in source:
        tokens = reading.within(span.start, span.end)
        found = _read_span(reading, index, tokens, span.end) if tokens else None
        if found is not None and (best is None or (best.name is None and found.name is not None)):
            best = found
    return best


def _read_span(reading: Reading, index: NameIndex, tokens: range, end: int) -> SourceMention | None:
    words = reading.tokens
    start = _skip_openers(words, tokens)
    pronoun = pronoun_class(words[start].lower)
    if pronoun and (len(tokens) == 1 or pronoun not in {"relative"}) and not _determines(words, start, tokens.stop):
        return _pronoun_mention(reading, index, words, start, tokens.stop, pronoun)
    head_end = _head_end(reading, index, start, tokens.stop)
    if _lists(words, index, start, tokens.stop) or _conjunction(words, index, start, head_end):
        return _nominal(reading, index, start, tokens.stop, head_end, end, sort="group")
    name = index.at(head_end - 1)
    if name is not None and name.last == head_end:
        return _name_mention(reading, index, name, start, tokens.stop, head_end, end)
    beside = _name_beside(reading, index, start, head_end, tokens.stop)
    if beside is not None:
        return _of_name(beside)
    return _nominal(reading, index, start, tokens.stop, head_end, end)


def _skip_openers(words: Sequence[Token], tokens: range) -> int:
    start = tokens.start
    skip = {
        "even",
        "only",
        "not",
        "just",
        "then",
        "both",
        "perhaps",
        "and",
        "but",
        "by",
        "from",
        "to",
        "of",
        "including",
    }
    while start < tokens.stop - 1 and words[start].lower in skip:
        start += 1
    return start


def _determines(words: Sequence[Token], i: int, stop: int) -> bool:
    """Tell whether a pronoun only determines a following noun ("his campaign", "that report")."""
    if i + 1 >= stop:
        return False
    word = words[i].lower
    adjacent = not words[i + 1].gap.strip()
    determiners = {
        "his",
        "her",
        "their",
        "its",
        "our",
        "my",
        "your",
        "whose",
        "which",
        "that",
        "those",
        "these",
        "what",
    }
    return (
        adjacent
        and word in determiners
        and words[i + 1].lower not in word_set("function_words", "words", "auxiliaries")
    )


def _pronoun_mention(
    reading: Reading, index: NameIndex, words: Sequence[Token], i: int, stop: int, pronoun: str
) -> SourceMention:
    token = words[i]
    sort: SpeakerKind = "group" if pronoun in {"they", "first-plural"} else "person"
    return SourceMention(
        Mention(token.start, token.end, "pronoun"),
        sort,
        pronoun in {"they", "first-plural"},
        pronoun=pronoun,
        description=Span(token.start, token.end),
    )


def _head_end(reading: Reading, index: NameIndex, start: int, stop: int) -> int:
    """Return the index after the last token of the head: before the first comma, preposition or relative pronoun."""
    words = reading.tokens
    i = start
    while i < stop:
        name = index.titled(i)
        inside = name is not None and name.title < i
        if i > start and not inside and (_PARENTHESIS.search(words[i].gap) or words[i].lower in _BOUNDARIES):
            return i
        if i > start + 1 and not inside and _participle(words, i, stop):
            return i
        i = max(i + 1, name.last if name and name.last <= stop else 0)
    return stop


def _participle(words: Sequence[Token], i: int, stop: int) -> bool:
    """Tell whether a participle or verb after the noun opens a clause ("people working for", "a man named")."""
    word = words[i].lower
    if words[i].capital or i + 1 >= stop or "-" in word:
        return word in word_set("function_words", "words", "auxiliaries") and i > 0
    if word in word_set("function_words", "words", "auxiliaries"):
        return True
    governs = words[i + 1].lower in word_set("function_words") or words[i + 1].capital
    return (
        governs and word.endswith(("ing", "ed")) and sort_of_noun(words[i - 1].lower) in {"person", "group", "document"}
    )


def _conjunction(words: Sequence[Token], index: NameIndex, start: int, stop: int) -> bool:
    """Tell whether "and" or "or" joins two speakers, rather than two titles of one."""
    for i in range(start + 1, stop - 1):
        if words[i].lower not in {"and", "or", "&"} or _inside(index, i):
            continue
        left, right = index.at(i - 1), index.at(stop - 1)
        if words[i - 1].lower in {"both"}:
            continue
        left_sort = sort_of_noun(words[i - 1].lower)
        if left is not None and left.last == i and not _attributive(words, left, right, i, stop):
            return True
        if left is None and left_sort in {"group", "organisation", "document"} and right is None:
            return True
        if left is None and left_sort == "group":
            return True
        if left is None and left_sort == "person" and words[i + 1].lower in _DETERMINERS | _INDEFINITE:
            return True
    return False


def _lists(words: Sequence[Token], index: NameIndex, start: int, stop: int) -> bool:
    """Tell whether a source lists several speakers ("Bush, Kasich and Paul", "the mayor and her aides")."""
    for i in range(start + 1, stop - 1):
        if words[i].lower in {"who", "which", "that", "whose", "of", "for", "at", "from"} and not _inside(index, i):
            return False
        if words[i].lower not in {"and", "or"} or _inside(index, i):
            continue
        before, after = words[i - 1], words[i + 1]
        left = index.at(i - 1)
        person = left is not None and left.kind in {"person", "unknown"} and not before.possessive
        if (person or pronoun_class(before.lower) in {"he", "she"}) and (
            after.lower in _DETERMINERS | _INDEFINITE or index.titled(i + 1) is not None or sort_of_noun(after.lower)
        ):
            return True
    return False


def _inside(index: NameIndex, i: int) -> bool:
    name = index.at(i)
    return name is not None and name.first < i


def _attributive(words: Sequence[Token], left: Name, right: Name | None, i: int, stop: int) -> bool:
    """Tell whether the left name only describes the right one ("Republican and former senator X")."""
    return left.kind == "group" and right is not None and right.kind == "person" and right.title > i


def _of_name(name: Name) -> SourceMention:
    sorts: Mapping[str, SpeakerKind] = {
        "person": "person",
        "group": "group",
        "organisation": "organisation",
        "place": "other",
    }
    sort = sorts.get(name.kind, "person")
    return SourceMention(
        Mention(name.start, name.end, "name"), sort, sort == "group", name=name, description=Span(name.start, name.end)
    )


def _name_mention(
    reading: Reading, index: NameIndex, name: Name, start: int, stop: int, head_end: int, end: int
) -> SourceMention:
    if name.kind == "group":
        one = not name.words[-1].endswith("s") and sort_of_noun(name.words[-1]) == "person"
        one = one and reading.tokens[start].lower in _DETERMINERS | _INDEFINITE
        return _nominal(reading, index, start, stop, head_end, end, sort="person" if one else "group")
    return _of_name(name)


def _name_beside(reading: Reading, index: NameIndex, start: int, head_end: int, stop: int) -> Name | None:
    """Find the person's name set beside a singular role ("the governor, Ada Burns, …")."""
    words = reading.tokens
    if sort_of_noun(words[head_end - 1].lower) != "person":
        # "the chief executive of the council, Ada Burns": the head stands further left.
        if head_end >= stop:
            return None
    for i in range(head_end, stop):
        if words[i].lower in {"who", "which", "that"}:
            return None
        named = words[i].lower in {"named", "called"}
        if not named and not _PARENTHESIS.search(words[i].gap):
            continue
        name = next(iter(index.among(range(i, min(i + 8, stop)))), None)
        head = words[head_end - 1].lower
        if name is not None and name.kind in {"person", "unknown"} and _leads_to(words, i + named, name):
            closes = (
                name.last >= stop or words[name.last].lower == "of" or bool(_PARENTHESIS.search(words[name.last].gap))
            )
            return name if (closes or named) and sort_of_noun(head) in {"person", None} else None
    return None


def _leads_to(words: Sequence[Token], i: int, name: Name) -> bool:
    """Tell whether a name begins at a token, or after a role that begins there."""
    if words[i].lower in {"the", "a", "an"}:
        i += 1
    if name.title <= i <= name.first:
        return True
    return sort_of_noun(words[name.title - 1].lower) == "person" and not any(
        _PARENTHESIS.search(words[k].gap) for k in range(i + 1, name.first + 1)
    )


def _nominal(
    reading: Reading, index: NameIndex, start: int, stop: int, head_end: int, end: int, sort: SpeakerKind | None = None
) -> SourceMention:
    words = reading.tokens
    head = words[head_end - 1].lower
    inside = words[start:head_end]
    own = _owner(index, words, start, head_end)
    guess = sort or _sort(inside, head)
    kind: MentionKind = "nominal"
    description = _description(reading, start, stop, end)
    return SourceMention(
        Mention(words[start].start, words[head_end - 1].end, kind),
        guess,
        guess == "group",
        head=head,
        modifiers=tuple(t.lower for t in inside[:-1] if t.lower not in _DETERMINERS | _INDEFINITE),
        definite=inside[0].lower in _DETERMINERS,
        owner=own,
        description=description,
    )


def _sort(inside: Sequence[Token], head: str) -> SpeakerKind:
    first = inside[0].lower
    if head in word_set("nouns", "group"):
        return "group"
    if first in word_set("nouns", "quantity") and len(inside) > 1:
        return "group"
    found = sort_of_noun(head)
    if found is not None:
        return found
    if head.endswith("s") and not head.endswith("ss"):
        return "group"
    return "person" if head in {"one", "another", "someone", "anyone", "man", "woman"} else "other"


def _owner(index: NameIndex, words: Sequence[Token], start: int, head_end: int) -> Name | None:
    for i in range(head_end - 1, start - 1, -1):
        name = index.at(i)
        if name is not None:
            return name
    return None


def _description(reading: Reading, start: int, stop: int, end: int) -> Span:
    """Return the source without a relative clause, a comma at its end, or more than a line of text."""
    words = reading.tokens
    last = stop
    for i in range(start + 1, stop):
        if (
            words[i].lower in {"who", "which", "that", "whose"}
            or words[i].end - words[start].start > _LONGEST_DESCRIPTION
        ):
            last = i
            break
    finish = words[last - 1].end
    after = reading.text[finish : finish + 1]
    if after == "." and words[last - 1].text.isupper() and finish < end:
        finish += 1
    return Span(words[start].start, finish)
