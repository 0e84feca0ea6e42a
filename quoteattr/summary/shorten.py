"""Say what a quotation says in few words: whole sentences of it, or a sentence cut at the end of a clause."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from quoteattr.data import table
from quoteattr.summary.balance import join_balanced
from quoteattr.summary.words import count_words
from quoteattr.text.marks import QuotedRegion, pair_marks
from quoteattr.types import Sentence, Span

__all__ = ["Page", "Short", "statements", "words_in"]

# A cut leaves at least so many words.
_FEWEST_WORDS = 6
_CLAUSE_END = re.compile(r"[,;:][”\"’']?\s+|\s[–—-]{1,2}\s|[―—]")
_SPACE = re.compile(r"\s+")
_NEXT_WORD = re.compile(r"[“\"‘']*([^\W\d_]+)")
# A run is read from its first character alone, or a long one that ends nothing would be read again and again.
_MARKS_AT_END = re.compile(r"(?<![”\"’»›'`])[”\"’»›'`]*\Z")
_OPENING_MARK = re.compile(r"``|''|[“\"‘„«‹]")
_CLOSING_MARK = re.compile(r"(?:''|[”\"’»›])\Z")
_LAST_STOP = re.compile(r"(?<![\s,;:–—―-])[\s,;:–—―-]+\Z")


@dataclass(frozen=True, slots=True)
class Short:
    """What is printed of a quotation, and where it stands.

    Args:
        text: The words, white space folded and marks balanced; "…" where words are left out inside or at the end.
        spans: Where they stand in the article, in order.

    Example:
        >>> Short("“It is safe.”", (Span(0, 13),)).text
        '“It is safe.”'
    """

    text: str
    spans: tuple[Span, ...]


class Page:
    """An article's text with the sentences and marks that a quotation may be cut at.

    Args:
        text: The article's text.
        sentences: Its sentences, in order.

    Example:
        >>> page = Page("“It is safe. It is open,” she said.", (Sentence(0, 12), Sentence(13, 35)))
        >>> page.short([Span(13, 25)], direct=True, max_words=30).text
        '“It is open.”'
    """

    def __init__(self, text: str, sentences: Sequence[Sentence]) -> None:
        self.text = text
        self.sentences = sentences
        self._starts = [s.start for s in sentences]
        self._regions = pair_marks(text)
        self._outer = [i for i, region in enumerate(self._regions) if region.depth == 0]
        self._outer_starts = [self._regions[i].start for i in self._outer]

    def place(self, offset: int) -> int:
        """Return the number of the sentence at an offset, or of the one before it.

        Args:
            offset: Code points from the start of the text.
        """
        return max(0, bisect_right(self._starts, offset) - 1)

    def parts(self, span: Span) -> Iterator[Span]:
        """Yield the parts of a span that lie in different sentences, without white space at their ends.

        Args:
            span: Any span of the text.
        """
        first, last = bisect_right(self._starts, span.start), bisect_left(self._starts, span.end)
        edges = [span.start, *self._starts[first:last], span.end]
        for start, end in pairwise(edges):
            part = self.text[start:end]
            stripped = part.strip()
            if any(map(str.isalnum, stripped)):
                left = start + len(part) - len(part.lstrip())
                yield Span(left, left + len(stripped))

    def balanced(self, span: Span) -> str:
        """Return the text of a span with its marks completed.

        Args:
            span: A span inside one paragraph.
        """
        first = self._outer[max(0, bisect_right(self._outer_starts, span.start) - 1)] if self._outer else 0
        last = bisect_left(self._regions, span.end, key=lambda region: region.start)
        around: Sequence[QuotedRegion] = self._regions[first:last]
        return join_balanced(self.text, [span], around)

    def short(self, spans: Sequence[Span], *, direct: bool, max_words: int) -> Short:
        """Write out a statement, cut at the end of a clause if it has more words than asked.

        Args:
            spans: Where the statement stands.
            direct: Whether it is all speech in marks, so that what interrupts it is nothing left out.
            max_words: How many words it should have at most; it has more only where there is no clause to leave out.
        """
        kept, cut = self._cut(spans, max_words)
        text = ""
        for span in kept:
            text = _joined(text, self.balanced(span), direct=direct)
        inside = direct or not _CLOSING_MARK.search(self.text[max(0, kept[-1].end - 2) : kept[-1].end])
        return Short(_ended(text, direct=direct, cut=cut, inside=inside), tuple(kept))

    def _cut(self, spans: Sequence[Span], max_words: int) -> tuple[list[Span], bool]:
        """Return the spans up to the last end of a clause that leaves few enough words, and whether any were left."""
        kept: list[Span] = []
        best: list[Span] | None = None
        before = 0
        for span in spans:
            words = count_words(self.text[span.start : span.end])
            if before + words > max_words:
                ends = [
                    end
                    for end in _clause_ends(self.text, span)
                    if _FEWEST_WORDS <= before + count_words(self.text[span.start : end]) <= max_words
                ]
                if ends:
                    best = [*kept, Span(span.start, ends[-1])]
                elif before >= _FEWEST_WORDS:
                    best = kept
                return (best, True) if best else (list(spans), False)
            kept.append(span)
            before += words
        return kept, False


def statements(page: Page, content: Sequence[Span]) -> list[list[Span]]:
    """Divide content into statements: sentences, put together again where only the cue interrupts one.

    Args:
        page: The article.
        content: Spans of the content of one quotation.

    Example:
        >>> text = "“It is safe,” she said, “and open. Come.”"
        >>> page = Page(text, (Sentence(0, 34), Sentence(35, 41)))
        >>> [[text[s.start:s.end] for s in spans] for spans in statements(page, (Span(0, 13), Span(24, 41)))]
        [['“It is safe,”', '“and open.'], ['Come.”']]
    """
    found: list[list[Span]] = []
    for span in content:
        for part in page.parts(span):
            word = _NEXT_WORD.match(page.text, part.start, part.end)
            if found and (word is None or word[1][0].islower()) and part.start == span.start:
                found[-1].append(part)
            else:
                found.append([part])
    return found


@cache
def words_in(name: str) -> frozenset[str]:
    """Return a class of words that the digest looks at.

    Args:
        name: A key of `summary_digest.toml`.

    Example:
        >>> "because" in words_in("anywhere")
        True
    """
    return frozenset(table("summary_digest")[name].split())


def _clause_ends(text: str, span: Span) -> list[int]:
    """Return the offsets at which a span may end early, ascending."""
    ends = set()
    for match in _CLAUSE_END.finditer(text, span.start, span.end):
        word = _NEXT_WORD.match(text, match.end(), span.end)
        if not match.group().startswith(",") or (word and word[1].casefold() in words_in("after_comma")):
            ends.add(match.start())
    for match in _SPACE.finditer(text, span.start, span.end):
        word = _NEXT_WORD.match(text, match.end(), span.end)
        if word and word[1].casefold() in words_in("anywhere"):
            ends.add(match.start())
    return sorted(ends)


def _joined(before: str, after: str, *, direct: bool) -> str:
    """Join two parts of a statement or two statements."""
    if not before or not after:
        return before or after
    closing, opening = _CLOSING_MARK.search(before), _OPENING_MARK.match(after)
    if not (direct and closing and opening):
        return f"{before} {after}" if direct else f"{before} … {after}"
    inner, rest = before[: closing.start()].rstrip(), after[opening.end() :].lstrip()
    if inner.endswith(",") and rest[:1].isupper():
        inner = f"{inner[:-1]}."
    return f"{inner} {rest}"


def _ended(text: str, *, direct: bool, cut: bool, inside: bool) -> str:
    """Give a statement its end: "…" where it is cut, a full stop in marks, nothing after indirect speech."""
    closing = _MARKS_AT_END.search(text)
    at = closing.start() if closing and inside else len(text)
    inner, marks = text[:at], text[at:]
    bare = _LAST_STOP.sub("", inner)
    if cut:
        return f"{bare} …{marks}"
    if bare != inner and direct and marks:
        return f"{bare}.{marks}"
    return f"{bare}{marks}"
