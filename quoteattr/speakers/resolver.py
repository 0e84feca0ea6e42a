"""Resolve one mention after the other: names, pronouns, relative pronouns and descriptions."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import prod

from quoteattr.speakers.antecedents import Anaphor, Chooser, Option, Question, facts, role_words
from quoteattr.speakers.discourse import Candidate, Discourse, Occurrence, occurrence_at
from quoteattr.speakers.lexicon import same_title, word_set
from quoteattr.speakers.mentions import NameIndex, SourceMention, is_role_noun, pronoun_class
from quoteattr.speakers.names import Name
from quoteattr.speakers.nominals import before_relative, introduced_later, is_bare, is_dated, office_end
from quoteattr.speakers.reading import Reading
from quoteattr.speakers.referents import Decision, Referent, Registry
from quoteattr.speakers.roles import Role
from quoteattr.speakers.trust import OF_PRONOUN
from quoteattr.types import Mention, MentionKind, Span, SpeakerKind

__all__ = ["Resolver", "joint_key"]

_VAGUE = frozenset(["man", "woman", "person", "boy", "girl", "guy", "one"])
# How many tokens a name may stand ahead of a pronoun that points forward to it.
_AHEAD = 40
_LONGEST_CHAIN = 8
# What a description of some kind can stand for, beside what is of that kind itself.
_ALSO: dict[SpeakerKind, frozenset[str]] = {
    "person": frozenset(),
    "organisation": frozenset({"unknown", "place"}),
    "group": frozenset({"organisation"}),
    "document": frozenset({"unknown"}),
    "other": frozenset(),
}


def joint_key(members: Iterable[Referent]) -> tuple[str, ...]:
    """Return the key of several speakers named together, in whatever order."""
    return ("joint", *sorted({str(member.number) for member in members}))


@dataclass(slots=True)
class Resolver:
    """The state of reading one article: what has been mentioned so far, and what each mention refers to.

    Args:
        reading: The article's words.
        index: Its names.
        registry: Its referents; grows.
        chooser: Chooses the antecedent of a mention.
    """

    reading: Reading
    index: NameIndex
    registry: Registry
    chooser: Chooser
    discourse: Discourse = field(default_factory=Discourse)
    antecedents: dict[int, Mention] = field(default_factory=dict)
    scores: dict[int, float] = field(default_factory=dict)
    _unnamed_at: dict[int, Referent] = field(default_factory=dict)
    _lead_sentence: int = -1

    def record_name(self, name: Name, *, source: bool) -> None:
        """Record that a name stands in the text."""
        referent = self.registry.of_name(name.start)
        self.discourse.add(referent.number, self.occurrence(name.start, name.end, "name", name, source=source))

    def record_nominal(self, referent: Referent, mention: SourceMention) -> None:
        """Record that a noun phrase for a referent stands in the text, outside of any source."""
        span = mention.mention
        self.discourse.add(referent.number, self.occurrence(span.start, span.end, "nominal", None, source=False))

    def occurrence(self, start: int, end: int, kind: MentionKind, name: Name | None, *, source: bool) -> Occurrence:
        """Describe a mention by where it stands."""
        i = self.reading.within(start, start + 1).start
        sentence = self.reading.tokens[i].sentence
        leads = sentence != self._lead_sentence
        self._lead_sentence = sentence
        return occurrence_at(self.reading, i, end, kind, name, leads=leads, source=source)

    # Pronouns

    def pronoun(self, i: int, kind: str, *, source: bool) -> Referent | None:
        """Resolve a personal pronoun at a token, and record it."""
        token = self.reading.tokens[i]
        possessive = token.lower in {"his", "her", "their", "its"}
        anaphor = self._anaphor(Span(token.start, token.end), kind, kind, source=source, possessive=possessive)
        referent = self._choose(anaphor)
        if referent is None:
            return None
        if source and kind in {"he", "she"} and referent.pronoun is None:
            referent.pronoun = kind
        referent.mention(Mention(token.start, token.end, "pronoun"))
        occurrence = self.occurrence(token.start, token.end, "pronoun", None, source=source)
        self.discourse.add(referent.number, occurrence)
        return referent

    def _anaphor(
        self,
        span: Span,
        kind: str,
        pronoun: str,
        *,
        source: bool,
        possessive: bool = False,
        description: SourceMention | None = None,
    ) -> Anaphor:
        token = self.reading.tokens[self.reading.within(span.start, span.end).start]
        return Anaphor(
            start=span.start,
            end=span.end,
            sentence=token.sentence,
            paragraph=self.reading.paragraph_of(span.start),
            kind=kind,
            pronoun=pronoun,
            possessive=possessive,
            source=source,
            first=token.sentence != self._lead_sentence,
            quoted=self.reading.quotation_at(span.start) is not None,
            description=description,
        )

    def _choose(self, anaphor: Anaphor, hints: Sequence[tuple[Referent, str]] = ()) -> Referent | None:
        """Choose the antecedent of a mention, and record why; `None` when it is none of the candidates.

        Args:
            anaphor: The mention.
            hints: What rules say: a referent with the name of the rule.
        """
        said = {referent.number: hint for referent, hint in hints}
        options: list[Option] = []
        for candidate in self._candidates(anaphor, hints):
            referent = self.registry.referents[candidate.entity]
            hint = said.get(referent.number, "")
            if hint or self._possible(anaphor, candidate, referent):
                found = facts(anaphor, candidate, referent, self.discourse, self.reading, rank=len(options), hint=hint)
                options.append(Option(candidate, referent, found))
        answer = self.chooser(Question(anaphor, tuple(options)))
        self.scores[anaphor.start] = answer.score
        if answer.option is None:
            return None
        self.antecedents[anaphor.start] = self.mention_at(answer.option.referent, answer.option.candidate.latest)
        return answer.option.referent

    def _possible(self, anaphor: Anaphor, candidate: Candidate, referent: Referent) -> bool:
        """Tell whether a candidate is of a kind that a mention can stand for."""
        named = referent.entity.kind if referent.entity is not None else ""
        if anaphor.kind in {"he", "she"}:
            return referent.sort == "person" and not (referent.sure and referent.pronoun not in {anaphor.kind, None})
        if anaphor.kind == "it":
            return named != "person" and not (referent.sort == "person" and not named)
        if anaphor.kind == "relative":
            return candidate.last.sentence == anaphor.sentence
        if anaphor.description is not None:
            sort = anaphor.description.sort
            alike = referent.sort == sort or bool({named, referent.sort} & _ALSO[sort])
            return alike and (sort != "person" or self._may_be(anaphor.description, referent))
        return True

    def _candidates(self, anaphor: Anaphor, hints: Sequence[tuple[Referent, str]]) -> list[Candidate]:
        """Return the candidates: those named soon after, those mentioned so far from the latest on, those of rules."""
        found = [*self._ahead(anaphor), *self.discourse.candidates()]
        known = {candidate.entity for candidate in found}
        return [*found, *(self._apart(referent) for referent, _ in hints if referent.number not in known)]

    def _ahead(self, anaphor: Anaphor) -> Iterator[Candidate]:
        """Yield entities that are named for the first time soon after a mention, the farthest first."""
        if anaphor.kind in {"relative", "they", "it"}:
            return
        i = self.reading.within(anaphor.start, anaphor.start + 1).start
        found: dict[int, Referent] = {}
        for name in self.index.among(range(i, i + _AHEAD)):
            referent = self.registry.of_name(name.start)
            near = self.reading.tokens[name.first].sentence <= anaphor.sentence + 1
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

    def mention_at(self, referent: Referent, occurrence: Occurrence) -> Mention:
        """Return the mention behind an occurrence."""
        if occurrence.start in referent.mentions:
            return referent.mentions[occurrence.start]
        name = self.index.at(self.reading.within(occurrence.start, occurrence.start + 1).start)
        if name is not None and name.start == occurrence.start:
            return Mention(name.start, name.end, "name")
        return Mention(referent.label.start, referent.label.end, "name" if referent.named else "nominal")

    # Sources

    def source(self, mention: SourceMention) -> Referent | None:
        """Resolve the head mention of a source; `None` when it refers to nobody in the article."""
        referent = self._refer(mention)
        if referent is None:
            return None
        referent.mention(mention.mention)
        if mention.name is None and mention.pronoun not in {"he", "she", "they", "it"}:
            span = mention.mention
            self.discourse.add(referent.number, self.occurrence(span.start, span.end, span.kind, None, source=True))
        self._spoke(referent, mention.mention.start)
        return referent

    def _spoke(self, referent: Referent, offset: int) -> None:
        token = self.reading.within(offset, offset + 1)
        self.discourse.speaker = referent.number
        self.discourse.speaker_sentence = self.reading.tokens[token.start].sentence if token else -1

    def implied(self, span: Span, hint: tuple[Referent, str] | None) -> Referent | None:
        """Resolve a quotation that has no source.

        Args:
            span: Its cue, or its content when it has none either.
            hint: The speaker from which a rule says that it goes on; `None` when none does.
        """
        if not self.reading.within(span.start, span.end):
            return None
        referent = self._choose(self._anaphor(span, "implied", "", source=True), [hint] if hint else [])
        if referent is not None:
            self._spoke(referent, span.start)
        return referent

    def _refer(self, mention: SourceMention) -> Referent | None:
        if mention.name is not None:
            return self.registry.of_name(mention.name.start)
        if mention.pronoun == "second":
            return None
        tokens = self._tokens(mention.mention)
        if mention.pronoun == "relative":
            return self._relative(mention)
        if mention.pronoun is not None:
            return self.pronoun(tokens.start, mention.pronoun, source=True)
        return self.nominal(mention, source=True)

    def nominal(self, mention: SourceMention, *, source: bool) -> Referent:
        """Return what a noun phrase stands for: something mentioned before, or something new."""
        known = self._unnamed_at.get(mention.mention.start)
        if known is not None:
            return known
        found = self.described(mention, source=source) if mention.definite and self._points_back(mention) else None
        return found or self.unnamed(mention)

    def _points_back(self, mention: SourceMention) -> bool:
        if mention.sort == "person":
            return not self._of_person(mention)
        return is_bare(self.reading, mention) and mention.head not in word_set("nouns", "owned")

    def _of_person(self, mention: SourceMention) -> bool:
        """Tell whether a description belongs to another person ("the former mayor’s spokeswoman")."""
        tokens = self._tokens(mention.mention)
        owners = (self.reading.tokens[i] for i in tokens[:-1])
        return any(token.possessive and is_role_noun(token.lower) for token in owners)

    def _may_be(self, mention: SourceMention, referent: Referent) -> bool:
        """Tell whether a description with an owner ("the board's inspector") can be of a person: one with that role."""
        if mention.owner is None or mention.owner.kind in {"place", "group", "unknown"}:
            return True
        titles = same_title(mention.head)
        return any(words & titles for words in role_words(self.reading, referent))

    def described(self, mention: SourceMention, *, source: bool) -> Referent | None:
        """Find what a definite description points to; of a person it then also states a role."""
        i = self._tokens(mention.mention).start
        if pronoun_class(self.reading.tokens[i].lower) is not None:
            # "his spokesman", "their lawyer"
            return introduced_later(self.reading, self.registry, mention) if mention.sort == "person" else None
        pronoun = next((p for p in ("he", "she") if mention.head in word_set("titles", "roles", p)), "")
        later = introduced_later(self.reading, self.registry, mention) if mention.sort == "person" else None
        anaphor = self._anaphor(mention.mention, "described", pronoun, source=source, description=mention)
        referent = self._choose(anaphor, [(later, "only-role")] if later is not None else [])
        if referent is not None and referent.named and mention.sort == "person" and mention.head not in _VAGUE:
            self._state_described(mention, referent)
        return referent

    def _state_described(self, mention: SourceMention, referent: Referent) -> None:
        """State the role that a description gives: its words from the first modifier on, with an office's complement."""
        words, tokens = self.reading.tokens, self._tokens(mention.mention)
        end = office_end(words, tokens.stop - 1)
        if mention.modifiers or end > tokens.stop:
            opening = (mention.modifiers or (mention.head,))[0]
            first = next((k for k in tokens if words[k].lower == opening), tokens.stop - 1)
            referent.state(Role(words[first].start, words[end - 1].end, "description"))

    def unnamed(self, mention: SourceMention) -> Referent:
        """Return the unnamed referent of a nominal, made when it is new."""
        key = self._key(mention)
        referent = self.registry.unnamed(key, mention.sort, mention.description)
        self._unnamed_at.setdefault(mention.mention.start, referent)
        if self._says_more(mention, referent):
            referent.label = mention.description
        self.registry.head(referent, key, mention.head)
        referent.mention(mention.mention)
        if referent.pronoun is None:
            referent.pronoun = next((p for p in ("he", "she") if mention.head in word_set("titles", "roles", p)), None)
        return referent

    def _says_more(self, mention: SourceMention, referent: Referent) -> bool:
        """Tell whether a mention describes what so far is only "Report" or "the report", or names a list more fully."""
        if mention.members:
            return len(self._tokens(mention.description)) > len(self._tokens(referent.label))
        words = [self.reading.tokens[i].lower for i in self._tokens(referent.label)]
        plain = not [w for w in words if w not in word_set("function_words") and w != mention.head]
        tokens = self._tokens(mention.description)
        opening = self.reading.tokens[tokens.start].lower
        return plain and len(tokens) > max(len(words), 2) and opening not in {"that", "which"}

    def _key(self, mention: SourceMention) -> tuple[str, ...]:
        if mention.members:
            return joint_key(self.registry.of_name(name.start) for name in mention.members)
        if mention.sort == "organisation" and mention.head in word_set("nouns", "owned"):
            owner = self._owner(mention)
            if owner is not None:
                return ("owned", mention.head, str(owner.number))
            known = self.registry.latest_owned(mention.head)
            if known is not None and not mention.modifiers:
                return known
        words = [self.reading.tokens[i].lower for i in self._tokens(mention.description)]
        if is_dated(self.reading, mention) or is_bare(self.reading, mention):
            known = self.registry.latest_headed(mention.sort, mention.head, mention.modifiers)
            if known is not None:
                return known
        return self._headline_key(mention) or (mention.sort, *(w for w in words if w not in {"the", "a", "an"}))

    def _headline_key(self, mention: SourceMention) -> tuple[str, ...] | None:
        """Return the key of the document that a headline called "Report" or "New poll", when the text introduces it."""
        key = self.registry.latest_headed(mention.sort, mention.head, ()) if mention.sort == "document" else None
        referent = self.registry.keyed(key) if key is not None else None
        if referent is None or mention.definite or len(referent.mentions) > 1:
            return None
        label = [self.reading.tokens[i] for i in self._tokens(referent.label)]
        headline = label[0].opens and label[-1].capital and label[0].lower not in word_set("function_words")
        return key if headline and len(label) <= 1 + (label[0].lower == "new") else None

    def _tokens(self, span: Span) -> range:
        return self.reading.within(span.start, span.end)

    def _owner(self, mention: SourceMention) -> Referent | None:
        if mention.owner is not None:
            return self.registry.of_name(mention.owner.start)
        tokens = self.reading.within(mention.mention.start, mention.mention.end)
        kind = pronoun_class(self.reading.tokens[tokens.start].lower) if tokens else None
        return self.pronoun(tokens.start, kind, source=False) if kind in {"he", "she"} else None

    def _relative(self, mention: SourceMention) -> Referent | None:
        """Resolve "who" and "which"; a rule tells what stands just before them."""
        span = mention.mention
        found = before_relative(self.reading, self.index, self._tokens(span).start)
        hints: list[tuple[Referent, str]] = []
        if found is not None:
            near = self.registry.of_name(found.start) if isinstance(found, Name) else self.nominal(found, source=False)
            hints.append((near, "beside"))
        return self._choose(self._anaphor(span, "relative", "", source=True), hints)

    def implied_decision(self, span: Span, referent: Referent | None) -> Decision:
        """Return a decision on a quotation without a source; the evidence begins with the antecedent."""
        if referent is None:
            return Decision()
        chain = self._chain(self.antecedents.get(span.start), referent)
        return Decision(referent, chain, self._score(span.start, chain), "implied")

    def decision(self, referent: Referent | None, mention: SourceMention | None) -> Decision:
        """Return a decision with the mentions that lead from the source to the name."""
        if referent is None or mention is None:
            return Decision()
        chain = self._chain(mention.mention, referent)
        return Decision(referent, chain, self._score(mention.mention.start, chain), self._group(mention, referent))

    def _score(self, start: int, chain: Sequence[Mention]) -> float:
        """Return how sure a decision is: a chain of mentions holds when all its links do."""
        links = (m.start for m in chain if m.start != start and m.start in self.antecedents)
        return self.scores.get(start, 1.0) * prod(self.scores[link] for link in links)

    def _group(self, mention: SourceMention, referent: Referent) -> str:
        """Return the group of decisions that the decision on a source belongs to."""
        if mention.name is not None:
            return "name"
        if mention.pronoun is not None:
            return OF_PRONOUN[mention.pronoun]
        if mention.mention.start in self.antecedents:
            return "described"
        if mention.mention.start in self.scores:
            return "new"
        return "unnamed" if referent.sort in {"person", "other"} else "collective"

    def _chain(self, step: Mention | None, referent: Referent) -> tuple[Mention, ...]:
        """Return the mentions that lead from one to the name of what it refers to."""
        chain: list[Mention] = []
        while step is not None and step not in chain and len(chain) < _LONGEST_CHAIN:
            chain.append(step)
            step = self.antecedents.get(step.start)
        full = referent.name_mention
        if full is not None and full not in chain:
            chain.append(full)
        return tuple(chain)
