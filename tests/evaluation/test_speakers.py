import pytest

from quoteattr.evaluation.speakers import is_pronoun, name_words, same_role, same_source, same_speaker


@pytest.mark.parametrize(
    ("name", "words"),
    [
        pytest.param("Ada Burns", ["ada", "burns"], id="plain"),
        pytest.param("  Ada\n Burns, ", ["ada", "burns"], id="space-and-comma"),
        pytest.param("Ms. Ada Burns", ["ada", "burns"], id="honorific"),
        pytest.param("the former President Ada Burns", ["ada", "burns"], id="several-honorifics"),
        pytest.param("The", ["the"], id="only-an-honorific"),
        pytest.param("Theresa Lee", ["theresa", "lee"], id="honorific-as-a-beginning"),
        pytest.param("Burns’s", ["burns"], id="possessive"),
        pytest.param("Burns'", ["burns"], id="possessive-of-a-plural"),
        pytest.param("Tom O’Neill", ["tom", "oneill"], id="apostrophe-in-a-name"),
        pytest.param("“Ada”", ["ada"], id="marks"),
        pytest.param("", [], id="empty"),
        pytest.param(None, [], id="null"),
    ],
)
def test_titles_and_punctuation_are_no_words_of_a_name(name, words):
    assert name_words(name) == words


PERSON = {"name": "Ada Jane Burns", "aliases": ["the leader", "AJB"], "kind": "person"}
COUNCIL = {"name": "Milltown Borough Council", "aliases": [], "kind": "organisation"}


@pytest.mark.parametrize(
    ("predicted", "gold", "expected"),
    [
        pytest.param("Ada Jane Burns", PERSON, "full", id="fullest"),
        pytest.param("Dr ADA JANE BURNS", PERSON, "full", id="fullest-with-honorific"),
        pytest.param("Ada Burns", PERSON, "right", id="shorter"),
        pytest.param("Burns", PERSON, "right", id="surname"),
        pytest.param("Councillor Ada Jane Burns", PERSON, "right", id="longer"),
        pytest.param("ajb", PERSON, "right", id="alias"),
        pytest.param("Ada", PERSON, "wrong", id="first-name-is-no-surname"),
        pytest.param("Ada Jane Burns Lee", PERSON, "wrong", id="another-surname"),
        pytest.param("Tom Burns", PERSON, "wrong", id="another-first-name"),
        pytest.param("Milltown", COUNCIL, "right", id="any-word-of-an-organisation"),
        pytest.param("Milltown School", COUNCIL, "wrong", id="a-word-too-many"),
        pytest.param("", PERSON, "wrong", id="empty"),
        pytest.param(None, PERSON, "wrong", id="null"),
        pytest.param("x", {"name": "x"}, "full", id="neither-kind-nor-aliases"),
    ],
)
def test_a_speaker_is_the_same_by_the_words_of_the_name(predicted, gold, expected):
    assert same_speaker(predicted, gold) == expected


@pytest.mark.parametrize(
    ("predicted", "gold", "expected"),
    [
        pytest.param("chief executive", "chief executive", True, id="the-same"),
        pytest.param("the chief executive", "Chief executive", True, id="article-and-case"),
        pytest.param("chief", "chief executive of Milltown", False, id="two-fifths"),
        pytest.param("leader", "council leader of Milltown", False, id="under-half"),
        pytest.param("council leader", "council leader of all Milltown boroughs", True, id="exactly-half"),
        pytest.param("mayor of Milltown", "chief executive of Lowmere", False, id="only-of"),
        pytest.param("", "mayor of Milltown", False, id="empty"),
        pytest.param(None, "mayor of Milltown", False, id="null"),
    ],
)
def test_a_role_is_the_same_when_enough_words_agree(predicted, gold, expected):
    assert same_role(predicted, gold) is expected


@pytest.mark.parametrize(
    ("predicted", "gold", "expected"),
    [
        pytest.param({1, 2}, {1, 2, 3, 4, 5, 6}, True, id="within"),
        pytest.param({1, 2, 3, 4}, {3, 4}, True, id="half-within"),
        pytest.param({1, 2, 3}, {3}, False, id="less-than-half"),
        pytest.param(set(), {3}, False, id="empty"),
    ],
)
def test_a_source_is_the_same_when_enough_letters_agree(predicted, gold, expected):
    assert same_source(frozenset(predicted), frozenset(gold)) is expected


@pytest.mark.parametrize(("source", "expected"), [("She", True), (" they\n", True), ("he who", False), ("", False)])
def test_a_source_that_is_one_pronoun_is_told(source, expected):
    assert is_pronoun(source) is expected
