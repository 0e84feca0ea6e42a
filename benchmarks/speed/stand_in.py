"""A stand-in for the encoder's pass, so that all the rest of the analysis can be measured over very many texts."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from quoteattr.model.encode import TAGS, Encoder, TokenStates
from quoteattr.model.features import tokenize
from quoteattr.pipeline import Pipeline
from quoteattr.text.marks import QuotedRegion, pair_marks

__all__ = ["StandIn", "with_stand_in"]

_CONTENT, _CUE, _SOURCE = TAGS.index("B-content"), TAGS.index("B-cue"), TAGS.index("B-source")
_SURE, _UNLIKELY = np.float32(np.log(0.94)), np.float32(np.log(0.01))


class StandIn(Encoder):
    """An encoder that reads without its model: what stands in marks is said, by the words that follow.

    The tokens are real, and so are the heads that read their states, which are numbers of chance.
    """

    def encode(self, text: str, regions: Sequence[QuotedRegion] | None = None) -> TokenStates:
        """Return token states at once; arguments as for the encoder that it stands for."""
        regions = pair_marks(text) if regions is None else regions
        tokens = tokenize(text, self.tokenizer, regions)
        tags = np.zeros(len(tokens), np.int64)
        starts = tokens.offsets[:, 0]
        for region in regions:
            first, last = np.searchsorted(starts, [region.start, region.end])
            tags[first:last] = _CONTENT + 1
            tags[first : first + 1] = _CONTENT
            for place, tag in ((last, _CUE), (last + 1, _SOURCE), (last + 2, _SOURCE + 1)):
                tags[place : place + 1] = tag
        scores = np.full((len(tokens), len(TAGS)), _UNLIKELY)
        scores[np.arange(len(tokens)), tags] = _SURE
        drawn = _drawn(self.model.tags.in_features)
        return TokenStates(tokens, scores, np.take(drawn, np.arange(len(tokens)) % len(drawn), axis=0))


@lru_cache(maxsize=1)
def _drawn(width: int) -> NDArray[np.float32]:
    """Return states of chance, which the heads for links, antecedents and salience read."""
    return np.random.default_rng(0).standard_normal((4096, width), np.float32)


def with_stand_in(pipeline: Pipeline) -> Pipeline:
    """Return a pipeline like another, the encoder's pass replaced.

    Args:
        pipeline: The other one.
    """
    return Pipeline(StandIn(pipeline.encoder.model, pipeline.encoder.tokenizer), checkpoint="stand-in")
