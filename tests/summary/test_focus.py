import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoteattr.errors import OptionError
from quoteattr.summary.focus import focus, focus_warning
from quoteattr.summary.story import Story
from quoteattr.types import Quotation, QuotationId, Sentence, Speaker, SpeakerId

from ..conftest import spans_of

PARTS = [
    "Costs of bridge double",
    "The iron bridge in Redcar will reopen on Monday after repairs, the borough council said.",
    "“We replaced every bolt,” chief engineer Ada Moor said.",
    "“It will last a century,” she said.",
    "Repairing it cost nine million pounds, twice the sum in the budget.",
    "Café owner Tomás Reed lost a third of his trade.",
    "Read more: Costs of bridges",
]
SALIENCE = (0.1, 0.8, 0.5, 0.3, 0.4, 0.2, 0.0)


def build():
    text = "\n\n".join(PARTS)
    sentences = tuple(Sentence(s.start, s.end, x) for s, x in zip(spans_of(text, *PARTS), SALIENCE, strict=True))
    ada = Speaker(SpeakerId("s1"), "Ada Moor", role="chief engineer", aliases=("Moor",))
    contents = spans_of(text, "“We replaced every bolt,”", "“It will last a century,”")
    quotations = tuple(
        Quotation(QuotationId(f"q{n}"), "direct", (span,), speaker=ada) for n, span in enumerate(contents)
    )
    return Story(text, sentences, np.zeros((len(PARTS), 2)), quotations, (ada,))


STORY = build()

FIRST = {
    "a word": ("budget", 4),
    "another form of a word": ("budgets", 4),
    "capitals do not matter": ("BUDGET", 4),
    "a question": ("How much did the repairs cost?", 4),
    "the rare word counts for more": ("bridge trade", 5),
    "no accent": ("cafe Tomas", 5),
    "a word that the article lacks does not matter": ("budget football", 4),
    "of equals the more salient": ("repairs", 1),
}


@pytest.mark.parametrize(("query", "place"), FIRST.values(), ids=FIRST.keys())
def test_the_sentence_that_speaks_of_it_comes_first(query, place):
    assert int(focus(STORY, query).argmax()) == place


@pytest.mark.parametrize("query", ["Ada Moor", "ada moor", "moor", "What did Moor say?", "Ms. Moor"])
def test_a_speaker_who_is_named_comes_first_with_pronouns_too(query):
    assert set(np.argsort(-focus(STORY, query))[:2].tolist()) == {2, 3}


def test_a_named_speaker_on_a_topic():
    assert int(focus(STORY, "Ada Moor on the century").argmax()) == 3


@pytest.mark.parametrize("query", ["costs of bridge", "costs of bridges"])
def test_headlines_and_links_do_not_come_first(query):
    assert int(focus(STORY, query).argmax()) not in {0, 6}


def test_a_query_that_nothing_matches_leaves_the_scores_and_says_so():
    assert focus(STORY, "football").tolist() == list(SALIENCE)
    assert "focus='football'" in focus_warning(STORY, "football")
    assert focus_warning(STORY, "budget") is None


@pytest.mark.parametrize("query", ["", "  ", "?!", None, 3])
def test_a_query_without_a_word_is_refused(query):
    with pytest.raises(OptionError, match="focus"):
        focus(STORY, query)


def test_an_article_without_sentences():
    empty = Story("", (), np.zeros((0, 2)))
    assert focus(empty, "budget").tolist() == []
    assert focus_warning(empty, "budget")


@settings(max_examples=50, deadline=None)
@given(st.text("abM “’.é\u0301東", min_size=1, max_size=20).filter(lambda q: any(map(str.isalnum, q))))
def test_scores_lie_between_0_and_1(query):
    scores = focus(STORY, query)
    assert scores.shape == (len(PARTS),)
    assert ((scores >= 0) & (scores <= 1)).all()
