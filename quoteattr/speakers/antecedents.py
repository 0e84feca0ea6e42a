"""The question which antecedent a mention has: its candidates, what speaks for each, and what an answer is."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quoteattr.speakers.discourse import Candidate, Discourse, Occurrence
from quoteattr.speakers.lexicon import same_title
from quoteattr.speakers.mentions import SourceMention, pronoun_class
from quoteattr.speakers.reading import Reading
from quoteattr.speakers.referents import Referent

if TYPE_CHECKING:
    from quoteattr.model.antecedents import AntecedentScorer

__all__ = ["Anaphor", "Answer", "Chooser", "Option", "Question", "facts", "learned", "nearest", "role_words"]


# An article speaks of people by description in its first sentences, before it names them.
_LEAD = 3


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A mention that looks for its antecedent.

    Args:
        start: Offset of its first character; of a quotation without a source, of its cue.
        end: Offset after its last character.
        sentence: Index of its sentence.
        paragraph: Index of its paragraph.
        kind: "personal" for a form of he or she, "they", "it", "relative", "described" for a nominal, "implied" for a
            quotation without a source.
        pronoun: What it agrees with: "he", "she", "they", "it", or "" when it is open.
        possessive: Whether it is "his", "her", "their" or "its".
        source: Whether it is a quotation's source.
        first: Whether nothing has been mentioned before it in its sentence.
        quoted: Whether it stands inside the content of a quotation.
        description: The nominal, when it is one.
    """

    start: int
    end: int
    sentence: int
    paragraph: int
    kind: str
    pronoun: str
    possessive: bool
    source: bool
    first: bool
    quoted: bool
    description: SourceMention | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """One possible antecedent.

    Args:
        candidate: Where it has been mentioned.
        referent: The referent itself.
        facts: What speaks for or against it.
    """

    candidate: Candidate
    referent: Referent
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """An anaphor with its possible antecedents, the latest first."""

    anaphor: Anaphor
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What an anaphor refers to.

    Args:
        option: The antecedent; `None` when it is none of the candidates.
        score: Probability that this answer is right.
    """

    option: Option | None
    score: float = 1.0


Chooser = Callable[[Question], Answer]
"""Chooses among the possible antecedents of a mention."""


def learned(scorer: "AntecedentScorer") -> Chooser:
    """Return the chooser that takes the likeliest answer by the head of antecedents.

    Args:
        scorer: The head over the article.
    """

    def choose(question: Question) -> Answer:
        anaphor = question.anaphor
        options = [
            ([(o.start, o.end) for o in option.candidate.occurrences], option.facts) for option in question.options
        ]
        scores = scorer.scores(anaphor.start, anaphor.end, anaphor.kind, options)
        best = int(scores.argmax())
        return Answer(question.options[best] if best < len(options) else None, float(scores[best]))

    return choose


def nearest(question: Question) -> Answer:
    """Choose the latest candidate that "he" or "she" agrees with, and for any other mention none.

    It needs no model: training takes it where neither annotators nor a teacher answer.
    """
    if question.anaphor.kind != "personal":
        return Answer(None)
    for fact in ("agrees-yes-sure", "agrees-yes", "agrees-open"):
        for option in question.options:
            if fact in option.facts and option.candidate.count:
                return Answer(option)
    return Answer(None)


def role_words(reading: Reading, referent: Referent) -> Iterator[frozenset[str]]:
    """Yield the words of each role stated for a referent."""
    for span in referent.roles:
        yield frozenset(reading.tokens[i].lower for i in reading.within(span.start, span.end))


def facts(
    anaphor: Anaphor,
    candidate: Candidate,
    referent: Referent,
    discourse: Discourse,
    reading: Reading,
    *,
    rank: int,
    hint: str = "",
) -> tuple[str, ...]:
    """Return what speaks for or against one candidate; each fact stands alone and once more with the kind of anaphor.

    Args:
        anaphor: The anaphor.
        candidate: The candidate's place in the discourse.
        referent: The candidate itself.
        discourse: What has been said so far.
        reading: The article's words.
        rank: Number of other candidates that were mentioned later.
        hint: What a rule says for this candidate; "" when none does.
    """
    last = candidate.last
    found = [
        *_facts(anaphor, candidate, last, referent, discourse, rank=rank),
        *_facts_of_words(anaphor, candidate, last, reading),
    ]
    if anaphor.description is not None:
        if anaphor.sentence < _LEAD:
            found.append("in-lead" if candidate.count else "in-lead-ahead")
        found += _describes(role_words(reading, referent), referent, anaphor.description)
    if hint:
        found.append(hint)
    kind = f"{anaphor.kind}-{anaphor.description.sort}" if anaphor.description else anaphor.kind
    return (*found, *[f"{kind}:{fact}" for fact in found])


def _facts(
    anaphor: Anaphor, candidate: Candidate, last: Occurrence, referent: Referent, discourse: Discourse, *, rank: int
) -> Iterator[str]:
    distance = anaphor.sentence - last.sentence
    yield f"distance-{max(-3, min(distance, 6))}"
    yield f"rank-{min(rank, 5)}"
    yield f"kind-{last.kind}"
    yield f"agrees-{_agreement(anaphor, referent)}"
    yield f"count-{min(candidate.count, 8).bit_length()}"
    yield from _facts_of_place(anaphor, last, distance)
    if anaphor.first and distance == 1 and last.leads:
        yield "subject-again"
    if discourse.speaker == candidate.entity:
        yield f"spoke-{min(max(anaphor.sentence - discourse.speaker_sentence, 0), 3)}"
        yield "spoke-source" if anaphor.source else "spoke-other"
    if referent.entity is None:
        yield f"unnamed-{referent.sort}"
    else:
        yield f"named-{referent.entity.kind}"
    if anaphor.quoted:
        yield "inside" + ("-spoke" if discourse.speaker == candidate.entity else "")


def _facts_of_words(anaphor: Anaphor, candidate: Candidate, last: Occurrence, reading: Reading) -> Iterator[str]:
    """Yield how far apart two mentions are, in what positions they stand, and which pronouns came before."""
    latest = candidate.latest
    here = reading.within(anaphor.start, anaphor.end).start
    away = here - reading.within(last.start, last.end).start
    yield f"words-{'ahead-' if away < 0 else ''}{away.bit_length()}"
    if latest is not last:
        yield f"quoted-since-{min(anaphor.sentence - latest.sentence, 3)}"
        yield f"quoted-words-{(here - reading.within(latest.start, latest.end).start).bit_length()}"
    place = "governed" if last.governed else "leads" if last.leads else "follows"
    yield f"{_position(anaphor, reading, here)}-{place}"
    if anaphor.pronoun:
        called = {pronoun_class(reading.text[o.start : o.end].casefold()) for o in candidate.occurrences}
        called &= {"he", "she", "they", "it"}
        if called:
            yield "called-so" if anaphor.pronoun in called else "called-otherwise"


def _position(anaphor: Anaphor, reading: Reading, here: int) -> str:
    if anaphor.possessive:
        return "possessive"
    return "object" if reading.tokens[here].lower in {"him", "them", "himself", "herself", "themselves"} else "subject"


def _facts_of_place(anaphor: Anaphor, last: Occurrence, distance: int) -> Iterator[str]:
    same_paragraph = anaphor.paragraph == last.paragraph
    yield "same-paragraph" if same_paragraph else f"paragraphs-{max(-2, min(anaphor.paragraph - last.paragraph, 3))}"
    yield ("leads" if last.leads else "follows") + ("-here" if distance == 0 else "")
    if last.leads and distance == 1:
        yield "leads-before" + ("-same" if same_paragraph else "")
    for name in ("governed", "quoted", "source", "full"):
        if getattr(last, name):
            yield name
    if distance == 0 and anaphor.source and last.leads:
        yield "source-leads-here"


def _agreement(anaphor: Anaphor, referent: Referent) -> str:
    if anaphor.pronoun in {"they", "it"}:
        return f"{anaphor.pronoun}-{referent.sort}"
    if referent.pronoun is None or not anaphor.pronoun:
        return "open"
    same = referent.pronoun == anaphor.pronoun
    return ("yes" if same else "no") + ("-sure" if referent.sure else "")


def _describes(roles: Iterable[frozenset[str]], referent: Referent, description: SourceMention) -> Iterator[str]:
    """Yield how well a description fits what the article says of a candidate."""
    titles = same_title(description.head)
    opening = "definite" if description.definite else "owned" if description.owner is not None else "indefinite"
    yield opening
    if description.head in referent.heads:
        yield "same-head"
    elif referent.entity is None:
        yield "other-head"
    if referent.entity is None:
        return
    if description.sort != "person":
        yield "in-name" if description.head in referent.entity.fullest.words else "not-in-name"
        return
    fitting = [words for words in roles if words & titles]
    if not fitting:
        yield "no-role"
        yield f"{opening}-no-role"
        return
    yield f"{opening}-role"
    shared = max(sum(w in words for w in description.modifiers) for words in fitting)
    yield f"role-shares-{min(shared, 2)}"
    yield f"role-lacks-{min(len(description.modifiers) - shared, 2)}"
