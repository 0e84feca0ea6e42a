"""The reading view: well-formed, complete, and with nothing of the article in it but text."""

import base64
import hashlib
import html
import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quoteattr.render import iter_page, render_fragment, render_page
from quoteattr.render.visible import visible
from quoteattr.types import Article, Mention, Quotation, QuotationId, Span, Speaker, SpeakerId, Summary
from tests.render.reader import read, values

TAGS = {
    "a", "article", "aside", "bdi", "body", "div", "fieldset", "footer", "h1", "h2", "h3", "h4", "head", "header",
    "html", "i", "input", "label", "legend", "li", "main", "mark", "meta", "ol", "p", "script", "section", "span",
    "style", "title", "ul",
}  # fmt: skip
ATTRIBUTES = {
    "aria-describedby", "aria-label", "aria-labelledby", "checked", "class", "data-by", "data-label", "data-n",
    "data-note", "data-qa", "data-who", "dir", "href", "id", "lang", "name", "role", "tabindex", "title", "type",
    "value",
}  # fmt: skip


def _part(article, name):
    return re.search(rf'<(\w+) class="{name}".*?</\1>', render_fragment(article), re.DOTALL)[0]


def _chooser(article):
    return _part(article, "qa-choose")


def _notes(article):
    return _part(article, "qa-notes")


def _words(markup):
    return " ".join(html.unescape(re.sub("<[^>]*>", "", markup)).split())


class TestContent:
    def test_the_text_is_all_there(self, example):
        assert "".join(read(render_fragment(example)).text) == example.text

    def test_headline_and_paragraphs(self, example):
        page = render_fragment(example)
        assert re.findall(r'<h2 class="qa-headline"[^>]*>([^<]*)', page) == ["Ferry timetable to change"]
        body = re.search(r'<div class="qa-text">(.*?)</div>', page, re.DOTALL)[1]
        assert body.count("<p ") == body.count("</p>") == 4

    def test_a_quotation_over_paragraphs_is_one_of_a_colour(self, example):
        marks = re.findall(r'<mark class="qa-content (qa-\d)[^>]*>([^<]*)', render_fragment(example))
        assert [words for colour, words in marks if colour == "qa-1"] == [
            "“We listened to the islanders,”",
            "“The first boat will leave at six.",
            "“It will be on time.”",
        ]
        assert ("qa-0", "“Too little, too late.”") in marks

    def test_whose_words_go_on_is_numbered_and_not_left_to_the_colour(self, example):
        marks = [a for tag, a in read(render_fragment(example)).elements if tag == "mark" and a["data-by"] == "1"]
        assert [mark.get("data-qa") for mark in marks] == [None, "1", "1"]

    def test_every_quotation_is_opened_by_a_link_that_names_its_speaker(self, example):
        links = [a for tag, a in read(render_fragment(example)).elements if a.get("class", "").startswith("qa-ref")]
        assert [link["aria-label"] for link in links] == [
            "Quotation 1, Mara Quill",
            "Quotation 2, Tom Reddy",
            "Quotation 3, Speaker unknown",
        ]
        assert [link["data-qa"] for link in links] == ["1", "2", "?"]

    def test_the_end_of_each_quotation_is_told_once(self, example):
        marks = [a for tag, a in read(render_fragment(example)).elements if tag == "mark"]
        assert [mark["data-n"] for mark in marks if "qa-end" in mark["class"].split()] == ["1", "2", "3"]

    def test_cue_and_source_are_marked(self, example):
        page = render_fragment(example)
        assert re.findall(r'class="qa-cue [^>]*>([^<]*)</span>(?! the words)', page) == ["said", "called"]
        assert "Mara Quill, head of Lowmere Ferries" in re.findall(r'class="qa-source [^>]*>([^<]*)', page)

    def test_titles_say_who_how_and_how_sure(self, example):
        titles = values(read(render_fragment(example)), "title")
        told = "speaker: Mara Quill (64-74), score 0.95"
        assert f"Mara Quill, head of Lowmere Ferries · content · direct · score 0.97 · {told}" in titles
        assert "Tom Reddy, Councillor · cue · mixed · score 0.81" in titles
        assert "Speaker unknown · content · direct · score 0.40" in titles

    def test_the_notes_say_who_how_and_how_sure(self, example):
        told = re.findall(r'<span class="qa-sure"[^>]*>(.*?)</span></span>', _notes(example))
        assert [[_words(part) for part in re.split("</span>", line)] for line in told] == [
            [
                "said Mara Quill, head of Lowmere Ferries",
                "direct, score 0.97",
                "speaker: Mara Quill (64-74), score 0.95",
            ],
            ["Councillor Tom Reddy called", "mixed, score 0.81", "speaker without a score"],
            ["direct, score 0.40", "speaker unknown"],
        ]

    def test_a_reference_is_described_by_its_note(self, example):
        elements = read(render_fragment(example)).elements
        described = [a["aria-describedby"] for _, a in elements if "aria-describedby" in a]
        assert described == [a["id"] for _, a in elements if a.get("class") == "qa-sure"]

    def test_a_past_role_is_marked(self, example):
        mara, tom = example.speakers
        past = replace(mara, former=True)
        said = tuple(replace(q, speaker=past if q.speaker is mara else q.speaker) for q in example.quotations)
        page = _chooser(replace(example, quotations=said, speakers=(past, tom)))
        assert re.findall(r'class="qa-role"><bdi>([^<]*)', page) == ["head of Lowmere Ferries (former)", "Councillor"]

    def test_summary_warnings_and_provenance(self, example):
        page = render_fragment(example)
        assert page.index("The first boat will leave at six, said Mara Quill.") < page.index('class="qa-text"')
        assert "a quotation has no speaker" in page
        assert "quoteattr 0.1.0" in page

    def test_a_speaker_is_chosen_by_name_role_and_count(self, example):
        labels = re.findall(r"<label.*?</label>", _chooser(example), re.DOTALL)
        assert [_words(label) for label in labels] == [
            "Everyone 3 quotations",
            "Mara Quill 1 quotation head of Lowmere Ferries",
            "Tom Reddy 1 quotation Councillor",
            "Speaker unknown 1 quotation",
        ]
        values = re.findall(r'<input type="radio" name="[^"]*" value="([^"]*)"( checked)?', _chooser(example))
        assert values == [("all", " checked"), ("1", ""), ("2", ""), ("0", "")]

    def test_the_notes_list_every_speaker_with_kinds(self, example):
        mara = example.speakers[0]
        said = (*example.quotations, Quotation(QuotationId("q4"), "indirect", (Span(0, 5),), speaker=mara))
        notes = _notes(replace(example, quotations=said))
        assert re.findall(r'class="qa-count">([^<]*)', notes) == [
            "2 quotations: 1 direct, 1 indirect",
            "1 mixed quotation",
            "1 direct quotation",
        ]
        assert "the plan ‘long overdue’" in notes

    def test_every_link_leads_to_its_place(self, example):
        for page in (render_fragment(example), render_page([example, example])):
            reader = read(page)
            targets = values(reader, "id")
            assert len(targets) == len(set(targets)) > 0
            for name in ("href", "aria-describedby", "aria-labelledby"):
                assert {value.lstrip("#") for value in values(reader, name)} <= set(targets)
            assert len(values(reader, "href")) == 2 * len(values(reader, "aria-describedby"))

    def test_a_quotation_that_others_cover_has_a_note_without_a_link(self):
        whole = (Span(0, 4),)
        said = tuple(Quotation(QuotationId(f"q{n}"), "direct", whole) for n in range(2))
        notes = _notes(Article("Yes.", quotations=said))
        assert notes.count("<a href") == notes.count("<i dir") == 1

    def test_two_readings_of_one_text_share_no_id(self, example):
        other = replace(example, warnings=())
        first, second = (set(values(read(render_fragment(article)), "id")) for article in (example, other))
        assert not first & second

    @pytest.mark.parametrize(
        "article",
        [
            pytest.param(Article(""), id="empty"),
            pytest.param(Article(" \n\n "), id="blank"),
            pytest.param(Article("“"), id="one mark"),
            pytest.param(Article("Yes.", speakers=(Speaker(SpeakerId("s1"), ""),)), id="speaker without a word"),
            pytest.param(Article("x" * 1_000_000), id="one long word"),
            pytest.param(Article("One\n\nTwo\n\nThree", id="lines"), id="lines without a sentence"),
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
        assert re.findall(r'data-qa="(\d+)" data-who', page) == [str(n) for n in range(1, 11)]

    def test_an_article_is_named_by_its_headline_or_else_its_id(self, example):
        assert '<article class="quoteattr" lang="en" aria-labelledby="qa-1-title">' in render_page(example)
        assert '<h2 class="qa-kicker" id="qa-1-title"><bdi>x</bdi></h2>' in render_page(Article("It rained.", id="x"))
        assert 'aria-label="Article with its quotations and speakers"' in render_page(Article("It rained."))


HOSTILE = [
    "<script>alert(1)</script>",
    "</p></div></section><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x="',
    "' autofocus onfocus='alert(1)",
    "<!-- ",
    "]]><![CDATA[",
    "&lt;b&gt; &amp; &#60;",
    "</style><style>*{display:none}",
    "</script><script>alert(1)</script>",
    "</bdi></label><input autofocus onfocus=alert(1)>",
    "${alert(1)} `${alert(1)}` {{alert(1)}} {script} %(style)s",
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
            assert all(re.fullmatch(r"#qa-[0-9a-f]+-[nq]\d+", target) for target in values(reader, "href"))
            assert all(re.fullmatch(r"qa-[0-9a-f]+-([nqs]\d+|[a-z]+)", target) for target in values(reader, "id"))
            assert reader.tags.count("script") == reader.tags.count("style") == 1
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
        assert reader.tags.count("script") == reader.tags.count("style") == 1
        parts = re.findall(r'<div class="qa-(?:head|text)">(.*?)</div>', page, re.DOTALL)
        assert html.unescape(re.sub("<[^>]*>", "", "".join(parts))) == visible(article.text)
        assert not re.search(r"<(mark|span)[^>]*></\1>", "".join(parts))

    @given(data=st.data())
    @settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
    def test_every_character_that_is_not_white_space_stands_in_a_heading_or_paragraph(self, articles, data):
        article = data.draw(articles)
        page = render_fragment(article)
        parts = "".join(re.findall(r'<div class="qa-(?:head|text)">(.*?)</div>', page, re.DOTALL))
        outside = re.sub(r"<(p|h2|h3)\b.*?</\1>", "", parts, flags=re.DOTALL)
        assert not re.sub(r"[\s␤]", "", html.unescape(outside))

    def test_nothing_comes_from_elsewhere(self, example):
        page = render_page(example)
        assert not re.search(r"https?:|url\(|@import|src=|<link|<img|<iframe| on\w+=", page)
        assert " style=" not in page

    def test_the_policy_admits_the_style_and_the_script_of_the_page_and_nothing_else(self, example):
        page = render_page([example, example])
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)[1]
        found = {}
        for name in ("style", "script"):
            (text,) = re.findall(rf"<{name}>(.*?)</{name}>", page, re.DOTALL)
            found[name] = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert policy == (
            f"default-src 'none'; style-src 'sha256-{found['style']}'; script-src 'sha256-{found['script']}'; "
            "base-uri 'none'; form-action 'none'"
        )


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
        assert "color-scheme: light dark" in render_fragment(example)

    def test_the_style_of_a_fragment_touches_only_the_fragment(self, example):
        style = re.search(r"<style>(.*?)</style>", render_fragment(example), re.DOTALL)[1]
        style = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
        style = re.sub(r"@media[^{]*", "", style)
        while re.search(r"\([^()]*\)", style):  # a comma within :is(…) parts no selectors
            style = re.sub(r"\([^()]*\)", "", style)
        selectors = [part for block in re.findall(r"([^{}]+)\{", style) for part in block.split(",") if part.strip()]
        assert len(selectors) > 20
        assert all(selector.strip().startswith(".quoteattr") for selector in selectors)

    def test_the_same_article_gives_the_same_html(self, example):
        assert render_fragment(example) == render_fragment(Article.from_dict(example.to_dict()))
