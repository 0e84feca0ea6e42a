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
    pytest.param("They gave it to a super PAC today.", [], id="noun at the end of a phrase"),
    pytest.param("We met Enrique PeÃ±a Nieto there.", ["Enrique PeÃ±a Nieto"], id="damaged encoding"),
    pytest.param("They told Ada Will. It was Will again.", ["Ada Will", "Will"], id="word"),
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
    pytest.param("We read the Lowmere Post and liked what the Lowmere wrote.", 1, id="first word of an organisation"),
]


@pytest.mark.parametrize(("text", "count"), SAME)
def test_gathers_names(text, count):
    reading = found(text)
    assert len(gather(reading, find_names(reading))) == count
