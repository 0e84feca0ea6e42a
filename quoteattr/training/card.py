"""The model card that goes with a checkpoint."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from quoteattr.evaluation.report import KINDS
from quoteattr.training.card_speakers import SpeakerScores, card_table, speaker_section
from quoteattr.training.record import RunRecord

__all__ = ["model_card"]

_HUB_ID = re.compile(r"[\w.-]+(?:/[\w.-]+)?")
_CARD = """---
{front}
---

# quoteattr: who said what in a news article

An encoder with three heads: tags of content, cue and source; links from content to cue and from cue to source; and
antecedents, which tell to whom a pronoun, a description or a quotation without a source refers.
Load it with `quoteattr.Pipeline.from_pretrained(folder)`.

- **Started from**: {base}.
- **Learned from**: {articles} annotated news articles: {data}.{coreference}
- **Chosen by**: F1 of quotations whose content overlaps by half and whose source is right{chosen}, on {held_out}
  articles that it did not learn from.
- **Left out**: quotations with a score under {min_score}, chosen on the same articles.
- **Time**: {time}.
- **Not for**: languages other than English, fiction, or any decision about a person without an editor who reads the
  article. Weaker on indirect speech than on direct, and on the usage of newspapers that it has not seen.

## Scores

In percent, on the {held_out} articles apart, with the least score above.

{scores}

{spans}
{calibration}{speakers}
## Training

{training}
"""


def model_card(
    records: Sequence[RunRecord],
    report: Mapping[str, Any],
    *,
    min_score: float,
    calibration: Mapping[str, Any] | None = None,
    speakers: SpeakerScores | None = None,
) -> str:
    """Return the text of a model card.

    Args:
        records: The runs behind the checkpoint: one, or those whose weights were averaged.
        report: Its scores on articles that it did not learn from, of `quoteattr.evaluation.score_attribution`.
        min_score: The score below which it leaves a quotation out.
        calibration: How far its scores can be trusted, of `quoteattr.evaluation.calibration_report`; `None` leaves
            that out.
        speakers: How well it resolves speakers; `None` leaves that out.

    Example:
        >>> from quoteattr.evaluation import score_attribution
        >>> run = RunRecord("base", "our own", "cc-by-4.0", 90, 10, {"seed": 1}, [{"epoch": 1, "seconds": 90.0}])
        >>> print(model_card([run], score_attribution({}, {}), min_score=0.5).partition("base")[0])
        ---
        language: en
        library_name: quoteattr
        license: cc-by-4.0
        <BLANKLINE>
    """
    first = records[0]
    licence = [f"license: {first.licence}"] if first.licence else []
    # The hub takes an id of its own there and refuses anything else.
    base = [f"base_model: {first.base}"] if _HUB_ID.fullmatch(first.base) else []
    return _CARD.format(
        front="\n".join(["language: en", "library_name: quoteattr", *licence, *base]),
        base=first.base,
        articles=first.articles,
        data=first.data.rstrip("."),
        coreference=_coreference(records),
        held_out=first.held_out,
        chosen=_CHOSEN if any("antecedents_right" in row for record in records for row in record.log) else "",
        min_score=f"{min_score:g}",
        time=_time(records),
        scores=_scores(report),
        spans=_spans(report),
        calibration=_calibration(calibration) if calibration else "",
        speakers=speaker_section(speakers),
        training="\n\n".join(_training(records)),
    )


_CHOSEN = ", and the share of right antecedents, each counting half"


def _coreference(records: Sequence[RunRecord]) -> str:
    """Return which texts with coreference the runs learned from; those of several runs each once."""
    names = dict.fromkeys(name for record in records for name in record.coreference)
    return f" Antecedents also from texts with coreference: {', '.join(names)}." if names else ""


def _time(records: Sequence[RunRecord]) -> str:
    times = [record.seconds for record in records if record.seconds is not None]
    if len(times) < len(records):
        return "not recorded"
    hours, minutes = divmod(round(sum(times) / 60), 60)
    threads = f", on {records[0].threads} threads" if records[0].threads else ""
    return f"{hours} h {minutes} min{threads}" + (f", for {len(records)} runs" if len(records) > 1 else "")


def _scores(report: Mapping[str, Any]) -> str:
    heads = ["kind", "quotations", "content, F1", "and source, P", "R", "F1", "exact content, F1"]
    rows = [
        [kind, r["n_gold"], r["detect"]["F1"], r["who"]["P"], r["who"]["R"], r["who"]["F1"], r["exact"]["F1"]]
        for kind, r in ((kind, report[kind]) for kind in KINDS)
    ]
    return card_table(heads, rows)


def _spans(report: Mapping[str, Any]) -> str:
    rows = [[part, score["P"], score["R"], score["F1"]] for part, score in report["spans"].items()]
    return card_table(["exact spans", "P", "R", "F1"], rows)


def _calibration(calibration: Mapping[str, Any]) -> str:
    precision = calibration["precision"]
    sentence = f"\nExpected calibration error of the scores, by cross-validation: {calibration['ece']:.3f}."
    if precision is not None:
        recall, precision = 100 * calibration["recall"], 100 * precision
        sentence += f" Precision at {recall:.0f} % recall: {precision:.1f} %."
    return sentence + "\n"


def _training(records: Sequence[RunRecord]) -> Iterable[str]:
    if len(records) > 1:
        shares = ", ".join(f"{record.share:.3g}" for record in records)
        yield f"The weights are the mean of {len(records)} runs from one start, with the shares {shares}."
    for number, record in enumerate(records, 1):
        options = ", ".join(f"{name} {value}" for name, value in record.options.items())
        run = f"Run {number}: quoteattr" if len(records) > 1 else "quoteattr"
        yield f"{run} {record.version}, {options}."
        if record.log:
            names = list(record.log[-1])
            yield card_table(names, [[_number(name, row.get(name)) for name in names] for row in record.log])


def _number(name: str, value: float | None) -> str:
    return "" if value is None else f"{value:.0f}" if name in ("epoch", "seconds") else f"{value:.4g}"
