"""Whose police "police" are: those of the one place whose police an article names."""

from collections.abc import Iterator, Sequence

from quoteattr.speakers.lexicon import word_set
from quoteattr.speakers.mentions import SourceMention
from quoteattr.speakers.named import Name
from quoteattr.speakers.reading import Reading
from quoteattr.speakers.referents import Referent, Registry
from quoteattr.types import Span

__all__ = ["Forces"]

_POLICE = "police"
_MOST_WORDS = 4

Force = tuple[str, ...]


class Forces:
    """The police forces of an article.

    Args:
        reading: The article's words.
        names: Its names.
        registry: Its referents; grows.
    """

    def __init__(self, reading: Reading, names: Sequence[Name], registry: Registry) -> None:
        self._reading = reading
        self._registry = registry
        self._places: set[Force] = set()
        self._label: Span | None = None
        self._named: dict[int, Referent] = {}
        for i, token in enumerate(reading.tokens):
            if token.lower == _POLICE:
                self._note(i)
        for name in names:
            if name.kind == "organisation" and _POLICE in name.words[1:]:
                referent = registry.of_name(name.start)
                self._named[referent.number] = referent

    def _note(self, i: int) -> None:
        words = self._reading.tokens
        place = tuple(words[k].lower for k in _place_before(self._reading, i))
        if place:
            self._places.add(place)
            alone = i + 1 == len(words) or words[i + 1].gap.strip() or _ends_phrase(words[i + 1].lower)
            if alone and self._label is None:
                self._label = Span(words[i - len(place)].start, words[i].end)
        elif i + 2 < len(words) and words[i + 1].lower in {"in", "of", "from"} and words[i + 2].capital:
            self._places.add((words[i + 2].lower,))

    def called(self, mention: SourceMention) -> Referent | None:
        """Return the force that "police" alone stands for; `None` for other words, or when several may be meant.

        Args:
            mention: The description.
        """
        tokens = self._reading.within(mention.description.start, mention.description.end)
        words = [self._reading.tokens[i].lower for i in tokens]
        if words not in ([_POLICE], ["the", _POLICE]) or len(self._places) != 1:
            return None
        if self._named:
            return next(iter(self._named.values())) if len(self._named) == 1 else None
        if self._label is None:
            return None
        key = (mention.sort, *next(iter(self._places)), _POLICE)
        referent = self._registry.unnamed(key, mention.sort, self._label)
        referent.kind = referent.kind or mention.kind
        return referent


def _ends_phrase(word: str) -> bool:
    """Tell whether a word behind "police" leaves it whole ("police said"), as in "police chief" it is not."""
    return word in word_set("function_words") or word in word_set("cue_verbs", "words")


def _place_before(reading: Reading, i: int) -> Iterator[int]:
    """Yield the indices of the words that say whose police it is ("North Yorkshire police"), in order."""
    words = reading.tokens
    k = i
    while k > max(0, i - _MOST_WORDS) and words[k].follows(words[k - 1]) and words[k - 1].capital:
        if words[k - 1].lower in word_set("function_words") or words[k - 1].lower in word_set("titles", "roles"):
            break
        k -= 1
    if k < i and words[i - 1].sentence not in reading.title_case:
        yield from range(k, i)
