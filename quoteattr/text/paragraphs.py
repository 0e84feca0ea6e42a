"""Paragraphs: the stretches between line ends, or between blank lines when the text is hard-wrapped.

News text comes in two layouts. Most of it puts a paragraph on one line, however long. Text from e-mail, wire
services and old archives is *hard-wrapped*: lines of similar width, broken wherever the width was used up, and
paragraphs parted by blank lines. The layout is decided once for a text, from where its lines end.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from statistics import median_low

from quoteattr.types import Span

__all__ = ["ends_sentence", "split_paragraphs"]

# Widths that people and programs wrap prose to; a line end outside them is not a wrap.
_WRAP_WIDTHS = range(40, 111)
# Share of single line ends that must lie within those widths: headlines and lists are the rest.
_MIN_SHARE_OF_WRAP_WIDTH = 0.7
# Share of single line ends that must be followed by a lower-case letter; about 0.85 in wrapped English prose.
_MIN_SHARE_OF_LOWER_CASE = 0.5
_BULLETS = frozenset("•‣▪◦●■*·")
# The mark that ends a sentence, with the quotation marks and brackets that may close behind it.
_TERMINAL = re.compile(r"[.!?…:;。！？؟।][\"'”’»)\]]*\Z")
_LONGEST_TERMINAL = 8


def ends_sentence(paragraph: str) -> bool:
    """Tell whether a paragraph ends with a mark that ends a sentence, as a headline does not.

    Args:
        paragraph: The paragraph, without white space behind it.

    Example:
        >>> ends_sentence("“It opens in May.”"), ends_sentence("Bridge to reopen")
        (True, False)
    """
    return _TERMINAL.search(paragraph[-_LONGEST_TERMINAL:]) is not None


# Several stages ask for the paragraphs of the text in hand, one soon after the other.
@lru_cache(maxsize=2)
def split_paragraphs(text: str) -> tuple[Span, ...]:
    r"""Split a text into its paragraphs.

    A line end ends a paragraph. Only in a text that is visibly hard-wrapped (lines of about 50 to 100 characters,
    most of them continued in lower case) does a paragraph go on over single line ends; there it ends with a blank
    line, or with a line that had room left for the next word.

    Args:
        text: Any text. Line ends are those of `str.splitlines`, so a carriage return, form feed, next line or
            line separator counts as well.

    Returns:
        Half-open spans of the paragraphs, in order, without surrounding white space. Every character that is not
        white space lies in exactly one of them. A text of white space alone has none.

    Example:
        >>> text = "Bridge to reopen\nThe bridge opens in May.\r\n\r\n  “At last,” said Ada Burns.\n"
        >>> [text[p.start:p.end] for p in split_paragraphs(text)]
        ['Bridge to reopen', 'The bridge opens in May.', '“At last,” said Ada Burns.']
    """
    blocks = list(_blocks(text))
    if not _is_hard_wrapped(text, blocks):
        return tuple(line for block in blocks for line in block)
    # The median and not the maximum: too small a width only keeps a line together, one stray long line parts many.
    width = median_low(len(line) for block in blocks for line in block[:-1] if len(line) in _WRAP_WIDTHS)
    return tuple(paragraph for block in blocks for paragraph in _join_wrapped(text, block, width))


def _blocks(text: str) -> Iterator[list[Span]]:
    """Yield the lines between blank lines, stripped."""
    block: list[Span] = []
    offset = 0
    for line in text.splitlines(keepends=True):
        stripped = line.strip()
        if stripped:
            start = offset + len(line) - len(line.lstrip())
            block.append(Span(start, start + len(stripped)))
        elif block:
            yield block
            block = []
        offset += len(line)
    if block:
        yield block


def _is_hard_wrapped(text: str, blocks: Sequence[Sequence[Span]]) -> bool:
    ends = wrap_wide = lower_case = 0
    for block in blocks:
        for line, following in pairwise(block):
            ends += 1
            if len(line) in _WRAP_WIDTHS:
                wrap_wide += 1
                lower_case += text[following.start].islower()
    return ends > 0 and wrap_wide >= _MIN_SHARE_OF_WRAP_WIDTH * ends and lower_case >= _MIN_SHARE_OF_LOWER_CASE * ends


def _join_wrapped(text: str, block: Sequence[Span], width: int) -> Iterator[Span]:
    start = block[0].start
    for line, following in pairwise(block):
        if not _is_wrap(text, line, following, width):
            yield Span(start, line.end)
            start = following.start
    yield Span(start, block[-1].end)


def _is_wrap(text: str, line: Span, following: Span, width: int) -> bool:
    """Tell whether the line ended for want of room, as it did when the next word would have passed the width."""
    first = text[following.start]
    if first in _BULLETS:
        return False
    if first.islower():
        return True
    # A slice bounds the search for the word's end, so that one endless word stays cheap.
    word = text[following.start : min(following.end, following.start + width)].split(maxsplit=1)[0]
    return len(line) + 1 + len(word) > width
