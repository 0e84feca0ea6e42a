"""Layout: which sentences of a page tell the story, and in which paragraph each stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from quoteattr.summary.furniture import find_furniture
from quoteattr.summary.words import split_words, word_class
from quoteattr.text.paragraphs import ends_sentence, split_paragraphs
from quoteattr.types import Span

__all__ = ["Layout", "read_layout"]

_MAX_HEADING_WORDS = 20
# Headline, standfirst, byline, place: more lines than this are a story in short paragraphs.
_MAX_HEADLINES = 4
# Letters of the words that a headline may leave small.
_LIGHT = 3
# A name has fewer long words in a row.
_LEAST_HEAVY = 5


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """Where each sentence stands; every field has one entry a sentence.

    Args:
        paragraph: Number of its paragraph, from 0.
        heading: Whether it is a headline, a crosshead or a caption: a short paragraph of its own, not a full sentence.
        furniture: Whether it belongs to the page only, such as a byline or a link.
    """

    paragraph: NDArray[np.int64]
    heading: NDArray[np.bool_]
    furniture: NDArray[np.bool_]

    @property
    def story(self) -> NDArray[np.bool_]:
        """Which sentences tell the story: neither heading nor furniture."""
        return ~(self.heading | self.furniture)


def read_layout(text: str, sentences: Sequence[Span]) -> Layout:
    r"""Tell the story's sentences from the page around them.

    Args:
        text: The article's text.
        sentences: Its sentences, in order.

    Example:
        >>> text = "Bridge reopens\n\nBy Jo Lee\n\nThe bridge is open again, the council said."
        >>> read_layout(text, [Span(0, 14), Span(16, 25), Span(27, 70)]).story.tolist()
        [False, False, True]
    """
    paragraph_starts = [p.start for p in split_paragraphs(text)]
    places = np.searchsorted(paragraph_starts, [s.start for s in sentences], side="right")
    paragraph = np.maximum(places.astype(np.int64) - 1, 0)
    texts = [text[s.start : s.end] for s in sentences]
    furniture = np.array(find_furniture(texts), dtype=np.bool_)
    sizes = np.bincount(paragraph) if texts else np.zeros(0)
    alone = [bool(sizes[p] == 1) for p in paragraph]
    labels = [own and (_is_label(t) or _is_crosshead(t)) for own, t in zip(alone, texts, strict=True)]
    heading = np.array(labels, dtype=np.bool_) & ~furniture
    _mark_headlines(texts, alone, heading, furniture)
    return Layout(paragraph, heading, furniture)


def _mark_headlines(
    texts: Sequence[str], alone: Sequence[bool], heading: NDArray[np.bool_], furniture: NDArray[np.bool_]
) -> None:
    """Mark the headline and the lines under it that read like headlines, down to the first that does not."""
    goes_on = False
    for i in range(min(_MAX_HEADLINES, len(texts) - 1)):
        longest = max(len(split_words(t)) for t in texts[i + 1 : i + 4])
        # "Bridge will reopen;" is a headline that goes on in the line below it, and no other follows.
        read = _is_half(texts[i]) or _is_headline(texts[i], longest=longest, goes_on=goes_on)
        heading[i] |= alone[i] and not furniture[i] and read
        if goes_on or not (heading[i] or furniture[i]):
            return
        goes_on = bool(heading[i]) and _is_half(texts[i])


def _is_label(line: str) -> bool:
    """Tell whether a short line lacks the mark that ends a sentence."""
    return not ends_sentence(line.rstrip()) and len(split_words(line)) <= _MAX_HEADING_WORDS


def _is_half(line: str) -> bool:
    return line.rstrip().endswith(";") and len(split_words(line)) <= _MAX_HEADING_WORDS


def _is_crosshead(line: str) -> bool:
    """Tell whether every word of a line is capitalised that a headline capitalises, although it may end in a stop."""
    heavy = [word for _, word in pairwise(split_words(line)) if len(word) > _LIGHT]
    return len(heavy) >= _LEAST_HEAVY and all(not word[0].islower() for word in heavy)


def _is_headline(line: str, *, longest: int, goes_on: bool = False) -> bool:
    """Tell whether a first line reads like a headline although it may end in a full stop.

    Headlines drop articles and auxiliaries, or capitalise their words, and are shorter than what follows. The second
    line of a headline that goes on may have articles.
    """
    words = split_words(line)
    if not 0 < len(words) <= min(_MAX_HEADING_WORDS, longest):
        return False
    heavy = [word for _, word in pairwise(words) if len(word) > _LIGHT]
    capitals = sum(word[0].isupper() for word in heavy)
    is_title_case = len(heavy) > 1 and capitals >= 0.7 * len(heavy)
    lacking = word_class("headlines_lack") - (word_class("second_lines_have") if goes_on else frozenset())
    return is_title_case or not any(w.casefold() in lacking or w.endswith("n't") for w in words)
