"""Resolve the source of every quotation to a speaker."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from quoteattr.speakers.agreement import Pronouns
from quoteattr.speakers.antecedents import Answer, Chooser, Question
from quoteattr.speakers.build import build_speakers
from quoteattr.speakers.decide import decide
from quoteattr.speakers.entities import gather
from quoteattr.speakers.mentions import NameIndex
from quoteattr.speakers.names import find_names
from quoteattr.speakers.reading import Reading, read
from quoteattr.speakers.referents import Decision, Registry
from quoteattr.speakers.roles import roles_of
from quoteattr.speakers.trust import PLAIN, Trust, group_of
from quoteattr.types import Quotation, Sentence, Span, Speaker

__all__ = [
    "Resolved",
    "Scene",
    "conclude",
    "prepare",
    "referents_of",
    "resolve",
    "resolve_mentions",
    "resolve_scene",
    "resolve_speakers",
]

# Later occurrences of a name rarely state a new role.
_OCCURRENCES_WITH_ROLES = 30


def resolve_speakers(
    text: str,
    sentences: Sequence[Sentence],
    quotations: Sequence[Quotation],
    chooser: Chooser,
    *,
    trust: Trust = PLAIN,
) -> tuple[tuple[Quotation, ...], tuple[Speaker, ...]]:
    """Resolve the source of every quotation to the entity behind it.

    Args:
        text: The article.
        sentences: Its sentences; half-open code-point offsets.
        quotations: Its quotations; whatever speaker they carry is ignored.
        chooser: Chooses the antecedent of a pronoun, a description or a quotation without a source:
            `learned(encoder.antecedents(states))` for the head of a checkpoint.
        trust: Makes the scores of decisions probabilities: `Trust.from_dict(encoder.speaker_calibration)` for those of
            a checkpoint. The default leaves them as they are.

    Returns:
        The same quotations in the same order, each with its speaker (`None` when it is unknown), the mentions that
        lead from its source to the speaker's name and the speaker's score; and the speakers, in order of first mention.

    Example:
        >>> from quoteattr.speakers.antecedents import nearest
        >>> from quoteattr.types import QuotationId, Span
        >>> text = "Ada Burns, the mayor, spoke. “Yes,” she said."
        >>> said = Quotation(QuotationId("q1"), "direct", (Span(29, 35),), (Span(40, 44),), (Span(36, 39),))
        >>> quotations, speakers = resolve_speakers(text, [Sentence(0, 28), Sentence(29, 45)], [said], nearest)
        >>> quotations[0].speaker.label
        'Ada Burns, mayor'
    """
    resolved = resolve(text, sentences, quotations, chooser, trust=trust)
    return resolved.quotations, resolved.speakers


@dataclass(frozen=True, slots=True)
class Resolved:
    """An article whose speakers were resolved.

    Args:
        quotations: Its quotations, each with its speaker.
        speakers: The speakers, in order of first mention.
        referents: Tells what other mentions refer to, as `referents_of` does, with its option `min_score`.
    """

    quotations: tuple[Quotation, ...]
    speakers: tuple[Speaker, ...]
    referents: Callable[..., tuple[Speaker | None, ...]]


def resolve(
    text: str,
    sentences: Sequence[Sentence],
    quotations: Sequence[Quotation],
    chooser: Chooser,
    *,
    trust: Trust = PLAIN,
) -> Resolved:
    """Resolve the source of every quotation, and stay ready to tell what other mentions refer to.

    Args:
        text: The article.
        sentences: Its sentences; half-open code-point offsets.
        quotations: Its quotations.
        chooser: As for `resolve_speakers`.
        trust: As for `resolve_speakers`.

    Example:
        >>> from quoteattr.speakers.antecedents import nearest
        >>> from quoteattr.types import Span
        >>> found = resolve("Ada Burns sat. She slept.", [Sentence(0, 14), Sentence(15, 25)], [], nearest)
        >>> [speaker.name for speaker in found.referents([Span(15, 18)])]
        ['Ada Burns']
    """
    scene, decisions = resolve_scene(text, sentences, quotations, chooser)
    return Resolved(*conclude(scene, quotations, decisions, trust), partial(referents_of, scene, trust=trust))


def resolve_scene(
    text: str, sentences: Sequence[Sentence], quotations: Sequence[Quotation], chooser: Chooser
) -> tuple["Scene", list[Decision]]:
    """Read an article and decide what each source refers to; arguments as for `resolve_speakers`.

    An article in which one person was both "he" and "she" is read a second time, with the likelier of the two settled.

    Returns:
        The article with its referents, and the decision on each quotation.
    """
    settled: dict[int, str] = {}
    reading = read(text, sentences, quotations)
    index = NameIndex(find_names(reading))
    while True:
        scene = _scene(reading, index, quotations)
        for number, pronoun in settled.items():
            scene.registry.settle(number, pronoun)
        pronouns = Pronouns(chooser)
        answers: dict[int, tuple[str, float]] = {}
        decisions = decide(scene.reading, scene.index, scene.registry, quotations, _recorded(pronouns, answers))
        if settled or not pronouns.settled():
            return replace(scene, answers=answers), decisions
        settled.update(pronouns.settled())


def _recorded(chooser: Chooser, answers: dict[int, tuple[str, float]]) -> Chooser:
    """Return a chooser that writes down of what kind each question was and how sure its answer."""

    def choose(question: Question) -> Answer:
        answer = chooser(question)
        answers[question.anaphor.start] = question.anaphor.kind, answer.score
        return answer

    return choose


def conclude(
    scene: "Scene", quotations: Sequence[Quotation], decisions: Sequence[Decision], trust: Trust = PLAIN
) -> tuple[tuple[Quotation, ...], tuple[Speaker, ...]]:
    """Give quotations the speakers that were decided on; arguments and result as for `resolve_speakers`.

    Args:
        scene: The article.
        quotations: Its quotations.
        decisions: What was decided for each.
        trust: Makes the scores of the decisions probabilities.
    """
    speakers = build_speakers(scene.reading, [d.referent for d in decisions if d.referent is not None])
    resolved = tuple(
        replace(
            q,
            speaker=speakers[d.referent.number] if d.referent else None,
            evidence=d.evidence,
            speaker_score=round(trust.score(d.group, d.score), 4) if d.referent else None,
        )
        for q, d in zip(quotations, decisions, strict=True)
    )
    return resolved, tuple(speakers.values())


def resolve_mentions(
    text: str, sentences: Sequence[Sentence], mentions: Sequence[Span], chooser: Chooser
) -> tuple[Speaker | None, ...]:
    """Resolve mentions outside of quotations to the person, organisation, group or document behind them.

    Args:
        text: The article.
        sentences: Its sentences; half-open code-point offsets.
        mentions: Names, descriptions and personal pronouns ("he", "she", "they").
        chooser: As for `resolve_speakers`.

    Returns:
        What each mention refers to, in the same order; `None` when that is unknown, or it is no such mention.

    Example:
        >>> from quoteattr.speakers.antecedents import nearest
        >>> text = "Ada Burns met Tom Hale. She was late."
        >>> found = resolve_mentions(text, [Sentence(0, 23), Sentence(24, 37)], [Span(24, 27)], nearest)
        >>> found[0].name
        'Ada Burns'
    """
    scene, _ = resolve_scene(text, sentences, (), chooser)
    return referents_of(scene, mentions)


def referents_of(
    scene: "Scene", mentions: Sequence[Span], *, trust: Trust = PLAIN, min_score: float = 0.0
) -> tuple[Speaker | None, ...]:
    """Tell what mentions refer to in an article that was read already.

    Args:
        scene: The article, as `resolve_scene` returns it.
        mentions: Names, descriptions and personal pronouns; what stands inside of a quotation was not looked at, unless
            it is a name.
        trust: Makes the scores of decisions probabilities.
        min_score: Probability below which it is unknown what a pronoun or a description refers to.

    Returns:
        What each mention refers to, in the same order; `None` when that is unknown, or it is no such mention.

    Example:
        >>> from quoteattr.speakers.antecedents import nearest
        >>> text = "Ada Burns met Tom Hale. She was late."
        >>> scene, _ = resolve_scene(text, [Sentence(0, 23), Sentence(24, 37)], (), nearest)
        >>> [found and found.name for found in referents_of(scene, [Span(10, 13), Span(24, 27)])]
        [None, 'Ada Burns']
    """
    # Of two that begin at one place ("her", "her plan") the shorter one is meant: the longer has other words to be.
    standing = [(m.end, m.start, r) for r in scene.registry.referents for m in r.mentions.values()]
    by_start = {
        start: referent
        for _, start, referent in sorted(standing, key=lambda item: -item[0])
        if scene.score(start, trust) >= min_score
    }
    by_start |= {name.start: scene.registry.of_name(name.start) for name in scene.index.names}
    found = [by_start.get(mention.start) for mention in mentions]
    speakers = build_speakers(scene.reading, [referent for referent in found if referent is not None])
    return tuple(None if referent is None else speakers[referent.number] for referent in found)


@dataclass(frozen=True, slots=True)
class Scene:
    """An article whose mentions are to be resolved, or were.

    Args:
        reading: Its words.
        index: Its names.
        registry: What is named in it, with the roles stated.
        answers: By the offset of each mention whose antecedent was asked for: the kind of mention and the plain score
            of the answer.
    """

    reading: Reading
    index: NameIndex
    registry: Registry
    answers: Mapping[int, tuple[str, float]] = field(default_factory=dict)

    def score(self, start: int, trust: Trust = PLAIN) -> float:
        """Return how sure it is what the mention at an offset refers to; 1 where that was no question.

        Args:
            start: Offset of its first character.
            trust: Makes the scores of decisions probabilities.
        """
        if start not in self.answers:
            return 1.0
        kind, plain = self.answers[start]
        return trust.score(group_of(kind), plain)


def prepare(text: str, sentences: Sequence[Sentence], quotations: Sequence[Quotation]) -> Scene:
    """Find the names of an article and the roles stated for them; arguments as for `resolve_speakers`."""
    reading = read(text, sentences, quotations)
    return _scene(reading, NameIndex(find_names(reading)), quotations)


def _scene(reading: Reading, index: NameIndex, quotations: Sequence[Quotation]) -> Scene:
    registry = Registry(gather(reading, index.names))
    _state_roles(reading, index, registry, quotations)
    return Scene(reading, index, registry)


def _state_roles(reading: Reading, index: NameIndex, registry: Registry, quotations: Iterable[Quotation]) -> None:
    """Attach to every person the roles stated for it; a source's end is where its apposition ends."""
    limits: dict[int, int] = {}
    for quotation in quotations:
        for span in quotation.source:
            for name in index.among(reading.within(span.start, span.end)):
                if span.end > name.end + 2:
                    limits[name.start] = span.end
    for referent in registry.referents:
        if referent.entity is None or referent.entity.kind in {"group", "place"}:
            continue
        for name in referent.entity.names[:_OCCURRENCES_WITH_ROLES]:
            for role in roles_of(reading, index, name, limits.get(name.start)):
                referent.state(role)
    registry.index_roles(lambda span: (reading.tokens[i].lower for i in reading.within(span.start, span.end)))
