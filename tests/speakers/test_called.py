"""Descriptions that call somebody beyond doubt, or cannot mean somebody: by an age, by a place, by a name."""

import pytest

from tests.speakers.marked import speakers_of

AGES = [
    pytest.param("Ella Marsh, 20, was found. <The 20-year-old> said {no}.", ["Ella Marsh"], id="age behind"),
    pytest.param("Ella Marsh (20) was found. <The 20-year-old> said {no}.", ["Ella Marsh"], id="age in brackets"),
    pytest.param("Ella Marsh, aged 20, left. <The 20-year-old> said {no}.", ["Ella Marsh"], id="aged"),
    pytest.param(
        "They met 34-year-old baker Ella Marsh. <The 34-year-old mother of three> said {no}.",
        ["Ella Marsh"],
        id="age before, with more behind the description",
    ),
    pytest.param(
        "Ella Marsh, 20, met Ann Bell, 21. <The 21-year-old> said {no}. <The 20-year-old> said {yes}.",
        ["Ann Bell", "Ella Marsh"],
        id="two ages",
    ),
    pytest.param("Ella Marsh, 20, met Ann Bell, 20. <The 20-year-old> said {no}.", ["The 20-year-old"], id="same age"),
    pytest.param("Ella Marsh, 20, left. <A 20-year-old> said {no}.", ["A 20-year-old"], id="somebody new"),
    pytest.param("Tom Marsh, 20, left. <The 20-year-old woman> said {no}.", ["The 20-year-old woman"], id="no woman"),
    pytest.param("Ella Marsh, 20, left. <The 34-year-old> said {no}.", ["The 34-year-old"], id="another age"),
]

FORCES = [
    pytest.param("<Lowmere police> said {no}. <Police> said {yes}.", ["Lowmere police"] * 2, id="place before"),
    pytest.param("<Police> said {no}. <Lowmere police> said {yes}.", ["Lowmere police"] * 2, id="place later"),
    pytest.param(
        "The Lowmere Police Department met. <The police> said {no}.", ["Lowmere Police Department"], id="department"
    ),
    pytest.param(
        "<Lowmere police> said {no}. <Leeds police> said {yes}. <Police> said {no}.",
        ["Lowmere police", "Leeds police", "Police"],
        id="two forces",
    ),
    pytest.param(
        "<Lowmere police> said {no}. Police in Leeds left. <Police> said {no}.",
        ["Lowmere police", "Police"],
        id="police in another town",
    ),
    pytest.param(
        "<Lowmere Police Officer Ada Burns> said {no}. <Police> said {yes}.", ["Ada Burns", "Police"], id="of"
    ),
]

OTHERS = [
    pytest.param(
        "<A Harbour Gas spokesman> said {no}. <A Tideline spokesman> said {yes}.",
        ["A Harbour Gas spokesman", "A Tideline spokesman"],
        id="two firms",
    ),
    pytest.param(
        "Then <a Western diplomat> said {no}. Later <a senior Kenyan diplomat> said {yes}.",
        ["a Western diplomat", "a senior Kenyan diplomat"],
        id="two countries",
    ),
    pytest.param(
        "Then <a Kenyan diplomat> said {no}. Later <the diplomat> said {yes}.", ["a Kenyan diplomat"] * 2, id="plain"
    ),
]


@pytest.mark.parametrize(("marked", "names"), AGES)
def test_an_age_calls_who_is_so_old(marked, names):
    assert speakers_of(marked) == names


@pytest.mark.parametrize(("marked", "names"), FORCES)
def test_police_are_those_of_the_one_place_that_is_named(marked, names):
    assert speakers_of(marked) == names


@pytest.mark.parametrize(("marked", "names"), OTHERS)
def test_a_description_with_another_name_is_of_somebody_else(marked, names):
    assert speakers_of(marked) == names
