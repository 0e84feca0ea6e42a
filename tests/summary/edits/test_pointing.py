import pytest

from quoteattr.summary.edits.pointing import leans


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param("REDCAR, Teesside ― It worked against Tom Hale.", True, id="behind a dateline"),
        pytest.param("Hopefully, it will be the last time.", True, id="behind an adverb"),
        pytest.param("REDCAR — The council met on Monday.", False, id="a dateline alone"),
        pytest.param(
            "The film, which opens in May, won a prize.", True, id="a clause behind a comma does not say which"
        ),
        pytest.param("The film that opens in May won a prize.", False, id="a clause without one does"),
        pytest.param("Ada Burns saw the tweet and left.", True, id="a known thing within the sentence"),
        pytest.param("Ada Burns wrote a tweet, and the tweet was deleted.", False, id="a thing told before"),
        pytest.param("The auditors said the two raised five million pounds.", True, id="two of nobody knows whom"),
        pytest.param("The auditors said the two bridges were safe.", False, id="two of something"),
        pytest.param("All the engineers I asked agreed.", True, id="the writer"),
        pytest.param("Your council will have told the owners.", True, id="the reader"),
        pytest.param("“I asked your engineers,” said Ada Burns.", False, id="first persons between marks"),
    ],
)
def test_what_needs_something_said_before(sentence, expected):
    assert leans(sentence) is expected


def test_words_of_the_summary_before_are_told():
    assert not leans("Ada Burns saw the tweet and left.", {"tweet"})


def test_behind_the_sentence_that_it_follows_only_persons_lean():
    assert not leans("They left.", follows=True)
    assert leans("They told me.", follows=True)


@pytest.mark.parametrize(("goes_on", "expected"), [(True, False), (False, True)])
def test_a_colon_needs_what_comes_behind_it(goes_on, expected):
    assert leans("Tom Hale named three bridges:", goes_on=goes_on) is expected
