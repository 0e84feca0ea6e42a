"""Rank the candidates for a pronoun or a description.

The score is linear over a few facts about each candidate; the weights stand in `data/antecedents.toml`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from quoteattr.data import table
from quoteattr.speakers.discourse import Candidate, Discourse, Occurrence
from quoteattr.speakers.lexicon import same_title
from quoteattr.speakers.mentions import SourceMention
from quoteattr.speakers.reading import Reading
from quoteattr.speakers.referents import Referent

__all__ = ["Anaphor", "choose", "facts", "role_words"]


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A pronoun that looks for its antecedent.

    Args:
        start: Offset of its first character.
        sentence: Index of its sentence.
        paragraph: Index of its paragraph.
        pronoun: "he", "she", "they" or "it"; what a description's head goes with, or "" when it is open.
        possessive: Whether it is "his", "her", "their" or "its".
        source: Whether it is a quotation's source.
        first: Whether no person has been mentioned before it in its sentence.
        quoted: Whether it stands inside the content of a quotation.
        description: The nominal, when it is not a pronoun but a description of a person ("the senator").
    """

    start: int
    sentence: int
    paragraph: int
    pronoun: str
    possessive: bool
    source: bool
    first: bool
    quoted: bool
    description: SourceMention | None = None


def facts(
    anaphor: Anaphor, candidate: Candidate, referent: Referent, discourse: Discourse, reading: Reading
) -> Iterator[str]:
    """Yield what speaks for or against one candidate; what concerns a description has its own names.

    Args:
        anaphor: The pronoun.
        candidate: The candidate's place in the discourse.
        referent: The candidate itself.
        discourse: What has been said so far.
        reading: The article's words.
    """
    found = _facts(anaphor, candidate, referent, discourse)
    if anaphor.description is None:
        yield from found
        return
    roles = role_words(reading, referent)
    for fact in (*found, *describes(roles, referent, anaphor.description)):
        yield f"described-{fact}"


def role_words(reading: Reading, referent: Referent) -> Iterator[frozenset[str]]:
    """Yield the words of each role stated for a referent."""
    for span in referent.roles:
        yield frozenset(reading.tokens[i].lower for i in reading.within(span.start, span.end))


def _facts(anaphor: Anaphor, candidate: Candidate, referent: Referent, discourse: Discourse) -> Iterator[str]:
    last = candidate.last
    distance = anaphor.sentence - last.sentence
    same_paragraph = anaphor.paragraph == last.paragraph
    yield f"distance-{min(distance, 5)}"
    yield f"rank-{min(candidate.rank, 4)}"
    yield f"kind-{last.kind}"
    yield f"agrees-{_agreement(anaphor, referent)}"
    yield f"count-{min(candidate.count, 6).bit_length()}"
    yield "same-paragraph" if same_paragraph else f"paragraphs-{min(anaphor.paragraph - last.paragraph, 3)}"
    yield ("leads" if last.leads else "follows") + ("-here" if distance == 0 else "")
    if last.leads and distance == 1:
        yield "leads-before" + ("-same" if same_paragraph else "")
    for name in ("governed", "quoted", "source", "full"):
        if getattr(last, name):
            yield name
    if anaphor.pronoun in {"they", "it"} and anaphor.description is None:
        yield from _facts_of_things(anaphor, last, distance)
    if discourse.speaker == candidate.entity:
        yield f"spoke-{min(max(anaphor.sentence - discourse.speaker_sentence, 0), 3)}"
        yield "spoke-source" if anaphor.source else "spoke-other"
    if referent.entity is None:
        yield "unnamed"
    elif referent.entity.kind in {"unknown", "place"}:
        yield referent.entity.kind
    if distance == 0 and anaphor.source and last.leads:
        yield "source-leads-here"
    if anaphor.quoted:
        yield "inside" + ("-spoke" if discourse.speaker == candidate.entity else "")


def _facts_of_things(anaphor: Anaphor, last: Occurrence, distance: int) -> Iterator[str]:
    """Yield what counts otherwise for "they" and "it" than for persons."""
    pronoun = anaphor.pronoun
    yield f"{pronoun}-distance-{min(distance, 3)}"
    yield f"{pronoun}-{last.kind}"
    for name in ("governed", "source", "quoted", "leads"):
        if getattr(last, name):
            yield f"{pronoun}-{name}"
    if anaphor.first and distance == 1 and last.leads:
        yield f"{pronoun}-subject-again"


def _agreement(anaphor: Anaphor, referent: Referent) -> str:
    if anaphor.pronoun in {"they", "it"}:
        return f"{anaphor.pronoun}-{referent.sort}"
    if referent.pronoun is None or not anaphor.pronoun:
        return "open"
    same = referent.pronoun == anaphor.pronoun
    return ("yes" if same else "no") + ("-sure" if referent.sure else "")


@cache
def _weights() -> Mapping[str, float]:
    return dict(table("antecedents")["weights"])


def describes(roles: Iterable[frozenset[str]], referent: Referent, description: SourceMention) -> Iterator[str]:
    """Yield how well a description fits what the article says of a candidate.

    Args:
        roles: The words of each role stated for the candidate.
        referent: The candidate.
        description: The description.
    """
    titles = same_title(description.head)
    if referent.entity is None:
        yield "same-head" if description.head in referent.heads else "other-head"
        return
    if description.sort == "organisation":
        yield "in-name" if description.head in referent.entity.fullest.words else "not-in-name"
        return
    fitting = [words for words in roles if words & titles]
    if not fitting:
        yield "no-role"
        return
    shared = max(sum(w in words for w in description.modifiers) for words in fitting)
    yield f"role-shares-{min(shared, 2)}"
    yield f"role-lacks-{min(len(description.modifiers) - shared, 2)}"


def choose(
    anaphor: Anaphor, candidates: Iterable[tuple[Candidate, Referent]], discourse: Discourse, reading: Reading
) -> Candidate | None:
    """Choose the antecedent of a pronoun.

    Args:
        anaphor: The pronoun.
        candidates: Everything it may refer to, the latest first.
        discourse: What has been said so far.
        reading: The article's words.

    Returns:
        The candidate with the highest score, the latest of equals; `None` when there is none.
    """
    weights = _weights()
    best: Candidate | None = None
    best_score = float("-inf")
    for candidate, referent in candidates:
        score = sum(weights.get(fact, 0.0) for fact in facts(anaphor, candidate, referent, discourse, reading))
        if score > best_score:
            best, best_score = candidate, score
    return best
