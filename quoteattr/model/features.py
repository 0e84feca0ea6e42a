"""Token ids and the features that an uncased encoder does not see."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from quoteattr.model.wordpieces import WordpieceTokenizer
from quoteattr.text.marks import QuotedRegion, pair_marks
from quoteattr.text.paragraphs import split_paragraphs

__all__ = ["CASINGS", "Tokens", "tokenize"]

Ints = NDArray[np.int64]

CASINGS = ("none", "lower", "title", "upper", "mixed", "digit", "punctuation", "other")
# Classes of place relative to quotation marks: outside is 0; the others are opening, inside, closing of ...
_OUTER, _NESTED, _SINGLE = 1, 4, 7
_CONTINUED, _UNCLOSED = 10, 11
_TEXT_START, _PARAGRAPH_START = 2, 1
# Characters that are tokenised at once.
_CHARACTERS_AT_ONCE = 100_000
_SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a whole text, without special tokens.

    Args:
        ids: Token ids, shape (n,).
        offsets: Half-open code-point offsets, shape (n, 2).
        casing: Casing class, shape (n,).
        marks: Class of place relative to quotation marks, shape (n,).
        breaks: 2 for the first token of the text, 1 for that of another paragraph, else 0, shape (n,).
        paragraph: Number of the token's paragraph, shape (n,).
    """

    ids: Ints
    offsets: Ints
    casing: Ints
    marks: Ints
    breaks: Ints
    paragraph: Ints

    def __len__(self) -> int:
        return len(self.ids)


def tokenize(text: str, tokenizer: WordpieceTokenizer, regions: Sequence[QuotedRegion] | None = None) -> Tokens:
    """Tokenize a text and compute its features.

    Args:
        text: Any well-formed text.
        tokenizer: The encoder's tokenizer.
        regions: The text's quoted regions; `None` pairs the marks here.
    """
    regions = pair_marks(text) if regions is None else regions
    backend = tokenizer.backend_tokenizer
    # A text is cut into windows later; a tokenizer's own truncation would lose the rest of it silently.
    if backend.truncation is not None:
        backend.no_truncation()
    if backend.padding is not None:
        backend.no_padding()
    starts = np.array([p.start for p in split_paragraphs(text)], np.int64)
    ids, offsets, words = _encode(text, backend)
    paragraph = (np.searchsorted(starts, offsets[:, 0], side="right") - 1).clip(0)
    breaks = np.zeros(len(ids), np.int64)
    breaks[1:][np.diff(paragraph) > 0] = _PARAGRAPH_START
    breaks[:1] = _TEXT_START
    return Tokens(ids, offsets, _casing(text, offsets, words), _marks(offsets, regions), breaks, paragraph)


def _encode(text: str, backend: Tokenizer) -> tuple[Ints, Ints, Ints]:
    """Return the id and the offsets of each token, and the number of the word that it is a piece of.

    A long text is cut before a line end or a space, since an encoding has many times the size of its text.
    """
    parts = []
    for first, last in pairwise([*_cuts(text), len(text)]):
        encoding = backend.encode(text[first:last], add_special_tokens=False)
        offsets = np.array(encoding.offsets, np.int64).reshape(-1, 2) + first
        words = np.array([-1 if w is None else w for w in encoding.word_ids], np.int64)
        # Words of different parts have different numbers, as there are fewer of them than characters.
        parts.append((np.array(encoding.ids, np.int64), offsets, words + first))
    ids, offsets, words = (np.concatenate(column) for column in zip(*parts, strict=True))
    return ids, offsets, words


def _cuts(text: str) -> Iterator[int]:
    """Yield where the parts of a text begin."""
    cut = 0
    yield cut
    while len(text) - cut > _CHARACTERS_AT_ONCE:
        after = cut + _CHARACTERS_AT_ONCE
        places = (text.rfind(space, cut + 1, after) for space in "\n ")
        cut = next((place for place in places if place >= 0), None) or _space_after(text, after)
        if cut < len(text):
            yield cut


def _space_after(text: str, place: int) -> int:
    found = _SPACE.search(text, place)
    return found.start() if found else len(text)


def _casing(text: str, offsets: Ints, words: Ints) -> Ints:
    """Return the casing class of the word that each token is a piece of."""
    if not len(offsets):
        return np.zeros(0, np.int64)
    first = np.flatnonzero(np.r_[True, np.diff(words) != 0])
    after = np.append(first[1:], len(words))
    spans = zip(offsets[first, 0].tolist(), offsets[after - 1, 1].tolist(), strict=True)
    return np.repeat(np.array([_casing_class(text[start:end]) for start, end in spans], np.int64), after - first)


# Most words of an article are common ones.
@lru_cache(maxsize=16384)
def _casing_class(word: str) -> int:
    if word.islower():
        return 1
    if word.isupper():
        return 3 if len(word) > 1 else 2
    if word.istitle():
        return 2
    if any(c.isupper() for c in word):
        return 4
    if any(c.isdigit() for c in word):
        return 5
    return 7 if word.isalnum() else 6


def _marks(offsets: Ints, regions: Sequence[QuotedRegion]) -> Ints:
    out = np.zeros(len(offsets), np.int64)
    starts, ends = offsets[:, 0], offsets[:, 1]
    for region in regions:
        base = _NESTED if region.depth else _SINGLE if region.single else _OUTER
        inside = base + 1
        if not region.depth and not region.closed:
            inside = _UNCLOSED
        if region.continues:
            inside = _CONTINUED
        first, last = np.searchsorted(starts, region.start), np.searchsorted(ends, region.end, side="right")
        opened = np.searchsorted(ends, region.start + region.opening, side="right")
        shut = np.searchsorted(starts, region.end - region.closing)
        out[first:last] = inside
        out[first:opened] = base
        out[shut:last] = base + 2
    return out
