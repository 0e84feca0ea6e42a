"""A long text is read by sections: nothing of it is lost, and every offset is one of the whole text."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quoteattr.analysis.whole import mentions_in
from quoteattr.errors import OptionError
from quoteattr.pipeline import Pipeline
from quoteattr.text import sections
from quoteattr.types import Article, Quotation, QuotationId, Span
from tests.conftest import build_tiny_encoder

AT_ONCE, LONGEST, LEAD_IN = 500, 300, 90
FILLING = "It rained in Lowmere all day. The river rose a little and then fell.\n\n"
FIRST = "Ada Burns, chief engineer of Redcar Council, opened the bridge. “It is safe,” Ada Burns said.\n\n"
LATER = "“We looked at every bolt,” Burns said. She said that it took a year.\n\n"
TEXT = FIRST + FILLING * 6 + LATER + FILLING * 6


@pytest.fixture(scope="module")
def tiny():
    return Pipeline(build_tiny_encoder(salience_width=8, salience_features=["lead"]), min_score=0)


@pytest.fixture(scope="module")
def shipped():
    return Pipeline.from_pretrained("default", device="cpu")


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr(sections, "_READ_AT_ONCE", AT_ONCE)
    monkeypatch.setattr(sections, "_SECTION", LONGEST)
    monkeypatch.setattr(sections, "_LEAD_IN", LEAD_IN)


def by_sections(pipeline, text, *, at_once=AT_ONCE, longest=LONGEST, lead_in=LEAD_IN, **options):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sections, "_READ_AT_ONCE", at_once)
        patch.setattr(sections, "_SECTION", longest)
        patch.setattr(sections, "_LEAD_IN", lead_in)
        return pipeline(text, **options)


def in_sections(article):
    return any("sections" in warning for warning in article.warnings)


def check(article, text):
    assert article.text == text
    covered = {i for s in article.sentences for i in range(s.start, s.end)}
    assert {i for i, c in enumerate(text) if not c.isspace()} <= covered
    starts = [q.start for q in article.quotations]
    assert starts == sorted(starts)
    assert [q.id for q in article.quotations] == [f"q{n}" for n in range(1, len(starts) + 1)]
    assert [s.id for s in article.speakers] == [f"s{n}" for n in range(1, len(article.speakers) + 1)]
    assert all(0 <= s.score <= 1 for s in article.sentences)
    assert max((s.score for s in article.sentences), default=1) == 1
    for speaker in article.speakers:
        assert speaker.quotations
        assert list(speaker.mentions) == sorted(set(speaker.mentions))
    assert bool(article.summary.text) == bool(article.sentences)
    assert {s.start for s in article.summary.sentences} <= {s.start for s in article.sentences}
    assert Article.from_json(article.to_json()) == article


def test_sentences_are_those_of_a_text_read_at_once(tiny):
    at_once, parts = tiny(TEXT), by_sections(tiny, TEXT)
    assert in_sections(parts)
    assert not in_sections(at_once)
    assert [(s.start, s.end) for s in parts.sentences] == [(s.start, s.end) for s in at_once.sentences]
    check(parts, TEXT)


def test_a_text_below_the_limit_is_read_as_ever(tiny):
    text = FIRST + FILLING
    assert by_sections(tiny, text).to_json() == tiny(text).to_json()


_words = st.lists(
    st.sampled_from(
        ["It rained. ", "“Yes,” Ada Burns said. ", "“No. ", "\n\n", "”", "He said so. ", "x" * 70, "\U0001f600", "! "]
    ),
    max_size=25,
).map("".join)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_words, st.integers(20, 90), st.integers(0, 40))
def test_any_text_is_read_whole_wherever_it_is_cut(tiny, text, longest, lead_in):
    check(by_sections(tiny, text, at_once=longest, longest=longest, lead_in=lead_in), text)


@pytest.mark.parametrize(
    "options",
    [
        {"max_sentences": 4},
        {"max_words": 30},
        {"ratio": 0.2},
        {"max_words": 3},
        {"focus": "the river"},
        {"faithful": True},
        {"compress": True},
    ],
    ids=str,
)
def test_the_summary_keeps_to_its_options(tiny, options):
    article = by_sections(tiny, TEXT.replace("river rose", "river Tam rose", 1), **options)
    summary = article.summary
    assert len(summary.sentences) <= options.get("max_sentences", len(article.sentences))
    if options.get("ratio"):
        assert len(summary.sentences) <= 0.2 * len(article.sentences) + 1
    if options.get("max_words", 0) > 10:
        assert len(summary.text.split()) <= options["max_words"]
    if options.get("max_words") == 3:
        assert any("max_words=3" in warning for warning in article.warnings)
    assert len({sentence.text for sentence in summary.sentences}) == len(summary.sentences)


def test_a_focus_that_nothing_matches_is_told(tiny):
    assert any("focus" in warning for warning in by_sections(tiny, TEXT, focus="football").warnings)


class TestShipped:
    def test_speakers_are_one_over_sections(self, shipped):
        article = by_sections(shipped, TEXT)
        check(article, TEXT)
        assert in_sections(article)
        assert {q.speaker.label for q in article.quotations} == {"Ada Burns, chief engineer of Redcar Council"}
        assert len(article.quotations) == len(shipped(TEXT).quotations)
        (ada,) = article.speakers
        assert [article.text_of(m) for m in ada.mentions] == ["Ada Burns", "Ada Burns", "Burns", "She"]

    @pytest.mark.parametrize("longest", range(120, 220, 20))
    def test_a_quotation_at_a_boundary_is_whole(self, shipped, longest):
        said = "“It is safe. I walked over it. It holds,” Ada Burns said.\n\n"
        text = said * 8
        article = by_sections(shipped, text, at_once=100, longest=longest, lead_in=60)
        assert [q.content_text for q in article.quotations] == ["“It is safe. I walked over it. It holds,”"] * 8
        assert [s.name for s in article.speakers] == ["Ada Burns"]

    def test_a_pronoun_refers_to_what_stands_before_the_section(self, shipped):
        before = "Ada Burns opened the bridge in Redcar on Monday. "
        text = FILLING * 2 + before + "She said that it was safe. " + FILLING * 3
        cut = text.index("She said")
        article = by_sections(shipped, text, at_once=100, longest=cut, lead_in=60)
        assert [q.speaker.name for q in article.quotations] == ["Ada Burns"]


@pytest.mark.usefixtures("small")
class TestGiven:
    SAID = Quotation(QuotationId("mine"), "direct", (Span(64, 77),), (Span(88, 92),), (Span(78, 87),), score=0.3)

    def test_given_quotations_are_kept_as_they_are(self, tiny):
        far = replace(self.SAID, id=QuotationId("far"), source=(Span(len(TEXT) - 60, len(TEXT) - 50),))
        article = tiny.resolve(TEXT, [self.SAID, far])
        assert in_sections(article)
        kept = [replace(q, speaker=None, evidence=(), speaker_score=None) for q in article.quotations]
        assert kept == [self.SAID, far]
        assert article.quotations[0].speaker.name == "Ada Burns"

    def test_a_quotation_longer_than_a_section_is_kept_as_it_is(self, tiny):
        long = replace(self.SAID, content=(Span(64, len(TEXT) - 5),))
        assert [q.content for q in tiny.resolve(TEXT, [long]).quotations] == [long.content]

    def test_spans_outside_of_the_text_are_refused(self, tiny):
        with pytest.raises(OptionError):
            tiny.resolve(TEXT, [replace(self.SAID, cue=(Span(0, len(TEXT) + 1),))])


@pytest.mark.usefixtures("small")
def test_mentions_are_resolved_wherever_they_stand(tiny):
    places = [TEXT.index("Burns said", 200), 0, TEXT.index("Lowmere", 900)]
    mentions = [Span(places[0], places[0] + 5), Span(0, 9), Span(places[2], places[2] + 3)]
    later, first, nobody = mentions_in(TEXT, mentions, tiny.encoder)
    assert later is first
    assert first.name == "Ada Burns"
    assert nobody is None or nobody is not first
