"""The encoder in eight-bit integers: for processors without bfloat16, at the price of the last few decisions."""

import warnings

import torch
from torch import nn

from quoteattr.model.network import Network

__all__ = ["to_int8"]


def to_int8(model: Network) -> None:
    """Put the encoder's linear layers into integers, in place; its heads stay as they are.

    Weights are scaled by output channel, the states of a pass by their range. The model can no longer learn or be
    saved.

    Args:
        model: A model on the CPU.
    """
    engines = torch.backends.quantized.supported_engines
    torch.backends.quantized.engine = "onednn" if "onednn" in engines else engines[-1]
    quantization = torch.ao.quantization
    with warnings.catch_warnings():
        # torch means to do away with this way of quantising; the one to come needs a library more.
        warnings.simplefilter("ignore")
        quantization.quantize_dynamic(
            model.encoder,
            {nn.Linear: quantization.per_channel_dynamic_qconfig},
            dtype=torch.qint8,
            inplace=True,
        )
