"""Who is meant where a reader sees it at once: words that take up others, names beside names, people nobody names."""

import pytest

import quoteattr
from quoteattr.speakers import resolve_speakers
from quoteattr.speakers.antecedents import Answer
from quoteattr.text.sentences import split_sentences
from quoteattr.types import Quotation, QuotationId, Span
from tests.speakers.marked import pipeline, read_marked, resolve_marked, speakers_of

TAKEN_UP = [
    pytest.param(
        "Ada Burns and Tom Reddy met, <each> claiming {the harbour for the town}.",
        ["Ada Burns and Tom Reddy"],
        id="each",
    ),
    pytest.param(
        "Ada Burns and Tom Reddy met in May. <Both> said {the harbour was safe}.",
        ["Ada Burns and Tom Reddy"],
        id="both",
    ),
    pytest.param(
        "Ada Burns and Tom Reddy met in May. <Both> said {the harbour was safe}. <They> said {the pier was not}.",
        ["Ada Burns and Tom Reddy"] * 2,
        id="both, and then they",
    ),
    pytest.param(
        "Ada Burns (D-Ohio) and Tom Reddy (R-Iowa) met in May. <The two> said {it was safe}.",
        ["Ada Burns (D-Ohio) and Tom Reddy (R-Iowa)"],
        id="the two, with brackets",
    ),
    pytest.param("It rained on the pier. <Both> said {no}.", ["Both"], id="both of nobody"),
    pytest.param(
        "She spoke of recent polls, including <ones> showing {the mayor ahead}.", ["recent polls"], id="ones of polls"
    ),
    pytest.param("Ferries are slow, as <you> know {from the timetable}.", ["you"], id="whoever reads"),
]

BESIDE = [
    pytest.param(
        "Tom Reddy came. In a talk with the editors of the Lowmere Post <Reddy> said {no}.",
        ["Tom Reddy"],
        id="name right after a newspaper",
    ),
    pytest.param("Mara Quill of Lowmere, Md., <who> said {no}, left.", ["Mara Quill"], id="who after a home"),
    pytest.param(
        "There were tired listeners of a radio program <who> said {no}.",
        ["tired listeners of a radio program"],
        id="who of two",
    ),
    pytest.param("<The Quill campaign and LFC> said {no}.", ["The Quill campaign and LFC"], id="campaign and acronym"),
    pytest.param("<Neither Burns nor Reddy> said {no}.", ["Neither Burns nor Reddy"], id="neither"),
    pytest.param(
        "<Its “harbour reporter” Mara Quill> said {no}.", ["Mara Quill"], id="role in marks after a possessive pronoun"
    ),
]

NAMES = [
    pytest.param(
        "The Lowmere National Ferry Council met. <The Ferry Council> said {no}. <The council> said {yes}.",
        ["Lowmere National Ferry Council"] * 2,
        id="end of a longer name",
    ),
    pytest.param("Ada Dean came. <Dean, a doctor,> said {no}.", ["Ada Dean"], id="surname like a title"),
    pytest.param("LFNBC asked. LFNBC was told. <LNFBC> said {no}.", ["LFNBC"], id="acronym misspelt once"),
    pytest.param(
        "<Many leaders of harbours in the U.S.> said {no}.", ["Many leaders of harbours in the U.S."], id="stop"
    ),
    pytest.param("<Tom Reddy Jr.> said {no}.", ["Tom Reddy Jr."], id="stop of a suffix"),
    pytest.param("<those with a 401(k) plan> said {no}.", ["those with a 401(k) plan"], id="bracket within a word"),
    pytest.param("<A DAMNING harbour report> said {no}.", ["harbour report"], id="judgement in capitals"),
    pytest.param("<Rival Ada Burns’s campaign> said {no}.", ["Ada Burns’s campaign"], id="side of an owner"),
    pytest.param(
        "Ada Burns lost. <Her campaign> said {no}. <Burns’s campaign> said {yes}.",
        ["Burns’s campaign"] * 2,
        id="campaign by its owner",
    ),
    pytest.param("There were 2,000 sailors <who> said {no}.", ["2,000 sailors"], id="number with a comma"),
    pytest.param(
        "There were tens of thousands of sailors <who> said {no}.", ["tens of thousands of sailors"], id="tens of"
    ),
    pytest.param("<Ferrymen, like Tom Reddy,> said {no}.", ["Ferrymen"], id="example"),
    pytest.param(
        "Gary Moss spoke.\n\nMoss left.\n\n___.\n\nThe minister, Jay Moss, came.\n\nHe sat.\n\n<Moss> said {no}.",
        ["Jay Moss"],
        id="namesake of this section",
    ),
]

SHORT = [
    pytest.param(
        "<Marsh, Ohio’s former governor,> said {no}. We met Jeb Marsh.", ["Jeb Marsh"], id="surname with an owned role"
    ),
    pytest.param("<The St. Harrow City Council> said {no}.", ["St. Harrow City Council"], id="saint in a name"),
    pytest.param(
        "Our Harbour PAC met. We saw that <Our Harbour> said {no}.",
        ["Our Harbour PAC"],
        id="name without its last word",
    ),
    pytest.param("<Club for Ferries> said {no}.", ["Club for Ferries"], id="club for"),
    pytest.param("<The Republic of Harrow> said {no}.", ["Republic of Harrow"], id="republic of"),
    pytest.param("<Fishermen> say {no}. Tom Reddy left.", ["Fishermen"], id="plural at the start of a sentence"),
    pytest.param("<SHOPKEEPERS in Lowmere> say {no}.", ["SHOPKEEPERS in Lowmere"], id="plural in capitals"),
    pytest.param(
        "<The Burns campaign> said {no}. Ada Burns lost. <Burns’s camp> said {yes}. <Her team> {left}.",
        ["The Burns campaign"] * 3,
        id="camp and team",
    ),
]

UNNAMED = [
    pytest.param(
        "Tom Reddy sang. One man shouted at Reddy. “No,” <the man> said, {and he left}.", ["One man"], id="the man"
    ),
    pytest.param("<A source> said {no}. <A third source> said {yes}.", ["A source", "A third source"], id="third"),
    pytest.param("We saw one source <who> said {no}.", ["one source"], id="one who"),
    pytest.param(
        "Tom Reddy met Ada Burns at the quay. <The spokeswoman> said {he was tired}.",
        ["Ada Burns"],
        id="spokeswoman is no man",
    ),
    pytest.param(
        "Tom Reddy, a pilot, was seen. {He was late}, <harbour spokesman> said.",
        ["harbour spokesman"],
        id="description without an article is of somebody new",
    ),
    pytest.param(
        "Tom Reddy spoke to the board. <One harbour source> said {he was tired}.",
        ["One harbour source"],
        id="one of many",
    ),
    pytest.param(
        "<A source> said {no}. <Another source> said {yes}.", ["A source", "Another source"], id="another source"
    ),
    pytest.param("Tom Reddy is a mayor. <My father> would say {that he lies}.", ["My father"], id="my father"),
    pytest.param(
        "Ada Burns came with her daughter. <Her daughter> said {no}.", ["Her daughter"], id="not whose daughter she is"
    ),
]


POPES = [
    pytest.param(
        "<Pope> is said {to sail}.\n\n<Pope Peter> said {no}. <The pope> said {yes}.", ["Pope Peter"] * 3, id="one"
    ),
]
LISTED = [
    pytest.param(
        "<Sens. Ada Burns, R-Kentucky, and Tom Reddy, D-New Jersey,> said {no}. <Reddy and Burns> said {yes}.",
        ["Ada Burns, R-Kentucky, and Tom Reddy"] * 2,
        id="parties between commas",
    ),
    pytest.param(
        "Sens. Ada Burns, R-Kentucky, and Tom Reddy, D-New Jersey, left. <The pair> said {no}.",
        ["Ada Burns, R-Kentucky, and Tom Reddy"],
        id="pair with parties",
    ),
    pytest.param(
        "<Sen. Ada Burns of Texas and Sen. Tom Reddy of Ohio> said {no}. <Burns and Reddy> said {yes}.",
        ["Sen. Ada Burns of Texas and Sen. Tom Reddy of Ohio"] * 2,
        id="states after names",
    ),
]
COURTS = [
    pytest.param(
        "<The Supreme Court> said {no}. <The country's highest court> said {yes}.", ["Supreme Court"] * 2, id="highest"
    ),
    pytest.param(
        "<The Supreme Court> said {no}. <The appeals court> said {yes}.",
        ["Supreme Court", "The appeals court"],
        id="another court",
    ),
]
STAFF = [
    pytest.param(
        "<Scientists at LASA> said {no}. <LASA scientists> said {yes}.", ["Scientists at LASA"] * 2, id="at and before"
    ),
    pytest.param(
        "<LASA scientists> said {no}. <Scientists at LHB> said {yes}.",
        ["LASA scientists", "Scientists at LHB"],
        id="of two bodies",
    ),
    pytest.param(
        "<LASA scientists in Ohio> said {no}. <Young LASA scientists> said {yes}.",
        ["LASA scientists in Ohio", "Young LASA scientists"],
        id="some of them",
    ),
]
FAMILIES = [
    pytest.param(
        "<Tom and Ada Hendle> said {no}. <The Hendles> said {yes}.", ["Tom and Ada Hendle"] * 2, id="family of a pair"
    ),
    pytest.param(
        "<Tom Reddy and Ada Hendle> said {no}. <The Hendles> said {yes}.",
        ["Tom Reddy and Ada Hendle", "Hendles"],
        id="family of one of two",
    ),
]
SHOWN = [
    pytest.param("{Ferries sink}, according to <a new poll that shows> more.", ["a new poll"], id="clause cut off"),
]


@pytest.mark.parametrize(
    ("marked", "names"),
    [*TAKEN_UP, *BESIDE, *NAMES, *SHORT, *UNNAMED, *POPES, *LISTED, *COURTS, *STAFF, *FAMILIES, *SHOWN],
)
def test_resolves_what_a_reader_sees(marked, names):
    assert speakers_of(marked) == names


ROLES = [
    pytest.param("<First Lady Ada Burns> said {no}.", "First Lady", id="first lady"),
    pytest.param("<The stationmaster Ada Burns> said {no}.", "stationmaster", id="stationmaster"),
    pytest.param(
        "<Director of public health Ada Burns> said {no}.", "Director of public health", id="office with an adjective"
    ),
    pytest.param("Tom Hale offered the man a job as mayor. <Hale> said {no}.", None, id="office for somebody else"),
    pytest.param(
        "It could favour Liberal mayor Ada Burns. <She> said {no}.", "Liberal mayor", id="verb before a title"
    ),
    pytest.param("<Harbour Watch, a ferry-users group,> said {no}.", "ferry-users group", id="what an organisation is"),
    pytest.param(
        "<The old ferry charity the Harbour League> said {no}.", "old ferry charity", id="article before a name"
    ),
    pytest.param("<ferry board candidate Sen. Ada Burns> said {no}.", "ferry board candidate", id="two titles"),
    pytest.param("<The “chief ferryman” Ada Burns> said {no}.", "chief ferryman", id="role in marks"),
    pytest.param("the harbour editor of the <Lowmere Post> said {no}.", None, id="no role cut off before its name"),
]


@pytest.mark.parametrize(("marked", "role"), ROLES)
def test_states_no_more_of_a_role_than_it_is(marked, role):
    _, quotations, _ = resolve_marked(marked)
    assert quotations[0].speaker.role == role


OBJECTS = [
    pytest.param("Tom Reddy met Bill Dixon. Dixon has thanked <him> {for no}.", "Tom Reddy", id="object"),
    pytest.param("Ada Burns met Mara Quill. Quill spoke to <her> {of no}.", "Ada Burns", id="object of a preposition"),
    pytest.param("Ada Burns met Mara Quill. Quill began to praise <her>, {no}.", "Ada Burns", id="infinitive"),
]


@pytest.mark.parametrize(("marked", "name"), OBJECTS)
def test_object_is_not_the_subject_of_its_verb(marked, name):
    def latest(question):
        return Answer(question.options[0] if question.options else None, 0.9)

    text, quotations = read_marked(marked)
    resolved, _ = resolve_speakers(text, split_sentences(text), quotations, latest)
    assert resolved[0].speaker.name == name


def test_cue_and_source_given_the_other_way_round():
    text = "“It is safe,” said Ada Burns."
    said = Quotation(QuotationId("q1"), "direct", (Span(0, 13),), cue=(Span(19, 28),), source=(Span(14, 18),))
    assert pipeline().resolve(text, [said]).quotations[0].speaker.name == "Ada Burns"


def test_the_shipped_checkpoint_goes_on_from_words_that_take_up_a_pair():
    article = quoteattr.annotate(
        "Ada Burns and Tom Hale spoke to reporters on Monday. Both said that the bridge was safe. “It is safe,” they "
        "said."
    )
    said = [(q.source_text, q.speaker.name, 0 < q.speaker_score <= 1) for q in article.quotations]
    assert said == [("Both", "Ada Burns and Tom Hale", True), ("they", "Ada Burns and Tom Hale", True)]
