"""Headline, standfirst, crosshead or text."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quoteattr.render.setting import set_paragraphs
from quoteattr.types import Article, Quotation, QuotationId, Span

STORY = "The bridge is open again, the council said."


def kinds(*paragraphs, quotations=()):
    return [kind for _, kind in set_paragraphs(Article("\n\n".join(paragraphs), quotations=quotations))]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        pytest.param(["Bridge reopens", STORY], ["headline", "text"], id="headline"),
        pytest.param(["‘We failed you’, says mayor", STORY], ["headline", "text"], id="headline in quotation marks"),
        pytest.param(["Bridge reopens", "Two years late", STORY], ["headline", "deck", "text"], id="standfirst"),
        pytest.param([STORY, STORY], ["text", "text"], id="no headline"),
        pytest.param(["Old Bridge Reopens to Lorries.", STORY], ["headline", "text"], id="title with a full stop"),
        pytest.param([STORY, "Old Bridge Reopens to Lorries.", STORY], ["text"] * 3, id="a title stands on top"),
        pytest.param(["“Yes,” Ada Burns said on Monday.", STORY], ["text", "text"], id="names are no title"),
        pytest.param(["It is open.", STORY], ["text", "text"], id="a short sentence is text"),
        pytest.param(["“It is open.”", STORY], ["text", "text"], id="a sentence may end within its marks"),
        pytest.param(["word " * 21 + "word", STORY], ["text", "text"], id="a long line is text"),
        pytest.param([STORY, "Two years late", STORY], ["text", "crosshead", "text"], id="crosshead"),
        pytest.param([STORY, "Apples", "Pears", STORY], ["text"] * 4, id="lines side by side are a list"),
        pytest.param([STORY, "Two years late"], ["text", "text"], id="nothing below, no crosshead"),
        pytest.param(["One", "Two"], ["text", "text"], id="lines alone are no story"),
        pytest.param([*"abcdef", STORY], ["headline", *["deck"] * 3, *["text"] * 3], id="a long list on top"),
        pytest.param([], [], id="empty"),
    ],
)
def test_paragraphs_are_set_by_their_length_and_the_mark_at_their_end(paragraphs, expected):
    assert kinds(*paragraphs) == expected


def test_what_somebody_said_is_no_crosshead():
    start = len(STORY) + 2
    said = Quotation(QuotationId("q1"), "direct", (Span(start, start + 12),))
    assert kinds(STORY, "“Never again”", STORY, quotations=(said,)) == ["text", "text", "text"]


@given(data=st.data())
@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_one_headline_at_most_and_above_every_text(articles, data):
    found = [kind for _, kind in set_paragraphs(data.draw(articles))]
    assert found.count("headline") <= 1
    top = found.index("text") if "text" in found else len(found)
    assert all(kind in {"headline", "deck"} for kind in found[:top])
    assert all(kind in {"text", "crosshead"} for kind in found[top:])
