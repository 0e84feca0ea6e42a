"""The head that scores antecedents: which earlier or later mention a source refers to.

An option is an entity with several mentions; its score is the log of the sum of its mentions' scores, so that one good
antecedent is enough, plus a weight for each fact that the article's words state about it. Trained as mention ranking
with all right antecedents summed (Durrett and Klein, 2013; Lee et al., 2017), on token states without span pooling
(Kirstain et al., 2021).
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

__all__ = ["KINDS", "AntecedentHead", "AntecedentScorer", "Options", "ends_of"]

# He and she are one kind, so that nothing is learned of the one that is not learned of the other.
KINDS = ("personal", "they", "it", "relative", "described", "implied")

# Facts are stored in units of this size: a step of the optimiser moves each weight by about the learning rate, and the
# weights of facts have far to go.
_UNIT = 10.0
# Mentions of a text that are remembered before they are forgotten together; few articles have as many.
_MENTIONS_KEPT = 2000

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Options:
    """The options of a questions, at most k for each, with at most j mentions and f facts for each option.

    Args:
        mentions: Places of the mentions in a list of token spans, -1 for none, shape (a, k, j).
        facts: Numbers of the facts, -1 for none, shape (a, k, f).
        valid: Which options there are, shape (a, k).
    """

    mentions: Tensor
    facts: Tensor
    valid: Tensor


class AntecedentHead(nn.Module):
    """Score, for each anaphor, its options and the answer "none of them".

    Args:
        width: Width of the token states.
        hidden: Width of the head.
        facts: Number of facts.
        dropout: Dropout on the span representations.
    """

    def __init__(self, width: int, hidden: int, facts: int, dropout: float) -> None:
        super().__init__()
        self.anaphor = nn.Linear(2 * width, hidden)
        self.mention = nn.Linear(2 * width, hidden)
        self.kind = nn.Embedding(len(KINDS), hidden)
        self.dropout = nn.Dropout(dropout)
        self.match = nn.Linear(hidden, hidden, bias=False)
        self.pair = nn.Linear(hidden, hidden)
        self.score = nn.Linear(hidden, 1)
        self.none = nn.Linear(hidden, 1)
        self.unseen = nn.Parameter(torch.zeros(1))
        self.facts = nn.Parameter(torch.zeros(facts))

    def forward(self, states: Tensor, anaphors: Tensor, kinds: Tensor, mentions: Tensor, options: Options) -> Tensor:
        """Return logits of shape (a, k + 1); the last one is "none".

        Args:
            states: Token states, shape (tokens, width).
            anaphors: Half-open token spans, shape (a, 2).
            kinds: Place of each anaphor's kind in `KINDS`, shape (a,).
            mentions: Half-open token spans, shape (m, 2).
            options: The options.
        """
        ours = self.dropout(torch.relu(self.anaphor(ends_of(states, anaphors)) + self.kind(kinds)))
        none = self.none(ours).float()
        theirs = self.dropout(torch.relu(self.mention(ends_of(states, mentions))))
        left, right = self.match(ours) / ours.shape[-1] ** 0.5, self.pair(ours)
        chosen = theirs[options.mentions.clamp(min=0)]
        pair = torch.relu(chosen + right[:, None, None])
        scores = (self.score(pair).squeeze(-1) + torch.einsum("akjh,ah->akj", chosen, left)).float()
        seen = options.mentions >= 0
        scores = scores.masked_fill(~seen, -1e4).logsumexp(-1)
        scores = torch.where(seen.any(-1), scores, self.unseen.float())
        weights = _UNIT * torch.cat([self.facts, self.facts.new_zeros(1)]).float()
        scores = scores + weights[options.facts].sum(-1)
        return torch.cat([scores.masked_fill(~options.valid, -1e4), none], dim=1)


def ends_of(states: Tensor, spans: Tensor) -> Tensor:
    """Return the states of the first and the last token of each span, side by side, shape (n, 2 * width).

    Args:
        states: Token states, shape (tokens, width).
        spans: Half-open token spans, shape (n, 2).

    Example:
        >>> ends_of(torch.tensor([[1.0], [2.0], [3.0]]), torch.tensor([[0, 3]])).tolist()
        [[1.0, 3.0]]
    """
    return torch.cat([states[spans[:, 0]], states[spans[:, 1] - 1]], dim=-1)


class AntecedentScorer:
    """The head over one text, asked one question after the other, as they arise in reading.

    Args:
        head: The head.
        facts: Names of the facts, in the order of their weights.
        offsets: Half-open code-point offsets of the text's tokens, shape (n, 2).
        states: Their states, shape (n, width).
    """

    def __init__(self, head: AntecedentHead, facts: Sequence[str], offsets: Ints, states: Floats) -> None:
        self._weights: dict[str, Any] = {n: v.detach().float().numpy(force=True) for n, v in head.state_dict().items()}
        self._facts = dict(zip(facts, (_UNIT * self._weights["facts"]).tolist(), strict=True))
        # As quick to look up as in a list, in a fraction of the memory.
        self._starts, self._stops = (array("q", np.ascontiguousarray(column).tobytes()) for column in offsets.T)
        self._states = states
        # The mentions that were asked about so far: the place of each in the rows.
        self._mentions: dict[tuple[int, int], int] = {}
        self._rows: Floats = np.empty((0, head.mention.out_features), np.float32)

    def scores(
        self, start: int, end: int, kind: str, options: Sequence[tuple[Sequence[tuple[int, int]], Sequence[str]]]
    ) -> Floats:
        """Return the probability of each option, and last that of "none of them".

        Args:
            start: Offset of the anaphor's first character.
            end: Offset after its last character.
            kind: Its kind, one of `KINDS`.
            options: For each option the offsets of its mentions, at least one, and its facts.
        """
        w = self._weights
        ours = np.maximum(
            self._ends([(start, end)])[0] @ w["anaphor.weight"].T
            + w["anaphor.bias"]
            + w["kind.weight"][KINDS.index(kind)],
            0,
        )
        logits = np.empty(len(options) + 1, np.float32)
        logits[-1] = ours @ w["none.weight"][0] + w["none.bias"][0]
        left, right = w["match.weight"] @ ours / len(ours) ** 0.5, w["pair.weight"] @ ours + w["pair.bias"]
        spans = [span for mentions, _ in options for span in mentions]
        if spans:
            theirs = self._of(spans)
            each = np.maximum(theirs + right, 0) @ w["score.weight"][0] + w["score.bias"][0] + theirs @ left
            firsts = np.cumsum([0, *(len(mentions) for mentions, _ in options[:-1])])
            highest = np.maximum.reduceat(each, firsts)
            sizes = [len(mentions) for mentions, _ in options]
            logits[:-1] = highest + np.log(np.add.reduceat(np.exp(each - np.repeat(highest, sizes)), firsts))
            logits[:-1] += [sum(map(self._facts.get, facts, repeat(0.0))) for _, facts in options]
        exponents = np.exp(logits - logits.max())
        scores: Floats = exponents / exponents.sum()
        return scores

    def _of(self, spans: Sequence[tuple[int, int]]) -> Floats:
        """Return what the head makes of mentions, each worked out once, but for those that are long past."""
        if len(self._rows) > _MENTIONS_KEPT:
            self._mentions, self._rows = {}, self._rows[:0]
        new = [span for span in dict.fromkeys(spans) if span not in self._mentions]
        if new:
            w = self._weights
            rows = np.maximum(self._ends(new) @ w["mention.weight"].T + w["mention.bias"], 0)
            self._mentions.update((span, len(self._rows) + i) for i, span in enumerate(new))
            self._rows = np.concatenate([self._rows, rows])
        known: Floats = self._rows[[self._mentions[span] for span in spans]]
        return known

    def _ends(self, spans: Iterable[tuple[int, int]]) -> Floats:
        """Return the states of the first and the last token of each span, side by side."""
        places = []
        for start, end in spans:
            first = min(bisect_right(self._stops, start), len(self._stops) - 1)
            places.append((first, max(bisect_left(self._starts, end) - 1, first)))
        ends: Floats = self._states[np.array(places)].reshape(len(places), -1)
        return ends
