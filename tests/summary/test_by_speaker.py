from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoteattr.errors import OptionError
from quoteattr.summary.by_speaker import summary_of
from quoteattr.summary.words import count_words
from quoteattr.types import Article, Mention, Quotation, QuotationId, Sentence, Speaker, SpeakerId, Summary

from ..conftest import build_example, spans_of

ADA = Speaker(SpeakerId("s1"), "Ada Moor", role="chief engineer")
TOM = Speaker(SpeakerId("s2"), "Tom Reed")

PARTS = [
    "Engineer: bridge is safe",
    "The iron bridge in Redcar will reopen on Monday, chief engineer Ada Moor said.",
    "“Every one of the nine hundred bolts has been replaced since March,” she said.",
    "“It is about time, we have lost a third of our trade,” said Tom Reed, but Moor said “The weather held us up.”",
    "Moor thanked the town for its patience.",
    "It was built in 1911.",
    "“Every one of the nine hundred bolts has been replaced since March,” she said.",
]
# Speaker, kind, content and score of the sentence.
SAID = [
    (ADA, "indirect", "bridge is safe", 0.9),
    (ADA, "indirect", "The iron bridge in Redcar will reopen on Monday", 0.8),
    (ADA, "direct", "“Every one of the nine hundred bolts has been replaced since March,”", 0.5),
    (TOM, "direct", "“It is about time, we have lost a third of our trade,”", 0.4),
    (ADA, "direct", "“The weather held us up.”", 0.4),
    (ADA, "indirect", "the town for its patience", 0.1),
    (ADA, "direct", "“Every one of the nine hundred bolts has been replaced since March,”", 0.5),
]


def build(speakers=(ADA, TOM)):
    text = "\n\n".join([*PARTS, "Jo Lee"])
    scores = (0.9, 0.8, 0.5, 0.4, 0.1, 0.6, 0.5)
    spans = spans_of(text, *PARTS)
    sentences = tuple(Sentence(s.start, s.end, score) for s, score in zip(spans, scores, strict=True))
    places = spans_of(text, *(content for _, _, content, _ in SAID))
    named = {
        s.id: replace(s, mentions=tuple(Mention(m.start, m.end) for m in spans_of(text, s.name))) for s in speakers
    }
    quotations = tuple(
        Quotation(QuotationId(f"q{n}"), kind, (place,), speaker=named[speaker.id])
        for n, ((speaker, kind, _, _), place) in enumerate(zip(SAID, places, strict=True))
    )
    return Article(text, sentences=sentences, quotations=quotations, speakers=tuple(named.values()))


@pytest.fixture(scope="module")
def article():
    return build()


def test_the_best_sentences_of_one_speaker_in_article_order(article):
    assert summary_of(article, "Moor", max_sentences=2).text == f"{PARTS[1]} {PARTS[2]}"


def test_a_headline_comes_last(article):
    chosen = [s.start for s in summary_of(article, "Moor", max_sentences=4).sentences]
    assert 0 not in chosen
    assert 0 in [s.start for s in summary_of(article, "Moor", max_sentences=9).sentences]


def test_what_the_article_repeats_is_taken_once(article):
    texts = [s.text for s in summary_of(article, "s1", max_sentences=9).sentences]
    assert len(texts) == len(set(texts)) == 5


def test_a_full_sentence_in_marks_stands_without_the_other_speaker(article):
    (text,) = [s.text for s in summary_of(article, "s1", max_sentences=9).sentences if "weather" in s.text]
    assert text.startswith("“The weather held us up")
    assert "Reed" not in text
    (only,) = summary_of(article, "Reed").sentences
    assert only.text == "“It is about time, we have lost a third of our trade.”"
    (edit,) = only.edits
    assert (article.text[edit.start : edit.end], edit.text, edit.kind) == (",", ".", "marks")


def test_what_leans_on_the_article_is_completed_unless_asked_to_be_faithful(article):
    (_, she) = spans_of(article.text, "since March,”", "she")
    ada = replace(article.speakers[0], mentions=(*article.speakers[0].mentions, Mention(she.start, she.end, "pronoun")))
    said = replace(article.quotations[2], source=(she,), speaker=ada)
    lone = Article(article.text, None, article.sentences, (said,), (ada,))
    (edited,) = summary_of(lone, "s1").sentences
    (faithful,) = summary_of(lone, "s1", faithful=True).sentences
    assert edited.text == PARTS[2].replace("she", "Ada Moor")
    assert (faithful.text, faithful.edits) == (PARTS[2], ())


def test_three_sentences_by_default(article):
    assert len(summary_of(article, "s1").sentences) == 3


@pytest.mark.parametrize(("ratio", "number"), [(0.01, 1), (0.2, 1), (0.21, 2), (0.5, 3), (1, 5), (1.0, 5)])
def test_a_ratio_is_of_the_sentences_that_hold_the_speakers_words(article, ratio, number):
    assert len(summary_of(article, "s1", ratio=ratio).sentences) == number


@pytest.mark.parametrize("n", range(4, 60, 5))
def test_words_are_limited(article, n):
    summary = summary_of(article, "s1", max_words=n)
    assert 0 < count_words(summary.text) <= max(n, 4)


def test_both_limits_hold(article):
    summary = summary_of(article, "s1", max_words=60, max_sentences=1)
    assert len(summary.sentences) == 1


def test_where_no_sentence_is_so_short_it_is_the_shortest(article):
    assert summary_of(article, "s1", max_words=1).text == "Engineer: bridge is safe"


def test_sentences_keep_offsets_and_salience(article):
    first = summary_of(article, "s1", max_sentences=1).sentences[0]
    assert (article.text[first.start : first.end], first.score) == (PARTS[1], 0.8)


def test_a_speaker_without_a_quotation_has_an_empty_summary():
    silent = Speaker(SpeakerId("s9"), "Jo Lee")
    assert summary_of(build((ADA, TOM, silent)), "Jo Lee") == Summary()


@pytest.mark.parametrize("ratio", [0, -1, 1.1, True, "half", float("nan")])
def test_a_ratio_outside_its_values_is_refused(article, ratio):
    with pytest.raises(OptionError, match="ratio"):
        summary_of(article, "s1", ratio=ratio)


@pytest.mark.parametrize("limits", [{"max_sentences": 0}, {"max_words": -1}, {"max_sentences": 2, "ratio": 0.5}])
def test_a_length_outside_its_values_is_refused(article, limits):
    with pytest.raises(OptionError):
        summary_of(article, "s1", **limits)


def test_an_article_without_scores_has_summaries_too():
    example = build_example()
    assert summary_of(example, "Reddy").text == "Councillor Tom Reddy called the plan ‘long overdue’."
    assert summary_of(example, "Quill", max_sentences=1).text


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_speaker_with_words_has_a_summary_within_its_limits(articles, data):
    article = data.draw(articles)
    n = data.draw(st.integers(1, 9))
    for speaker in article.speakers:
        summary = summary_of(article, speaker.id, max_sentences=n)
        assert len(summary.sentences) <= n
        assert list(summary.sentences) == sorted(summary.sentences, key=lambda s: s.start)
