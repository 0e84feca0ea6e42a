"""What has been mentioned so far: the candidates for a pronoun or a description, with what speaks for each."""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass

from quoteattr.speakers.lexicon import word_set
from quoteattr.speakers.names import Name
from quoteattr.speakers.reading import Reading
from quoteattr.types import MentionKind

__all__ = ["Candidate", "Discourse", "Occurrence", "occurrence_at"]

_KEPT = 14


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One mention of an entity, as far as later mentions care.

    Args:
        start: Offset of its first character.
        sentence: Index of its sentence.
        paragraph: Index of its paragraph.
        kind: `name`, `nominal` or `pronoun`.
        leads: Whether it is the first person mentioned in its sentence.
        governed: Whether a preposition or a possessive puts it in the background.
        quoted: Whether it stands inside the content of a quotation.
        source: Whether it is a quotation's source.
        full: Whether it is a name of more than one word.
    """

    start: int
    sentence: int
    paragraph: int
    kind: MentionKind
    leads: bool
    governed: bool
    quoted: bool
    source: bool
    full: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that a mention may refer to.

    Args:
        entity: Its number.
        last: Its latest occurrence.
        rank: 0 for the entity mentioned last, 1 for the one before, and so on.
        count: How often it has been mentioned so far.
    """

    entity: int
    last: Occurrence
    rank: int
    count: int


class Discourse:
    """The entities mentioned so far, the latest last.

    Only a bounded number is kept, so that a step costs the same however long the article is.
    """

    def __init__(self) -> None:
        self._last: OrderedDict[int, Occurrence] = OrderedDict()
        self._counts: dict[int, int] = {}
        self.speaker: int | None = None
        self.speaker_sentence = -99

    def add(self, entity: int, occurrence: Occurrence) -> None:
        """Record a mention."""
        self._counts[entity] = self._counts.get(entity, 0) + 1
        if occurrence.quoted and entity in self._last and occurrence.sentence - self._last[entity].sentence < 3:
            # What is said inside a quotation does not bring its people to the fore.
            return
        self._last[entity] = occurrence
        self._last.move_to_end(entity)
        if len(self._last) > _KEPT:
            self._last.popitem(last=False)

    def candidates(self) -> Iterator[Candidate]:
        """Yield the entities mentioned so far, the latest first."""
        for rank, entity in enumerate(reversed(self._last)):
            yield Candidate(entity, self._last[entity], rank, self._counts[entity])


def occurrence_at(
    reading: Reading, i: int, kind: MentionKind, name: Name | None, *, leads: bool, source: bool
) -> Occurrence:
    """Describe the mention that begins at a token.

    Args:
        reading: The article's words.
        i: Index of its first token.
        kind: `name`, `nominal` or `pronoun`.
        name: The name, when it is one.
        leads: Whether it is the first mention of its sentence.
        source: Whether it is a quotation's source.
    """
    token = reading.tokens[i]
    opening = name.title if name is not None else i
    last = reading.tokens[name.last - 1] if name is not None else token
    return Occurrence(
        start=token.start,
        sentence=token.sentence,
        paragraph=reading.paragraph_of(token.start),
        kind=kind,
        leads=leads,
        governed=last.possessive or _after_preposition(reading, opening),
        quoted=reading.quotation_at(token.start) is not None,
        source=source,
        full=name is not None and len(name.words) > 1,
    )


def _after_preposition(reading: Reading, i: int) -> bool:
    prepositions = word_set("function_words", "words", "prepositions")
    return i > 0 and reading.tokens[i - 1].lower in prepositions and not reading.tokens[i].gap.strip()
