"""Budgets of tokens: what a model can read and write, and how much of it an article may have."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from quoteattr.errors import OptionError

__all__ = ["Limits", "answer_tokens", "article_budget", "read_limits"]

# Where neither configuration nor tokenizer says how long a text may be; relative positions were taught on about this.
_DEFAULT_INPUT = 512
# A tokenizer without a limit says 10 to the 30.
_NO_LIMIT = 10_000_000
_READS = ("max_encoder_position_embeddings", "max_position_embeddings", "n_positions", "max_source_positions")
_WRITES = ("max_decoder_position_embeddings", "max_target_positions", "max_position_embeddings")
_BOTH = ("max_position_embeddings", "n_positions", "n_ctx", "max_seq_len", "max_sequence_length", "seq_length")
# A model's own words are not as long as it was asked for; what is too much is stopped or cut at a sentence.
_SLACK, _SLACK_TOKENS = 1.5, 24
# Answers are grouped by their length; a step keeps the groups few.
_STEP = 32
# Words of a sentence in a summary, generously.
_SENTENCE_WORDS = 35
# Tokens of a word, whatever the article has: one of a few words, or of odd ones, tells little of its summary.
_LEAST_RATE, _GREATEST_RATE = 1.1, 8.0


@dataclass(frozen=True, slots=True)
class Limits:
    """What a model can read and write at most.

    Args:
        reads: Tokens of its input.
        writes: Tokens of an answer; `None` when the answer shares `reads` with the prompt.
        shared: Whether prompt and answer share `reads`, as in a decoder-only model.
        firm: Whether the model has no positions beyond `reads`, so that more cannot be asked of it.

    Example:
        >>> Limits(1024, 1024).shared
        False
    """

    reads: int
    writes: int | None = None
    shared: bool = False
    firm: bool = False


def read_limits(config: Any, tokenizer_limit: float | None) -> Limits:
    """Read a model's limits from its configuration and its tokenizer.

    Args:
        config: A configuration of transformers, or anything with its attributes.
        tokenizer_limit: The tokenizer's `model_max_length`; a number too large to be one counts as `None`.

    Example:
        >>> from types import SimpleNamespace
        >>> read_limits(SimpleNamespace(is_encoder_decoder=False, max_position_embeddings=2048), 1e30)
        Limits(reads=2048, writes=None, shared=True, firm=True)
    """
    shared = not getattr(config, "is_encoder_decoder", False)
    relative = hasattr(config, "relative_attention_num_buckets")
    positions = _first_stated(getattr(config, "encoder", None) or _text(config), _BOTH if shared else _READS)
    if not positions and not shared:
        positions = _first_stated(config, _READS)
    taught = int(tokenizer_limit) if tokenizer_limit and 0 < tokenizer_limit < _NO_LIMIT else None
    reads = min(filter(None, (positions, taught)), default=_DEFAULT_INPUT)
    writes = None if shared or relative else _first_stated(getattr(config, "decoder", None) or config, _WRITES)
    return Limits(reads, writes, shared, firm=positions is not None and not relative)


def _text(config: Any) -> Any:
    """Return the part of a configuration that is about text, where it has such parts."""
    return getattr(config, "text_config", None) or config


def _first_stated(config: Any, names: Sequence[str]) -> int | None:
    """Return the first of some limits that a configuration states."""
    stated = (getattr(config, name, None) for name in names)
    return next((value for value in stated if isinstance(value, int) and 0 < value < _NO_LIMIT), None)


def answer_tokens(limits: Limits, *, max_words: int | None, max_sentences: int | None, tokens: int, words: int) -> int:
    """Return how many tokens a model may write, with slack, so that its last sentence can end.

    Args:
        limits: The model's limits.
        max_words: Words of the summary at most; `None` when only sentences are limited.
        max_sentences: Sentences of the summary at most; `None` when only words are limited.
        tokens: Tokens of the article, which tell how many a word takes.
        words: Words of the article.

    Example:
        >>> answer_tokens(Limits(512), max_words=60, max_sentences=None, tokens=130, words=100)
        160
    """
    rate = min(max(tokens / max(words, 1), _LEAST_RATE), _GREATEST_RATE)
    asked = min(filter(None, (max_words, max_sentences and max_sentences * _SENTENCE_WORDS)), default=_SENTENCE_WORDS)
    wanted = ceil((asked * rate * _SLACK + _SLACK_TOKENS) / _STEP) * _STEP
    return wanted if limits.writes is None else min(wanted, limits.writes - 2)


def article_budget(limits: Limits, *, overhead: int, answer: int, max_input_tokens: int | None = None) -> int:
    """Return how many tokens of a prompt may be the article's.

    Args:
        limits: The model's limits.
        overhead: Tokens of a prompt with an empty article.
        answer: Tokens that are kept for the answer.
        max_input_tokens: What to use in the place of `limits.reads`; `None` uses that.

    Raises:
        OptionError: If nothing is left for the article, or the model has fewer positions than `max_input_tokens`.

    Example:
        >>> article_budget(Limits(2048, shared=True), overhead=80, answer=160)
        1808
    """
    reads = limits.reads if max_input_tokens is None else max_input_tokens
    if limits.firm and reads > limits.reads:
        raise OptionError(
            f"max_input_tokens={max_input_tokens} was asked for, but the model has positions for {limits.reads} "
            f"tokens; accepted are whole numbers from 1 to {limits.reads}, or None for all of them"
        )
    left = reads - overhead - (answer if limits.shared else 0)
    if left < 1:
        raise OptionError(
            f"a summary of up to {answer} tokens was asked for, but of the {reads} tokens that the model takes, "
            f"{overhead} are the request: none is left for the article; ask for a shorter summary, or take a model "
            "with a longer context"
        )
    return left
