"""The encoder in narrower numbers: nearly the same answers, and nothing that needs the weights themselves."""

import pickle

import numpy as np
import pytest
import torch

from quoteattr import Pipeline
from quoteattr.errors import OptionError
from quoteattr.model.checkpoint import find_checkpoint, load_encoder
from quoteattr.model.precision import choose_precision, learning_precision, narrow

TEXT = (
    "“We listened to the islanders,” said Mara Quill, head of Lowmere Ferries. She said the first boat would leave at "
    "six.\n\nCouncillor Tom Reddy called the plan ‘long overdue’."
)
CPU = torch.device("cpu")
FEATURES = ("_is_avx512_bf16_supported", "_is_amx_tile_supported")


@pytest.fixture(scope="module", params=["int8", "bfloat16", "float16"])
def narrowed(request):
    return Pipeline.from_pretrained(device="cpu", precision=request.param)


def said(article):
    return [(q.kind, q.content_text, q.speaker and q.speaker.label) for q in article.quotations]


def test_plain_quotations_are_the_same_and_the_article_says_how(narrowed):
    article = narrowed(TEXT)
    plain = Pipeline.from_pretrained(device="cpu", precision="float32")(TEXT)
    assert said(article) == said(plain)
    assert "precision" not in plain.provenance
    assert article.provenance["precision"] in {"int8", "bfloat16", "float16"}


def test_the_same_text_has_the_same_answer_alone_and_among_others(narrowed):
    alone = narrowed(TEXT)
    assert list(narrowed.pipe(["It rained.", TEXT * 3, TEXT]))[-1] == alone
    assert pickle.loads(pickle.dumps(narrowed))(TEXT) == alone  # noqa: S301 - our own bytes


def test_what_is_saved_is_the_checkpoint(narrowed, tmp_path):
    narrowed.save_pretrained(tmp_path)
    weights = "model.safetensors"
    assert (tmp_path / weights).read_bytes() == (find_checkpoint().folder / weights).read_bytes()


def test_linear_layers_hold_integers():
    model = load_encoder(find_checkpoint(), CPU).model
    narrow(model, "int8")
    kinds = {type(module).__module__ for module in model.encoder.modules()}
    assert any("quantized.dynamic" in kind for kind in kinds)
    assert "torch.nn.modules.linear" not in kinds


def test_in_half_precision_only_the_linear_layers_are_narrow():
    model = load_encoder(find_checkpoint(), CPU).model
    narrow(model, "bfloat16")
    kinds = {
        (type(module).__name__, value.dtype) for module in model.modules() for value in module.parameters(recurse=False)
    }
    assert {dtype for name, dtype in kinds if name in {"LayerNorm", "Embedding"}} == {torch.float32}
    linear = [module for module in model.encoder.modules() if isinstance(module, torch.nn.Linear)]
    assert {module.weight.dtype for module in linear} == {torch.bfloat16}
    assert model.tags.weight.dtype == torch.float32


def test_an_encoder_of_another_kind_is_narrowed_as_a_whole(tiny_encoder):
    before = tiny_encoder.encode(TEXT).tags
    narrow(tiny_encoder.model, "bfloat16")
    after = tiny_encoder.encode(TEXT).tags
    assert not np.array_equal(after, before)
    np.testing.assert_allclose(after, before, atol=0.2)


@pytest.mark.parametrize(
    ("asked", "device", "has", "expected"),
    [
        ("auto", "cpu", (), "float32"),
        ("auto", "cpu", ("_is_avx512_bf16_supported",), "bfloat16"),
        ("auto", "cpu", ("_is_amx_tile_supported",), "bfloat16"),
        ("auto", "cuda:1", (), "float16"),
        ("auto", "mps", FEATURES, "float32"),
        ("float32", "cuda", FEATURES, "float32"),
        ("float16", "cpu", (), "float16"),
        ("int8", "cpu", FEATURES, "int8"),
    ],
)
def test_the_precision_is_chosen_by_the_device(monkeypatch, asked, device, has, expected):
    for name in FEATURES:
        monkeypatch.setattr(torch.cpu, name, lambda name=name: name in has, raising=False)
    assert choose_precision(asked, device) == expected


@pytest.mark.parametrize(("has", "kind"), [((), torch.float32), (FEATURES[:1], torch.bfloat16)])
def test_a_model_learns_in_bfloat16_only_where_the_cpu_has_it(monkeypatch, has, kind):
    for name in FEATURES:
        monkeypatch.setattr(torch.cpu, name, lambda name=name: name in has, raising=False)
    with learning_precision("cpu"):
        assert (torch.ones(2, 2) @ torch.ones(2, 2)).dtype == kind


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"precision": "int4"}, "accepted are 'auto', 'float32', 'bfloat16', 'float16', 'int8'"),
        ({"precision": "int8", "device": "meta"}, "integers are for the CPU"),
    ],
)
def test_what_cannot_be_computed_is_refused(options, message):
    with pytest.raises(OptionError, match=message):
        Pipeline.from_pretrained(**options)
