"""Articles as the head of salience learns from them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quoteattr.attribution.link import attribute
from quoteattr.model.encode import Encoder, TokenStates
from quoteattr.speakers.antecedents import learned
from quoteattr.speakers.resolve import resolve
from quoteattr.summary.features import features
from quoteattr.summary.reading import read_story
from quoteattr.summary.story import Story
from quoteattr.text.marks import pair_marks
from quoteattr.text.sentences import split_sentences
from quoteattr.training.key_facts import KeyFacts
from quoteattr.types import Span

__all__ = ["SalienceExample", "make_example", "read_example", "story_of"]


@dataclass(frozen=True, slots=True, eq=False)
class SalienceExample:
    """An article and what its summary should carry.

    Args:
        states: Its token states, in half precision, shape (tokens, width).
        owners: The sentence that each token belongs to, shape (tokens,).
        features: Features of the sentences, shape (n, f).
        facts: The key facts.
    """

    states: NDArray[np.float16]
    owners: NDArray[np.int64]
    features: NDArray[np.float32]
    facts: KeyFacts


def read_example(
    encoder: Encoder, record: Mapping[str, Any], of: Callable[[Mapping[str, Any], Sequence[Span]], KeyFacts]
) -> SalienceExample:
    """Read an article with an encoder as it is read in use: its quotations are those that are found in it.

    Args:
        encoder: The encoder.
        record: The article, with key facts or highlights.
        of: Makes key facts of it.
    """
    story, encoded = _read(encoder, record["text"])
    return make_example(story, np.asarray(encoded.states), encoded.tokens.offsets, of(record, story.sentences))


def make_example(
    story: Story, states: NDArray[np.floating], offsets: NDArray[np.integer], facts: KeyFacts
) -> SalienceExample:
    """Return an article that was read as an example.

    Args:
        story: The article.
        states: Its token states, shape (tokens, width).
        offsets: Half-open code-point offsets of the tokens, shape (tokens, 2).
        facts: Its key facts.
    """
    starts = [sentence.start for sentence in story.sentences]
    owners = np.searchsorted(starts, offsets[:, 0], side="right") - 1
    rows = features(story.text, story.sentences, story.vectors, story.quotations)
    return SalienceExample(states.astype(np.float16), owners.clip(min=0), rows.astype(np.float32), facts)


def story_of(encoder: Encoder, text: str) -> Story:
    """Return an article with the salience of its sentences, as it is read in use.

    Args:
        encoder: The encoder, with or without a head of salience.
        text: The article.
    """
    return _read(encoder, text)[0]


def _read(encoder: Encoder, text: str) -> tuple[Story, TokenStates]:
    regions = pair_marks(text)
    sentences = split_sentences(text, regions=regions)
    states = encoder.encode(text, regions)
    found = attribute(text, encoder, states, regions, sentences=sentences)
    resolved = resolve(text, sentences, found, learned(encoder.antecedents(states)))
    story = read_story(text, sentences, resolved, encoder, states)
    return story, states
