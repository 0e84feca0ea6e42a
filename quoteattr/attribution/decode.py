"""From tag scores to fragments: the likeliest legal sequence of tags, then whole quotation marks."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import add

import numpy as np
from numpy.typing import NDArray

from quoteattr.model.encode import TokenStates
from quoteattr.model.features import Tokens
from quoteattr.model.network import TAGS
from quoteattr.quotations import PARTS
from quoteattr.text.marks import QuotedRegion
from quoteattr.types import Span

__all__ = ["Fragments", "decode", "region_tokens", "viterbi"]

Ints = NDArray[np.int64]
_LOW = -1e9
# Tokens whose scores are made into lists at once.
_AT_ONCE = 16_384


@dataclass(frozen=True, slots=True)
class Fragments:
    """Half-open token spans of each part, sorted, each of shape (n, 2)."""

    contents: Ints
    cues: Ints
    sources: Ints


_INSIDE = [i for i, tag in enumerate(TAGS) if tag.startswith("I-")]
_CONTENT = [TAGS.index("B-content"), TAGS.index("I-content")]
_OTHER = [i for i in range(len(TAGS)) if i not in _CONTENT]


def viterbi(scores: NDArray[np.float32], breaks: Ints, pieces: Ints | None = None) -> Ints:
    """Return the likeliest legal tag sequence.

    Args:
        scores: Log-probabilities of the tags, shape (n, len(TAGS)).
        breaks: Non-zero for the first token of a paragraph, shape (n,).
        pieces: Non-zero for a token that goes on with the word of the one before it, shape (n,); a word is never
            parted. `None` when every token is a word.

    Example:
        >>> scores = np.log(np.full((2, 7), 0.1, np.float32))
        >>> scores[1, TAGS.index("I-cue")] = 0.0  # an inside needs a beginning
        >>> [TAGS[t] for t in viterbi(scores, np.zeros(2, int))]
        ['B-cue', 'I-cue']
    """
    n = len(scores)
    if not n:
        return np.empty(0, np.int64)
    inside = np.array(_INSIDE)
    joined = np.zeros(n, bool) if pieces is None else pieces != 0
    total: list[float] = []
    back = bytearray()
    # Some at a time, so that the lists of a long text do not fill the memory.
    for first in range(0, n, _AT_ONCE):
        part = slice(first, first + _AT_ONCE)
        some = scores[part].copy()
        # Nothing runs over the end of a paragraph: of 23,042 fragments in PolNeAR's training articles, one does. What a
        # quotation says in several paragraphs is joined where marks or a colon hold it together.
        some[np.ix_(breaks[part] > 0, inside)] += _LOW
        if not first:
            some[0, inside] += _LOW
        # Plain lists: for seven tags at a time, arrays are far more trouble than work.
        for row, unbroken in zip(some.astype(np.float64).tolist(), joined[part].tolist(), strict=True):
            if not total:
                total = row
                continue
            best, came = _before(total, unbroken=unbroken)
            back += bytes(came)
            total = list(map(add, best, row))
    tags = np.empty(n, np.int64)
    tags[-1] = tag = total.index(max(total))
    for place in range(n - 2, -1, -1):
        tags[place] = tag = back[place * len(TAGS) + tag]
    return tags


def _before(total: list[float], *, unbroken: bool) -> tuple[list[float], list[int]]:
    """Return for each tag of a token the best score of what comes before it, and which tag that is.

    Args:
        total: Scores of the likeliest ways to each tag of the token before.
        unbroken: Whether the token goes on with the word of the one before it.
    """
    most = max(total)
    # What may not come before a tag is not shut out but scores so low that it loses to all that may.
    low = most + _LOW
    lowest = 0
    while total[lowest] + _LOW < low:
        lowest += 1
    if unbroken:
        best, came = [low] * len(TAGS), [lowest] * len(TAGS)
        if total[0] >= low:
            best[0], came[0] = total[0], 0
    else:
        best, came = [most] * len(TAGS), [total.index(most)] * len(TAGS)
    for tag in _INSIDE:
        place = tag - 1 if total[tag - 1] >= total[tag] else tag
        score = total[place]
        if score > low or (score == low and place < lowest):
            best[tag], came[tag] = score, place
        else:
            best[tag], came[tag] = low, lowest
    return best, came


def decode(
    states: TokenStates, regions: Sequence[QuotedRegion], settled: Sequence[Span] = (), *, text: str | None = None
) -> Fragments:
    """Return the content, cue and source fragments of a text.

    What stands between two outer quotation marks is content as a whole or not at all: so it is in all but 3 of 1,000
    quoted regions of PolNeAR (Newell et al., 2018).

    Args:
        states: The text's token states.
        regions: The text's quoted regions.
        settled: Stretches that are read already, in which nothing is looked for.
        text: The text, so that no word is parted; `None` takes every token for a word.
    """
    scores = states.tags.copy()
    for first, last in region_tokens(states.tokens, regions):
        is_content = np.exp(scores[first:last, _CONTENT]).sum(1).mean() > 0.5
        scores[first:last, _OTHER if is_content else _CONTENT] += _LOW
        if is_content:
            scores[first + 1 : last, _CONTENT[0]] += _LOW
    for first, last in _token_spans(states.tokens, settled):
        scores[first:last, 1:] += 2 * _LOW
    tags = viterbi(scores, states.tokens.breaks, None if text is None else _pieces(text, states.tokens.offsets))
    return Fragments(*(_runs(tags, part) for part in PARTS))


def _pieces(text: str, offsets: Ints) -> Ints:
    """Return 1 for each token that begins within a word, else 0."""
    touching = np.flatnonzero(offsets[1:, 0] == offsets[:-1, 1]) + 1
    out = np.zeros(len(offsets), np.int64)
    out[touching] = [
        text[start - 1].isalnum() and text[start : start + 1].isalnum() for start in offsets[touching, 0].tolist()
    ]
    return out


def region_tokens(tokens: Tokens, regions: Sequence[QuotedRegion]) -> list[tuple[int, int]]:
    """Return the half-open token span of each outermost region that holds a token.

    Args:
        tokens: The text's tokens.
        regions: The text's quoted regions.
    """
    return _token_spans(tokens, [r for r in regions if r.depth == 0])


def _token_spans(tokens: Tokens, spans: Sequence[Span]) -> list[tuple[int, int]]:
    first = np.searchsorted(tokens.offsets[:, 0], [s.start for s in spans])
    last = np.searchsorted(tokens.offsets[:, 1], [s.end for s in spans], side="right")
    return [(a, b) for a, b in zip(first.tolist(), last.tolist(), strict=True) if a < b]


def _runs(tags: Ints, part: str) -> Ints:
    begins, inside = tags == TAGS.index(f"B-{part}"), tags == TAGS.index(f"I-{part}")
    starts = np.flatnonzero(begins)
    stops = np.flatnonzero(~inside)
    ends = np.append(stops, len(tags))[np.searchsorted(stops, starts + 1)]
    return np.stack([starts, ends], axis=1).astype(np.int64)
