"""The words of an article with what names, titles and pronouns need to know about each."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from quoteattr.speakers.lexicon import word_set
from quoteattr.text.paragraphs import split_paragraphs
from quoteattr.types import Quotation, Sentence, Span

__all__ = ["SETS_OFF", "Reading", "Token", "read"]

SETS_OFF = frozenset({",", "—", "–", "--"})
"""What parts an apposition from what it stands beside."""

# A full stop joins only single letters ("U.S.") and the ends of web addresses, because real text lacks spaces
# ("end.The"). UTF-8 that was read as Latin-1 ("PeÃ±a") stays one word, and so does one with a letter lost ("Pe*a").
_LETTERS = "(?:[^\\W_]++|[\u0300-\u036f]|(?<=[ÃÂ\u0302\u0303])[\x80-\x9f\xa1-\xbf])++"
_WORD = re.compile(
    rf"{_LETTERS}(?:(?:[’'](?!(?:ll|ve|re|d|m)\b)|[-&@/*]|\.(?=[^\W_](?![^\W_])|(?:com|org|net|co)\b)){_LETTERS})*+"
)
# What stands before a word that opens a quotation, or an item of a list.
_OPENINGS = frozenset('“"‘:•—')
_POSSESSIVE = ("’s", "'s", "’S", "'S")


class Token(NamedTuple):  # an article has so many that the time to make one counts
    """One word, without a possessive ending.

    Args:
        start: Offset of its first character.
        end: Offset after its last character, before any possessive ending.
        text: The word as it stands.
        lower: The word, case-folded.
        gap: What stands between the previous word and this one.
        possessive: Whether "’s" or a plural "’" follows.
        sentence: Index of its sentence.
        opens: Whether it is the first word of a sentence or of a quotation, where a capital says nothing.
    """

    start: int
    end: int
    text: str
    lower: str
    gap: str
    possessive: bool
    sentence: int
    opens: bool

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def initial(self) -> bool:
        """Whether it is a single capital letter, or several with full stops ("J", "H.W")."""
        return self.text.isupper() and all(len(part) == 1 for part in self.text.split("."))

    def follows(self, previous: "Token") -> bool:
        """Whether only space, or the full stop of an abbreviation, stands between the previous word and this one."""
        if previous.possessive:
            return False
        gap = self.gap
        if gap.startswith(".") and (previous.initial or previous.lower in _abbreviations()):
            gap = gap[1:]
            if len(previous.text) == 1:
                # A sentence splitter may have cut after the initial of a name.
                return len(gap) == 1 and gap.isspace()
        return self.sentence == previous.sentence and len(gap) <= 3 and gap.isspace()


@cache
def _abbreviations() -> frozenset[str]:
    kinds = ("abbreviations", "honorifics", "suffixes", "opening")
    return frozenset().union(*(word_set("titles", kind) for kind in kinds))


@dataclass(frozen=True, slots=True)
class Reading:
    """An article's words, indexed.

    Args:
        text: The article.
        tokens: Its words.
        sentences: Its sentences.
        paragraphs: Its paragraphs.
        title_case: Indices of sentences in which capitals say nothing, such as headlines.
        quoted: Content of the quotations, in order and without overlap.
        lower_seen: Words that stand somewhere in the article without a capital.
    """

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Span, ...]
    paragraphs: tuple[Span, ...]
    title_case: frozenset[int]
    quoted: tuple[Span, ...]
    lower_seen: frozenset[str]
    _starts: list[int] = field(repr=False, default_factory=list)
    _paragraph_starts: list[int] = field(repr=False, default_factory=list)
    _quoted_starts: list[int] = field(repr=False, default_factory=list)

    def within(self, start: int, end: int) -> range:
        """Return the indices of the tokens that begin in a stretch of the text."""
        return range(bisect_left(self._starts, start), bisect_left(self._starts, end))

    def paragraph_of(self, offset: int) -> int:
        """Return the index of the paragraph that an offset lies in."""
        return bisect_right(self._paragraph_starts, offset) - 1

    def quotation_at(self, offset: int) -> int | None:
        """Return the index in `quoted` of the content that holds an offset; `None` outside of all content."""
        index = bisect_right(self._quoted_starts, offset) - 1
        return index if index >= 0 and offset < self.quoted[index].end else None


def read(text: str, sentences: Sequence[Sentence], quotations: Sequence[Quotation]) -> Reading:
    """Index an article's words.

    Args:
        text: The article.
        sentences: Its sentences; when there are none, the text counts as one.
        quotations: Its quotations; only their content is looked at.

    Example:
        >>> [t.text for t in read("Mr. Lee’s dog barked.", [Sentence(0, 21)], []).tokens]
        ['Mr', 'Lee', 'dog', 'barked']
    """
    spans = tuple(sorted(Span(s.start, s.end) for s in sentences)) or (Span(0, len(text)),)
    tokens = _tokenise(text, [s.start for s in spans])
    paragraphs = tuple(split_paragraphs(text))
    quoted = _disjoint(span for quotation in quotations for span in quotation.content)
    return Reading(
        text=text,
        tokens=tokens,
        sentences=spans,
        paragraphs=paragraphs,
        title_case=_title_case(tokens),
        quoted=quoted,
        lower_seen=frozenset(t.lower for t in tokens if t.text[0].islower() and t.text.islower()),
        _starts=[t.start for t in tokens],
        _paragraph_starts=[p.start for p in paragraphs],
        _quoted_starts=[s.start for s in quoted],
    )


def _tokenise(text: str, sentence_starts: list[int]) -> tuple[Token, ...]:
    tokens: list[Token] = []
    # A word is kept once, however often it stands in a long text.
    words: dict[str, tuple[str, str]] = {}
    before, sentence = 0, 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        word = text[start:end]
        possessive = word.endswith(_POSSESSIVE) and len(word) > 2
        after = end
        if possessive:
            word, end = word[:-2], end - 2
        elif word[-1] in "sS" and text[after : after + 2] in {"’ ", "' "}:
            possessive, after = True, after + 1
        gap = text[before:start]
        first = sentence
        while sentence < len(sentence_starts) and sentence_starts[sentence] <= start:
            sentence += 1
        opens = sentence != first or not _OPENINGS.isdisjoint(gap) or not tokens
        word, lower = words.get(word) or words.setdefault(word, (word, word.casefold()))
        tokens.append(Token(start, end, word, lower, gap, possessive, max(0, sentence - 1), opens))
        before = after
    return tuple(tokens)


def _disjoint(spans: Iterable[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def _title_case(tokens: tuple[Token, ...]) -> frozenset[int]:
    """Find sentences whose long words, three or more, nearly all have a capital."""
    counts: dict[int, list[int]] = {}
    kinds = ("prepositions", "conjunctions", "determiners")
    small = frozenset().union(*(word_set("function_words", "words", kind) for kind in kinds))
    for token in tokens:
        capital = token.capital
        # A short word with a capital says little ("The"), one without a capital speaks against a headline ("met").
        if (not capital or len(token.text) > 3) and token.lower not in small and not token.text[0].isdigit():
            seen = counts.setdefault(token.sentence, [0, 0])
            seen[capital] += 1
    return frozenset(s for s, (lower, upper) in counts.items() if upper >= 3 and lower * 8 <= upper)
