"""How old the people of an article are: "the 34-year-old" is who was said to be 34."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from quoteattr.speakers.lexicon import role_pronoun
from quoteattr.speakers.mentions import SourceMention
from quoteattr.speakers.named import Name
from quoteattr.speakers.reading import Reading, Token
from quoteattr.speakers.referents import Referent, Registry

__all__ = ["Ages"]

_YEARS_OLD = re.compile(r"(\d{1,3})-year-olds?")
_DIGITS = re.compile(r"\d{1,3}")
# In words, from what says an age to the name behind it ("34-year-old mother of three Ada Burns").
_FURTHEST = 6


class Ages:
    """The people of an article by their ages.

    Args:
        reading: The article's words.
        names: Its names.
        registry: Its referents.
    """

    def __init__(self, reading: Reading, names: Sequence[Name], registry: Registry) -> None:
        self._words = reading.tokens
        self._reading = reading
        self._bearers: dict[str, dict[int, Referent]] = defaultdict(dict)
        self._ages: dict[int, set[str]] = defaultdict(set)
        for name in names:
            if name.kind in {"person", "unknown"}:
                referent = registry.of_name(name.start)
                for age in _stated(reading, name):
                    self._bearers[age][referent.number] = referent
                    self._ages[referent.number].add(age)

    def called(self, mention: SourceMention) -> Referent | None:
        """Return the one person of the age that a definite description gives; else `None`.

        Args:
            mention: The description ("the 34-year-old", "the 34-year-old mother of three").
        """
        ages = self._given(mention)
        bearers = self._bearers.get(ages[0], {}) if len(ages) == 1 and self._single(mention) else {}
        found = next(iter(bearers.values())) if len(bearers) == 1 else None
        pronouns = {role_pronoun(mention.head), found.pronoun if found is not None else None} - {None}
        return found if len(pronouns) < len({"he", "she"}) else None

    def allows(self, mention: SourceMention, referent: Referent) -> bool:
        """Tell whether somebody can be of the age that a description gives, if it gives one.

        Args:
            mention: The description.
            referent: Whom it may mean.
        """
        stated = self._ages.get(referent.number)
        return not stated or all(age in stated for age in self._given(mention))

    def _single(self, mention: SourceMention) -> bool:
        """Tell whether a description points back at one person ("the 34-year-old police" is cut off)."""
        return mention.definite and mention.owner is None and mention.sort in {"person", "other"}

    def _given(self, mention: SourceMention) -> list[str]:
        tokens = [self._words[i] for i in self._reading.within(mention.mention.start, mention.mention.end)]
        return [match[1] for token in tokens if (match := _YEARS_OLD.fullmatch(token.lower))]


def _stated(reading: Reading, name: Name) -> Iterator[str]:
    """Yield the ages stated around a name: behind it, as its suffixes are, or before it."""
    words, i = reading.tokens, name.last
    if i < len(words) and words[i].sentence == words[i - 1].sentence and not words[i - 1].possessive:
        k = i + (words[i].lower == "aged")
        opening = words[i].gap if k == i else ","
        if k < len(words) and _DIGITS.fullmatch(words[k].text) and opening in {", ", " (", ","}:
            after = reading.text[words[k].end : words[k].end + 1]
            if after in {",", ".", ")", ""} or k > i:
                yield words[k].text
    for k in range(name.first - 1, max(-1, name.first - 1 - _FURTHEST), -1):
        if _cuts(words, k):
            return
        if match := _YEARS_OLD.fullmatch(words[k].lower):
            yield match[1]
            return


def _cuts(words: Sequence[Token], k: int) -> bool:
    """Tell whether something stands between a word and the name behind it."""
    return words[k].possessive or words[k + 1].sentence != words[k].sentence or bool(words[k + 1].gap.strip())
