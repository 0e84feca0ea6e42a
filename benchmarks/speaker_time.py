"""Take the time of variants of the pipeline, side by side in one process."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from unittest import mock

from speaker_baselines import nearest_name

import quoteattr
from quoteattr.evaluation.table import columns
from quoteattr.speakers.resolve import Resolved
from quoteattr.summary.story import unresolved
from quoteattr.types import Quotation, Sentence

__all__ = ["Variant", "time_table", "time_variants", "variants"]

Variant = Callable[[str], object]
"""Reads one article."""


def variants(checkpoint: str, against: Sequence[str] = ()) -> dict[str, Variant]:
    """Return what is compared, by name: the whole analysis, the same with the simplest resolver, other checkpoints.

    Args:
        checkpoint: `default`, a folder or a hub id; its weights are loaded once for the first two.
        against: Further checkpoints, such as the same one without one of its heads.
    """
    pipeline = quoteattr.Pipeline.from_pretrained(checkpoint)

    def with_nearest_name(text: str) -> object:
        with _resolving_by_nearest_name():
            return pipeline(text)

    others = {name: quoteattr.Pipeline.from_pretrained(name) for name in against}
    return {"quoteattr": pipeline, "nearest name": with_nearest_name, **others}


@contextmanager
def _resolving_by_nearest_name() -> Iterator[None]:
    def resolver(
        text: str, sentences: Sequence[Sentence], quotations: Sequence[Quotation], *_: Any, **__: Any
    ) -> Resolved:
        return Resolved(*nearest_name(text, sentences, quotations), lambda mentions, **_: unresolved(mentions))

    with mock.patch("quoteattr.analysis.reading.resolve", resolver):
        yield


def time_variants(texts: Sequence[str], compared: Mapping[str, Variant], *, rounds: int) -> dict[str, float]:
    """Return the processor seconds of an article for each variant.

    The variants take turns article by article, and who begins changes from round to round, so that whatever else the
    machine does falls on all of them; of the rounds the quickest counts.

    Args:
        texts: The articles, at least one.
        compared: The variants by name.
        rounds: How often each article is read by each variant, at least once.
    """
    for variant in compared.values():
        variant(texts[0])  # loads what is loaded with the first article
    best = {name: [float("inf")] * len(texts) for name in compared}
    names = list(compared)
    for turn in range(rounds):
        order = names[turn % len(names) :] + names[: turn % len(names)]
        for place, text in enumerate(texts):
            for name in order:
                started = time.process_time()
                compared[name](text)
                best[name][place] = min(best[name][place], time.process_time() - started)
    return {name: sum(seconds) / len(texts) for name, seconds in best.items()}


def time_table(seconds: Mapping[str, float]) -> str:
    """Lay the times out, with the first variant's as a multiple of each.

    Args:
        seconds: Of an article, by variant.

    Example:
        >>> print(time_table({"whole": 0.3, "without": 0.2}))
        seconds an article      s  whole is
        whole               0.300     1.00x
        without             0.200     1.50x
    """
    first, whole = next(iter(seconds.items()))
    rows = [[name, f"{one:.3f}", f"{whole / one:.2f}x" if one else "-"] for name, one in seconds.items()]
    return columns(["seconds an article", "s", f"{first} is"], rows)
