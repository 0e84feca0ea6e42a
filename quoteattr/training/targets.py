"""What a batch of windows is trained towards: tags, soft tags, and links between the spans that lie in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from quoteattr.model.configuration_quoteattr import QuoteAttrConfig
from quoteattr.model.links import link_candidates
from quoteattr.model.network import TAGS
from quoteattr.training.antecedents import AntecedentTargets, Placed, antecedent_targets
from quoteattr.training.examples import IGNORE, Window

__all__ = ["LinkTargets", "Targets", "make_targets"]

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class LinkTargets:
    """One link question over a batch: spans, candidates, and the right place among them (k for none)."""

    spans: Tensor
    others: Tensor
    candidates: dict[str, Tensor]
    right: Tensor


@dataclass(frozen=True, slots=True)
class Targets:
    """Targets of one batch; spans count tokens of the batch laid end to end.

    Args:
        tags: Tag of each token or IGNORE, shape (windows, tokens).
        soft: A teacher's probabilities of the tags, all 0 where there is none, shape (windows, tokens, len(TAGS)).
        content_to_cue: Links from content fragments to cues.
        cue_to_source: Links from cues to sources.
        antecedents: Questions of antecedents, of articles that are in the batch as a whole; `None` without any.
    """

    tags: Tensor
    soft: Tensor
    content_to_cue: LinkTargets
    cue_to_source: LinkTargets
    antecedents: AntecedentTargets | None


def make_targets(
    windows: Sequence[Window], length: int, config: QuoteAttrConfig, *, guessed: Ints | None = None, hide: float = 0.0
) -> Targets:
    """Build the targets of a batch.

    A link head that only ever sees the annotators' spans cannot tell a wrong one from a right one, and never answers
    "none". So wrong spans that the model itself marks are put among the right ones, and some right ones are hidden.

    Args:
        windows: The windows, as rows of the batch.
        length: Length of a row, special tokens and padding included.
        config: The model's configuration.
        guessed: The model's own tags, shape (windows, tokens), from which wrong spans are taken; `None` takes none.
        hide: Share of the cues and sources that are hidden from the link heads.
    """
    shape = (len(windows), length)
    tags = np.full(shape, IGNORE, np.int64)
    soft = np.zeros((*shape, len(TAGS)), np.float32)
    for row, window in enumerate(windows):
        inner = slice(1, window.end - window.start + 1)
        tags[row, inner] = window.example.tags[window.start : window.end]
        if window.example.soft is not None:
            soft[row, inner] = window.example.soft[window.start : window.end]
    wrong = (
        [_wrong_spans(guess, own) for guess, own in zip(guessed, tags, strict=True)] if guessed is not None else None
    )
    return Targets(
        torch.from_numpy(tags),
        torch.from_numpy(soft),
        _link_targets(windows, length, config, ("contents", "cues", "content_cue"), wrong=wrong, hide=hide),
        _link_targets(windows, length, config, ("cues", "sources", "cue_source"), wrong=wrong, hide=hide),
        antecedent_targets(_whole_articles(windows, length)),
    )


def _whole_articles(windows: Sequence[Window], length: int) -> list[tuple[Placed, Ints]]:
    """Return the questions of each article, with where in the batch each of its tokens lies."""
    places: dict[int, Ints] = {}
    articles: dict[int, Placed] = {}
    for row, window in enumerate(windows):
        if window.example.asked is not None:
            key = id(window.example)
            articles[key] = window.example.asked
            where = places.setdefault(key, np.full(len(window.example.tokens), -1, np.int64))
            where[window.start : window.end] = np.arange(window.end - window.start) + row * length + 1
    return [(articles[key], where) for key, where in places.items() if (where >= 0).all()]


_PARTS = {"contents": "content", "cues": "cue", "sources": "source"}


def _wrong_spans(guessed: Ints, right: Ints) -> dict[str, Ints]:
    """Return by part the spans of a row that the model marks where the annotators have nothing of the kind."""
    out = {}
    for name, part in _PARTS.items():
        begins, inside = TAGS.index(f"B-{part}"), TAGS.index(f"I-{part}")
        starts = np.flatnonzero((guessed == begins) & (right != IGNORE))
        stops = np.flatnonzero(guessed != inside)
        ends = np.append(stops, len(guessed))[np.searchsorted(stops, starts + 1)]
        touched = np.r_[0, np.cumsum((right == begins) | (right == inside) | (right == IGNORE))]
        free = touched[ends] == touched[starts]
        out[name] = np.stack([starts[free], ends[free]], axis=1)
    return out


def _link_targets(
    windows: Sequence[Window],
    length: int,
    config: QuoteAttrConfig,
    names: tuple[str, str, str],
    *,
    wrong: Sequence[dict[str, Ints]] | None,
    hide: float,
) -> LinkTargets:
    spans, others, right = [], [], []
    parts: dict[str, list[Any]] = {name: [] for name in ("index", "valid", "gap", "breaks", "between")}
    seen = 0
    for row, window in enumerate(windows):
        extra = {n: w + window.start - 1 for n, w in wrong[row].items()} if wrong else {}
        mine, links = _visible(window, names[0], extra, getattr(window.example, names[2]))
        theirs, places = _visible(window, names[1], extra, np.arange(len(getattr(window.example, names[1]))))
        if hide:
            # Drawn from torch's chance, which the loop seeds: a resumed run hides the same.
            kept = (torch.rand(len(theirs)) >= hide).numpy()
            hidden = places[~kept & (places >= 0)]
            theirs, places = theirs[kept], places[kept]
            links = np.where(np.isin(links, hidden), -1, links)
        found = link_candidates(
            mine, theirs, window.example.tokens.paragraph, most=config.link_candidates, reach=config.link_reach
        )
        right.append(_places(links, places, found.index, found.valid))
        shift = row * length + 1 - window.start
        spans.append(mine + shift)
        others.append(theirs + shift)
        for name, arrays in parts.items():
            arrays.append(found.index + seen if name == "index" else getattr(found, name))
        seen += len(theirs)
    tensors = {name: _joined(arrays) for name, arrays in parts.items()}
    # Rows without a candidate point one past the end where the last windows have none.
    tensors["index"] = tensors["index"].clamp(max=max(0, seen - 1))
    return LinkTargets(_joined(spans), _joined(others), tensors, _joined(right))


def _visible(window: Window, name: str, extra: dict[str, Ints], values: Ints) -> tuple[Ints, Ints]:
    """Return the spans wholly in a window and the wrong ones, sorted, with their values: -1 for a wrong one.

    Of a span that the window cuts, an end is not to be seen.
    """
    spans = getattr(window.example, name)
    within = np.flatnonzero((spans[:, 0] >= window.start) & (spans[:, 1] <= window.end))
    wrong = extra.get(name, np.empty((0, 2), np.int64))
    joined = np.concatenate([spans[within], wrong])
    order = np.argsort(joined[:, 0], kind="stable")
    return joined[order], np.r_[values[within], np.full(len(wrong), -1)][order]


def _joined(arrays: list[Any]) -> Tensor:
    return torch.from_numpy(np.concatenate(arrays))


def _places(links: Ints, visible: Ints, index: Ints, valid: NDArray[np.bool_]) -> Ints:
    """Return where among its candidates each span's partner stands: k for none, IGNORE when it is out of sight."""
    k = index.shape[1]
    if not len(visible):
        return np.where(links < 0, k, IGNORE)
    hit = (visible[index] == links[:, None]) & valid & (links >= 0)[:, None]
    return np.where(links < 0, k, np.where(hit.any(1), hit.argmax(1), IGNORE))
