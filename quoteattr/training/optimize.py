"""Learning rates by depth, and the running average of the weights, which is what is kept of a run."""

import re
from math import inf
from typing import Any

from torch import Tensor

from quoteattr.model.modeling_quoteattr import QuoteAttrModel

__all__ = ["RunningAverage", "layer_of", "rate_groups"]


# What feeds the first layer: words and their places, casing, quotation marks, paragraphs.
_FEEDING = ("encoder.", "casing.", "marks.", "breaks.")


class RunningAverage:
    """A running average of a model's weights.

    Args:
        model: The model.
        decay: Share of the old average that stays at each step, once there have been enough of them.
    """

    def __init__(self, model: QuoteAttrModel, decay: float) -> None:
        self.decay, self.steps = decay, 0
        self.weights = {name: value.detach().clone() for name, value in model.state_dict().items()}

    def update(self, model: QuoteAttrModel) -> None:
        """Take in the weights that a step has left."""
        self.steps += 1
        decay = min(self.decay, self.steps / (self.steps + 10))
        for name, value in model.state_dict().items():
            if value.is_floating_point():
                self.weights[name].lerp_(value, 1 - decay)


def layer_of(name: str) -> float:
    """Return how high a weight stands: its encoder layer, -1 for what feeds the first, infinity for the heads.

    Args:
        name: Its name in the model.

    Example:
        >>> layer_of("encoder.encoder.layer.4.output.dense.weight"), layer_of("casing.weight"), layer_of("tags.bias")
        (4, -1, inf)
    """
    found = re.search(r"\blayer\.(\d+)\.", name)
    if found:
        return int(found[1])
    return -1 if name.startswith(_FEEDING) else inf


def rate_groups(model: QuoteAttrModel, *, rate: float, head_rate: float, layer_decay: float) -> list[dict[str, Any]]:
    """Return the weights in groups, each with its peak rate: the heads', and the encoder's by the depth of a layer.

    What is common to all texts stands in the lower layers, which lower rates leave as they are (Howard and Ruder,
    2018, "Universal Language Model Fine-tuning for Text Classification").

    Args:
        model: The model.
        rate: Peak rate of the encoder's last layer.
        head_rate: Peak rate of the heads and the input features.
        layer_decay: Factor between the rates of a layer and of the one above it; 1 gives all the same.
    """
    layers = int(model.encoder.config.num_hidden_layers)
    depths: dict[int, list[Tensor]] = {}
    heads = []
    for name, weights in model.named_parameters():
        if not weights.requires_grad:
            continue
        if not name.startswith("encoder."):
            heads.append(weights)
            continue
        depths.setdefault(int(layer_of(name)) + 1, []).append(weights)
    groups = [{"params": heads, "lr": head_rate}]
    if layer_decay == 1.0:
        return [*groups, {"params": [w for ws in depths.values() for w in ws], "lr": rate}]
    return [
        *groups,
        *({"params": w, "lr": rate * layer_decay ** (layers - d)} for d, w in depths.items()),
    ]
