"""Rank the candidates for a pronoun: a linear score over a dozen facts, its weights in `data/antecedents.toml`."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from quoteattr.speakers.discourse import Candidate, Discourse
from quoteattr.speakers.lexicon import table
from quoteattr.speakers.referents import Referent

__all__ = ["Anaphor", "choose", "facts"]


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A pronoun that looks for its antecedent.

    Args:
        start: Offset of its first character.
        sentence: Index of its sentence.
        paragraph: Index of its paragraph.
        pronoun: "he", "she", "they" or "it".
        possessive: Whether it is "his", "her", "their" or "its".
        source: Whether it is a quotation's source.
        first: Whether no person has been mentioned before it in its sentence.
        quoted: Whether it stands inside the content of a quotation.
    """

    start: int
    sentence: int
    paragraph: int
    pronoun: str
    possessive: bool
    source: bool
    first: bool
    quoted: bool


def facts(anaphor: Anaphor, candidate: Candidate, referent: Referent, discourse: Discourse) -> Iterator[str]:
    """Yield what speaks for or against one candidate.

    Args:
        anaphor: The pronoun.
        candidate: The candidate's place in the discourse.
        referent: The candidate itself.
        discourse: What has been said so far.
    """
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
    if discourse.speaker == candidate.entity:
        yield f"spoke-{min(max(anaphor.sentence - discourse.speaker_sentence, 0), 3)}"
        yield "spoke-source" if anaphor.source else "spoke-other"
    if referent.entity is None:
        yield "unnamed"
    elif referent.entity.kind == "unknown":
        yield "unknown"
    if distance == 0 and anaphor.source and last.leads:
        yield "source-leads-here"
    if anaphor.quoted:
        yield "inside" + ("-spoke" if discourse.speaker == candidate.entity else "")


def _agreement(anaphor: Anaphor, referent: Referent) -> str:
    if anaphor.pronoun in {"they", "it"}:
        return f"{anaphor.pronoun}-{referent.sort}"
    if referent.pronoun is None:
        return "open"
    same = referent.pronoun == anaphor.pronoun
    return ("yes" if same else "no") + ("-sure" if referent.sure else "")


@cache
def _weights() -> Mapping[str, float]:
    return dict(table("antecedents")["weights"])


def choose(
    anaphor: Anaphor, candidates: Iterable[tuple[Candidate, Referent]], discourse: Discourse
) -> Candidate | None:
    """Choose the antecedent of a pronoun.

    Args:
        anaphor: The pronoun.
        candidates: Everything it may refer to, the latest first.
        discourse: What has been said so far.

    Returns:
        The candidate with the highest score, the latest of equals; `None` when there is none.
    """
    weights = _weights()
    best: Candidate | None = None
    best_score = float("-inf")
    for candidate, referent in candidates:
        score = sum(weights.get(fact, 0.0) for fact in facts(anaphor, candidate, referent, discourse))
        if score > best_score:
            best, best_score = candidate, score
    return best
