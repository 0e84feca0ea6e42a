"""Marked articles as stories, read without a model."""

from functools import partial

import numpy as np

from quoteattr.speakers.antecedents import nearest
from quoteattr.speakers.resolve import conclude, referents_of, resolve_scene
from quoteattr.summary.story import Story
from quoteattr.text.sentences import split_sentences
from tests.speakers.marked import read_marked


def story_of(marked):
    """Read a marked article; a pronoun means the latest person whom it agrees with."""
    text, given = read_marked(marked)
    sentences = split_sentences(text)
    scene, decisions = resolve_scene(text, sentences, given, nearest)
    quotations, speakers = conclude(scene, given, decisions)
    vectors = np.zeros((len(sentences), 2))
    return Story(text, sentences, vectors, quotations, speakers, partial(referents_of, scene))
