"""HTML: well-formed, complete, and with nothing of the article in it but text."""

import html
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quoteattr.render import iter_page, render_fragment, render_page
from quoteattr.render.visible import visible
from quoteattr.types import Article, Mention, Quotation, QuotationId, Span, Speaker, SpeakerId, Summary

VOID = {"meta"}
TAGS = {
    "a", "aside", "bdi", "body", "footer", "div", "h2", "h3", "head", "html", "li", "mark", "meta", "ol", "p",
    "section", "span", "style", "title", "ul",
}  # fmt: skip
ATTRIBUTES = {"aria-label", "class", "data-qa", "dir", "href", "id", "lang", "role", "title"}


class Reader(HTMLParser):
    """Reads a page, refuses what is not well-formed, and keeps what stands in the article's text."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open = []
        self.tags = []
        self.attributes = []
        self.text = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        if tag not in VOID:
            self.attributes += attrs
            self.open.append((tag, dict(attrs).get("class", "")))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        if any(name == "qa-text" for _, name in self.open):
            self.text.append(data)

    def handle_comment(self, data):
        raise AssertionError(f"comment {data!r}")

    def handle_pi(self, data):
        raise AssertionError(f"processing instruction {data!r}")

    def unknown_decl(self, data):
        raise AssertionError(f"declaration {data!r}")


def read(page):
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader


def values(reader, name):
    return [value for key, value in reader.attributes if key == name]


def _aside(article):
    return re.search(r"<aside>.*</aside>", render_fragment(article), re.DOTALL)[0]


class TestContent:
    def test_the_text_is_all_there(self, example):
        assert "".join(read(render_fragment(example)).text) == example.text

    def test_paragraphs(self, example):
        body = re.search(r'<div class="qa-text">(.*?)</div>', render_fragment(example), re.DOTALL)[1]
        assert body.count("<p ") == body.count("</p>") == 5

    def test_a_quotation_over_paragraphs_is_one_of_a_colour(self, example):
        marks = re.findall(r'<mark class="qa-content (qa-\d)[^>]*>([^<]*)', render_fragment(example))
        assert [words for colour, words in marks if colour == "qa-1"] == [
            "“We listened to the islanders,”",
            "“The first boat will leave at six.",
            "“It will be on time.”",
        ]
        assert ("qa-0", "“Too little, too late.”") in marks

    def test_cue_and_source_are_marked(self, example):
        page = render_fragment(example)
        assert re.findall(r'class="qa-cue"[^>]*>([^<]*)', page) == ["said", "called"]
        assert "Mara Quill, head of Lowmere Ferries" in re.findall(r'class="qa-source"[^>]*>([^<]*)', page)

    def test_titles_say_who_how_and_how_sure(self, example):
        titles = values(read(render_fragment(example)), "title")
        told = "speaker: Mara Quill (64-74), score 0.95"
        assert f"Mara Quill, head of Lowmere Ferries · content · direct · score 0.97 · {told}" in titles
        assert "Tom Reddy, Councillor · cue · mixed · score 0.81" in titles
        assert "Speaker unknown · content · direct · score 0.40" in titles

    def test_the_list_of_quotations_says_why_the_speaker_is_the_one(self, example):
        listed = re.findall(r'<span class="qa-faint"([^>]*)>[^<]*(?:<bdi>.*?</bdi>)?[^<]*</span></li>', _aside(example))
        assert listed == [' title="speaker: Mara Quill (64-74), score 0.95"', "", ""]

    def test_a_past_role_is_marked(self, example):
        mara, tom = example.speakers
        past = replace(mara, former=True)
        said = tuple(replace(q, speaker=past if q.speaker is mara else q.speaker) for q in example.quotations)
        page = _aside(replace(example, quotations=said, speakers=(past, tom)))
        assert re.findall(r'class="qa-role"><bdi>([^<]*)', page) == ["head of Lowmere Ferries (former)", "Councillor"]

    def test_summary_speakers_and_warnings(self, example):
        page = render_fragment(example)
        assert page.index("The first boat will leave at six, said Mara Quill.") < page.index('class="qa-text"')
        speakers = _aside(example)
        assert re.findall(r'class="qa-name"[^>]*><bdi>([^<]*)', speakers) == [
            "Mara Quill",
            "Tom Reddy",
            "Speaker unknown",
        ]
        assert re.findall(r'class="qa-role"><bdi>([^<]*)', speakers) == ["head of Lowmere Ferries", "Councillor"]
        assert "the plan ‘long overdue’" in speakers
        assert "Councillor Tom Reddy called" in speakers
        assert "a quotation has no speaker" in page
        assert "quoteattr 0.1.0" in page

    def test_every_quotation_in_the_list_leads_to_its_place(self, example):
        for page in (render_fragment(example), render_page([example, example])):
            reader = read(page)
            targets = values(reader, "id")
            assert len(targets) == len(set(targets)) > 0
            assert sorted(f"#{target}" for target in targets) == sorted(values(reader, "href"))

    @pytest.mark.parametrize(
        "article",
        [
            pytest.param(Article(""), id="empty"),
            pytest.param(Article(" \n\n "), id="blank"),
            pytest.param(Article("“"), id="one mark"),
            pytest.param(Article("Yes.", speakers=(Speaker(SpeakerId("s1"), ""),)), id="speaker without a word"),
            pytest.param(Article("x" * 1_000_000), id="one long word"),
        ],
    )
    def test_any_article_gives_well_formed_html(self, article):
        assert "".join(read(render_fragment(article)).text) == article.text
        read(render_page(article))

    def test_ten_speakers_share_eight_colours(self):
        speakers = tuple(Speaker(SpeakerId(f"s{n}"), f"Speaker {n}") for n in range(10))
        said = tuple(
            Quotation(QuotationId(f"q{n}"), "direct", (Span(n, n + 1),), speaker=s) for n, s in enumerate(speakers)
        )
        page = render_fragment(Article("0123456789", quotations=said, speakers=speakers))
        assert re.findall(r"<mark class=\"qa-content qa-(\d)", page) == list("1234567812")
        assert re.findall(r'data-qa="(\d+)" title', page) == [str(n) for n in range(1, 11)]


HOSTILE = [
    "<script>alert(1)</script>",
    "</p></div></section><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x="',
    "' autofocus onfocus='alert(1)",
    "<!-- ",
    "]]><![CDATA[",
    "&lt;b&gt; &amp; &#60;",
    "</style><style>*{display:none}",
    "<?php evil ?>",
    "javascript:alert(1)",
    "\x00<\x00s\x00cript>",
    "\u202egnp.exe\u202c",
    "\ud800<b>",
]


class TestHostile:
    @pytest.mark.parametrize("text", HOSTILE)
    def test_what_is_in_an_article_stays_text(self, text):
        speaker = Speaker(SpeakerId(text), text, role=text, aliases=(text,))
        whole = Span(0, len(text))
        said = Quotation(
            QuotationId(text), "direct", (whole,), (Span(1, 3),), (Span(2, 4),), speaker,
            evidence=(Mention(whole.start, whole.end),), speaker_score=0.5,
        )  # fmt: skip
        article = Article(
            text, id=text, quotations=(said,), speakers=(speaker,), summary=Summary(text), warnings=(text,),
            provenance={text: text},
        )  # fmt: skip
        for page in (render_fragment(article), render_page(article)):
            reader = read(page)
            assert "".join(reader.text) == visible(text)
            assert set(reader.tags) <= TAGS
            assert {name for name, _ in reader.attributes} <= ATTRIBUTES
            assert all(re.fullmatch(r"#qa-[0-9a-f]+-q\d+", target) for target in values(reader, "href"))
            assert all(re.fullmatch(r"qa-[0-9a-f]+-q\d+", target) for target in values(reader, "id"))
            page.encode("utf-8")

    @given(data=st.data())
    @settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow], deadline=None)
    def test_any_article(self, articles, data):
        article = data.draw(articles)
        page = render_fragment(article)
        reader = read(page)
        assert "".join(reader.text) == visible(article.text)
        assert set(reader.tags) <= TAGS
        assert {name for name, _ in reader.attributes} <= ATTRIBUTES
        body = page.split('<div class="qa-text">')[1].split("</div>")[0]
        assert html.unescape(re.sub("<[^>]*>", "", body)) == visible(article.text)
        assert not re.search(r"<(mark|span)[^>]*></\1>", body)

    def test_no_script_and_nothing_from_elsewhere(self, example):
        page = render_page(example)
        assert "<script" not in page
        assert "default-src 'none'" in page
        assert not re.search(r"https?:|url\(|@import", page)


class TestPage:
    def test_pieces_make_the_page(self, example):
        pieces = list(iter_page([example, Article("No.")]))
        assert "".join(pieces) == render_page([example, Article("No.")])
        assert "".join(read("".join(pieces)).text) == f"{example.text}No."
        assert len(pieces) == 4

    def test_articles_are_taken_one_at_a_time(self, example):
        taken = []

        def stream():
            for n in range(3):
                taken.append(n)
                yield example

        pieces = iter_page(stream())
        next(pieces)
        assert taken == []
        next(pieces)
        assert taken == [0]

    def test_light_and_dark(self, example):
        assert "prefers-color-scheme: dark" in render_fragment(example)

    def test_the_style_of_a_fragment_touches_only_the_fragment(self, example):
        style = re.search(r"<style>(.*?)</style>", render_fragment(example), re.DOTALL)[1]
        style = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
        style = re.sub(r"@media[^{]*", "", style)
        selectors = [part for block in re.findall(r"([^{}]+)\{", style) for part in block.split(",") if part.strip()]
        assert len(selectors) > 20
        assert all(selector.strip().startswith(".quoteattr") for selector in selectors)

    def test_the_same_article_gives_the_same_html(self, example):
        assert render_fragment(example) == render_fragment(Article.from_dict(example.to_dict()))
