"""What a speaker is quoted with where there is room for one quotation only."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from quoteattr.data import table
from quoteattr.summary.shorten import Page, Short, statements, words_in
from quoteattr.summary.words import count_words, split_words, word_class
from quoteattr.types import Quotation, Span

__all__ = ["Quoter"]

# A line of print has room for about so many words.
_MAX_WORDS = 30
# Up to here a sentence that has no clause to leave out is printed whole without regret.
_BEARABLE_WORDS = 40
_FEWEST_WORDS = 5
# A cue may stand so many words before what it introduces ("told reporters on Monday to …").
_MAX_GAP = 6
# What counts for and against a quotation, beside the salience of its sentence (0 to 1).
_SPEECH, _SHORT, _LONG, _SILENT, _DEED, _LEANING, _PAGE = 0.15, -0.3, -0.2, -0.4, -0.1, -0.1, -0.5
_THAT = re.compile(r"that\b[\s,]*", re.IGNORECASE)


class Quoter:
    """Chooses the quotation that stands for a speaker, and cuts it to a line.

    Args:
        page: The article.
        story: Which of its sentences tell the story; headlines and captions do not.

    Example:
        >>> from quoteattr.types import QuotationId, Sentence
        >>> said = Quotation(QuotationId("q1"), "direct", (Span(0, 13),), (Span(18, 22),), (Span(14, 17),))
        >>> page = Page("“It is safe,” she said.", (Sentence(0, 23),))
        >>> Quoter(page, np.array([True])).best([said])[1].text
        '“It is safe.”'
    """

    def __init__(self, page: Page, story: NDArray[np.bool_]) -> None:
        self.page = page
        self.story = story

    def best(self, quotations: Sequence[Quotation]) -> tuple[Quotation, Short]:
        """Return the most informative quotation and what is printed of it.

        Args:
            quotations: One or more quotations of one speaker, in article order.
        """
        read = [(q, spans) for q in quotations for spans in self._statements(q)]
        worths = [self._worth(q, spans) for q, spans in read]
        quotation, spans = read[int(np.argmax(worths))]
        return quotation, self._printed(quotation, spans)

    def _statements(self, quotation: Quotation) -> list[list[Span]]:
        """Return the statements of a quotation, each with those that follow it while there is room."""
        single = statements(self.page, quotation.content) or [list(quotation.content)]
        joined = []
        for i, spans in enumerate(single):
            row = list(spans)
            for following in single[i + 1 :]:
                if quotation.kind != "direct" or self._size([*row, *following]) > _MAX_WORDS:
                    break
                row += following
            joined.append(row)
        return joined

    def _size(self, spans: Sequence[Span]) -> int:
        return sum(count_words(self.page.text[s.start : s.end]) for s in spans)

    def _worth(self, quotation: Quotation, spans: Sequence[Span]) -> float:
        place = self.page.place(spans[0].start)
        known = place < len(self.page.sentences)
        size = self._size(spans)
        first = next(iter(split_words(self.page.text[spans[0].start : spans[0].end])), "").casefold()
        cue = self._cue(quotation)
        worth = (self.page.sentences[place].score or 0.0) if known else 0.0
        worth += _SPEECH * (quotation.kind == "direct")
        worth += _SHORT * (size < _FEWEST_WORDS) + _LONG * (size > _BEARABLE_WORDS)
        worth += _SILENT * any(word in words_in("silent") or word.endswith("n't") for word in cue)
        worth += _DEED * (not self._tells(quotation)) + _LEANING * (first in word_class("pronouns"))
        worth += _PAGE * (known and not self.story[place])
        return worth * (0.5 + 0.5 * quotation.score) if worth > 0 else worth

    def _printed(self, quotation: Quotation, spans: Sequence[Span]) -> Short:
        direct = quotation.kind == "direct"
        if not direct:
            spans = self._with_cue(quotation, spans)
        short = self.page.short(spans, direct=direct, max_words=_MAX_WORDS)
        opening = None if direct else _THAT.match(short.text)
        return Short(short.text[opening.end() :], short.spans) if opening else short

    def _with_cue(self, quotation: Quotation, spans: Sequence[Span]) -> Sequence[Span]:
        """Begin with the cue where what was said makes no sense without it ("called on …", "asked whether …")."""
        text, first = self.page.text, spans[0]
        if self._tells(quotation) or not quotation.cue or first.start != quotation.start:
            return spans
        cue = quotation.cue[-1]
        between = text[cue.end : first.start]
        crossed = any(cue.end <= source.start < first.start for source in quotation.source)
        near = cue.end <= first.start and self.page.place(cue.start) == self.page.place(first.start)
        if not near or crossed or len(between.split()) > _MAX_GAP:
            return spans
        return (Span(cue.start, first.end), *spans[1:])

    def _tells(self, quotation: Quotation) -> bool:
        """Tell whether what was said is a clause that can stand alone."""
        words = split_words(self.page.text[quotation.start : quotation.content[0].end])
        first = words[0].casefold() if words else ""
        if first == "that":
            return True
        cue = self._cue(quotation)
        if first in words_in("needs_cue"):
            return False
        return not cue or cue[-1] in _saying()

    def _cue(self, quotation: Quotation) -> list[str]:
        spans = quotation.cue
        return [w.casefold() for s in spans for w in split_words(self.page.text[s.start : s.end])]


def _saying() -> frozenset[str]:
    return frozenset(table("speech_verbs")["with_clause"]) - words_in("addressed") | words_in("prepositions")
