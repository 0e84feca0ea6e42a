"""Recording: what is asked, and what is answered while the article is read on."""

import pytest

from quoteattr.speakers.resolve import prepare
from quoteattr.text.sentences import split_sentences
from quoteattr.training.questions import NONE, ask, stored

TEXT = "Ada Burns met Tom Hale. He was late. Eve Quill came. She left, and she wept."


def record(gold=lambda _: None, teacher=None):
    return ask(prepare(TEXT, split_sentences(TEXT), ()), (), gold, teacher)


def name_of(option):
    mention = option[0][0]
    return TEXT[slice(*mention)]


def test_nothing_is_kept_that_nobody_answers():
    assert record() == []


def test_reading_goes_on_from_the_right_answer():
    """A wrong answer before would be another history: "she" has been mentioned by what she was told to mean."""

    def gold(question):
        names = [TEXT[o.candidate.occurrences[0].start :][:3] for o in question.options]
        return frozenset({names.index("Eve")}) if question.anaphor.pronoun == "she" else None

    first, second = record(gold)
    assert (name_of(first.options[min(first.right)]), len(first.options[min(first.right)][0])) == ("Eve Quill", 1)
    eve = next(option for option in second.options if name_of(option) == "Eve Quill")
    assert [TEXT[slice(*mention)] for mention in eve[0]] == ["Eve Quill", "She"]


def test_a_teacher_answers_where_the_annotation_does_not():
    asked = record(teacher=lambda question: [0.0] * len(question.options) + [1.0])
    assert [one.kind for one in asked] == ["personal"] * 3
    assert all(one.right == frozenset() and one.soft[-1] == 1.0 for one in asked)
    # Told "none of them" each time, the pronouns are mentions of nobody.
    assert all(len(option[0]) == 1 for one in asked for option in one.options)


def test_the_annotation_has_the_last_word():
    asked = record(lambda _: frozenset({NONE}), lambda question: [1.0] + [0.0] * len(question.options))
    assert {one.right for one in asked} == {frozenset({NONE})}
    assert all(one.soft[0] == 1.0 for one in asked)


@pytest.mark.parametrize("right", [None, frozenset({NONE})], ids=["alone", "beside the annotation"])
def test_an_answer_to_another_question_is_dropped(right):
    asked = record(lambda _: right, lambda question: [1.0] * (len(question.options) + 5))
    assert [one.soft for one in asked] == ([] if right is None else [None] * 3)


def test_stored_answers_are_found_by_offsets():
    start = TEXT.index("He")
    [question, *_] = record(teacher=lambda question: [1.0] * (len(question.options) + 1))
    answer = (0.5, *(0.0 for _ in question.options[1:]), 0.5)
    asked = record(teacher=stored({f"{start}-{start + 2}": answer}))
    assert [(one.start, one.soft) for one in asked] == [(start, answer)]
