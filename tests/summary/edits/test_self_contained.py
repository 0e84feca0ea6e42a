import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoteattr.summary.edits import leaning, self_contained
from quoteattr.summary.story import Story
from tests.summary.edits.cases import CASES
from tests.summary.edits.stories import story_of


def printed_by_hand(text, sentence):
    """Apply a sentence's edits, from the last to the first."""
    piece = text[sentence.start : sentence.end]
    for edit in reversed(sentence.edits):
        piece = piece[: edit.start - sentence.start] + edit.text + piece[edit.end - sentence.start :]
    return " ".join(piece.split())


@pytest.mark.parametrize(
    ("marked", "chosen", "expected"), [pytest.param(*case, id=name) for name, case in CASES.items()]
)
def test_sentences_are_complete_in_themselves(marked, chosen, expected):
    story = story_of(marked)
    assert [sentence.text for sentence in self_contained(story, chosen)] == expected


@pytest.mark.parametrize(("marked", "chosen"), [pytest.param(*case[:2], id=name) for name, case in CASES.items()])
def test_faithful_sentences_are_the_articles_own_words(marked, chosen):
    story = story_of(marked)
    for place, sentence in zip(chosen, self_contained(story, chosen, faithful=True), strict=True):
        span = story.sentences[place]
        assert sentence.text == " ".join(story.text[span.start : span.end].split())
        assert sentence.edits == ()


WORDS = ["Ada Burns", "Burns", "she", "Her", "he", "Tom Hale,", "Mr. Hale", "the mayor", "But", "However,", "said",
         "“It is safe", "safe.”", "”", "“", '"', "left.", "won?", "\n\n", "  ", "(", "’s", "and", "Gov."]  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(WORDS), max_size=30), st.data())
def test_edits_make_the_text(words, data):
    text = " ".join(words)
    story = story_of(text)
    places = sorted(data.draw(st.sets(st.sampled_from(range(len(story.sentences)))))) if story.sentences else []
    sentences = self_contained(story, places)
    assert [(s.start, s.end) for s in sentences] == [(story.sentences[i].start, story.sentences[i].end) for i in places]
    for sentence in sentences:
        assert sentence.text
        assert sentence.text == printed_by_hand(text, sentence)
        at = sentence.start
        for edit in sentence.edits:
            assert at <= edit.start <= edit.end <= sentence.end
            at = edit.end
        assert len({(e.start, e.end) for e in sentence.edits}) == len(sentence.edits)


def test_a_story_of_which_nothing_is_resolved_is_printed():
    text = "She left. It rained."
    story = Story(text, story_of(text).sentences, np.zeros((2, 2)))
    assert [s.text for s in self_contained(story, [0, 1])] == ["She left.", "It rained."]


@pytest.mark.parametrize(
    ("marked", "chosen", "expected"),
    [
        pytest.param("It rained. They left.", [1], (1,), id="they"),
        pytest.param("It rained. They left.", [0, 1], (), id="follows what it leans on"),
        pytest.param("It rained. This week it snows.", [1], (), id="this week"),
        pytest.param("It rained. It is clear that it snows.", [1], (), id="it of nothing"),
        pytest.param("It rained. There is snow.", [1], (), id="there"),
        pytest.param("It rained. Even before that, Redcar was wet.", [1], (1,), id="even before that"),
        pytest.param("It rained. Even if that happens, Redcar will be wet.", [1], (1,), id="even if that happens"),
        pytest.param("It rained. But even then Redcar was wet.", [1], (1,), id="even then"),
        pytest.param("It rained. Despite this, Redcar was dry.", [1], (1,), id="despite this"),
        pytest.param("It rained. Without that, Redcar is dry.", [1], (1,), id="without that"),
        pytest.param("It rained. Before that happened, Redcar was dry.", [1], (1,), id="before that happened"),
        pytest.param("It rained. In doing so, Redcar won.", [1], (), id="in doing so is left out"),
        pytest.param("It rained. Redcar may now feel that way too.", [1], (1,), id="that way"),
        pytest.param(
            "It rained. Redcar was dry and will stay that way.", [1], (), id="that way, of the sentence itself"
        ),
        pytest.param("It rained. Even before this week, Redcar was wet.", [1], (), id="even before this week"),
        pytest.param("It rained. Before those who left, Redcar was full.", [1], (), id="before those who left"),
        pytest.param("It rained. Redcar laughed at the criticism.", [1], (1,), id="the criticism"),
        pytest.param("It rained. Redcar laughed at the criticism of its roads.", [1], (), id="the criticism of"),
        pytest.param("Ada Burns spoke. She left.", [1], (), id="a name takes its place"),
        pytest.param("Ada Burns spoke. She'd left.", [1], (1,), id="no name can take its place"),
        pytest.param("It rained. “That was late,” Ada Burns said.", [1], (1,), id="between marks"),
        pytest.param("A new plan came. It rained. The plan was late.", [2], (2,), id="a description points back"),
        pytest.param("A new report came. It rained. The report was late.", [2], (), id="a report may be told of anew"),
        pytest.param("It rained. {“It is late,”} <Jo Reed> |said|.", [1], (1,), id="words of a stranger"),
        pytest.param(
            "It rained. {“It is late,”} |said| <Jo Reed>, a baker.", [1], (), id="words of somebody introduced"
        ),
        pytest.param(
            "Jo Reed, who bakes, came. {“It is late,”} <Reed> |said|.",
            [1],
            (1,),
            id="words of somebody introduced elsewhere",
        ),
        pytest.param(
            "Jo Reed, a baker, came. {“It is late,”} <Reed> |said|.",
            [1],
            (),
            id="words of somebody whose role is given",
        ),
        pytest.param(
            "Jo Reed, who bakes, came. {“It is late,”} <Reed> |said|.",
            [0, 1],
            (),
            id="words of somebody introduced before",
        ),
        pytest.param(
            "Ada Burns spoke. <Transcript> |as follows|: {“BURNS: It is safe. It is open.”}",
            [2],
            (2,),
            id="words of a transcript of several",
        ),
        pytest.param(
            "It rained. {“It is late. It rains,”} <Jo Reed> |said|.", [1], (1,), id="given back to a stranger"
        ),
        pytest.param("It rained. {“It is late. It rains,”} <> ||.", [2], (2,), id="words of nobody"),
        pytest.param("{“Let us ask. It is late. They |said| so,”} <> ||.", [1], (1,), id="words of nobody with a cue"),
        pytest.param(
            "Ada Burns, the mayor, spoke. {“I read: ‘It is late. Is it safe?’ It is,”} <she> |said|.",
            [1],
            (1,),
            id="cut within what is read out",
        ),
        pytest.param("Ada Burns spoke. Her plans, he said, were late.", [1], (1,), id="he, where only she is named"),
        pytest.param(
            "<Ada Burns> |said| {it rained}. Ada Burns was asked about their claim.",
            [1],
            (1,),
            id="their, where one is named",
        ),
        pytest.param(
            "<Ada Burns> |said| {it rained}. Ada Burns asked voters about their claim.", [1], (), id="their, of several"
        ),
        pytest.param(
            "<Ada Burns> |said| {it rained}. Ada Burns told a student that they won.",
            [1],
            (),
            id="they, of one unnamed",
        ),
        pytest.param(
            "<Ada Burns> |said| {it rained}. For Burns, Redcar lost their match.", [1], (), id="their, of a team"
        ),
        pytest.param(
            "<Ada Burns> |said| {it rained}. Ada Burns and Tom Hale left their town.", [1], (), id="their, of two"
        ),
        pytest.param("Tom Hale spoke. His plans, he said, were late.", [1], (), id="his and he"),
    ],
)
def test_sentences_that_lean_on_others_are_told(marked, chosen, expected):
    assert leaning(story_of(marked), chosen) == expected
