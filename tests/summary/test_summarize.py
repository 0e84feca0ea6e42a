import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoteattr.errors import OptionError
from quoteattr.summary.summarize import summarize
from quoteattr.summary.words import count_words
from quoteattr.text.sentences import split_sentences
from quoteattr.types import Sentence, Summary

from .conftest import sentences_of, story_of, vectors_for


def run(article, **limits):
    text, sentences = article
    return summarize(story_of(text, sentences), **limits)


def chosen(article, **limits):
    text = article[0]
    return [text[s.start : s.end] for s in run(article, **limits)[0].sentences]


def made_of(*parts, by="\n\n"):
    text = by.join(parts)
    return text, sentences_of(text, *parts)


LEAD = "The iron bridge in Redcar will reopen on Monday after three years of repairs, the borough council said."


@pytest.mark.parametrize("n", [1, 2, 3, 4, 5])
def test_exactly_so_many_sentences_and_none_of_the_furniture(council, n):
    sentences = chosen(council, max_sentences=n)
    assert len(sentences) == n
    assert not [s for s in sentences if s.startswith(("Bridge to Reopen", "By Jo", "Read more", "Follow us"))]


def test_three_sentences_by_default(council):
    assert len(chosen(council)) == 3
    assert chosen(council) == chosen(council, max_sentences=3)


def test_what_surrounds_the_story_comes_in_only_for_want_of_story():
    article = made_of("Bridge reopens", "By Jo Lee", LEAD)
    assert chosen(article, max_sentences=1) == [LEAD]
    assert chosen(article, max_sentences=2) == ["Bridge reopens", LEAD]
    assert chosen(article, max_sentences=9) == ["Bridge reopens", "By Jo Lee", LEAD]


@pytest.mark.parametrize("n", [15, 20, 33, 40, 60, 1000])
def test_words_are_limited(council, n):
    summary, warnings = run(council, max_words=n)
    assert 0 < count_words(summary.text) <= n
    assert warnings == ()


def test_both_limits_hold(council):
    summary, _ = run(council, max_words=45, max_sentences=2)
    assert len(summary.sentences) <= 2
    assert count_words(summary.text) <= 45


def test_a_budget_below_every_sentence_gives_the_shortest_and_a_warning():
    article = made_of(LEAD, "It was closed when engineers found cracks in it.")
    summary, warnings = run(article, max_words=4)
    assert summary.text == "It was closed when engineers found cracks in it."
    assert len(warnings) == 1
    assert "9 words although max_words=4" in warnings[0]


def test_a_headline_that_fits_is_better_than_a_limit_passed():
    summary, warnings = run(made_of("Bridge reopens", LEAD), max_words=4)
    assert summary.text == "Bridge reopens"
    assert warnings == ()


def test_repeated_sentences_are_taken_once():
    article = made_of(
        LEAD, "The bridge was closed for three years.", LEAD.upper(), "The bridge was closed for three years!"
    )
    assert len(chosen(article, max_sentences=4)) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", Summary(), id="empty"),
        pytest.param(" \n\t", Summary(), id="white space"),
        pytest.param("Yes", "Yes", id="one word"),
        pytest.param("***", "***", id="no word"),
        pytest.param("“", "“", id="one mark"),
        pytest.param("By Jo Lee", "By Jo Lee", id="a byline alone"),
        pytest.param("  It is \r\n\r\n", "It is", id="line ends"),
    ],
)
def test_odd_articles(text, expected):
    sentences = split_sentences(text)
    summary, warnings = summarize(story_of(text, sentences, vectors_for(len(sentences))))
    assert (summary if isinstance(expected, Summary) else summary.text) == expected
    assert warnings == ()


def test_sentences_cut_out_of_a_quotation_get_their_marks(council):
    text, sentences = council
    middle = next(s for s in sentences if text[s.start : s.end].startswith("The repairs cost"))
    vectors = np.zeros((1, 4))
    article = text, [Sentence(middle.start, middle.end)]
    assert summarize(story_of(*article, vectors))[0].text == "“The repairs cost nine million pounds.”"


def test_scores_and_offsets_are_those_of_the_article(council):
    _, sentences = council
    summary, _ = run(council)
    assert summary.sentences
    assert all(Sentence(s.start, s.end) in sentences for s in summary.sentences)
    assert all(0 <= s.score <= 1 for s in summary.sentences)


@pytest.mark.parametrize("limits", [{"max_sentences": 0}, {"max_words": True}, {"max_words": 1.5}])
def test_limits_are_checked_even_when_there_is_nothing_to_summarise(limits):
    with pytest.raises(OptionError):
        summarize(story_of("", [], np.zeros((0, 4))), **limits)


TEXTS = st.text(max_size=200) | st.lists(
    st.sampled_from(
        ["It rained.", "“It rained.", "Go!”", "By Jo Lee", "***", "The bridge is open, she said.", "\n\n", "Why?"]
    ),
    max_size=14,
).map(" ".join)


@settings(deadline=None)
@given(TEXTS, st.none() | st.integers(1, 6), st.none() | st.integers(1, 30), st.integers(0, 5))
def test_promises(text, max_sentences, max_words, seed):
    sentences = split_sentences(text)
    vectors = vectors_for(len(sentences), seed=seed)
    story = story_of(text, sentences, vectors)
    summary, warnings = summarize(story, max_sentences=max_sentences, max_words=max_words)
    assert (summary, warnings) == summarize(story, max_sentences=max_sentences, max_words=max_words)
    assert bool(summary.sentences) == bool(sentences) == bool(summary.text)
    assert list(summary.sentences) == sorted(set(summary.sentences))
    assert summary.text == " ".join(summary.text.split())
    keys = ["".join(filter(str.isalnum, text[s.start : s.end].casefold())) for s in summary.sentences]
    assert len({k for k in keys if k}) == len([k for k in keys if k])
    distinct = {"".join(filter(str.isalnum, t)) or t for t in (text[s.start : s.end].casefold() for s in sentences)}
    if max_words is None:
        assert len(summary.sentences) == min(max_sentences or 3, len(distinct))
    elif not warnings:
        assert count_words(summary.text) <= max_words
        assert max_sentences is None or len(summary.sentences) <= max_sentences
    else:
        assert len(summary.sentences) == 1


def test_ten_thousand_sentences_are_cheap():
    parts = [f"Bridge number {i} in town {i % 97} opens on day {i % 31}, the council said." for i in range(10_000)]
    article = made_of(*parts, by=" ")
    start = time.perf_counter()
    assert len(chosen(article)) == 3
    assert time.perf_counter() - start < 30
