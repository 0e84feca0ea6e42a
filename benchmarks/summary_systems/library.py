"""The library itself: one analysis of an article, and from it the summaries of every length."""

import inspect
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from typing import Any
from unittest import mock

import quoteattr
from quoteattr.types import Article, SummarySentence
from summary_systems.given import Given, Length, Made
from summary_systems.system import Prepared, System

__all__ = ["STEPS", "Analysis", "Library", "kept_of", "library_systems"]

STEPS = ("quoteattr.analysis.reading.read_story", "quoteattr.analysis.whole.summarize")
"""What the pipeline calls for the sake of the summary alone; the last one puts the summary together."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the library made of an article.

    Args:
        article: The annotated article.
        story: What its summary was made from.
        seconds: Processor seconds of everything but the summary.
        summary_seconds: Processor seconds of the summary's share without its last step, which each length does anew.
    """

    article: Article
    story: Any
    seconds: float
    summary_seconds: float


@dataclass(slots=True)
class _Watch:
    """What was seen of the steps of one analysis."""

    seconds: dict[str, float] = field(default_factory=dict)
    story: Any = None
    summarize: Callable[..., Any] | None = None
    inside: bool = False

    def step(self, path: str, original: Callable[..., Any]) -> Callable[..., Any]:
        """Return a step that notes its time."""

        def watched(*given: Any, **options: Any) -> Any:
            if path == STEPS[-1]:
                self.story, self.summarize = given[0], original
            if self.inside:
                return original(*given, **options)
            self.inside, started = True, time.process_time()
            try:
                return original(*given, **options)
            finally:
                self.inside = False
                self.seconds[path] = self.seconds.get(path, 0.0) + time.process_time() - started

        return watched


@contextmanager
def _watching() -> Iterator[_Watch]:
    """Watch the steps of the pipeline, so that an article is analysed once and summed up at every length."""
    watch = _Watch()
    with ExitStack() as stack:
        for path in STEPS:
            patch = mock.patch(path)
            original, _ = patch.get_original()
            stack.enter_context(mock.patch(path, watch.step(path, original)))
        yield watch


class Library:
    """A pipeline that keeps its last analysis, for the systems that share it.

    Args:
        checkpoint: `default`, a folder or a hub id.
        kept: Gets each annotated article.
    """

    def __init__(self, checkpoint: str, *, kept: Callable[[Given, Article], object] = lambda *_: None) -> None:
        self._pipeline = quoteattr.Pipeline.from_pretrained(checkpoint)
        self._pipeline("“It rained all day,” said Ada Burns.")
        self._kept = kept
        self._last: tuple[str, Analysis] | None = None

    def analyse(self, given: Given) -> Analysis:
        """Return the analysis of an article."""
        if self._last is None or self._last[0] != given.text:
            self._last = given.text, self._analyse(given)
        return self._last[1]

    def _analyse(self, given: Given) -> Analysis:
        started = time.process_time()
        with _watching() as watch:
            article = self._pipeline(given.text)
        whole, share = time.process_time() - started, sum(watch.seconds.values())
        self._kept(given, article)
        last = watch.seconds.get(STEPS[-1], 0.0)
        return Analysis(article, (watch.story, watch.summarize), whole - share, share - last)


def library_systems(library: Library) -> list[System]:
    """Return the extractive summaries of the library: with its edits, without them, and shortened."""

    def prepare(given: Given) -> Prepared:
        analysis = library.analyse(given)
        return Prepared(analysis, analysis.summary_seconds, analysis.seconds)

    ways: dict[str, dict[str, Any]] = {
        "quoteattr": {},
        "quoteattr, faithful": {"faithful": True},
        "quoteattr, compressed": {"compress": True},
    }
    return [System(name, prepare, _maker(options)) for name, options in ways.items()]


def _maker(options: Mapping[str, Any]) -> Callable[[Given, Any, Length], Sequence[Made]]:
    def make(_: Given, analysis: Analysis, length: Length) -> Sequence[Made]:
        story, summarize = analysis.story
        if not options.keys() <= inspect.signature(summarize).parameters.keys():
            return []
        # A copy has nothing in its cache, so that each summary takes the time that it would take alone.
        summary, _ = summarize(
            replace(story), max_sentences=length.max_sentences, max_words=length.max_words, **options
        )
        spans = tuple(span for sentence in summary.sentences for span in kept_of(sentence))
        return [Made(summary.text, spans, sentences=len(summary.sentences))]

    return make


def kept_of(sentence: SummarySentence) -> list[tuple[int, int]]:
    """Return the stretches of a sentence that compression left, which alone can state a fact.

    Example:
        >>> from quoteattr.types import Edit
        >>> kept_of(SummarySentence(0, 30, edits=(Edit(10, 20, "", "compression"),)))
        [(0, 10), (20, 30)]
    """
    kept = []
    at = sentence.start
    for edit in sorted(sentence.edits):
        if edit.kind == "compression":
            kept.append((at, max(at, edit.start)))
            at = max(at, edit.end)
    return [(start, end) for start, end in [*kept, (at, sentence.end)] if start < end]
