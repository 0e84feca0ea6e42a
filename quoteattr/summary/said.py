"""The sentences that hold a speaker's words, as a summary of that speaker can choose them."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quoteattr.summary.layout import read_layout
from quoteattr.summary.words import count_words, split_words, word_class
from quoteattr.text.sentences import split_sentences
from quoteattr.types import Article, Quotation, Sentence, Span, Speaker

__all__ = ["Unit", "units_of"]

# What a sentence is worth: its salience, its share of this speaker's words, and how much it says.
_SALIENCE, _SHARE, _SUBSTANCE = 1.0, 0.1, 0.1
# A headline repeats what the story says better.
_PAGE = 0.2
# From so many words that carry meaning on, more of them make a sentence no better.
_FULL_SUBSTANCE = 12
# A quotation of fewer words is not understood without the sentence around it.
_FEWEST_ALONE = 5
_SENTENCE_IN_MARKS = re.compile(r"(?:[“\"‘«„'`]+)[A-ZÀ-Þ0-9].*[”\"’»']", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Unit(Span):
    """A sentence that holds a speaker's words, or those words alone.

    Args:
        start: Offset of the first character.
        end: Offset after the last character.
        place: Number of the sentence in the article.
        score: Salience of the sentence.
        share: Share of its letters that is the speaker's content, from 0 to 1.
        words: Its words that carry meaning, folded.
        size: Number of all its words.
        story: Whether it belongs to the story, and not to a headline or to what surrounds the story.

    Example:
        >>> Unit(0, 10, place=0, score=0.5, share=1.0, words=frozenset({"rain"}), size=2).size
        2
    """

    place: int
    score: float
    share: float
    words: frozenset[str]
    size: int
    story: bool = True

    @property
    def worth(self) -> float:
        """How well it stands for what the speaker said."""
        substance = min(len(self.words), _FULL_SUBSTANCE) / _FULL_SUBSTANCE
        worth = _SALIENCE * self.score + _SHARE * self.share + _SUBSTANCE * substance
        return worth if self.story else worth * _PAGE


def units_of(article: Article, speaker: Speaker) -> tuple[Unit, ...]:
    """Return the sentences that hold words of a speaker, in article order.

    A sentence that holds another speaker's words too is a unit as a whole, unless what this one says in it is a full
    sentence in marks; then it is that alone.

    Args:
        article: The article.
        speaker: One of its speakers.

    Example:
        >>> from quoteattr.types import QuotationId, SpeakerId
        >>> ada = Speaker(SpeakerId("s1"), "Ada Burns")
        >>> said = Quotation(QuotationId("q1"), "direct", (Span(11, 24),), (Span(35, 39),), (Span(25, 34),), ada)
        >>> article = Article("It rained. “It is safe,” Ada Burns said.", quotations=(said,), speakers=(ada,))
        >>> [(unit.start, unit.end) for unit in units_of(article, article.speakers[0])]
        [(11, 40)]
    """
    sentences = article.sentences or split_sentences(article.text)
    held: defaultdict[int, list[tuple[Quotation, Span]]] = defaultdict(list)
    for quotation, span, i in _placed(article, sentences):
        held[i].append((quotation, span))
    story = read_layout(article.text, sentences).story
    units = []
    for i in sorted(held):
        own = [(q, s) for q, s in held[i] if q.speaker is speaker]
        if own:
            shared = len(own) < len(held[i])
            units.append(_unit(article.text, sentences[i], own, place=i, shared=shared, story=bool(story[i])))
    return tuple(units)


def _placed(article: Article, sentences: Sequence[Sentence]) -> Iterator[tuple[Quotation, Span, int]]:
    """Yield each content span with the places of the sentences that it shares letters with."""
    starts = [s.start for s in sentences]
    for quotation in article.quotations:
        for span in quotation.content:
            i = max(0, bisect_right(starts, span.start) - 1)
            while i < len(sentences) and sentences[i].start < span.end:
                if _letters(article.text, _common(span, sentences[i])):
                    yield quotation, span, i
                i += 1


def _unit(
    text: str, sentence: Sentence, own: Sequence[tuple[Quotation, Span]], *, place: int, shared: bool, story: bool
) -> Unit:
    """Return a sentence, or of one that is shared with other speakers what this one says in it, as a unit."""
    whole: Span = sentence
    alone = own[0][1]
    if shared and len(own) == 1 and own[0][0].kind == "direct" and _reads_alone(text, sentence, alone):
        whole = alone
    said = sum(_letters(text, _common(span, whole)) for _, span in own)
    share = min(1.0, said / max(1, _letters(text, whole)))
    words = text[whole.start : whole.end]
    score = sentence.score or 0.0
    return Unit(whole.start, whole.end, place, score, share, _meaning(words), count_words(words), story)


def _reads_alone(text: str, sentence: Span, span: Span) -> bool:
    words = text[span.start : span.end]
    inside = sentence.start <= span.start and span.end <= sentence.end
    return inside and count_words(words) >= _FEWEST_ALONE and _SENTENCE_IN_MARKS.fullmatch(words) is not None


def _common(a: Span, b: Span) -> Span:
    start = max(a.start, b.start)
    return Span(start, max(start, min(a.end, b.end)))


def _letters(text: str, span: Span) -> int:
    return sum(map(str.isalnum, text[span.start : span.end]))


def _meaning(sentence: str) -> frozenset[str]:
    words = (word.casefold().removesuffix("'s") for word in split_words(sentence))
    return frozenset(word for word in words if word not in word_class("function_words"))
