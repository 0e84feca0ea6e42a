"""Tiny models and tokenizers built in memory, a writer without a model, and an article of our own."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from quoteattr.summary.generative.backend import Draft
from quoteattr.summary.generative.budget import Limits
from quoteattr.summary.generative.prompt import Request
from quoteattr.text.sentences import split_sentences
from quoteattr.types import Article, Sentence, Speaker, SpeakerId

TEXT = (
    "Ferry to Lowmere sails again\n\n"
    "By Jo Lee\n\n"
    "The ferry to Lowmere sails again on Monday, the harbour board said. Repairs took 14 weeks. "
    "Gulls watched from the pier.\n\n"
    "“We thank the islanders,” said Mara Quill, head of the board. Fares stay at 6 crowns."
)
SALIENCE = (0.1, 0.0, 0.9, 0.3, 0.05, 0.6, 0.2)


def build_article(text: str = TEXT, scores: Sequence[float] = SALIENCE, **fields: Any) -> Article:
    spans = split_sentences(text)
    padded = (*scores, *[0.01] * len(spans))
    sentences = tuple(Sentence(s.start, s.end, score) for s, score in zip(spans, padded, strict=False))
    return Article(text, sentences=sentences, **fields)


@pytest.fixture
def article() -> Article:
    mara = Speaker(SpeakerId("s1"), "Mara Quill", role="head of the board")
    return build_article(id="ferry", speakers=(mara,))


class ScriptedBackend:
    """A back end that counts words as tokens and says what a function of the prompt returns."""

    def __init__(self, say: Callable[[str], str | Draft] = str, limits: Limits | None = None) -> None:
        self.limits = limits or Limits(500)
        self.say = say
        self.batches: list[list[str]] = []

    def render(self, request: Request) -> str:
        return request.text

    def count(self, texts: Sequence[str]) -> list[int]:
        return [len(text.split()) for text in texts]

    def length(self, prompt: str) -> int:
        return len(prompt.split())

    def generate(self, prompts: Sequence[str], **_: Any) -> list[Draft]:
        self.batches.append(list(prompts))
        said = [self.say(prompt) for prompt in prompts]
        return [s if isinstance(s, Draft) else Draft(s, ended=True) for s in said]


CHAT_TEMPLATE = (
    "{% for m in messages %}<|turn|>{{ m['role'] }}\n{{ m['content'] }}<|end|>{% endfor %}"
    "{% if add_generation_prompt %}<|turn|>assistant\n{% endif %}"
)
NO_SYSTEM_TEMPLATE = "{% if messages[0]['role'] == 'system' %}{{ raise_exception('none') }}{% endif %}" + CHAT_TEMPLATE


def build_tokenizer(*, chat_template: str | None = None, limit: int | None = None) -> Any:
    """Build a tokenizer of single bytes, so that any text can be read and written."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers
    from transformers import PreTrainedTokenizerFast

    specials = ["<pad>", "<s>", "<|end|>", "<|turn|>"]
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    tokenizer = Tokenizer(models.BPE({token: n for n, token in enumerate((*specials, *alphabet))}, []))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    signs = {
        "pad_token": "<pad>",
        "bos_token": "<s>",
        "eos_token": "<|end|>",
        "additional_special_tokens": ["<|turn|>"],
    }
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, **signs, **({"model_max_length": limit} if limit else {})
    )
    fast.chat_template = chat_template
    return fast


IDS = {"pad_token_id": 0, "bos_token_id": 1, "eos_token_id": 2}
VOCABULARY = 260


def build_model(kind: str) -> Any:
    """Build a tiny model with weights drawn from a fixed seed."""
    import torch
    import transformers as tf

    torch.manual_seed(7)
    small = {"vocab_size": VOCABULARY, **IDS}
    if kind == "t5":
        config = tf.T5Config(
            **small, d_model=16, d_kv=8, d_ff=16, num_layers=1, num_heads=2, decoder_start_token_id=0,
            task_specific_params={"summarization": {"prefix": "summarize: "}},
        )  # fmt: skip
        return tf.T5ForConditionalGeneration(config)
    if kind == "bart":
        config = tf.BartConfig(
            **small, d_model=16, encoder_layers=1, decoder_layers=1, encoder_attention_heads=2,
            decoder_attention_heads=2, encoder_ffn_dim=16, decoder_ffn_dim=16, max_position_embeddings=1024,
            decoder_start_token_id=2, forced_eos_token_id=2,
        )  # fmt: skip
        return tf.BartForConditionalGeneration(config)
    wide = {"hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2}
    if kind == "bert":
        return tf.BertForMaskedLM(tf.BertConfig(**small, **wide, max_position_embeddings=64))
    config = tf.LlamaConfig(**small, **wide, num_key_value_heads=1, max_position_embeddings=2048)
    return tf.LlamaModel(config) if kind == "headless" else tf.LlamaForCausalLM(config)


@pytest.fixture
def save_checkpoint(tmp_path: Path) -> Callable[..., Path]:
    """Save a tiny model as a folder."""

    def save(kind: str = "llama", *, tokenizer: bool = True, **options: Any) -> Path:
        folder = tmp_path / kind
        build_model(kind).save_pretrained(folder)
        if tokenizer:
            build_tokenizer(**options).save_pretrained(folder)
        return folder

    return save
