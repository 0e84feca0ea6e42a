"""What one speaker said, in short: the extractive summary restricted to the sentences that hold their quotations."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from quoteattr.summary.edits import self_contained
from quoteattr.summary.knapsack import fill
from quoteattr.summary.length import Length
from quoteattr.summary.lookup import find_speaker
from quoteattr.summary.said import Unit, units_of
from quoteattr.summary.story import Story
from quoteattr.summary.words import count_words
from quoteattr.text.sentences import split_sentences
from quoteattr.types import Article, Edit, Sentence, Span, Speaker, Summary, SummarySentence

__all__ = ["summary_of"]

# Share of its worth that a sentence loses when better sentences have all its words already.
_REDUNDANCY_WEIGHT = 0.6
# Redundancy is weighed against this many sentences at most, which keeps time linear.
_MAX_COMPARED = 64
# So often the sentences are chosen anew when names make the chosen ones longer than asked.
_ROUNDS = 4
# What a speaker says ends in a comma before the cue, and in a full stop where the cue is left out.
_COMMA_IN_MARKS = re.compile(r",(?=[”\"’»']+\Z)")


def summary_of(
    article: Article,
    speaker: Speaker | str,
    *,
    max_sentences: int | None = None,
    max_words: int | None = None,
    ratio: float | None = None,
    faithful: bool = False,
) -> Summary:
    """Sum up what one speaker said.

    Args:
        article: The article.
        speaker: One of its speakers; or an id, a name as people type it ("Burns", "ada burns"), an alias, an acronym.
        max_sentences: How many sentences; `None` means no limit beside the others, and 3 when there is no other.
        max_words: How many words at most; `None` means no limit.
        ratio: Share of the sentences that hold the speaker's words, above 0 and at most 1, rounded up; `None` means no
            such limit.
        faithful: Whether to print the article's own words alone, without any edit.

    Returns:
        The summary, in article order: as many sentences as asked, or all that there are. With `max_words` it never has
        more words than that, unless no sentence is so short; then it is the shortest. It is empty only for a speaker
        without a quotation.

    Raises:
        OptionError: If a limit is outside its accepted values, nobody is called so, or several speakers are.
        InputTypeError: If the speaker is neither a speaker nor a string.

    Example:
        >>> from quoteattr.types import Quotation, QuotationId, Span, SpeakerId
        >>> ada = Speaker(SpeakerId("s1"), "Ada Burns")
        >>> said = Quotation(QuotationId("q1"), "direct", (Span(11, 24),), (Span(35, 39),), (Span(25, 34),), ada)
        >>> article = Article("It rained. “It is safe,” Ada Burns said.", quotations=(said,), speakers=(ada,))
        >>> summary_of(article, "burns").text
        '“It is safe,” Ada Burns said.'
    """
    length = Length(max_sentences=max_sentences, max_words=max_words, ratio=ratio)
    units = _distinct(units_of(article, find_speaker(article, speaker)))
    if not units:
        return Summary()
    sentences = _printed(article, units, length, faithful=faithful)
    return Summary(" ".join(sentence.text for sentence in sentences), sentences)


def _printed(article: Article, units: list[Unit], length: Length, *, faithful: bool) -> tuple[SummarySentence, ...]:
    """Choose and print units; where a name made them too long, choose anew by their printed length."""
    limit = length.sentences_of(len(units)) or len(units)
    sized = list(units)
    for _ in range(1 if faithful else _ROUNDS):
        chosen = _choose(sized, limit, length.max_words)
        sentences = _written(article, [units[i] for i in chosen], faithful=faithful)
        sizes = [count_words(sentence.text) for sentence in sentences]
        if length.max_words is None or sum(sizes) <= length.max_words:
            return sentences
        for i, size in zip(chosen, sizes, strict=True):
            sized[i] = replace(sized[i], size=max(sized[i].size, size))
    return _written(article, [units[i] for i in _choose(units, limit, length.max_words)], faithful=True)


def _distinct(units: Sequence[Unit]) -> list[Unit]:
    """Leave out what the article repeats word by word."""
    seen: set[frozenset[str]] = set()
    kept = []
    for unit in units:
        if not unit.words or unit.words not in seen:
            kept.append(unit)
        seen.add(unit.words)
    return kept


def _choose(units: Sequence[Unit], limit: int, word_limit: int | None) -> list[int]:
    """Choose units, ascending."""
    if word_limit is None:
        return sorted(place for place, _ in _ranked(units, range(len(units)), limit))
    fitting = [i for i, unit in enumerate(units) if unit.size <= word_limit]
    if not fitting:
        return [min(range(len(units)), key=lambda i: (units[i].size, -units[i].worth))]
    ranked = _ranked(units, fitting, len(fitting))
    worth = np.array([value for _, value in ranked])
    sizes = np.array([units[i].size for i, _ in ranked], dtype=np.int64)
    return sorted(ranked[k][0] for k in fill(worth, sizes, word_limit, limit))


def _ranked(units: Sequence[Unit], places: Sequence[int], limit: int) -> list[tuple[int, float]]:
    """Order units by what each adds to those before it, with its worth at its turn; earlier ones win ties."""
    left = {i: units[i].worth for i in places}
    heard: set[str] = set()
    ranked: list[tuple[int, float]] = []
    while left and len(ranked) < min(limit, _MAX_COMPARED):
        best = max(left, key=lambda i: left[i] * _novelty(units[i], heard))
        ranked.append((best, left.pop(best) * _novelty(units[best], heard)))
        heard |= units[best].words
    rest = sorted(left, key=lambda i: -left[i] * _novelty(units[i], heard))[: limit - len(ranked)]
    return ranked + [(i, left[i] * _novelty(units[i], heard)) for i in rest]


def _novelty(unit: Unit, heard: set[str]) -> float:
    return 1.0 - _REDUNDANCY_WEIGHT * len(unit.words & heard) / max(1, len(unit.words))


def _written(article: Article, units: Sequence[Unit], *, faithful: bool) -> tuple[SummarySentence, ...]:
    """Write the chosen units out, in a story whose sentences they are."""
    sentences = list(article.sentences or split_sentences(article.text))
    for unit in units:
        sentences[unit.place] = Sentence(unit.start, unit.end, unit.score)
    vectors = np.zeros((len(sentences), 1))
    known = _Known(article)
    story = Story(article.text, tuple(sentences), vectors, article.quotations, article.speakers, known)
    written = self_contained(story, [unit.place for unit in units], faithful=faithful)
    # Sentences that others gave may lie over one another, in any order.
    written = tuple(sorted(written, key=lambda sentence: sentence.start))
    return written if faithful else tuple(map(partial(_stopped, article.text), written))


class _Known:
    """Resolves the words at which a mention begins that the article has resolved already."""

    def __init__(self, article: Article) -> None:
        self._speakers = {mention.start: speaker for speaker in article.speakers for mention in speaker.mentions}

    def __call__(self, mentions: Sequence[Span]) -> tuple[Speaker | None, ...]:
        return tuple(self._speakers.get(mention.start) for mention in mentions)


def _stopped(text: str, sentence: SummarySentence) -> SummarySentence:
    """End words that have lost their cue in a full stop."""
    comma = _COMMA_IN_MARKS.search(sentence.text)
    if comma is None:
        return sentence
    at = text.rindex(",", sentence.start, sentence.end)
    edits = (*sentence.edits, Edit(at, at + 1, ".", "marks"))
    printed = f"{sentence.text[: comma.start()]}.{sentence.text[comma.end() :]}"
    return replace(sentence, text=printed, edits=tuple(sorted(edits)))
