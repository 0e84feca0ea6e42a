"""What a training run starts from: a pretrained encoder, or a checkpoint to go on with."""

from collections.abc import Sequence
from pathlib import Path

import torch
from transformers import AutoConfig, AutoModel, AutoTokenizer, PretrainedConfig, PreTrainedTokenizerFast

from quoteattr.errors import CheckpointError
from quoteattr.model.checkpoint import find_checkpoint
from quoteattr.model.configuration_quoteattr import QuoteAttrConfig
from quoteattr.model.modeling_quoteattr import QuoteAttrModel
from quoteattr.model.trainable import load_trainable

__all__ = ["base_name", "from_base", "with_facts"]


def base_name(base: str) -> str:
    """Return how a model card names what a run started from: a hub id as it is, a folder without where it lies.

    Args:
        base: "default", a folder or a hub id.

    Example:
        >>> base_name("default"), base_name("newsroom/encoder")
        ('quoteattr default', 'newsroom/encoder')
    """
    if base == "default":
        return "quoteattr default"
    return Path(base).expanduser().resolve().name if Path(base).expanduser().exists() else base


def from_base(base: str) -> tuple[QuoteAttrModel, PreTrainedTokenizerFast]:
    """Return a model to train, and its tokenizer.

    Args:
        base: "default" or a quoteattr checkpoint, whose heads are kept; or a BERT-like encoder, whose heads are new. A
            checkpoint and an encoder can be a folder or a hub id.

    Raises:
        CheckpointError: If there is no such encoder or checkpoint.
    """
    if base == "default":
        return _from_checkpoint(base)
    try:
        if PretrainedConfig.get_config_dict(base)[0].get("model_type") == QuoteAttrConfig.model_type:
            return _from_checkpoint(base)
        encoder_config = AutoConfig.from_pretrained(base)
        # Dropping attention weights costs more time on a CPU than the whole of the rest, and gains nothing here.
        encoder_config.attention_probs_dropout_prob = 0.0
        tokenizer = AutoTokenizer.from_pretrained(base, use_fast=True)
        pretrained = AutoModel.from_pretrained(base, use_safetensors=True)
    except CheckpointError:
        raise
    except (OSError, ValueError) as error:
        raise CheckpointError(
            f"the encoder {base!r} was asked for, but cannot be loaded: {error}; give 'default', a quoteattr "
            "checkpoint, or the folder or hub id of a BERT-like encoder with safetensors weights and a fast tokenizer"
        ) from error
    if not isinstance(tokenizer, PreTrainedTokenizerFast):
        raise CheckpointError(f"the encoder {base!r} has no fast tokenizer (tokenizer.json), which gives the offsets")
    model = QuoteAttrModel(QuoteAttrConfig(encoder_config.to_diff_dict()))
    own = model.encoder.state_dict()
    model.encoder.load_state_dict({n: v for n, v in pretrained.state_dict().items() if n in own}, strict=True)
    return model, tokenizer


def with_facts(model: QuoteAttrModel, facts: Sequence[str]) -> QuoteAttrModel:
    """Return a model whose head of antecedents weighs other facts too, all else being equal.

    Args:
        model: The model.
        facts: Names of the facts.
    """
    before = dict(zip(model.config.antecedent_facts, model.antecedents.facts.tolist(), strict=True))
    model.config.antecedent_facts = sorted({*before, *facts})
    other = QuoteAttrModel(model.config)
    weights = torch.tensor([before.get(fact, 0.0) for fact in model.config.antecedent_facts])
    other.load_state_dict({**model.state_dict(), "antecedents.facts": weights})
    return other


def _from_checkpoint(name: str) -> tuple[QuoteAttrModel, PreTrainedTokenizerFast]:
    """Return a checkpoint's model without what was chosen for its scores, which is chosen anew."""
    model, tokenizer = load_trainable(find_checkpoint(name))
    model.config.min_score = 0.0
    model.config.calibration = None
    model.config.speaker_calibration = None
    return model, tokenizer
