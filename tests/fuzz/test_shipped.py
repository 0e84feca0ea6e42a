"""The shipped checkpoint on texts that no newspaper prints: whatever it finds, the article is a valid one."""

import pytest

from quoteattr.pipeline import Pipeline
from quoteattr.render import render_fragment
from quoteattr.types import Article
from tests.fuzz.pathological import TEXTS

# Repeats of what each text repeats: about two thousand characters.
SIZES = {name: 2_000 // max(1, len(build(1_000)) // 1_000) for name, (_, build) in TEXTS.items()}


@pytest.fixture(scope="module")
def pipeline():
    return Pipeline.from_pretrained("default")


@pytest.mark.slow
@pytest.mark.parametrize("name", TEXTS)
def test_any_text_makes_a_valid_article(pipeline, name):
    text = TEXTS[name][1](SIZES[name])
    article = pipeline(text, compress=True)
    assert article.text == text
    assert Article.from_json(article.to_json()) == article
    for quotation in article.quotations:
        for span in (*quotation.content, *quotation.cue, *quotation.source):
            assert 0 <= span.start < span.end <= len(text)
            assert text[span.start : span.end].strip()
    assert all(speaker.name.strip() and speaker.mentions for speaker in article.speakers)
    assert bool(article.summary.text) == bool(article.sentences)
    render_fragment(article)
