"""A BERT that only reads, and the network around it: torch alone, since importing transformers takes seconds."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, NamedTuple, Self, cast

from torch import Tensor, nn

from quoteattr.model.network import Network
from quoteattr.model.settings import Settings

__all__ = ["Bert", "BertSizes", "Reader", "readable"]

# What this BERT does not do another way than by default.
_ONLY = {
    "model_type": "bert",
    "hidden_act": "gelu",
    "position_embedding_type": "absolute",
    "is_decoder": False,
    "add_cross_attention": False,
}


def readable(settings: Settings) -> bool:
    """Tell whether the encoder that is asked for is the one here; for any other, transformers has a model.

    Args:
        settings: The settings.

    Example:
        >>> readable(Settings({"model_type": "bert"})), readable(Settings({"model_type": "mpnet"}))
        (True, False)
    """
    return all(settings.encoder.get(name, value) == value for name, value in _ONLY.items())


@dataclass(frozen=True, slots=True)
class BertSizes:
    """Sizes of the encoder, with the names and the defaults that they have in transformers.

    Args:
        vocab_size: Words.
        hidden_size: Width of a state.
        num_hidden_layers: Layers.
        num_attention_heads: Heads of a layer.
        intermediate_size: Width inside the second half of a layer.
        max_position_embeddings: Tokens that a window can have.
        type_vocab_size: Kinds of segments, of which the first alone is used.
        layer_norm_eps: What keeps a division by zero away.

    Example:
        >>> BertSizes.of({"model_type": "bert", "hidden_size": 8}).hidden_size
        8
    """

    vocab_size: int = 30522
    hidden_size: int = 768
    num_hidden_layers: int = 12
    num_attention_heads: int = 12
    intermediate_size: int = 3072
    max_position_embeddings: int = 512
    type_vocab_size: int = 2
    layer_norm_eps: float = 1e-12

    @classmethod
    def of(cls, encoder: Mapping[str, Any]) -> Self:
        """Take the sizes from the encoder's configuration.

        Args:
            encoder: The configuration.
        """
        return cls(**{field.name: encoder[field.name] for field in fields(cls) if field.name in encoder})


class States(NamedTuple):
    """What an encoder returns.

    Args:
        last_hidden_state: Token states, shape (windows, tokens, width).
    """

    last_hidden_state: Tensor


# The modules below have the names that the weights of a BERT have wherever one is saved.


class _Embeddings(nn.Module):
    def __init__(self, sizes: BertSizes) -> None:
        super().__init__()
        self.word_embeddings = nn.Embedding(sizes.vocab_size, sizes.hidden_size)
        self.position_embeddings = nn.Embedding(sizes.max_position_embeddings, sizes.hidden_size)
        self.token_type_embeddings = nn.Embedding(sizes.type_vocab_size, sizes.hidden_size)
        self.LayerNorm = nn.LayerNorm(sizes.hidden_size, eps=sizes.layer_norm_eps)

    def forward(self, inputs: Tensor) -> Tensor:
        placed = inputs + self.token_type_embeddings.weight[0] + self.position_embeddings.weight[: inputs.shape[1]]
        normed: Tensor = self.LayerNorm(placed)
        return normed


class _SelfAttention(nn.Module):
    def __init__(self, sizes: BertSizes) -> None:
        super().__init__()
        self.head = sizes.hidden_size // sizes.num_attention_heads
        self.query = nn.Linear(sizes.hidden_size, sizes.hidden_size)
        self.key = nn.Linear(sizes.hidden_size, sizes.hidden_size)
        self.value = nn.Linear(sizes.hidden_size, sizes.hidden_size)

    def forward(self, states: Tensor, mask: Tensor | None) -> Tensor:
        windows, tokens, width = states.shape
        query, key, value = (
            layer(states).view(windows, tokens, -1, self.head).transpose(1, 2)
            for layer in (self.query, self.key, self.value)
        )
        seen = nn.functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        return seen.transpose(1, 2).reshape(windows, tokens, width)


class _Output(nn.Module):
    def __init__(self, inner: int, sizes: BertSizes) -> None:
        super().__init__()
        self.dense = nn.Linear(inner, sizes.hidden_size)
        self.LayerNorm = nn.LayerNorm(sizes.hidden_size, eps=sizes.layer_norm_eps)

    def forward(self, inner: Tensor, states: Tensor) -> Tensor:
        normed: Tensor = self.LayerNorm(self.dense(inner) + states)
        return normed


class _Layer(nn.Module):
    def __init__(self, sizes: BertSizes) -> None:
        super().__init__()
        self.attention = nn.ModuleDict(
            {"self": _SelfAttention(sizes), "output": _Output(sizes.hidden_size, sizes)}  # as they are saved
        )
        self.intermediate = nn.ModuleDict({"dense": nn.Linear(sizes.hidden_size, sizes.intermediate_size)})
        self.output = _Output(sizes.intermediate_size, sizes)

    def forward(self, states: Tensor, mask: Tensor | None) -> Tensor:
        states = self.attention["output"](self.attention["self"](states, mask), states)
        read: Tensor = self.output(nn.functional.gelu(self.intermediate["dense"](states)), states)
        return read


class Bert(nn.Module):
    """The encoder, without dropout: it cannot learn.

    Args:
        sizes: Its sizes.

    Example:
        >>> import torch
        >>> bert = Bert(BertSizes(20, 8, 1, 2, 16))
        >>> bert(torch.zeros(1, 5, 8), torch.ones(1, 5)).last_hidden_state.shape
        torch.Size([1, 5, 8])
    """

    def __init__(self, sizes: BertSizes) -> None:
        super().__init__()
        self.config = sizes
        self.embeddings = _Embeddings(sizes)
        self.encoder = nn.ModuleDict({"layer": nn.ModuleList(_Layer(sizes) for _ in range(sizes.num_hidden_layers))})

    def get_input_embeddings(self) -> nn.Embedding:
        """Return the embeddings of the words."""
        return self.embeddings.word_embeddings

    def layers(self) -> nn.ModuleList:
        """Return the layers."""
        return cast("nn.ModuleList", self.encoder["layer"])

    def forward(self, inputs_embeds: Tensor, attention_mask: Tensor) -> States:
        """Run the layers.

        Args:
            inputs_embeds: What stands for each token, shape (windows, tokens, width).
            attention_mask: 1 for tokens, 0 for padding, shape (windows, tokens).
        """
        states = self.embeddings(inputs_embeds)
        # Without a mask, attention is quicker, and most windows are full.
        mask = None if bool(attention_mask.all()) else attention_mask[:, None, None].bool()
        for layer in self.layers():
            states = layer(states, mask)
        return States(states)


class Reader(Network):
    """The network around a BERT, to read with.

    Args:
        config: The settings, of which `readable` must be true.

    Example:
        >>> import torch
        >>> tiny = {"model_type": "bert", "hidden_size": 8, "num_hidden_layers": 1, "num_attention_heads": 2,
        ...         "intermediate_size": 16, "vocab_size": 20}
        >>> ids = torch.ones(1, 5, dtype=torch.long)
        >>> Reader(Settings(tiny, window=16, overlap=4)).eval()(ids, ids, ids, ids, ids).tags.shape
        torch.Size([1, 5, 7])
    """

    def __init__(self, config: Settings) -> None:
        super().__init__()
        self.config = config
        sizes = BertSizes.of(config.encoder)
        self.encoder = Bert(sizes)
        self.add_heads(config, sizes.hidden_size)
