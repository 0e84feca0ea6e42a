"""Whether the parts of a checkpoint fit together: configuration, weights and tokenizer."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from math import inf
from typing import Any

import torch
from torch import Tensor
from torch.overrides import TorchFunctionMode

from quoteattr.errors import CheckpointError
from quoteattr.model.network import Network
from quoteattr.model.settings import Settings
from quoteattr.model.wordpieces import WordpieceTokenizer

__all__ = ["check_depth", "check_numbers", "check_tokenizer", "few_of", "fill", "undrawn"]

_DRAWING = (Tensor.normal_, Tensor.uniform_)
_PRECISIONS = (torch.float16, torch.bfloat16, torch.float32, torch.float64)
_SPECIAL = ("pad", "cls", "sep")
_NAMED = 3
# Of layers; so many cost nothing to build.
_FEWEST = 16
# The least of each number of a configuration that must be whole, and the range of those that need not be.
_WHOLE = {
    **dict.fromkeys(("window", "casing_size", "mark_size", "break_size", "link_width", "antecedent_width"), 1),
    **dict.fromkeys(("link_candidates", "link_reach"), 1),
    **dict.fromkeys(("overlap", "salience_width", "salience_layers", "salience_members"), 0),
}
_RANGES = {"min_score": (0.0, 1.0), "none_bias": (-inf, inf), "head_dropout": (0.0, 1.0)}


class _Undrawn(TorchFunctionMode):
    """Leave tensors as they are where they would be filled by chance."""

    def __torch_function__(
        self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        named = kwargs or {}
        if func in _DRAWING or getattr(func, "__module__", None) == "torch.nn.init":
            return args[0] if args else named["tensor"]
        return func(*args, **named)


@contextmanager
def undrawn() -> Iterator[None]:
    """Build models without drawing weights that will be loaded anyway, which takes most of the time of it.

    Memory that a configuration asks for is not touched either, until weights are loaded. The caller's chance stays as
    it was.
    """
    # An encoder may draw in a way that is not known here.
    with torch.random.fork_rng(devices=[]), _Undrawn():
        yield


def check_numbers(config: Settings) -> None:
    """Refuse a configuration with numbers that no article could be read with.

    Args:
        config: The configuration.

    Raises:
        CheckpointError: If a number is none, not whole where it must be, or too small or too large.

    Example:
        >>> check_numbers(Settings(link_candidates=0))
        Traceback (most recent call last):
            ...
        quoteattr.errors.CheckpointError: the configuration has link_candidates=0; accepted are whole numbers from 1
    """
    for name, least in _WHOLE.items():
        value = getattr(config, name)
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            raise CheckpointError(f"the configuration has {name}={value!r}; accepted are whole numbers from {least}")
    for name, (low, high) in _RANGES.items():
        value = getattr(config, name)
        if not isinstance(value, int | float) or isinstance(value, bool) or not low <= value <= high:
            raise CheckpointError(f"the configuration has {name}={value!r}; accepted are numbers from {low} to {high}")


def check_depth(config: Settings, encoder: int, weights: Collection[str]) -> None:
    """Refuse a configuration with more layers than there are weights for, before any is built.

    Args:
        config: The configuration.
        encoder: Layers of the encoder that it asks for.
        weights: Names of the weights.

    Raises:
        CheckpointError: If there are too many.
    """
    layers = max(encoder, config.salience_layers if config.salience_width else 0, config.salience_members)
    if layers > max(len(weights), _FEWEST):
        raise CheckpointError(f"the configuration asks for {layers} layers, and there are {len(weights)} weights")


def fill(model: Network, weights: Mapping[str, Tensor]) -> None:
    """Give a model its weights.

    Args:
        model: The model.
        weights: The weights, by name.

    Raises:
        CheckpointError: If weights are lacking, too many, of another shape, not in floating point, or not numbers,
            with which every answer would be wrong and none an error.
    """
    expected = {name: tuple(value.shape) for name, value in model.state_dict().items()}
    found = {name: tuple(value.shape) for name, value in weights.items()}
    wrong = {
        "lacking are": [name for name in expected if name not in found],
        "too many are": [name for name in found if name not in expected],
        "of another shape are": [
            f"{name} ({found[name]} for {shape})" for name, shape in expected.items() if found.get(name, shape) != shape
        ],
        "not in floating point are": [
            f"{name} ({value.dtype})" for name, value in weights.items() if value.dtype not in _PRECISIONS
        ],
    }
    if any(wrong.values()):
        raise CheckpointError(
            "the weights are not those of the configuration: "
            f"{'; '.join(f'{what} {few_of(names)}' for what, names in wrong.items() if names)}"
        )
    model.load_state_dict(weights, strict=True)
    # A sum that is finite has nothing else in it, and takes no memory; one that is not may just be large.
    suspect = [name for name, value in model.state_dict().items() if not value.sum().isfinite()]
    broken = [name for name in suspect if not model.state_dict()[name].isfinite().all()]
    if broken:
        raise CheckpointError(f"the weights have what is not a number in {few_of(broken)}: the training failed")


def check_tokenizer(model: Network, tokenizer: WordpieceTokenizer) -> None:
    """Refuse a tokenizer that is not the model's.

    Args:
        model: The model.
        tokenizer: The tokenizer.

    Raises:
        CheckpointError: If it lacks a special token, or has words that the model does not know, or the window of the
            model is longer than it can read.
    """
    lacking = [name for name in _SPECIAL if getattr(tokenizer, f"{name}_token_id") is None]
    if lacking:
        raise CheckpointError(f"the tokenizer has no special token for {', '.join(lacking)}")
    words, largest = len(model.words().weight), max(tokenizer.get_vocab().values(), default=-1)
    if largest >= words:
        raise CheckpointError(
            f"the tokenizer gives numbers up to {largest} to words, and the model knows those under {words}: they are "
            "of two models"
        )
    longest = getattr(model.encoder.config, "max_position_embeddings", None)
    if isinstance(longest, int) and model.config.window > longest:
        raise CheckpointError(
            f"the configuration asks for windows of {model.config.window} tokens; the encoder reads {longest} at most"
        )


def few_of(names: Sequence[str]) -> str:
    """Name the first few weights of many, and say how many more there are.

    Args:
        names: Names of weights.

    Example:
        >>> few_of(["a", "b", "c", "d"])
        'a, b, c and 1 more'
    """
    return ", ".join(names[:_NAMED]) + (f" and {len(names) - _NAMED} more" if len(names) > _NAMED else "")
