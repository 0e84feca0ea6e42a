import pytest

from quoteattr.errors import InputTypeError, OptionError
from quoteattr.summary.lookup import find_speaker, name_words
from quoteattr.types import Article, Speaker, SpeakerId

PEOPLE = (
    Speaker(SpeakerId("s1"), "Ada Burns", role="chief executive of Marlow Council", aliases=("Burns", "Ms. Burns")),
    Speaker(SpeakerId("s2"), "Zoë O’Hara", role="mayor"),
    Speaker(SpeakerId("s3"), "Marlow Bridge and Harbour Trust", "organisation", aliases=("the trust",)),
    Speaker(SpeakerId("s4"), "Peter Lowe", role="councillor"),
    Speaker(SpeakerId("s5"), "Susan Lowe", role="shopkeeper"),
    Speaker(SpeakerId("s6"), "a spokesman for the union", "other"),
    Speaker(SpeakerId("s7"), "Lowe Brothers", "organisation"),
)
ARTICLE = Article("", speakers=PEOPLE)

FOUND = {
    "id": ("s4", "s4"),
    "whole name": ("Ada Burns", "s1"),
    "capitals do not matter": ("ada BURNS", "s1"),
    "spaces do not matter": ("  Ada   Burns ", "s1"),
    "last name": ("burns", "s1"),
    "first name": ("Ada", "s1"),
    "honorific": ("Ms Burns", "s1"),
    "honorific with a full stop": ("Dr. Burns", "s1"),
    "name with role": ("Ada Burns, chief executive of Marlow Council", "s1"),
    "title before the last name": ("Mayor O'Hara", "s2"),
    "another title before a shared last name": ("Councillor Peter Lowe", "s4"),
    "no accent": ("zoe o'hara", "s2"),
    "possessive": ("Zoë O’Hara’s", "s2"),
    "alias": ("The Trust", "s3"),
    "acronym of all capitals": ("MBHT", "s3"),
    "acronym with full stops": ("M.B.H.T.", "s3"),
    "part of an organisation’s name": ("Bridge Trust", "s3"),
    "role alone": ("the mayor", "s2"),
    "description": ("spokesman for the union", "s6"),
    "organisation by its whole name": ("Lowe Brothers", "s7"),
}


@pytest.mark.parametrize(("wanted", "expected"), FOUND.values(), ids=FOUND.keys())
def test_a_speaker_is_found_as_people_type_names(wanted, expected):
    assert find_speaker(ARTICLE, wanted).id == expected


def test_a_speaker_of_the_article_finds_itself():
    assert find_speaker(ARTICLE, ARTICLE.speakers[2]) is ARTICLE.speakers[2]
    assert find_speaker(ARTICLE, PEOPLE[2]) is ARTICLE.speakers[2]


def test_an_ambiguous_name_lists_who_is_called_so():
    with pytest.raises(OptionError, match=r"s4 \(Peter Lowe, councillor\), s5 \(Susan Lowe, shopkeeper\); pass an id"):
        find_speaker(ARTICLE, "Lowe")


def test_an_unknown_name_lists_the_accepted_ones():
    with pytest.raises(OptionError, match=r"nobody in this article is called so.*Ada Burns, Zoë O’Hara"):
        find_speaker(ARTICLE, "Karl Marsh")


def test_a_misspelt_name_gets_a_hint():
    with pytest.raises(OptionError, match="did you mean 'Ada Burns'"):
        find_speaker(ARTICLE, "Ada Burnes")


@pytest.mark.parametrize("wanted", ["", "  ", "…"])
def test_no_name_finds_nobody(wanted):
    with pytest.raises(OptionError):
        find_speaker(ARTICLE, wanted)


def test_an_article_without_speakers_says_so():
    with pytest.raises(OptionError, match="has no speakers"):
        find_speaker(Article("It rained."), "Burns")


def test_a_speaker_of_another_article_is_refused():
    with pytest.raises(OptionError, match="nobody in this article"):
        find_speaker(ARTICLE, Speaker(SpeakerId("s1"), "Karl Marsh"))


def test_what_is_no_name_is_refused():
    with pytest.raises(InputTypeError, match="found int"):
        find_speaker(ARTICLE, 3)


def test_two_speakers_of_one_name_are_told_apart_by_id():
    twins = Article("", speakers=(Speaker(SpeakerId("a"), "Jo Lee"), Speaker(SpeakerId("b"), "Jo Lee")))
    assert find_speaker(twins, "b").id == "b"
    with pytest.raises(OptionError, match=r"a \(Jo Lee\), b \(Jo Lee\)"):
        find_speaker(twins, "Jo Lee")


def test_words_of_a_name_are_folded():
    assert name_words("The Dr.") == ("dr",)
    assert name_words("J. R. Smith-Jones") == ("j", "r", "smith-jones")
