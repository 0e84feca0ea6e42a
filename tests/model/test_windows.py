import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.model.features import tokenize
from quoteattr.model.windows import blend_weights, collate, keep_best, window_spans


@given(st.integers(0, 3000), st.integers(4, 400), st.data())
def test_windows_cover_every_token_and_each_is_kept_once(n, room, data):
    overlap = data.draw(st.integers(0, room - 1))
    spans = window_spans(n, room=room, overlap=overlap)
    assert all(0 <= a < b <= n and b - a <= room for a, b in spans)
    kept = keep_best(spans) if spans else []
    assert [i for a, b in kept for i in range(a, b)] == list(range(n))
    assert all(a <= c and d <= b for (a, b), (c, d) in zip(spans, kept, strict=True))


def test_overlapping_windows_are_cut_in_the_middle_of_what_they_share():
    assert keep_best([(0, 6), (4, 10), (8, 14)]) == [(0, 5), (5, 9), (9, 14)]


def test_a_window_counts_less_at_an_end_that_cuts_the_text():
    n = 600
    first, second = blend_weights((0, 382), n), blend_weights((218, 600), n)
    assert first[0] == second[-1] == 1
    assert first[-1] == second[0] == pytest.approx(1 / 64)
    assert first[200] == second[200] == 1
    assert np.all(np.diff(first) <= 0)
    assert np.all(np.diff(second) >= 0)


def test_last_window_is_moved_back_to_be_full():
    assert window_spans(11, room=6, overlap=2)[-1] == (5, 11)


def test_collate_pads_and_adds_special_tokens(tiny_encoder):
    tokens = tokenize("Yes “no” the mayor", tiny_encoder.tokenizer)
    batch = collate([(tokens, 0, 6), (tokens, 1, 3)], tiny_encoder.tokenizer)
    ids = batch["input_ids"].tolist()
    cls, sep, pad = (getattr(tiny_encoder.tokenizer, f"{n}_token_id") for n in ("cls", "sep", "pad"))
    assert ids[0] == [cls, *tokens.ids[:6].tolist(), sep]
    assert ids[1] == [cls, *tokens.ids[1:3].tolist(), sep, *[pad] * 4]
    assert batch["attention_mask"].tolist()[1] == [1, 1, 1, 1, 0, 0, 0, 0]
    assert batch["marks"].tolist()[0][1:5] == tokens.marks[:4].tolist()


@pytest.mark.parametrize("length", [0, 1])
def test_short_texts_have_at_most_one_window(length):
    assert window_spans(length, room=30, overlap=10) == [(0, length)][:length]


@pytest.mark.parametrize(("device", "pinned"), [("cpu", 0), ("cuda", 5)])
def test_a_batch_for_a_gpu_goes_there_from_pinned_memory(tiny_encoder, monkeypatch, device, pinned):
    """Without a GPU: what is asked of torch, and the shapes."""
    asked = []
    monkeypatch.setattr(torch.Tensor, "pin_memory", lambda tensor: asked.append("pinned") or tensor)
    monkeypatch.setattr(torch.Tensor, "to", lambda tensor, *_args, **options: asked.append(options) or tensor)
    tokens = tokenize("Yes “no” the mayor", tiny_encoder.tokenizer)
    batch = collate([(tokens, 0, 6), (tokens, 1, 3)], tiny_encoder.tokenizer, device)
    assert {tuple(tensor.shape) for tensor in batch.values()} == {(2, 8)}
    assert asked.count("pinned") == pinned
    assert asked.count({"non_blocking": True}) == pinned
