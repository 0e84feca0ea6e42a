"""Summaries that a generative model writes; torch and transformers are loaded when a model is."""

from quoteattr.summary.generative.plan import Part, Plan
from quoteattr.summary.generative.summarizer import Summarizer

__all__ = ["Part", "Plan", "Summarizer"]
