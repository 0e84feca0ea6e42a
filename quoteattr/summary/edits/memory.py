"""What a reader of the summary knows by now: who was introduced, and of whom was spoken last."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from quoteattr.summary.edits.ambiguity import alike
from quoteattr.summary.edits.figures import Figure
from quoteattr.summary.edits.references import Reference

__all__ = ["Memory"]

# Nobody remembers whom a pronoun means over more sentences.
_LATEST = 8


@dataclass(slots=True)
class Memory:
    """Grows with every sentence that is printed.

    Example:
        >>> ada = Figure("person:Ada Burns", "Ada Burns", "person", True, "she", "Burns")
        >>> memory = Memory()
        >>> memory.introduce(ada)
        >>> memory.knows(ada), memory.short_name(ada)
        (True, 'Burns')
    """

    _known: dict[str, Figure] = field(default_factory=dict)
    _sentences: list[list[Figure]] = field(default_factory=list)

    def knows(self, figure: Figure) -> bool:
        """Tell whether somebody was introduced by a full name or a description."""
        return figure.key in self._known

    def introduce(self, figure: Figure) -> None:
        """Record that somebody was introduced."""
        self._known[figure.key] = figure

    def end_sentence(self, references: Sequence[Reference]) -> None:
        """Record of whom a sentence spoke."""
        self._sentences.append([r.figure for r in references if r.figure is not None and not r.marked])

    def is_plain(self, figure: Figure) -> bool:
        """Tell whether a pronoun for somebody can be taken for nobody else by what the last sentences say."""
        for sentence in reversed(self._sentences[-_LATEST:]):
            if any(f.key == figure.key for f in sentence):
                return not any(_can_be_taken_for(f, figure) for f in sentence)
            if any(_can_be_taken_for(f, figure) for f in sentence):
                return False
        return False

    def short_name(self, figure: Figure) -> str:
        """Return the name under which somebody known is named again."""
        same = [f for f in self._known.values() if f.surname == figure.surname and f.key != figure.key]
        if figure.kind != "person":
            return f"the {figure.name}" if figure.article else figure.name
        return figure.name if same else figure.surname


def _can_be_taken_for(other: Figure, figure: Figure) -> bool:
    """Tell whether a pronoun for one can be taken for the other."""
    if other.key == figure.key or other.kind != figure.kind:
        return False
    return alike(other.pronoun, figure.pronoun)
