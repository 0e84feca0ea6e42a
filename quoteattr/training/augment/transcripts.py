"""Turn speech of an article into a transcript: "BURNS: It will open soon."."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from quoteattr.data import table
from quoteattr.training.augment.edits import Piece, compose
from quoteattr.training.augment.passages import break_places, splice
from quoteattr.training.augment.speech import Speech, find_speech, surname
from quoteattr.training.readers import AnnotatedArticle

__all__ = ["add_transcript"]

_MOST_TURNS = 6
_SENTENCE_END = re.compile(r"(?<=[.?!]) (?=[A-Z])")
_CLOSING = {"": "", "“": "”", '"': '"'}


@dataclass(frozen=True, slots=True)
class _Style:
    """How a transcript prints its turns.

    Args:
        capitals: Whether labels are in capitals.
        whole: When a label is the whole name: "first" time, "always" or "never".
        mark: The mark that every turn opens and the last one closes; "" for none.
    """

    capitals: bool
    whole: str
    mark: str

    @classmethod
    def draw(cls, random: Random) -> "_Style":
        capitals, whole = random.random() < 0.6, random.choice(("first", "always", "never"))
        return cls(capitals, whole, random.choices(tuple(_CLOSING), (8, 1, 1))[0])

    def label(self, name: str, *, known: bool) -> str:
        whole = self.whole == "always" or (self.whole == "first" and not known)
        label = name if whole else surname(name)
        return label.upper() if self.capitals else label


def add_transcript(article: AnnotatedArticle, random: Random) -> AnnotatedArticle:
    """Return the article with some of its speech as a transcript, each source a label and each cue a colon.

    When only one person speaks, somebody without a name asks the questions.

    Args:
        article: The article.
        random: Source of chance.

    Returns:
        The article unchanged when no named person speaks in whole sentences.

    Example:
        >>> from quoteattr.training.readers import AnnotatedQuotation
        >>> from quoteattr.types import Span
        >>> quotation = AnnotatedQuotation((Span(0, 20),), (Span(21, 25),), (Span(26, 35),))
        >>> article = AnnotatedArticle("a", "“It will open soon,” said Ada Burns.", (quotation,))
        >>> add_transcript(article, Random(2)).text.splitlines()[-1]
        'ADA BURNS: It will open soon.'
    """
    speech = find_speech(article)
    if not speech:
        return article
    first = random.randrange(max(1, len(speech) - 2))
    chosen = speech[first : first + random.randint(2, _MOST_TURNS)]
    wordings = table("augmentation")["transcript"]
    passage = _turns(chosen, random)
    if random.random() < 0.2:
        passage.insert(random.randint(1, len(passage)), AnnotatedArticle("", random.choice(wordings["remarks"]), ()))
    if random.random() < 0.6:
        passage.insert(0, AnnotatedArticle("", random.choice(wordings["introductions"]), ()))
    at = random.choice(break_places(article)) if random.random() < 0.4 else len(article.text)
    return splice(article, passage, at, used=[s.quotation for s in chosen])


def _turns(chosen: Sequence[Speech], random: Random) -> list[AnnotatedArticle]:
    style = _Style.draw(random)
    interview = len({s.name for s in chosen}) == 1
    wordings = table("augmentation")["transcript"]
    asks, answers = random.choice(wordings["interviewers"]) if interview else ("", "")
    turns: list[AnnotatedArticle] = []
    seen: set[str] = set()
    for speech in chosen:
        if interview:
            turns.append(_turn(asks, random.choice(wordings["questions"]), style, random))
        label = answers or style.label(speech.name, known=speech.name in seen)
        turns.append(_turn(label, speech.words, style, random, last=speech is chosen[-1]))
        seen.add(speech.name)
    return turns


def _turn(label: str, words: str, style: _Style, random: Random, *, last: bool = False) -> AnnotatedArticle:
    """Return a turn, now and then in two paragraphs."""
    breaks = [m.start() for m in _SENTENCE_END.finditer(words)]
    head: list[Piece] = [style.mark, ("source", label), ("cue", ":"), " "]
    if breaks and random.random() < 0.15:
        at = random.choice(breaks)
        head += [("content", words[:at]), f"\n\n{style.mark}"]
        words = words[at + 1 :]
    return compose(*head, ("content", words + (_CLOSING[style.mark] if last else "")))
