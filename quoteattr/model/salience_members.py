"""All members of the head of salience in one pass: what `SalienceHead` computes when it does not learn.

The members have the same shape, so that each of their layers is one product of stacked weights. A member by itself is
small, and its time is mostly that of the calls.
"""

from collections.abc import Sequence

import torch
from torch import Tensor, nn

__all__ = ["pool", "score_together"]


def score_together(
    members: Sequence[nn.Module],
    states: Tensor,
    owners: Tensor,
    features: Tensor,
    *,
    blocks: Sequence[Tensor],
    places: Tensor,
    heads: int,
) -> Tensor:
    """Return the logits of every member, shape (members, n).

    Args:
        members: The members, all of the same shape.
        states: Token states, shape (tokens, width).
        owners: The sentence that each token belongs to, shape (tokens,).
        features: Scaled features of the sentences, shape (n, f).
        blocks: Places of the sentences that see each other, at least one block.
        places: Place of each sentence in its article, shape (n,).
        heads: Heads of every attention.
    """
    all_of = _Stacked(members)
    own = all_of.linear("features", features) + all_of["place.weight"][:, places]
    own = nn.functional.gelu(all_of.norm("norm", own + _pooled(all_of, states, owners, len(features), heads)))
    index = nn.utils.rnn.pad_sequence(list(blocks), batch_first=True)
    lengths = torch.tensor([len(block) for block in blocks], device=own.device)
    seen = torch.arange(index.shape[1], device=own.device) < lengths[:, None]
    rows = own[:, index.flatten()]
    for layer in range(len(members[0].layers)):  # type: ignore[arg-type]
        rows = _layer(all_of, f"layers.{layer}", rows, seen, heads)
    scores = all_of.linear("score", all_of.norm("last", rows[:, seen.flatten()]))
    logits: Tensor = (scores + all_of.linear("plain", features)).squeeze(-1)
    return logits


def pool(values: Tensor, logits: Tensor, owners: Tensor, n: int) -> Tensor:
    """Pool the tokens of each sentence by attention.

    Args:
        values: What is pooled, shape (tokens, heads, width).
        logits: Of each token's weight among those of its sentence, shape (tokens, heads).
        owners: The sentence that each token belongs to, shape (tokens,).
        n: Number of sentences.

    Returns:
        The pooled values, zeros for a sentence without a token, shape (n, heads, width).

    Example:
        >>> pool(torch.tensor([[[1.0]], [[3.0]]]), torch.zeros(2, 1), torch.tensor([1, 1]), 2).flatten().tolist()
        [0.0, 2.0]
    """
    heads = logits.shape[1]
    tops = logits.new_full((n, heads), -torch.inf)
    tops = tops.scatter_reduce(0, owners[:, None].expand(-1, heads), logits.detach(), "amax")
    weights = torch.exp(logits - tops[owners])
    sums = values.new_zeros(n, *values.shape[1:]).index_add(0, owners, values * weights[..., None])
    totals = weights.new_zeros(n, heads).index_add(0, owners, weights)
    return sums / totals.clamp(min=1e-9)[..., None]


def _pooled(all_of: "_Stacked", states: Tensor, owners: Tensor, n: int, heads: int) -> Tensor:
    """Return what a `_Member` makes of the tokens of each sentence, shape (members, n, hidden)."""
    token, attention = all_of["token.weight"], all_of["attention.weight"]
    members, hidden = token.shape[:2]
    weight = torch.cat([token.flatten(0, 1), attention.flatten(0, 1)])
    bias = torch.cat([all_of["token.bias"].flatten(), all_of["attention.bias"].flatten()])
    values, logits = nn.functional.linear(states, weight, bias).split([members * hidden, members * heads], dim=1)
    values = nn.functional.gelu(values).unflatten(1, (members * heads, -1))
    attended = pool(values, logits, owners, n).reshape(n, members, hidden).transpose(0, 1)
    whole = states.new_zeros(n, states.shape[1]).index_add(0, owners, states)
    direction = nn.functional.normalize(whole, dim=-1) * states.shape[1] ** 0.5
    return attended + all_of.linear("whole", direction)


def _layer(all_of: "_Stacked", name: str, rows: Tensor, seen: Tensor, heads: int) -> Tensor:
    """Return what `nn.TransformerEncoderLayer`, with its norms first, makes of rows, shape (members, rows, hidden)."""
    members, _, hidden = rows.shape
    projected = all_of.linear(f"{name}.self_attn.in_proj", all_of.norm(f"{name}.norm1", rows), joint="_")
    parts = projected.view(members * len(seen), seen.shape[1], 3, heads, hidden // heads)
    query, key, value = parts.permute(2, 0, 3, 1, 4)
    mask = None if bool(seen.all()) else seen[:, None, None].repeat(members, 1, 1, 1)
    attended = nn.functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
    attended = attended.transpose(1, 2).reshape(rows.shape)
    rows = rows + all_of.linear(f"{name}.self_attn.out_proj", attended)
    wide = nn.functional.gelu(all_of.linear(f"{name}.linear1", all_of.norm(f"{name}.norm2", rows)))
    return rows + all_of.linear(f"{name}.linear2", wide)


class _Stacked:
    """Parameters of all members by their name in one of them."""

    def __init__(self, members: Sequence[nn.Module]) -> None:
        self._members = [dict(member.named_parameters()) for member in members]

    def __getitem__(self, name: str) -> Tensor:
        return torch.stack([parameters[name] for parameters in self._members])

    def linear(self, name: str, rows: Tensor, *, joint: str = ".") -> Tensor:
        """Apply each member's layer to its own rows, or all to the same."""
        weight, bias = self[f"{name}{joint}weight"], self[f"{name}{joint}bias"]
        return torch.baddbmm(bias[:, None], rows.expand(len(weight), *rows.shape[-2:]), weight.transpose(1, 2))

    def norm(self, name: str, rows: Tensor) -> Tensor:
        """Apply each member's layer norm to its own rows."""
        plain = nn.functional.layer_norm(rows, rows.shape[-1:])
        return plain * self[f"{name}.weight"][:, None] + self[f"{name}.bias"][:, None]
