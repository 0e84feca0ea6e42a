import pytest

from quoteattr.speakers.entities import gather
from quoteattr.speakers.names import find_names
from quoteattr.speakers.reading import read
from quoteattr.text.sentences import split_sentences

NAMES = [
    pytest.param("We met Ada Burns there.", ["Ada Burns"], id="two words"),
    pytest.param("We met Ada J. Burns Jr. there.", ["Ada J. Burns Jr"], id="initial and suffix"),
    pytest.param("We met Ana de la Cruz there.", ["Ana de la Cruz"], id="particles"),
    pytest.param("However Burns left. But Reddy stayed on.", ["Burns", "Reddy"], id="sentence openers"),
    pytest.param("We saw that Sen. Ada Burns left.", ["Ada Burns"], id="abbreviated title"),
    pytest.param("We saw Democratic Rep. Ada Burns leave.", ["Ada Burns"], id="party and title"),
    pytest.param("We saw the University of Lowmere burn.", ["University of Lowmere"], id="organisation with of"),
    pytest.param("We sued the Justice Department today.", ["Justice Department"], id="department is no justice"),
    pytest.param("We saw Marine Le Brun leave.", ["Marine Le Brun"], id="given name that is also a role"),
    pytest.param("We saw Burns’s dog and Reddy’s cat.", ["Burns", "Reddy"], id="possessives"),
    pytest.param("It rained on Monday in March.", [], id="days and months"),
    pytest.param("Then it was CALLED OUT BY OTHER FERRIES again.", [], id="phrase in capitals"),
    pytest.param("We sued the BANK OF LOWMERE today.", ["BANK OF LOWMERE"], id="name in capitals"),
    pytest.param("They gave it to a super PAC today.", [], id="noun at the end of a phrase"),
    pytest.param("We met Enrique PeÃ±a Nieto there.", ["Enrique PeÃ±a Nieto"], id="damaged encoding"),
    pytest.param("They told Ada Will. It was Will again.", ["Ada Will", "Will"], id="word"),
    pytest.param('We met Robert C. "Bob" Marsh there.', ['Robert C. "Bob" Marsh'], id="nickname in marks"),
    pytest.param("We met Robert (Bob) Marsh there.", ["Robert (Bob) Marsh"], id="nickname in brackets"),
    pytest.param("We met Ada “Big Tide” Burns there.", ["Ada “Big Tide” Burns"], id="nickname of two words"),
    pytest.param("Then Vera (Ada Burns) left.", ["Vera", "Ada Burns"], id="who plays a role"),
    pytest.param("It was on LMR’s “Good Morning Lowmere” again.", ["LMR", "Good Morning Lowmere"], id="programme"),
    pytest.param("He named Burns “New Lowmere’s” candidate.", ["Burns", "New Lowmere"], id="mark that stays open"),
    pytest.param("We met the keeper Per Hansen there.", ["Per Hansen"], id="given name like a preposition"),
    pytest.param("We met Tom Bj*rk there.", ["Tom Bj*rk"], id="letter lost"),
    pytest.param("We met Ada Burns (Ohio) Senate.", ["Ada Burns", "Ohio", "Senate"], id="place in brackets"),
    pytest.param("We met Pope Peter there.", ["Pope Peter"], id="pope"),
    pytest.param("We met Mayor Peter Vane there.", ["Peter Vane"], id="mayor is no name"),
    pytest.param("We met Jan Brook in Jan 2012.", ["Jan Brook"], id="given name like a month"),
    pytest.param("It was in April Burns left.", ["Burns"], id="month before a name"),
    pytest.param("We met Welsh-born Ada Burns there.", ["Ada Burns"], id="epithet"),
    pytest.param("We met Omar al-Vane there.", ["Omar al-Vane"], id="small prefix"),
    pytest.param(
        "They sued the Court of Appeals for the 9th Circuit.", ["Court of Appeals for the 9th Circuit"], id="circuit"
    ),
    pytest.param("It was the Committee on Ferries again.", ["Committee on Ferries"], id="committee on"),
    pytest.param("It was the Fuel and Gas Commission again.", ["Fuel and Gas Commission"], id="pair before a body"),
    pytest.param("It was the FBI and State Department again.", ["FBI", "State Department"], id="two bodies"),
    pytest.param("We fund Our Ferries PAC here.", ["Our Ferries PAC"], id="determiner in a name"),
    pytest.param(
        "It was the Alliance to Keep Our Ferries (AKOF).",
        ["Alliance to Keep Our Ferries", "AKOF"],
        id="explained acronym",
    ),
    pytest.param("It was the Republican National Committee.", ["Republican National Committee"], id="party of a body"),
    pytest.param("We sold the Norwegian Legion flags.", ["Norwegian Legion"], id="people in a name"),
    pytest.param("We saw Republican Burns and Tom Burns.", ["Burns", "Tom Burns"], id="party before a surname"),
    pytest.param("Blaming Ada Burns, we left.", ["Ada Burns"], id="verb opens the sentence"),
    pytest.param("Ordinarily, we left.", [], id="adverb opens the sentence"),
    pytest.param("(LHB)Fishermen left.", ["LHB"], id="plural behind an agency"),
    pytest.param("It was LOWMERE (LHB) -- Fishermen left.", ["LOWMERE", "LHB"], id="plural behind a dateline"),
    pytest.param("Connolly, of course, left.", ["Connolly"], id="surname like an adverb"),
    pytest.param("Emily, we left.", ["Emily"], id="given name like an adverb"),
    pytest.param("Hendly, 43, left.", ["Hendly"], id="age after a name like an adverb"),
    pytest.param("They gave it to super PACs today.", [], id="plural noun at the end of a phrase"),
    pytest.param("The Fares Committee chairman saw Tom Reddy on Tuesday.", ["Fares Committee", "Tom Reddy"], id="day"),
    pytest.param("We met Fares Committee Chairman Tom Reddy on Tuesday.", ["Tom Reddy"], id="day after on"),
    pytest.param("We saw Army Capt. Christian Vane leave.", ["Christian Vane"], id="given name that is also a people"),
    pytest.param("We met the Dockers of America here.", ["Dockers of America"], id="workers of America"),
    pytest.param("It was Ferrymen for Prosperity again.", ["Ferrymen for Prosperity"], id="people for a cause"),
    pytest.param("We saw LHB then ABC 7 and WXYZ 4 there.", ["LHB", "ABC 7", "WXYZ 4"], id="stations by number"),
    pytest.param("They gave ABC 7 reasons to stay.", ["ABC"], id="number that counts"),
    pytest.param("We met Wen Jun and Bab Jan Hendle.", ["Wen Jun", "Bab Jan Hendle"], id="names like short months"),
    pytest.param("It was in Lowmere Jun 5.", ["Lowmere"], id="short month of a date"),
    pytest.param("We met Defence Minister Gen Satoru there.", ["Gen Satoru"], id="given name like a rank"),
    pytest.param("We met Army chief Gen. Satoru there.", ["Satoru"], id="rank after a chief"),
    pytest.param(
        "We sued General Electric and met General Burns.", ["General Electric", "Burns"], id="firm like a rank"
    ),
    pytest.param("We met the EU Member States there.", ["EU Member States"], id="states that are members"),
    pytest.param("We met Senators Ada Burns and Tom Reddy there.", ["Ada Burns", "Tom Reddy"], id="title of several"),
    pytest.param("It was Americans for Ferries again.", ["Americans for Ferries"], id="people for a cause first"),
    pytest.param("Then the Union Leader met us.", ["Union Leader"], id="newspaper like an office"),
    pytest.param("Then Union Leader Tom Reddy met us.", ["Tom Reddy"], id="leader of a union"),
    pytest.param(
        "We met Vane Group Director, Sales, Strategy & Public Affairs Ada Burns there.", ["Ada Burns"], id="charges"
    ),
    pytest.param("We met the Group Director, Sales, of Vane.", ["Sales", "Vane"], id="charges of nobody"),
    pytest.param("Then Twitter user tidefan said no.", ["Twitter", "tidefan"], id="user without a capital"),
    pytest.param("Then Twitter user posted said no.", ["Twitter"], id="user and verb"),
    pytest.param("We met Highway Patrol Trooper Ada Burns there.", ["Ada Burns"], id="trooper"),
    pytest.param("We met the Republican Party of Lowmere.", ["Republican Party of Lowmere"], id="party of a state"),
]


def found(text):
    return read(text, split_sentences(text), [])


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_finds_names(text, names):
    assert [text[n.start : n.end] for n in find_names(found(text))] == names


SAME = [
    pytest.param("We met Ada Burns and saw Burns leave.", 1, id="surname"),
    pytest.param("We met William Dixon and saw Bill Dixon leave.", 1, id="nickname"),
    pytest.param("We met Ada Burns and saw Tom Burns leave.", 2, id="namesakes"),
    pytest.param("We met Ada Burns and saw Mr. Burns leave.", 2, id="honorific against given name"),
    pytest.param("We met the Lowmere Harbour Board (LHB) and saw the LHB leave.", 1, id="acronym"),
    pytest.param("We met the Norse Dockers Union, or NVP, and the NVP left.", 1, id="acronym after or"),
    pytest.param("We read the Lowmere Post. We like the Post a lot.", 1, id="last word of a newspaper"),
    pytest.param("We met Ada Marsden and saw Marsdne leave.", 1, id="misspelt surname"),
    pytest.param("We met Ada Marsh and saw Harsh leave.", 2, id="another surname"),
    pytest.param("We met Hilary Burns and saw Hillary Burns leave.", 1, id="misspelt given name"),
    pytest.param("We met Ronald Burns and saw Donald Burns leave.", 2, id="brothers"),
    pytest.param("We met Pope Peter and saw Peter leave.", 1, id="pope without his title"),
    pytest.param('We met Robert "Bob" Marsh and saw Bob Marsh leave.', 1, id="nickname"),
    pytest.param("We met the Securities and Fares Commission. The SFC left.", 1, id="acronym of a pair"),
    pytest.param("We read the Lowmere Post and liked what the Lowmere wrote.", 1, id="first word of an organisation"),
]


@pytest.mark.parametrize(("text", "count"), SAME)
def test_gathers_names(text, count):
    reading = found(text)
    assert len(gather(reading, find_names(reading))) == count


SPOUSES = [
    pytest.param("President Burns left. “No,” Mr. Burns said. We met Ada Burns.", [2, 1], id="he comes first"),
    pytest.param("Burns left. “No,” Mr. Burns said. We met Ada Burns. Burns left.", [3, 1], id="and goes on"),
    pytest.param("Burns left. We met Ada Burns. “No,” Mr. Burns said.", [2, 1], id="she comes first"),
    pytest.param("Mrs. Burns left. “No,” Mr. Burns said. We met Ada Burns.", [2, 1], id="her honorific"),
]


@pytest.mark.parametrize(("text", "counts"), SPOUSES)
def test_a_surname_is_that_of_the_spouse_who_comes_first(text, counts):
    reading = found(text)
    assert [len(entity.names) for entity in gather(reading, find_names(reading))] == counts


FULLEST = [
    pytest.param(
        "We met Hilary Burns. We saw Hillary Burns and Hillary Burns again.", "Hillary Burns", id="most frequent"
    ),
    pytest.param("We met Ada Burns. We saw Ada J. Burns again.", "Ada J. Burns", id="initial"),
    pytest.param('We met Bob Marsh. We saw Robert "Bob" Marsh again.', 'Robert "Bob" Marsh', id="nickname"),
]


@pytest.mark.parametrize(("text", "name"), FULLEST)
def test_chooses_fullest_form(text, name):
    reading = found(text)
    fullest = gather(reading, find_names(reading))[0].fullest
    assert text[fullest.start : fullest.end] == name


SURNAMES = [
    pytest.param("We met Bill English. “No,” said English.", 1, id="people"),
    pytest.param("We met Bill English. English also said no.", 1, id="people before an adverb"),
    pytest.param("We met Jay Jay French. “No,” French said.", 1, id="people behind two given names"),
    pytest.param("We met Ada Paris. “No,” Paris said.", 1, id="place"),
    pytest.param("We met Ada Paris. It was in Paris.", 2, id="the place itself"),
    pytest.param("We met Don Guardian. But Guardian said no.", 1, id="newspaper"),
]


@pytest.mark.parametrize(("text", "count"), SURNAMES)
def test_tells_surname_from_what_it_looks_like(text, count):
    reading = found(text)
    assert len(gather(reading, find_names(reading))) == count
