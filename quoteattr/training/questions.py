"""The questions of antecedents that arise in reading an article, recorded with their right answers.

An article is read as always, only that each question is answered rightly where the annotation tells, by a teacher where
one has looked at it, and by the nearest fitting name otherwise. So the questions are those that the head will meet.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from quoteattr.speakers.antecedents import Answer, Question, nearest
from quoteattr.speakers.decide import decide
from quoteattr.speakers.resolve import Scene
from quoteattr.types import Quotation

__all__ = ["NONE", "Asked", "Gold", "Teacher", "ask", "stored"]

NONE = -1
"""The answer "none of them"."""

Gold = Callable[[Question], frozenset[int] | None]
"""Tells the right answers of a question; `None` when the annotation does not tell."""

Teacher = Callable[[Question], Sequence[float] | None]
"""Gives the probability of each option, and last of "none of them"; `None` when it has not looked at the question."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it arose in reading, with its right answers.

    Args:
        start: Offset of the anaphor's first character.
        end: Offset after its last character.
        kind: Its kind.
        options: For each option the offsets of its mentions, and its facts.
        right: Places of the right options, `NONE` for "none of them"; empty when no annotation tells.
        soft: A teacher's probability of each option, and last of "none of them"; `None` without a teacher.
    """

    start: int
    end: int
    kind: str
    options: tuple[tuple[tuple[tuple[int, int], ...], tuple[str, ...]], ...]
    right: frozenset[int]
    soft: tuple[float, ...] | None = None


def ask(scene: Scene, quotations: Sequence[Quotation], gold: Gold, teacher: Teacher | None = None) -> list[Asked]:
    """Read an article and record its questions.

    Args:
        scene: The article.
        quotations: Its quotations.
        gold: Tells the right answers.
        teacher: A teacher; `None` for none.

    Returns:
        The questions that the annotation or the teacher answers, in the order in which they arose.
    """
    recorder = _Recorder(gold, teacher)
    decide(scene.reading, scene.index, scene.registry, quotations, recorder)
    return recorder.asked


@dataclass(slots=True)
class _Recorder:
    """A chooser that gives the right answer and keeps the question."""

    gold: Gold
    teacher: Teacher | None
    asked: list[Asked] = field(default_factory=list)

    def __call__(self, question: Question) -> Answer:
        right = self.gold(question)
        soft = self.teacher(question) if self.teacher is not None else None
        if soft is not None and len(soft) != len(question.options) + 1:
            # Told apart from what the teacher saw: an answer before was another one.
            soft = None
        if right is None and soft is None:
            return nearest(question)
        self.asked.append(_asked(question, right or frozenset(), soft))
        if right is not None:
            first = min((place for place in right if place != NONE), default=NONE)
        else:
            first = _best(soft or ())
        return Answer(None if first == NONE else question.options[first])


def _asked(question: Question, right: frozenset[int], soft: Sequence[float] | None) -> Asked:
    anaphor = question.anaphor
    options = tuple(
        (tuple((o.start, o.end) for o in option.candidate.occurrences), option.facts) for option in question.options
    )
    return Asked(anaphor.start, anaphor.end, anaphor.kind, options, right, None if soft is None else tuple(soft))


def _best(soft: Sequence[float]) -> int:
    best = max(range(len(soft)), key=soft.__getitem__)
    return NONE if best == len(soft) - 1 else best


def stored(answers: Mapping[str, Sequence[float]]) -> Teacher:
    """Return the teacher whose answers were stored by the offsets of the anaphors.

    Args:
        answers: Probabilities by "start-end".
    """

    def teacher(question: Question) -> Sequence[float] | None:
        return answers.get(f"{question.anaphor.start}-{question.anaphor.end}")

    return teacher
