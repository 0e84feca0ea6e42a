"""The search for antecedents: which candidates a mention may stand for, with what speaks for each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quoteattr.speakers.antecedents import Anaphor, Option, facts
from quoteattr.speakers.discourse import Candidate, Discourse, occurrence_at
from quoteattr.speakers.mentions import NameIndex, SourceMention
from quoteattr.speakers.reading import Reading
from quoteattr.speakers.referents import Referent, Registry
from quoteattr.types import MentionKind, SpeakerKind

__all__ = ["Hints", "Search"]

# How many tokens and sentences a name may stand ahead of what points forward to it: a pronoun, or the description with
# which an article begins ("A former chairman says …", and then his name).
_AHEAD = (40, 1)
_AHEAD_OF_DESCRIPTION = (90, 3)
# What a description of some kind can stand for, beside what is of that kind itself.
_ALSO: dict[SpeakerKind, frozenset[str]] = {
    "person": frozenset(),
    "organisation": frozenset({"unknown", "place"}),
    "group": frozenset({"organisation"}),
    "document": frozenset({"unknown"}),
    "other": frozenset(),
}

Hints = Sequence[tuple[Referent, str]]
"""What rules say: a referent with the name of the rule."""


@dataclass(frozen=True, slots=True)
class Search:
    """Where antecedents are looked for.

    Args:
        reading: The article's words.
        index: Its names.
        registry: Its referents.
        discourse: What has been mentioned so far.
    """

    reading: Reading
    index: NameIndex
    registry: Registry
    discourse: Discourse

    def options(self, anaphor: Anaphor, hints: Hints = ()) -> tuple[Option, ...]:
        """Return the possible antecedents of a mention: those named soon after it, then the others from the latest on.

        Args:
            anaphor: The mention.
            hints: What rules say; whatever they name is possible.
        """
        said = {referent.number: hint for referent, hint in hints}
        options: list[Option] = []
        for candidate in self._candidates(anaphor, hints):
            referent = self.registry.referents[candidate.entity]
            hint = said.get(referent.number, "")
            if hint or self._possible(anaphor, candidate, referent):
                found = facts(anaphor, candidate, referent, self.discourse, self.reading, rank=len(options), hint=hint)
                options.append(Option(candidate, referent, found))
        return tuple(options)

    def _possible(self, anaphor: Anaphor, candidate: Candidate, referent: Referent) -> bool:
        """Tell whether a candidate is of a kind that a mention can stand for."""
        named = referent.entity.kind if referent.entity is not None else ""
        if anaphor.kind == "personal":
            return referent.sort == "person" and not (referent.sure and referent.pronoun not in {anaphor.pronoun, None})
        if anaphor.kind == "it":
            return named != "person" and not (referent.sort == "person" and not named)
        if anaphor.kind == "relative":
            personal = self.reading.text[anaphor.start : anaphor.end].casefold() in {"who", "whom"}
            return candidate.last.sentence == anaphor.sentence and not (personal and referent.sort == "document")
        if anaphor.description is not None:
            sort = anaphor.description.sort
            alike = referent.sort == sort or bool({named, referent.sort} & _ALSO[sort])
            return alike and (sort != "person" or not self._owns(anaphor.description, referent))
        return True

    def _candidates(self, anaphor: Anaphor, hints: Hints) -> list[Candidate]:
        """Return the candidates: those named soon after, those mentioned so far from the latest on, those of rules."""
        found = [*self._ahead(anaphor), *self.discourse.candidates()]
        known = {candidate.entity for candidate in found}
        return [*found, *(self._apart(referent) for referent, _ in hints if referent.number not in known)]

    def _ahead(self, anaphor: Anaphor) -> Iterator[Candidate]:
        """Yield entities that are named for the first time soon after a mention, the farthest first."""
        if anaphor.kind in {"relative", "they", "it"}:
            return
        words, sentences = _AHEAD_OF_DESCRIPTION if anaphor.description is not None else _AHEAD
        i = self.reading.within(anaphor.start, anaphor.start + 1).start
        found: dict[int, Referent] = {}
        for name in self.index.among(range(i, i + words)):
            referent = self.registry.of_name(name.start)
            near = self.reading.tokens[name.first].sentence <= anaphor.sentence + sentences
            if near and not self.discourse.knows(referent.number):
                found.setdefault(referent.number, referent)
        yield from map(self._apart, reversed(found.values()))

    def _apart(self, referent: Referent) -> Candidate:
        """Return a referent as a candidate though it has not been mentioned yet, or long ago."""
        name = referent.entity.names[0] if referent.entity is not None else None
        start, end = (name.start, name.end) if name is not None else (referent.label.start, referent.label.end)
        i = self.reading.within(start, end).start
        kind: MentionKind = "nominal" if name is None else "name"
        occurrence = occurrence_at(self.reading, i, end, kind, name, leads=False, source=False)
        return Candidate(referent.number, (occurrence,), 0)

    def _owns(self, description: SourceMention, referent: Referent) -> bool:
        """Tell whether somebody is whose man or woman is spoken of ("Burns" in "Burns’s lawyer")."""
        owner = description.owner
        return owner is not None and self.registry.of_name(owner.start) is referent
