"""Articles as the head of salience learns from them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quoteattr.attribution.link import attribute
from quoteattr.model.encode import Encoder, TokenStates
from quoteattr.speakers.antecedents import learned
from quoteattr.speakers.resolve import resolve_mentions, resolve_speakers
from quoteattr.summary.features import features
from quoteattr.summary.salience import salience
from quoteattr.summary.story import Story
from quoteattr.summary.vectors import sentence_vectors
from quoteattr.text.marks import pair_marks
from quoteattr.text.sentences import split_sentences
from quoteattr.training.key_facts import KeyFacts
from quoteattr.types import Sentence, Span

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
    return make_example(story, encoded.states, encoded.tokens.offsets, of(record, story.sentences))


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
    """Return an article with the salience of its sentences.

    Args:
        encoder: The encoder, with or without a head of salience.
        text: The article.
    """
    story, encoded = _read(encoder, text)
    starts = np.array([sentence.start for sentence in story.sentences], np.int64)
    scores = salience(
        text,
        story.sentences,
        story.vectors,
        story.quotations,
        lambda rows: encoder.salience(encoded, starts, rows),
        names=encoder.salience_features,
    )
    scored = tuple(replace(s, score=score) for s, score in zip(story.sentences, scores.tolist(), strict=True))
    return replace(story, sentences=scored)


def _read(encoder: Encoder, text: str) -> tuple[Story, TokenStates]:
    regions = pair_marks(text)
    sentences: tuple[Sentence, ...] = split_sentences(text, regions=regions)
    encoded = encoder.encode(text, regions)
    chooser = learned(encoder.antecedents(encoded))
    found = attribute(text, encoder, encoded, regions)
    quotations, speakers = resolve_speakers(text, sentences, found, chooser)
    vectors = sentence_vectors(encoded.states, encoded.tokens.offsets, sentences)
    resolve = partial(_resolve, text, sentences, chooser)
    return Story(text, sentences, vectors, quotations, speakers, resolve), encoded


def _resolve(text: str, sentences: tuple[Sentence, ...], chooser: Any, mentions: Sequence[Span]) -> Any:
    return resolve_mentions(text, sentences, mentions, chooser)
