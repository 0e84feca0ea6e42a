import pytest

from quoteattr.errors import SchemaError
from quoteattr.evaluation.resolution import count_resolution, match_speakers, resolution_report, score_resolution
from quoteattr.evaluation.sources import SOURCE_GROUPS, pronoun_group, source_group

# Eight short sentences; each quotation is the word "no" or "yes" with what stands before it.
TEXT = (
    "Mayor Ada Burns said one. She said two. Tom Hale said three. He said four. They said five. "
    "The inspector said six. Milltown Council said seven. There was eight."
)
PEOPLE = [
    {"id": "ada", "name": "Ada Burns", "kind": "person", "role": "Mayor", "aliases": []},
    {"id": "tom", "name": "Tom Hale", "kind": "person", "role": None, "aliases": ["Hale"]},
    {"id": "council", "name": "Milltown Council", "kind": "organisation", "role": None, "aliases": []},
    {"id": "inspector", "name": "The inspector", "kind": "person", "role": "inspector", "aliases": []},
]


def span(words):
    return [TEXT.index(words), TEXT.index(words) + len(words)]


def said(content, source, speaker):
    return {"content": [span(content)], "source": [span(source)] if source else [], "speaker": speaker}


GOLD = {
    "id": "a",
    "text": TEXT,
    "quotations": [
        said("one", "Mayor Ada Burns", "ada"),
        said("two", "She", "ada"),
        said("three", "Tom Hale", "tom"),
        said("four", "He", "tom"),
        said("five", "They", "council"),
        said("six", "The inspector", "inspector"),
        said("seven", "Milltown Council", None),
        said("eight", None, "author"),
    ],
    "speakers": PEOPLE,
}


def found(speakers, people=PEOPLE):
    """Return the gold quotations with other speakers, in their order."""
    pairs = zip(GOLD["quotations"], speakers, strict=True)
    return {"quotations": [quotation | {"speaker": speaker} for quotation, speaker in pairs], "speakers": people}


RIGHT = ["ada", "ada", "tom", "tom", "council", "inspector", None, None]


def report(predicted):
    return score_resolution({"a": GOLD}, {"a": predicted})


def test_gold_quotations_with_gold_speakers_are_all_right():
    numbers = report(found(RIGHT))
    assert [numbers[name] for name in ("speaker", "full_name", "pronoun", "role", "no_role")] == [100.0] * 5
    assert [numbers[name] for name in ("n", "n_pronoun", "n_role", "n_no_role")] == [7, 3, 2, 2]


@pytest.mark.parametrize(
    ("speakers", "part", "group", "expected"),
    [
        pytest.param(["tom", *RIGHT[1:]], "sources", "name", (2, 50.0, 50.0), id="name"),
        pytest.param(["ada", "tom", *RIGHT[2:]], "sources", "she", (1, 0.0, 0.0), id="she"),
        pytest.param([*RIGHT[:3], None, *RIGHT[4:]], "sources", "he", (1, 0.0, 0.0), id="he"),
        pytest.param(RIGHT, "sources", "nominal", (1, 100.0, 100.0), id="nominal"),
        pytest.param([*RIGHT[:7], "ada"], "sources", "implicit", (1, 0.0, 0.0), id="none"),
        pytest.param([*RIGHT[:7], "ada"], "kinds", "indirect", (7, 85.7, 85.7), id="kind"),
        pytest.param([*RIGHT[:7], "ada"], "speakers", "author", (1, 0.0, 0.0), id="author"),
        pytest.param(RIGHT, "speakers", "organisation", (1, 100.0, 100.0), id="organisation"),
    ],
)
def test_accuracy_by_group(speakers, part, group, expected):
    numbers = report(found(speakers))[part][group]
    assert (numbers["n"], numbers["speaker"], numbers["full_name"]) == expected


def test_roles_by_what_the_speaker_is():
    people = [PEOPLE[0] | {"role": None}, *PEOPLE[1:]]
    numbers = report(found(RIGHT, people))["speakers"]
    assert (numbers["person"]["n_role"], numbers["person"]["role"]) == (2, 50.0)
    assert (numbers["organisation"]["n_role"], numbers["organisation"]["role"]) == (0, None)


@pytest.mark.parametrize(
    ("name", "role", "expected"),
    [
        pytest.param("Ada Burns", "mayor", (100.0, 100.0), id="right"),
        pytest.param("Burns", "mayor", (71.4, 100.0), id="a-shorter-name"),
        pytest.param("Ada Burns", None, (100.0, 50.0), id="no-role"),
        pytest.param("Ada Burns", "governor", (100.0, 50.0), id="another-role"),
    ],
)
def test_names_and_roles(name, role, expected):
    people = [PEOPLE[0] | {"name": name, "role": role}, *PEOPLE[1:]]
    numbers = report(found(RIGHT, people))
    assert numbers["speaker"] == 100.0
    assert (numbers["full_name"], numbers["role"]) == expected


def test_a_role_that_is_not_stated_is_counted_apart():
    people = [PEOPLE[0], PEOPLE[1] | {"role": "plumber"}, *PEOPLE[2:]]
    numbers = report(found(RIGHT, people))
    assert (numbers["role"], numbers["no_role"], numbers["n_no_role"]) == (100.0, 50.0, 2)


def test_pronouns_are_compared_side_by_side():
    numbers = report(found([*RIGHT[:3], "ada", *RIGHT[4:]]))["fairness"]
    assert numbers == {"he": 0.0, "she": 100.0, "they": 100.0, "n_he": 1, "n_she": 1, "n_they": 1, "gap": -100.0}


def test_nothing_asked_is_no_number():
    numbers = resolution_report([])
    assert numbers["speaker"] is None
    assert numbers["fairness"]["gap"] is None
    assert list(numbers["sources"]) == list(SOURCE_GROUPS)


def test_quotations_that_were_not_found_are_not_asked():
    predicted = found(RIGHT)
    del predicted["quotations"][1:]
    assert report(predicted)["n"] == 1
    assert report(None)["n"] == 0


def test_a_match_tells_what_was_compared():
    one = match_speakers(GOLD, found([None, *RIGHT[1:]]))[0]
    assert (one.naming, one.right, one.source, one.speaker_kind, one.found) == ("wrong", False, "name", "person", None)
    assert one.speaker == PEOPLE[0]


def test_a_kind_that_is_not_known_counts_as_other():
    speakers = [person | {"kind": "robot"} for person in PEOPLE]
    assert {one.speaker_kind for one in match_speakers(GOLD | {"speakers": speakers}, found(RIGHT))} == {
        "other",
        "author",
    }


def test_a_gold_speaker_must_be_listed():
    with pytest.raises(SchemaError, match="'ada' of a quotation is not among"):
        count_resolution(GOLD | {"speakers": []}, found(RIGHT))


@pytest.mark.parametrize(
    ("word", "group"),
    [
        pytest.param("Him", "he", id="him"),
        pytest.param(" hers ", "she", id="hers"),
        pytest.param("their", "they", id="their"),
        pytest.param("whom", "who", id="whom"),
        pytest.param("that", "which", id="that"),
        pytest.param("I", "I", id="i"),
        pytest.param("Our", "we", id="our"),
        pytest.param("one", None, id="another-word"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_pronouns_are_grouped_by_whom_they_stand_for(word, group):
    assert pronoun_group(word) == group


def test_source_group_is_the_type_but_for_pronouns():
    assert source_group(TEXT, (tuple(span("She")),)) == "she"
    assert source_group(TEXT, (tuple(span("The inspector")),)) == "nominal"
    assert source_group(TEXT, ()) == "implicit"
