import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoteattr.evaluation.marks import quoted_mask


def inside(text):
    """Return the letters inside quotation marks, stretches apart."""
    masked = (
        c if marked and c.isalnum() else "-" if c.isalnum() else ""
        for c, marked in zip(text, quoted_mask(text), strict=True)
    )
    return [part for part in "".join(masked).split("-") if part]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("He said “no way” twice", ["noway"], id="curly"),
        pytest.param('He said "no way" twice', ["noway"], id="straight"),
        pytest.param("He said ``no way'' twice", ["noway"], id="typewriter"),
        pytest.param("He said «no way» twice", ["noway"], id="guillemets"),
        pytest.param("He said „no way” twice", ["noway"], id="low-opening"),
        pytest.param("He said ‘no way’ twice", ["noway"], id="single-curly"),
        pytest.param("He said 'no way' twice", ["noway"], id="single-straight"),
        pytest.param("It's the dogs' day and the cats' night", [], id="apostrophes"),
        pytest.param("He said 'it's no use' twice", ["itsnouse"], id="apostrophe-inside-single"),
        pytest.param("‘a’ b", [], id="one-character-between-single-marks"),
        pytest.param("‘ab’ c", ["ab"], id="two-characters-between-single-marks"),
        pytest.param("‘no\nway’ here", [], id="single-marks-over-two-lines"),
        pytest.param("‘one ‘two’ x", ["two"], id="opening-within-single"),
        pytest.param("‘" + "a" * 400 + "’ z", ["a" * 400], id="longest-single"),
        pytest.param("‘" + "a" * 401 + "’ z", [], id="too-long-single"),
        pytest.param("“no way\nhome", ["noway"], id="unclosed-runs-to-the-end-of-its-paragraph"),
        pytest.param("“one “two” x", ["onetwo"], id="opening-within-an-open-quotation-continues-it"),
        pytest.param("no” way", [], id="closing-alone"),
        pytest.param('5" and 6 " x', [], id="straight-before-a-space-does-not-open"),
        pytest.param('say "one "two" x', ["onetwo"], id="straight-opening-shape-within-an-open-quotation"),
        pytest.param('("one") two', ["one"], id="straight-after-a-bracket"),
        pytest.param('"one"—"two" x', ["one", "two"], id="straight-around-a-dash"),
        pytest.param("", [], id="empty"),
        pytest.param("“", [], id="one-mark"),
    ],
)
def test_letters_inside_marks(text, expected):
    # A dash keeps stretches apart only where letters stand between them, so two adjoining ones read as one.
    assert "".join(inside(text)) == "".join(expected)


@settings(deadline=None)
@given(st.text())
def test_every_text_has_a_mask_of_its_length(text):
    mask = quoted_mask(text)
    assert len(mask) == len(text)
    assert set(mask) <= {0, 1}


@pytest.mark.parametrize("mark", ["“", "”", '"', "'", "‘", "’", "‘a", "'a ", "a' ", "''", "\n‘a"])
def test_a_hundred_thousand_marks_are_quick(mark):
    text = mark * 100_000
    assert len(quoted_mask(text)) == len(text)
