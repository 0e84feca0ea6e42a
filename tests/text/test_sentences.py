"""Sentences: a table of named cases, then what holds for any text."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quoteattr.text.marks import pair_marks
from quoteattr.text.paragraphs import split_paragraphs
from quoteattr.text.sentences import split_sentences
from quoteattr.types import Sentence

from .sentence_cases import CASES

PIECES = [
    *"“”‘’\"'«»„()[]{}.,!?…;:—–-•*#/@&0123 \n\r\t\0",
    *("\u00a0", "\u2028", "\u200d", "\ufeff", "ש", "中", "🎉", "ﬁ", "İ", "́"),
    *(
        "Mr",
        "U.S",
        "a.m",
        "No",
        "St",
        "Inc",
        "I",
        "J",
        "The",
        "the",
        "Ada",
        "said",
        "asked",
        "Monday",
        "...",
        ". . .",
        "''",
        "``",
    ),
]
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_splits_into_sentences(text: str, expected: list[str]) -> None:
    assert [text[s.start : s.end] for s in split_sentences(text)] == expected


def test_the_table_names_each_case_once() -> None:
    names = [case.id for case in CASES]
    assert len(names) == len(set(names)) >= 150


@given(TEXTS)
@example("? ... a. B.” (“.").via("marks around an ellipsis")
def test_sentences_tile_the_paragraphs(text: str) -> None:
    sentences = split_sentences(text)
    paragraphs = split_paragraphs(text)
    assert "".join("".join(text[s.start : s.end].split()) for s in sentences) == "".join(text.split())
    assert all(text[s.start : s.end] == text[s.start : s.end].strip() != "" for s in sentences)
    assert all(left.end <= right.start for left, right in pairwise(sentences))
    assert {p.start for p in paragraphs} <= {s.start for s in sentences}
    assert {p.end for p in paragraphs} <= {s.end for s in sentences}


@given(TEXTS)
def test_given_regions_are_used(text: str) -> None:
    assert split_sentences(text, regions=pair_marks(text)) == split_sentences(text)


class _Proposes:
    """Proposes the same places in every paragraph."""

    def __init__(self, *ends: int) -> None:
        self.ends = ends

    def span_tokenize(self, text: str) -> list[tuple[int, int]]:
        return [(0, end) for end in self.ends if end <= len(text)]


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        pytest.param((), 1, id="none"),
        pytest.param((11,), 2, id="at the full stop"),
        pytest.param((2, 5, 9, 99), 1, id="inside words"),
        pytest.param((3,), 2, id="without punctuation"),
        pytest.param((12, 4, 3), 3, id="in disorder and with the space"),
    ],
)
def test_another_splitter_proposes(ends: tuple[int, ...], expected: int) -> None:
    assert len(split_sentences("Was bought. gone", splitter=_Proposes(*ends))) == expected


@pytest.mark.parametrize(
    "unit",
    [
        "x",
        ".",
        "!",
        ". ",
        "! ",
        ".)",
        "?”",
        "“",
        "a.",
        "A. ",
        "x.X",
        ". .",
        "... ",
        "\0",
        "(a.) ",
        "“A.” ",
        "[1] ",
        "a? ... ",
        "Mr. ",
    ],
)
def test_long_texts_of_odd_shape(unit: str) -> None:
    text = unit * (60_000 // len(unit))
    covered = "".join("".join(text[s.start : s.end].split()) for s in split_sentences(text))
    assert covered == "".join(text.split())


def test_paragraph_longer_than_a_slice_is_split_as_a_short_one():
    sentence = "Mr. Lee of the U.S. Navy said that the bridge would open. "
    found = split_sentences((sentence * 2_000).strip())
    assert {f.end - f.start for f in found} == {len(sentence) - 1}


def test_splitter_is_given_no_more_than_it_can_take():
    class Weak:
        def span_tokenize(self, text):
            if len(text) > 20_000:
                raise TimeoutError
            return [(0, len(text))]

    assert split_sentences("yes " * 30_000, splitter=Weak())[-1].end == 119_999
    assert split_sentences("x" * 50_000, splitter=Weak()) == (Sentence(0, 50_000),)
