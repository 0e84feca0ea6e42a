"""Count errors, and choose the articles that are worth a look."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from error_analysis.classify import COSTLY, Error
from quoteattr.evaluation.spans import pairs

__all__ = ["Judged", "by_class_and_kind", "by_cue", "worst_first"]


@dataclass(frozen=True, slots=True)
class Judged:
    """An article with what is wrong in it.

    Args:
        key: Its id.
        gold: Its gold record.
        predicted: Its predicted record; empty where there is none.
        errors: What is wrong, in the order of the text.
    """

    key: Any
    gold: Mapping[str, Any]
    predicted: Mapping[str, Any]
    errors: Sequence[Error]

    @property
    def costly(self) -> int:
        """How many errors lower the F1 of "who"."""
        return sum(error.label in COSTLY for error in self.errors)

    def cue(self, side: str, place: int) -> str:
        """Return the cue of a quotation of the "gold" or "predicted" side, on one line, in lower case."""
        said = getattr(self, side)["quotations"][place]
        words = " … ".join(self.gold["text"][start:end] for start, end in pairs(said.get("cue")))
        return " ".join(words.casefold().split()) or "(no cue)"


def worst_first(articles: Iterable[Judged]) -> list[Judged]:
    """Order articles by how many costly errors they have, then by how many errors of any class."""
    return sorted(articles, key=lambda article: (-article.costly, -len(article.errors), str(article.key)))


def by_class_and_kind(articles: Iterable[Judged]) -> Counter[tuple[str, str]]:
    """Count errors by class and kind."""
    return Counter((error.label, error.kind) for article in articles for error in article.errors)


def by_cue(articles: Iterable[Judged], label: str) -> list[tuple[str, int, int]]:
    """Return the cues whose quotations have errors of a class, the most first.

    Args:
        articles: The articles.
        label: A class whose errors lie on the gold side, or "spurious".

    Returns:
        The cue, how many quotations with it have that error, and how many quotations with it there are on that side.
    """
    side = "predicted" if label == "spurious" else "gold"
    wrong: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for article in articles:
        every.update(article.cue(side, place) for place in range(len(getattr(article, side).get("quotations") or ())))
        wrong.update(
            article.cue(side, place)
            for error in article.errors
            if error.label == label
            for place in getattr(error, side)
        )
    return [(cue, count, every[cue]) for cue, count in wrong.most_common()]
