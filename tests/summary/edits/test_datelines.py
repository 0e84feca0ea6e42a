"""The dateline that opens a story is no part of its summary."""

import pytest

from quoteattr.summary.edits import self_contained
from quoteattr.summary.edits.changes import Changes
from quoteattr.summary.edits.datelines import drop_dateline
from quoteattr.summary.summarize import summarize
from quoteattr.types import Edit, Span
from tests.summary.edits.stories import story_of

LEFT_OUT = {
    "agency": ("(CNN)", "The bridge is open."),
    "agency and a space": ("(AP) ", "The bridge is open."),
    "agency and a dash": ("(Reuters) - ", "The bridge is open."),
    "agency and two dashes": ("(CNN) -- ", "The bridge is open."),
    "agency of several words": ("(Redcar Evening Echo) -- ", "The bridge is open."),
    "place and agency": ("REDCAR (AP) — ", "The bridge is open."),
    "place and agency, none between": ("Redcar (CNN)", "As the bridge opens, Burns leaves."),
    "place, country and agency": ("Redcar, England (CNN)", "Crews closed the bridge."),
    "place of two words": ("South Bank (CNN)", "The bridge is open."),
    "place with a small word": ("Isle of Gorse, Scotland (CNN)", "The bridge is open."),
    "place, agency and a dash": ("Redcar (AFP) – ", "Ada Burns opened the bridge."),
    "place, date and agency": ("REDCAR, Sept. 26 (UPI) — ", "The bridge is open."),
    "place, country and two dashes": ("REDCAR, England (CNN) -- ", "The bridge is open."),
    "agency that is not known": ("REDCAR (Echo) — ", "The bridge is open."),
    "before a quotation": ("(CNN)", "“It is open,” she said."),
    "number": ("(CNN)", "30 bridges are open."),
    "place alone": ("REDCAR — ", "The bridge is open."),
    "place, country and no agency": ("NORTH SHIELDS, England -- ", "One of the bridges is open."),
    "place, county and a short dash": ("REDCAR, Yorks. - ", "Two days of rain closed the bridge."),
    "horizontal bar": ("REDCAR ― ", "Ada Burns’s council said no."),
    "an aside within the first sentence": ("REDCAR — ", "Ada Burns — the mayor — left."),
    "day and agency": ("Sept 26 (Reuters) - ", "Ada Burns opened the bridge."),
    "two spaces and two marks": ("REDCAR --  ", "''The bridge is open,'' she said."),
    "agency before a bracket": ("(CNN)", "[The bridge is open] she wrote."),
    "dash with a space before it alone": ("REDCAR —", "The bridge is open."),
    "no-break space": ("REDCAR —\u00a0", "The bridge is open."),
    "label": ("UPDATE: ", "The bridge is open."),
    "label of two words": ("Breaking News: ", "The bridge is open."),
    "label and a dash": ("EXCLUSIVE – ", "Ada Burns opens the bridge."),
    "label with an hour": ("UPDATED 6:30 p.m.: ", "The bridge is open."),
    "label with an hour and a zone": ("Update, 6 p.m. ET: ", "The bridge is open."),
    "label with a day": ("UPDATE: 5/12 — ", "The bridge is open."),
    "label with a month": ("UPDATE (May 3, 2026): ", "The bridge is open."),
    "label and dateline": ("BREAKING: REDCAR (AP) — ", "The bridge is open."),
    "two labels": ("UPDATE: EXCLUSIVE: ", "The bridge is open."),
}
STAYS = {
    "parenthesis in a sentence": "The council (CNN) is open.",
    "words in a parenthesis": "(It was late.) The bridge is open.",
    "acronym": "The BBC (BBC) is open.",
    "party": "Ada Burns (Labour) Minister of bridges, left.",
    "nothing else": "(CNN)",
    "aside of a place": "Redcar - the harbour of the north - is open.",
    "aside of a place with a name": "REDCAR — Ada Burns's town — is open.",
    "aside in small letters": "REDCAR — the town of Ada Burns — is open.",
    "place in small letters alone": "Redcar — The bridge is open.",
    "place of which more is said": "REDCAR — The bridge here is open.",
    "state of which more is said": "REDCAR, Iowa - The first bridge of this state is open.",
    "name in brackets that was put in": "(Burns) left the bridge.",
    "label of a list": "BRIDGES—The council opens one in May.",
    "compound": "REDCAR-Leeds trains run again.",
    "first person": "I — Ada Burns — left.",
    "update of a plan": "Update of the plan: The bridge opens in May.",
    "update as a verb": "Update 20 bolts, the council said: The bridge is old.",
    "exclusive as an adjective": "Exclusive - and dear - clubs closed.",
    "nothing behind a label": "UPDATE:",
}


@pytest.mark.parametrize(("dateline", "rest"), LEFT_OUT.values(), ids=LEFT_OUT.keys())
def test_the_dateline_of_a_first_sentence_is_left_out(dateline, rest):
    sentence = dateline + rest
    changes = Changes(sentence, Span(0, len(sentence)))
    assert drop_dateline(sentence, changes.span, changes, opens=True) == len(dateline)
    assert changes.text == rest
    assert changes.edits == (Edit(0, len(dateline), "", "opener"),)


@pytest.mark.parametrize("sentence", STAYS.values(), ids=STAYS.keys())
def test_what_is_no_dateline_stays(sentence):
    changes = Changes(sentence, Span(0, len(sentence)))
    assert drop_dateline(sentence, changes.span, changes, opens=True) == 0
    assert changes.edits == ()


def test_a_place_without_an_agency_is_looked_for_where_a_story_opens():
    story = story_of("REDCAR — It rained. LEEDS — It was dry.\n\nYORK — It snowed.")
    printed = [sentence.text for sentence in self_contained(story, [0, 1, 2])]
    assert printed == ["It rained.", "LEEDS — It was dry.", "It snowed."]


def test_a_summary_begins_behind_the_dateline():
    story = story_of("(CNN)the bridge at Redcar is open. Few came.")
    assert self_contained(story, [0])[0].text == "The bridge at Redcar is open."
    assert self_contained(story, [0], faithful=True)[0].text == "(CNN)the bridge at Redcar is open."


def test_words_of_a_dateline_do_not_count():
    story = story_of("REDCAR, England (CNN) -- The bridge of Redcar is open again today, Ada Burns said.")
    summary, warnings = summarize(story, max_words=12)
    assert summary.text == "The bridge of Redcar is open again today, Ada Burns said."
    assert warnings == ()
    assert summarize(story, max_words=12, faithful=True)[1]


def test_a_sentence_without_its_dateline_is_shortened_too():
    text = "REDCAR — The bridge (built in 1911) of Redcar is open again today, Ada Burns said."
    summary, _ = summarize(story_of(text), compress=True)
    assert summary.text == "The bridge of Redcar is open again today, Ada Burns said."


def test_an_agency_in_a_dateline_is_not_introduced():
    story = story_of("It rained. REDCAR (NBA) — The NBA will close. The National Bridge Agency (NBA) spoke.")
    assert self_contained(story, [1])[0].text == "The National Bridge Agency will close."
