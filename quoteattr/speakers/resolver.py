"""Resolve one mention after the other: names, pronouns, relative pronouns and descriptions."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from quoteattr.speakers.antecedents import Anaphor, choose, role_words
from quoteattr.speakers.discourse import Candidate, Discourse, Occurrence, occurrence_at
from quoteattr.speakers.lexicon import same_title, word_set
from quoteattr.speakers.mentions import NameIndex, SourceMention, is_role_noun, pronoun_class
from quoteattr.speakers.names import Name
from quoteattr.speakers.nominals import before_relative, introduced_later, is_bare, is_dated, office_end
from quoteattr.speakers.reading import Reading
from quoteattr.speakers.referents import Decision, Referent, Registry
from quoteattr.speakers.roles import Role
from quoteattr.types import Mention, MentionKind, Span

__all__ = ["Chooser", "Resolver", "joint_key"]

_VAGUE = frozenset(["man", "woman", "person", "boy", "girl", "guy", "one"])

Chooser = Callable[[Anaphor, Sequence[tuple[Candidate, Referent]], Discourse, Reading], Candidate | None]


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
        chooser: Chooses the antecedent of a pronoun.
    """

    reading: Reading
    index: NameIndex
    registry: Registry
    chooser: Chooser = choose
    people: Discourse = field(default_factory=Discourse)
    things: Discourse = field(default_factory=Discourse)
    antecedents: dict[int, Mention] = field(default_factory=dict)
    _unnamed_at: dict[int, Referent] = field(default_factory=dict)
    _lead_sentence: int = -1

    def record_name(self, name: Name, *, source: bool) -> None:
        """Record that a name stands in the text."""
        referent = self.registry.of_name(name.start)
        discourse = self.people if referent.sort == "person" else self.things
        discourse.add(referent.number, self.occurrence(name.start, "name", name, source=source))

    def record_nominal(self, referent: Referent, mention: SourceMention) -> None:
        """Record that a noun phrase for a referent stands in the text, outside of any source."""
        discourse = self.people if referent.sort == "person" else self.things
        discourse.add(referent.number, self.occurrence(mention.mention.start, "nominal", None, source=False))

    def occurrence(self, start: int, kind: MentionKind, name: Name | None, *, source: bool) -> Occurrence:
        """Describe a mention by where it stands."""
        i = self.reading.within(start, start + 1).start
        sentence = self.reading.tokens[i].sentence
        leads = sentence != self._lead_sentence
        self._lead_sentence = sentence
        return occurrence_at(self.reading, i, kind, name, leads=leads, source=source)

    # Pronouns

    def pronoun(self, i: int, kind: str, *, source: bool) -> Referent | None:
        """Resolve a personal pronoun at a token, and record it."""
        token = self.reading.tokens[i]
        discourse = self.people if kind in {"he", "she"} else self.things
        possessive = token.lower in {"his", "her", "their", "its"}
        chosen = self._choose(self._anaphor(i, kind, source=source, possessive=possessive), discourse)
        if chosen is None:
            return None
        referent = self.registry.referents[chosen.entity]
        if source and kind in {"he", "she"} and referent.pronoun is None:
            referent.pronoun = kind
        self.antecedents[token.start] = self.mention_at(referent, chosen.last)
        referent.mention(Mention(token.start, token.end, "pronoun"))
        discourse.add(referent.number, self.occurrence(token.start, "pronoun", None, source=source))
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
        token = self.reading.within(mention.mention.start, mention.mention.start + 1)
        sentence = self.reading.tokens[token.start].sentence if token else -1
        discourse = self.people if referent.sort == "person" else self.things
        if mention.name is None and mention.pronoun not in {"he", "she", "they", "it"}:
            kind: MentionKind = mention.mention.kind
            discourse.add(referent.number, self.occurrence(mention.mention.start, kind, None, source=True))
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
            return self.pronoun(tokens.start, mention.pronoun, source=True)
        return self._nominal(mention)

    def _nominal(self, mention: SourceMention) -> Referent | None:
        known = self._unnamed_at.get(mention.mention.start)
        if known is not None:
            return known
        if mention.sort == "person" and mention.definite and not self._of_person(mention):
            return self.described(mention, source=True) or self.unnamed(mention)
        if (
            mention.sort == "organisation"
            and is_bare(self.reading, mention)
            and mention.head not in word_set("nouns", "owned")
        ):
            return self._described_organisation(mention) or self.unnamed(mention)
        return self.unnamed(mention)

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

    def _described_organisation(self, mention: SourceMention) -> Referent | None:
        """Find the organisation that "the company" or "the board" points to."""
        i = self._tokens(mention.mention).start
        chosen = self._choose(self._anaphor(i, "it", source=True, description=mention), self.things)
        if chosen is None or self.registry.referents[chosen.entity].sort != "organisation":
            return None
        referent = self.registry.referents[chosen.entity]
        self.antecedents[mention.mention.start] = self.mention_at(referent, chosen.last)
        return referent

    def described(self, mention: SourceMention, *, source: bool) -> Referent | None:
        """Find the person whom a definite description points to; it then also states a role."""
        pronoun = next((p for p in ("he", "she") if mention.head in word_set("titles", "roles", p)), "")
        i = self.reading.within(mention.mention.start, mention.mention.end).start
        referent = introduced_later(self.reading, self.registry, mention)
        owned = pronoun_class(self.reading.tokens[i].lower) is not None
        anaphor = self._anaphor(i, pronoun, source=source, description=mention)
        chosen = None if owned else self._choose(anaphor, self.people)
        if chosen is not None and self._may_be(mention, self.registry.referents[chosen.entity]):
            referent = self.registry.referents[chosen.entity]
            self.antecedents[mention.mention.start] = self.mention_at(referent, chosen.last)
        words = self.reading.tokens
        last = self._tokens(mention.mention).stop
        end = office_end(words, last - 1)
        if referent is not None and referent.named and (mention.modifiers or end > last) and mention.head not in _VAGUE:
            start = (mention.modifiers or (mention.head,))[0]
            first = next((k for k in range(i, last) if words[k].lower == start), last - 1)
            referent.state(Role(words[first].start, words[end - 1].end, "description"))
        return referent

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

    def decision(self, referent: Referent | None, mention: SourceMention | None) -> Decision:
        """Return a decision with the mentions that lead from the source to the name."""
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
