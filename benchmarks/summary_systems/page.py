"""A page of summaries beside the key facts that they miss, for reading: the worst article first.

The page needs no script and no network; every character of an article is escaped.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from error_analysis.paint import escape
from error_analysis.shell import CLOSING, opening, table

from quoteattr.evaluation.spans import pairs
from quoteattr.evaluation.summary import coverage
from summary_systems.given import Given, Made

__all__ = ["Read", "render_summaries", "write_summary_page"]


@dataclass(frozen=True, slots=True)
class Read:
    """An article with its summaries.

    Args:
        given: The article.
        summaries: A summary by the name of its length.
    """

    given: Given
    summaries: Mapping[str, Made]

    def carries(self, made: Made, fact: Mapping[str, Any]) -> bool:
        """Tell whether a summary carries a fact."""
        return made.spans is not None and coverage(self.given.text, [{**fact, "weight": 1}], made.spans) > 0

    def shares(self) -> list[float]:
        """Return the coverage of each summary."""
        facts = self.given.record.get("facts") or ()
        return [coverage(self.given.text, facts, made.spans or ()) for made in self.summaries.values()]


def write_summary_page(path: Path, articles: Iterable[Read], *, made_by: Mapping[str, str]) -> None:
    """Write the page.

    Args:
        path: Where to.
        articles: The articles with the summaries to show.
        made_by: What made the summaries.
    """
    path.write_text("".join(render_summaries(list(articles), made_by=made_by)), encoding="utf-8")


def render_summaries(articles: Sequence[Read], *, made_by: Mapping[str, str]) -> Iterable[str]:
    """Yield the page in pieces.

    Args:
        articles: As for `write_summary_page`.
        made_by: As for `write_summary_page`.
    """
    yield opening("Summaries and the facts that they miss", made_by)
    yield "<main>\n"
    for article in sorted(articles, key=Read.shares):
        yield from _article(article)
    yield f"</main>\n{CLOSING}"


def _article(article: Read) -> Iterable[str]:
    record = article.given.record
    yield f"<article>\n<h3>{escape(str(record['id']))}</h3>\n<dl>\n"
    for (length, made), share in zip(article.summaries.items(), article.shares(), strict=True):
        title = f"{length}, {share:.0%}" if record.get("facts") else length
        yield f"<dt>{escape(title)}</dt><dd>{escape(made.text)}</dd>\n"
    if record.get("summary"):
        yield f"<dt>reference</dt><dd>{escape(record['summary'])}</dd>\n"
    yield "</dl>\n"
    if record.get("facts"):
        yield table("", "", ["weight", "fact", *article.summaries, "stated by"], _facts(article))
    yield "</article>\n"


def _facts(article: Read) -> Iterable[list[object]]:
    for fact in sorted(article.given.record["facts"], key=lambda fact: -fact["weight"]):
        carried = ["yes" if article.carries(made, fact) else "missed" for made in article.summaries.values()]
        stated = " / ".join(article.given.text[start:end] for start, end in pairs(fact["support"]))
        yield [fact["weight"], fact.get("text", ""), *carried, stated]
