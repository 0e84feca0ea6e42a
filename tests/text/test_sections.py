"""Where a long text is cut: nothing is lost, and no quotation is cut that is shorter than half a section."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.text import sections
from quoteattr.text.marks import pair_marks
from quoteattr.text.sections import cut_sections
from quoteattr.text.sentences import split_sentences
from quoteattr.types import Span

AT_ONCE, LONGEST, LEAD_IN = 150, 60, 20


@pytest.fixture(autouse=True)
def small(monkeypatch):
    monkeypatch.setattr(sections, "_READ_AT_ONCE", AT_ONCE)
    monkeypatch.setattr(sections, "_SECTION", LONGEST)
    monkeypatch.setattr(sections, "_LEAD_IN", LEAD_IN)


def cut(text, whole=()):
    regions = pair_marks(text)
    return cut_sections(text, split_sentences(text, regions=regions), regions, whole=whole)


def parts(text, whole=()):
    return [text[s.start : s.end] for s in cut(text, whole)]


@pytest.mark.parametrize("text", ["", " ", "It rained.", "It rained all day. " * 6], ids=len)
def test_a_text_that_is_read_at_once_is_one_section(text):
    assert cut(text) == (sections.Section(0, len(text)),)


def test_sections_begin_with_paragraphs():
    text = "It rained in Redcar. It rained in Lowmere.\n\n" * 4
    assert parts(text) == ["It rained in Redcar. It rained in Lowmere.\n\n"] * 4


def test_a_long_paragraph_is_cut_between_sentences():
    assert all(part.startswith("It rained in Redcar. ") for part in parts("It rained in Redcar. " * 12))


def test_no_quotation_is_cut():
    said = "“Yes. It is safe.”"
    text = f"Then came the rain. {said} Then it went. " * 5
    assert sum(part.count(said) for part in parts(text)) == 5


def test_a_quotation_over_paragraphs_is_not_cut():
    said = "“Yes.\n\n“It is safe.\n\n“No.”"
    text = f"Then came the rain.\n\n{said}\n\nThen it went away.\n\n" * 5
    assert sum(part.count(said) for part in parts(text)) == 5


def test_what_is_to_stay_whole_is_not_cut():
    text = "It is so. " * 30
    kept = [Span(start, start + 18) for start in range(10, 250, 50)]
    ends = {s.end for s in cut(text, kept)}
    assert not any(span.start < end < span.end for span in kept for end in ends)


def test_a_quotation_longer_than_a_section_is_cut_between_sentences():
    text = "“" + "It is so. " * 30 + "”"
    assert len(parts(text)) > 4
    assert all(part[0] in "“I" for part in parts(text))


def test_a_word_without_end_is_cut_anywhere():
    assert "".join(parts("a" * 500)) == "a" * 500


def test_without_sentence_ends_words_stay_whole():
    text = "word " * 100
    assert "".join(parts(text)) == text
    assert all(part.startswith("word") for part in parts(text))


def test_dense_text_has_shorter_sections():
    dense = max(map(len, parts("!? " * 200)))
    assert dense < LONGEST / 2
    assert max(map(len, parts("да нет " * 100))) < LONGEST / 2


def test_what_stands_before_a_section_is_read_with_it():
    found = cut("It rained. " * 40)
    assert [s.lead for s in found[:1]] == [0]
    assert all(s.start - LEAD_IN <= s.lead < s.start for s in found[1:])


_prose = st.lists(
    st.sampled_from(
        ["It rained. ", "“Yes,” he said. ", "“No. ", "\n\n", "”", "word ", "x" * 70, "\U0001f600", "!", "да "]
    ),
    max_size=80,
).map("".join)


@given(_prose, st.lists(st.tuples(st.integers(0, 900), st.integers(0, 90)), max_size=4))
def test_sections_tile_any_text(text, stretches):
    whole = [Span(min(a, len(text)), min(a + n, len(text))) for a, n in stretches]
    found = cut(text, whole)
    assert found[0].start == 0
    assert found[-1].end == len(text)
    assert all(a.end == b.start for a, b in pairwise(found))
    assert all(0 <= s.lead <= s.start for s in found)
    if len(found) > 1:
        assert all(0 < len(s) <= LONGEST for s in found)
