"""The summary of a text that is read by sections: each offers sentences, and the best of all are taken."""

import numpy as np
import pytest

from quoteattr.summary.length import Length
from quoteattr.summary.shortlist import Asked, offer, summarize_offers
from quoteattr.summary.story import Story
from quoteattr.types import Sentence

SENTENCES = (
    "The bridge in Redcar is open again.",
    "However, the tunnel in Lowmere was closed all week.",
    "Thornaby has a new swimming pool at last.",
    "Nobody in Marlow knows who painted the old mill.",
)


def story(*numbers, scores):
    text = " ".join(SENTENCES[n] for n in numbers)
    starts = [text.index(SENTENCES[n]) for n in numbers]
    spans = zip(starts, numbers, scores, strict=True)
    sentences = tuple(Sentence(start, start + len(SENTENCES[n]), score) for start, n, score in spans)
    return Story(text, sentences, np.eye(len(numbers), 6))


def summary(*stories, **options):
    asked = Asked(
        Length(**{k: v for k, v in options.items() if k not in {"focus", "faithful", "compress"}}),
        **{k: v for k, v in options.items() if k in {"focus", "faithful", "compress"}},
    )
    offers, offset = [], 0
    for one in stories:
        offers.append(offer(one, asked, offset=offset))
        offset += len(one.text) + 1
    text = " ".join(one.text for one in stories)
    found, warnings = summarize_offers(text, offers, asked, sentences=sum(len(s.sentences) for s in stories))
    for sentence in found.sentences:
        assert text[sentence.start : sentence.end] in SENTENCES
    return [sentence.text for sentence in found.sentences], warnings


FIRST, SECOND = story(0, 1, scores=(0.3, 0.9)), story(2, 3, scores=(0.8, 0.1))


def test_the_best_sentences_of_all_sections_are_taken_in_order():
    found, _ = summary(FIRST, SECOND, max_sentences=2)
    assert found == ["The tunnel in Lowmere was closed all week.", SENTENCES[2]]


def test_the_articles_own_words_are_kept_when_asked():
    found, _ = summary(FIRST, SECOND, max_sentences=1, faithful=True)
    assert found == [SENTENCES[1]]


@pytest.mark.parametrize(("ratio", "count"), [(0.25, 1), (0.5, 2), (1.0, 4)])
def test_a_ratio_is_one_of_the_whole_text(ratio, count):
    assert len(summary(FIRST, SECOND, ratio=ratio)[0]) == count


def test_a_number_of_words_is_kept():
    found, warnings = summary(FIRST, SECOND, max_words=16)
    assert sum(len(sentence.split()) for sentence in found) <= 16
    assert not warnings


def test_a_number_of_words_that_no_sentence_has_is_told():
    assert "max_words=2" in summary(FIRST, SECOND, max_words=2)[1][0]


def test_a_focus_reaches_every_section():
    found, warnings = summary(FIRST, SECOND, max_sentences=1, focus="the mill")
    assert found == [SENTENCES[3]]
    assert not warnings


def test_a_focus_that_no_section_matches_is_told_once():
    assert len(summary(FIRST, SECOND, focus="football")[1]) == 1


def test_what_leads_to_a_section_is_not_offered_again():
    offered = offer(FIRST, Asked(Length()), first=1)
    assert [sentence.start for sentence in offered.printed] == [FIRST.sentences[1].start]


def test_a_section_without_a_sentence_of_its_own_offers_none():
    assert offer(FIRST, Asked(Length()), first=2).printed == ()


def test_no_sentences_make_no_summary():
    empty = Story("", (), np.zeros((0, 6)))
    assert summary(empty, empty) == ([], ())
