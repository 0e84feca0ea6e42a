"""What the encoder computes in: single precision, or something narrower and faster at the price of the last digits."""

import warnings
from typing import get_args

import torch
from torch import Tensor, nn

from quoteattr.arguments import Precision, check_one_of
from quoteattr.errors import OptionError
from quoteattr.model.bert import Reader
from quoteattr.model.network import Network

__all__ = ["choose_precision", "learning_precision", "narrow"]

_HALF = {"bfloat16": torch.bfloat16, "float16": torch.float16}


def choose_precision(precision: Precision, device: str) -> Precision:
    """Return what the encoder is to compute in.

    Args:
        precision: What was asked for; "auto" takes what is fastest there at nearly the same answers: "float16" on a
            CUDA device, "bfloat16" on a CPU with instructions for it (AVX-512 BF16 or AMX), and else "float32".
        device: Where it computes.

    Raises:
        OptionError: If there is no such precision, or int8 is asked for elsewhere than on the CPU.

    Example:
        >>> choose_precision("int8", "cpu")
        'int8'
    """
    check_one_of("precision", precision, get_args(Precision))
    kind = device.partition(":")[0]
    if precision == "auto":
        if kind == "cuda":
            return "float16"
        return "bfloat16" if kind == "cpu" and _computes_bfloat16() else "float32"
    if precision == "int8" and kind != "cpu":
        raise OptionError(
            f"precision='int8' was asked for on {device!r}; integers are for the CPU: leave it out, or pass "
            'device="cpu"'
        )
    return precision


def learning_precision(device: str) -> torch.autocast:
    """Return the context in which a model learns: bfloat16 where that is faster, and else single precision.

    Args:
        device: Kind of the device, "cpu" or "cuda".

    Example:
        >>> with learning_precision("cpu"):
        ...     product = torch.ones(2, 2) @ torch.ones(2, 2)
        >>> product.tolist()
        [[2.0, 2.0], [2.0, 2.0]]
    """
    return torch.autocast(device, dtype=torch.bfloat16, enabled=device != "cpu" or _computes_bfloat16())


def _computes_bfloat16() -> bool:
    """Tell whether the CPU multiplies in bfloat16; elsewhere that is done in single precision, and is slower."""
    asked = ("_is_avx512_bf16_supported", "_is_amx_tile_supported")
    return any(getattr(torch.cpu, name, bool)() for name in asked)


def narrow(model: Network, precision: Precision) -> None:
    """Let the encoder of a model compute in a precision, in place; its heads stay in single precision.

    The model can no longer learn or be saved.

    Args:
        model: A model where it will compute.
        precision: The precision, as `choose_precision` returns it.
    """
    if precision == "int8":
        _to_int8(model)
    elif precision in _HALF:
        _to_half(model, _HALF[precision])


def _to_half(model: Network, dtype: torch.dtype) -> None:
    """Put the linear layers of the encoder into half precision; sums and norms between them stay as they are."""
    if not isinstance(model, Reader):
        # An encoder whose inside is not known here. Its weights are converted anew at each pass.
        model.encoder.forward = torch.autocast(model.device.type, dtype=dtype)(model.encoder.forward)
        return
    for module in model.encoder.modules():
        if isinstance(module, nn.Linear):
            module.to(dtype)
            module.register_forward_pre_hook(_converted)


def _converted(layer: nn.Linear, inputs: tuple[Tensor, ...]) -> tuple[Tensor, ...]:
    return tuple(value.to(layer.weight.dtype) for value in inputs)


def _to_int8(model: Network) -> None:
    """Put the linear layers of the encoder into integers.

    Weights are scaled by output channel, the states of a pass by their range.
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
