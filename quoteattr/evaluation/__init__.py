"""Pure functions from gold and predicted records to numbers."""

from quoteattr.evaluation.attribution import count_article
from quoteattr.evaluation.bootstrap import bootstrap_intervals
from quoteattr.evaluation.calibration import (
    calibration_report,
    expected_calibration_error,
    judge_article,
    precision_at_recall,
    ranking_quality,
    reliability_bins,
    reliability_report,
    risk_coverage,
    scored_quotations,
)
from quoteattr.evaluation.gap import (
    GapDecision,
    GapItem,
    count_gap,
    gap_report,
    named_by,
    read_gap,
    score_gap,
)
from quoteattr.evaluation.given import given_quotations
from quoteattr.evaluation.records import read_gold, read_predictions
from quoteattr.evaluation.report import attribution_report, flatten, score_attribution
from quoteattr.evaluation.resolution import (
    Resolution,
    count_resolution,
    match_speakers,
    resolution_report,
    score_resolution,
)
from quoteattr.evaluation.speaker_table import gap_table, resolution_table
from quoteattr.evaluation.summary import (
    carried_facts,
    coverage,
    load_rouge,
    score_summaries,
    score_summary,
    summary_report,
)
from quoteattr.evaluation.table import attribution_table, calibration_table, summary_table

__all__ = [
    "GapDecision",
    "GapItem",
    "Resolution",
    "attribution_report",
    "attribution_table",
    "bootstrap_intervals",
    "calibration_report",
    "calibration_table",
    "carried_facts",
    "count_article",
    "count_gap",
    "count_resolution",
    "coverage",
    "expected_calibration_error",
    "flatten",
    "gap_report",
    "gap_table",
    "given_quotations",
    "judge_article",
    "load_rouge",
    "match_speakers",
    "named_by",
    "precision_at_recall",
    "ranking_quality",
    "read_gap",
    "read_gold",
    "read_predictions",
    "reliability_bins",
    "reliability_report",
    "resolution_report",
    "resolution_table",
    "risk_coverage",
    "score_attribution",
    "score_gap",
    "score_resolution",
    "score_summaries",
    "score_summary",
    "scored_quotations",
    "summary_report",
    "summary_table",
]
