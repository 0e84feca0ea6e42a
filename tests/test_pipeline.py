"""The whole way: with a model built in memory for the mechanics, with the shipped checkpoint for the behaviour."""

import math
import pickle
import subprocess
import sys
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import quoteattr
from quoteattr.errors import CheckpointError, InputTypeError, InvalidTextError, OptionError
from quoteattr.model.network import TAGS
from quoteattr.pipeline import Pipeline
from quoteattr.summary.features import FEATURES
from quoteattr.types import Article, Mention, Quotation, QuotationId, Span, Speaker, SpeakerId
from tests.conftest import build_tiny_encoder

TEXT = (
    "“The ferry will run on Sundays,” said Mara Quill, director of Lowmere Ferries.\n\n"
    "She added that fares would not rise. Councillor Tom Reddy called the plan ‘long overdue’."
)
ODD = {
    "empty": "",
    "blanks": " \t\n\u00a0\u2003 ",
    "one word": "Yes",
    "one mark": "“",
    "one straight mark": '"',
    "full stop": ".",
    "emoji": "“\U0001f600,” said Ada \U0001f468\u200d\U0001f469\u200d\U0001f467.",
    "CRLF": "“Yes,” said Ada Burns.\r\n\r\n“No,” said Tom Hale.\r\n",
    "no-break spaces": "“Yes,”\u00a0said\u00a0Ada\u00a0Burns.",
    "NUL": "“Yes,”\x00 said Ada\x00 Burns.\x00",
    "right to left": "\u202eقالت آدا: «نعم». שלום, said Ada.",
    "combining": "“Ye\u0301s,” said A\u0308da Bu\u0308rns.",
    "control characters": "“Yes,”\x1b[31m said\x07 Ada.\x85“No.”\u2028“Yes.”",
    "markup": "<p>“Yes,” said <b>Ada</b> & co.</p>",
}


@pytest.fixture(scope="module")
def tiny() -> Pipeline:
    return Pipeline(build_tiny_encoder())


@pytest.fixture(scope="module")
def shipped() -> Pipeline:
    return Pipeline.from_pretrained("default", device="cpu")


def spans(article):
    yield from (*article.sentences, *article.summary.sentences)
    for quotation in article.quotations:
        yield from (*quotation.content, *quotation.cue, *quotation.source, *quotation.evidence)
    for speaker in article.speakers:
        yield from speaker.mentions


def check(article: Article, text: str) -> None:
    assert article.text == text
    assert all(0 <= s.start < s.end <= len(text) for s in spans(article))
    covered = {i for s in article.sentences for i in range(s.start, s.end)}
    assert {i for i, c in enumerate(text) if not c.isspace()} <= covered
    assert bool(article.summary.text) == bool(article.sentences)
    for speaker in article.speakers:
        assert speaker.quotations
        assert all(q.speaker is speaker for q in speaker.quotations)
    assert Article.from_json(article.to_json()) == article


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_odd_texts_are_read(shipped, text):
    check(shipped(text), text)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]) | st.sampled_from("“”‘’\"'.,?! \nAB"), max_size=150))
def test_any_text_is_read(tiny, text):
    check(tiny(text), text)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(TEXT.split(" ")), max_size=60).map(" ".join))
def test_any_order_of_words_is_read(shipped, text):
    check(shipped(text), text)


@pytest.mark.parametrize(
    "text",
    ["x" * 1_000_000, "“" * 20_000, "Ada said yes. " * 3_000, ". " * 5_000],
    ids=["one long word", "many marks", "many sentences", "many full stops"],
)
def test_large_texts_are_read_whole(tiny, text):
    article = tiny(text)
    assert article.sentences[-1].end == len(text.rstrip())


def test_long_article_is_read_to_its_end(tiny):
    text = (TEXT + "\n\n") * 500
    article = tiny(text)
    assert article.sentences[-1].end == len(text.rstrip())


def test_same_answer_alone_in_a_batch_and_in_any_order(shipped):
    texts = [TEXT, "Yes.", TEXT * 3, "“No,” said Ada Burns, mayor of Marlow."]
    alone = [shipped(t) for t in texts]
    assert list(shipped.pipe(texts, batch_size=3)) == alone
    assert list(shipped.pipe(reversed(texts), batch_size=1)) == alone[::-1]


def test_same_answer_after_save_and_load(shipped, tmp_path):
    again = Pipeline.from_pretrained(shipped.save_pretrained(tmp_path / "copy"), device="cpu")(TEXT)
    once = shipped(TEXT)
    assert (again.quotations, again.speakers, again.summary) == (once.quotations, once.speakers, once.summary)
    assert (tmp_path / "copy/README.md").is_file()


def test_same_answer_after_pickling(shipped):
    shipped(TEXT)
    assert len(pickle.dumps(shipped)) < 10_000
    assert pickle.loads(pickle.dumps(shipped))(TEXT) == shipped(TEXT)  # noqa: S301 - our own bytes


def test_pipeline_in_memory_is_pickled_with_its_weights(tiny):
    assert pickle.loads(pickle.dumps(tiny))(TEXT) == tiny(TEXT)  # noqa: S301 - our own bytes


def test_pipe_reads_no_further_than_its_batch(tiny):
    taken = []

    def texts():
        for i in count():
            taken.append(i)
            yield f"Yes {i}."

    stream = tiny.pipe(texts(), batch_size=4)
    assert [next(stream).text for _ in range(5)] == [f"Yes {i}." for i in range(5)]
    assert len(taken) == 8


def test_pairs_carry_ids(tiny):
    assert [a.id for a in tiny.pipe([("a", "Yes."), (None, "No."), ("c", "")])] == ["a", None, "c"]


BAD = ["Yes.", "\ud800", "No.", b"bytes", "Yes."]


def test_bad_text_raises_with_its_place(tiny):
    stream = tiny.pipe(BAD)
    assert next(stream).text == "Yes."
    with pytest.raises(InvalidTextError, match="offset 0") as caught:
        next(stream)
    assert "article 1 of the stream" in caught.value.__notes__[0]


def test_bad_text_is_skipped(tiny):
    assert [a.text for a in tiny.pipe(BAD, on_error="skip")] == ["Yes.", "No.", "Yes."]


def test_bad_text_is_recorded(tiny):
    articles = list(tiny.pipe(BAD, on_error="record"))
    assert [a.text for a in articles] == ["Yes.", "", "No.", "", "Yes."]
    assert articles[1].warnings[0].startswith("failed: InvalidTextError")
    assert articles[3].warnings[0].startswith("failed: InputTypeError")


def test_fault_in_one_article_stops_no_batch(tiny, monkeypatch):
    from quoteattr.analysis import whole

    def split(text, **options):
        if text == "No.":
            raise RuntimeError("a fault of ours")
        return real(text, **options)

    real = whole.split_sentences
    monkeypatch.setattr(whole, "split_sentences", split)
    articles = list(tiny.pipe(["Yes.", "No.", "Yes."], on_error="record"))
    assert articles[1].text == "No."
    assert articles[1].warnings == ("failed: RuntimeError: a fault of ours",)


@pytest.mark.parametrize("text", [None, 3, b"Yes.", ["Yes."]])
def test_only_text_is_read(tiny, text):
    with pytest.raises(InputTypeError, match=type(text).__name__):
        tiny(text)


@pytest.mark.parametrize(
    "options",
    [
        {"batch_size": 0},
        {"batch_size": True},
        {"on_error": "ignore"},
        {"max_sentences": 0},
        {"max_words": -1},
        {"min_score": 2},
    ],
    ids=str,
)
def test_bad_options_are_noticed_before_the_first_article(tiny, options):
    with pytest.raises(OptionError):
        tiny.pipe(["Yes."], **options)


UNSURE = "The ferry will run, the mayor said. She will open the bridge, he said. “No, that will open,” said Ada."


@pytest.fixture(scope="module")
def unsure():
    """Return a pipeline with random weights, all of whose quotations have a score between 0 and 1."""
    encoder = build_tiny_encoder(seed=3)
    encoder.model.tags.bias.data[TAGS.index("I-content")] += 0.5
    pipeline = Pipeline(encoder)
    scores = [q.score for q in pipeline(UNSURE, min_score=0.0).quotations]
    assert scores
    assert max(scores) < 1
    return pipeline


def test_no_quotation_is_below_the_least_score(unsure):
    every = unsure(UNSURE, min_score=0.0).quotations
    for least in (*sorted(q.score for q in every), 1.0):
        kept = unsure(UNSURE, min_score=least).quotations
        assert [q.content for q in kept] == [q.content for q in every if q.score >= least]


def test_the_least_score_of_a_call_goes_before_that_of_the_pipeline(unsure):
    strict = Pipeline(unsure.encoder, min_score=1.0)
    assert strict(UNSURE).quotations == ()
    assert strict(UNSURE, min_score=0.0).quotations == unsure(UNSURE).quotations
    assert [a.quotations for a in strict.pipe([UNSURE])] == [()]
    assert [a.quotations for a in strict.pipe([UNSURE], min_score=0.0)] == [unsure(UNSURE).quotations]


def test_a_least_score_that_was_asked_for_is_in_the_provenance(unsure):
    assert "min_score" not in unsure(UNSURE).provenance
    assert unsure(UNSURE, min_score=0.25).provenance["min_score"] == "0.25"
    assert Pipeline(unsure.encoder, min_score=0.5)(UNSURE).provenance["min_score"] == "0.5"


def test_the_shipped_checkpoint_keeps_more_below_its_own_score(shipped):
    own, every = shipped(TEXT).quotations, shipped(TEXT, min_score=0.0).quotations
    assert {q.content for q in own} <= {q.content for q in every}
    assert min(q.score for q in own) >= shipped.encoder.min_score
    assert shipped(TEXT, min_score=1.0).quotations == ()


@pytest.mark.parametrize(
    "call",
    [
        pytest.param(lambda: Pipeline.from_pretrained("default", min_score=-1), id="from_pretrained"),
        pytest.param(lambda: Pipeline(build_tiny_encoder(), min_score="high"), id="pipeline"),
        pytest.param(lambda: Pipeline(build_tiny_encoder())("Yes.", min_score=1.5), id="call"),
        pytest.param(lambda: quoteattr.annotate("Yes.", min_score=float("nan")), id="annotate"),
    ],
)
def test_a_least_score_that_is_none_is_refused(call):
    with pytest.raises(OptionError, match=r"min_score=.* was asked for; accepted are numbers from 0"):
        call()


@pytest.fixture
def doubtful(shipped, monkeypatch):
    """Return a pipeline whose speakers are ever less sure, with the scores that they have."""
    from quoteattr.analysis import reading

    def resolve(*arguments, **options):
        found = real(*arguments, **options)
        doubted = (replace(q, speaker_score=q.speaker and 1 / n) for n, q in enumerate(found.quotations, start=1))
        return replace(found, quotations=tuple(doubted))

    real = reading.resolve
    monkeypatch.setattr(reading, "resolve", resolve)
    assert [q.speaker_score for q in shipped(TEXT).quotations] == [1, 1 / 2, 1 / 3]
    return shipped


@pytest.mark.parametrize(
    ("least", "names"),
    [
        pytest.param(0.0, ["Mara Quill", "Mara Quill", "Tom Reddy"], id="all"),
        pytest.param(0.5, ["Mara Quill", "Mara Quill", None], id="two"),
        pytest.param(0.6, ["Mara Quill", None, None], id="one"),
    ],
)
def test_an_unsure_speaker_is_not_given(doubtful, least, names):
    every, article = doubtful(TEXT), doubtful(TEXT, min_speaker_score=least)
    assert [q.speaker and q.speaker.name for q in article.quotations] == names
    assert [q.content for q in article.quotations] == [q.content for q in every.quotations]
    assert [s.name for s in article.speakers] == list(dict.fromkeys(filter(None, names)))
    assert article.provenance["min_speaker_score"] == f"{least:g}"
    assert list(doubtful.pipe([TEXT], min_speaker_score=least)) == [article]
    assert Pipeline(doubtful.encoder, min_speaker_score=least)(TEXT).quotations == article.quotations
    given = doubtful.resolve(TEXT, every.quotations, min_speaker_score=least)
    assert (given.quotations, given.speakers, given.summary) == (article.quotations, article.speakers, article.summary)
    check(article, TEXT)


def test_the_speaker_score_of_a_call_goes_before_that_of_the_pipeline(doubtful):
    strict = Pipeline(doubtful.encoder, min_speaker_score=0.6)
    assert sum(q.speaker is None for q in strict(TEXT).quotations) == 2
    assert strict(TEXT, min_speaker_score=0).quotations == doubtful(TEXT).quotations


def test_every_speaker_has_a_score_and_nobody_else(shipped):
    for text in (TEXT, UNSURE, "“Yes,” they said."):
        for quotation in shipped(text, min_score=0.0).quotations:
            assert (quotation.speaker_score is None) == (quotation.speaker is None)
            assert quotation.speaker is None or 0 <= quotation.speaker_score <= 1
            assert bool(quotation.evidence) == (quotation.speaker is not None)


@pytest.mark.parametrize(
    "call",
    [
        pytest.param(lambda: Pipeline.from_pretrained("default", min_speaker_score=-1), id="from_pretrained"),
        pytest.param(lambda: Pipeline(build_tiny_encoder(), min_speaker_score="high"), id="pipeline"),
        pytest.param(lambda: Pipeline(build_tiny_encoder())("Yes.", min_speaker_score=1.5), id="call"),
        pytest.param(lambda: Pipeline(build_tiny_encoder()).pipe(["Yes."], min_speaker_score=2), id="pipe"),
        pytest.param(lambda: Pipeline(build_tiny_encoder()).resolve("Yes.", [], min_speaker_score=True), id="resolve"),
        pytest.param(lambda: quoteattr.annotate("Yes.", min_speaker_score=float("nan")), id="annotate"),
    ],
)
def test_a_least_speaker_score_that_is_none_is_refused(call):
    with pytest.raises(OptionError, match=r"min_speaker_score=.* was asked for; accepted are numbers from 0"):
        call()


def test_given_quotations_get_the_speakers_that_found_ones_get(shipped):
    found = shipped(TEXT, id="ferry")
    bare = [replace(q, speaker=None, speaker_score=None, evidence=()) for q in found.quotations]
    given = shipped.resolve(TEXT, reversed(bare), id="ferry")
    assert given.quotations == found.quotations
    assert replace(given, provenance=found.provenance) == found
    assert given.provenance == {**found.provenance, "quotations": "given"}
    check(given, TEXT)


def test_given_quotations_stay_what_they_are(tiny):
    said = Quotation(QuotationId("a 7"), "mixed", (Span(0, 5), Span(4, 9)), (Span(3, 3),), (Span(2, 4),), score=0.01)
    strict = Pipeline(tiny.encoder, min_score=1.0)
    article = strict.resolve(TEXT, [said], max_sentences=1)
    assert [replace(q, speaker=None, speaker_score=None, evidence=()) for q in article.quotations] == [said]
    assert len(article.summary.sentences) == 1
    assert "min_score" not in article.provenance


def test_what_a_given_quotation_says_of_its_speaker_is_replaced(shipped):
    bob = Speaker(SpeakerId("s9"), "Bob")
    found = shipped(TEXT).quotations
    stated = [replace(q, speaker=bob, speaker_score=0.1, evidence=(Mention(0, 1),)) for q in found]
    assert shipped.resolve(TEXT, stated).quotations == found


def test_no_quotation_is_looked_for_beside_the_given_ones(shipped):
    article = shipped.resolve(TEXT, [])
    assert (article.quotations, article.speakers) == ((), ())
    assert list(map(Span.to_dict, article.sentences)) == list(map(Span.to_dict, shipped(TEXT).sentences))
    assert article.summary.text


@pytest.mark.parametrize(
    ("text", "quotations", "error"),
    [
        pytest.param(b"Yes.", [], InputTypeError, id="bytes"),
        pytest.param("\ud800", [], InvalidTextError, id="lone surrogate"),
        pytest.param("Yes.", [{"id": "q1"}], InputTypeError, id="records"),
        pytest.param("Yes.", [Quotation("q1", "direct", (Span(0, 5),))], OptionError, id="span behind the text"),
        pytest.param("Yes.", [Quotation("q1", "direct", (Span(0, 1),))] * 2, OptionError, id="shared id"),
    ],
)
def test_what_cannot_be_resolved_is_refused(tiny, text, quotations, error):
    with pytest.raises(error):
        tiny.resolve(text, quotations)


@st.composite
def given_quotations(draw, length):
    edge = st.integers(0, length)
    span = st.tuples(edge, edge).map(lambda pair: Span(min(pair), max(pair)))
    spans = st.lists(span, max_size=2).map(tuple)
    return [
        Quotation(
            QuotationId(f"q{n}"),
            draw(st.sampled_from(["direct", "indirect", "mixed"])),
            draw(st.lists(span, min_size=1, max_size=2).map(tuple)),
            cue=draw(spans),
            source=draw(spans),
        )
        for n in range(draw(st.integers(0, 4)))
    ]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(TEXT.split(" ")), max_size=40).map(" ".join), st.data())
def test_any_quotations_are_resolved(tiny, text, data):
    given = data.draw(given_quotations(len(text)))
    article = tiny.resolve(text, given)
    assert sorted(q.id for q in article.quotations) == [q.id for q in given]
    assert all(s.quotations for s in article.speakers)
    assert Article.from_json(article.to_json()) == article


def test_damaged_weights_stop_the_stream(tmp_path, shipped):
    folder = shipped.save_pretrained(tmp_path / "copy")
    (folder / "model.safetensors").write_bytes(b"no weights")
    with pytest.raises(CheckpointError, match=r"model\.safetensors \(changed\)"):
        list(Pipeline.from_pretrained(folder).pipe(["Yes."], on_error="record"))


@pytest.mark.parametrize("k", [1, 2, 3])
def test_summary_has_the_sentences_asked_for(shipped, k):
    assert len(shipped(TEXT, max_sentences=k).summary.sentences) == k


def test_summary_keeps_within_its_words(shipped):
    assert 0 < len(shipped(TEXT, max_words=15).summary.text.split()) <= 15


STORY = TEXT + (
    "\n\nThe old pier at Lowmere was built in 1911, and its repair took three years. In a statement, the harbour "
    "office (founded in 1850) said on Tuesday that the pier was, of course, safe again.\n\n"
    "Shops on the harbour lost a third of their trade while the pier was closed. They will be paid nine million "
    "pounds.\n\n“It is about time,” said Reddy. “Nobody had asked us,” he added.\n"
)
SUMMARIES = {
    "one sentence": {"max_sentences": 1},
    "a share": {"ratio": 0.3},
    "focus": {"focus": "the pier"},
    "focus on a speaker": {"focus": "Mara Quill", "max_sentences": 2},
    "shortened": {"compress": True, "max_words": 40},
    "faithful": {"faithful": True, "ratio": 0.5, "max_words": 50},
}


@pytest.mark.parametrize("options", SUMMARIES.values(), ids=SUMMARIES.keys())
def test_options_of_the_summary_mean_the_same_everywhere(shipped, options):
    article = shipped(STORY, **options)
    check(article, STORY)
    assert list(shipped.pipe([STORY, "Yes.", STORY], batch_size=2, **options))[::2] == [article, article]
    given = shipped.resolve(STORY, article.quotations, **options)
    assert (given.summary, given.sentences, given.warnings) == (article.summary, article.sentences, article.warnings)
    assert quoteattr.annotate(STORY, **options).summary == article.summary


@pytest.mark.parametrize("options", SUMMARIES.values(), ids=SUMMARIES.keys())
def test_a_summary_is_its_sentences(shipped, options):
    summary = shipped(STORY, **options).summary
    assert summary.text == " ".join(sentence.text for sentence in summary.sentences)
    assert all(sentence.text for sentence in summary.sentences)
    assert summary.issues == ()
    assert summary.draft is None


BAD_SUMMARIES = {
    "no share": {"ratio": 0},
    "ratio in percent": {"ratio": 10},
    "two numbers of sentences": {"ratio": 0.5, "max_sentences": 2},
    "focus without a word": {"focus": "?"},
    "focus that is no string": {"focus": 3},
    "shortened and faithful": {"compress": True, "faithful": True},
}


@pytest.mark.parametrize("options", BAD_SUMMARIES.values(), ids=BAD_SUMMARIES.keys())
@pytest.mark.parametrize(
    "call",
    [
        pytest.param(lambda pipeline, options: pipeline("Yes.", **options), id="call"),
        pytest.param(lambda pipeline, options: pipeline.pipe(["Yes."], **options), id="pipe"),
        pytest.param(lambda pipeline, options: pipeline.resolve("Yes.", [], **options), id="resolve"),
        pytest.param(lambda _, options: quoteattr.annotate("Yes.", **options), id="annotate"),
    ],
)
def test_options_of_the_summary_are_checked_everywhere(tiny, call, options):
    with pytest.raises(OptionError, match=r"a summary (of|with) .* was asked for"):
        call(tiny, options)


@pytest.mark.parametrize("ratio", [0.01, 0.2, 0.5])
def test_a_ratio_is_a_share_of_the_articles_sentences(shipped, ratio):
    article = shipped(STORY, ratio=ratio)
    assert len(article.summary.sentences) == math.ceil(ratio * len(article.sentences))


def test_sentences_have_their_salience_and_the_best_has_one(shipped):
    for text in (STORY, TEXT, "Yes."):
        scores = [sentence.score for sentence in shipped(text).sentences]
        assert max(scores) == 1
        assert min(scores) >= 0
    article = shipped(STORY)
    by_place = {(s.start, s.end): s.score for s in article.sentences}
    assert len(set(by_place.values())) > 1
    assert all(s.score == by_place[s.start, s.end] for s in article.summary.sentences)


def test_salience_does_not_depend_on_what_was_asked_for(shipped):
    plain = shipped(STORY).sentences
    for options in SUMMARIES.values():
        assert shipped(STORY, **options).sentences == plain


@pytest.mark.parametrize("options", [{}, {"faithful": True}], ids=str)
def test_a_focus_brings_up_what_it_names(shipped, options):
    article = shipped(STORY, focus="How much will shops be paid?", max_sentences=2, **options)
    assert any("Shops" in article.text_of(s) or "paid" in article.text_of(s) for s in article.summary.sentences)
    assert article.warnings == ()


def test_a_focus_on_a_speaker_brings_up_what_they_said(shipped):
    article = shipped(STORY, focus="Tom Reddy", max_sentences=1, faithful=True)
    [sentence] = article.summary.sentences
    reddy = next(speaker for speaker in article.speakers if speaker.name == "Tom Reddy")
    assert any(q.start < sentence.end and sentence.start < q.end for q in reddy.quotations)


def test_a_focus_that_nothing_matches_is_a_warning(shipped):
    plain, article = shipped(STORY), shipped(STORY, focus="football")
    assert article.warnings == (
        "nothing in the article matches focus='football': the summary is the same as without a focus",
    )
    assert article.summary == plain.summary
    assert shipped("", focus="football").summary.text == ""


def test_compression_leaves_words_out_and_says_which(shipped):
    whole, short = shipped(STORY, ratio=1.0), shipped(STORY, ratio=1.0, compress=True)
    assert len(short.summary.text) < len(whole.summary.text)
    assert "(founded in 1850)" in whole.summary.text
    assert "(founded in 1850)" not in short.summary.text
    kinds = [[edit.kind for s in article.summary.sentences for edit in s.edits] for article in (whole, short)]
    assert ["compression" in found for found in kinds] == [False, True]


def test_faithful_sentences_are_the_articles_own(shipped):
    article = shipped(STORY, ratio=1.0, faithful=True)
    for sentence in article.summary.sentences:
        assert sentence.text == " ".join(article.text_of(sentence).split())
        assert sentence.edits == ()
    asked = {"focus": "fares", "max_sentences": 1}
    assert shipped(STORY, **asked, faithful=True).summary.text == "She added that fares would not rise."
    assert "Mara Quill" in shipped(STORY, **asked).summary.text


class TestSpeakers:
    def test_what_one_speaker_said_is_summed_up(self, shipped):
        article = shipped(STORY)
        for speaker in article.speakers:
            summary = article.summary_of(speaker, max_sentences=1)
            assert summary.text == " ".join(s.text for s in summary.sentences)
            [sentence] = summary.sentences
            assert any(q.start < sentence.end and sentence.start < q.end for q in speaker.quotations)

    def test_a_speaker_may_be_named_in_any_way(self, shipped):
        article = shipped(STORY)
        quill = next(speaker for speaker in article.speakers if speaker.name == "Mara Quill")
        expected = article.summary_of(quill)
        for name in (quill.id, "Mara Quill", "quill", "the director of Lowmere Ferries"):
            assert article.summary_of(name) == expected

    @pytest.mark.parametrize("options", [{"max_words": 12}, {"ratio": 0.3}, {"faithful": True}], ids=str)
    def test_its_options_are_those_of_a_summary(self, shipped, options):
        article = shipped(STORY)
        summary = article.summary_of("Reddy", **options)
        assert summary.sentences
        assert "max_words" not in options or len(summary.text.split()) <= 12
        assert not (options.get("faithful") and any(s.edits for s in summary.sentences))

    @pytest.mark.parametrize(
        ("speaker", "options", "message"),
        [
            pytest.param("Nobody Here", {}, "Nobody Here", id="no such speaker"),
            pytest.param("Quill", {"max_sentences": 0}, "max_sentences=0", id="no sentence"),
            pytest.param("Quill", {"ratio": 2}, "ratio=2", id="more than all"),
        ],
    )
    def test_what_cannot_be_summed_up_is_refused(self, shipped, speaker, options, message):
        with pytest.raises(OptionError, match=message):
            shipped(STORY).summary_of(speaker, **options)

    def test_a_digest_has_a_line_for_each_speaker(self, shipped):
        article = shipped(STORY)
        lines = article.digest().lines
        named = [line.speaker for line in lines if line.speaker is not None]
        assert sorted(s.id for s in named) == sorted(s.id for s in article.speakers)
        assert sum(len(line.quotations) for line in lines) == len(article.quotations)
        sizes = [len(line.quotations) for line in lines if line.speaker is not None]
        assert sizes == sorted(sizes, reverse=True)
        assert str(article.digest()).count("\n") == len(lines) - 1

    def test_both_are_the_same_after_json(self, shipped):
        article = shipped(STORY)
        again = Article.from_json(article.to_json())
        assert again.digest().to_dict() == article.digest().to_dict()
        assert again.summary_of("Quill") == article.summary_of("Quill")

    def test_an_article_without_quotations_has_an_empty_digest(self, tiny):
        assert str(tiny("", max_sentences=1).digest()) == ""


@pytest.mark.parametrize(
    "text", [*ODD.values(), "\x00", "\u200b\n\n\u200b", STORY], ids=[*ODD, "NULs", "unseen", "story"]
)
def test_a_head_of_salience_scores_any_text(text):
    encoder = build_tiny_encoder(salience_width=16, salience_layers=1, salience_features=list(FEATURES))
    article = Pipeline(encoder)(text)
    check(article, text)
    assert max((sentence.score for sentence in article.sentences), default=1) == 1


def test_unclosed_mark_is_a_warning(tiny):
    (warning,) = tiny("He said: “Yes.").warnings
    assert "never closed, the first at offset 9" in warning


def test_provenance_names_library_and_checkpoint(shipped):
    provenance = shipped("Yes.").provenance
    assert provenance["quoteattr"] == quoteattr.__version__
    assert provenance["checkpoint"] == "default"


def test_importing_the_package_loads_no_torch():
    code = "import sys, quoteattr; print([m for m in ('torch', 'transformers', 'nltk', 'numpy') if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert out.stdout.strip() == "[]"


def test_unknown_attribute_is_named():
    with pytest.raises(AttributeError, match="annotat"):
        _ = quoteattr.annotat


def test_article_with_roles_survives_the_way_through_json(shipped):
    article = shipped(TEXT)
    assert any(s.role for s in article.speakers)
    check(article, TEXT)
