from types import SimpleNamespace as Config

import pytest

from quoteattr.errors import OptionError
from quoteattr.summary.generative.budget import Limits, answer_tokens, article_budget, read_limits

T5 = Config(is_encoder_decoder=True, relative_attention_num_buckets=32, n_positions=512)
MT5 = Config(is_encoder_decoder=True, relative_attention_num_buckets=32)
LED = Config(is_encoder_decoder=True, max_encoder_position_embeddings=16384, max_decoder_position_embeddings=1024)
PAIR = Config(
    is_encoder_decoder=True,
    encoder=Config(max_position_embeddings=512),
    decoder=Config(max_position_embeddings=256),
)

LIMITS = {
    "T5 by its positions": (T5, None, Limits(512)),
    "mT5 states nothing": (MT5, 1e30, Limits(512)),
    "relative positions by the tokenizer": (MT5, 1024, Limits(1024)),
    "BART": (Config(is_encoder_decoder=True, max_position_embeddings=1024), 1e30, Limits(1024, 1024, firm=True)),
    "a tokenizer below the positions": (
        Config(is_encoder_decoder=True, max_position_embeddings=1024), 512, Limits(512, 1024, firm=True),
    ),
    "LED reads more than it writes": (LED, 1e30, Limits(16384, 1024, firm=True)),
    "an encoder and a decoder of their own": (PAIR, None, Limits(512, 256, firm=True)),
    "Llama": (Config(max_position_embeddings=8192), 1e30, Limits(8192, shared=True, firm=True)),
    "GPT-2": (Config(n_positions=1024), 1024, Limits(1024, shared=True, firm=True)),
    "a model with more than text": (
        Config(text_config=Config(max_position_embeddings=4096)), None, Limits(4096, shared=True, firm=True),
    ),
    "no positions at all": (Config(), 1e30, Limits(512, shared=True)),
}  # fmt: skip


@pytest.mark.parametrize(("config", "tokenizer", "expected"), LIMITS.values(), ids=LIMITS)
def test_limits_come_from_the_model(config: Config, tokenizer: float | None, expected: Limits) -> None:
    assert read_limits(config, tokenizer) == expected


def test_an_answer_has_room_for_its_last_sentence() -> None:
    tokens = answer_tokens(Limits(512), max_words=60, max_sentences=None, tokens=150, words=100)
    assert tokens >= 60 * 1.5 + 20


def test_an_answer_is_no_longer_than_the_decoder() -> None:
    limits = Limits(512, 128, firm=True)
    assert answer_tokens(limits, max_words=400, max_sentences=None, tokens=150, words=100) < 128


def test_the_tighter_limit_counts() -> None:
    by_words = answer_tokens(Limits(512), max_words=20, max_sentences=None, tokens=1, words=1)
    assert answer_tokens(Limits(512), max_words=20, max_sentences=9, tokens=1, words=1) == by_words


def test_a_decoder_shares_its_context_with_the_answer() -> None:
    assert article_budget(Limits(512, shared=True), overhead=50, answer=100) == 362
    assert article_budget(Limits(512), overhead=50, answer=100) == 462


def test_relative_positions_may_be_exceeded_on_request_and_firm_ones_not() -> None:
    assert article_budget(Limits(512), overhead=12, answer=9, max_input_tokens=2012) == 2000
    with pytest.raises(OptionError, match="positions for 512"):
        article_budget(Limits(512, firm=True), overhead=12, answer=9, max_input_tokens=2012)


def test_a_request_that_leaves_no_room_says_so() -> None:
    with pytest.raises(OptionError, match="none is left for the article"):
        article_budget(Limits(128, shared=True, firm=True), overhead=60, answer=96)
