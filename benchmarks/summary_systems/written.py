"""Summaries that a model writes: as it wrote them, and after the guard.

Their sentences are not the article's, so that key facts cannot be counted by spans: they have ROUGE and what the guard
finds in them.
"""

import inspect
import time
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from quoteattr.types import Issue, Summary
from summary_systems.given import ASKED, Given, Length, Made
from summary_systems.library import Library
from summary_systems.system import Prepared, System

__all__ = ["written_systems"]

_ASKED = ASKED[1]
_INVENTED = frozenset({"name", "number"})


class _Writer:
    """Writes the summary of an article once for both systems."""

    def __init__(self, summarizer: Any) -> None:
        self._summarizer = summarizer
        known = inspect.signature(summarizer).parameters
        self._options = {"max_words": _ASKED.max_words} if "max_words" in known else {}
        self._last: tuple[str, Summary] | None = None

    def write(self, article: Any) -> Summary:
        if self._last is None or self._last[0] != article.text:
            self._last = article.text, self._summarizer(article, **self._options)
        return self._last[1]


def written_systems(folder: Path, gguf_file: str | None, library: Library) -> tuple[list[System], str]:
    """Return the summaries of a model without and with the guard, or none with the reason.

    Args:
        folder: The model's folder.
        gguf_file: The file of weights in it; `None` for a folder of safetensors.
        library: Annotates the articles: the guard knows who said what from it.
    """
    try:
        summarizer_class = import_module("quoteattr.summary.generative").Summarizer
    except ImportError as error:
        return [], f"written summaries are left out ({error})"
    writer = _Writer(summarizer_class.from_pretrained(folder, gguf_file=gguf_file))
    seconds: dict[str, float] = {}

    def prepare(given: Given) -> Prepared:
        analysis = library.analyse(given)
        started = time.process_time()
        summary = writer.write(analysis.article)
        # The second system finds the summary written; it took no less time for that.
        seconds.setdefault(given.text, time.process_time() - started)
        return Prepared(summary, seconds[given.text], analysis.seconds)

    return [System("written", prepare, _unguarded), System("written, guarded", prepare, _guarded)], ""


def _unguarded(_: Given, summary: Summary, length: Length) -> Sequence[Made]:
    text = summary.text if summary.draft is None else summary.draft
    return [Made(text, None, _shares(summary.issues))] if length == _ASKED else []


def _guarded(_: Given, summary: Summary, length: Length) -> Sequence[Made]:
    left = [issue for issue in summary.issues if issue.repair == "none"]
    return [Made(summary.text, None, _shares(left))] if length == _ASKED else []


def _shares(issues: Sequence[Issue]) -> dict[str, float]:
    return {"issues": float(bool(issues)), "invented": float(any(issue.kind in _INVENTED for issue in issues))}
