"""Speakers that are not sure enough are not given; the quotations stay."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quoteattr.speakers.confidence import keep_sure_speakers
from quoteattr.types import Article, Mention, Quotation, QuotationId, Span, Speaker, SpeakerId

ADA, TOM, MIA = (Speaker(SpeakerId(f"s{n}"), name) for n, name in enumerate(("Ada", "Tom", "Mia"), start=1))


def said(number, speaker, score):
    evidence = (Mention(number, number + 1, "pronoun"),) if speaker else ()
    return Quotation(
        QuotationId(f"q{number}"), "direct", (Span(number, number + 1),), speaker=speaker, score=0.1,
        evidence=evidence, speaker_score=score,
    )  # fmt: skip


SAID = [said(1, ADA, 0.4), said(2, TOM, 0.6), said(3, ADA, 0.8), said(4, None, None), said(5, MIA, None)]


@pytest.mark.parametrize(
    ("least", "names"),
    [
        pytest.param(0, ["Ada", "Tom", "Ada", None, "Mia"], id="all"),
        pytest.param(0.4, ["Ada", "Tom", "Ada", None, "Mia"], id="just enough"),
        pytest.param(0.5, [None, "Tom", "Ada", None, "Mia"], id="one of two of a speaker"),
        pytest.param(0.7, [None, None, "Ada", None, "Mia"], id="a speaker's only one"),
        pytest.param(1, [None, None, None, None, "Mia"], id="without a score"),
    ],
)
def test_speakers_from_a_score_on(least, names):
    quotations, speakers = keep_sure_speakers(SAID, [ADA, TOM, MIA], least)
    assert [q.speaker and q.speaker.name for q in quotations] == names
    assert [s.name for s in speakers] == [s.name for s in (ADA, TOM, MIA) if s.name in names]
    assert [s.id for s in speakers] == [f"s{n}" for n in range(1, len(speakers) + 1)]


def test_what_stays_open_has_neither_score_nor_evidence_and_is_else_the_same():
    quotations, _ = keep_sure_speakers(SAID, [ADA, TOM, MIA], 0.5)
    assert quotations[0] == replace(SAID[0], speaker=None, speaker_score=None, evidence=())
    assert quotations[2].evidence == SAID[2].evidence
    assert quotations[2].speaker_score == 0.8


def test_nothing_is_nothing():
    assert keep_sure_speakers([], [], 0.5) == ((), ())


@given(data=st.data(), least=st.floats(0, 1))
@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_of_any_article_only_sure_speakers_are_kept(articles, data, least):
    article = data.draw(articles)
    quotations, speakers = keep_sure_speakers(article.quotations, article.speakers, least)
    kept = Article(article.text, quotations=quotations, speakers=speakers)
    for before, after in zip(article.quotations, kept.quotations, strict=True):
        assert replace(after, speaker=None, speaker_score=None, evidence=()) == replace(
            before, speaker=None, speaker_score=None, evidence=()
        )
        sure = before.speaker_score is None or before.speaker_score >= least
        assert (after.speaker is not None) == (before.speaker is not None and sure)
        assert after.speaker is None or replace(after.speaker, id=before.speaker.id) == before.speaker
    assert keep_sure_speakers(quotations, speakers, least) == (quotations, speakers)
