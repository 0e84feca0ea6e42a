"""The digest beside an article."""

import html
import re

import pytest

from quoteattr.render import iter_page
from quoteattr.render.digested import render_digest_panel
from quoteattr.types import Article, Quotation, QuotationId, Span, Speaker, SpeakerId
from tests.render.reader import read


def _words(markup):
    return [html.unescape(re.sub("<[^>]*>", "", p)) for p in re.findall(r"<p [^>]*>(.*?)</p>", markup, re.DOTALL)]


def test_it_says_what_the_digest_says(example):
    assert _words(render_digest_panel(example, "qa-1")) == str(example.digest()).split("\n")


def test_it_stands_under_the_summary_when_it_is_asked_for(example):
    page = "".join(iter_page([example, example], digest=True))
    read(page)
    for number in (1, 2):
        places = [page.index(f'id="qa-{number}-{part}"') for part in ("short", "digest")]
        assert places == sorted(places)
    assert 'id="qa-1-digest"' not in "".join(iter_page([example]))


def test_without_quotations_there_is_none():
    assert render_digest_panel(Article("It rained."), "qa-1") == ""


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", '"><img src=x>', "\u202egnp.exe", "&lt;b&gt;"])
def test_what_is_in_an_article_stays_text(hostile):
    speaker = Speaker(SpeakerId("s1"), hostile)
    said = Quotation(QuotationId("q1"), "direct", (Span(0, 2 + len(hostile)),), speaker=speaker)
    panel = render_digest_panel(Article(f"“{hostile}” she said.", quotations=(said,), speakers=(speaker,)), "qa-1")
    assert re.findall(r"<(\w+)", panel) == ["section", "h3", "p", "b"]
    assert "\u202e" not in panel
    assert len(_words(panel)) == 1
