"""A system that sums up, and the time that it takes."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from quoteattr.evaluation import score_summary
from quoteattr.evaluation.summary import Rouge
from summary_systems.given import ASKED, Given, Length, Made, extract, fill

__all__ = ["Prepared", "Result", "System", "ranking", "run_system", "system"]


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a system knows of an article before it is asked for a length.

    Args:
        value: Whatever it needs.
        seconds: Processor seconds that this took and that count as summing up.
        before: Processor seconds of work that serves other ends as well; `None` where there is none.
    """

    value: Any
    seconds: float
    before: float | None = None


@dataclass(frozen=True, slots=True)
class System:
    """A way to sum up.

    Args:
        name: What tables call it.
        prepare: What is done once for an article, whatever the length.
        make: Makes the summaries of a length: one, several that were drawn at random and count by their mean, or none
            where the system has none of this length.
        timed: Whether its time says anything: that of one which is told the answer does not.
    """

    name: str
    prepare: Callable[[Given], Prepared]
    make: Callable[[Given, Any, Length], Sequence[Made]]
    timed: bool = True


@dataclass(frozen=True, slots=True)
class Result:
    """The scores of a system, article by article.

    Args:
        name: The system's name.
        rows: What `score_summary` returned for each article, by the name of the length.
        seconds: Processor seconds of each article, by the name of the length; empty where they say nothing.
        before: Processor seconds of each article for the analysis that the summary stands on.
    """

    name: str
    rows: dict[str, list[dict[str, float]]] = field(default_factory=dict)
    seconds: dict[str, list[float]] = field(default_factory=dict)
    before: list[float] = field(default_factory=list)


def system(
    name: str,
    make: Callable[[Given, Any, Length], Sequence[Made]],
    *,
    prepare: Callable[[Given], Any] = lambda _: None,
    is_timed: bool = True,
) -> System:
    """Make a system whose whole work is summing up.

    Args:
        name: What tables call it.
        make: Makes the summaries of a length from what `prepare` returned.
        prepare: What is done once for an article.
        is_timed: Whether its time says anything.
    """

    def timed(given: Given) -> Prepared:
        started = time.process_time()
        value = prepare(given)
        return Prepared(value, time.process_time() - started)

    return System(name, timed, make, is_timed)


def ranking(name: str, rank: Callable[[Given], Iterable[int]]) -> System:
    """Make a system of an order of an article's sentences, the best first.

    Args:
        name: What tables call it.
        rank: Returns places in `Given.sentences`.
    """

    def make(given: Given, order: list[int], length: Length) -> Sequence[Made]:
        return [extract(given, fill(order, given.words, length))]

    return system(name, make, prepare=lambda given: list(rank(given)))


def run_system(one: System, given: Given, result: Result, rouge: Rouge | None) -> dict[str, Made]:
    """Let a system sum up an article at every length, and add the scores to its result.

    Args:
        one: The system.
        given: The article.
        result: What gets the scores.
        rouge: Scores against the reference; `None` leaves that out.

    Returns:
        The summary of each length that the system has, the first where it drew several.
    """
    prepared = one.prepare(given)
    summaries: dict[str, Made] = {}
    for length in ASKED:
        started = time.process_time()
        made = one.make(given, prepared.value, length)
        if made:
            spent = prepared.seconds + (time.process_time() - started) / len(made)
            if one.timed:
                result.seconds.setdefault(length.name, []).append(spent)
            summaries[length.name] = made[0]
            result.rows.setdefault(length.name, []).append(_mean([_score(given.record, m, rouge) for m in made]))
    if prepared.before is not None:
        result.before.append(prepared.before)
    return summaries


def _score(record: Mapping[str, Any], made: Made, rouge: Rouge | None) -> dict[str, float]:
    gold = record if made.spans is not None else {**record, "facts": ()}
    row = score_summary(gold, {"summary": {"text": made.text, "sentences": list(made.spans or ())}}, rouge=rouge)
    if made.spans is None:
        del row["sentences"]
    elif made.sentences not in {None, len(made.spans)}:
        # A ceiling for as many stretches would be none for as many sentences.
        row.pop("of_best", None)
        row["sentences"] = float(made.sentences or 0)
    return row | dict(made.shares or {})


def _mean(rows: Sequence[Mapping[str, float]]) -> dict[str, float]:
    return {name: sum(row[name] for row in rows) / len(rows) for name in rows[0]}
