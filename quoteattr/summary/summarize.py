"""The extractive summary: score the sentences, choose among them, put their text together."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np

from quoteattr.summary.balance import join_balanced
from quoteattr.summary.select import check_length, select
from quoteattr.summary.story import Story
from quoteattr.types import Span, Summary, SummarySentence

__all__ = ["summarize"]


def summarize(
    story: Story, *, max_sentences: int | None = None, max_words: int | None = None
) -> tuple[Summary, tuple[str, ...]]:
    """Summarise an article by its most salient sentences, in article order.

    Headlines, captions, bylines and other furniture are taken only when the story itself is too short, and a sentence
    that the article repeats is taken once. With `max_sentences` alone the summary has exactly that many sentences, or
    every distinct one of a shorter article. With `max_words` it never has more words than that, unless the article
    has no sentence so short; then it is the story's shortest sentence, and a warning says so.

    Args:
        story: The article, its sentences scored.
        max_sentences: How many sentences; `None` means no limit beside `max_words`, and 3 when that is `None` too.
        max_words: How many words at most, as `count_words` counts them; `None` means no limit.

    Returns:
        The summary and the warnings about it. It is empty only when there are no sentences.

    Raises:
        OptionError: If a limit is not a whole number of at least 1, or there is not one vector for each sentence.

    Example:
        >>> text = "The bridge in Redcar reopens on Monday, the council said. Why?"
        >>> story = Story(text, (Sentence(0, 57, 0.8), Sentence(58, 62, 0.1)), np.zeros((2, 4)))
        >>> summary, _ = summarize(story, max_sentences=1)
        >>> summary.text
        'The bridge in Redcar reopens on Monday, the council said.'
    """
    sentence_limit, word_limit = check_length(max_sentences, max_words)
    chosen = _choose(story, sentence_limit, word_limit)
    text, sentences = story.text, story.sentences
    spans = tuple(SummarySentence(sentences[i].start, sentences[i].end, float(story.scores[i])) for i in chosen)
    pieces = _pieces(story, chosen)
    # An article of one lone mark has nothing to balance, and still a summary.
    joined = join_balanced(text, pieces) or " ".join(" ".join(text[p.start : p.end] for p in pieces).split())
    summary = Summary(joined, spans)
    total = int(story.words[list(chosen)].sum())
    if word_limit is None or total <= word_limit:
        return summary, ()
    warning = (
        f"the summary has {total} words although max_words={word_limit} was asked for: no sentence of the article is "
        "that short, and none is ever cut"
    )
    return summary, (warning,)


def _select(story: Story, places: Sequence[int], max_sentences: int | None, max_words: int | None) -> list[int]:
    """Select among the sentences at some places."""
    rows = list(places)
    picked = select(
        [story.sentences[i] for i in rows],
        story.scores[rows],
        np.asarray(story.vectors)[rows],
        story.words[rows].tolist(),
        max_sentences=max_sentences,
        max_words=max_words,
    )
    return [rows[i] for i in picked]


def _choose(story: Story, max_sentences: int | None, max_words: int | None) -> tuple[int, ...]:
    """Choose from the story, and from what surrounds it only for want of story."""
    chosen: list[int] = []
    too_long: list[int] = []
    for tier in _tiers(story):
        left = None if max_sentences is None else max_sentences - len(chosen)
        picked = _select(story, tier, left, max_words)
        if max_words is not None and story.words[picked].sum() > max_words:
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


def _pieces(story: Story, chosen: Sequence[int]) -> list[Span]:
    """Merge chosen sentences that follow one another in a paragraph, so that a quotation goes on through them."""
    paragraph = story.layout.paragraph
    pieces = []
    for _, run in groupby(enumerate(chosen), key=lambda item: (item[1] - item[0], int(paragraph[item[1]]))):
        places = [i for _, i in run]
        pieces.append(Span(story.sentences[places[0]].start, story.sentences[places[-1]].end))
    return pieces
