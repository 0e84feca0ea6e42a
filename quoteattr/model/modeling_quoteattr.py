"""The network as a model of transformers: to train, to save, and for transformers' own doors."""

from os import PathLike
from pathlib import Path
from typing import Any, Self

from safetensors import SafetensorError
from torch import nn
from transformers import AutoModel, PreTrainedModel

from quoteattr.errors import CheckpointError
from quoteattr.model.configuration_quoteattr import QuoteAttrConfig
from quoteattr.model.fit import few_of
from quoteattr.model.layout import CHECKSUMS
from quoteattr.model.network import Network

__all__ = ["QuoteAttrModel"]


class QuoteAttrModel(Network, PreTrainedModel):
    """The network as a model of transformers, with any encoder that transformers has.

    Casing, place relative to quotation marks and paragraph starts are added to the encoder's input, since an uncased
    encoder sees none of them. A tokenizer alone does not give them: `quoteattr.Pipeline` and
    `quoteattr.model.encode.Encoder` do.

    Args:
        config: The configuration.

    Example:
        >>> import torch
        >>> tiny = {"model_type": "bert", "hidden_size": 8, "num_hidden_layers": 1, "num_attention_heads": 2,
        ...         "intermediate_size": 16, "vocab_size": 20}
        >>> model = QuoteAttrModel(QuoteAttrConfig(tiny, window=16, overlap=4)).eval()
        >>> ids = torch.ones(1, 5, dtype=torch.long)
        >>> model(ids, ids, ids, ids, ids).tags.shape
        torch.Size([1, 5, 7])
    """

    config: QuoteAttrConfig
    config_class = QuoteAttrConfig
    base_model_prefix = "quoteattr"

    def __init__(self, config: QuoteAttrConfig) -> None:
        super().__init__(config)
        encoder_config = config.encoder_config()
        options: dict[str, Any] = {"add_pooling_layer": False} if encoder_config.model_type in ("bert", "mpnet") else {}
        self.encoder = AutoModel.from_config(encoder_config, **options)
        self.add_heads(config, encoder_config.hidden_size)
        self.post_init()

    @classmethod
    def from_pretrained(  # type: ignore[override]
        cls,
        pretrained_model_name_or_path: str | PathLike[str] | None,
        *model_args: Any,
        output_loading_info: bool = False,
        **kwargs: Any,
    ) -> Self | tuple[Self, dict[str, Any]]:
        """Load a model as `transformers.PreTrainedModel.from_pretrained` does, but only whole.

        Weights keep the precision that they were saved in; `dtype=torch.float32` computes as `quoteattr.Pipeline` does.

        Args:
            pretrained_model_name_or_path: A folder, or a hub id.
            model_args: As for transformers.
            output_loading_info: Whether the keys that were found are returned as well.
            kwargs: As for transformers, such as `dtype`, `revision` and `local_files_only`.

        Raises:
            CheckpointError: If there are no weights there, they are damaged, or they are not those that the
                configuration asks for. Transformers itself would draw missing ones by chance and go on.
        """
        name = pretrained_model_name_or_path
        try:
            loaded: Any = super().from_pretrained(name, *model_args, output_loading_info=True, **kwargs)
        except (OSError, RuntimeError, SafetensorError) as error:
            raise CheckpointError(f"the model {str(name)!r} cannot be loaded: {error}") from error
        model, info = loaded
        wrong = {what: sorted(info[f"{what}_keys"]) for what in ("missing", "unexpected")}
        if any(wrong.values()):
            raise CheckpointError(
                f"the weights of {str(name)!r} are not those of its configuration: "
                f"{'; '.join(f'{what} {few_of(keys)}' for what, keys in wrong.items() if keys)}; the file was damaged "
                "or belongs to another model: fetch or save the folder again"
            )
        return loaded if output_loading_info else model  # type: ignore[no-any-return]

    def save_pretrained(self, save_directory: str | PathLike[str], *args: Any, **kwargs: Any) -> Any:
        """Save the model as `transformers.PreTrainedModel.save_pretrained` does.

        Weights keep the names that they have here, unless `save_original_format` is given: some versions of
        transformers would give some of them those that an older encoder had, which `quoteattr.Pipeline` does not read.

        Args:
            save_directory: Where to; it is made if need be.
            args: As for transformers.
            kwargs: As for transformers.
        """
        # They would tell of other files than those that are written here.
        Path(save_directory, CHECKSUMS).unlink(missing_ok=True)
        return super().save_pretrained(save_directory, *args, **{"save_original_format": False, **kwargs})

    def get_input_embeddings(self) -> nn.Module:
        """Return the embeddings of the encoder's words."""
        return self.encoder.get_input_embeddings()  # type: ignore[no-any-return]

    def set_input_embeddings(self, value: nn.Module) -> None:
        """Put other embeddings in the place of the encoder's words.

        Args:
            value: The embeddings.
        """
        self.encoder.set_input_embeddings(value)

    def _init_weights(self, module: nn.Module) -> None:
        if isinstance(module, nn.Linear | nn.Embedding):
            nn.init.normal_(module.weight, std=0.02)
        if isinstance(module, nn.Linear) and module.bias is not None:
            nn.init.zeros_(module.bias)
        if isinstance(module, nn.LayerNorm):
            nn.init.ones_(module.weight)
            nn.init.zeros_(module.bias)
