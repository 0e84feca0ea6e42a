"""What a batch of windows is trained towards."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from quoteattr.model.configuration_quoteattr import QuoteAttrConfig
from quoteattr.model.links import link_candidates
from quoteattr.model.modeling_quoteattr import LinkHead, ModelOutput, QuoteAttrModel
from quoteattr.training.examples import IGNORE, Window

__all__ = ["LinkTargets", "Targets", "losses", "make_targets"]

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
    """Targets of one batch; spans count tokens of the batch laid end to end."""

    tags: Tensor
    content_to_cue: LinkTargets
    cue_to_source: LinkTargets


def make_targets(windows: Sequence[Window], length: int, config: QuoteAttrConfig) -> Targets:
    """Build the targets of a batch.

    Args:
        windows: The windows, as rows of the batch.
        length: Length of a row, special tokens and padding included.
        config: The model's configuration.
    """
    tags = np.full((len(windows), length), IGNORE, np.int64)
    for row, window in enumerate(windows):
        tags[row, 1 : window.end - window.start + 1] = window.example.tags[window.start : window.end]
    return Targets(
        torch.from_numpy(tags),
        _link_targets(windows, length, config, ("contents", "cues", "content_cue")),
        _link_targets(windows, length, config, ("cues", "sources", "cue_source")),
    )


def _link_targets(
    windows: Sequence[Window], length: int, config: QuoteAttrConfig, names: tuple[str, str, str]
) -> LinkTargets:
    spans, others, right = [], [], []
    parts: dict[str, list[Any]] = {name: [] for name in ("index", "valid", "gap", "breaks", "between")}
    seen = 0
    for row, window in enumerate(windows):
        all_spans, all_others, all_links = (getattr(window.example, name) for name in names)
        mine, theirs = _within(all_spans, window), _within(all_others, window)
        found = link_candidates(
            all_spans[mine],
            all_others[theirs],
            window.example.tokens.paragraph,
            most=config.link_candidates,
            reach=config.link_reach,
        )
        right.append(_places(all_links[mine], theirs, found.index, found.valid))
        shift = row * length + 1 - window.start
        spans.append(all_spans[mine] + shift)
        others.append(all_others[theirs] + shift)
        for name, arrays in parts.items():
            arrays.append(found.index + seen if name == "index" else getattr(found, name))
        seen += len(theirs)
    tensors = {name: _joined(arrays) for name, arrays in parts.items()}
    # Rows without a candidate point one past the end where the last windows have none.
    tensors["index"] = tensors["index"].clamp(max=max(0, seen - 1))
    return LinkTargets(_joined(spans), _joined(others), tensors, _joined(right))


def _joined(arrays: list[Any]) -> Tensor:
    return torch.from_numpy(np.concatenate(arrays))


def _within(spans: Ints, window: Window) -> Ints:
    """Return the places of the spans that lie wholly in a window: of a cut one, an end is not to be seen."""
    return np.flatnonzero((spans[:, 0] >= window.start) & (spans[:, 1] <= window.end))


def _places(links: Ints, visible: Ints, index: Ints, valid: NDArray[np.bool_]) -> Ints:
    """Return where among its candidates each span's partner stands: k for none, IGNORE when it is out of sight."""
    k = index.shape[1]
    if not len(visible):
        return np.where(links < 0, k, IGNORE)
    hit = (visible[index] == links[:, None]) & valid
    return np.where(links < 0, k, np.where(hit.any(1), hit.argmax(1), IGNORE))


def losses(
    model: QuoteAttrModel, output: ModelOutput, targets: Targets, *, smoothing: float = 0.0
) -> dict[str, Tensor]:
    """Return the loss of each head, averaged over the tokens or spans of the batch.

    Args:
        model: The model.
        output: Its output for the batch.
        targets: The batch's targets.
        smoothing: Label smoothing of the tags: the share of certainty that is spread over the other tags.
    """
    states = output.states.flatten(0, 1)
    logits = output.tags.flatten(0, 1).float()
    tags = functional.cross_entropy(logits, targets.tags.flatten(), ignore_index=IGNORE, label_smoothing=smoothing)
    return {
        "tags": tags,
        "content_to_cue": _link_loss(model.content_to_cue, states, targets.content_to_cue),
        "cue_to_source": _link_loss(model.cue_to_source, states, targets.cue_to_source),
    }


def _link_loss(head: LinkHead, states: Tensor, targets: LinkTargets) -> Tensor:
    if not (targets.right != IGNORE).any():
        return states.new_zeros(())
    logits = head(states, targets.spans, targets.others, targets.candidates)
    return functional.cross_entropy(logits.float(), targets.right, ignore_index=IGNORE)
