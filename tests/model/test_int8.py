"""The encoder in integers: nearly the same answers, and nothing that needs the weights themselves."""

import pickle

import pytest

from quoteattr import Pipeline
from quoteattr.errors import OptionError

TEXT = (
    "“We listened to the islanders,” said Mara Quill, head of Lowmere Ferries. She said the first boat would leave at "
    "six.\n\nCouncillor Tom Reddy called the plan ‘long overdue’."
)


@pytest.fixture(scope="module")
def quantised():
    return Pipeline.from_pretrained(device="cpu", precision="int8")


def said(article):
    return [(q.kind, q.content_text, q.speaker and q.speaker.label) for q in article.quotations]


def test_plain_quotations_are_the_same(quantised):
    article = quantised(TEXT)
    assert said(article) == said(Pipeline.from_pretrained(device="cpu")(TEXT))
    assert article.provenance["precision"] == "int8"


def test_linear_layers_hold_integers(quantised):
    kinds = {type(module).__module__ for name, module in quantised.encoder.model.encoder.named_modules()}
    assert any("quantized.dynamic" in kind for kind in kinds)
    assert "torch.nn.modules.linear" not in kinds


def test_the_same_text_has_the_same_answer_alone_and_among_others(quantised):
    alone = quantised(TEXT)
    assert list(quantised.pipe(["It rained.", TEXT * 3, TEXT]))[-1] == alone
    assert pickle.loads(pickle.dumps(quantised))(TEXT) == alone  # noqa: S301 - our own bytes


def test_integers_are_not_saved_as_a_checkpoint(quantised, tmp_path):
    with pytest.raises(OptionError, match="float32"):
        quantised.save_pretrained(tmp_path)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"precision": "int4"}, "accepted are 'float32', 'int8'"),
        ({"precision": "int8", "device": "meta"}, "integers are for the CPU"),
    ],
)
def test_what_cannot_be_computed_is_refused(options, message):
    with pytest.raises(OptionError, match=message):
        Pipeline.from_pretrained(**options)
