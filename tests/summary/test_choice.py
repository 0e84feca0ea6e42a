"""Which sentences are taken only for want of others."""

import numpy as np
import pytest

from quoteattr.summary.choice import choose
from quoteattr.summary.story import Story
from quoteattr.text.sentences import split_sentences

PLAIN = "The council opened the old bridge again."
SAYS_LITTLE = {
    "announcement": "The mayor of Redcar added this today:",
    "announcement and a stop": "The mayor of Redcar added this today: .",
    "few words": "That is all.",
    "begins in the middle": "and the bridge that was closed in May reopens.",
    "begins in the middle, with a comma": "acids, which harm the bridge, are in the paint.",
    "begins in the middle, with a hyphen": "rust-free bolts, which the old bridge of Redcar has, are new.",
    "link glued to a sentence": "See more of the crew: bridges in pictures Ada Burns of Redcar has left the council.",
    "question that heads a part of a list": "2. The council once closed the bridge, but will it stay closed?",
    "breaks off": "The council believes that cracks, rust and salt,.",
}
SAYS_MUCH = {
    "reader who is to see": "See the old bridge of Redcar before it falls, the council said.",
    "statement in a list": "2. The council of Redcar closed the bridge for two weeks.",
    "ends in a small word": "The old bridge is what the council of Redcar began with.",
    "small first letter of a name": "al-Hale said that the bridge would open in May.",
    "small first letter of a brand": "eBridge sells the bolts of the bridge for a pound.",
    "small first letter between marks": "“the bridge is safe and sound,” the council said.",
}


def chosen_of(sentence):
    text = f"{sentence}\n\n{PLAIN}"
    sentences = split_sentences(text)
    story = Story(text, sentences, np.zeros((len(sentences), 2)))
    return choose(story, np.array([0.9, 0.1]), story.words, 1, None)


@pytest.mark.parametrize("sentence", SAYS_LITTLE.values(), ids=SAYS_LITTLE.keys())
def test_what_says_little_gives_way(sentence):
    assert chosen_of(sentence) == (1,)


@pytest.mark.parametrize("sentence", SAYS_MUCH.values(), ids=SAYS_MUCH.keys())
def test_what_says_something_does_not(sentence):
    assert chosen_of(sentence) == (0,)


def test_what_goes_on_from_a_sentence_cut_in_two_says_little():
    text = f"They have closed it for two weeks of.\n\nMay in Redcar, and engineers expect rain.\n\n{PLAIN}"
    sentences = split_sentences(text)
    story = Story(text, sentences, np.zeros((len(sentences), 2)))
    assert choose(story, np.array([0.9, 0.8, 0.1]), story.words, 1, None) == (2,)


def test_pieces_are_taken_for_want_of_others():
    text = "and the bridge opens in May.\n\nor the bridge stays closed in May."
    sentences = split_sentences(text)
    story = Story(text, sentences, np.zeros((len(sentences), 2)))
    assert choose(story, np.array([0.1, 0.9]), story.words, 1, None) == (1,)
