"""From annotated articles to what the model learns from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from random import Random

import numpy as np
from numpy.typing import NDArray
from transformers import PreTrainedTokenizerFast

from quoteattr.model.features import Tokens, tokenize
from quoteattr.model.network import TAGS
from quoteattr.quotations import PARTS
from quoteattr.training.antecedents import Placed, place
from quoteattr.training.readers import AnnotatedArticle
from quoteattr.training.soft import SoftLabels
from quoteattr.types import Span

__all__ = ["IGNORE", "Example", "Window", "cut", "cut_evenly", "make_example"]

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

# Target of tokens and links that are not to be learned from.
IGNORE = -100


@dataclass(frozen=True, slots=True)
class Example:
    """An article as tokens with their tags and links.

    Args:
        tokens: The article's tokens.
        tags: Tag of each token, or IGNORE where the annotators set the text aside.
        contents: Half-open token spans of content fragments, sorted, shape (n, 2).
        cues: The same for cues.
        sources: The same for sources.
        content_cue: Place in `cues` of each fragment's cue; -1 for none.
        cue_source: Place in `sources` of each cue's source; -1 for none.
        soft: A teacher's probabilities of the tags of each token, shape (n, len(TAGS)); `None` without a teacher.
        asked: The article's questions of antecedents; `None` when none is known.
    """

    tokens: Tokens
    tags: Ints
    contents: Ints
    cues: Ints
    sources: Ints
    content_cue: Ints
    cue_source: Ints
    soft: Floats | None = None
    asked: Placed | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """The half-open token span of a window over an example."""

    example: Example
    start: int
    end: int


def make_example(
    article: AnnotatedArticle,
    tokenizer: PreTrainedTokenizerFast,
    soft: SoftLabels | None = None,
    facts: Mapping[str, int] | None = None,
) -> Example:
    """Tokenize an article and place its annotation on the tokens.

    Args:
        article: The annotated article.
        tokenizer: The encoder's tokenizer.
        soft: Soft labels, of this article among others; `None` without a teacher.
        facts: Number of each fact that the head of antecedents weighs; `None` asks it nothing.
    """
    tokens = tokenize(article.text, tokenizer)
    tags = np.zeros(len(tokens), np.int64)
    places: dict[str, dict[tuple[int, int], int]] = {"content": {}, "cue": {}, "source": {}}
    links: list[tuple[list[tuple[int, int]], list[tuple[int, int]], list[tuple[int, int]]]] = []
    for quotation in article.quotations:
        parts = []
        for name in PARTS:
            placed = [_on_tokens(span, tokens) for span in getattr(quotation, name)]
            parts.append([(start, end) for start, end in placed if start < end])
            for start, end in parts[-1]:
                places[name][start, end] = 0
                tags[start:end] = TAGS.index(f"I-{name}")
                tags[start] = TAGS.index(f"B-{name}")
        links.append((parts[0], parts[1], parts[2]))
    for spans_of in places.values():
        spans_of.update({span: place for place, span in enumerate(sorted(spans_of))})
    content_cue = np.full(len(places["content"]), -1, np.int64)
    cue_source = np.full(len(places["cue"]), -1, np.int64)
    for contents, cues, sources in links:
        for content in contents if cues else ():
            content_cue[places["content"][content]] = places["cue"][cues[0]]
        for cue in cues if sources else ():
            cue_source[places["cue"][cue]] = places["source"][sources[0]]
    for discarded in article.discard:
        start, end = _on_tokens(discarded, tokens)
        tags[start:end] = IGNORE
    fragments = {name: np.array(sorted(spans), np.int64).reshape(-1, 2) for name, spans in places.items()}
    return Example(
        tokens,
        tags,
        fragments["content"],
        fragments["cue"],
        fragments["source"],
        content_cue,
        cue_source,
        soft.of(article.id, tokens) if soft else None,
        place(article.asked, tokens, facts) if facts is not None and article.asked and len(tokens) else None,
    )


def _on_tokens(span: Span, tokens: Tokens) -> tuple[int, int]:
    """Return the half-open span of the tokens that a span of the text touches."""
    start = int(np.searchsorted(tokens.offsets[:, 1], span.start, side="right"))
    end = int(np.searchsorted(tokens.offsets[:, 0], span.end, side="left"))
    return start, end


def cut(examples: Sequence[Example], *, room: int, shift: int) -> list[Window]:
    """Cut examples into windows that do not overlap.

    Args:
        examples: The examples.
        room: Tokens that fit into a window.
        shift: Length of the first window; another one each epoch moves all the borders.
    """
    windows = []
    for example in examples:
        n = len(example.tokens)
        starts = [0, *range(shift, n, room)] if shift else list(range(0, n, room))
        windows += [
            Window(example, s, min(e, n)) for s, e in zip(starts, [*starts[1:], n], strict=True) if s < min(e, n)
        ]
    return windows


def cut_evenly(example: Example, *, room: int, random: Random) -> list[Window]:
    """Cut an example into windows of nearly one length, so that little is lost to padding.

    Args:
        example: The example.
        room: Tokens that fit into a window.
        random: Draws the borders, so that they lie elsewhere in each epoch.
    """
    count = len(example.tokens)
    pieces = max(1, ceil(count / room) + random.randrange(2))
    size = max(1, ceil(count / pieces))
    aside = min(room - size, size // 4) if pieces > 1 else 0
    first = size + random.randint(-aside, aside)
    return cut([example], room=max(1, ceil((count - first) / max(1, pieces - 1))), shift=first)
