"""The extractive summary: score the sentences, choose among them, put their text together."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from quoteattr.summary.choice import choose, says_little
from quoteattr.summary.compress import compress as compress_sentence
from quoteattr.summary.compress import kept_words
from quoteattr.summary.edits import Printed, print_sentences, self_contained
from quoteattr.summary.edits.datelines import printed_words
from quoteattr.summary.length import Length
from quoteattr.summary.story import Story
from quoteattr.summary.words import count_words
from quoteattr.types import Summary, SummarySentence

__all__ = ["LEANING_WORTH", "compressed_words", "conclude", "summarize"]

# How often sentences are chosen anew because edits made them too long, or one leans on what was left out.
_ROUNDS = 6
# How often those that lean are worth less before they are taken all the same.
_CHANCES = 2
# A budget of words leaves less to choose from.
_CHANCES_IN_WORDS = 1
# A sentence that is put in to explain the next has to say something.
_FEWEST_TO_EXPLAIN = 8
LEANING_WORTH = 0.55
"""What a sentence that leans on what was left out is worth: a reader who cannot tell who "they" are learns little."""


def summarize(
    story: Story,
    *,
    max_sentences: int | None = None,
    max_words: int | None = None,
    ratio: float | None = None,
    compress: bool = False,
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
        compress: Whether to leave out what can be spared of the chosen sentences.
        faithful: Whether to print the article's own words alone. Otherwise a pronoun or short form whose name is not in
            the summary is replaced by it, openers that point outside and datelines are dropped, and quotation marks are
            completed.

    Returns:
        The summary and the warnings about it. It is empty only when there are no sentences.

    Raises:
        OptionError: If a limit is not a whole number of at least 1, the ratio not a number above 0 and at most 1, or
            both `max_sentences` and `ratio` are given.

    Example:
        >>> from quoteattr.types import Sentence
        >>> text = "The bridge in Redcar reopens on Monday, the council said. Why?"
        >>> story = Story(text, (Sentence(0, 57, 0.8), Sentence(58, 62, 0.1)), np.zeros((2, 4)))
        >>> summary, _ = summarize(story, max_sentences=1)
        >>> summary.text
        'The bridge in Redcar reopens on Monday, the council said.'
    """
    length = Length(max_sentences, max_words, ratio)
    limits = length.sentences_of(len(story.sentences)), length.max_words
    if faithful:
        sentences = self_contained(story, choose(story, story.scores, story.words, *limits), faithful=True)
    else:
        sentences = _edited(story, *limits, compress=compress)
    return conclude(sentences, length.max_words)


def conclude(sentences: tuple[SummarySentence, ...], max_words: int | None) -> tuple[Summary, tuple[str, ...]]:
    """Put the text of a summary together, and warn where it is longer than asked for.

    Args:
        sentences: Its sentences.
        max_words: How many words were asked for at most; `None` for no limit.
    """
    summary = Summary(" ".join(sentence.text for sentence in sentences), sentences)
    total = _words_of(sentences)
    if max_words is None or total <= max_words:
        return summary, ()
    warning = (
        f"the summary has {total} words although max_words={max_words} was asked for: no sentence of the "
        "article is that short, and none is ever cut"
    )
    return summary, (warning,)


def _edited(
    story: Story, max_sentences: int | None, max_words: int | None, *, compress: bool
) -> tuple[SummarySentence, ...]:
    """Choose and print sentences; choose anew where names made them too long, or one leans on what was left out."""
    scores = story.scores.copy()
    words = compressed_words(story) if compress else printed_words(story)
    found: dict[tuple[int, ...], Printed] = {}
    chosen_before: Counter[tuple[int, ...]] = Counter()
    chances = _CHANCES if max_words is None else _CHANCES_IN_WORDS
    for _ in range(_ROUNDS):
        chosen = choose(story, scores, words, max_sentences, max_words)
        if chosen not in found:
            printed = print_sentences(story, chosen, compress=compress)
            for place, sentence in zip(chosen, printed.sentences, strict=True):
                words[place] = max(words[place], count_words(sentence.text))
            if max_words is not None and _words_of(printed.sentences) > max_words:
                continue
            found[chosen] = printed
        chosen_before[chosen] += 1
        leaning = found[chosen].leaning
        if not leaning or chosen_before[chosen] > chances:
            break
        scores[list(leaning)] *= LEANING_WORTH
    if not found:
        return self_contained(story, choose(story, story.scores, story.words, max_sentences, max_words), faithful=True)
    # The first of those that lean least is the best by its scores.
    chosen, printed = min(found.items(), key=lambda item: len(item[1].leaning))
    if max_words is None:
        printed = _with_context(story, chosen, printed, compress=compress)
    return printed.sentences


def _with_context(story: Story, chosen: tuple[int, ...], printed: Printed, *, compress: bool) -> Printed:
    """Put before a sentence that leans the one that it leans on, in the place of the one of the least worth."""
    for place in printed.leaning:
        before = place - 1
        spare = [other for other in chosen if other != place and other - 1 not in chosen and other + 1 not in chosen]
        if before < 0 or before in chosen or not spare or not _explains(story, before):
            continue
        left_out = min(spare, key=lambda other: story.scores[other])
        others = tuple(sorted({*chosen, before} - {left_out}))
        tried = print_sentences(story, others, compress=compress)
        if len(tried.leaning) < len(printed.leaning):
            return tried
    return printed


def _explains(story: Story, place: int) -> bool:
    """Tell whether a sentence says enough to explain the one behind it."""
    tells = bool(story.layout.story[place]) and not says_little(story, place)
    return tells and int(story.words[place]) >= _FEWEST_TO_EXPLAIN


def compressed_words(story: Story) -> NDArray[np.int64]:
    """Count the words that are left of each sentence of a story when it is shortened."""
    counts = [kept_words(story, place, compress_sentence(story, place)) for place in range(len(story.sentences))]
    return np.minimum(np.array(counts, dtype=np.int64), printed_words(story))


def _words_of(sentences: Sequence[SummarySentence]) -> int:
    return sum(count_words(sentence.text) for sentence in sentences)
