"""Score annotated documents with the definitions of the project's own benchmark."""

from collections.abc import Iterable
from typing import Any

from spacy.training import Example

from quoteattr.evaluation.attribution import ATTRIBUTION_METRICS, count_article
from quoteattr.evaluation.report import KINDS, attribution_report
from quoteattr.integrations.spacy.reading import article_of

__all__ = ["score_quotations"]


def score_quotations(examples: Iterable[Example], **_: Any) -> dict[str, Any]:
    """Score documents against gold ones; `nlp.evaluate` calls this.

    Args:
        examples: Their references are gold documents, made by `annotate_doc`. One that carries no article is left out.

    Returns:
        `quotations_exact_p`, `_r` and `_f`, and likewise of `detect`, `who`, `speaker` and `speaker_full`, from 0 to 1;
        `quotations_per_kind`, with `p`, `r` and `f` of `detect` by kind; and `quotations_report`, the whole report of
        `quoteattr.evaluation.attribution_report`, in percent. Nothing when no reference carries an article.

    Example:
        >>> import spacy
        >>> from spacy.training import Example
        >>> from quoteattr import Article, Quotation, Span
        >>> from quoteattr.integrations.spacy import annotate_doc
        >>> nlp = spacy.blank("en")
        >>> component = nlp.add_pipe("quoteattr")
        >>> said = Quotation("q1", "direct", content=(Span(0, 13),), cue=(Span(14, 18),), source=(Span(19, 22),))
        >>> gold = Article("“It is safe,” said Ada.", quotations=(said,))
        >>> reference = annotate_doc(nlp.make_doc(gold.text), gold)
        >>> nlp.evaluate([Example(nlp.make_doc(gold.text), reference)])["quotations_who_f"]
        1.0
    """
    counts = []
    for example in examples:
        gold, predicted = article_of(example.reference), article_of(example.predicted)
        if gold is not None:
            counts.append(count_article(gold.to_dict(), predicted.to_dict() if predicted else None))
    if not counts:
        return {}
    report = attribution_report(counts)
    scores: dict[str, Any] = {
        f"quotations_{metric}_{end}": share
        for metric in ATTRIBUTION_METRICS
        for end, share in _shares(report["all"][metric]).items()
    }
    scores["quotations_per_kind"] = {kind: _shares(report[kind]["detect"]) for kind in KINDS if kind != "all"}
    scores["quotations_report"] = report
    return scores


def _shares(percent: dict[str, float]) -> dict[str, float]:
    return {end: percent[name] / 100 for end, name in (("p", "P"), ("r", "R"), ("f", "F1"))}
