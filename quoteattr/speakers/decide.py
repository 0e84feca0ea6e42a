"""Decide what every source refers to, reading the article once from front to back.

The decisions stand apart from the candidates (`names`, `entities`, `discourse`) and from what is made of them
(`build`). What chooses among candidates is passed in: the learned head, or a baseline.
"""

import re
from collections.abc import Iterator, Sequence

from quoteattr.speakers.antecedents import Chooser
from quoteattr.speakers.implied import inside_quotations, next_in_marks, place_of, same_breath
from quoteattr.speakers.lexicon import word_set
from quoteattr.speakers.lists import party_end
from quoteattr.speakers.mentions import NameIndex, SourceMention, pronoun_class, sort_of_noun
from quoteattr.speakers.names import Name
from quoteattr.speakers.nominals import noun_phrase, points_back
from quoteattr.speakers.reading import Reading, Token
from quoteattr.speakers.referents import Decision, Referent, Registry
from quoteattr.speakers.relatives import parenthesis_opening
from quoteattr.speakers.resolver import Resolver
from quoteattr.speakers.sources import read_source
from quoteattr.speakers.unnamed import joint_key
from quoteattr.speakers.voices import Voices
from quoteattr.types import Mention, Quotation, Span

__all__ = ["decide", "source_events"]

_LONGEST_PARTY = 4
_BECOMING = frozenset({"be", "become", "becomes", "becoming"})
_BRACKETED = re.compile(r" \([^()\n]{1,24}\)")
# Whom these mean is a matter of who speaks to whom.
_VOICED = frozenset({"first", "first-plural", "second"})

Event = tuple[int, SourceMention | None, list[int]]


def decide(
    reading: Reading, index: NameIndex, registry: Registry, quotations: Sequence[Quotation], chooser: Chooser
) -> list[Decision]:
    """Decide what each quotation's source refers to.

    Args:
        reading: The article's words.
        index: Its names.
        registry: Its referents; grows.
        quotations: The quotations.
        chooser: Chooses the antecedent of a mention among its candidates.

    Returns:
        One decision for each quotation, in the same order.
    """
    resolver = Resolver(reading, index, registry, chooser)
    decisions = [Decision()] * len(quotations)
    first_persons: dict[tuple[Span, ...], SourceMention] = {}
    events = source_events(reading, index, quotations)
    previous: int | None = None
    for mention, numbers in _walk(resolver, events):
        if mention is None:
            decisions[numbers[0]] = _implied(resolver, quotations, decisions, numbers[0], previous)
        elif mention.pronoun in _VOICED:
            first_persons[quotations[numbers[0]].source] = mention
        else:
            decision = resolver.evidence.decision(resolver.source(mention), mention)
            for number in numbers:
                decisions[number] = decision
        previous = numbers[-1]
    _first_person(resolver, quotations, decisions, first_persons)
    return decisions


def source_events(reading: Reading, index: NameIndex, quotations: Sequence[Quotation]) -> list[Event]:
    """Return the places where something is to be decided, in order: sources, and cues of quotations without one."""
    sources: dict[tuple[Span, ...], list[int]] = {}
    events: list[Event] = []
    for number, quotation in enumerate(quotations):
        if quotation.source:
            sources.setdefault(quotation.source, []).append(number)
        else:
            events.append((place_of(quotation).start, None, [number]))
    for source, numbers in sources.items():
        mention = read_source(reading, index, _named_by_cue(reading, quotations[numbers[0]]) or source)
        if mention is not None:
            events.append((mention.mention.start, mention, numbers))
    return sorted(events, key=lambda event: (event[0], event[2]))


def _named_by_cue(reading: Reading, quotation: Quotation) -> tuple[Span, ...]:
    """Return the cue of a given quotation whose cue and source were exchanged (“said” as the source); else nothing."""
    speech = word_set("cue_verbs", "words") - word_set("function_words", "words", "auxiliaries")
    speech |= word_set("cue_verbs", "phrases")
    source, cue = (
        [reading.tokens[i] for s in spans for i in reading.within(s.start, s.end)]
        for spans in (quotation.source, quotation.cue)
    )
    only_speech = bool(source) and all(token.lower in speech for token in source)
    return quotation.cue if only_speech and any(token.lower not in speech for token in cue) else ()


def _implied(
    resolver: Resolver,
    quotations: Sequence[Quotation],
    decisions: Sequence[Decision],
    number: int,
    previous: int | None,
) -> Decision:
    """Decide who speaks where no source is given; a rule tells when it is who spoke before."""
    before = decisions[previous].referent if previous is not None else None
    hint = None
    if previous is not None and before is not None:
        if next_in_marks(resolver.reading, quotations[previous], quotations[number]):
            return decisions[previous]
        if same_breath(resolver.reading, quotations[previous], quotations[number]):
            hint = (before, "same-breath")
    place = place_of(quotations[number])
    return resolver.evidence.implied(place, resolver.implied(place, hint))


def _first_person(
    resolver: Resolver,
    quotations: Sequence[Quotation],
    decisions: list[Decision],
    mentions: dict[tuple[Span, ...], SourceMention],
) -> None:
    """Resolve "I" and "we" by whose turn it is and by the quotation around them; else it is the article's voice.

    "You" is who is asked in an interview, and outside of quotations else whoever reads the article. What has no source
    in an answer is of who answers.
    """
    voices = Voices(resolver.reading, resolver.index, resolver.registry)
    for number, quotation in enumerate(quotations):
        if quotation.source in mentions:
            mention = mentions[quotation.source]
            start = mention.mention.start
            voice = _addressed(resolver, voices, mention) if mention.pronoun == "second" else voices.at(start)
            decisions[number] = resolver.evidence.decision(voice, mention)
        elif not quotation.source and decisions[number].referent is None:
            place = place_of(quotation)
            decisions[number] = resolver.evidence.implied(place, voices.answering(place.start))
    inside = {source: mention for source, mention in mentions.items() if mention.pronoun != "second"}
    inside_quotations(resolver.reading, quotations, decisions, inside)


def _addressed(resolver: Resolver, voices: Voices, mention: SourceMention) -> Referent | None:
    """Return whom "you" addresses; `None` inside of quotations, where it may be anybody."""
    start = mention.mention.start
    asked = voices.asked(start)
    if asked is not None or voices.at(start) is not None or resolver.reading.quotation_at(start) is not None:
        return asked
    return resolver.registry.unnamed(("second",), "group", mention.description)


def _walk(resolver: Resolver, events: Sequence[Event]) -> Iterator[tuple[SourceMention | None, list[int]]]:
    """Record names, pronouns and nouns in the order of the text; stop at each event for its decision."""
    mentions = [mention.mention for _, mention, _ in events if mention is not None]
    starts = {mention.start for mention in mentions}
    ends = {mention.end for mention in mentions if mention.kind == "nominal"}
    names = {n.first: n for n in resolver.index.names}
    at = 0
    for i, token in enumerate(resolver.reading.tokens):
        if i in names:
            resolver.record_name(names[i], source=names[i].start in starts)
            _pair(resolver, names[i], starts)
        elif token.start not in starts:
            _plain_word(resolver, i, ends)
        while at < len(events) and events[at][0] <= token.start:
            yield events[at][1:]
            at += 1
    for _, mention, numbers in events[at:]:
        yield mention, numbers


def _pair(resolver: Resolver, name: Name, starts: set[int]) -> None:
    """Record two people joined by "and" as a group that "they" can mean, outside of sources."""
    words = resolver.reading.tokens
    if name.title < 2 or words[name.title - 1].lower != "and" or words[name.title].gap.strip():
        return
    end = name.title - 1
    # "Burns (D-Ohio) and Reddy" is a pair, too.
    opening = parenthesis_opening(words, end - 1)
    end = end if opening is None else opening
    end = _before_party(words, end)
    other = resolver.index.at(end - 1)
    if other is None or other.last != end or words[other.title].start in starts or other.start in starts:
        return
    people = [resolver.registry.of_name(n.start) for n in (other, name)]
    if all(r.entity and r.entity.kind == "person" for r in people):
        bracket = _BRACKETED.match(resolver.reading.text, name.end) if opening is not None else None
        first = other.first if words[other.title].lower in word_set("titles", "several") else other.title
        span = Span(words[first].start, bracket.end() if bracket else name.end)
        mention = SourceMention(Mention(span.start, span.end, "nominal"), "group", True, description=span)
        referent = resolver.registry.unnamed(joint_key(people), "group", span)
        if len(span) > len(referent.label):
            referent.label = span
        resolver.record_nominal(referent, mention)


def _before_party(words: Sequence[Token], end: int) -> int:
    """Return where the party after a name begins that ends at a token ("Burns, D-New Jersey, and"), else that token."""
    parties = (k for k in range(end - 1, max(0, end - _LONGEST_PARTY), -1) if party_end(words, k) == end)
    return next(parties, end)


def _plain_word(resolver: Resolver, i: int, ends: set[int]) -> None:
    token = resolver.reading.tokens[i]
    kind = pronoun_class(token.lower)
    if kind in {"he", "she", "they"}:
        if resolver.reading.quotation_at(token.start) is None:
            resolver.pronoun(i, kind, source=False)
    elif not kind and resolver.index.at(i) is None:
        _noun(resolver, i, ends)


def _noun(resolver: Resolver, i: int, ends: set[int]) -> None:
    sort = sort_of_noun(resolver.reading.tokens[i].lower)
    mention = noun_phrase(resolver.reading, resolver.index, i) if sort is not None else None
    if mention is None or sort == "other" or mention.mention.end in ends:
        return
    if mention.head in word_set("nouns", "quantity"):
        # "half" and "many" are quantities of something said elsewhere.
        return
    quoted = resolver.reading.quotation_at(mention.mention.start) is not None
    if sort == "document" and quoted and resolver.registry.latest_headed("document", mention.head, ()) is not None:
        # What is said about a report inside of a quotation does not put another one in its place.
        return
    if sort != "person":
        referent = resolver.unnamed(mention) if quoted else resolver.nominal(mention, source=False)
        resolver.record_nominal(referent, mention)
    elif points_back(resolver.reading, i, mention) and not _apposed(resolver, mention):
        described = resolver.described(mention, source=False)
        if described is not None:
            described.mention(mention.mention)
            resolver.record_nominal(described, mention)
    elif _introduces(resolver.reading, mention):
        resolver.record_nominal(resolver.unnamed(mention), mention)


def _apposed(resolver: Resolver, mention: SourceMention) -> bool:
    """Tell whether a description is the role of the name before it ("Ada Burns, the mayor of Lowmere.").

    Or what somebody may come to be ("if she becomes the mayor of Lowmere").
    """
    first = resolver.reading.within(mention.mention.start, mention.mention.end).start
    if first and resolver.reading.tokens[first - 1].lower in _BECOMING:
        return True
    name = resolver.index.at(first - 1) if first else None
    roles = resolver.registry.of_name(name.start).roles if name is not None else ()
    return any(role.start < mention.mention.end and mention.mention.start < role.end for role in roles)


def _introduces(reading: Reading, mention: SourceMention) -> bool:
    """Tell whether a noun phrase introduces an unnamed person ("A young fisherman came in")."""
    token = reading.tokens[reading.within(mention.mention.start, mention.mention.end).start]
    return token.lower in {"a", "an", "one"} and token.opens and reading.quotation_at(token.start) is None
