"""Pair quotation marks.

Pairing is exact work, done by rules before any model looks at the text. A mark is read by its character and by its
shape (what stands before and after it), because news carries every mixture: straight marks, curly marks that point
the wrong way, a straight closing mark after a curly opening one, marks that are missing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from quoteattr.data import table
from quoteattr.text.paragraphs import split_paragraphs
from quoteattr.types import Span

__all__ = ["QuotedRegion", "inside_marks", "pair_marks"]

_MARK = re.compile(r"``|''|‘‘|’’|[“”„‟\"«»‹›‘’‚‛'＂″]")
_WORD = re.compile(r"\w{1,12}")
_LAST_WORD = re.compile(r"\w+\Z")
_DECADE = re.compile(r"\d0s")
_OPENING = frozenset("“„«‹‘‚‛") | {"``", "‘‘"}
_CLOSING = frozenset("”»›’") | {"’’"}
_SINGLE = frozenset("‘’‚‛'")
_STRAIGHT = frozenset("\"＂″‟'") | {"''"}
# A mark after one of these may open a quotation although no space stands before it.
_BOUNDARIES = frozenset("-–—―/…(['\"“”‘’«»‹›„`")
# A quotation has no more quotations within it than these in marks of its own sort.
_MOST_WITHIN = 4


@dataclass(frozen=True, slots=True, order=True)
class QuotedRegion(Span):
    """A stretch between two quotation marks, marks included; it never leaves its paragraph.

    Args:
        start: Offset of the opening mark.
        end: Offset after the closing mark, or of the paragraph's end when the region is not closed.
        depth: 0 for the outermost marks, 1 for a region inside another.
        single: Whether its marks are single ones (‘…’).
        closed: Whether it has a closing mark.
        continues: Whether it reopens the quotation that the previous paragraph left open.
        continued: Whether the next paragraph reopens it.
        opening: Length of the opening mark in characters (2 for ``).
        closing: Length of the closing mark; 0 when it is missing.

    Example:
        >>> pair_marks('She said "no".')[0].closed
        True
    """

    depth: int = 0
    single: bool = False
    closed: bool = True
    continues: bool = False
    continued: bool = False
    opening: int = 1
    closing: int = 1


@dataclass(slots=True)
class _Mark:
    start: int
    end: int
    char: str
    single: bool
    opens: bool
    closes: bool

    @property
    def points_open(self) -> bool:
        """Whether shape, or else the character, says that the mark opens."""
        return self.opens if self.opens != self.closes else self.char in _OPENING


def pair_marks(text: str) -> tuple[QuotedRegion, ...]:
    """Return the quoted regions of a text, in order of their opening mark.

    Knows “ ” " ‘ ’ ' „ « » ‹ › `` '' and their mixtures, nesting, apostrophes and possessives, feet and inches,
    elisions ('90s), quotations that continue in the next paragraph, and marks whose partner is missing. Never raises.

    Args:
        text: Any text.

    Example:
        >>> text = "“It’s ‘fine’,” she said."
        >>> [text[r.start:r.end] for r in pair_marks(text)]
        ['“It’s ‘fine’,”', '‘fine’']
    """
    paragraphs = split_paragraphs(text)
    scanned = [_scan(text, paragraph) for paragraph in paragraphs]
    leads = [_lead(marks, paragraph) for marks, paragraph in zip(scanned, paragraphs, strict=True)]
    regions: list[QuotedRegion] = []
    left_open: int | None = None
    for marks, paragraph, lead, following in zip(scanned, paragraphs, leads, [*leads, None][1:], strict=True):
        first = len(regions)
        regions += _Pairing(text, paragraph, _settle_singles(text, marks, following)).regions()
        if left_open is not None and lead == regions[left_open].single and len(regions) > first:
            regions[left_open] = replace(regions[left_open], continued=True)
            regions[first] = replace(regions[first], continues=True)
        left_open = next(
            (i for i in range(first, len(regions)) if _runs_out(regions[i], paragraph)),
            None,
        )
    return tuple(regions)


def _runs_out(region: QuotedRegion, paragraph: Span) -> bool:
    return region.depth == 0 and not region.closed and region.end == paragraph.end


def _lead(marks: Sequence[_Mark], paragraph: Span) -> bool | None:
    """Return whether the mark that opens the paragraph is a single one; None when no mark opens it."""
    if marks and marks[0].start == paragraph.start and marks[0].points_open:
        return marks[0].single
    return None


def inside_marks(text: str, regions: Sequence[QuotedRegion] | None = None) -> bytearray:
    """Return one byte a character of the text: 1 inside quotation marks (marks included), else 0.

    Args:
        text: The text.
        regions: Its quoted regions; `None` pairs the marks here.

    Example:
        >>> sum(inside_marks('"No", he said.'))
        4
    """
    mask = bytearray(len(text))
    for region in pair_marks(text) if regions is None else regions:
        if region.depth == 0:
            mask[region.start : region.end] = b"\1" * len(region)
    return mask


@cache
def _elisions() -> dict[str, frozenset[str]]:
    data = table("elisions")
    return {place: frozenset(words) for place, words in data.items()}


def _scan(text: str, paragraph: Span) -> list[_Mark]:
    """Return the paragraph's marks with the directions that their shape allows; plain apostrophes are left out."""
    marks = []
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        start, end = match.span()
        char = match.group()
        before = text[start - 1] if start > paragraph.start else " "
        after = text[end] if end < paragraph.end else " "
        starts_word = after.isalnum() or after in _OPENING or after in _STRAIGHT
        boundary = before.isspace() or (before in _BOUNDARIES and starts_word)
        opens = boundary and not after.isspace()
        closes = not before.isspace() and not after.isalnum()
        if char in _SINGLE:
            opens = opens and char != "’" and not _is_elision(text, end, paragraph.end)
            closes = closes and char not in "‘‚‛"
            if not opens and not closes:
                continue
        marks.append(_Mark(start, end, char, char in _SINGLE, opens, closes))
    return marks


def _is_elision(text: str, start: int, end: int) -> bool:
    """Tell whether an apostrophe at `start` stands for lost letters: 'em, '90s."""
    word = _WORD.match(text, start, end)
    if word is None:
        return False
    return word.group().casefold() in _elisions()["initial"] or _DECADE.fullmatch(word.group()) is not None


def _is_weak(text: str, mark: _Mark) -> bool:
    """Tell whether a closing single mark may as well be an apostrophe: the councils’ work, nothin’ new."""
    after = text[mark.end : mark.end + 2]
    if not (len(after) == 2 and after[0].isspace() and after[1].islower()):
        return False
    word = _LAST_WORD.search(text, max(0, mark.start - 12), mark.start)
    return word is not None and word.group().casefold().endswith(tuple(_elisions()["final"]))


def _settle_singles(text: str, marks: list[_Mark], following: bool | None) -> list[_Mark]:
    """Keep the single marks that make pairs, and one that stays open because the next paragraph reopens it."""
    kept: set[int] = set()
    i = 0
    while i < len(marks):
        if not (marks[i].single and marks[i].opens):
            i += 1
            continue
        closer, resume = _single_closer(text, marks, i, reopened=following is True)
        if closer is not None:
            kept |= {i, closer}
            marks[i].closes, marks[closer].opens = False, False
        elif following is True:
            kept.add(i)
            marks[i].closes = False
        i = resume
    return [m for j, m in enumerate(marks) if not m.single or j in kept]


def _single_closer(text: str, marks: list[_Mark], i: int, *, reopened: bool) -> tuple[int | None, int]:
    """Return the place of the mark that closes the single mark at `i` (None if none does), and where to read on."""
    weak, balance, j = None, 0, i + 1
    while j < len(marks):
        mark = marks[j]
        if not mark.single:
            balance += 1 if mark.points_open else -1
            if balance < 0:
                break
        elif mark.closes and (balance == 0 or mark.char != "'"):
            if not _is_weak(text, mark):
                return j, j + 1
            weak = j if weak is None else weak
        elif mark.opens:
            break
        j += 1
    if weak is not None and not reopened:
        return weak, weak + 1
    return None, max(i + 1, j)


class _Pairing:
    """The pairing of one paragraph's marks, with a stack of open regions."""

    def __init__(self, text: str, paragraph: Span, marks: Sequence[_Mark]) -> None:
        self.text, self.paragraph, self.marks = text, paragraph, marks
        self.net = self._nets()
        self.stack: list[tuple[_Mark, int]] = []
        self.depths = {True: 0, False: 0}
        self.found: list[QuotedRegion | None] = []

    def _nets(self) -> list[int]:
        """Return, for each double mark, closing less opening ones from it on: this tells nesting from a lost mark."""
        net, nets = 0, [0] * (len(self.marks) + 1)
        for i in range(len(self.marks) - 1, -1, -1):
            if not self.marks[i].single:
                net += -1 if self.marks[i].points_open else 1
            nets[i] = net
        return nets

    def regions(self) -> list[QuotedRegion]:
        """Return the paragraph's regions."""
        for i, mark in enumerate(self.marks):
            depth = self.depths[mark.single]
            direction = self._direction(mark, i, depth)
            if direction == "open":
                if depth and not mark.single and (self.net[i] < depth or not self._closes_soon(i)):
                    self._close(mark, None)
                self.stack.append((mark, len(self.found)))
                self.depths[mark.single] += 1
                self.found.append(None)
            elif direction == "close" and depth:
                self._close(mark, mark)
        while self.stack:
            self._pop(None, self.paragraph.end)
        return _with_depth([r for r in self.found if r is not None])

    def _closes_soon(self, i: int) -> bool:
        """Tell whether the region around the one that opens at `i` closes after no more than a few others within it.

        In a paragraph as long as an article, a mark that is lost and one too many make up for each other in number.
        """
        balance = others = 0
        for k in range(i, len(self.marks)):
            if self.marks[k].single:
                continue
            balance += 1 if self.marks[k].points_open else -1
            others += 1
            if balance < 0 or others > 2 * _MOST_WITHIN:
                break
        return balance < 0

    def _direction(self, mark: _Mark, i: int, depth: int) -> str | None:
        if mark.single:
            return "open" if mark.opens else "close"
        if mark.opens == mark.closes:
            return self._by_character(mark, depth)
        if mark.opens:
            # ” before a word, with a quotation open, closes it: the space after it was lost.
            return "close" if depth and mark.char in _CLOSING else "open"
        if not depth:
            return "open" if mark.char in _OPENING else None
        return None if self._is_inch(mark, i, depth) else "close"

    def _by_character(self, mark: _Mark, depth: int) -> str | None:
        if mark.char in _OPENING:
            return "open"
        if depth or mark.char in _CLOSING:
            return "close"
        return None if self.text[mark.start - 1].isdigit() and mark.start else "open"

    def _is_inch(self, mark: _Mark, i: int, depth: int) -> bool:
        """Tell whether a straight mark after a digit measures inches: the marks to come then balance without it."""
        return mark.char in '"″' and self.text[mark.start - 1].isdigit() and self.net[i + 1] >= depth

    def _close(self, at: _Mark, closing: _Mark | None) -> None:
        """Close the innermost open region of the mark's sort; what is open inside that lost its closing mark."""
        end = closing.end if closing else at.start
        while self.stack[-1][0].single != at.single:
            self._pop(None, closing.start if closing else end)
        self._pop(closing, end)

    def _pop(self, closing: _Mark | None, end: int) -> None:
        opened, place = self.stack.pop()
        self.depths[opened.single] -= 1
        if closing is None and opened.single and (self.stack or end < self.paragraph.end):
            return  # a single mark without a partner is an apostrophe
        while end > opened.end and self.text[end - 1].isspace():
            end -= 1
        self.found[place] = QuotedRegion(
            opened.start,
            end,
            single=opened.single,
            closed=closing is not None,
            opening=opened.end - opened.start,
            closing=closing.end - closing.start if closing else 0,
        )


def _with_depth(regions: list[QuotedRegion]) -> list[QuotedRegion]:
    """Set each region's depth: the number of regions around it."""
    ends: list[int] = []
    out = []
    for region in regions:
        while ends and ends[-1] <= region.start:
            ends.pop()
        out.append(replace(region, depth=len(ends)))
        ends.append(region.end)
    return out
