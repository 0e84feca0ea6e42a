import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoteattr.evaluation.sources import SOURCE_TYPES, source_type


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        pytest.param("… said Ada Burns.", "Ada Burns", "name", id="name"),
        pytest.param(
            "… said Ada Burns, chief executive of Milltown.",
            "Ada Burns, chief executive of Milltown",
            "name",
            id="apposition",
        ),
        pytest.param(
            "… said council leader Tom Reddy.", "council leader Tom Reddy", "name", id="title-before-the-name"
        ),
        pytest.param(
            "… said Reddy of the Ferry Users’ Group.",
            "Reddy of the Ferry Users’ Group",
            "name",
            id="preposition-after-the-name",
        ),
        pytest.param("… in Burns’s view.", "Burns’s", "name", id="possessive"),
        pytest.param("… as The Lowmere Post reported.", "The Lowmere Post", "name", id="name-with-an-article"),
        pytest.param("… said the mayor.", "the mayor", "nominal", id="nominal"),
        pytest.param("The mayor said …", "The mayor", "nominal", id="nominal-at-the-start"),
        pytest.param(
            "… said a spokesman for Milltown Council.",
            "a spokesman for Milltown Council",
            "nominal",
            id="name-only-after-a-preposition",
        ),
        pytest.param("… said the Milltown mayor.", "the Milltown mayor", "nominal", id="name-before-the-head"),
        pytest.param("Officials left. Two officials came back.", "Officials", "nominal", id="lower-case-elsewhere"),
        pytest.param("Reddy left. He came back.", "Reddy", "name", id="nowhere-in-lower-case"),
        pytest.param("A frank talk, said Frank.", "Frank", "name", id="capitalised-within-a-sentence"),
        pytest.param("… she said.", "she", "pronoun", id="pronoun"),
        pytest.param("They said …", "They", "pronoun", id="pronoun-at-the-start"),
        pytest.param("… — said.", "—", "implicit", id="no-letters"),
    ],
)
def test_the_type_of_a_source_is_told_from_its_head(text, source, expected):
    start = text.index(source)
    assert source_type(text, ((start, start + len(source)),)) == expected


def test_no_source_is_implicit():
    assert source_type("“Yes.”", ()) == "implicit"


@settings(deadline=None)
@given(st.data(), st.text())
def test_any_source_has_a_type(data, text):
    edge = st.integers(0, len(text))
    spans = data.draw(st.lists(st.tuples(edge, edge).map(sorted).map(tuple), max_size=3))
    assert source_type(text, tuple(spans)) in SOURCE_TYPES


@pytest.mark.parametrize(
    "text",
    ["a" * 200_000, "A " * 100_000, "a." * 100_000, "A’" * 100_000, ", " * 100_000 + "A", " " * 200_000 + "A"],
)
def test_a_long_source_is_quick(text):
    assert source_type(text, ((0, len(text)),)) in SOURCE_TYPES
