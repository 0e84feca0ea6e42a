"""Articles made of paragraphs, and what the stages before the summary would say about them."""

import numpy as np
import pytest

from quoteattr.summary.salience import linear_logits, salience
from quoteattr.summary.story import Story
from quoteattr.types import Sentence


def sentences_of(text, *parts):
    """Find the given sentences one after the other in the text."""
    spans, at = [], 0
    for part in parts:
        start = text.index(part, at)
        at = start + len(part)
        spans.append(Sentence(start, at))
    return spans


def vectors_for(n, *, dim=8, seed=0):
    return np.random.default_rng(seed).normal(size=(n, dim)).astype(np.float32)


def story_of(text, sentences, vectors=None, quotations=(), speakers=(), **more):
    """Score the sentences as the pipeline does."""
    vectors = vectors_for(len(sentences)) if vectors is None else vectors
    scores = salience(text, sentences, vectors, quotations, linear_logits).tolist()
    scored = tuple(Sentence(s.start, s.end, score) for s, score in zip(sentences, scores, strict=True))
    return Story(text, scored, vectors, tuple(quotations), tuple(speakers), **more)


@pytest.fixture
def council():
    """An invented article with everything that a page puts around a story."""
    parts = [
        "Bridge to Reopen After Three Years",
        "By Jo Lee",
        "Redcar’s iron bridge will reopen on Monday after repairs of three years, the borough council said.",
        "The bridge was closed when engineers found cracks in four of its supports.",
        "“We found cracks nobody had seen. The repairs cost nine million pounds. Every bolt is new,” said Ada Moor.",
        "Read more: Ten bridges of the north",
        "It was built in 1911.",
        "Shops on the south bank lost a third of their trade while the bridge was closed, the council said.",
        "Why did it take so long?",
        "“It is about time,” said Tom Reed, who owns a café on the south bank.",
        "Follow us on Twitter @redcar",
    ]
    text = "\n\n".join(parts)
    sentences = []
    for part in parts:
        if part.startswith("“We"):
            pieces = [
                "“We found cracks nobody had seen.",
                "The repairs cost nine million pounds.",
                "Every bolt is new,” said Ada Moor.",
            ]
            sentences += pieces
        else:
            sentences.append(part)
    return text, sentences_of(text, *sentences)
