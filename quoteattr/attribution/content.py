"""A content's fragments: which are one, and of what kind they make the quotation."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import compress

from quoteattr.data import table
from quoteattr.types import Kind, Span

__all__ = ["join_fragments", "kind_of", "without_followers", "without_pieces", "without_strays"]

# Between fragments of one quotation, these do not part them.
_JOINTS = frozenset(".,;:!?-–—'’‘`\"“”„‟«»")


def join_fragments(spans: Sequence[Span], text: str, apart: Sequence[int] = ()) -> tuple[Span, ...]:
    """Join spans with nothing but white space, marks and punctuation between them; the result is sorted.

    Args:
        spans: The fragments of one content.
        text: The text.
        apart: Sorted starts of what must not be joined over, such as a dash that is the cue.

    Example:
        >>> join_fragments([Span(0, 3), Span(5, 6)], "Yes, I do.")
        (Span(start=0, end=6),)
    """
    out: list[Span] = []
    for span in sorted(spans):
        between = text[out[-1].end : span.start] if out else "x"
        if all(c.isspace() or c in _JOINTS for c in between) and not _any_within(apart, out[-1].end, span.start):
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


def without_strays(content: Sequence[Span], text: str) -> tuple[Span, ...]:
    """Leave out words at a content's end that were marked with it: the next sentence's first, one that hangs loose.

    Args:
        content: The content's fragments, in order.
        text: The text.

    Returns:
        The fragments, of which the last one may be shorter, or gone if it is not the only one.

    Example:
        >>> without_strays([Span(0, 16)], "it was late. The rain stopped.")
        (Span(start=0, end=11),)
    """
    if not content:
        return ()
    # "That, she said, was late." has such a word in front of its content.
    *before, last = content
    if before and _stray().fullmatch(text, last.start, last.end):
        return tuple(before)
    found = _stray_end().search(text, max(last.start, last.end - _LONGEST_STRAY), last.end)
    last = Span(last.start, found.start() if found else last.end)
    goes_on = text[last.end : last.end + 1].isspace() and text[last.end + 1 : last.end + 2].isalnum()
    loose = _HANGING.search(text, max(last.start, last.end - _LONGEST_STRAY), last.end) if goes_on else None
    return (*before, Span(last.start, loose.start() if loose else last.end))


def without_pieces(
    content: Sequence[Span], held: Sequence[Span], sentences: Sequence[Span], text: str, mask: bytearray
) -> tuple[Span, ...]:
    """Leave out pieces of sentences other than those of the cue and the source, of which only a part was marked.

    Somebody is reported within the sentence of the cue, in whole sentences, or in quotation marks: of 19,879
    quotations that were marked in the training articles of PolNeAR, one in a thousand has such a piece, nearly all of
    them with markup or bullets around it.

    Args:
        content: The content's fragments, in order.
        held: Cue and source; without one all fragments stay.
        sentences: The text's sentences, in order.
        text: The text.
        mask: One byte a character, as `inside_marks` gives it.

    Returns:
        The fragments, shorter or fewer; as they were, if nothing else is left.

    Example:
        >>> text = "The rain was late. It had stopped, she said."
        >>> told = without_pieces([Span(9, 33)], [Span(35, 43)], [Span(0, 18), Span(19, 44)], text, bytearray(44))
        >>> [text[span.start : span.end] for span in told]
        ['It had stopped']
    """
    out: list[Span] = []
    starts = [sentence.start for sentence in sentences] if held else []
    for span in content if held else ():
        first, last = bisect_right(starts, span.start) - 1, bisect_left(starts, span.end)
        kept = [
            Span(max(span.start, sentence.start), min(span.end, sentence.end))
            for sentence in sentences[max(0, first) : last]
            if not _is_piece(span, sentence, held, text, mask)
        ]
        kept = [part for part in kept if len(part)]
        if len(kept) == last - max(0, first):
            out.append(span)
        elif kept:
            out.append(Span(kept[0].start, kept[-1].end))
    return tuple(out) if out else tuple(content)


def _is_piece(span: Span, sentence: Span, held: Sequence[Span], text: str, mask: bytearray) -> bool:
    """Tell whether a fragment has a part of a sentence which says neither who speaks nor that somebody does."""
    start, end = max(span.start, sentence.start), min(span.end, sentence.end)
    if end <= start or mask[start] or mask[end - 1]:
        return False
    if any(part.start < sentence.end and part.end > sentence.start for part in held):
        return False
    around = text[sentence.start : start], text[end : sentence.end]
    return any(any(map(str.isalnum, words)) for words in around) and not any("<" in words for words in around)


def without_followers(
    content: Sequence[Span], sentences: Sequence[Span], text: str, mask: bytearray
) -> tuple[Span, ...]:
    """Leave out the sentences without marks that follow a quotation in marks, as those of whoever tells of it.

    Of 23,042 fragments in PolNeAR's training articles, one goes on so.

    Args:
        content: The content's fragments, in order.
        sentences: The text's sentences, in order.
        text: The text.
        mask: One byte a character, as `inside_marks` gives it.

    Example:
        >>> text = '"It was late." The boats left.'
        >>> told = without_followers([Span(0, 30)], [Span(0, 14), Span(15, 30)], text, bytearray(b"1" * 14 + bytes(16)))
        >>> [text[span.start : span.end] for span in told]
        ['"It was late."']
    """
    out: list[Span] = []
    ends = [sentence.end for sentence in sentences]
    for span in content:
        closing = mask.find(0, span.start, span.end) if len(span) and mask[span.start] else -1
        last = bisect_left(ends, closing)
        complete = closing > 0 and last < len(ends) and ends[last] == closing
        follows = complete and any(map(str.isalnum, text[closing : span.end])) and not any(mask[closing : span.end])
        out.append(Span(span.start, closing) if follows else span)
    return tuple(out)


# White space, closing marks and a word.
_LONGEST_STRAY = 24
# None of the contents marked in PolNeAR ends with one of these.
_HANGING = re.compile(r",?\s{1,2}(?:although|and|because|but|from|if|nor|or|until)(?:\s{1,2}(?:the|an?))?\Z")


@cache
def _stray() -> re.Pattern[str]:
    """Return what one capitalised word is that begins a sentence and means nothing by itself."""
    words = table("function_words")["words"]
    opening = {word.capitalize() for name in ("determiners", "conjunctions") for word in words[name].split()}
    return re.compile("|".join(sorted(opening, key=len, reverse=True)))


@cache
def _stray_end() -> re.Pattern[str]:
    # The full stop of the sentence before is none of the content's, unless it belongs to its last word ("U.S.").
    return re.compile(rf"(?:(?<=\w\w)\.|(?<=[.!?]))\s+(?:{_stray().pattern})\Z")


def _any_within(starts: Sequence[int], first: int, last: int) -> bool:
    """Return whether one of the sorted starts stands in a half-open stretch."""
    place = bisect_left(starts, first)
    return place < len(starts) and starts[place] < last


def kind_of(content: Sequence[Span], text: str, mask: bytearray) -> Kind:
    """Return whether a content is direct, indirect or mixed, from the share of its letters inside quotation marks.

    Args:
        content: The content's spans.
        text: The text.
        mask: One byte a character, as `inside_marks` gives it.

    Example:
        >>> from quoteattr.text.marks import inside_marks
        >>> text = 'It was "put right".'
        >>> kind_of([Span(0, 18)], text, inside_marks(text))
        'mixed'
    """
    letters = quoted = 0
    for span in content:
        is_letter = bytes(map(str.isalnum, text[span.start : span.end]))
        letters += sum(is_letter)
        quoted += sum(compress(mask[span.start : span.end], is_letter))
    share = quoted / letters if letters else 0.0
    return "direct" if share >= 0.97 else "indirect" if share <= 0.03 else "mixed"
