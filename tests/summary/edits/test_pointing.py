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
        pytest.param("In Redcar the officers shot the suspect.", True, id="somebody within the sentence"),
        pytest.param("The decision came three days later.", True, id="a decision of nobody knows what"),
        pytest.param("The dispute over the bridge goes on.", False, id="a dispute over something"),
        pytest.param("The council passed the bill, called the Bridges Act.", False, id="a bill with its name"),
        pytest.param("The auditors praised the plan she made.", False, id="a clause without a word that opens it"),
        pytest.param("The auditors missed the ten-year number.", True, id="behind a word with a hyphen"),
        pytest.param("Auditors reported a loss, and the report is late.", False, id="a report of whom it is said"),
        pytest.param("Ford Bridges lost money, and the company closed.", False, id="a company that is named before"),
        pytest.param("Soon the company closed.", True, id="a company that is not"),
        pytest.param("Hale was unable to shake that image.", True, id="that image"),
        pytest.param("Auditors said that plan and bridge were late.", False, id="that opens a clause"),
        pytest.param("In short, all agreed that it was late.", True, id="all of nobody knows whom"),
        pytest.param("All the engineers agreed.", False, id="all of somebody"),
        pytest.param("Tom Hale responded by closing the bridge.", True, id="an answer to nothing"),
        pytest.param("Tom Hale agreed with the auditors.", False, id="an agreement with somebody"),
        pytest.param("The council printed Ada Burns's remarks.", True, id="remarks of somebody"),
        pytest.param("The council read Ada Burns's remarks about cider.", False, id="remarks about something"),
        pytest.param("The auditors have said the same thing.", True, id="the same as what"),
        pytest.param("The auditors have said the same thing as Hale.", False, id="the same as somebody"),
        pytest.param("The former mayor of Redcar closed the bridge.", True, id="who was mayor, without a name"),
        pytest.param("The former mayor of Redcar, Ada Burns, left.", False, id="who was mayor, with a name"),
        pytest.param("If it works in Redcar, it works in Leeds.", True, id="behind a conjunction"),
        pytest.param("As it stands, the bridge is closed.", False, id="it of nothing behind a conjunction"),
        pytest.param("Tom Hale was taken to the Level I ward.", True, id="I before a small letter"),
        pytest.param("Tom Hale was taken to a Level I Trauma Centre.", False, id="a Roman number in a name"),
        pytest.param("Parents of Reclaim Our Schools marched.", False, id="a name with a word of persons"),
        pytest.param("Redcar bridge is the pride of our country.", False, id="what is everybody's"),
        pytest.param("Redcar bridge is the pride of our council.", True, id="what is the writer's"),
        pytest.param("Voters like the Teesside senator.", True, id="an office without a name"),
        pytest.param("Voters like the Teesside senator Ada Burns.", False, id="an office with a name"),
        pytest.param("Ada Burns had eleven words for it: .", False, id="a colon, and goes on"),
        pytest.param("Ada Burns will build, and —.", False, id="broken off, and goes on"),
        pytest.param("All the engineers I asked agreed.", True, id="the writer"),
        pytest.param("The levy applies to old bridges.", True, id="a bare noun before its verb"),
        pytest.param("The levy on bridges applies to all.", False, id="a noun with what says which"),
        pytest.param("The council met on Monday.", False, id="a body that a place has one of"),
        pytest.param("The problem is that bridges rust.", False, id="a noun that announces what comes"),
        pytest.param("Ada Burns hired Jo Lee for this daunting second act.", True, id="this, of what was not told of"),
        pytest.param("Ada Burns will build a bridge this spring.", False, id="this spring"),
        pytest.param("Ada Burns said this was late.", False, id="this before a verb"),
        pytest.param("Ada Burns built bridges, and these old bridges rust.", False, id="these, told of before"),
        pytest.param("Ada Burns is ready to sign such a measure.", True, id="such a measure"),
        pytest.param("Ada Burns dislikes such cold weather.", False, id="such as a word for very"),
        pytest.param("Actually, the two people are one.", True, id="two people of nobody knows whom"),
        pytest.param("Police seek the two people who fled.", False, id="two people of whom it is said"),
        pytest.param("What that means is that bridges rust.", True, id="what that means"),
        pytest.param("Then came a storm.", True, id="then"),
        pytest.param("Take a look at ten bridges.", True, id="the reader is to look"),
        pytest.param("For Ada Burns the appearance was a triumph.", True, id="an appearance of nobody knows where"),
        pytest.param("Ada Burns gave it the impetus to offer work.", False, id="a verb that looks like a noun"),
        pytest.param("“I hope this development ends,” said Ada Burns.", True, id="this within a quotation"),
        pytest.param("In May, the levy applies to old bridges.", True, id="a bare noun behind what opens a sentence"),
        pytest.param("In May, the leading engineers of Redcar met.", False, id="an adjective before its noun"),
        pytest.param("After the levy came, the levy applies.", False, id="a bare noun told of within the sentence"),
        pytest.param("BURNS: It is safe.", True, id="a line of a transcript"),
        pytest.param("QThere is no bridge.", True, id="a question with its label"),
        pytest.param("Qatar built bridges.", False, id="a name in Q"),
        pytest.param("Many of them are safe.", True, id="many of nobody knows whom"),
        pytest.param("Many of the bridges are safe.", False, id="many of something"),
        pytest.param("Ada Burns joked that Redcar was her answer.", True, id="what answers nothing"),
        pytest.param("Ada Burns said bridges were the answer to floods.", False, id="the answer to something"),
        pytest.param("Two families live in this Teesside suburb.", True, id="this, before a name and a noun"),
        pytest.param("Two families left this Sunday night.", False, id="this Sunday night"),
        pytest.param("A week later, bridges fell.", True, id="later than what"),
        pytest.param("A week of rain came.", False, id="a week of something"),
        pytest.param("Your council will have told the owners.", True, id="the reader"),
        pytest.param("The low-cost airline bought ten ships.", True, id="a company by what it does"),
        pytest.param("The airline of Redcar bought ten ships.", False, id="a company of a place"),
        pytest.param("The airline Burns Air bought ten ships.", False, id="a company with its name"),
        pytest.param("An airline bought ten ships.", False, id="a company as of something new"),
        pytest.param("The 28-minute message, which is late, came by post.", True, id="a message that was told of"),
        pytest.param("The photo is of Ada Burns.", True, id="a photo"),
        pytest.param("As star of the show, the singer Ada Burns wrote songs.", True, id="a show within the sentence"),
        pytest.param("Ada Burns stole the show in Redcar.", False, id="a show in a phrase"),
        pytest.param("Engineers who climb do fit the bill.", False, id="a bill in a phrase"),
        pytest.param("The Russian was one of five who were fined.", True, id="somebody called by a country"),
        pytest.param("The Brazilian, 20, scored.", True, id="somebody called by a country, with an age"),
        pytest.param("The Russian army left Redcar.", False, id="something of a country"),
        pytest.param("The Guardian reported that it rained.", False, id="a name like that of a people"),
        pytest.param("Saying so belittles the engineers.", True, id="saying so"),
        pytest.param("The point is that saying so belittles engineers.", True, id="saying so, behind that"),
        pytest.param("Tom Hale and Ada Burns do it most openly.", True, id="do it"),
        pytest.param("In Redcar, Tom Hale seems to be doing the same.", True, id="doing the same"),
        pytest.param("Tom Hale swims and Ada Burns does the same.", False, id="the same of what the sentence tells"),
        pytest.param("Tom Hale swims because Ada Burns did it first.", False, id="did it of what the sentence tells"),
        pytest.param("How did it happen?", False, id="did it as a question"),
        pytest.param("Tom Hale does so much for Redcar.", False, id="so of a measure"),
        pytest.param("In Redcar the day before, Ada Burns swam.", True, id="the day before what"),
        pytest.param("Ada Burns swam the day before the vote.", False, id="the day before something"),
        pytest.param("The next day Ada Burns swam.", True, id="the day after what"),
        pytest.param("The broad direction of their plans is clear.", True, id="plans of nobody knows whom"),
        pytest.param("Much of its money came from bridges.", True, id="money of nobody knows what"),
        pytest.param("The direction of the plans is clear.", False, id="plans as such"),
        pytest.param("Tom Hale read the address, and the speech was long.", False, id="a speech by another word"),
        pytest.param("Redcar has a record of those piers, with photos.", True, id="those piers"),
        pytest.param("Redcar has a record of those who came, with photos.", False, id="those who"),
        pytest.param("Ada Burns saw shows, and those shows were long.", False, id="those shows, told of before"),
        pytest.param("Redcar was wet, cold and late on all of those days.", False, id="those, late in a sentence"),
        pytest.param("Among them: a bridge of iron.", True, id="among whom"),
        pytest.param("Among the ships was a tug of iron.", False, id="among something"),
        pytest.param("It's meant to be, because Redcar is late.", True, id="it of something behind which to stands"),
        pytest.param("It was hard to see why Redcar was late.", False, id="it of nothing before to"),
        pytest.param("Two days before, Ada Burns swam.", True, id="two days before what"),
        pytest.param("Two days before the vote, Ada Burns swam.", False, id="two days before something"),
        pytest.param("“I asked your engineers,” said Ada Burns.", False, id="first persons between marks"),
    ],
)
def test_what_needs_something_said_before(sentence, expected):
    assert leans(sentence) is expected


def test_words_of_the_summary_before_are_told():
    assert not leans("Ada Burns saw the tweet and left.", {"tweet"})


def test_what_this_points_to_may_be_told_before():
    assert not leans("Ada Burns is ready to sign such a measure.", {"measures"})
    assert not leans("The levy applies to old bridges.", {"levy"})


def test_a_thing_may_be_told_by_another_word_for_it():
    assert leans("The footage shows a bridge.", {"bridge"})
    assert not leans("The footage shows a bridge.", {"video"})


def test_behind_the_sentence_that_it_follows_only_persons_lean():
    assert not leans("They left.", follows=True)
    assert leans("They told me.", follows=True)


def test_a_role_is_told_by_another_word_for_it():
    assert not leans("The Liberal senator left.", {"sen"})
    assert leans("The Liberal senator left.", {"mayor"})


def test_a_sentence_broken_off_needs_what_comes_behind_it():
    assert leans("The mayor will build bridges, and —.", goes_on=False)


@pytest.mark.parametrize(("goes_on", "expected"), [(True, False), (False, True)])
def test_a_colon_needs_what_comes_behind_it(goes_on, expected):
    assert leans("Tom Hale named three bridges:", goes_on=goes_on) is expected
