import pytest

from quoteattr.evaluation.spans import ScoredText, letters, pairs


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        pytest.param([[0, 4], (7, 9)], ((0, 4), (7, 9)), id="pairs"),
        pytest.param([{"start": 0, "end": 4, "kind": "name"}], ((0, 4),), id="dictionaries"),
        pytest.param([], (), id="none-given"),
        pytest.param(None, (), id="null"),
    ],
)
def test_spans_are_read_in_either_form(spans, expected):
    assert pairs(spans) == expected


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        pytest.param([(0, 6)], {1, 2, 3}, id="marks-and-stops-are-no-letters"),
        pytest.param([(0, 3), (2, 6)], {1, 2, 3}, id="overlapping"),
        pytest.param([(-5, 2), (3, 99)], {1, 3}, id="outside-the-text"),
        pytest.param([(4, 6)], set(), id="no-letter"),
    ],
)
def test_letters_are_counted_and_marks_are_not(spans, expected):
    assert letters("“Yes.”", spans) == expected


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        pytest.param([(0, 6)], ((1, 4),), id="trimmed"),
        pytest.param([(0, 6), (7, 13)], ((1, 10),), id="joined-over-marks-and-space"),
        pytest.param([(7, 13), (0, 6)], ((1, 10),), id="put-in-order"),
        pytest.param([(0, 6), (14, 17)], ((1, 4), (14, 17)), id="apart-over-words"),
        pytest.param([(1, 4), (2, 3)], ((1, 4),), id="nested"),
        pytest.param([(4, 7), (20, 30)], (), id="nothing-left"),
    ],
)
def test_spans_that_only_marks_part_are_one_fragment(spans, expected):
    assert ScoredText("“Yes.” “No.”  she").fragments(spans) == expected


@pytest.mark.parametrize(
    ("text", "content", "kind"),
    [
        pytest.param("“All of it”", "“All of it”", "direct", id="all-inside"),
        pytest.param("none of it", "none of it", "indirect", id="none-inside"),
        pytest.param("a plan called “mad”", "a plan called “mad”", "mixed", id="some-inside"),
        pytest.param("“" + "a" * 97 + "” bcd", "a" * 97 + "” bcd", "direct", id="97-of-100"),
        pytest.param("“" + "a" * 96 + "” bcde", "a" * 96 + "” bcde", "mixed", id="96-of-100"),
        pytest.param("“abc” " + "d" * 97, "abc” " + "d" * 97, "indirect", id="3-of-100"),
        pytest.param("“abcd” " + "e" * 96, "abcd” " + "e" * 96, "mixed", id="4-of-100"),
    ],
)
def test_the_kind_is_told_from_the_marks_around_the_letters(text, content, kind):
    scored = ScoredText(text)
    start = text.index(content)
    assert scored.kind(scored.letters([(start, start + len(content))])) == kind


def test_ignored_stretches_have_no_letters():
    text = ScoredText.of("Headline. Story", [{"start": 0, "end": 9}])
    assert text.letters([(0, 15)]) == set(range(10, 15))
