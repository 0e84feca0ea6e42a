"""The network: one encoder pass that feeds every head."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from quoteattr.model.antecedents import AntecedentHead, ends_of
from quoteattr.model.links import BETWEEN_SIZE, BREAKS_SIZE, GAP_SIZE, Candidates
from quoteattr.model.salience import SalienceHead
from quoteattr.model.settings import Settings

__all__ = ["TAGS", "LinkHead", "ModelOutput", "Network", "as_tensors"]

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
        ours = self.dropout(nn.functional.gelu(self.span(ends_of(states, spans))))
        none = self.none(ours)
        if not len(others):
            return torch.cat([none.new_full((len(spans), candidates["index"].shape[1]), -1e4), none], dim=1)
        theirs = self.dropout(nn.functional.gelu(self.other(ends_of(states, others))))[candidates["index"]]
        place = self.gap(candidates["gap"]) + self.breaks(candidates["breaks"]) + self.between(candidates["between"])
        pair = nn.functional.gelu(ours[:, None] + theirs + place)
        scores = self.score(pair).squeeze(-1) + (self.match(ours)[:, None] * theirs).sum(-1) / ours.shape[-1] ** 0.5
        return torch.cat([scores.masked_fill(~candidates["valid"], -1e4), none], dim=1)


def _salience_head(config: Settings, width: int) -> SalienceHead:
    return SalienceHead(
        width,
        config.salience_width,
        features=len(config.salience_features),
        layers=config.salience_layers,
        members=config.salience_members,
        dropout=config.head_dropout,
    )


def as_tensors(candidates: Candidates, device: torch.device | str = "cpu") -> dict[str, Tensor]:
    """Return the fields of `candidates` as tensors."""
    names = ("index", "valid", "gap", "breaks", "between")
    return {name: torch.from_numpy(getattr(candidates, name)).to(device) for name in names}


class Network(nn.Module):
    """Encoder with every head: tags, links between content, cue and source, antecedents, and salience if asked for.

    Casing, place relative to quotation marks and paragraph starts are added to the encoder's input, since an uncased
    encoder sees none of them.

    Two kinds of it have weights of the same names: `quoteattr.model.bert.Reader`, which only reads, and
    `quoteattr.model.modeling_quoteattr.QuoteAttrModel`, which is a model of transformers and learns.

    Attributes:
        config: The settings.
        encoder: The encoder.
    """

    config: Settings
    encoder: Any

    def add_heads(self, config: Settings, width: int) -> None:
        """Put in what is not the encoder.

        Args:
            config: The settings.
            width: Width of the token states.
        """
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

    @property
    def device(self) -> torch.device:
        """Where the weights are."""
        return self.tags.weight.device

    def words(self) -> nn.Embedding:
        """Return the embeddings of the encoder's words."""
        words: nn.Embedding = self.encoder.get_input_embeddings()
        return words

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
        words = self.words()(input_ids)
        inputs = words + self.casing(casing) + self.marks(marks) + self.breaks(breaks)
        states = self.encoder(inputs_embeds=inputs, attention_mask=attention_mask).last_hidden_state
        return ModelOutput(states=states, tags=self.tags(self.dropout(states)))
