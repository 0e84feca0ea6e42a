"""The sentences nearest to the middle of the article, by a model of sentence vectors.

(Rossiello, Basile and Semeraro, Centroid-based Text Summarization through Compositionality of Word Embeddings, 2017.)
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from summary_systems.system import System, ranking

__all__ = ["central_order", "centroid_system"]

# As in the paper, a sentence this like one that was taken already adds nothing.
_SAME = 0.95
_MAX_TOKENS = 256
_BATCH = 16


def centroid_system(folder: Path) -> System:
    """Return the centroid method.

    Args:
        folder: A folder with an encoder and its tokenizer; the vector of a sentence is the mean of its token states.
    """
    import torch
    from transformers import AutoModel, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    model = AutoModel.from_pretrained(folder, local_files_only=True).float().eval()

    def embed(texts: Sequence[str]) -> NDArray[np.float64]:
        rows = []
        # Sentences of like length share a batch, which saves the padding.
        order = np.argsort([len(text) for text in texts], kind="stable")
        for at in range(0, len(order), _BATCH):
            some = [texts[i] for i in order[at : at + _BATCH]]
            tokens = tokenizer(some, padding=True, truncation=True, max_length=_MAX_TOKENS, return_tensors="pt")
            with torch.inference_mode():
                states = model(**tokens).last_hidden_state
            mask = tokens["attention_mask"].unsqueeze(-1)
            rows.append(((states * mask).sum(1) / mask.sum(1)).numpy())
        return np.concatenate(rows).astype(np.float64)[np.argsort(order)]

    return ranking("centroid, MiniLM", lambda given: central_order(embed(given.texts)) if given.texts else ())


def central_order(vectors: NDArray[np.floating]) -> list[int]:
    """Order vectors by their nearness to their mean; near copies of a better one come last.

    Args:
        vectors: One row a sentence.

    Example:
        >>> central_order(np.array([[1.0, 0.0], [1.0, 1.0], [1.0, 1.01], [0.0, 1.0]]))
        [1, 3, 0, 2]
    """
    unit = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
    nearness = unit @ unit.mean(axis=0)
    kept: list[int] = []
    copies: list[int] = []
    for place in np.argsort(-nearness, kind="stable").tolist():
        same = bool(kept) and float((unit[kept] @ unit[place]).max()) > _SAME
        (copies if same else kept).append(place)
    return kept + copies
