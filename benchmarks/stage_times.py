"""Take the processor time of each stage of an analysis."""

import cProfile
import io
import pstats
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import wraps
from itertools import islice
from pathlib import Path
from typing import Any
from unittest import mock

import click
from benchmark_runs import clear_errors, load_gold, provenance, show, write_json

import quoteattr
from quoteattr.evaluation.table import columns

__all__ = ["STAGES", "Clock", "main", "measure", "stage_table", "timed_stages"]

STAGES = (
    ("marks", ("quoteattr.analysis.whole.pair_marks",)),
    ("sentences", ("quoteattr.analysis.whole.split_sentences",)),
    ("tokens", ("quoteattr.model.encode.tokenize",)),
    ("windows", ("quoteattr.model.encode.Encoder.encode",)),
    ("encoder", ("quoteattr.model.network.Network.forward",)),
    ("tags", ("quoteattr.attribution.link.decode",)),
    (
        "links",
        ("quoteattr.model.encode.Encoder.content_to_cue", "quoteattr.model.encode.Encoder.cue_to_source"),
    ),
    ("quotations", ("quoteattr.attribution.link.attribute",)),
    ("speakers", ("quoteattr.analysis.reading.resolve", "quoteattr.analysis.reading.keep_sure_speakers")),
    ("antecedents", ("quoteattr.model.antecedents.AntecedentScorer.scores",)),
    ("salience features", ("quoteattr.analysis.reading.read_story",)),
    ("salience", ("quoteattr.model.encode.Encoder.salience",)),
    ("summary", ("quoteattr.analysis.whole.summarize",)),
    ("article", ("quoteattr.pipeline.Article",)),
)
"""The stages in order, each with the functions whose time is its own, less that of the stages they call."""

REST = "rest"


class Clock:
    """Counts the processor time of nested stages, each without that of those within it.

    Args:
        now: Tells the time in seconds.

    Example:
        >>> ticks = iter([0.0, 1.0, 3.0, 6.0])
        >>> clock = Clock(lambda: next(ticks))
        >>> with clock.stage("outer"), clock.stage("inner"):
        ...     pass
        >>> clock.seconds
        {'outer': 4.0, 'inner': 2.0}
    """

    def __init__(self, now: Callable[[], float] = time.process_time) -> None:
        self.seconds: dict[str, float] = {}
        self._now = now
        self._open: list[str] = []
        self._since = 0.0

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count what happens within as a stage's time."""
        self._turn()
        self._open.append(name)
        self.seconds.setdefault(name, 0.0)
        try:
            yield
        finally:
            self._turn()
            self._open.pop()

    def _turn(self) -> None:
        now = self._now()
        if self._open:
            self.seconds[self._open[-1]] += now - self._since
        self._since = now

    def wrap(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function whose calls count as a stage."""

        @wraps(function, updated=())
        def timed(*arguments: Any, **named: Any) -> Any:
            with self.stage(name):
                return function(*arguments, **named)

        return timed


@contextmanager
def timed_stages(clock: Clock) -> Iterator[None]:
    """Count the time of all stages while the context lasts."""
    with ExitStack() as patches:
        for stage, targets in STAGES:
            for target in targets:
                patch: Any = mock.patch(target, autospec=False)
                original = patch.get_original()[0]
                patches.enter_context(mock.patch(target, clock.wrap(stage, original)))
        yield


@dataclass(frozen=True, slots=True)
class Times:
    """The processor seconds of each stage over some articles.

    Args:
        seconds: By stage, in order.
        articles: How many articles.
        words: How many words they have.
    """

    seconds: Mapping[str, float]
    articles: int
    words: int

    def report(self) -> dict[str, Any]:
        """Return milliseconds of an article and of 1,000 words, and the share, for each stage and in all."""
        total = sum(self.seconds.values())
        return {
            name: {
                "ms_per_article": 1e3 * seconds / self.articles,
                "ms_per_1000_words": 1e6 * seconds / max(1, self.words),
                "share": seconds / total if total else 0.0,
            }
            for name, seconds in {**self.seconds, "all": total}.items()
        }


def measure(texts: Sequence[str], read: Callable[[str], object], *, rounds: int) -> Times:
    """Read articles and take the time of each stage; of several rounds the quickest counts, article by article.

    Args:
        texts: The articles, at least one.
        read: Reads one article.
        rounds: How often each is read, at least once.
    """
    read(texts[0])  # loads what is loaded with the first article
    best: list[dict[str, float]] = [{} for _ in texts]
    for _ in range(rounds):
        for place, text in enumerate(texts):
            clock = Clock()
            with timed_stages(clock), clock.stage(REST):
                read(text)
            if not best[place] or sum(clock.seconds.values()) < sum(best[place].values()):
                best[place] = clock.seconds
    names = [*(name for name, _ in STAGES), REST]
    seconds = {name: sum(found.get(name, 0.0) for found in best) for name in names}
    return Times(seconds, len(texts), sum(len(text.split()) for text in texts))


def stage_table(times: Times) -> str:
    """Lay the times out, a stage a row.

    Args:
        times: What was measured.

    Example:
        >>> print(stage_table(Times({"encoder": 0.6, "speakers": 0.2}, articles=2, words=1600)))
        stage     ms an article  ms per 1,000 words  share
        encoder           300.0               375.0   75 %
        speakers          100.0               125.0   25 %
        all               400.0               500.0  100 %
    """
    rows = [
        [name, f"{row['ms_per_article']:.1f}", f"{row['ms_per_1000_words']:.1f}", f"{100 * row['share']:.0f} %"]
        for name, row in times.report().items()
    ]
    return columns(["stage", "ms an article", "ms per 1,000 words", "share"], rows)


def hottest(texts: Sequence[str], read: Callable[[str], object], *, most: int) -> str:
    """Return the functions that take the most time in themselves, as cProfile prints them.

    Args:
        texts: The articles.
        read: Reads one article.
        most: How many functions.
    """
    profiler = cProfile.Profile(time.process_time)
    profiler.enable()
    for text in texts:
        read(text)
    profiler.disable()
    out = io.StringIO()
    pstats.Stats(profiler, stream=out).sort_stats("tottime").print_stats(most)
    return out.getvalue().strip()


@click.command()
@click.argument("corpus", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--checkpoint", default="default", show_default=True, help="`default`, a folder or a hub id.")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="Take the first N articles.")
@click.option("--rounds", type=click.IntRange(min=1), default=1, show_default=True, help="Read each so often.")
@click.option("--top", type=click.IntRange(min=1), help="Print the N functions that take most as well.")
@click.option("--json", "json_out", type=click.Path(dir_okay=False, path_type=Path), help="Write the report here too.")
def main(*, corpus: Path, checkpoint: str, limit: int, rounds: int, top: int | None, json_out: Path | None) -> None:
    """Take the processor time of each stage over the articles of CORPUS, on one thread."""
    with clear_errors():
        texts = [str(record["text"]) for record in islice(load_gold(corpus).values(), limit)]
        pipeline = quoteattr.Pipeline.from_pretrained(checkpoint)
        import torch  # not before the pipeline is asked for: a refused option costs nothing

        torch.set_num_threads(1)
        times = measure(texts, pipeline, rounds=rounds)
        made_by = provenance(checkpoint)
        click.echo(f"{corpus.name}, {times.articles} articles; {show(made_by)}\n\n{stage_table(times)}")
        if top:
            click.echo(f"\n{hottest(texts, pipeline, most=top)}")
        if json_out:
            stages = {"stages": times.report(), "articles": times.articles, "words": times.words}
            write_json(json_out, {**stages, "provenance": made_by})
