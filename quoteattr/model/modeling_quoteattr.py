"""The model: one encoder pass that feeds every head."""

from collections.abc import Mapping
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Any, Self

import torch
from safetensors import SafetensorError
from torch import Tensor, nn
from transformers import AutoModel, PreTrainedModel

from quoteattr.errors import CheckpointError
from quoteattr.model.antecedents import AntecedentHead
from quoteattr.model.configuration_quoteattr import QuoteAttrConfig
from quoteattr.model.layout import CHECKSUMS
from quoteattr.model.links import BETWEEN_SIZE, BREAKS_SIZE, GAP_SIZE, Candidates
from quoteattr.model.salience import SalienceHead

__all__ = ["TAGS", "LinkHead", "ModelOutput", "QuoteAttrModel"]

TAGS = ("O", "B-content", "I-content", "B-cue", "I-cue", "B-source", "I-source")
"""The tags of a token: outside, then beginning and inside of each part of a quotation."""


@dataclass(frozen=True, slots=True)
class ModelOutput:
    """What one pass gives.

    Args:
        states: Token states, shape (windows, tokens, width).
        tags: Logits of the tags, shape (windows, tokens, len(TAGS)).

    Example:
        >>> ModelOutput(states=torch.zeros(1, 5, 8), tags=torch.zeros(1, 5, 7)).tags.argmax(-1).tolist()
        [[0, 0, 0, 0, 0]]
    """

    states: Tensor
    tags: Tensor


class LinkHead(nn.Module):
    """Score, for each span, its candidates and the answer "none".

    A span is seen as its first and last token's state; a pair also as its distance. Two of these stand in the model:
    content fragment to cue, and cue to source.

    Args:
        width: Width of the token states.
        hidden: Width of the head.
        dropout: Dropout on the span representations.

    Example:
        >>> head = LinkHead(width=8, hidden=4, dropout=0.0)
        >>> none_to_choose = {"index": torch.zeros(1, 0, dtype=torch.long)}
        >>> head(torch.zeros(3, 8), torch.tensor([[0, 2]]), torch.zeros(0, 2, dtype=torch.long), none_to_choose).shape
        torch.Size([1, 1])
    """

    def __init__(self, width: int, hidden: int, dropout: float) -> None:
        super().__init__()
        self.span = nn.Linear(2 * width, hidden)
        self.other = nn.Linear(2 * width, hidden)
        self.gap = nn.Embedding(GAP_SIZE, hidden)
        self.breaks = nn.Embedding(BREAKS_SIZE, hidden)
        self.between = nn.Embedding(BETWEEN_SIZE, hidden)
        self.dropout = nn.Dropout(dropout)
        self.match = nn.Linear(hidden, hidden, bias=False)
        self.score = nn.Linear(hidden, 1)
        self.none = nn.Linear(hidden, 1)

    def forward(self, states: Tensor, spans: Tensor, others: Tensor, candidates: Mapping[str, Tensor]) -> Tensor:
        """Return logits of shape (n, k + 1); the last one is "none".

        Args:
            states: Token states, shape (tokens, width).
            spans: Half-open token spans, shape (n, 2).
            others: Half-open token spans, shape (m, 2).
            candidates: The fields of `Candidates` as tensors.
        """
        ours = self.dropout(nn.functional.gelu(self.span(_ends(states, spans))))
        none = self.none(ours)
        if not len(others):
            return torch.cat([none.new_full((len(spans), candidates["index"].shape[1]), -1e4), none], dim=1)
        theirs = self.dropout(nn.functional.gelu(self.other(_ends(states, others))))[candidates["index"]]
        place = self.gap(candidates["gap"]) + self.breaks(candidates["breaks"]) + self.between(candidates["between"])
        pair = nn.functional.gelu(ours[:, None] + theirs + place)
        scores = self.score(pair).squeeze(-1) + (self.match(ours)[:, None] * theirs).sum(-1) / ours.shape[-1] ** 0.5
        return torch.cat([scores.masked_fill(~candidates["valid"], -1e4), none], dim=1)


def _salience_head(config: QuoteAttrConfig, width: int) -> SalienceHead:
    return SalienceHead(
        width,
        config.salience_width,
        features=len(config.salience_features),
        layers=config.salience_layers,
        members=config.salience_members,
        dropout=config.head_dropout,
    )


def _ends(states: Tensor, spans: Tensor) -> Tensor:
    return torch.cat([states[spans[:, 0]], states[spans[:, 1] - 1]], dim=-1)


def _first(keys: list[str]) -> str:
    """Name the first few keys, and say how many more there are."""
    return ", ".join(keys[:3]) + (f" and {len(keys) - 3} more" if len(keys) > 3 else "")


def as_tensors(candidates: Candidates, device: torch.device | str = "cpu") -> dict[str, Tensor]:
    """Return the fields of `candidates` as tensors."""
    names = ("index", "valid", "gap", "breaks", "between")
    return {name: torch.from_numpy(getattr(candidates, name)).to(device) for name in names}


class QuoteAttrModel(PreTrainedModel):
    """Encoder with the heads of quotations: tags, and links between content, cue and source.

    Casing, place relative to quotation marks and paragraph starts are added to the encoder's input, since an uncased
    encoder sees none of them. A tokenizer alone does not give them: `quoteattr.Pipeline` and
    `quoteattr.model.encode.Encoder` do.

    Args:
        config: The configuration.

    Example:
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
        width = encoder_config.hidden_size
        self.casing = nn.Embedding(config.casing_size, width)
        self.marks = nn.Embedding(config.mark_size, width)
        self.breaks = nn.Embedding(config.break_size, width)
        self.dropout = nn.Dropout(config.head_dropout)
        self.tags = nn.Linear(width, len(TAGS))
        self.content_to_cue = LinkHead(width, config.link_width, config.head_dropout)
        self.cue_to_source = LinkHead(width, config.link_width, config.head_dropout)
        self.antecedents = AntecedentHead(
            width, config.antecedent_width, len(config.antecedent_facts), config.head_dropout
        )
        self.salience = _salience_head(config, width) if config.salience_width else None
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
                f"{'; '.join(f'{what} {_first(keys)}' for what, keys in wrong.items() if keys)}; the file was damaged "
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

    def forward(
        self, input_ids: Tensor, attention_mask: Tensor, casing: Tensor, marks: Tensor, breaks: Tensor
    ) -> ModelOutput:
        """Run one pass over a batch of windows.

        Args:
            input_ids: Token ids, shape (windows, tokens).
            attention_mask: 1 for tokens, 0 for padding, same shape.
            casing: Casing class of each token, same shape.
            marks: Class of each token's place relative to quotation marks, same shape.
            breaks: Class of each token's place relative to paragraph breaks, same shape.
        """
        words = self.encoder.get_input_embeddings()(input_ids)
        inputs = words + self.casing(casing) + self.marks(marks) + self.breaks(breaks)
        states = self.encoder(inputs_embeds=inputs, attention_mask=attention_mask).last_hidden_state
        return ModelOutput(states=states, tags=self.tags(self.dropout(states)))
