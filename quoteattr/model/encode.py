"""From text to token states: one pass over a text's windows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import torch
from numpy.typing import NDArray

from quoteattr.model.antecedents import AntecedentScorer
from quoteattr.model.features import Tokens, tokenize
from quoteattr.model.links import link_candidates
from quoteattr.model.network import TAGS, LinkHead, Network, as_tensors
from quoteattr.model.salience import BLOCK
from quoteattr.model.windows import blend_weights, collate, keep_best, window_spans
from quoteattr.model.wordpieces import WordpieceTokenizer
from quoteattr.text.marks import QuotedRegion

__all__ = ["Encoder", "Links", "TokenStates"]

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

# What is done at once of one text bounds the memory of a long one: tokens of a forward pass, spans that are linked,
# tokens that the salience of a sentence is read from.
_TOKENS_AT_ONCE = 16 * 384
# A CPU reads as fast by two windows, in 200 MB less.
_TOKENS_AT_ONCE_ON_CPU = 2 * 384
_SPANS_AT_ONCE = 128
_TOKENS_OF_A_SENTENCE = 4096
# From a half-open span to its first and last token.
_LAST = np.array([0, 1])


@dataclass(frozen=True, slots=True)
class TokenStates:
    """A text's tokens with what the encoder made of them.

    Args:
        tokens: The tokens, n in all.
        tags: Log-probabilities of `TAGS`, where windows overlap of their mean, shape (n, len(TAGS)).
        states: Token states, shape (n, width).

    Example:
        >>> from quoteattr import Pipeline
        >>> states = Pipeline.from_pretrained("default").encoder.encode("It rained.")
        >>> len(states.tokens), states.tags.shape, states.states.shape
        (3, (3, 7), (3, 384))
    """

    tokens: Tokens
    tags: Floats
    states: Floats


@dataclass(frozen=True, slots=True)
class Links:
    """For each span its likeliest partner.

    Args:
        best: Place of the partner, -1 for none, shape (n,).
        score: Probability of that answer, shape (n,).

    Example:
        >>> Links(best=np.array([2, -1]), score=np.array([0.9, 0.6], np.float32)).best.tolist()
        [2, -1]
    """

    best: Ints
    score: Floats


class Encoder:
    """A model with its tokenizer, ready to read texts.

    Args:
        model: The model; it is put into evaluation mode.
        tokenizer: Its tokenizer.

    Example:
        >>> from quoteattr import Pipeline
        >>> encoder = Pipeline.from_pretrained("default").encoder
        >>> encoder.encode("").states.shape
        (0, 384)
    """

    def __init__(self, model: Network, tokenizer: WordpieceTokenizer) -> None:
        self.model = model.eval()
        self.tokenizer = tokenizer

    @property
    def min_score(self) -> float:
        """Score below which a quotation is left out."""
        return float(self.model.config.min_score)

    @property
    def calibration(self) -> dict[str, Any] | None:
        """What turns the measures of a quotation into its score; `None` for the plain score."""
        return self.model.config.calibration

    @property
    def speaker_calibration(self) -> dict[str, Any] | None:
        """What makes the scores of speakers probabilities; `None` for the plain scores."""
        return self.model.config.speaker_calibration

    @torch.inference_mode()
    def encode(self, text: str, regions: Sequence[QuotedRegion] | None = None) -> TokenStates:
        """Return the token states of a text of any length.

        The windows of a text never share a pass with another text's, so that its result does not depend on what
        else is being read.

        Args:
            text: Well-formed text; it may be empty.
            regions: The text's quoted regions; `None` pairs the marks here.
        """
        config = self.model.config
        tokens = tokenize(text, self.tokenizer, regions)
        spans = window_spans(len(tokens), room=config.window - 2, overlap=config.overlap)
        width = self.model.tags.in_features
        tags = np.zeros((len(tokens), len(TAGS)), np.float32)
        states = np.empty((len(tokens), width), np.float32)
        kept = keep_best(spans) if spans else []
        budget = _TOKENS_AT_ONCE_ON_CPU if self.model.device.type == "cpu" else _TOKENS_AT_ONCE
        at_once = max(1, budget // config.window)
        for first in range(0, len(spans), at_once):
            group = slice(first, first + at_once)
            batch = collate([(tokens, *span) for span in spans[group]], self.tokenizer, self.model.device)
            output = self.model(**batch)
            scores = output.tags.float().softmax(-1).cpu().numpy()
            hidden = output.states.float().cpu().numpy()
            for row, ((start, end), (a, b)) in enumerate(zip(spans[group], kept[group], strict=True)):
                weights = blend_weights((start, end), len(tokens))
                tags[start:end] += weights[:, None] * scores[row, 1 : end - start + 1]
                states[a:b] = hidden[row, a - start + 1 : b - start + 1]
        # The smallest number stands for a probability of 0, whose logarithm is no number.
        tags /= tags.sum(1, keepdims=True)
        np.log(np.maximum(tags, np.finfo(np.float32).tiny, out=tags), out=tags)
        return TokenStates(tokens, tags, states)

    def antecedents(self, text: TokenStates) -> AntecedentScorer:
        """Return the head of antecedents over a text."""
        head = self.model.antecedents
        return AntecedentScorer(head, self.model.config.antecedent_facts, text.tokens.offsets, text.states)

    @torch.inference_mode()
    def salience(self, text: TokenStates, starts: Ints, features: Floats) -> Floats | None:
        """Score the sentences of a text.

        Args:
            text: The token states.
            starts: Code-point offset of the first character of each sentence, ascending, shape (n,).
            features: The features of each sentence that `salience_features` names, shape (n, f).

        Returns:
            One logit a sentence, of which a softmax gives shares of what matters in the article, shape (n,); `None`
            when the model has no such head.
        """
        head = self.model.salience
        if head is None:
            return None
        if not len(starts):
            return np.zeros(0, np.float32)
        owners = (np.searchsorted(starts, text.tokens.offsets[:, 0], side="right") - 1).clip(min=0)
        device = self.model.device
        logits = []
        # Sentences of different blocks do not see each other.
        for first in range(0, len(starts), BLOCK):
            block = features[first : first + BLOCK].astype(np.float32)
            states, owned = _tokens_of(text.states, owners, first, first + len(block))
            scores = head(
                torch.from_numpy(states).to(device),
                torch.from_numpy(owned).to(device),
                torch.from_numpy(block).to(device),
                [len(block)],
                place=first,
            )
            logits.append(scores.float().cpu().numpy())
        return cast("Floats", np.concatenate(logits))

    @property
    def salience_features(self) -> tuple[str, ...]:
        """Names of the features of a sentence that the head of salience weighs, in order."""
        return tuple(self.model.config.salience_features)

    def content_to_cue(self, text: TokenStates, contents: Ints, cues: Ints) -> Links:
        """Choose the cue of each content fragment.

        Args:
            text: The token states.
            contents: Half-open token spans, shape (n, 2).
            cues: Half-open token spans, sorted, shape (m, 2).
        """
        return self._link(self.model.content_to_cue, text, contents, cues)

    def cue_to_source(self, text: TokenStates, cues: Ints, sources: Ints) -> Links:
        """Choose the source of each cue; arguments as for `content_to_cue`."""
        return self._link(self.model.cue_to_source, text, cues, sources)

    def _link(self, head: LinkHead, text: TokenStates, spans: Ints, others: Ints) -> Links:
        if not len(spans):
            return Links(np.empty(0, np.int64), np.empty(0, np.float32))
        most = self.model.config.link_candidates
        parts = []
        for first in range(0, len(spans), _SPANS_AT_ONCE):
            some = spans[first : first + _SPANS_AT_ONCE]
            # All that can be a candidate of one of them.
            near = np.searchsorted(others[:, 0], [some[:, 0].min(), some[:, 0].max()])
            low, high = max(0, int(near[0]) - most), int(near[1]) + most
            if len(others) <= _SPANS_AT_ONCE:
                low, high = 0, len(others)
            best, score = self._link_some(head, text, some, others[low:high])
            parts.append((np.where(best >= 0, best + low, -1), score))
        return Links(*(np.concatenate(column) for column in zip(*parts, strict=True)))

    @torch.inference_mode()
    def _link_some(self, head: LinkHead, text: TokenStates, spans: Ints, others: Ints) -> tuple[Ints, Floats]:
        config, device = self.model.config, self.model.device
        found = link_candidates(
            spans, others, text.tokens.paragraph, most=config.link_candidates, reach=config.link_reach
        )
        # The head looks at the first and the last token of a span alone.
        ends = np.unique(np.concatenate([spans, others]) - _LAST)
        logits = head(
            torch.from_numpy(text.states[ends]).to(device),
            torch.from_numpy(_among(ends, spans)).to(device),
            torch.from_numpy(_among(ends, others)).to(device),
            as_tensors(found, device),
        )
        logits[:, -1] += config.none_bias
        scores = logits.float().softmax(-1).cpu().numpy()
        place = scores.argmax(1)
        k = found.index.shape[1]
        rows = np.arange(len(spans))
        best = np.where(place < k, found.index[rows, place.clip(max=k - 1)], -1)
        return best, scores[rows, place]


def _among(tokens: Ints, spans: Ints) -> Ints:
    """Return spans over some of a text's tokens, among them the first and the last one of each span."""
    return cast("Ints", np.searchsorted(tokens, spans - _LAST) + _LAST)


def _tokens_of(states: Floats, owners: Ints, first: int, last: int) -> tuple[Floats, Ints]:
    """Return the states of the tokens of some sentences, and which of these each token belongs to, from 0."""
    begin, end = np.searchsorted(owners, [first, last]).tolist()
    owned = owners[begin:end] - first
    starts = np.searchsorted(owned, np.arange(last - first))
    kept = np.flatnonzero(np.arange(len(owned)) - starts[owned] < _TOKENS_OF_A_SENTENCE)
    if len(kept) == len(owned):
        return states[begin:end], owned
    return states[begin + kept], owned[kept]
