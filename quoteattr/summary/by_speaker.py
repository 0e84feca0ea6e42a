"""What one speaker said, in short: the extractive summary restricted to the sentences that hold their quotations."""

import math
import re
from collections.abc import Sequence

import numpy as np

from quoteattr.errors import OptionError
from quoteattr.summary.balance import join_balanced
from quoteattr.summary.knapsack import fill
from quoteattr.summary.lookup import find_speaker
from quoteattr.summary.said import Unit, units_of
from quoteattr.summary.select import check_length
from quoteattr.types import Article, Edit, Speaker, Summary, SummarySentence

__all__ = ["summary_of"]

# Share of its worth that a sentence loses when better sentences have all its words already.
_REDUNDANCY_WEIGHT = 0.6
# Redundancy is weighed against this many sentences at most, which keeps time linear.
_MAX_COMPARED = 64
# What a speaker says ends in a comma before the cue, and in a full stop where the cue is left out.
_COMMA_IN_MARKS = re.compile(r",(?=[”\"’»']+\Z)")


def summary_of(
    article: Article,
    speaker: Speaker | str,
    *,
    max_sentences: int | None = None,
    max_words: int | None = None,
    ratio: float | None = None,
) -> Summary:
    """Sum up what one speaker said.

    Args:
        article: The article.
        speaker: One of its speakers; or an id, a name as people type it ("Burns", "ada burns"), an alias, an acronym.
        max_sentences: How many sentences; `None` means no limit of its own, and 3 when the others are `None` too.
        max_words: How many words at most; `None` means no limit.
        ratio: How much of the sentences that hold the speaker's words, above 0 and up to 1; the number is rounded up.
            `None` means no such limit.

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
    units = _distinct(units_of(article, find_speaker(article, speaker)))
    limit, word_limit = _limits(len(units), max_sentences, max_words, ratio)
    if not units:
        return Summary()
    sentences = _written(article, [units[i] for i in _choose(units, limit, word_limit)])
    return Summary(" ".join(sentence.text for sentence in sentences), sentences)


def _limits(
    units: int, max_sentences: int | None, max_words: int | None, ratio: float | None
) -> tuple[int, int | None]:
    """Return how many sentences are taken, and words at most."""
    share = units
    if ratio is not None:
        if isinstance(ratio, bool) or not isinstance(ratio, int | float) or not 0 < ratio <= 1:
            raise OptionError(
                f"a summary of ratio={ratio!r} was asked for; ratio is a number above 0 and up to 1, or None for no "
                "limit of its own: pass ratio=0.2 for a fifth of the sentences, for example"
            )
        share = math.ceil(ratio * units)
        max_sentences = max(1, units) if max_sentences is None else max_sentences
    count, words = check_length(max_sentences, max_words)
    return min(share, units if count is None else count), words


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


def _written(article: Article, units: Sequence[Unit]) -> tuple[SummarySentence, ...]:
    """Write the chosen units out."""
    text = article.text
    written = []
    for unit in units:
        printed = join_balanced(text, [unit]) or " ".join(text[unit.start : unit.end].split())
        comma = _COMMA_IN_MARKS.search(printed)
        edits: tuple[Edit, ...] = ()
        if comma:
            at = text.rindex(",", unit.start, unit.end)
            edits = (Edit(at, at + 1, ".", "marks"),)
            printed = f"{printed[: comma.start()]}.{printed[comma.end() :]}"
        written.append(SummarySentence(unit.start, unit.end, unit.score, printed, edits))
    return tuple(written)
