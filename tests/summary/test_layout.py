import pytest

from quoteattr.summary.layout import read_layout

from .conftest import sentences_of

LEAD = "The iron bridge in Redcar will reopen on Monday after three years of repairs, the council said."
BODY = "It was closed when engineers found cracks in four of its supports and in one of its towers."


@pytest.mark.parametrize(
    ("first", "is_heading"),
    [
        pytest.param("Bridge reopens after three years", True, id="no full stop"),
        pytest.param("Bridge Reopens After Three Long Years.", True, id="title case with a full stop"),
        pytest.param("Council reopens bridge in Redcar.", True, id="no article or auxiliary"),
        pytest.param("Will Redcar ever see its bridge again?", False, id="a question with an auxiliary may be a lead"),
        pytest.param("The bridge reopens on Monday.", False, id="a short full sentence is a lead"),
        pytest.param("Police have closed a bridge in Redcar.", False, id="an auxiliary makes a sentence"),
    ],
)
def test_headlines(first, is_heading):
    text = f"{first}\n\n{LEAD}\n\n{BODY}"
    layout = read_layout(text, sentences_of(text, first, LEAD, BODY))
    assert layout.heading.tolist() == [is_heading, False, False]
    assert layout.story.tolist() == [not is_heading, True, True]


def test_lines_under_a_headline_are_headings_until_the_lead():
    lines = [
        "Bridge to reopen",
        "Council spends millions on repairs.",
        "By Jo Lee",
        LEAD,
        "Shops rejoice at news.",
        BODY,
    ]
    text = "\n\n".join(lines)
    layout = read_layout(text, sentences_of(text, *lines))
    assert layout.heading.tolist() == [True, True, False, False, False, False]
    assert layout.furniture.tolist() == [False, False, True, False, False, False]


@pytest.mark.parametrize(
    ("second", "is_heading"),
    [
        pytest.param("Mayor says more of the repairs will follow.", False, id="an auxiliary makes a sentence"),
        pytest.param("But mayor says repairs go on with a smaller crew.", True, id="articles and says do not"),
        pytest.param("Repairs aren't over.", False, id="an auxiliary with not"),
    ],
)
def test_a_headline_that_goes_on_has_a_second_line(second, is_heading):
    lines = ["The bridge will reopen in May;", second, "Ada Burns promised bridges.", BODY]
    text = "\n\n".join(lines)
    layout = read_layout(text, sentences_of(text, *lines))
    assert layout.heading.tolist() == [True, is_heading, False, False]


@pytest.mark.parametrize(
    ("line", "is_heading"),
    [
        pytest.param("Mayor Rejects The Idea Of A Higher Bridge Toll.", True, id="every long word capitalised"),
        pytest.param("Mayor Ada Burns of Redcar North rejects tolls.", False, id="names alone capitalised"),
        pytest.param("Mayor Ada Burns Left Redcar.", False, id="a few words"),
    ],
)
def test_a_line_in_title_case_between_paragraphs_is_a_heading(line, is_heading):
    lines = [LEAD, BODY, line, BODY]
    text = "\n\n".join(lines)
    assert read_layout(text, sentences_of(text, *lines)).heading.tolist() == [False, False, is_heading, False]


def test_a_caption_is_a_heading_wherever_it_stands():
    lines = [LEAD, "Council leader Sam Poe on the bridge", BODY]
    text = "\n".join(lines)
    assert read_layout(text, sentences_of(text, *lines)).story.tolist() == [True, False, True]


def test_paragraphs_are_numbered():
    text = f"{LEAD} {BODY}\n\n{BODY}"
    assert read_layout(text, sentences_of(text, LEAD, BODY, BODY)).paragraph.tolist() == [0, 0, 1]


def test_nothing_at_all():
    assert read_layout("", []).story.tolist() == []


def test_a_lone_sentence_is_no_headline():
    assert read_layout("Bridge reopens.", sentences_of("Bridge reopens.", "Bridge reopens.")).story.tolist() == [True]
