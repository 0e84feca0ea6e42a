"""The dateline that opens a story is no part of its summary."""

import pytest

from quoteattr.summary.edits import self_contained
from quoteattr.summary.edits.changes import Changes
from quoteattr.summary.edits.datelines import drop_dateline
from quoteattr.types import Span
from tests.summary.edits.stories import story_of

CASES = {
    "agency": ("(CNN)The bridge is open.", "The bridge is open."),
    "agency and a space": ("(AP) The bridge is open.", "The bridge is open."),
    "agency and a dash": ("(Reuters) - The bridge is open.", "The bridge is open."),
    "place and agency": ("REDCAR (AP) — The bridge is open.", "The bridge is open."),
    "place, country and two dashes": ("REDCAR, England (CNN) -- The bridge is open.", "The bridge is open."),
    "before a quotation": ("(CNN)“It is open,” she said.", "“It is open,” she said."),
    "number": ("(CNN)30 bridges are open.", "30 bridges are open."),
    "place alone": ("REDCAR — The bridge is open.", "REDCAR — The bridge is open."),
    "parenthesis in a sentence": ("The council (CNN) is open.", "The council (CNN) is open."),
    "words in a parenthesis": ("(It was late.) The bridge is open.", "(It was late.) The bridge is open."),
    "acronym": ("The BBC (BBC) is open.", "The BBC (BBC) is open."),
    "nothing else": ("(CNN)", "(CNN)"),
}


@pytest.mark.parametrize(("sentence", "expected"), CASES.values(), ids=CASES.keys())
def test_what_is_left_of_a_first_sentence(sentence, expected):
    span = Span(0, len(sentence))
    changes = Changes(sentence, span)
    assert sentence[drop_dateline(sentence, span, changes) :] == expected
    assert changes.text == expected


def test_a_summary_begins_behind_the_dateline():
    story = story_of("(CNN)the bridge at Redcar is open. Few came.")
    assert self_contained(story, [0])[0].text == "The bridge at Redcar is open."
    assert self_contained(story, [0], faithful=True)[0].text == "(CNN)the bridge at Redcar is open."
