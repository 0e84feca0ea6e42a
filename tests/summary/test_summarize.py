import math
import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoteattr.errors import OptionError
from quoteattr.summary.story import Story
from quoteattr.summary.summarize import summarize
from quoteattr.summary.words import count_words
from quoteattr.text.sentences import split_sentences
from quoteattr.types import Sentence, Summary

from .conftest import sentences_of, story_of, vectors_for
from .edits.stories import story_of as marked_story


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


def scored(marked, *scores):
    """Read a marked article and give its sentences scores."""
    story = marked_story(marked)
    sentences = (replace(s, score=score) for s, score in zip(story.sentences, scores, strict=True))
    return replace(story, sentences=tuple(sentences))


def printed(story, **options):
    return [sentence.text for sentence in summarize(story, **options)[0].sentences]


class TestNames:
    """A name in the place of a pronoun takes room."""

    STORY = scored(
        "Ada Burns, the mayor of Redcar, opened the bridge. It rained all day long. She won the vote in May.",
        *(0.1, 0.5, 1.0),
    )

    def test_where_there_is_room_the_name_is_printed(self):
        assert printed(self.STORY, max_words=11) == ["Ada Burns, the mayor of Redcar, won the vote in May."]

    @pytest.mark.parametrize("n", [6, 10])
    def test_a_sentence_that_its_name_makes_too_long_gives_way(self, n):
        assert printed(self.STORY, max_words=n) == ["It rained all day long."]

    def test_faithful_needs_no_room_for_a_name(self):
        assert printed(self.STORY, max_words=6, faithful=True) == ["She won the vote in May."]

    def test_a_sentence_is_rather_printed_without_its_name_than_the_limit_passed(self):
        story = scored("Ada Burns, the mayor of Redcar, opened the bridge. She won the vote in May.", 0.1, 1.0)
        assert printed(story, max_words=6) == ["She won the vote in May."]
        assert summarize(story, max_words=6)[1] == ()

    def test_without_a_limit_of_words_nothing_gives_way(self):
        assert printed(self.STORY, max_sentences=1) == ["Ada Burns, the mayor of Redcar, won the vote in May."]


class TestLeaning:
    """A reader who cannot tell who "they" are learns little."""

    MARKED = (
        "Engineers found cracks in the bridge. Traffic was stopped on Monday. They rebuilt it in two years. "
        "A ferry ran instead until May."
    )
    NEARLY, WORSE, MUCH_WORSE = (0.2, 0.3, 1.0, 0.8), (0.2, 0.3, 1.0, 0.5), (0.1, 0.2, 1.0, 0.25)

    def test_a_sentence_that_leans_on_what_was_left_out_gives_way_to_one_nearly_as_good(self):
        assert printed(scored(self.MARKED, *self.NEARLY), max_sentences=1) == ["A ferry ran instead until May."]

    def test_it_gives_way_a_second_time_to_one_that_is_worse(self):
        assert printed(scored(self.MARKED, *self.WORSE), max_sentences=1) == ["A ferry ran instead until May."]

    def test_it_stays_before_one_that_is_much_worse(self):
        assert printed(scored(self.MARKED, *self.MUCH_WORSE), max_sentences=1) == ["They rebuilt it in two years."]

    def test_faithful_keeps_it(self):
        story = scored(self.MARKED, *self.NEARLY)
        assert printed(story, max_sentences=1, faithful=True) == ["They rebuilt it in two years."]

    def test_behind_the_sentence_that_it_follows_it_leans_on_nothing(self):
        story = scored("Engineers found cracks in the bridge. They rebuilt it in two years. A ferry ran.", 1, 0.9, 0.8)
        assert printed(story, max_sentences=2) == [
            "Engineers found cracks in the bridge.",
            "They rebuilt it in two years.",
        ]

    def test_where_every_sentence_leans_the_best_stays(self):
        story = scored("They rebuilt it in two years. They painted it in May. They left.", 0.8, 1.0, 0.9)
        assert printed(story, max_sentences=1) == ["They painted it in May."]

    def test_its_score_is_told_as_it_is(self):
        [sentence] = summarize(scored(self.MARKED, *self.MUCH_WORSE), max_sentences=1)[0].sentences
        assert sentence.score == 1


class TestCompress:
    STORY = scored(
        "In a statement, the council said the bridge (built in 1911) was, of course, not safe to cross. "
        "Ferries run from the old harbour until May.",
        *(1.0, 0.5),
    )
    SHORT, LONG = "The council said the bridge was not safe to cross.", "Ferries run from the old harbour until May."

    def test_more_fits_into_the_words(self):
        whole, compressed = (summarize(self.STORY, max_words=21, compress=c)[0] for c in (False, True))
        assert [len(summary.sentences) for summary in (whole, compressed)] == [1, 2]
        assert compressed.text == f"{self.SHORT} {self.LONG}"

    def test_what_is_left_out_is_told(self):
        [sentence] = summarize(self.STORY, max_sentences=1, compress=True)[0].sentences
        assert sentence.text == self.SHORT
        assert {edit.kind for edit in sentence.edits} == {"compression"}

    def test_nothing_is_left_out_unasked(self):
        [sentence] = summarize(self.STORY, max_sentences=1)[0].sentences
        assert sentence.edits == ()

    def test_a_sentence_is_taken_for_the_length_that_it_is_printed_in(self):
        assert printed(self.STORY, max_words=10, compress=True) == [self.SHORT]


class TestRatio:
    @pytest.mark.parametrize(("ratio", "n"), [(0.01, 1), (0.1, 2), (0.2, 3), (0.5, 7), (1, 13), (1.0, 13)])
    def test_it_is_a_share_of_the_articles_sentences_rounded_up(self, council, ratio, n):
        assert len(council[1]) == 13
        assert len(chosen(council, ratio=ratio)) == n

    def test_words_limit_it(self, council):
        summary, warnings = run(council, ratio=1.0, max_words=30)
        assert 0 < count_words(summary.text) <= 30
        assert warnings == ()


TEXTS = st.text(max_size=200) | st.lists(
    st.sampled_from(
        ["It rained.", "“It rained.", "Go!”", "By Jo Lee", "***", "The bridge is open, she said.", "\n\n", "Why?"]
    ),
    max_size=14,
).map(" ".join)


@settings(deadline=None)
@given(TEXTS, st.none() | st.integers(1, 6), st.none() | st.integers(1, 30), st.integers(0, 5))
def test_any_summary_keeps_its_limits_and_its_offsets(text, max_sentences, max_words, seed):
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


MARKED = [
    "Ada Burns, the mayor of Redcar, opened the bridge.",
    "Engineer Tom Hale built it.",
    "<She> |said| {it was safe}.",
    "{“It is open,”} <Hale> |said|.",
    "“Nobody\n\nwas asked.”",
    "Her plan, however, was late.",
    "However, nobody left.",
    "They rebuilt it in two years.",
    "The report says no.",
    "In a statement, the council (elected in May) said on Tuesday that he was, of course, not safe.",
    "\n\nBy Jo Lee\n\n",
    "\n\nBridge to Reopen\n\n",
    "***",
]
LENGTHS = st.sampled_from([{}, *({"max_sentences": n} for n in (1, 2, 4, 9)), *({"ratio": r} for r in (0.01, 0.3, 1))])


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(MARKED), st.integers(0, 10)), max_size=8),
    LENGTHS,
    st.none() | st.integers(1, 40),
    st.sampled_from([{}, {"compress": True}, {"faithful": True}]),
)
def test_promises_of_every_option(parts, length, max_words, options):
    story = marked_story(" ".join(part for part, _ in parts))
    scores = [score / 10 for _, score in parts] + [0.0] * len(story.sentences)
    scored = (replace(s, score=score) for s, score in zip(story.sentences, scores, strict=False))
    story = replace(story, sentences=tuple(scored))
    summary, warnings = summarize(story, **length, max_words=max_words, **options)
    assert (summary, warnings) == summarize(story, **length, max_words=max_words, **options)
    assert bool(summary.sentences) == bool(story.sentences)
    assert summary.text == " ".join(sentence.text for sentence in summary.sentences)
    spans = [(s.start, s.end) for s in summary.sentences]
    assert spans == sorted(set(spans))
    assert set(spans) <= {(s.start, s.end) for s in story.sentences}
    for sentence in summary.sentences:
        assert sentence.text == by_hand(story.text, sentence) != ""
        assert not (options.get("faithful") and sentence.edits)
        assert options.get("compress") or "compression" not in {edit.kind for edit in sentence.edits}
    check_length(story, summary, warnings, length, max_words)


def by_hand(text, sentence):
    """Apply a sentence's edits, from the last to the first."""
    piece = text[sentence.start : sentence.end]
    for edit in reversed(sentence.edits):
        piece = piece[: edit.start - sentence.start] + edit.text + piece[edit.end - sentence.start :]
    return " ".join(piece.split())


def check_length(story, summary, warnings, length, max_words):
    texts = [story.text[s.start : s.end].casefold() for s in story.sentences]
    distinct = {"".join(filter(str.isalnum, text)) or text for text in texts}
    most = math.ceil(length["ratio"] * len(texts)) if "ratio" in length else length.get("max_sentences")
    if max_words is None:
        assert len(summary.sentences) == min(most or (0 if "ratio" in length else 3), len(distinct))
        assert warnings == ()
        return
    assert most is None or len(summary.sentences) <= max(1, most)
    total = sum(count_words(sentence.text) for sentence in summary.sentences)
    assert total <= max_words or (len(summary.sentences) == len(warnings) == 1)
    assert total > max_words or warnings == ()


def test_ten_thousand_sentences_are_cheap():
    parts = [f"Bridge number {i} in town {i % 97} opens on day {i % 31}, the council said." for i in range(10_000)]
    article = made_of(*parts, by=" ")
    start = time.perf_counter()
    assert len(chosen(article)) == 3
    assert time.perf_counter() - start < 30


def test_what_says_next_to_nothing_is_taken_only_for_want_of_others():
    article = made_of(
        LEAD, "The mayor of Redcar added:", "That is all.", "Shops lost a third of their trade meanwhile."
    )
    assert chosen(article, max_words=40) == [LEAD, "Shops lost a third of their trade meanwhile."]
    assert "That is all." in chosen(article, max_sentences=4)


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        pytest.param("Ships brought new bolts to Redcar in the cold rain of May.", [0, 1], id="which says enough"),
        pytest.param("Ships came to Redcar.", [1, 3], id="which says little"),
    ],
)
def test_a_sentence_that_leans_to_the_last_gets_the_one_before_it(before, expected):
    parts = [
        before,
        "They will be late, and later still in the years to come.",
        "A cold wind blew.",
        "Redcar has an iron bridge.",
    ]
    text, spans = made_of(*parts)
    scores = (0.05, 1.0, 0.01, 0.9)
    sentences = tuple(Sentence(s.start, s.end, score) for s, score in zip(spans, scores, strict=True))
    summary, _ = summarize(Story(text, sentences, vectors_for(4)), max_sentences=2)
    assert [text[s.start : s.end] for s in summary.sentences] == [parts[place] for place in expected]
