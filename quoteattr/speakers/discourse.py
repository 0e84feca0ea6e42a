"""What has been mentioned so far: the candidates for a pronoun or a description, with what speaks for each."""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass

from quoteattr.speakers.lexicon import word_set
from quoteattr.speakers.names import Name
from quoteattr.speakers.reading import Reading
from quoteattr.types import MentionKind

__all__ = ["Candidate", "Discourse", "Occurrence", "occurrence_at"]

_KEPT = 24
_LATEST = 5
_RECENT = 3


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One mention of an entity, as far as later mentions care.

    Args:
        start: Offset of its first character.
        end: Offset after its last character.
        sentence: Index of its sentence.
        paragraph: Index of its paragraph.
        kind: `name`, `nominal` or `pronoun`.
        leads: Whether it is the first mention of its sentence.
        governed: Whether a preposition or a possessive puts it in the background.
        quoted: Whether it stands inside the content of a quotation.
        source: Whether it is a quotation's source.
        full: Whether it is a name of more than one word.
    """

    start: int
    end: int
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
        occurrences: Its first occurrence and its latest ones, in order.
        count: How often it has been mentioned so far; 0 for an entity that is first mentioned later.
    """

    entity: int
    occurrences: tuple[Occurrence, ...]
    count: int

    @property
    def latest(self) -> Occurrence:
        """Its latest occurrence."""
        return self.occurrences[-1]

    @property
    def last(self) -> Occurrence:
        """Its latest occurrence in the article's own voice, or the latest inside of quotations when that is far."""
        latest = self.occurrences[-1]
        own = (o for o in reversed(self.occurrences) if not o.quoted)
        found = next(own, latest) if latest.quoted else latest
        return found if latest.sentence - found.sentence < _RECENT else latest


class Discourse:
    """The entities mentioned so far, the latest last.

    Only a bounded number is kept, so that a step costs the same however long the article is.
    """

    def __init__(self) -> None:
        self._seen: OrderedDict[int, list[Occurrence]] = OrderedDict()
        self._counts: dict[int, int] = {}
        self.speaker: int | None = None
        self.speaker_sentence = -99

    def add(self, entity: int, occurrence: Occurrence) -> None:
        """Record a mention."""
        self._counts[entity] = self._counts.get(entity, 0) + 1
        seen = self._seen.setdefault(entity, [])
        # What is said inside a quotation does not bring its people to the fore.
        aside = occurrence.quoted and seen and occurrence.sentence - seen[-1].sentence < _RECENT
        seen.append(occurrence)
        if len(seen) > _LATEST + 1:
            del seen[1]
        if not aside:
            self._seen.move_to_end(entity)
        if len(self._seen) > _KEPT:
            self._seen.popitem(last=False)

    def knows(self, entity: int) -> bool:
        """Tell whether an entity is among the candidates."""
        return entity in self._seen

    def candidates(self) -> Iterator[Candidate]:
        """Yield the entities mentioned so far, the latest first."""
        for entity in reversed(self._seen):
            yield Candidate(entity, tuple(self._seen[entity]), self._counts[entity])


def occurrence_at(
    reading: Reading, i: int, end: int, kind: MentionKind, name: Name | None, *, leads: bool, source: bool
) -> Occurrence:
    """Describe the mention that begins at a token.

    Args:
        reading: The article's words.
        i: Index of its first token.
        end: Offset after its last character.
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
        end=end,
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
