import numpy as np
import pytest

from quoteattr.summary.speech import SPEECH_FEATURES, speech_features
from quoteattr.types import Quotation, QuotationId, Span, Speaker, SpeakerId

from .conftest import sentences_of

TEXT = "“It is safe. We checked it twice,” said Ada Moor. The bridge opens on Monday, she added. It rained."
SENTENCES = (
    "“It is safe.",
    "We checked it twice,” said Ada Moor.",
    "The bridge opens on Monday, she added.",
    "It rained.",
)
ADA = Speaker(SpeakerId("s1"), "Ada Moor")


def span(part):
    start = TEXT.index(part)
    return Span(start, start + len(part))


QUOTATIONS = (
    Quotation(QuotationId("q1"), "direct", (span("“It is safe. We checked it twice,”"),), (), (span("Ada Moor"),), ADA),
    Quotation(QuotationId("q2"), "indirect", (span("The bridge opens on Monday"),), (), (span("she"),), ADA),
)


def column(name, quotations=QUOTATIONS):
    return speech_features(sentences_of(TEXT, *SENTENCES), quotations)[:, SPEECH_FEATURES.index(name)].round(2).tolist()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("quoted", [1.0, 0.58, 0.0, 0.0], id="share in direct content"),
        pytest.param("reported", [0.0, 0.0, 0.68, 0.0], id="share in indirect content"),
        pytest.param("testimony", [1.0, 0.0, 0.0, 0.0], id="content without its source"),
        pytest.param("speaker_weight", [0.0, 1.0, 1.0, 0.0], id="share of the speaker's quotations"),
    ],
)
def test_what_a_sentence_has_to_do_with_quotations_is_measured(name, expected):
    assert column(name) == expected


def test_content_that_overlaps_is_counted_once():
    assert column("quoted", QUOTATIONS[:1] * 3) == column("quoted", QUOTATIONS[:1])


def test_no_quotations_and_no_sentences():
    assert not np.any(speech_features(sentences_of(TEXT, *SENTENCES), ()))
    assert speech_features([], ()).shape == (0, len(SPEECH_FEATURES))
