"""Pure functions from gold and predicted records to numbers."""

from quoteattr.evaluation.attribution import count_article
from quoteattr.evaluation.bootstrap import bootstrap_intervals
from quoteattr.evaluation.calibration import (
    calibration_report,
    calibration_table,
    expected_calibration_error,
    judge_article,
    precision_at_recall,
    ranking_quality,
    reliability_bins,
    risk_coverage,
    scored_quotations,
)
from quoteattr.evaluation.records import read_gold, read_predictions
from quoteattr.evaluation.report import attribution_report, flatten, score_attribution
from quoteattr.evaluation.summary import load_rouge, score_summaries, score_summary, summary_report
from quoteattr.evaluation.table import attribution_table, summary_table

__all__ = [
    "attribution_report",
    "attribution_table",
    "bootstrap_intervals",
    "calibration_report",
    "calibration_table",
    "count_article",
    "expected_calibration_error",
    "flatten",
    "judge_article",
    "load_rouge",
    "precision_at_recall",
    "ranking_quality",
    "read_gold",
    "read_predictions",
    "reliability_bins",
    "risk_coverage",
    "score_attribution",
    "score_summaries",
    "score_summary",
    "scored_quotations",
    "summary_report",
    "summary_table",
]
