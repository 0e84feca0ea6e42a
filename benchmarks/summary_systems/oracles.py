"""What a choice of sentences could reach, told the answer: by the key facts, by ROUGE, and by an annotator's choice."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from importlib import import_module
from itertools import pairwise
from typing import Any

from quoteattr.evaluation.spans import pairs
from quoteattr.evaluation.summary import coverage
from summary_systems.given import Given, Length, Made, extract
from summary_systems.system import System, system

__all__ = ["facts_oracle", "gold_extract", "rouge_oracle"]

Worth = Callable[[Sequence[int]], float]
"""What chosen sentences reach."""


def gold_extract() -> System:
    """Return the sentences that the annotator chose as the best three."""

    def make(given: Given, _: Any, length: Length) -> Sequence[Made]:
        if length.max_sentences is None:
            return []
        chosen = pairs(given.record["extract"])
        return [Made(" ".join(given.text[start:end] for start, end in chosen), tuple(chosen))]

    return system("annotator's choice", make, is_timed=False)


def facts_oracle() -> System:
    """Return the greedy oracle of key facts: it knows them, and takes the sentence that gains most weight."""

    def make(given: Given, _: Any, length: Length) -> Sequence[Made]:
        facts = given.record["facts"]
        supports = [span for fact in facts for span in pairs(fact["support"])]
        pool = [
            place
            for place, sentence in enumerate(given.sentences)
            if any(start < sentence.end and sentence.start < end for start, end in supports)
        ]
        return [extract(given, _greedy(partial(_coverage, given, facts), pool, given.words, length))]

    return system("oracle (key facts)", make, is_timed=False)


def rouge_oracle() -> System | None:
    """Return the greedy oracle of ROUGE-1 and -2 against the reference, or `None` without `rouge-score`.

    (Nallapati, Zhai and Zhou, SummaRuNNer, 2017, choose the labels of CNN/DailyMail in this way.)
    """
    try:
        tokenize = import_module("rouge_score.tokenizers").DefaultTokenizer(use_stemmer=True).tokenize
    except ImportError:
        return None

    def make(given: Given, _: Any, length: Length) -> Sequence[Made]:
        reference = _grams(tokenize(given.record["summary"]))
        grams = [_grams(tokenize(text)) for text in given.texts]
        worth = partial(_overlap, reference, grams)
        return [extract(given, _greedy(worth, range(len(given.sentences)), given.words, length))]

    return system("oracle (ROUGE)", make, is_timed=False)


def _greedy(worth: Worth, pool: Iterable[int], words: Sequence[int], length: Length) -> list[int]:
    """Add the sentence that gains most while one gains; with a limit of words also the most for its words.

    The better of both ways is taken. (Khuller, Moss and Naor, The budgeted maximum coverage problem, 1999.)
    """
    places = list(pool)
    ways = [[1] * len(words)] if length.max_words is None else [[1] * len(words), words]
    found = [_added(worth, places, words, length, costs) for costs in ways]
    return sorted(max(found, key=worth))


def _added(
    worth: Worth, places: Sequence[int], words: Sequence[int], length: Length, costs: Sequence[int]
) -> list[int]:
    chosen: list[int] = []
    reached = 0.0
    while length.max_sentences is None or len(chosen) < length.max_sentences:
        left = None if length.max_words is None else length.max_words - sum(words[place] for place in chosen)
        options = [p for p in places if p not in chosen and (left is None or words[p] <= left)]
        gains = {p: (worth([*chosen, p]) - reached) / max(1, costs[p]) for p in options}
        best = max(gains, key=lambda p: (gains[p], -p), default=None)
        if best is None or gains[best] <= 0:
            break
        chosen.append(best)
        reached = worth(chosen)
    return chosen


def _coverage(given: Given, facts: Sequence[Mapping[str, Any]], chosen: Sequence[int]) -> float:
    return coverage(given.text, facts, [(given.sentences[p].start, given.sentences[p].end) for p in chosen])


Grams = tuple[Counter[Any], Counter[Any]]


def _grams(tokens: Sequence[str]) -> Grams:
    return Counter(tokens), Counter(pairwise(tokens))


def _overlap(reference: Grams, grams: Sequence[Grams], chosen: Sequence[int]) -> float:
    """Return the sum of both F1; pairs of words across sentences are not counted."""
    total = 0.0
    for n, wanted in enumerate(reference):
        have: Counter[Any] = Counter()
        for place in chosen:
            have.update(grams[place][n])
        sizes = wanted.total() + have.total()
        total += 2 * (wanted & have).total() / sizes if sizes else 0.0
    return total
