"""Repetition: which tokens would repeat a run of the answer's own.

What transformers offers for it (`no_repeat_ngram_size`) looks at prompt and answer together in a decoder-only model,
and so forbids the very names and quotations that the summary is about. Here only the answer counts.
"""

from collections.abc import Sequence

__all__ = ["repeating_tokens"]


def repeating_tokens(answer: Sequence[int], size: int) -> set[int]:
    """Return the tokens that would complete a run which the answer has already.

    Args:
        answer: The tokens written so far, without the prompt.
        size: Tokens of a run that may occur only once; 0 forbids nothing.

    Example:
        >>> repeating_tokens([5, 6, 7, 5, 6], 3), repeating_tokens([5, 6, 7, 5, 6], 4)
        ({7}, set())
    """
    if size < 1 or len(answer) < size:
        return set()
    last = tuple(answer[len(answer) - size + 1 :])
    starts = range(len(answer) - size + 1)
    return {answer[i + size - 1] for i in starts if tuple(answer[i : i + size - 1]) == last}
