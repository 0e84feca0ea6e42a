"""The summary with its edits."""

import html
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quoteattr.render.summed import render_summary
from quoteattr.render.visible import visible
from quoteattr.types import Article, Edit, Issue, Summary, SummarySentence

TEXT = "However, she said the bridge, a relic, was safe."


def summed(text, *edits, source=TEXT, **fields):
    sentence = SummarySentence(0, len(source), 0.9, text, edits)
    return render_summary(Article(source, summary=Summary(text, (sentence,), **fields)), "qa-1")


def shown(markup):
    """Return the words of the summary and what stands in the article for each edit."""
    paragraphs = re.findall(r"<p [^>]*>(.*?)</p>", markup, re.DOTALL)
    was = [re.sub("<[^>]*>", "", w).strip() for w in re.findall(r'<span class="qa-was">(.*?)</span>', markup)]
    words = [re.sub("<[^>]*>", "", re.sub(r'<span class="qa-was">.*?</span>', "", p)) for p in paragraphs]
    return html.unescape(" ".join(words)), [html.unescape(w) for w in was]


@pytest.mark.parametrize(
    ("text", "edits", "was"),
    [
        pytest.param(TEXT, [], [], id="nothing changed"),
        pytest.param(
            "However, Ada Burns said the bridge, a relic, was safe.",
            [Edit(9, 12, "Ada Burns", "speaker")],
            ["(in the article: “she”)"],
            id="a name for a pronoun",
        ),
        pytest.param(
            "She said the bridge was safe.",
            [Edit(0, 10, "S", "opener"), Edit(28, 38, "", "compression")],
            ["(in the article: “However, s”)", "(left out: “, a relic,”)"],
            id="an opener and a part left out",
        ),
        pytest.param(
            "However, she said the bridge, a relic, was safe.”",
            [Edit(len(TEXT), len(TEXT), "”", "marks")],
            ["(put in by the summary)"],
            id="something put in",
        ),
        pytest.param("Quite another text.", [Edit(9, 12, "Ada Burns", "speaker")], [], id="edits that lead elsewhere"),
        pytest.param(
            "However, Ada said the bridge, a relic, was safe.",
            [Edit(9, 12, "Ada", "speaker"), Edit(0, 3, "How", "opener")],
            [],
            id="edits out of order",
        ),
        pytest.param(TEXT, [Edit(5, 5, "", "marks")], [], id="an edit of nothing into nothing"),
    ],
)
def test_edits_say_what_stood_in_the_article(text, edits, was):
    assert shown(summed(text, *edits)) == (text, was)


def test_an_edit_is_reached_by_keyboard():
    page = summed("However, Ada said the bridge, a relic, was safe.", Edit(9, 12, "Ada", "speaker"))
    assert '<span class="qa-edit" tabindex="0">Ada<' in page


def test_a_summary_that_its_sentences_do_not_tell_is_printed_as_it_is():
    sentence = SummarySentence(0, len(TEXT), 0.9, TEXT)
    page = render_summary(Article(TEXT, summary=Summary("Written by a model.\n\nTwice.", (sentence,))), "qa-1")
    assert re.findall(r"<p [^>]*>(.*?)</p>", page) == ["Written by a model.", "Twice."]


def test_what_the_guard_found_is_told():
    page = summed(TEXT, issues=(Issue("number", 0, 2, "'12' is <not> in the article", "dropped"),))
    assert "number: &#x27;12&#x27; is &lt;not&gt; in the article (dropped)" in page


@given(data=st.data())
@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_the_words_of_the_summary_are_those_that_are_shown(articles, data):
    article = data.draw(articles)
    words, _ = shown(render_summary(article, "qa-1"))
    # A line end of the text may have a visible stand-in where the paragraph is one piece.
    bare = re.compile(r"[\s␤\x85]")
    assert bare.sub("", words) == bare.sub("", visible(article.summary.text))
