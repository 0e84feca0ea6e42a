"""Pure functions from gold and predicted records to numbers."""

from quoteattr.evaluation.attribution import count_article
from quoteattr.evaluation.bootstrap import bootstrap_intervals
from quoteattr.evaluation.records import read_gold, read_predictions
from quoteattr.evaluation.report import attribution_report, flatten, score_attribution
from quoteattr.evaluation.summary import load_rouge, score_summaries, score_summary, summary_report
from quoteattr.evaluation.table import attribution_table, summary_table

__all__ = [
    "attribution_report",
    "attribution_table",
    "bootstrap_intervals",
    "count_article",
    "flatten",
    "load_rouge",
    "read_gold",
    "read_predictions",
    "score_attribution",
    "score_summaries",
    "score_summary",
    "summary_report",
    "summary_table",
]
