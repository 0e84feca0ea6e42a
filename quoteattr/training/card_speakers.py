"""What a model card says about speakers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import fill
from typing import Any

from quoteattr.evaluation.gap import GENDERS
from quoteattr.evaluation.resolution import FAIRNESS

__all__ = ["SpeakerScores", "card_table", "speaker_section"]

Report = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SpeakerScores:
    """How well a checkpoint resolves speakers.

    Args:
        articles: Number of articles apart that say who their speakers are.
        resolution: What `quoteattr.evaluation.score_resolution` says of their quotations when these are given; `None`
            without such articles.
        gap: What `quoteattr.evaluation.gap_report` says; `None` when GAP was not asked.
        error: Expected calibration error of the speakers' scores, by cross-validation; `None` when not measured.
    """

    articles: int = 0
    resolution: Report | None = None
    gap: Report | None = None
    error: float | None = None


def speaker_section(scores: SpeakerScores | None) -> str:
    """Return the section on speakers; "" when nothing was measured.

    Args:
        scores: The scores; `None` for none.

    Example:
        >>> speaker_section(SpeakerScores())
        ''
    """
    parts = list(_parts(scores)) if scores is not None else []
    return "\n".join(["", "## Speakers", *(f"\n{part}" for part in parts), ""]) if parts else ""


def _parts(scores: SpeakerScores) -> Iterator[str]:
    if scores.resolution is not None:
        yield fill(
            f"In percent, on the quotations of {scores.articles} articles apart. Content, cue and source are given, so "
            "that only the resolution is measured; a full name is the fullest one in the article, and roles are those "
            "of rightly resolved speakers.",
            width=120,
        )
        yield card_table(["share right", "asked", "%"], _rates(scores.resolution))
    if scores.resolution is not None or scores.gap is not None:
        yield "Pronouns side by side:"
        yield card_table(["", "asked", "right, %", "F1"], _pronouns(scores))
    if scores.error is not None:
        yield f"Expected calibration error of the speakers' scores, by cross-validation: {scores.error:.3f}."


_RATES = {"speaker": "n", "full_name": "n", "pronoun": "n_pronoun", "role": "n_role"}


def _rates(report: Report) -> Iterator[list[Any]]:
    for rate, size in _RATES.items():
        yield [rate.replace("_", " "), report[size], _show(report[rate])]


def _pronouns(scores: SpeakerScores) -> Iterator[list[Any]]:
    if scores.resolution is not None:
        fairness = scores.resolution["fairness"]
        for pronoun in FAIRNESS:
            yield [f"articles: {pronoun}", fairness[f"n_{pronoun}"], _show(fairness[pronoun]), ""]
        yield ["articles: he minus she, points", "", _show(fairness["gap"], signed=True), ""]
    if scores.gap is not None:
        for group in ("overall", *GENDERS):
            numbers = scores.gap[group]
            name = f"GAP: {GENDERS.get(group, group)}"
            yield [name, numbers["n"], _show(numbers["accuracy"]), _show(numbers["F1"])]
        yield ["GAP: he minus she, points", "", "", _show(scores.gap["gap"], signed=True)]


def _show(number: float | None, *, signed: bool = False) -> str:
    return "-" if number is None else f"{number:+.1f}" if signed else f"{number:.1f}"


def card_table(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Return a table in Markdown, numbers to the right.

    Args:
        heads: Heads of the columns.
        rows: The rows.

    Example:
        >>> print(card_table(["kind", "F1"], [["direct", 90.1]]))
        | kind | F1 |
        | --- | ---: |
        | direct | 90.1 |
    """
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)], *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)
