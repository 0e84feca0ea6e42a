"""Whose turn it is in an interview or a transcript: paragraphs that begin with "Q:", "A:" or a speaker's name."""

from quoteattr.speakers.mentions import NameIndex
from quoteattr.speakers.names import Name
from quoteattr.speakers.reading import Reading
from quoteattr.speakers.referents import Referent, Registry
from quoteattr.types import Span

__all__ = ["Voices"]

_LONGEST_LABEL = 40
# One name before a colon is a headline; several are a transcript.
_FEWEST_TURNS = 3


class Voices:
    """The turns of an article that prints a conversation.

    Args:
        reading: The article's words.
        index: Its names.
        registry: Its referents.
    """

    def __init__(self, reading: Reading, index: NameIndex, registry: Registry) -> None:
        self._reading = reading
        labels = [_label(reading, index, paragraph) for paragraph in reading.paragraphs]
        names = sum(isinstance(label, Name) for label in labels)
        self._turns: list[Referent | None] = []
        turn: Referent | None = None
        interviewee: Referent | None = None
        for paragraph, label in zip(reading.paragraphs, labels, strict=True):
            if label == "q":
                interviewee = interviewee or _first_person(index, registry, paragraph.start)
                turn = None
            elif label == "a":
                turn = interviewee
            elif isinstance(label, Name) and names >= _FEWEST_TURNS:
                turn = registry.of_name(label.start)
            self._turns.append(turn)

    def at(self, offset: int) -> Referent | None:
        """Return who speaks at an offset; `None` when it is nobody but the article."""
        paragraph = self._reading.paragraph_of(offset)
        return self._turns[paragraph] if 0 <= paragraph < len(self._turns) else None


def _label(reading: Reading, index: NameIndex, paragraph: Span) -> Name | str | None:
    """Return "q", "a" or the name that opens a paragraph as a label; `None` when there is no label."""
    opening = reading.text[paragraph.start : paragraph.start + _LONGEST_LABEL]
    if opening.startswith(("Q:", "Q.", "Q ", "Question:")):
        return "q"
    if opening.startswith(("A:", "A.", "Answer:")):
        return "a"
    label, colon, _ = opening.partition(":")
    names = index.among(reading.within(paragraph.start, paragraph.start + len(label))) if colon else []
    return names[0] if len(names) == 1 and names[0].end == paragraph.start + len(label) else None


def _first_person(index: NameIndex, registry: Registry, before: int) -> Referent | None:
    """Return the first person with a full name: an interview introduces its guest before the first question."""
    people = (registry.of_name(n.start) for n in index.names if n.start < before)
    return next((r for r in people if r.sort == "person" and r.entity and len(r.entity.fullest.words) > 1), None)
