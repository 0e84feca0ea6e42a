"""Soft labels: what a teacher, larger or several models, thinks of every token's tag.

A small model learns more from a teacher's doubts than from one annotator's decision, and it can learn from articles
that nobody annotated (Hinton, Vinyals and Dean, 2015, "Distilling the Knowledge in a Neural Network").
"""

import logging
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file, save_file

from quoteattr.model.features import Tokens

__all__ = ["SoftLabels"]

logger = logging.getLogger(__name__)

Floats = NDArray[np.float32]


class SoftLabels:
    """Probabilities of the tags for every token of many articles, by article id.

    Args:
        probabilities: By article id, shape (tokens, tags), half precision.
        starts: By article id, the code-point offset of each token's start, shape (tokens,).

    Example:
        >>> labels = SoftLabels({}, {})
        >>> len(labels)
        0
    """

    def __init__(
        self, probabilities: Mapping[str, NDArray[np.float16]], starts: Mapping[str, NDArray[np.int32]]
    ) -> None:
        self._probabilities, self._starts = dict(probabilities), dict(starts)

    def __len__(self) -> int:
        return len(self._probabilities)

    def __contains__(self, article: str) -> bool:
        return article in self._probabilities

    def add(self, article: str, tokens: Tokens, tags: Floats) -> None:
        """Keep what a teacher thinks of an article.

        Args:
            article: Its id.
            tokens: Its tokens, n in all.
            tags: Log-probabilities of the tags, shape (n, tags).
        """
        self._probabilities[article] = np.exp(tags).astype(np.float16)
        self._starts[article] = tokens.offsets[:, 0].astype(np.int32)

    def of(self, article: str, tokens: Tokens) -> Floats | None:
        """Return the probabilities for an article's tokens; `None` if there are none, or for other tokens.

        Args:
            article: Its id.
            tokens: Its tokens, as the model that learns has cut them.
        """
        if article not in self._probabilities:
            return None
        if not np.array_equal(self._starts[article], tokens.offsets[:, 0]):
            logger.warning("the soft labels of article %s are for other tokens; they are not used", article)
            return None
        values: Floats = self._probabilities[article].astype(np.float32)
        values /= values.sum(1, keepdims=True)
        return values

    def save(self, path: Path) -> None:
        """Write the labels as a safetensors file."""
        tensors: dict[str, Any] = {f"tags {key}": v for key, v in self._probabilities.items()}
        tensors |= {f"starts {key}": v for key, v in self._starts.items()}
        save_file(tensors, path)

    @classmethod
    def load(cls, paths: Iterable[Path]) -> "SoftLabels":
        """Read the labels of files that `save` wrote; of two labels of one article the later counts."""
        kinds: dict[str, dict[str, Any]] = {"tags": {}, "starts": {}}
        for path in paths:
            for name, value in load_file(path).items():
                kind, _, article = name.partition(" ")
                kinds[kind][article] = value
        return cls(kinds["tags"], kinds["starts"])
