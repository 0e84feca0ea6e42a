"""Cut a text's tokens into overlapping windows, and put the windows' results together again."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from quoteattr.model.features import Tokens
from quoteattr.model.wordpieces import WordpieceTokenizer

__all__ = ["blend_weights", "collate", "keep_best", "window_spans"]

# Tokens of context beyond which a window's opinion of a token has its full weight.
_CONTEXT = 64


def window_spans(n: int, *, room: int, overlap: int) -> list[tuple[int, int]]:
    """Return the half-open token spans of the windows over n tokens.

    Args:
        n: Number of tokens.
        room: Tokens that fit into a window.
        overlap: Tokens that a window shares with the next one; smaller than `room`.

    Example:
        >>> window_spans(10, room=6, overlap=2)
        [(0, 6), (4, 10)]
    """
    if n <= room:
        return [(0, n)] if n else []
    starts = range(0, n - overlap, room - overlap)
    # The last window is moved back to be full: context costs nothing there.
    return [(min(s, n - room), min(s + room, n)) for s in starts]


def keep_best(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return for each window the span of tokens that are read from it: each token from where it has most context.

    Args:
        spans: The windows, as `window_spans` gives them.

    Example:
        >>> keep_best([(0, 6), (4, 10)])
        [(0, 5), (5, 10)]
    """
    cuts = [
        0,
        *((a_end + b_start) // 2 for (_, a_end), (b_start, _) in pairwise(spans)),
        spans[-1][1],
    ]
    return list(pairwise(cuts))


def blend_weights(span: tuple[int, int], n: int) -> NDArray[np.float32]:
    """Return how much a window's opinion of each of its tokens counts where windows overlap.

    It grows with the distance from the window's ends, where context is cut off; the ends of the text cut nothing off.

    Args:
        span: The window.
        n: Number of tokens of the text.

    Example:
        >>> blend_weights((0, 4), 9).tolist()
        [0.0625, 0.046875, 0.03125, 0.015625]
    """
    start, end = span
    places = np.arange(start, end)
    before = places - start + 1 if start else np.full(end - start, _CONTEXT)
    after = end - places if end < n else np.full(end - start, _CONTEXT)
    weights: NDArray[np.float32] = (np.minimum(before, after).clip(max=_CONTEXT) / _CONTEXT).astype(np.float32)
    return weights


def collate(
    pieces: Sequence[tuple[Tokens, int, int]], tokenizer: WordpieceTokenizer, device: torch.device | str = "cpu"
) -> dict[str, Tensor]:
    """Build one padded batch for the model.

    Args:
        pieces: Tokens of a text with the half-open token span of a window over them.
        tokenizer: The encoder's tokenizer, for its special tokens.
        device: Where the tensors go.

    Returns:
        The arguments of `Network.forward`; token i of a window stands at place i + 1.
    """
    length = max(end - start for _, start, end in pieces) + 2
    shape = (len(pieces), length)
    arrays: dict[str, NDArray[np.int64]] = {
        name: np.zeros(shape, np.int64) for name in ("input_ids", "attention_mask", "casing", "marks", "breaks")
    }
    arrays["input_ids"][:] = tokenizer.pad_token_id
    for row, (tokens, start, end) in enumerate(pieces):
        inner = slice(1, end - start + 1)
        arrays["input_ids"][row, 0] = tokenizer.cls_token_id
        arrays["input_ids"][row, inner] = tokens.ids[start:end]
        arrays["input_ids"][row, end - start + 1] = tokenizer.sep_token_id
        arrays["attention_mask"][row, : end - start + 2] = 1
        arrays["casing"][row, inner] = tokens.casing[start:end]
        arrays["marks"][row, inner] = tokens.marks[start:end]
        arrays["breaks"][row, inner] = tokens.breaks[start:end]
    return {name: _moved(torch.from_numpy(array), torch.device(device)) for name, array in arrays.items()}


def _moved(tensor: Tensor, device: torch.device) -> Tensor:
    # From pinned memory a GPU fetches by itself, while the processor goes on.
    return tensor.pin_memory().to(device, non_blocking=True) if device.type == "cuda" else tensor.to(device)
