"""What a content is made of."""

import pytest

from quoteattr.attribution.content import without_followers, without_pieces, without_strays
from quoteattr.text.marks import inside_marks
from quoteattr.text.sentences import split_sentences
from quoteattr.types import Span

CASES = {
    "first word of the next sentence": (["the rain had stopped. The"], ["the rain had stopped"]),
    "after a question": (["had it stopped? But"], ["had it stopped?"]),
    "after an abbreviation": (["rain in the U.S. The"], ["rain in the U.S."]),
    "a fragment of its own": (["the rain had stopped", "The"], ["the rain had stopped"]),
    "a first word before the cue": (["That", "was late"], ["That", "was late"]),
    "more than the first word": (["it stopped. The end"], ["it stopped. The end"]),
    "a word that means something": (["it stopped. Rain"], ["it stopped. Rain"]),
    "a title": (["they met Mr. Hale"], ["they met Mr. Hale"]),
    "small letter": (["it stopped. the"], ["it stopped. the"]),
    "nothing else": (["The"], ["The"]),
    "no fragment": ([], []),
    "a word that hangs loose": (["the rain had stopped, and"], ["the rain had stopped"]),
    "two of them": (["the rain and the"], ["the rain"]),
    "a condition that hangs loose": (["it would reopen if"], ["it would reopen"]),
    "an article behind one": (["the rain from a"], ["the rain"]),
    "an article alone": (["during the"], ["during the"]),
}


@pytest.mark.parametrize(("fragments", "expected"), CASES.values(), ids=CASES.keys())
def test_strays_are_left_out(fragments, expected):
    text, spans = "", []
    for fragment in fragments:
        spans.append(Span(len(text), len(text) + len(fragment)))
        text += fragment + " he said "
    assert [text[span.start : span.end] for span in without_strays(spans, text)] == expected


# The content in square brackets, cue and source in braces.
PIECES = {
    "the end of the sentence before": ("It rained [in May. It was late], {she said}.", ["It was late"]),
    "the start of the next one": ("{She said} [it was late. The boats] left.", ["it was late."]),
    "a fragment of its own": ("It was [the end]. {She said} [it was late].", ["it was late"]),
    "whole sentences": ("[It was late. It rained], {she said}.", ["It was late. It rained"]),
    "in marks": ("{She said} [it “rained. It was] late” all day.", ["it “rained. It was"]),
    "nothing else": ("{She said} this. It was [late] then.", ["late"]),
    "no cue": ("It was [late. It] rained.", ["late. It"]),
    "markup": ("{She said}: late. <p>[It was late]</p>.", ["It was late"]),
}


@pytest.mark.parametrize(("marked", "expected"), PIECES.values(), ids=PIECES.keys())
def test_pieces_of_other_sentences_are_left_out(marked, expected):
    text, spans, open_at = "", {"[": [], "{": []}, {}
    for character in marked:
        if character in "[{":
            open_at[character] = len(text)
        elif character in "]}":
            kind = "[" if character == "]" else "{"
            spans[kind].append(Span(open_at[kind], len(text)))
        else:
            text += character
    left = without_pieces(spans["["], spans["{"], split_sentences(text), text, inside_marks(text))
    assert [text[span.start : span.end] for span in left] == expected


FOLLOWERS = {
    "a sentence": ("“It was late.” The boats left.", "“It was late.”"),
    "two sentences": ("“It was late.” The boats left. It rained.", "“It was late.”"),
    "a sentence in marks": ("“It was late.” “The boats left.”", "“It was late.” “The boats left.”"),
    "a sentence with marks in it": ("“It was late.” The “boats” left.", "“It was late.” The “boats” left."),
    "the rest of the sentence": ("“It was late” for the boats. It rained.", "“It was late” for the boats. It rained."),
    "a sentence of which only the end is marked": ("it was “late.” The boats left.", "it was “late.” The boats left."),
    "nothing": ("“It was late.”", "“It was late.”"),
    "no marks": ("it was late. The boats left.", "it was late. The boats left."),
}


@pytest.mark.parametrize(("content", "expected"), FOLLOWERS.values(), ids=FOLLOWERS.keys())
def test_sentences_behind_a_quotation_in_marks_are_left_out(content, expected):
    text = f"She said: {content}"
    span = Span(10, len(text))
    (kept,) = without_followers([span], split_sentences(text), text, inside_marks(text))
    assert text[kept.start : kept.end] == expected
