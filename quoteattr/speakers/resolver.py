"""Resolve one mention after the other: names, pronouns, relative pronouns and descriptions."""

from dataclasses import dataclass, field
from functools import partial

from quoteattr.speakers.antecedents import Anaphor, Chooser, Option, Question
from quoteattr.speakers.binding import subject_beside
from quoteattr.speakers.called import Called
from quoteattr.speakers.discourse import Discourse, Occurrence, occurrence_at
from quoteattr.speakers.evidence import Evidence
from quoteattr.speakers.lexicon import role_pronoun, word_set
from quoteattr.speakers.mentions import NameIndex, SourceMention, is_role_noun, pronoun_class
from quoteattr.speakers.names import Name
from quoteattr.speakers.nominals import introduced_later, is_bare, office_end
from quoteattr.speakers.reading import Reading
from quoteattr.speakers.referents import Referent, Registry
from quoteattr.speakers.relatives import before_relative
from quoteattr.speakers.roles import Role
from quoteattr.speakers.search import Hints, Search
from quoteattr.speakers.settling import Fits, introducing, may_mean
from quoteattr.speakers.taking_up import VAGUE, family, taken_up
from quoteattr.speakers.unnamed import Unnamed
from quoteattr.types import Mention, MentionKind, Span

__all__ = ["Resolver"]


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
    evidence: Evidence = field(init=False)
    _search: Search = field(init=False)
    _unnamed: Unnamed = field(init=False)
    _called: Called = field(init=False)
    _lead_sentence: int = -1

    def __post_init__(self) -> None:
        """Look for antecedents where this article is read."""
        self.evidence = Evidence(self.reading, self.index)
        self._search = Search(self.reading, self.index, self.registry, self.discourse)
        self._called = Called(self.reading, self.index, self.registry)
        self._unnamed = Unnamed(self.reading, self.registry, self._owner)

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
        anaphor = self._anaphor(
            Span(token.start, token.end),
            "personal" if kind in {"he", "she"} else kind,
            kind,
            source=source,
            possessive=possessive,
        )
        referent = self._bound(anaphor, i) if anaphor.kind == "personal" else self._choose(anaphor)
        if referent is None:
            return None
        if source and kind in {"he", "she"} and referent.pronoun is None:
            referent.pronoun = kind
        referent.mention(Mention(token.start, token.end, "pronoun"))
        occurrence = self.occurrence(token.start, token.end, "pronoun", None, source=source)
        self.discourse.add(referent.number, occurrence)
        return referent

    def _bound(self, anaphor: Anaphor, i: int) -> Referent | None:
        """Resolve "he" or "she": not to the subject of the verb whose object it is."""
        subject = subject_beside(self.reading, self.index, i)
        other = self.registry.of_name(subject.start) if subject is not None else None
        return self._choose(anaphor, fits=lambda option: option.referent is not other)

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

    def _choose(self, anaphor: Anaphor, hints: Hints = (), *, fits: Fits | None = None) -> Referent | None:
        """Choose the antecedent of a mention, and record why; `None` when it is none of the candidates.

        Args:
            anaphor: The mention.
            hints: What rules say.
            fits: Tells whether a candidate can be meant; `None` when all can.
        """
        options = self._search.options(anaphor, hints)
        if fits is not None:
            options = tuple(filter(fits, options))
        answer = self.chooser(Question(anaphor, options))
        self.evidence.record(anaphor, answer)
        return answer.option.referent if answer.option is not None else None

    # Sources

    def source(self, mention: SourceMention) -> Referent | None:
        """Resolve the head mention of a source; `None` when it refers to nobody in the article."""
        referent = self._refer(mention)
        if referent is None:
            return None
        referent = family(self.reading, self.registry, referent) or referent
        referent.mention(mention.mention)
        if mention.name is None and mention.pronoun not in {"he", "she", "they", "it"}:
            span = mention.mention
            self.discourse.add(referent.number, self.occurrence(span.start, span.end, span.kind, None, source=True))
        self._spoke(referent, mention.mention.start)
        return referent

    def _spoke(self, referent: Referent, offset: int) -> None:
        tokens = self.reading.within(offset, offset + 1)
        self.discourse.speaker = referent.number
        self.discourse.speaker_sentence = self.reading.tokens[tokens.start].sentence if tokens else -1

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
        if mention.pronoun == "relative":
            return self._relative(mention)
        if mention.pronoun is not None:
            return self.pronoun(self._tokens(mention.mention).start, mention.pronoun, source=True)
        return self.nominal(mention, source=True)

    def nominal(self, mention: SourceMention, *, source: bool) -> Referent:
        """Return what a noun phrase stands for: something mentioned before, or something new."""
        known = self._unnamed.at(mention.mention.start)
        if known is not None:
            return known
        called = self._called.by(mention) or (self._taken_up(mention) if source else None)
        if called is not None:
            return called
        asked = self._points_back(mention) if mention.definite else source and mention.sort == "person"
        found = self.described(mention, source=source) if asked else None
        if found is None:
            return self._unnamed.of(mention)
        self._unnamed.enrich(mention, found)
        if mention.sort == "organisation" and found.entity is not None and found.entity.kind == "unknown":
            # "the club" after "Vane Tideline"
            found.kind = "organisation"
        return found

    def _taken_up(self, mention: SourceMention) -> Referent | None:
        """Return whom words take up that say nothing of their own ("both", "the man"); `None` for other words."""
        candidate = taken_up(self.reading, self.registry, self.discourse, mention)
        if candidate is None:
            return None
        referent = self.registry.referents[candidate.entity]
        self.evidence.lead(mention.mention.start, referent, candidate.latest)
        return referent

    def _points_back(self, mention: SourceMention) -> bool:
        if mention.sort == "person":
            return not self._of_person(mention)
        lower = mention.head == "court" and not word_set("heads", "courts", "lower").isdisjoint(mention.modifiers)
        return is_bare(self.reading, mention) and mention.head not in word_set("nouns", "owned") and not lower

    def _of_person(self, mention: SourceMention) -> bool:
        """Tell whether a description belongs to another person ("the former mayor’s spokeswoman")."""
        tokens = self._tokens(mention.mention)
        owners = (self.reading.tokens[i] for i in tokens[:-1])
        return any(token.possessive and is_role_noun(token.lower) for token in owners)

    def described(self, mention: SourceMention, *, source: bool) -> Referent | None:
        """Find what a definite description points to; of a person it then also states a role."""
        opening = self.reading.tokens[self._tokens(mention.mention).start].lower
        pronoun = pronoun_class(opening)
        if pronoun is not None and (not source or pronoun.startswith("first")):
            # "his spokesman", "their lawyer", "my father"
            return introduced_later(self.reading, self.registry, mention) if mention.sort == "person" else None
        owner = self._owner(mention) if source and mention.sort == "person" and pronoun is not None else None
        gender = role_pronoun(mention.head) or ""
        may = partial(may_mean, introducing(mention, opening), owner, gender)
        later = introduced_later(self.reading, self.registry, mention) if mention.sort == "person" else None
        anaphor = self._anaphor(mention.mention, "described", gender, source=source, description=mention)

        def fits(option: Option) -> bool:
            return may(option) and self._called.allows(mention, option.referent)

        referent = self._choose(anaphor, [(later, "only-role")] if later is not None else [], fits=fits)
        if referent is not None and referent.named and mention.sort == "person" and mention.head not in VAGUE:
            self._state_described(mention, referent)
        return referent

    def _state_described(self, mention: SourceMention, referent: Referent) -> None:
        """State the role that a description gives: from its first modifier on, with an office's complement."""
        words, tokens = self.reading.tokens, self._tokens(mention.mention)
        if words[tokens.stop - 1].possessive and words[tokens.start].gap.rstrip().endswith(","):
            return  # "Ada Burns, the council leader's former wife": an owner beside a name is somebody else
        if mention.head in word_set("heads", "kin"):
            return  # "His younger brother" is nobody's position.
        end = office_end(words, tokens.stop - 1)
        if mention.modifiers or end > tokens.stop:
            opening = (mention.modifiers or (mention.head,))[0]
            first = next((k for k in tokens if words[k].lower == opening), tokens.stop - 1)
            referent.state(Role(words[first].start, words[end - 1].end, "description"))

    def unnamed(self, mention: SourceMention) -> Referent:
        """Return the unnamed referent of a nominal, made when it is new."""
        return self._unnamed.of(mention)

    def _tokens(self, span: Span) -> range:
        return self.reading.within(span.start, span.end)

    def _owner(self, mention: SourceMention) -> Referent | None:
        if mention.owner is not None:
            return self.registry.of_name(mention.owner.start)
        tokens = self._tokens(mention.mention)
        kind = pronoun_class(self.reading.tokens[tokens.start].lower) if tokens else None
        return self.pronoun(tokens.start, kind, source=False) if kind in {"he", "she"} else None

    def _relative(self, mention: SourceMention) -> Referent | None:
        """Resolve "who" and "which"; a rule tells what stands just before them."""
        span = mention.mention
        found = before_relative(self.reading, self.index, self._tokens(span).start)
        hints: list[tuple[Referent, str]] = []
        if isinstance(found, SourceMention) and found.sort == "other":
            # "a clash that": no person or organisation further away.
            return self._unnamed.of(found)
        if found is not None:
            near = self.registry.of_name(found.start) if isinstance(found, Name) else self.nominal(found, source=False)
            hints.append((near, "beside"))
        return self._choose(self._anaphor(span, "relative", "", source=True), hints)
