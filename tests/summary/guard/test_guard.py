from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoteattr.errors import OptionError
from quoteattr.summary.guard import Checker, check, guard
from quoteattr.types import Article, Quotation, QuotationId, Span, Speaker, SpeakerId

from .cases import CASES
from .conftest import PARAGRAPHS, annotated

WRONG = "Edith Quillby said the bridge in Lowmere will stay shut. Buses run as they did."


@pytest.mark.parametrize("name", CASES)
def test_exactly_what_the_article_does_not_bear_out_is_found(article, name):
    text, *wanted = CASES[name]
    found = check(article, text)
    assert [(issue.kind, text[issue.start : issue.end]) for issue in found] == wanted, found


def test_there_are_enough_cases():
    assert len(CASES) >= 60


def test_a_message_says_what_the_article_has(article):
    [issue] = check(article, "“The council has slept for ten years,” said Ada Burns.")
    assert "Bill Hale" in issue.message
    assert "The council has slept" in issue.message


def test_a_summary_that_was_annotated_tells_whose_claim_it_is(article):
    text = "For Burns it is ten years that the council slept."
    name = text.index("Burns")
    burns = Speaker(SpeakerId("s1"), "Burns")
    said = Quotation(QuotationId("q1"), "indirect", (Span(10, 48),), (), (Span(name, name + 5),), burns)
    summary = Article(text, quotations=(said,), speakers=(burns,))
    assert check(article, text) == ()
    assert [issue.kind for issue in check(article, text, summary=summary)] == ["speaker"]


def test_a_claim_of_a_pronoun_is_passed_over(article):
    text = "She said the council has slept for ten years."
    burns = Speaker(SpeakerId("s1"), "Ada Burns")
    said = Quotation(QuotationId("q1"), "indirect", (Span(9, 44),), (), (Span(0, 3),), burns)
    assert check(article, text, summary=Article(text, quotations=(said,), speakers=(burns,))) == ()


def test_the_annotation_of_another_text_is_refused(article):
    with pytest.raises(OptionError, match="another text"):
        check(article, "Hale spoke.", summary=Article("Burns spoke."))


def test_an_unknown_speaker_may_be_anybody(article):
    quotations = tuple(replace(q, speaker=None) for q in article.quotations)
    unknown = Article(article.text, sentences=article.sentences, quotations=quotations)
    assert check(unknown, "Burns said the council “has slept for ten years”.") == ()


def test_an_article_without_sentences_is_split():
    assert check(Article("It rained in Lowmere."), "It rained in Lowmere.") == ()


def test_a_wrong_sentence_is_replaced_by_the_articles_own(article):
    guarded = guard(article, WRONG)
    assert guarded.text == (
        "The bridge in Lowmere will stay shut until March 3, Mayor Ada Burns said on Tuesday. Buses run as they did."
    )
    assert guarded.draft == WRONG
    assert {issue.repair for issue in guarded.issues} == {"replaced"}
    assert [s.text for s in guarded.sentences] == [guarded.text.split(" Buses")[0]]
    assert article.text[guarded.sentences[0].start :].startswith("The bridge")


def test_a_wrong_sentence_is_dropped(article):
    guarded = guard(article, WRONG, repair="drop")
    assert guarded.text == "Buses run as they did."
    assert {issue.repair for issue in guarded.issues} == {"dropped"}
    assert guarded.sentences == ()


def test_nothing_is_repaired_when_nobody_asks(article):
    guarded = guard(article, WRONG, repair="none")
    assert (guarded.text, guarded.draft) == (WRONG, None)
    assert {issue.repair for issue in guarded.issues} == {"none"}


def test_a_clean_summary_stays_as_it_is(article):
    text = "Burns said the bridge  stays shut."
    assert guard(article, text).text == text
    assert guard(article, text).draft is None


def test_a_sentence_with_nothing_in_common_is_dropped(article):
    guarded = guard(article, "Buses run as they did. Zebras of Thornwick won gold.")
    assert guarded.text == "Buses run as they did."
    assert [issue.repair for issue in guarded.issues] == ["dropped"]


@pytest.mark.parametrize("text", ["", "Thornwick.", "“Purple monsters,” said Edith Quillby."])
def test_a_summary_is_never_empty(article, text):
    guarded = guard(article, text, repair="drop")
    assert guarded.text
    assert check(article, guarded.text) == ()


def test_a_sentence_is_put_in_once(article):
    text = "Edith Quillby said the bridge in Lowmere will stay shut. Rupert Quillby said the bridge will stay shut."
    guarded = guard(article, text)
    assert guarded.text.count("The bridge in Lowmere") == 1


def test_marks_balance_when_half_of_a_quotation_is_dropped(article):
    text = "“We cannot open a bridge that may fall down tomorrow. We like purple monsters,” Burns said."
    guarded = guard(article, text, repair="drop")
    assert guarded.text == "“We cannot open a bridge that may fall down tomorrow.”"


def test_another_repair_is_refused(article):
    with pytest.raises(OptionError, match="drop, replace, none"):
        guard(article, "Hale spoke.", repair="mend")


def test_an_article_without_a_sentence_has_no_substitute():
    assert guard(Article(""), "Edith Quillby spoke.").text == ""


_SOME = """
Burns Hale Ada Bill said told the not “ ” " , . : 5 $1.2 million March Tuesday according to no bridge Thornwick’s Mr.
— ( ) two-thirds 3rd U.S. never tests rust ‘ ’ Quillby did who which
"""
_WORDS = st.sampled_from(_SOME.split())


@settings(max_examples=60, deadline=None)
@given(st.lists(_WORDS, max_size=25).map(" ".join))
def test_any_summary_can_be_checked_and_repaired(text):
    article = annotated(PARAGRAPHS[:6])
    checker = Checker(article)
    issues = checker.check(text)
    assert all(0 <= issue.start < issue.end <= len(text) for issue in issues)
    assert issues == checker.check(text)
    guarded = guard(article, text)
    assert guarded.text
    assert all(issue.kind == "speaker" for issue in checker.check(guarded.text)) or not guarded.issues


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 8), min_size=1, max_size=4, unique=True))
def test_the_articles_own_sentences_are_never_doubted(places):
    article = annotated(PARAGRAPHS)
    text = " ".join(article.text[s.start : s.end] for s in (article.sentences[i] for i in sorted(places)))
    assert check(article, text) == ()
