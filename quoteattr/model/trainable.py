"""The model of a checkpoint as transformers has it: what learns, and whose encoder may be of any kind."""

from pathlib import Path
from typing import cast

import torch
from safetensors.torch import load_file
from transformers import PreTrainedTokenizerFast

from quoteattr.model.checkpoint import Checkpoint, load_encoder
from quoteattr.model.configuration_quoteattr import QuoteAttrConfig
from quoteattr.model.fit import check_depth, check_numbers, fill, undrawn
from quoteattr.model.layout import WEIGHTS
from quoteattr.model.modeling_quoteattr import QuoteAttrModel

__all__ = ["load_trainable", "read_trainable"]


def load_trainable(checkpoint: Checkpoint) -> tuple[QuoteAttrModel, PreTrainedTokenizerFast]:
    """Load a checkpoint to go on learning, on the CPU.

    Args:
        checkpoint: The checkpoint.

    Raises:
        CheckpointError: As for `load_encoder`.
    """
    encoder = load_encoder(checkpoint, torch.device("cpu"), trainable=True)
    return cast("QuoteAttrModel", encoder.model), cast("PreTrainedTokenizerFast", encoder.tokenizer)


def read_trainable(folder: Path) -> tuple[QuoteAttrModel, PreTrainedTokenizerFast]:
    """Read a model and its tokenizer.

    Args:
        folder: A checkpoint.

    Raises:
        CheckpointError: If its parts do not fit together.
        Exception: What transformers raises about files that it cannot read.
    """
    config = QuoteAttrConfig.from_pretrained(folder, local_files_only=True)
    check_numbers(config)
    weights = load_file(folder / WEIGHTS)
    check_depth(config, getattr(config.encoder_config(), "num_hidden_layers", 0), weights)
    with undrawn():
        model = QuoteAttrModel(config).float()
    fill(model, weights)
    return model, PreTrainedTokenizerFast.from_pretrained(folder, local_files_only=True)
