"""Choose the sentences of a summary: from the story, and from what surrounds it only for want of story."""

import re
from collections.abc import Iterator
from functools import partial

import numpy as np
from numpy.typing import NDArray

from quoteattr.summary.select import select
from quoteattr.summary.story import Story

__all__ = ["choose", "says_little"]

# A sentence with fewer words is taken only for want of others.
_FEWEST_WORDS = 5
# Characters at a sentence's end in which its last word is looked for.
_LAST = 12
# Where an archive ends every line in a full stop, the next sentence begins in the middle; "al-Hale said" does not.
_BROKEN = re.compile(r"[a-z]+(?:-[a-z]+)*,?\s")
# ... and the one before ends there, after a word that no sentence ends with.
_CUT = re.compile(r"\b(?:an?|and|its|my|of|or|our|the|their|your)\.\Z")
# "See more of the crew: the bridge in pictures Ada Burns has left", and the question that heads a part of a list.
_LINE = re.compile(r"(?:See|Read|Watch|Hear|Learn|Find out) more\b|\d{1,2}[.)] .*\?\Z", re.DOTALL)


def choose(
    story: Story,
    scores: NDArray[np.float64],
    words: NDArray[np.int64],
    max_sentences: int | None,
    max_words: int | None,
) -> tuple[int, ...]:
    """Choose sentences by their scores, no two that say the same.

    Args:
        story: The article.
        scores: What each sentence is worth.
        words: How many words each has, as it would be printed.
        max_sentences: How many; `None` means no limit beside the other.
        max_words: How many words at most; `None` means no limit.

    Returns:
        The places of the chosen sentences, ascending.

    Example:
        >>> from quoteattr.types import Sentence
        >>> text = "It rained all day in Redcar. Why? The bridge in Redcar was closed."
        >>> story = Story(text, (Sentence(0, 28), Sentence(29, 33), Sentence(34, 66)), np.zeros((3, 4)))
        >>> choose(story, np.array([0.4, 0.5, 0.3]), story.words, 2, None)
        (0, 2)
    """
    chosen: list[int] = []
    too_long: list[int] = []
    for tier in _tiers(story):
        picked = select(
            scores[tier],
            words[tier].tolist(),
            partial(_alike, story, tier),
            max_sentences=None if max_sentences is None else max_sentences - len(chosen),
            max_words=max_words,
        )
        places = [tier[i] for i in picked]
        if max_words is not None and words[places].sum() > max_words:
            too_long = too_long or places
            continue
        chosen += places
        if max_words is not None or len(chosen) == max_sentences:
            break
    return tuple(sorted(chosen or too_long))


def says_little(story: Story, place: int) -> bool:
    """Tell whether a sentence is a heading, an announcement ("The mayor added:"), a piece or a mere "That is all.".

    Args:
        story: The article.
        place: The sentence's place.
    """
    sentence = story.sentences[place]
    words = story.text[sentence.start : sentence.end].strip()
    in_vain = words.endswith((",.", ";.")) or words.rstrip(" .").endswith(":") or _BROKEN.match(words) is not None
    in_vain |= _LINE.match(words) is not None or _is_cut(story, place)
    return bool(story.layout.heading[place]) or in_vain or int(story.words[place]) < _FEWEST_WORDS


def _is_cut(story: Story, place: int) -> bool:
    """Tell whether a sentence, or the one before it, ends in the middle: "… in the first weeks of." "May is dry."."""
    return any(
        _CUT.search(story.text, max(sentence.start, sentence.end - _LAST), sentence.end) is not None
        for sentence in story.sentences[max(place - 1, 0) : place + 1]
    )


def _alike(story: Story, places: list[int], place: int) -> NDArray[np.float64]:
    """Return how like a sentence is to each of those at some places."""
    return story.redundancy.with_all(places[place])[places]


def _tiers(story: Story) -> Iterator[list[int]]:
    """Yield the distinct sentences: the story's, then what says little, furniture, and last what holds no word."""
    best: dict[str, int] = {}
    wordless: set[int] = set()
    for i in np.argsort(-story.scores, kind="stable").tolist():
        sentence = story.text[story.sentences[i].start : story.sentences[i].end].casefold()
        letters = "".join(filter(str.isalnum, sentence))
        best.setdefault(letters or sentence, i)
        if not letters:
            wordless.add(i)
    tiers: tuple[list[int], ...] = ([], [], [], [])
    for i in sorted(best.values()):
        rank = 3 if i in wordless else 2 if story.layout.furniture[i] else int(says_little(story, i))
        tiers[rank].append(i)
    yield from filter(None, tiers)
