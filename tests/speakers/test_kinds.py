"""What kind of speaker a source stands for, and what of it is the speaker's name."""

import pytest

from quoteattr.speakers.names import find_names
from quoteattr.speakers.reading import read
from quoteattr.text.sentences import split_sentences
from tests.speakers.marked import resolve_marked

NAMES = [
    pytest.param("the Lowmere Rights Watch", "organisation", id="watch"),
    pytest.param("the Green Cross", "organisation", id="cross"),
    pytest.param("Western Journalism", "organisation", id="people before a head"),
    pytest.param("La Repubblica", "organisation", id="known by its whole name"),
    pytest.param("the Al-Arabiya", "organisation", id="known name of one word"),
    pytest.param("Vane Energy", "organisation", id="trade"),
    pytest.param("the Cape Vane National Seashore", "organisation", id="seashore"),
    pytest.param("Ada Cross", "person", id="surname like a head"),
    pytest.param("Ada Park", "person", id="surname like a park"),
    pytest.param("the Lowmere Post Poll", "document", id="poll"),
    pytest.param("the Safe Ferries Act", "document", id="act"),
    pytest.param("the Ferry Report", "document", id="report"),
    pytest.param("the Drudge Report", "organisation", id="site called a report"),
    pytest.param("the Eastern Vane Churches", "organisation", id="churches"),
    pytest.param("the HB-7", "document", id="bill by number"),
    pytest.param("the House Republicans", "group", id="members of a house"),
    pytest.param("the Kenyans", "group", id="people"),
    pytest.param("the Westerners", "group", id="people of a part of the world"),
    pytest.param("the Independent", "organisation", id="newspaper like a party"),
    pytest.param("Vane Tideline Finance", "organisation", id="finance"),
    pytest.param("Lowmere United", "organisation", id="club"),
    pytest.param("LHB Scotland", "organisation", id="broadcaster of a place"),
    pytest.param("ABC 7", "organisation", id="station by number"),
    pytest.param("Ada Brand", "person", id="surname like a brand"),
]


@pytest.mark.parametrize(("name", "kind"), NAMES)
def test_tells_what_a_name_names(name, kind):
    text = f"Then we met {name} again."
    assert [n.kind for n in find_names(read(text, split_sentences(text), []))] == [kind]


LONG = [
    pytest.param(
        "It was the U.N. Office for the Protection of Ferry Passengers again.",
        ["U.N. Office for the Protection of Ferry Passengers"],
        id="of behind for",
    ),
    pytest.param(
        "It was the Kenyan Mission to the United Nations again.",
        ["Kenyan Mission to the United Nations"],
        id="mission to",
    ),
    pytest.param("They sued Burns & Reddy again.", ["Burns & Reddy"], id="firm of two owners"),
    pytest.param(
        "They sued Vane Bros. and Burns & Reddy Circus again.", ["Vane Bros. and Burns & Reddy Circus"], id="brothers"
    ),
    pytest.param("They met Ada Burns & Tom Reddy again.", ["Ada Burns", "Tom Reddy"], id="two persons"),
    pytest.param("They met Mr. Burns & Ms. Reddy again.", ["Burns", "Reddy"], id="two titles"),
]


@pytest.mark.parametrize(("text", "names"), LONG)
def test_keeps_long_names_whole(text, names):
    assert [text[n.start : n.end] for n in find_names(read(text, split_sentences(text), []))] == names


SOURCES = [
    pytest.param("<a third of Kenyans>", "a third of Kenyans", "group", id="fraction of a people"),
    pytest.param("<four in 10>", "four in 10", "group", id="so many in ten"),
    pytest.param("<Nearly one in four>", "Nearly one in four", "group", id="one in four"),
    pytest.param("<Six in 10 ferry users>", "Six in 10 ferry users", "group", id="of a group"),
    pytest.param("<1,409 pilots>", "1,409 pilots", "group", id="thousands"),
    pytest.param("<38% of pilots>", "38% of pilots", "group", id="percent"),
    pytest.param("<the two>", "the two", "group", id="two"),
    pytest.param("<a number of the families of sailors>", None, "group", id="number of families"),
    pytest.param("<a number of ferry studies>", None, "document", id="number of studies"),
    pytest.param("<a new batch of ferry emails released this week>", None, "document", id="batch of emails"),
    pytest.param("<one of the leaked memos>", None, "document", id="one of the memos"),
    pytest.param("<one of the pilots>", None, "person", id="one of the pilots"),
    pytest.param("<two of the biggest names in shipping>", None, "group", id="two of the names"),
    pytest.param("<the defense>", None, "group", id="defense"),
    pytest.param("<the east harbour faithful>", None, "group", id="adjective for people"),
    pytest.param("<the sailor’s family>", None, "group", id="family"),
    pytest.param("<Protesters marching through Lowmere>", None, "group", id="plural before a participle"),
    pytest.param("<nine out of 10>", None, "group", id="so many out of ten"),
    pytest.param("<Fifty of the port's top pilots>", None, "group", id="number in words"),
    pytest.param("<those surveyed>", None, "group", id="those"),
    pytest.param("<those leaked emails>", None, "document", id="those documents"),
    pytest.param("<Whoever wrote the file>", None, "person", id="whoever"),
    pytest.param("<men such as those in the film>", None, "group", id="such as"),
    pytest.param('<men like those in "Tide">', 'men like those in "Tide"', "group", id="title that closes"),
    pytest.param("<The anti-ferry movement>", None, "group", id="movement"),
    pytest.param("<Vane staff central to the plan>", None, "group", id="adjective behind a noun"),
    pytest.param("<@tide_fan>", "tide_fan", "person", id="handle"),
    pytest.param("<@TideFan2>", "TideFan2", "person", id="handle with capitals"),
    pytest.param("<the latest data available from the LHB>", None, "document", id="data"),
    pytest.param("<Research conducted for the Vane Centre>", None, "document", id="research"),
    pytest.param("<Its warning>", None, "document", id="warning"),
    pytest.param("<early returns>", None, "document", id="returns of an election"),
    pytest.param("<TV replays>", None, "document", id="recording"),
    pytest.param("<a harbour vigilante>", None, "person", id="vigilante"),
    pytest.param("<a caller>", None, "person", id="caller"),
    pytest.param("<one fan>", None, "person", id="fan"),
    pytest.param("<one person with the handle @vane>", None, "person", id="person"),
    pytest.param("<the ferry attendant>", None, "person", id="attendant"),
    pytest.param("<the police major>", None, "person", id="major"),
    pytest.param("<a harbour fundamentalist>", None, "person", id="fundamentalist"),
    pytest.param("<a 43-year-old>", None, "person", id="age"),
    pytest.param("<Another Muslim who prays there>", None, "person", id="one of a faith"),
    pytest.param("<the Kenyan>", None, "person", id="one of a people"),
    pytest.param("<the British>", None, "group", id="a people after the"),
    pytest.param("<The Kenyans>", None, "group", id="people in the plural"),
    pytest.param("<someone>", None, "person", id="someone"),
    pytest.param("<the suit>", None, "document", id="suit"),
    pytest.param("<the missive>", None, "document", id="missive"),
    pytest.param("<a memo leaked late last night to Tideline>", None, "document", id="memo before a participle"),
    pytest.param("<the leaked memo on the ferry fares>", None, "document", id="memo on"),
    pytest.param("<other still photos>", None, "document", id="photos"),
    pytest.param("<Photos given to the board>", None, "document", id="irregular participle"),
    pytest.param("<Captions>", None, "document", id="captions"),
    pytest.param("<LHB advice>", None, "document", id="advice"),
    pytest.param("<his official website>", None, "document", id="website of a person"),
    pytest.param("<Vane’s Tideline post>", None, "document", id="post of a person"),
    pytest.param("<other recent polls from Vane University and LHB>", None, "document", id="other polls"),
    pytest.param("<a poll last week>", None, "document", id="poll last week"),
    pytest.param("<a talk she gave in May>", None, None, id="clause without a relative"),
    pytest.param("<the harbour board’s disciplinary body>", None, "organisation", id="body"),
    pytest.param("<official ferry figures>", None, "document", id="numbers"),
    pytest.param("<leading harbour figures>", None, "group", id="people that matter"),
    pytest.param("<a Kenyan state media broadcaster>", None, "organisation", id="broadcaster"),
    pytest.param("<The website tideline>", None, "organisation", id="name without a capital"),
    pytest.param("<talkTIDE>", None, "organisation", id="capitals inside"),
    pytest.param("<stereotypes>", None, "other", id="abstraction"),
    pytest.param("<Lowmere police>", "Lowmere police", "organisation", id="police"),
    pytest.param("<its nearly 8,000-word article>", None, "document", id="thousands in a compound"),
    pytest.param("<A Sept. 15, 2011 email>", None, "document", id="date before a noun"),
    pytest.param("<the tall, 71-year-old pilot>", "the tall, 71-year-old pilot", "person", id="adjectives"),
    pytest.param("<one Coralville, Iowa, pastor>", "one Coralville, Iowa, pastor", "person", id="town and state"),
    pytest.param("<Aides and outside advisers to Vane>", None, "group", id="adjective behind and"),
    pytest.param("<a constellation of super PACs>", None, "group", id="bodies gathered"),
    pytest.param("<A Lowmere poll out Monday>", None, "document", id="out behind a noun"),
    pytest.param("<A textbook just published for pupils>", None, "document", id="just behind a noun"),
    pytest.param("<his book “The Art of the Ferry”>", None, "document", id="title behind a book"),
    pytest.param("<Mr. Vane's father and mother>", None, "group", id="two of the family"),
    pytest.param("<the ferry community>", None, "group", id="community"),
    pytest.param("<Many Vanials>", "Vanials", "group", id="many"),
    pytest.param("<42%>", "42%", "group", id="percent alone"),
    pytest.param("<anyone who has met a Republican>", "anyone who has met a Republican", "person", id="anyone"),
    pytest.param("<The party’s presumed Lowmere nominee>", None, "person", id="participle behind an owner"),
    pytest.param("<The listing>", None, "document", id="listing"),
    pytest.param("<the 2009 paper>", None, "document", id="paper of a year"),
    pytest.param("<the Lowmere paper>", None, "organisation", id="paper of a town"),
    pytest.param("<a ferry email sent out on Tuesday>", None, "document", id="irregular participle of one"),
    pytest.param("<Some emails and other records>", None, "document", id="documents joined"),
    pytest.param("<some emails and their readers>", None, "group", id="document and people"),
    pytest.param("<Fact-checkers>", None, "group", id="checkers"),
    pytest.param("<a Tideline Poll the>", None, "document", id="article at the end"),
    pytest.param("<Vane's potential VP>", "Vane's potential VP", "person", id="office in capitals"),
    pytest.param("<Kenyan women from whom>", "Kenyan women", "group", id="relative at the end"),
]


@pytest.mark.parametrize(("source", "name", "kind"), SOURCES)
def test_tells_the_kind_of_an_unnamed_source(source, name, kind):
    _, quotations, _ = resolve_marked(f"It was cold. {source} said {{no}}.")
    speaker = quotations[0].speaker
    if kind is not None:
        assert speaker.kind == kind
    assert speaker.name == name or name is None


NAMED = [
    pytest.param("<5-year-old Youssam> said {no}.", "Youssam", "person", id="age before"),
    pytest.param("<Hendo> said {no}. Hendo, 43, left.", "Hendo", "person", id="age behind"),
    pytest.param("<Hendo> said {no}. Hendo's mother left.", "Hendo", "person", id="kin"),
    pytest.param("<Hendo> said {no}. Hendo's lawyer left.", "Hendo", "organisation", id="a lawyer is no kin"),
    pytest.param("<Klein> said {no}.", "Klein", "person", id="frequent surname"),
    pytest.param("<The Klein> said {no}.", "Klein", "organisation", id="surname with an article"),
    pytest.param("<Fox> said {no}.", "Fox", "organisation", id="surname of a firm"),
    pytest.param("<Vanials> said {no}. Vanials aren't here.", "Vanials", "group", id="plural verb"),
    pytest.param("<Vanials> said {no}. Vanials is here.", "Vanials", "organisation", id="singular verb"),
    pytest.param("<The Vane Halo> said {no}.", "Vane Halo", "organisation", id="article"),
    pytest.param("<Vane Halo> said {no}. It was the Vane Halo trial.", "Vane Halo", "person", id="article of a noun"),
    pytest.param("<Vane Halo, which looks at ferries,> said {no}.", "Vane Halo", "organisation", id="which"),
    pytest.param("<the newspaper La Sponda> said {no}.", "La Sponda", "organisation", id="newspaper before"),
    pytest.param("<a group calling itself the Vane Halo> said {no}.", "Vane Halo", "organisation", id="calling itself"),
    pytest.param("<a man calling himself Vane Halo> said {no}.", "Vane Halo", "person", id="calling himself"),
    pytest.param("<a man known only as Tom Vane> said {no}.", "Tom Vane", "person", id="known only as"),
    pytest.param("Then <The Hill> said {no}.", "The Hill", "organisation", id="article that belongs to the name"),
    pytest.param("Ada Hill left. <Hill> said {no}.", "Ada Hill", "person", id="surname like such a name"),
    pytest.param("<Twitter user tidefan> said {no}.", "tidefan", "person", id="user"),
    pytest.param("<Vane Halo> said {no}. <The club> said {no}.", "Vane Halo", "organisation", id="club behind a name"),
    pytest.param("<Ada Burns of Gawker> said {no}.", "Ada Burns", "person", id="who writes for one"),
]


@pytest.mark.parametrize(("marked", "name", "kind"), NAMED)
def test_tells_the_kind_and_form_of_a_name_by_what_stands_around_it(marked, name, kind):
    _, quotations, _ = resolve_marked(marked)
    speaker = quotations[0].speaker
    assert (speaker.name, speaker.kind) == (name, kind)


BESIDE = [
    pytest.param("<Kenya’s Tideline news channel> said {no}.", "Tideline", id="channel of a country"),
    pytest.param("<Kenya’s state-run Tideline news agency> said {no}.", "Tideline", id="agency"),
    pytest.param("<The semiofficial Kenyan TIDES news agency> said {no}.", "TIDES", id="people before"),
    pytest.param("<Ferry group Lowmere Rights Watch> said {no}.", "Lowmere Rights Watch", id="group before"),
    pytest.param("<The main coalition -- the Kenyan Tide Front --> said {no}.", "Kenyan Tide Front", id="dashes"),
    pytest.param("<the Leeds newspaper> said {no}.", "the Leeds newspaper", id="place of a newspaper"),
    pytest.param("Ada Vane sat. <the Vane network> said {no}.", "the Vane network", id="owner of a network"),
    pytest.param("<Tideline News reports>: {no}.", "Tideline News", id="verb before a colon"),
]


@pytest.mark.parametrize(("marked", "name"), BESIDE)
def test_takes_the_name_of_an_organisation_out_of_its_description(marked, name):
    _, quotations, _ = resolve_marked(marked)
    assert quotations[0].speaker.name == name


def test_the_plural_of_a_surname_is_a_family():
    _, quotations, _ = resolve_marked("Ada Bentz left. <The Bentzes> said {no}.")
    assert quotations[0].speaker.kind == "group"


def test_a_name_in_one_word_is_the_person_of_that_name():
    _, quotations, speakers = resolve_marked("<Ada Burns> said {no}. <@AdaBurns> added {yes}.")
    assert [q.speaker.name for q in quotations] == ["Ada Burns"] * 2
    assert len(speakers) == 1


CALLED = [
    pytest.param("The news agency Tideline met. <The agency> said {no}.", "Tideline", id="before the name"),
    pytest.param("The Tideline news agency met. <The agency> said {no}.", "Tideline", id="behind the name"),
    pytest.param("The Lowmere Daily came. <The paper> said {no}.", "Lowmere Daily", id="newspaper by its name"),
    pytest.param("Vane Corp, a phone company, met. <The company> said {no}.", "Vane Corp", id="apposition"),
    pytest.param(
        "The rights group Lowmere Watch met. <The rights group> said {no}.", "Lowmere Watch", id="with a modifier"
    ),
]


@pytest.mark.parametrize(("marked", "name"), CALLED)
def test_an_organisation_is_called_what_it_was_said_to_be(marked, name):
    _, quotations, _ = resolve_marked(marked)
    assert quotations[0].speaker.name == name
