"""From an article whose quotations are known to the story that is summed up."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from quoteattr.speakers.resolve import Resolved
from quoteattr.summary.salience import salience
from quoteattr.summary.story import SURE, Story
from quoteattr.summary.vectors import sentence_vectors
from quoteattr.types import Sentence

if TYPE_CHECKING:
    from quoteattr.model.encode import Encoder, TokenStates

__all__ = ["read_story"]


def read_story(
    text: str,
    sentences: Sequence[Sentence],
    resolved: Resolved,
    encoder: "Encoder",
    states: "TokenStates",
) -> Story:
    """Score the sentences of an article, and bring together what its summary depends on.

    Args:
        text: The article's text.
        sentences: Its sentences, in order.
        resolved: Its quotations and speakers, and what tells whom other mentions refer to.
        encoder: The encoder that read it.
        states: What the encoder made of it.
    """
    vectors = sentence_vectors(states.states, states.tokens.offsets, sentences)
    starts = np.array([sentence.start for sentence in sentences], np.int64)
    referents = partial(resolved.referents, min_score=SURE)
    story = Story(text, tuple(sentences), vectors, resolved.quotations, resolved.speakers, referents)
    peak = 0.0

    def score(features: NDArray[np.floating]) -> NDArray[np.float32] | None:
        nonlocal peak
        logits = encoder.salience(states, starts, features)
        if logits is not None:
            peak = float(np.max(logits))
        return logits

    scores = salience(
        text,
        sentences,
        vectors,
        resolved.quotations,
        score,
        names=encoder.salience_features,
        layout=story.layout if sentences else None,
        redundancy=story.redundancy if sentences else None,
    )
    return story.rescored(scores.tolist(), peak=peak)
