"""Score extractive summaries by the key facts that they carry."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from typing import Any

from quoteattr.evaluation.spans import Letters, Pair, letters, pairs

__all__ = [
    "LENGTHS",
    "Rouge",
    "carried_facts",
    "coverage",
    "load_rouge",
    "score_summaries",
    "score_summary",
    "summary_report",
]

Rouge = Callable[[str, str], Mapping[str, float]]
"""From a reference and a summary to F1 by name."""

# Share of a supporting sentence's letters from which a summary carries its fact, and the weight of the facts that no
# summary should miss.
_CARRIED, _MUST = 0.7, 3
LENGTHS = ("words", "sentences")
"""The numbers of a summary that are no shares."""


def carried_facts(text: str, facts: Sequence[Mapping[str, Any]], chosen: Iterable[Pair]) -> list[bool]:
    """Tell for each fact whether the chosen sentences carry it: most of the letters of one of its supporting sentences.

    Args:
        text: The article's text.
        facts: `{"support"}` each; every span of `support` states the fact alone.
        chosen: Half-open code-point offsets of the chosen sentences.

    Example:
        >>> carried_facts("It fell. Why?", [{"support": [[0, 8]]}, {"support": [[9, 13]]}], [(0, 8)])
        [True, False]
    """
    return _carried(_supports(text, facts), letters(text, chosen))


def coverage(text: str, facts: Sequence[Mapping[str, Any]], chosen: Iterable[Pair]) -> float:
    """Return the weight of the facts that the chosen sentences carry, as a share of the weight of all.

    Args:
        text: The article's text.
        facts: `{"weight", "support"}` each; every span of `support` states the fact alone.
        chosen: Half-open code-point offsets of the summary's sentences.

    Returns:
        From 0 to 1; 0 when there are no facts.

    Example:
        >>> facts = [{"weight": 3, "support": [[0, 16]]}, {"weight": 1, "support": [[17, 29]]}]
        >>> coverage("The bridge fell. Cars waited.", facts, [(0, 16)])
        0.75
    """
    return _share(facts, _carried(_supports(text, facts), letters(text, chosen)))


def score_summary(
    gold: Mapping[str, Any], predicted: Mapping[str, Any] | None, *, rouge: Rouge | None = None
) -> dict[str, float]:
    """Score the summary of one article.

    Args:
        gold: A record with `text`, and `facts` or a reference `summary` or both.
        predicted: A record with `summary`: `{"text", "sentences"}`; `None` counts as an empty summary.
        rouge: Scores the summary's text against the reference; `None` leaves that out.

    Returns:
        `words` and `sentences`; with facts `coverage`, `of_best` (coverage as a share of what as many sentences can
        reach) and, when some fact has the greatest weight, `must` (the share of these that is carried); with `rouge`
        its numbers. Shares are from 0 to 1.

    Example:
        >>> gold = {"text": "The bridge fell. Cars waited.", "facts": [{"weight": 3, "support": [[0, 16]]}]}
        >>> score_summary(gold, {"summary": {"text": "Cars waited.", "sentences": [[17, 29]]}})
        {'words': 2, 'sentences': 1, 'coverage': 0.0, 'of_best': 0.0, 'must': 0.0}
    """
    summary = (predicted or {}).get("summary") or {"text": "", "sentences": ()}
    chosen, text, facts = pairs(summary.get("sentences")), gold["text"], gold.get("facts") or ()
    row: dict[str, float] = {"words": len(re.findall(r"\w+", summary["text"])), "sentences": len(chosen)}
    if facts:
        supports = _supports(text, facts)
        carried = _carried(supports, letters(text, chosen))
        best = _best(text, facts, supports, max(1, len(chosen)))
        row["coverage"] = _share(facts, carried)
        row["of_best"] = row["coverage"] / best if best else 0.0
        must = [found for fact, found in zip(facts, carried, strict=True) if fact["weight"] == _MUST]
        row |= {"must": sum(must) / len(must)} if must else {}
    if rouge and gold.get("summary"):
        row |= rouge(gold["summary"], summary["text"])
    return row


def summary_report(rows: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Average the scores of summaries: percentages with one decimal, lengths as they are.

    Args:
        rows: What `score_summary` returned for each article; a number is averaged over those that have it.

    Example:
        >>> summary_report([{"words": 20, "coverage": 0.5}, {"words": 31}])
        {'coverage': 50.0, 'words': 25.5, 'articles': 2}
    """
    report: dict[str, float] = {}
    for name in sorted({name for row in rows for name in row}):
        values = [row[name] for row in rows if name in row]
        report[name] = round(sum(values) / len(values) * (1 if name in LENGTHS else 100), 1)
    return report | {"articles": len(rows)}


def score_summaries(
    gold: Mapping[Any, Mapping[str, Any]], predicted: Mapping[Any, Mapping[str, Any]], *, rouge: Rouge | None = None
) -> dict[str, float]:
    """Score the summaries of many articles.

    Args:
        gold: Gold records by id.
        predicted: Predicted records by id; a missing one counts as an empty summary.
        rouge: As in `score_summary`.

    Example:
        >>> score_summaries({}, {})
        {'articles': 0}
    """
    return summary_report([score_summary(record, predicted.get(key), rouge=rouge) for key, record in gold.items()])


def load_rouge() -> Rouge | None:
    """Return ROUGE-1, -2 and -L (F1, stemmed) by the `rouge-score` package, or `None` where it is not installed.

    (Lin, ROUGE: A Package for Automatic Evaluation of Summaries, 2004.)

    Example:
        >>> rouge = load_rouge()
        >>> rouge is None or rouge("The bridge reopens.", "The bridge reopens.")["rouge1"] == 1
        True
    """
    try:
        rouge_scorer = import_module("rouge_score.rouge_scorer")
    except ImportError:
        return None
    scorer = rouge_scorer.RougeScorer(["rouge1", "rouge2", "rougeL"], use_stemmer=True)

    def rouge(reference: str, summary: str) -> Mapping[str, float]:
        return {name: score.fmeasure for name, score in scorer.score(reference, summary).items()}

    return rouge


def _supports(text: str, facts: Iterable[Mapping[str, Any]]) -> list[list[Letters]]:
    return [[letters(text, [span]) for span in pairs(fact["support"])] for fact in facts]


def _carried(supports: Iterable[Sequence[Letters]], chosen: Letters) -> list[bool]:
    """Tell for each fact whether the chosen letters hold enough of one of its supporting sentences."""
    return [any(one and len(one & chosen) >= _CARRIED * len(one) for one in support) for support in supports]


def _share(facts: Sequence[Mapping[str, Any]], carried: Iterable[bool]) -> float:
    total = sum(fact["weight"] for fact in facts)
    found = sum(fact["weight"] for fact, is_carried in zip(facts, carried, strict=True) if is_carried)
    return found / total if total else 0.0


def _best(text: str, facts: Sequence[Mapping[str, Any]], supports: Sequence[Sequence[Letters]], size: int) -> float:
    """Return the coverage of the best sentences, added greedily: the most gain first, then the earliest."""
    pool = {span: letters(text, [span]) for fact in facts for span in pairs(fact["support"])}
    have: Letters = frozenset()
    reached = 0.0
    for _ in range(min(size, len(pool))):
        reached, _, span = max(
            (_share(facts, _carried(supports, have | found)), -span[0], span) for span, found in pool.items()
        )
        have |= pool.pop(span)
    return reached
