"""The extractive summary: score the sentences, choose among them, put their text together."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from quoteattr.summary.edits import self_contained
from quoteattr.summary.length import Length
from quoteattr.summary.select import select
from quoteattr.summary.story import Story
from quoteattr.summary.words import count_words
from quoteattr.types import Summary, SummarySentence

__all__ = ["summarize"]

# How often sentences are chosen anew because edits made them longer; then the article's own words are printed.
_ROUNDS = 4


def summarize(
    story: Story,
    *,
    max_sentences: int | None = None,
    max_words: int | None = None,
    ratio: float | None = None,
    faithful: bool = False,
) -> tuple[Summary, tuple[str, ...]]:
    """Summarise an article by its most salient sentences, in article order, each complete in itself.

    Headlines, captions, bylines and other furniture are taken only when the story itself is too short, and a sentence
    that the article repeats is taken once. With `max_sentences` alone the summary has exactly that many sentences, or
    every distinct one of a shorter article. With `max_words` it never has more words than that, as they are printed,
    unless the article has no sentence so short; then it is the story's shortest sentence, and a warning says so.

    Args:
        story: The article, its sentences scored.
        max_sentences: How many sentences; `None` means no limit beside the others, and 3 when there is no other.
        max_words: How many words at most, as `count_words` counts them; `None` means no limit.
        ratio: Share of the article's sentences, above 0 and at most 1, rounded up; `None` means no limit.
        faithful: Whether to print the article's own words alone. Otherwise a pronoun or short form whose name is not in
            the summary is replaced by it, openers that point outside are dropped, and quotation marks are completed.

    Returns:
        The summary and the warnings about it. It is empty only when there are no sentences.

    Raises:
        OptionError: If a limit is not a whole number of at least 1, the ratio not one from 0 to 1, or both
            `max_sentences` and `ratio` are given.

    Example:
        >>> from quoteattr.types import Sentence
        >>> text = "The bridge in Redcar reopens on Monday, the council said. Why?"
        >>> story = Story(text, (Sentence(0, 57, 0.8), Sentence(58, 62, 0.1)), np.zeros((2, 4)))
        >>> summary, _ = summarize(story, max_sentences=1)
        >>> summary.text
        'The bridge in Redcar reopens on Monday, the council said.'
    """
    length = Length(max_sentences, max_words, ratio)
    sentences = _printed(story, length.sentences_of(len(story.sentences)), length.max_words, faithful=faithful)
    summary = Summary(" ".join(sentence.text for sentence in sentences), sentences)
    total = _words_of(sentences)
    if length.max_words is None or total <= length.max_words:
        return summary, ()
    warning = (
        f"the summary has {total} words although max_words={length.max_words} was asked for: no sentence of the "
        "article is that short, and none is ever cut"
    )
    return summary, (warning,)


def _printed(
    story: Story, max_sentences: int | None, max_words: int | None, *, faithful: bool
) -> tuple[SummarySentence, ...]:
    """Choose and print sentences; where a name made them too long, choose anew by their printed length."""
    words = story.words.copy()
    for _ in range(1 if faithful else _ROUNDS):
        chosen = _choose(story, words, max_sentences, max_words)
        sentences = self_contained(story, chosen, faithful=faithful)
        if max_words is None or _words_of(sentences) <= max_words:
            return sentences
        for place, sentence in zip(chosen, sentences, strict=True):
            words[place] = max(words[place], count_words(sentence.text))
    chosen = _choose(story, story.words, max_sentences, max_words)
    return self_contained(story, chosen, faithful=True)


def _words_of(sentences: Sequence[SummarySentence]) -> int:
    return sum(count_words(sentence.text) for sentence in sentences)


def _select(
    story: Story, places: Sequence[int], words: NDArray[np.int64], max_sentences: int | None, max_words: int | None
) -> list[int]:
    """Select among the sentences at some places."""
    rows = np.array(places)
    picked = select(
        story.scores[rows],
        words[rows].tolist(),
        lambda place: story.redundancy.with_all(int(rows[place]))[rows],
        max_sentences=max_sentences,
        max_words=max_words,
    )
    return [int(rows[i]) for i in picked]


def _choose(
    story: Story, words: NDArray[np.int64], max_sentences: int | None, max_words: int | None
) -> tuple[int, ...]:
    """Choose from the story, and from what surrounds it only for want of story."""
    chosen: list[int] = []
    too_long: list[int] = []
    for tier in _tiers(story):
        left = None if max_sentences is None else max_sentences - len(chosen)
        picked = _select(story, tier, words, left, max_words)
        if max_words is not None and words[picked].sum() > max_words:
            too_long = too_long or picked
            continue
        chosen += picked
        if max_words is not None or len(chosen) == max_sentences:
            break
    return tuple(sorted(chosen or too_long))


def _tiers(story: Story) -> Iterator[list[int]]:
    """Yield the distinct sentences: the story's, then headings, furniture, and last what holds no word."""
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
        rank = 3 if i in wordless else 2 if story.layout.furniture[i] else int(story.layout.heading[i])
        tiers[rank].append(i)
    yield from filter(None, tiers)
