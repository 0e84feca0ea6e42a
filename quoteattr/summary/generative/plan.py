"""What of an article a model is given to read, when it cannot be given all of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from quoteattr.summary.generative.parts import divide
from quoteattr.summary.knapsack import fill
from quoteattr.summary.layout import Layout, read_layout
from quoteattr.types import Article, Sentence

__all__ = ["Part", "Plan", "PlanKind", "Strategy", "make_plan"]

Strategy = Literal["select", "map-reduce"]
PlanKind = Literal["whole", "select", "map-reduce"]
Count = Callable[[Sequence[str]], Sequence[int]]

# The headline is read first of all, unless it takes more than this share of the budget.
_HEADLINE_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an article that a model reads at a time.

    Args:
        text: Its sentences, joined.
        sentences: Its sentences, in article order.
        tokens: Tokens of the text.

    Example:
        >>> Part("It rained.", (Sentence(0, 10),), tokens=2).tokens
        2
    """

    text: str
    sentences: tuple[Sentence, ...]
    tokens: int


@dataclass(frozen=True, slots=True)
class Plan:
    """How an article is read by a model.

    Bylines, links and other furniture of the page are never given to a model, and do not count as left out.

    Args:
        kind: `whole`, `select` (the most salient sentences that fit) or `map-reduce` (a summary of each part, and then
            a summary of these).
        parts: What is read, one part at a time; none if not one sentence fits.
        left_out: Sentences of the story that are not read.
        budget: Tokens that a part may have.

    Example:
        >>> plan = make_plan(Article("It rained. It stopped.", sentences=(Sentence(0, 10), Sentence(11, 22))),
        ...                  count=lambda texts: [len(t.split()) for t in texts], budget=3)
        >>> plan.kind, plan.parts[0].text
        ('select', 'It rained.')
        >>> plan.warnings
        ("the model read 1 of the article's 2 sentences: the others do not fit into its 3 tokens for an article",)
    """

    kind: PlanKind
    parts: tuple[Part, ...]
    left_out: tuple[Sentence, ...]
    budget: int

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a careful user should know: how much of the article was not read."""
        if not self.left_out:
            return ()
        read = sum(len(part.sentences) for part in self.parts)
        told = (
            f"the model read {read} of the article's {read + len(self.left_out)} sentences: the others do not fit into "
            f"its {self.budget} tokens for an article"
        )
        return (told,)


def make_plan(
    article: Article, *, count: Count, budget: int, strategy: Strategy = "select", max_parts: int = 1
) -> Plan:
    """Plan how an article is read.

    Args:
        article: An annotated article.
        count: Returns the tokens of each text.
        budget: Tokens that a part may have.
        strategy: What to do with an article that does not fit.
        max_parts: Into how many parts "map-reduce" may divide it; the most salient sentences that fit into so many
            parts are read.
    """
    layout = read_layout(article.text, article.sentences)
    kept = [i for i in range(len(article.sentences)) if not layout.furniture[i]] or list(range(len(article.sentences)))
    reading = _Reading(article, layout, count, kept)
    if reading.fits(kept, budget):
        return _plan("whole", reading, [kept] if kept else [], budget)
    groups: list[list[int]] = []
    if strategy == "map-reduce" and max_parts > 1:
        groups = _groups(reading, budget, max_parts)
    if len(groups) > 1:
        return _plan("map-reduce", reading, groups, budget)
    chosen = _choose(reading, budget)
    return _plan("select", reading, [chosen] if chosen else [], budget)


class _Reading:
    """An article with the tokens and the worth of its sentences."""

    def __init__(self, article: Article, layout: Layout, count: Count, kept: Sequence[int]) -> None:
        self.article, self.layout, self.count, self.kept = article, layout, count, list(kept)
        texts = [self.sentence(i) for i in kept]
        # One token more for what joins it to the next.
        self.tokens = dict(zip(kept, (n + 1 for n in count(texts)), strict=True)) if texts else {}
        scores = [article.sentences[i].score for i in kept]
        scored = any(scores)
        # Without scores the beginning is the best guess.
        self.worth = {
            i: (s or 0.0) if scored else 1.0 / (1 + n) for n, (i, s) in enumerate(zip(kept, scores, strict=True))
        }

    def sentence(self, i: int) -> str:
        span = self.article.sentences[i]
        return " ".join(self.article.text[span.start : span.end].split())

    def text(self, places: Sequence[int]) -> str:
        """Join sentences, a line a paragraph."""
        lines: dict[int, list[str]] = {}
        for i in places:
            lines.setdefault(int(self.layout.paragraph[i]), []).append(self.sentence(i))
        return "\n".join(" ".join(line) for line in lines.values())

    def total(self, places: Sequence[int]) -> int:
        return sum(self.tokens[i] for i in places)

    def part(self, places: Sequence[int]) -> Part:
        text = self.text(places)
        return Part(text, tuple(self.article.sentences[i] for i in places), int(self.count([text])[0]))

    def fits(self, places: Sequence[int], budget: int) -> bool:
        """Tell whether sentences fit; the text that they make is counted only when it is about as long as allowed."""
        total = self.total(places)
        return total <= 1.2 * budget and (not places or self.part(places).tokens <= budget)

    @property
    def headline(self) -> int | None:
        """The first sentence, if it is a headline."""
        return next((i for i in self.kept[:1] if self.layout.heading[i]), None)


def _choose(reading: _Reading, budget: int) -> list[int]:
    """Choose the sentences of the greatest worth that fit, the headline first of all."""
    first = reading.headline
    chosen = [first] if first is not None and reading.tokens[first] <= _HEADLINE_SHARE * budget else []
    left = budget - reading.total(chosen)
    rest = [i for i in reading.kept if i not in chosen and reading.tokens[i] <= left]
    rest.sort(key=lambda i: -reading.worth[i])
    if rest:
        worth = np.array([reading.worth[i] for i in rest])
        sizes: NDArray[np.int64] = np.array([reading.tokens[i] for i in rest], dtype=np.int64)
        chosen += [rest[n] for n in fill(worth, sizes, left, len(rest))]
    chosen.sort()
    # Words may take more tokens beside each other than alone.
    while chosen and reading.part(chosen).tokens > budget:
        chosen.remove(min(chosen, key=lambda i: (reading.worth[i], -i)))
    return chosen


def _groups(reading: _Reading, budget: int, max_parts: int) -> list[list[int]]:
    """Divide the article into parts, without its least salient sentences if need be."""
    capacity = budget * max_parts
    while True:
        places = _most_salient(reading, [i for i in reading.kept if reading.tokens[i] <= budget], capacity)
        groups = divide([reading.tokens[i] for i in places], budget)
        if len(groups) <= max_parts:
            return [[places[n] for n in group] for group in groups]
        capacity = capacity * 9 // 10


def _most_salient(reading: _Reading, places: Sequence[int], capacity: int) -> list[int]:
    """Take the sentences of the greatest worth that all parts together can hold."""
    chosen: list[int] = []
    for i in sorted(places, key=lambda i: -reading.worth[i]):
        if reading.tokens[i] <= capacity:
            chosen.append(i)
            capacity -= reading.tokens[i]
    return sorted(chosen)


def _plan(kind: PlanKind, reading: _Reading, groups: Sequence[Sequence[int]], budget: int) -> Plan:
    read = {i for group in groups for i in group}
    left_out = tuple(reading.article.sentences[i] for i in reading.kept if i not in read)
    return Plan(kind, tuple(reading.part(group) for group in groups), left_out, budget)
