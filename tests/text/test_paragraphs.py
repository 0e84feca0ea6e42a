"""Paragraphs: layouts as a table, then what holds for any text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.text.paragraphs import split_paragraphs

_WRAPPED = (
    "BRIDGE TO REOPEN IN MAY\n"
    "By Nora Field\n"
    "\n"
    "The old bridge over the Wend, closed since the floods of last autumn,\n"
    "will reopen in the first week of May, the county council said. Its\n"
    "engineers had asked for another month, but Councillor Ines\n"
    "Barlow-Hetherington, who leads it, refused.\n"
    "\n"
    "“We have waited long enough, and so have the shops on both banks,” she\n"
    "said.\n"
)

CASES = [
    pytest.param("", [], id="empty"),
    pytest.param(" \t\r\n\u00a0\u2028\f", [], id="white space alone"),
    pytest.param("Yes", ["Yes"], id="one word"),
    pytest.param("One.\n\nTwo.", ["One.", "Two."], id="blank line"),
    pytest.param("One.\nTwo.", ["One.", "Two."], id="single line end"),
    pytest.param("One.\r\n\r\nTwo.\r\n", ["One.", "Two."], id="carriage returns"),
    pytest.param("One.\rTwo.", ["One.", "Two."], id="old Macintosh line ends"),
    pytest.param(
        "One.\u2029Two.\u2028Three.\x85Four.\fFive.", ["One.", "Two.", "Three.", "Four.", "Five."], id="exotic"
    ),
    pytest.param("\u00a0One.\u00a0\n\u3000Two.\u2003", ["One.", "Two."], id="no-break and wide spaces stripped"),
    pytest.param("One.\n \u00a0\n\tTwo.", ["One.", "Two."], id="blank line with spaces"),
    pytest.param("One.\n\0\nTwo.", ["One.", "\0", "Two."], id="NUL is not white space"),
    pytest.param(
        _WRAPPED,
        [
            "BRIDGE TO REOPEN IN MAY",
            "By Nora Field",
            _WRAPPED[_WRAPPED.index("The old") : _WRAPPED.index("\n\n“")],
            "“We have waited long enough, and so have the shops on both banks,” she\nsaid.",
        ],
        id="hard-wrapped with headline and byline",
    ),
    pytest.param(
        "The council will look again at the plan for the old mill after\nresidents complained about the noise.",
        ["The council will look again at the plan for the old mill after\nresidents complained about the noise."],
        id="hard-wrapped over two lines",
    ),
    pytest.param(
        "Residents of the harbour quarter, who have written to the council more\r\n"
        "than once since the spring, had asked for three things:\r\n"
        "• a crossing near the school, which the council has long promised, and\r\n"
        "that it be lit at night,\r\n"
        "• quieter buses.",
        [
            (
                "Residents of the harbour quarter, who have written to the council more\r\n"
                "than once since the spring, had asked for three things:"
            ),
            "• a crossing near the school, which the council has long promised, and\r\nthat it be lit at night,",
            "• quieter buses.",
        ],
        id="bullets in a hard-wrapped text",
    ),
    pytest.param(
        "The harbour quarter is to be given a new library, a pool and a school.\n"
        "The council voted for the plan on Monday night after a long debate.\n"
        "It will cost nine million pounds, most of which the county will pay.",
        [
            "The harbour quarter is to be given a new library, a pool and a school.",
            "The council voted for the plan on Monday night after a long debate.",
            "It will cost nine million pounds, most of which the county will pay.",
        ],
        id="one sentence a line is not wrapped",
    ),
    pytest.param(
        "Council votes for a new library, a pool and a school by the harbour\n"
        "Mayor to stand down after seven years in office, people close to her say\n"
        "County to pay for most of the works in the harbour quarter next year",
        [
            "Council votes for a new library, a pool and a school by the harbour",
            "Mayor to stand down after seven years in office, people close to her say",
            "County to pay for most of the works in the harbour quarter next year",
        ],
        id="list of headlines is not wrapped",
    ),
    pytest.param(
        "she waits\nbeside the weir\nuntil the herons\nleave",
        ["she waits", "beside the weir", "until the herons", "leave"],
        id="verse is not wrapped",
    ),
    pytest.param(
        "word " * 60 + "\nmore " * 60,
        [("word " * 60).strip(), *["more"] * 60],
        id="long lines are not wrapped",
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_splits_into_paragraphs(text: str, expected: list[str]) -> None:
    assert [text[p.start : p.end] for p in split_paragraphs(text)] == expected


@given(st.one_of(st.text(), st.text(alphabet="aB.\n\r \u2028\u00a0•"), st.just("word word\n" * 9 + "A\n\n")))
def test_paragraphs_tile_the_text(text: str) -> None:
    paragraphs = split_paragraphs(text)
    covered = "".join(text[p.start : p.end] for p in paragraphs)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(text[p.start : p.end] == text[p.start : p.end].strip() != "" for p in paragraphs)
    assert all(left.end <= right.start for left, right in pairwise(paragraphs))


@pytest.mark.parametrize("unit", ["x", "\n", " ", "x\n", "x" * 60 + "\nx", "\r\n\u00a0"])
def test_long_texts_of_odd_shape(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    covered = sum(len(text[p.start : p.end].split()) for p in split_paragraphs(text))
    assert covered == len(text.split())
