"""Whose turn it is in an interview, a transcript or letters to the editor.

Paragraphs of the first two begin with "Q:", "A:" or a speaker's name; letters have a signature below them.
"""

from collections.abc import Sequence

from quoteattr.speakers.lexicon import word_set
from quoteattr.speakers.mentions import NameIndex
from quoteattr.speakers.names import Name
from quoteattr.speakers.reading import Reading
from quoteattr.speakers.referents import Referent, Registry
from quoteattr.types import Span

__all__ = ["Voices"]

_LONGEST_LABEL = 40
# One name before a colon is a headline; several are a transcript.
_FEWEST_TURNS = 3
# Of the full name of a person.
_FEWEST_WORDS = 2


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
        self._asked: list[Referent | None] = []
        self._answering: list[Referent | None] = []
        turn: Referent | None = None
        asked: Referent | None = None
        answering: Referent | None = None
        interviewee: Referent | None = None
        for paragraph, label in zip(reading.paragraphs, labels, strict=True):
            if label == "q":
                interviewee = interviewee or _first_person(index, registry, paragraph.start)
                turn, asked, answering = None, interviewee, None
            elif label == "a":
                turn, asked, answering = interviewee, None, interviewee
            elif isinstance(label, Name) and names >= _FEWEST_TURNS:
                turn, asked, answering = registry.of_name(label.start), None, None
            self._turns.append(turn)
            self._asked.append(asked)
            self._answering.append(answering)
        self._sign(index, registry)

    def _sign(self, index: NameIndex, registry: Registry) -> None:
        """Give the paragraphs of letters to the editor to who signed below them."""
        headed = [self._words(p) for p in self._reading.paragraphs]
        if not any(len(words) == 1 and words[0] in word_set("turns", "letters") for words in headed):
            return
        writer: Referent | None = None
        for place in reversed(range(len(headed))):
            signature = _signature(self._reading, index, self._reading.paragraphs[place])
            if signature is not None:
                writer = registry.of_name(signature.start)
            elif len(headed[place]) == 1:
                # A heading, or the account that signed a comment.
                writer = None
            self._turns[place] = self._answering[place] = writer

    def _words(self, paragraph: Span) -> list[str]:
        tokens = self._reading.within(paragraph.start, paragraph.end)
        return [self._reading.tokens[i].lower for i in tokens]

    def at(self, offset: int) -> Referent | None:
        """Return who speaks at an offset; `None` when it is nobody but the article."""
        return self._of(self._turns, offset)

    def asked(self, offset: int) -> Referent | None:
        """Return who is asked at an offset, the "you" of an interview's question; `None` outside of questions."""
        return self._of(self._asked, offset)

    def answering(self, offset: int) -> Referent | None:
        """Return who answers a question at an offset; `None` outside of answers."""
        return self._of(self._answering, offset)

    def _of(self, referents: Sequence[Referent | None], offset: int) -> Referent | None:
        paragraph = self._reading.paragraph_of(offset)
        return referents[paragraph] if 0 <= paragraph < len(referents) else None


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


def _signature(reading: Reading, index: NameIndex, paragraph: Span) -> Name | None:
    """Return the person whose full name is all that a paragraph says; `None` for any other paragraph."""
    tokens = reading.within(paragraph.start, paragraph.end)
    name = index.at(tokens.start) if tokens else None
    if name is None or (name.first, name.last) != (tokens.start, tokens.stop) or len(name.words) < _FEWEST_WORDS:
        return None
    return name if name.kind in {"person", "unknown"} else None


def _first_person(index: NameIndex, registry: Registry, before: int) -> Referent | None:
    """Return the first person with a full name: an interview introduces its guest before the first question."""
    people = (registry.of_name(n.start) for n in index.names if n.start < before)
    return next((r for r in people if r.sort == "person" and r.entity and len(r.entity.fullest.words) > 1), None)
