"""The head that scores sentences: how much each belongs in a summary.

A sentence is seen as its tokens, pooled by attention, and as the features that the summary reads off the page (place,
topic, form, speech); a small transformer lets the sentences of an article see each other (Liu and Lapata, 2019, put one
on top of their encoder in the same way). Several members that were trained from different seeds are averaged, since a
few hundred articles with key facts leave much to chance.
"""

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from quoteattr.model.salience_members import pool, score_together

__all__ = ["BLOCK", "SalienceHead"]

_PLACES = 64
# Sentences that see each other: keeps time linear in an article's length.
BLOCK = 192
_HEADS = 4


class SalienceHead(nn.Module):
    """Score the sentences of articles.

    Args:
        width: Width of the token states.
        hidden: Width of the head, a multiple of four.
        features: Number of features of a sentence.
        layers: Layers in which sentences see each other.
        members: Scorers that are averaged.
        dropout: Dropout while learning.

    Example:
        >>> head = SalienceHead(8, 16, features=3, layers=1, members=2, dropout=0.0).eval()
        >>> head(torch.ones(5, 8), torch.tensor([0, 0, 1, 1, 2]), torch.ones(3, 3), [2, 1]).shape
        torch.Size([3])
    """

    mean: Tensor
    scale: Tensor

    def __init__(self, width: int, hidden: int, *, features: int, layers: int, members: int, dropout: float) -> None:
        super().__init__()
        self.register_buffer("mean", torch.zeros(features))
        self.register_buffer("scale", torch.ones(features))
        self.members = nn.ModuleList(_Member(width, hidden, features, layers, dropout) for _ in range(members))

    def forward(
        self, states: Tensor, owners: Tensor, features: Tensor, sizes: Sequence[int], *, place: int = 0
    ) -> Tensor:
        """Return one logit a sentence; a softmax over an article gives shares of what matters in it.

        Args:
            states: Token states of the articles laid end to end, shape (tokens, width).
            owners: The sentence that each token belongs to, from 0, shape (tokens,).
            features: Features of the sentences, shape (n, f).
            sizes: Number of sentences of each article, n in all.
            place: Place of the first sentence in its article, a multiple of `BLOCK`, when it is scored block by block.
        """
        if not len(features):
            return features.new_zeros(0)
        scaled = self.scaled(features)
        if self.training:
            return torch.stack([member(states, owners, scaled, sizes) for member in self.members]).mean(0)
        blocks, places = _blocks(sizes, features.device)
        places = (places + place).clamp(max=_PLACES - 1)
        members = list(self.members)
        return score_together(members, states, owners, scaled, blocks=blocks, places=places, heads=_HEADS).mean(0)

    def scaled(self, features: Tensor) -> Tensor:
        """Return features in units of their spread over the articles that were learned from.

        Args:
            features: Features of sentences, shape (n, f).
        """
        return (features - self.mean) / self.scale


class _Member(nn.Module):
    def __init__(self, width: int, hidden: int, features: int, layers: int, dropout: float) -> None:
        super().__init__()
        self.token = nn.Linear(width, hidden)
        self.attention = nn.Linear(width, _HEADS)
        self.whole = nn.Linear(width, hidden)
        self.features = nn.Linear(features, hidden)
        self.place = nn.Embedding(_PLACES, hidden)
        self.norm = nn.LayerNorm(hidden)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(
            nn.TransformerEncoderLayer(
                hidden, _HEADS, 2 * hidden, dropout, activation="gelu", batch_first=True, norm_first=True
            )
            for _ in range(layers)
        )
        self.last = nn.LayerNorm(hidden)
        self.score = nn.Linear(hidden, 1)
        self.plain = nn.Linear(features, 1)

    def forward(self, states: Tensor, owners: Tensor, features: Tensor, sizes: Sequence[int]) -> Tensor:
        blocks, places = _blocks(sizes, features.device)
        own = self.features(features) + self.place(places) + self._pooled(states, owners, len(features))
        own = self.dropout(nn.functional.gelu(self.norm(own)))
        longest = max((len(block) for block in blocks), default=0)
        rows = nn.utils.rnn.pad_sequence([own[block] for block in blocks], batch_first=True)
        lengths = torch.tensor([len(block) for block in blocks], device=own.device)
        padding = torch.arange(longest, device=own.device) >= lengths[:, None]
        for layer in self.layers:
            rows = layer(rows, src_key_padding_mask=padding)
        # Blocks follow one another as the sentences do.
        scores = self.score(self.last(rows[~padding]))
        logits: Tensor = (scores + self.plain(features)).squeeze(-1)
        return logits

    def _pooled(self, states: Tensor, owners: Tensor, n: int) -> Tensor:
        """Pool the tokens of each sentence: by attention, and their mean as a direction."""
        # A channel is dropped for all tokens at once: as good here as one by one, and much cheaper.
        states = states * self.dropout(states.new_ones(states.shape[1]))
        values = nn.functional.gelu(self.token(states)).unflatten(1, (_HEADS, -1))
        attended = pool(values, self.attention(states), owners, n).flatten(1)
        whole = states.new_zeros(n, states.shape[1]).index_add(0, owners, states)
        direction = nn.functional.normalize(whole, dim=-1) * states.shape[1] ** 0.5
        pooled: Tensor = attended + self.whole(self.dropout(direction))
        return pooled


def _blocks(sizes: Sequence[int], device: torch.device) -> tuple[list[Tensor], Tensor]:
    """Return the places of the sentences of each block, and each sentence's place in its article, up to the last."""
    blocks, first = [], 0
    for size in sizes:
        if size:
            blocks += torch.arange(first, first + size, device=device).split(BLOCK)
        first += size
    places = [torch.arange(size, device=device).clamp(max=_PLACES - 1) for size in sizes]
    return blocks, torch.cat(places) if places else torch.zeros(0, dtype=torch.long, device=device)
