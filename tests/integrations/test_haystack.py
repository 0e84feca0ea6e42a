"""Quotations in documents of Haystack."""

import json
import os
from inspect import signature
from pathlib import Path

import pytest

# Haystack reports its use over the network unless this is set when it is imported.
os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "False"
pytest.importorskip("haystack", reason="documents of Haystack need the extra `haystack`")

from haystack import Document, Pipeline
from haystack.components.writers import DocumentWriter
from haystack.document_stores.in_memory import InMemoryDocumentStore
from haystack.telemetry import _telemetry

import quoteattr
from quoteattr.errors import CheckpointError, InputTypeError, OptionError
from quoteattr.integrations.haystack import QuoteAnnotator
from quoteattr.types import Article
from tests.integrations.quickstart import run
from tests.integrations.shared import WRONG_OPTIONS

DOCS = Path(__file__).parents[2] / "docs"
EXAMPLE = DOCS / "examples" / "thornaby-vale.txt"
SAFE = "“The bridge is safe,” said Ada Burns, the former mayor of Marlow. Tom Hale, an engineer, said it was not."
RAIN = "It rained on Monday. Nobody spoke."


@pytest.fixture(scope="module")
def annotator():
    return QuoteAnnotator()


@pytest.fixture
def news():
    return [Document(content=SAFE, meta={"paper": "Gazette"}), Document(id="rain", content=RAIN)]


def pipeline_of(annotator):
    """A pipeline that annotates and keeps what was found, and its store."""
    store = InMemoryDocumentStore()
    pipeline = Pipeline()
    pipeline.add_component("quotes", annotator)
    pipeline.add_component("writer", DocumentWriter(store))
    pipeline.connect("quotes.documents", "writer.documents")
    return pipeline, store


def test_nothing_is_reported():
    assert _telemetry.telemetry is None


@pytest.mark.parametrize(
    "text", [SAFE, RAIN, "", EXAMPLE.read_text(encoding="utf-8")], ids=["safe", "rain", "", "long"]
)
def test_the_article_is_that_of_annotate(annotator, text):
    [found] = annotator.run(documents=[Document(id="a", content=text)])["documents"]
    expected = quoteattr.annotate(text, id="a")
    assert Article.from_dict({**found.meta["quoteattr"], "text": found.content}) == expected
    assert [(r["quotation_id"], r["content"], r["speaker"]) for r in found.meta["quotations"]] == [
        (q.id, q.content_text, q.speaker and q.speaker.name) for q in expected.quotations
    ]


def test_a_document_keeps_what_it_has(annotator, news):
    before = [document.to_dict() for document in news]
    found = annotator.run(documents=news)["documents"]
    assert [document.to_dict() for document in news] == before
    assert [(d.id, d.content) for d in found] == [(d.id, d.content) for d in news]
    assert found[0].meta["paper"] == "Gazette"
    assert json.loads(json.dumps(found[0].meta)) == found[0].meta


def test_a_document_per_quotation(news):
    found = QuoteAnnotator(per="quotation").run(documents=news)["documents"]
    assert [d.content for d in found] == [q.content_text for q in quoteattr.annotate(SAFE).quotations]
    assert len({d.id for d in found} | {news[0].id}) == 3
    assert [(d.meta["article_id"], d.meta["speaker"], d.meta["paper"]) for d in found] == [
        (news[0].id, "Ada Burns", "Gazette"),
        (news[0].id, "Tom Hale", "Gazette"),
    ]
    assert {type(value) for d in found for value in d.meta.values()} <= {str, int, float, bool}
    again = QuoteAnnotator(per="quotation").run(documents=news)["documents"]
    assert [d.id for d in again] == [d.id for d in found]


def test_in_a_pipeline_quotations_are_found_by_speaker(news):
    pipeline, store = pipeline_of(QuoteAnnotator(per="quotation"))
    assert pipeline.run({"quotes": {"documents": news}}) == {"writer": {"documents_written": 2}}
    found = store.filter_documents({"field": "meta.speaker", "operator": "==", "value": "Tom Hale"})
    assert [document.meta["quotation_kind"] for document in found] == ["indirect"]


def test_a_pipeline_is_saved_and_read_back(news):
    annotator = QuoteAnnotator(per="quotation", max_sentences=1, min_score=0.5, device="cpu")
    pipeline, _ = pipeline_of(annotator)
    # Newer versions make objects of those classes alone that are named.
    named = {"allowed_modules": ["quoteattr.integrations.haystack"]}
    read = Pipeline.loads(
        pipeline.dumps(), **(named if "allowed_modules" in signature(Pipeline.loads).parameters else {})
    )
    assert read.dumps() == pipeline.dumps()
    read.run({"quotes": {"documents": news}})
    kept = read.get_component("writer").document_store.filter_documents()
    assert kept == annotator.run(documents=news)["documents"]


def test_every_option_is_saved():
    options = {
        "checkpoint": "folder",
        "revision": "v1",
        "device": "cpu",
        "local_files_only": True,
        "per": "quotation",
        "batch_size": 4,
        "on_error": "record",
        "max_sentences": 2,
        "max_words": 40,
        "ratio": None,
        "focus": "the bridge",
        "compress": False,
        "faithful": True,
        "min_score": 0.3,
        "min_speaker_score": 0.4,
    }
    saved = QuoteAnnotator(**options).to_dict()
    assert saved == {"type": "quoteattr.integrations.haystack.QuoteAnnotator", "init_parameters": options}
    assert QuoteAnnotator.from_dict(saved).to_dict() == saved


def test_nothing_is_loaded_before_it_is_needed():
    annotator = QuoteAnnotator(checkpoint="no such folder")
    with pytest.raises(CheckpointError, match="no such folder"):
        annotator.warm_up()
    with pytest.raises(CheckpointError, match="no such folder"):
        annotator.run(documents=[])


def test_options_reach_the_articles(news):
    [found] = QuoteAnnotator(max_sentences=1, min_score=1).run(documents=news[:1])["documents"]
    assert len(found.meta["quoteattr"]["summary"]["sentences"]) == 1
    assert found.meta["quotations"] == []


@pytest.mark.parametrize("options", WRONG_OPTIONS)
def test_a_wrong_option_is_noticed_when_the_component_is_made(options):
    with pytest.raises(OptionError, match=r"accepted|asked for"):
        QuoteAnnotator(**options)


def test_a_document_without_text_is_named(annotator, news):
    with pytest.raises(InputTypeError) as caught:
        annotator.run(documents=[news[0], Document(id="picture")])
    assert caught.value.__notes__ == ["while annotating article 1 of the stream (id 'picture')"]


@pytest.mark.parametrize(("on_error", "ids"), [("skip", ["rain"]), ("record", ["picture", "rain"])])
def test_a_document_without_text_does_not_stop_the_others(news, on_error, ids):
    found = QuoteAnnotator(on_error=on_error).run(documents=[Document(id="picture"), news[1]])["documents"]
    assert [document.id for document in found] == ids
    for document in (d for d in found if d.id == "picture"):
        assert (document.content, document.meta["quotations"]) == (None, [])
        assert "InputTypeError" in document.meta["quoteattr"]["warnings"][0]


def test_nothing_in_nothing_out(annotator):
    assert annotator.run(documents=[]) == {"documents": []}


def test_a_text_is_refused(annotator):
    with pytest.raises(InputTypeError, match=r"haystack\.dataclasses.*Document were asked for, found a str at place 0"):
        annotator.run(documents=[SAFE])


def test_the_quick_start_runs():
    run(DOCS / "haystack.md")
