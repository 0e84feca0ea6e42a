"""A model of transformers as a back end."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from quoteattr.summary.generative.backend import Draft
from quoteattr.summary.generative.budget import Limits, read_limits
from quoteattr.summary.generative.loading import Loaded
from quoteattr.summary.generative.prompt import Request, chat, defuse, plain
from quoteattr.summary.generative.repetition import repeating_tokens

__all__ = ["HuggingFaceBackend"]

# An answer that ends before this is no sentence.
_LEAST_TOKENS = 6
# Ids of the checkpoint that say where an answer begins and ends; all else of its generation is set here, since a
# checkpoint may say that lots are drawn, or that a name may not be said twice.
_IDS = (
    "bos_token_id", "eos_token_id", "pad_token_id", "decoder_start_token_id", "forced_bos_token_id",
    "forced_eos_token_id", "suppress_tokens",
)  # fmt: skip


class HuggingFaceBackend:
    """Write with a model of transformers, the same answer every time.

    Args:
        loaded: The model with its tokenizer. Of the model's `generation_config` only the ids of tokens stay.
        num_beams: Beams to search with; 1 takes the likeliest token each time.
        no_repeat_tokens: Length of a run of tokens that may stand only once in an answer; 0 allows every repetition.
        prefix: What a seq2seq model was taught to see before a text to summarize; `None` takes what its
            configuration says.
    """

    def __init__(
        self, loaded: Loaded, *, num_beams: int = 1, no_repeat_tokens: int = 16, prefix: str | None = None
    ) -> None:
        self._model, self._tokenizer, self._kind = loaded.model, loaded.tokenizer, loaded.kind
        self._num_beams, self._no_repeat_tokens = num_beams, no_repeat_tokens
        self._prefix = _task_prefix(self._model.config) if prefix is None else prefix
        self._model.generation_config = self._keep_ids(self._model.generation_config)
        self._limits = read_limits(self._model.config, self._tokenizer.model_max_length)

    @property
    def limits(self) -> Limits:
        """What the model can read and write at most."""
        return self._limits

    @property
    def description(self) -> str:
        """What the model is, for a person."""
        return f"{self._model.config.model_type}, {self._kind}, on {self._model.device}"

    def render(self, request: Request) -> str:
        """Return the prompt for a request, in the form that the model was taught."""
        special = self._special
        safe = replace(
            request,
            text=defuse(request.text, special),
            speakers=tuple(defuse(name, special) for name in request.speakers),
        )
        if self._kind == "seq2seq":
            return self._prefix + safe.text
        return self._render_chat(chat(safe)) if self._chats else plain(safe)

    def count(self, texts: Sequence[str]) -> list[int]:
        """Return the tokens of each text, as a part of a prompt."""
        if not texts:
            return []
        safe = [defuse(text, self._special) for text in texts]
        return [len(ids) for ids in self._ids(safe, special=False)]

    def length(self, prompt: str) -> int:
        """Return the tokens of a whole prompt, with those that the tokenizer adds."""
        return len(self._encode([prompt])[0])

    def generate(self, prompts: Sequence[str], *, max_new_tokens: int, enough: Callable[[str], bool]) -> list[Draft]:
        """Write an answer to each prompt; all of them go through the model together."""
        import torch

        rows = self._encode(prompts)
        inputs = self._padded(rows)
        begins = inputs["input_ids"].shape[1] if self._kind == "causal" else 1
        with torch.inference_mode():
            answers = self._model.generate(
                **inputs,
                generation_config=self._config(max_new_tokens),
                logits_processor=self._processors(begins),
                stopping_criteria=self._criteria(begins, enough),
            )
        return [self._draft(answer[begins:].tolist(), enough) for answer in answers]

    @cached_property
    def _special(self) -> tuple[str, ...]:
        added = self._tokenizer.added_tokens_decoder.values()
        return tuple({*map(str, added), *self._tokenizer.all_special_tokens})

    @property
    def _chats(self) -> bool:
        return bool(self._tokenizer.chat_template)

    def _render_chat(self, messages: list[dict[str, str]]) -> str:
        # Models that think before they answer are asked not to; templates ignore what they do not know.
        options = {"tokenize": False, "add_generation_prompt": True, "enable_thinking": False}
        try:
            return str(self._tokenizer.apply_chat_template(messages, **options))
        except Exception:  # a template may refuse a system's message, by an error of the template language
            merged = [{"role": "user", "content": "\n\n".join(m["content"] for m in messages)}]
            return str(self._tokenizer.apply_chat_template(merged, **options))

    def _ids(self, texts: Sequence[str], *, special: bool) -> list[list[int]]:
        # verbose: texts are counted before they are cut to size, which is nothing to warn of.
        encoded = self._tokenizer(list(texts), add_special_tokens=special, verbose=False)
        return [list(ids) for ids in encoded["input_ids"]]

    def _encode(self, prompts: Sequence[str]) -> list[list[int]]:
        templated = self._kind == "causal" and self._chats
        rows = self._ids(prompts, special=not templated)
        end = self._tokenizer.eos_token_id
        if self._kind == "causal" and not templated:
            # Some tokenizers end every text; a text that goes on must not be.
            rows = [row[:-1] if row and row[-1] == end else row for row in rows]
        return rows

    def _padded(self, rows: Sequence[Sequence[int]]) -> dict[str, Any]:
        """Pad rows of tokens: on the left where the answer continues the prompt."""
        import torch

        width = max(1, *map(len, rows))
        left = self._kind == "causal"
        ids = torch.full((len(rows), width), self._pad, dtype=torch.long)
        mask = torch.zeros_like(ids)
        for n, row in enumerate(rows):
            place = slice(width - len(row), width) if left else slice(0, len(row))
            ids[n, place] = torch.tensor(row, dtype=torch.long)
            mask[n, place] = 1
        inputs = {"input_ids": ids, "attention_mask": mask}
        if self._model.config.model_type == "led":
            inputs["global_attention_mask"] = torch.zeros_like(ids)
            inputs["global_attention_mask"][:, 0] = 1
        return {name: value.to(self._model.device) for name, value in inputs.items()}

    def _keep_ids(self, own: Any) -> Any:
        """Return a configuration of generation with the ids of another one; `generate` would fill in the rest of it."""
        from transformers import GenerationConfig

        make: Any = GenerationConfig  # it has no types
        ids = {name: getattr(own, name, None) for name in _IDS}
        if ids["eos_token_id"] is None:
            ids["eos_token_id"] = self._tokenizer.eos_token_id
        if ids["pad_token_id"] is None:
            ends = _as_list(ids["eos_token_id"])
            own_pad = self._tokenizer.pad_token_id
            ids["pad_token_id"] = own_pad if own_pad is not None else (ends or [0])[0]
        return make(**ids)

    @property
    def _pad(self) -> int:
        return int(self._model.generation_config.pad_token_id)

    def _config(self, max_new_tokens: int) -> Any:
        from transformers import GenerationConfig

        make: Any = GenerationConfig
        return make(
            do_sample=False,
            num_beams=self._num_beams,
            max_new_tokens=max_new_tokens,
            min_new_tokens=min(_LEAST_TOKENS, max_new_tokens),
        )

    def _processors(self, begins: int) -> Any:
        import torch
        from transformers import LogitsProcessorList

        size = self._no_repeat_tokens

        def forbid(input_ids: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
            rows = [sorted(repeating_tokens(row[begins:], size)) for row in input_ids.tolist()]
            if not any(rows):
                return scores
            scores = scores.clone()
            for n, tokens in enumerate(rows):
                scores[n, tokens] = -torch.inf
            return scores

        return LogitsProcessorList([forbid] if size else [])

    def _criteria(self, begins: int, enough: Callable[[str], bool]) -> Any:
        import torch
        from transformers import StoppingCriteriaList

        def stop(input_ids: torch.Tensor, _scores: Any, **_: Any) -> torch.Tensor:
            said = self._tokenizer.batch_decode(input_ids[:, begins:], skip_special_tokens=True)
            return torch.tensor([enough(text) for text in said], device=input_ids.device)

        # Beams are compared at their end, so none of them is stopped before.
        return StoppingCriteriaList([stop] if self._num_beams == 1 else [])

    def _draft(self, answer: list[int], enough: Callable[[str], bool]) -> Draft:
        ends = set(_as_list(self._model.generation_config.eos_token_id))
        stop = next((n for n, token in enumerate(answer) if token in ends), None)
        written = answer if stop is None else answer[:stop]
        text = str(self._tokenizer.decode(written, skip_special_tokens=True)).strip()
        # A row that was stopped is padded, often with the very token that ends an answer.
        return Draft(text, ended=stop is not None and not enough(text))


def _as_list(ids: int | Sequence[int] | None) -> list[int]:
    return [] if ids is None else [ids] if isinstance(ids, int) else list(ids)


def _task_prefix(config: Any) -> str:
    tasks = getattr(config, "task_specific_params", None) or {}
    return str((tasks.get("summarization") or {}).get("prefix") or "")
