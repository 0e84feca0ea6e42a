"""One person is "he" or "she" throughout an article: what to do when a mention-by-mention reading says both."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from quoteattr.speakers.antecedents import Answer, Chooser, Question

__all__ = ["Pronouns"]

_PERSONAL = ("he", "she")


@dataclass(frozen=True, slots=True)
class Pronouns:
    """A chooser that remembers for which named persons it took a "he" and for which a "she".

    Args:
        chooser: The chooser that answers.
    """

    chooser: Chooser
    _scores: defaultdict[int, dict[str, float]] = field(
        default_factory=lambda: defaultdict(lambda: dict.fromkeys(_PERSONAL, 0.0))
    )

    def __call__(self, question: Question) -> Answer:
        """Answer a question."""
        answer = self.chooser(question)
        anaphor = question.anaphor
        if answer.option is not None and anaphor.kind == "personal" and answer.option.referent.named:
            self._scores[answer.option.referent.number][anaphor.pronoun] += answer.score
        return answer

    def settled(self) -> Mapping[int, str]:
        """Return, of the persons that were both, the likelier pronoun: the one with the greater sum of scores.

        Example:
            >>> Pronouns(lambda question: Answer(None)).settled()
            {}
        """
        both = ((number, scores) for number, scores in self._scores.items() if all(scores.values()))
        return {number: max(_PERSONAL, key=scores.__getitem__) for number, scores in both}
