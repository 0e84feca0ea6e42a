"""Why a source was resolved as it was: the chain of mentions from the source to the name, and how sure each link is."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import prod

from quoteattr.speakers.antecedents import Anaphor, Answer
from quoteattr.speakers.discourse import Occurrence
from quoteattr.speakers.mentions import NameIndex, SourceMention
from quoteattr.speakers.reading import Reading
from quoteattr.speakers.referents import Decision, Referent
from quoteattr.speakers.trust import OF_PRONOUN
from quoteattr.types import Mention, Span

__all__ = ["Evidence"]

_LONGEST_CHAIN = 8


@dataclass(frozen=True, slots=True)
class Evidence:
    """The answers given so far.

    Args:
        reading: The article's words.
        index: Its names.
    """

    reading: Reading
    index: NameIndex
    _antecedents: dict[int, Mention] = field(default_factory=dict)
    _scores: dict[int, float] = field(default_factory=dict)

    def record(self, anaphor: Anaphor, answer: Answer) -> None:
        """Record the answer to a question."""
        self._scores[anaphor.start] = answer.score
        if answer.option is not None:
            latest = answer.option.candidate.latest
            self._antecedents[anaphor.start] = self._mention_at(answer.option.referent, latest)

    def lead(self, start: int, referent: Referent, occurrence: Occurrence) -> None:
        """Record by rule that the mention at an offset takes up an earlier one."""
        self._antecedents[start] = self._mention_at(referent, occurrence)
        self._scores[start] = 1.0

    def _mention_at(self, referent: Referent, occurrence: Occurrence) -> Mention:
        """Return the mention behind an occurrence."""
        if occurrence.start in referent.mentions:
            return referent.mentions[occurrence.start]
        name = self.index.at(self.reading.within(occurrence.start, occurrence.start + 1).start)
        if name is not None and name.start == occurrence.start:
            return Mention(name.start, name.end, "name")
        return Mention(referent.label.start, referent.label.end, "name" if referent.named else "nominal")

    def implied(self, span: Span, referent: Referent | None) -> Decision:
        """Return a decision on a quotation without a source; the evidence begins with the antecedent."""
        if referent is None:
            return Decision()
        chain = self._chain(self._antecedents.get(span.start), referent)
        return Decision(referent, chain, self._score(span.start, chain), "implied")

    def decision(self, referent: Referent | None, mention: SourceMention | None) -> Decision:
        """Return a decision with the mentions that lead from the source to the name."""
        if referent is None or mention is None:
            return Decision()
        chain = self._chain(mention.mention, referent)
        return Decision(referent, chain, self._score(mention.mention.start, chain), self._group(mention, referent))

    def _score(self, start: int, chain: Sequence[Mention]) -> float:
        """Return how sure a decision is: a chain of mentions holds when all its links do."""
        links = (m.start for m in chain if m.start != start and m.start in self._antecedents)
        return self._scores.get(start, 1.0) * prod(self._scores[link] for link in links)

    def _group(self, mention: SourceMention, referent: Referent) -> str:
        """Return the group of decisions that the decision on a source belongs to."""
        if mention.name is not None:
            return "name"
        if mention.pronoun is not None:
            return OF_PRONOUN[mention.pronoun]
        if mention.mention.start in self._antecedents:
            return "described"
        if mention.mention.start in self._scores:
            return "new"
        return "unnamed" if referent.sort in {"person", "other"} else "collective"

    def _chain(self, step: Mention | None, referent: Referent) -> tuple[Mention, ...]:
        """Return the mentions that lead from one to the name of what it refers to."""
        chain: list[Mention] = []
        while step is not None and step not in chain and len(chain) < _LONGEST_CHAIN:
            chain.append(step)
            step = self._antecedents.get(step.start)
        full = referent.name_mention
        if full is not None and full not in chain:
            chain.append(full)
        return tuple(chain)
