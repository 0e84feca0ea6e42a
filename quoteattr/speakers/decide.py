"""Decide what every source refers to, reading the article once from front to back.

The decisions stand apart from the candidates (`names`, `entities`, `discourse`) and from what is made of them
(`resolve`), so that a learned model can take their place.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from quoteattr.speakers.antecedents import Anaphor, choose, role_words
from quoteattr.speakers.discourse import Candidate, Discourse, Occurrence, occurrence_at
from quoteattr.speakers.implied import continue_speakers, inside_quotations
from quoteattr.speakers.lexicon import same_title, word_set
from quoteattr.speakers.mentions import NameIndex, SourceMention, pronoun_class, sort_of_noun
from quoteattr.speakers.names import Name
from quoteattr.speakers.nominals import before_relative, introduced_later, is_bare, noun_phrase, points_back
from quoteattr.speakers.reading import Reading
from quoteattr.speakers.referents import Decision, Referent, Registry
from quoteattr.speakers.roles import Role
from quoteattr.speakers.sources import read_source
from quoteattr.speakers.voices import Voices
from quoteattr.types import Mention, MentionKind, Quotation, Span

__all__ = ["Resolver"]

_VAGUE = frozenset(["man", "woman", "person", "boy", "girl", "guy", "one"])

Chooser = Callable[[Anaphor, Sequence[tuple[Candidate, Referent]], Discourse, Reading], Candidate | None]


@dataclass(slots=True)
class Resolver:
    """Walks through an article and resolves its mentions.

    Args:
        reading: The article's words.
        index: Its names.
        registry: Its referents; grows.
        chooser: Chooses the antecedent of a pronoun.
    """

    reading: Reading
    index: NameIndex
    registry: Registry
    chooser: Chooser = choose
    people: Discourse = field(default_factory=Discourse)
    things: Discourse = field(default_factory=Discourse)
    antecedents: dict[int, Mention] = field(default_factory=dict)
    _lead_sentence: int = -1

    def resolve(self, quotations: Sequence[Quotation]) -> list[Decision]:
        """Decide what each quotation's source refers to.

        Args:
            quotations: The quotations.

        Returns:
            One decision for each, in the same order.
        """
        sources: dict[tuple[Span, ...], SourceMention | None] = {}
        for quotation in quotations:
            if quotation.source and quotation.source not in sources:
                sources[quotation.source] = read_source(self.reading, self.index, quotation.source)
        found: dict[tuple[Span, ...], Referent | None] = {}
        later: list[tuple[tuple[Span, ...], SourceMention]] = []
        for source, mention in self._events(sources):
            if mention.pronoun in {"first", "first-plural"}:
                later.append((source, mention))
            else:
                found[source] = self._source(mention)
        decisions = [self._decision(found.get(q.source), sources.get(q.source)) for q in quotations]
        self._first_person(quotations, decisions, dict(later))
        continue_speakers(self.reading, quotations, decisions)
        return decisions

    def _first_person(
        self,
        quotations: Sequence[Quotation],
        decisions: list[Decision],
        mentions: dict[tuple[Span, ...], SourceMention],
    ) -> None:
        """Resolve "I" and "we" by whose turn it is and by the quotation around them; else it is the article's voice."""
        if not mentions:
            return
        voices = Voices(self.reading, self.index, self.registry)
        for number, quotation in enumerate(quotations):
            if quotation.source in mentions:
                mention = mentions[quotation.source]
                decisions[number] = self._decision(voices.at(mention.mention.start), mention)
        inside_quotations(self.reading, quotations, decisions, mentions)

    def _events(
        self, sources: dict[tuple[Span, ...], SourceMention | None]
    ) -> Iterator[tuple[tuple[Span, ...], SourceMention]]:
        """Record names, pronouns and nouns in the order of the text; stop at each source for its decision."""
        ordered = sorted(
            ((m.mention.start, s, m) for s, m in sources.items() if m is not None), key=lambda item: item[0]
        )
        starts = {m.mention.start for _, _, m in ordered}
        names = {n.first: n for n in self.index.names}
        at = 0
        for i, token in enumerate(self.reading.tokens):
            name = names.get(i)
            if name is not None:
                self._name(name, source=name.start in starts)
            elif token.start not in starts:
                self._plain_word(i)
            while at < len(ordered) and ordered[at][0] <= token.start:
                yield ordered[at][1], ordered[at][2]
                at += 1
        for _, source, mention in ordered[at:]:
            yield source, mention

    # What stands in the text, source or not

    def _name(self, name: Name, *, source: bool) -> None:
        referent = self.registry.of_name(name.start)
        discourse = self.people if referent.sort == "person" else self.things
        discourse.add(referent.number, self._occurrence(name.start, "name", name, source=source))

    def _plain_word(self, i: int) -> None:
        token = self.reading.tokens[i]
        kind = pronoun_class(token.lower)
        if kind in {"he", "she"}:
            if self.reading.quotation_at(token.start) is None:
                self._pronoun(i, kind, source=False)
        elif not kind and self.index.at(i) is None:
            self._noun(i)

    def _noun(self, i: int) -> None:
        sort = sort_of_noun(self.reading.tokens[i].lower)
        mention = noun_phrase(self.reading, self.index, i) if sort is not None else None
        if mention is None or sort == "other":
            return
        if sort == "person":
            if points_back(self.reading, i, mention):
                self._record_description(mention)
            elif self._introduces(mention):
                referent = self._unnamed(mention)
                self.people.add(referent.number, self._occurrence(mention.mention.start, "nominal", None, source=False))
            return
        referent = self._unnamed(mention)
        self.things.add(referent.number, self._occurrence(mention.mention.start, "nominal", None, source=False))

    def _introduces(self, mention: SourceMention) -> bool:
        """Tell whether a noun phrase introduces an unnamed person ("a young fisherman came in")."""
        token = self.reading.tokens[self.reading.within(mention.mention.start, mention.mention.end).start]
        return token.lower in {"a", "an", "one"} and self.reading.quotation_at(token.start) is None and token.opens

    def _record_description(self, mention: SourceMention) -> None:
        referent = self._described(mention, source=False)
        if referent is not None:
            referent.mention(mention.mention)
            self.people.add(referent.number, self._occurrence(mention.mention.start, "nominal", None, source=False))

    def _occurrence(self, start: int, kind: MentionKind, name: Name | None, *, source: bool) -> Occurrence:
        i = self.reading.within(start, start + 1).start
        sentence = self.reading.tokens[i].sentence
        leads = sentence != self._lead_sentence
        self._lead_sentence = sentence
        return occurrence_at(self.reading, i, kind, name, leads=leads, source=source)

    # Pronouns

    def _pronoun(self, i: int, kind: str, *, source: bool) -> Referent | None:
        token = self.reading.tokens[i]
        discourse = self.people if kind in {"he", "she"} else self.things
        possessive = token.lower in {"his", "her", "their", "its"}
        chosen = self._choose(self._anaphor(i, kind, source=source, possessive=possessive), discourse)
        if chosen is None:
            return None
        referent = self.registry.referents[chosen.entity]
        if source and kind in {"he", "she"} and referent.pronoun is None:
            referent.pronoun = kind
        self.antecedents[token.start] = self._mention_at(referent, chosen.last)
        referent.mention(Mention(token.start, token.end, "pronoun"))
        discourse.add(referent.number, self._occurrence(token.start, "pronoun", None, source=source))
        return referent

    def _anaphor(
        self, i: int, kind: str, *, source: bool, possessive: bool = False, description: SourceMention | None = None
    ) -> Anaphor:
        token = self.reading.tokens[i]
        return Anaphor(
            start=token.start,
            sentence=token.sentence,
            paragraph=self.reading.paragraph_of(token.start),
            pronoun=kind,
            possessive=possessive,
            source=source,
            first=token.sentence != self._lead_sentence,
            quoted=self.reading.quotation_at(token.start) is not None,
            description=description,
        )

    def _choose(self, anaphor: Anaphor, discourse: Discourse) -> Candidate | None:
        candidates = [(c, self.registry.referents[c.entity]) for c in discourse.candidates()]
        if anaphor.pronoun in {"he", "she"}:
            candidates = [(c, r) for c, r in candidates if not (r.sure and r.pronoun not in {anaphor.pronoun, None})]
        return self.chooser(anaphor, candidates, discourse, self.reading)

    def _mention_at(self, referent: Referent, occurrence: Occurrence) -> Mention:
        if occurrence.start in referent.mentions:
            return referent.mentions[occurrence.start]
        name = self.index.at(self.reading.within(occurrence.start, occurrence.start + 1).start)
        if name is not None and name.start == occurrence.start:
            return Mention(name.start, name.end, "name")
        return Mention(referent.label.start, referent.label.end, "name" if referent.named else "nominal")

    # Sources

    def _source(self, mention: SourceMention) -> Referent | None:
        referent = self._refer(mention)
        if referent is None:
            return None
        referent.mention(mention.mention)
        token = self.reading.within(mention.mention.start, mention.mention.start + 1)
        sentence = self.reading.tokens[token.start].sentence if token else -1
        discourse = self.people if referent.sort == "person" else self.things
        if mention.name is None and mention.pronoun not in {"he", "she", "they", "it"}:
            kind: MentionKind = mention.mention.kind
            discourse.add(referent.number, self._occurrence(mention.mention.start, kind, None, source=True))
        discourse.speaker, discourse.speaker_sentence = referent.number, sentence
        return referent

    def _refer(self, mention: SourceMention) -> Referent | None:
        if mention.name is not None:
            return self.registry.of_name(mention.name.start)
        if mention.pronoun == "second":
            return None
        tokens = self.reading.within(mention.mention.start, mention.mention.end)
        if mention.pronoun == "relative":
            return self._relative(tokens.start)
        if mention.pronoun is not None:
            return self._pronoun(tokens.start, mention.pronoun, source=True)
        return self._nominal(mention)

    def _nominal(self, mention: SourceMention) -> Referent | None:
        if mention.sort == "person" and mention.definite:
            return self._described(mention, source=True) or self._unnamed(mention)
        if (
            mention.sort == "organisation"
            and is_bare(self.reading, mention)
            and mention.head not in word_set("nouns", "owned")
        ):
            return self._described_organisation(mention) or self._unnamed(mention)
        return self._unnamed(mention)

    def _may_be(self, mention: SourceMention, referent: Referent) -> bool:
        """Tell whether a description with an owner ("the board's inspector") can be of a person: one with that role."""
        if mention.owner is None or mention.owner.kind in {"place", "group", "unknown"}:
            return True
        titles = same_title(mention.head)
        return any(words & titles for words in role_words(self.reading, referent))

    def _described_organisation(self, mention: SourceMention) -> Referent | None:
        """Find the organisation that "the company" or "the board" points to."""
        i = self._tokens(mention.mention).start
        chosen = self._choose(self._anaphor(i, "it", source=True, description=mention), self.things)
        if chosen is None or self.registry.referents[chosen.entity].sort != "organisation":
            return None
        referent = self.registry.referents[chosen.entity]
        self.antecedents[mention.mention.start] = self._mention_at(referent, chosen.last)
        return referent

    def _described(self, mention: SourceMention, *, source: bool) -> Referent | None:
        """Find the person whom a definite description points to; it then also states a role."""
        pronoun = next((p for p in ("he", "she") if mention.head in word_set("titles", "roles", p)), "")
        i = self.reading.within(mention.mention.start, mention.mention.end).start
        referent = introduced_later(self.reading, self.registry, mention)
        owned = pronoun_class(self.reading.tokens[i].lower) is not None
        anaphor = self._anaphor(i, pronoun, source=source, description=mention)
        chosen = None if owned else self._choose(anaphor, self.people)
        if chosen is not None and self._may_be(mention, self.registry.referents[chosen.entity]):
            referent = self.registry.referents[chosen.entity]
            self.antecedents[mention.mention.start] = self._mention_at(referent, chosen.last)
        if referent is not None and referent.named and mention.modifiers and mention.head not in _VAGUE:
            words = self.reading.tokens
            first = next(k for k in range(i, len(words)) if words[k].lower == mention.modifiers[0])
            referent.state(Role(words[first].start, mention.mention.end, "description"))
        return referent

    def _unnamed(self, mention: SourceMention) -> Referent:
        key = self._key(mention)
        referent = self.registry.unnamed(key, mention.sort, mention.description)
        self.registry.head(referent, key, mention.head)
        referent.mention(mention.mention)
        if referent.pronoun is None:
            referent.pronoun = next((p for p in ("he", "she") if mention.head in word_set("titles", "roles", p)), None)
        return referent

    def _key(self, mention: SourceMention) -> tuple[str, ...]:
        if mention.sort == "organisation" and mention.head in word_set("nouns", "owned"):
            owner = self._owner(mention)
            if owner is not None:
                return ("owned", mention.head, str(owner.number))
            known = self.registry.latest_owned(mention.head)
            if known is not None and not mention.modifiers:
                return known
        words = [self.reading.tokens[i].lower for i in self._tokens(mention.description)]
        if is_bare(self.reading, mention):
            known = self.registry.latest_headed(mention.sort, mention.head, mention.modifiers)
            if known is not None:
                return known
        return (mention.sort, *(w for w in words if w not in {"the", "a", "an"}))

    def _tokens(self, span: Span) -> range:
        return self.reading.within(span.start, span.end)

    def _owner(self, mention: SourceMention) -> Referent | None:
        if mention.owner is not None:
            return self.registry.of_name(mention.owner.start)
        tokens = self.reading.within(mention.mention.start, mention.mention.end)
        kind = pronoun_class(self.reading.tokens[tokens.start].lower) if tokens else None
        return self._pronoun(tokens.start, kind, source=False) if kind in {"he", "she"} else None

    def _relative(self, i: int) -> Referent | None:
        """Resolve "who" and "which" to what stands just before them."""
        found = before_relative(self.reading, self.index, i)
        if found is None:
            return None
        start = self.reading.tokens[i].start
        if isinstance(found, Name):
            self.antecedents[start] = Mention(found.start, found.end, "name")
            return self.registry.of_name(found.start)
        self.antecedents[start] = found.mention
        return self._nominal(found)

    # What no word says

    def _decision(self, referent: Referent | None, mention: SourceMention | None) -> Decision:
        if referent is None or mention is None:
            return Decision()
        chain = [mention.mention]
        step = self.antecedents.get(mention.mention.start)
        while step is not None and step not in chain and len(chain) < 8:
            chain.append(step)
            step = self.antecedents.get(step.start)
        full = referent.name_mention
        if full is not None and full not in chain:
            chain.append(full)
        return Decision(referent, tuple(chain))
