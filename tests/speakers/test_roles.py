"""Roles in all their forms, the choice among several, and roles that are past."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.speakers.mentions import NameIndex
from quoteattr.speakers.names import find_names
from quoteattr.speakers.reading import read
from quoteattr.speakers.roles import Role, best_role, is_former, role_facts, roles_of
from quoteattr.text.sentences import split_sentences
from tests.speakers.marked import resolve_marked

FORMS = [
    pytest.param(
        "<Ada Burns, director of marketing for Hale Ferries,> said {no}.",
        "director of marketing for Hale Ferries",
        id="field of work in -ing",
    ),
    pytest.param(
        "<Ada Burns, head of nursing at Lowmere Hospital,> said {no}.",
        "head of nursing at Lowmere Hospital",
        id="-ing at",
    ),
    pytest.param(
        "<Ada Burns, chair of civil engineering at Lowmere College,> said {no}.",
        "chair of civil engineering at Lowmere College",
        id="field of work in -ing with an adjective",
    ),
    pytest.param(
        "<Ada Burns, mayor of the neighbouring Vane district,> said {no}.",
        "mayor of the neighbouring Vane district",
        id="adjective in -ing",
    ),
    pytest.param(
        "<Ada Burns, owner of a sound and lighting firm,> said {no}.",
        "owner of a sound and lighting firm",
        id="and -ing",
    ),
    pytest.param("<Ada Burns of the aid group Tideline> said {no}.", "Tideline", id="owner behind what it is"),
    pytest.param(
        "<former England international Ada Burns> said {no}.", "former England international", id="calling before"
    ),
    pytest.param(
        "<Vane Group Director, Sales, Strategy & Public Affairs Ada Burns> said {that nobody knew of the plan}.",
        "Vane Group Director, Sales, Strategy & Public Affairs",
        id="charges before",
    ),
    pytest.param(
        "<Ada Burns, a pilot and union member in Lowmere, Va., who voted in 2008,> said {no}.",
        "pilot and union member in Lowmere, Va.",
        id="relative behind a state",
    ),
    pytest.param("<Ada Burns, who runs the port’s lobbying arm,> said {no}.", "runs the port’s lobbying arm", id="arm"),
    pytest.param(
        "<Ada Burns, who owns a shop and donated $2,400 to Hale,> said {no}.", "owns a shop", id="verb before money"
    ),
    pytest.param("<Ada Burns, host of LHB’s “Morning Tide,”> said {no}.", "host of LHB’s “Morning Tide,”", id="show"),
    pytest.param("<undecided Republican voter Ada Burns> said {no}.", "undecided Republican voter", id="undecided"),
    pytest.param("It was Ada Burns’s tenure as head of the port. <Burns> said {no}.", "head of the port", id="tenure"),
    pytest.param("It was Ada Burns’s image as head of a gang. <Burns> said {no}.", None, id="image"),
    pytest.param("<Ada Burns, an IT professional from Leeds,> said {no}.", "IT professional from Leeds", id="bearer"),
    pytest.param("<Ada Burns, one of two terrorists involved in it,> said {no}.", "one of two terrorists", id="of two"),
    pytest.param("Then <the Harbour Watch president Ada Burns> said {no}.", "Harbour Watch president", id="watch"),
    pytest.param("They cast Ada Burns as a rebel leader. <Burns> said {no}.", None, id="as others view her"),
    pytest.param(
        "They met Ada Burns as his former secretary of state struggles to win. <Burns> said {no}.",
        None,
        id="as a clause",
    ),
    pytest.param(
        "Ada Burns served as deputy minister for ties to Norway. <Burns> said {no}.",
        "deputy minister for ties to Norway",
        id="as an office for ties",
    ),
    pytest.param(
        "They met Ada Burns's aide and serve as pilots. <Burns> said {no}.", None, id="what an owner’s aide is"
    ),
    pytest.param("They named Ada Burns as head of the board. <Burns> said {no}.", "head of the board", id="named as"),
    pytest.param("<Bodyguard Ada Burns> said {no}.", "Bodyguard", id="calling that opens a sentence"),
    pytest.param("<Ada Burns, a teacher running for mayor,> said {no}.", "teacher", id="clause in -ing"),
    pytest.param("<Ada Burns> said {no}. Ada Burns was the mayor until 2012.", "mayor", id="no time"),
    pytest.param("<Ada Burns, a Lowmere, Calif., baker,> said {no}.", "Lowmere, Calif., baker", id="town and state"),
    pytest.param("<Ada Burns, 32, of Lowmere, a ferry pilot,> said {no}.", "ferry pilot", id="after age and home"),
    pytest.param(
        "<Rep. Ada Burns of Ohio, chair of the harbour fees board,> said {no}.",
        "chair of the harbour fees board",
        id="after a state",
    ),
    pytest.param(
        "<Ada Burns, Friends of the Port's chief adviser,> said {no}.",
        "Friends of the Port's chief adviser",
        id="owner with a preposition",
    ),
    pytest.param(
        "He was asked by Tideline's host, Ada Burns. <She> said {no}.", "Tideline's host", id="host of a show"
    ),
    pytest.param(
        "<A former harbour pilot -- Ada Burns --> said {no}.", "former harbour pilot", id="dash before a name"
    ),
    pytest.param(
        "As chair of the harbour board, Ada Burns left. <She> said {no}.", "chair of the harbour board", id="opening as"
    ),
    pytest.param("<Ada Burns> said {no}. Burns was secretary of state.", "secretary of state", id="bare predicate"),
    pytest.param(
        "<Ada Burns, one of the mayor's closest aides,> said {no}.", "one of the mayor's closest aides", id="one of"
    ),
    pytest.param(
        "<Ada Burns, a former tax aide now teaching at Lowmere College,> said {no}.", "former tax aide", id="does now"
    ),
    pytest.param("<the port's top IT manager Ada Burns> said {no}.", "port's top IT manager", id="acronym in a title"),
    pytest.param("<Speaker of the House Ada Burns> said {no}.", "Speaker of the House", id="office with an article"),
    pytest.param("<Ada Burns of the Ferry Institute> said {no}.", "Ferry Institute", id="affiliation with of"),
    pytest.param("<Ada Burns at the Ferry Institute> said {no}.", "Ferry Institute", id="affiliation with at"),
    pytest.param(
        "<Ada Burns, a member of the tax-writing panel,> said {no}.", "member of the tax-writing panel", id="-ing"
    ),
    pytest.param(
        "<Ada Burns, a Lowmere ferry tycoon worth millions,> said {no}.",
        "Lowmere ferry tycoon worth millions",
        id="worth",
    ),
    pytest.param("<Ada Burns, once a harbour pilot,> said {no}.", "harbour pilot", id="once"),
    pytest.param(
        "Sen. Ada Burns spoke. <The senator from Ohio> said {no}.", "senator from Ohio", id="description with its place"
    ),
    pytest.param("<Ada Burns, through a spokesman,> said {no}.", None, id="through somebody else"),
    pytest.param(
        "<Ada Burns, a University of Lowmere professor,> said {no}.", "University of Lowmere professor", id="employer"
    ),
    pytest.param(
        "<Ada Burns, a ferry historian and runs the archive,> said {no}.", "ferry historian", id="verb after and"
    ),
    pytest.param("<Ada Burns of Lowmere County> said {no}.", None, id="county where somebody lives"),
    pytest.param(
        '<"Harbour Lights" creator Ada Burns> said {no}.', '"Harbour Lights" creator', id="title of a work before"
    ),
    pytest.param("<the “Tide” host Ada Burns> said {no}.", "“Tide” host", id="title of a work after the"),
    pytest.param('<the "dirty" mayor Ada Burns> said {no}.', "mayor", id="word in marks is no title"),
    pytest.param(
        "<Vane Tide Vice President for news and talk Ada Burns> said {no}.",
        "Vane Tide Vice President for news and talk",
        id="charge in small letters",
    ),
    pytest.param("Tom will never be mayor. Ms. Burns left. <Ada Burns> said {no}.", None, id="sentence before"),
    pytest.param(
        "It served under Mayor Tom Hale.\n\nMs. Burns left. <Ada Burns> said {no}.", None, id="paragraph before"
    ),
    pytest.param(
        "Tom saw Ada Burns, and the former mayor, Tom Reddy, left. <Burns> said {no}.", None, id="next one after and"
    ),
    pytest.param(
        "If Ada Burns becomes the Lowmere mayor, that is all. <Burns> said {no}.", None, id="what she may become"
    ),
    pytest.param("<Ada Burns of Lowmere> said {no}.", None, id="town where somebody lives"),
    pytest.param("<Ada Burns of the Tideline> said {no}.", "Tideline", id="paper after the"),
    pytest.param("<Air Force 1st Lt. Ada Burns> said {no}.", "Air Force 1st Lt.", id="rank with a number"),
    pytest.param("It helped fight ferry boss Ada Burns. <She> said {no}.", "ferry boss", id="verb after helped"),
    pytest.param(
        "It helped veteran ferry boss Ada Burns. <She> said {no}.", "veteran ferry boss", id="adjective after helped"
    ),
    pytest.param(
        "<Ada Burns, mayor of Lowmere Oaks, California, who> said {no}, left.",
        "mayor of Lowmere Oaks, California",
        id="state in full",
    ),
    pytest.param(
        "<Ada Burns, a baker in Lowmere, New Jersey,> said {no}.",
        "baker in Lowmere, New Jersey",
        id="state in two words",
    ),
    pytest.param(
        '<Ada Burns, editor of the "Tide Report" series,> said {no}.',
        'editor of the "Tide Report"',
        id="title after the",
    ),
    pytest.param("If Ada Burns becomes the mayor, she leaves. <Burns> said {no}.", None, id="supposed"),
    pytest.param("As for Ada Burns, right now the mayor is ill. <She> said {no}.", None, id="adverb of a clause"),
    pytest.param("<Ada Burns> wrote to the Secretary of State {to object}.", None, id="office of somebody else"),
    pytest.param("He is an old friend of Mayor Ada Burns. <She> said {no}.", "Mayor", id="title of a friend's friend"),
    pytest.param(
        "Ada Burns took over with Tom Reddy as her secretary of state. <She> said {no}.", None, id="as, of a companion"
    ),
    pytest.param(
        "Ada Burns, Hill and Lowmere police chief Tom Reddy testified. <She> said {no}.", None, id="next of a list"
    ),
    pytest.param(
        "<Ada Burns, a top adviser to Mrs. Hale and later moved to Lowmere,> said {no}.",
        "top adviser to Mrs. Hale",
        id="adverb and verb after and",
    ),
    pytest.param("We met Sens. Ada Burns (D-Ohio) and Tom Reddy. <Burns> said {no}.", None, id="title of two"),
    pytest.param("Notes harbour pilot Ada Burns of it. <She> said {no}.", "harbour pilot", id="verb that opens"),
    pytest.param("<Creator Ada Burns> said {no}.", "Creator", id="creator"),
    pytest.param("Few would elect Ada Burns as the next mayor. <She> said {no}.", None, id="office to come"),
    pytest.param(
        "<Ada Burns, 21, a student from Lowmere, Fla., who> said {no}, left.", "student from Lowmere, Fla.", id="who"
    ),
    pytest.param("As told by Ada Burns, the mayor was ill. <She> said {no}.", None, id="subject after an adverbial"),
    pytest.param(
        "In addition to Ada Burns, a former mayor was ill. <She> said {no}.", None, id="subject after in addition to"
    ),
    pytest.param(
        "With Ada Burns, a pilot who loves Lowmere, it was fun. <She> said {no}.", "pilot", id="aside that goes on"
    ),
    pytest.param(
        "According to Ada Burns, a former pilot, it sank. <She> said {no}.", "former pilot", id="closed aside"
    ),
    pytest.param(
        "We saw that he met council candidate Ada Burns. <She> said {no}.", "council candidate", id="verb behind he"
    ),
    pytest.param("Its deputy to Burns, Ada Burns of Lowmere, left. <Ada Burns> said {no}.", None, id="to oneself"),
    pytest.param(
        "Tom Reddy, who worked for Ada Burns at the port and as a teacher, left. <Burns> said {no}.", None, id="served"
    ),
    pytest.param("We spoke to Ada Burns, who served as mayor. <She> said {no}.", "mayor", id="spoken to"),
    pytest.param("<Ada Burns, head of Burns Marine,> said {no}.", "head of Burns Marine", id="own firm"),
]


@pytest.mark.parametrize(("marked", "role"), FORMS)
def test_finds_role(marked, role):
    text, quotations, _ = resolve_marked(marked)
    speaker = quotations[0].speaker
    assert speaker.name == "Ada Burns"
    assert speaker.role == role
    if role is not None:
        assert text[speaker.role_span.start : speaker.role_span.end] == role


OF_OTHERS = [
    pytest.param("<Two pilots, Ada Burns and Tom Reddy,> said {no}.", "Two pilots", id="names after what they are"),
    pytest.param("<White House hopefuls Ada Burns and Tom Reddy> said {no}.", "White House hopefuls", id="hopefuls"),
    pytest.param(
        "<Ada Burns, the council leader's eldest niece,> said {no}.",
        "council leader's eldest niece",
        id="owner's office",
    ),
    pytest.param("<Ada Burns and Tom Reddy> said {no}.", None, id="two names"),
    pytest.param("<Sens. Ada Burns and Tom Reddy> said {no}.", "Sens.", id="title of several"),
    pytest.param("<Sens. Ada Burns (D-Ohio) and Tom Reddy> said {no}.", "Sens.", id="title before a party"),
    pytest.param("Ada Burns lost. It was a group Burns liked. <Burns> said {no}.", None, id="group beside a surname"),
    pytest.param(
        "<clerks, including the Ferry Board of Mayors Ada Burns and Tom Reddy,> said {no}.", None, id="within an aside"
    ),
    pytest.param("Many gave to help fund Tideline. <Tideline> said {no}.", None, id="verb before a name"),
    pytest.param("<Lowmere’s Harbour Board> said {no}.", None, id="where an organisation is"),
    pytest.param("<Ferry Division North at Camp Hill> said {no}.", None, id="where a unit is"),
    pytest.param(
        "Ada Burns, editor for The Lowmere Gazette, asked if a Hale board agreed. <The Lowmere Gazette> said {no}.",
        None,
        id="verb after a comma",
    ),
    pytest.param("<A man who stood near> said {no}.", None, id="man is no role"),
    pytest.param(
        "<Tideline harbour analyst Judge Ada Burns> said {no}.", "Tideline harbour analyst Judge", id="two titles"
    ),
    pytest.param("<umpire Ada Burns> said {no}.", "umpire", id="umpire"),
    pytest.param("<flight attendant Ada Burns> said {no}.", "flight attendant", id="flight attendant"),
    pytest.param("<the Tideline, a Lowmere newspaper,> said {no}.", "Lowmere newspaper", id="newspaper"),
    pytest.param(
        "<Harbour Action, a group funded by fishermen,> said {no}.", "group funded by fishermen", id="funded by"
    ),
]


@pytest.mark.parametrize(("marked", "role"), OF_OTHERS)
def test_finds_role_of_groups_and_organisations(marked, role):
    _, quotations, _ = resolve_marked(marked)
    assert quotations[0].speaker.role == role


CHOICES = [
    pytest.param(
        "<Ada Burns, chief constable of Lowmere,> said {no}. Her friend Ada Burns left.",
        "chief constable of Lowmere",
        id="office before friendship",
    ),
    pytest.param("<Gov. Ada Burns> said {no}. Ada Burns, a keen voter, left.", "Gov.", id="title before side"),
    pytest.param(
        "<Ada Burns, a harbour economist,> said {no}. “Our director Ada Burns left.”",
        "harbour economist",
        id="outside of marks",
    ),
]


@pytest.mark.parametrize(("marked", "role"), CHOICES)
def test_chooses_most_informative_role(marked, role):
    _, quotations, _ = resolve_marked(marked)
    assert quotations[0].speaker.role == role


PAST = [
    pytest.param("<Former mayor Ada Burns> said {no}.", True, id="former"),
    pytest.param("<ex-mayor Ada Burns> said {no}.", True, id="ex"),
    pytest.param("<Ada Burns, then-governor of Ohio,> said {no}.", True, id="then"),
    pytest.param("<Ada Burns, a retired judge,> said {no}.", True, id="retired"),
    pytest.param("<Ada Burns, once the mayor of Lowmere,> said {no}.", True, id="once before it"),
    pytest.param("<Ada Burns, who served as mayor of Lowmere,> said {no}.", True, id="served as"),
    pytest.param("<Ada Burns> said {no}. Ada Burns was the mayor until 2012.", True, id="until"),
    pytest.param("<Ada Burns, mayor of Lowmere,> said {no}.", False, id="present"),
    pytest.param("<Ada Burns> said {no}. Ada Burns was the mayor of Lowmere.", False, id="plain past tense"),
    pytest.param("<Ada Burns, the former mayor's aide,> said {no}.", False, id="past of an owner"),
    pytest.param("<Ada Burns, then mayor of Lowmere,> said {no}.", True, id="then"),
    pytest.param("Then <the mayor Ada Burns> said {no}.", False, id="then opens"),
    pytest.param("<Ada Burns, aide to a former mayor,> said {no}.", False, id="past of what is governed"),
    pytest.param("<A former harbour official> said {no}.", True, id="unnamed"),
    pytest.param("<Ada Burns> said {no}.", False, id="no role"),
]


@pytest.mark.parametrize(("marked", "former"), PAST)
def test_marks_past_role(marked, former):
    _, quotations, _ = resolve_marked(marked)
    assert quotations[0].speaker.former is former


def test_facts_tell_what_other_roles_say():
    text = "Council leader Ada Burns left. Ada Burns, leader of the council, came back."
    reading = read(text, split_sentences(text), [])
    names = find_names(reading)
    roles = [role for name in names for role in roles_of(reading, NameIndex(names), name)]
    facts = [set(role_facts(reading, role, roles)) for role in roles]
    assert [text[r.start : r.end] for r in roles] == ["Council leader", "leader of the council"]
    assert [("first" in f, "head-again" in f, "governs" in f) for f in facts] == [
        (True, True, False),
        (False, True, True),
    ]


def test_no_role_is_chosen_of_none():
    assert best_role(read("Ada Burns left.", [], []), []) is None


WORDS = st.lists(st.sampled_from(["former", "mayor", "of", "Ohio", "once", "the", "’s", ",", "until", "served", "as"]))


@given(WORDS.map(" ".join), st.data())
def test_past_is_told_of_any_stretch(text, data):
    reading = read(text, [], [])
    start = data.draw(st.integers(0, len(text)))
    role = Role(start, data.draw(st.integers(start, len(text))), "served")
    assert is_former(reading, role) in {True, False}


@pytest.mark.parametrize("role", ["the mayor of Marlow", "the town mayor", "the senator from Ohio"])
def test_a_role_beside_one_name_is_not_that_of_the_next(role):
    _, _, speakers = resolve_marked(f"{{“It is safe,”}} |said| <Ada Burns, {role}>. <Tom Hale> |said| {{it was not}}.")
    assert [(s.name, s.role) for s in speakers] == [("Ada Burns", role.removeprefix("the ")), ("Tom Hale", None)]


def test_a_name_ends_before_the_mark_of_the_next_quotation():
    _, _, speakers = resolve_marked(
        "{“It is dear,”} |said| <Tom Hale, leader of Marlow Council>. “Now I agree.” "
        "<Robert “Bob” Marsh> |said| {“No.”}"
    )
    assert [s.name for s in speakers] == ["Tom Hale", "Robert “Bob” Marsh"]
