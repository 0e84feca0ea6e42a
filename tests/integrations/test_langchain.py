"""Quotations in documents of LangChain."""

import asyncio
import json
import pickle
from pathlib import Path

import pytest

pytest.importorskip("langchain_core", reason="documents of LangChain need the extra `langchain`")

from langchain_core.documents import BaseDocumentTransformer, Document
from langchain_core.embeddings import DeterministicFakeEmbedding
from langchain_core.runnables import RunnableLambda
from langchain_core.vectorstores import InMemoryVectorStore

import quoteattr
from quoteattr.errors import InputTypeError, InvalidTextError, OptionError
from quoteattr.integrations.langchain import QuoteTransformer
from quoteattr.types import Article
from tests.integrations.quickstart import run
from tests.integrations.shared import WRONG_OPTIONS

DOCS = Path(__file__).parents[2] / "docs"
EXAMPLE = DOCS / "examples" / "thornaby-vale.txt"
SAFE = "“The bridge is safe,” said Ada Burns, the former mayor of Marlow. Tom Hale, an engineer, said it was not."
RAIN = "It rained on Monday. Nobody spoke."
SCALARS = (str, int, float, bool)


@pytest.fixture(scope="module")
def pipeline():
    return quoteattr.Pipeline.from_pretrained("default")


@pytest.fixture
def news():
    return [
        Document(SAFE, id="safe", metadata={"source": "gazette.txt", "page": 3}),
        Document(RAIN, metadata={"source": "rain.txt"}),
    ]


def broken():
    """A text that is not well-formed, which `Document` refuses when it is made in the usual way."""
    return Document.model_construct(page_content="“\ud800” said Eve.", metadata={"page": 1}, id="bad", type="Document")


@pytest.mark.parametrize(
    "text", [SAFE, RAIN, "", EXAMPLE.read_text(encoding="utf-8")], ids=["safe", "rain", "", "long"]
)
def test_the_article_is_that_of_annotate(pipeline, text):
    [found] = QuoteTransformer(pipeline).transform_documents([Document(text, id="a")])
    expected = quoteattr.annotate(text, id="a")
    assert Article.from_dict({**found.metadata["quoteattr"], "text": found.page_content}) == expected
    assert [(r["quotation_id"], r["content"], r["speaker"]) for r in found.metadata["quotations"]] == [
        (q.id, q.content_text, q.speaker and q.speaker.name) for q in expected.quotations
    ]


def test_a_document_keeps_what_it_has(pipeline, news):
    before = [document.model_copy(deep=True) for document in news]
    found = QuoteTransformer(pipeline).transform_documents(news)
    assert news == before
    assert [(d.page_content, d.id, d.metadata["source"]) for d in found] == [
        (d.page_content, d.id, d.metadata["source"]) for d in before
    ]
    assert [set(d.metadata) - {"quotations", "quoteattr"} for d in found] == [{"source", "page"}, {"source"}]


def test_metadata_is_json(pipeline, news):
    for document in QuoteTransformer(pipeline).transform_documents(news):
        assert json.loads(json.dumps(document.metadata)) == document.metadata


def test_a_document_of_another_class_keeps_it(pipeline):
    class Page(Document):
        number: int = 0

    [found] = QuoteTransformer(pipeline).transform_documents([Page(page_content=SAFE, number=4)])
    assert (type(found), found.number, len(found.metadata["quotations"])) == (Page, 4, 2)


def test_a_document_per_quotation(pipeline, news):
    found = QuoteTransformer(pipeline, per="quotation").transform_documents(news)
    article = quoteattr.annotate(SAFE)
    assert [d.page_content for d in found] == [q.content_text for q in article.quotations]
    assert [d.id for d in found] == ["safe-q1", "safe-q2"]
    first = found[0].metadata
    assert {name: first[name] for name in ("source", "page", "article_id", "quotation_id", "quotation_source")} == {
        "source": "gazette.txt",
        "page": 3,
        "article_id": "safe",
        "quotation_id": "q1",
        "quotation_source": article.quotations[0].source_text,
    }
    assert (first["speaker"], first["speaker_kind"], first["speaker_former"]) == ("Ada Burns", "person", True)
    assert SAFE[first["quotation_start"] : first["quotation_end"]] == found[0].page_content


def test_metadata_of_a_quotation_is_flat(pipeline):
    unknown = "“Nobody asked us.” It rained."
    [found] = QuoteTransformer(pipeline, per="quotation", min_score=0).transform_documents([Document(unknown)])
    assert found.id is None
    assert {type(value) in SCALARS for value in found.metadata.values()} == {True}
    assert {"article_id", "speaker", "quotation_cue"}.isdisjoint(found.metadata)


def test_quotations_are_found_by_speaker(pipeline, news):
    store = InMemoryVectorStore(DeterministicFakeEmbedding(size=8))
    store.add_documents(QuoteTransformer(pipeline, per="quotation").transform_documents(news))
    found = store.similarity_search("the bridge", k=5, filter=lambda d: d.metadata["speaker"] == "Tom Hale")
    assert [document.id for document in found] == ["safe-q2"]


def test_options_reach_the_articles(pipeline, news):
    one, two = (
        QuoteTransformer(pipeline, max_sentences=n).transform_documents(news)[0].metadata["quoteattr"] for n in (1, 2)
    )
    assert (len(one["summary"]["sentences"]), len(two["summary"]["sentences"])) == (1, 2)
    [unsure] = QuoteTransformer(pipeline, min_score=1).transform_documents(news[:1])
    assert unsure.metadata["quotations"] == []


@pytest.mark.parametrize("options", WRONG_OPTIONS)
def test_a_wrong_option_is_noticed_when_the_transformer_is_made(pipeline, options):
    with pytest.raises(OptionError, match=r"accepted|asked for"):
        QuoteTransformer(pipeline, **options)


@pytest.mark.parametrize("size", [1, 2, 16])
def test_batches_make_no_difference(pipeline, news, size):
    documents = [*news, *news]
    expected = QuoteTransformer(pipeline).transform_documents(documents)
    assert QuoteTransformer(pipeline, batch_size=size).transform_documents(documents) == expected


def test_a_stream_is_read_in_batches(pipeline):
    taken = []

    def loaded():
        for n in range(10):
            taken.append(n)
            yield Document(RAIN)

    next(QuoteTransformer(pipeline, batch_size=3).lazy_transform_documents(loaded()))
    assert taken == [0, 1, 2]


def test_asynchronous_runs_agree(pipeline, news):
    transformer = QuoteTransformer(pipeline)

    async def run():
        return await asyncio.gather(*(transformer.atransform_documents(news) for _ in range(4)))

    assert asyncio.run(run()) == [transformer.transform_documents(news)] * 4


def test_in_a_chain(pipeline, news):
    transformer = QuoteTransformer(pipeline)
    assert isinstance(transformer, BaseDocumentTransformer)
    chain = RunnableLambda(transformer.transform_documents) | (lambda found: found[0].metadata["quotations"])
    assert [record["speaker"] for record in chain.invoke(news)] == ["Ada Burns", "Tom Hale"]


def test_an_article_that_fails_is_named(pipeline, news):
    with pytest.raises(InvalidTextError) as caught:
        QuoteTransformer(pipeline).transform_documents([news[0], broken()])
    assert caught.value.__notes__ == ["while annotating article 1 of the stream (id 'bad')"]


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        ({"on_error": "skip"}, ["safe", None]),
        ({"on_error": "record"}, ["safe", "bad", None]),
        ({"on_error": "record", "per": "quotation"}, ["safe-q1", "safe-q2"]),
    ],
    ids=["skipped", "recorded", "has no quotation"],
)
def test_an_article_that_fails_does_not_stop_the_others(pipeline, news, options, ids):
    found = QuoteTransformer(pipeline, **options).transform_documents([news[0], broken(), news[1]])
    assert [document.id for document in found] == ids
    for document in (d for d in found if d.id == "bad"):
        assert document.page_content == broken().page_content
        assert document.metadata["quotations"] == []
        assert "InvalidTextError" in document.metadata["quoteattr"]["warnings"][0]


def test_nothing_in_nothing_out(pipeline):
    assert QuoteTransformer(pipeline).transform_documents([]) == []


@pytest.mark.parametrize(
    ("call", "message"),
    [
        pytest.param(lambda t: t.transform_documents([SAFE]), "found a str at place 0", id="a text"),
        pytest.param(lambda t: t.transform_documents([], max_words=3), "found max_words; give", id="an option"),
    ],
)
def test_what_is_refused(pipeline, call, message):
    with pytest.raises(InputTypeError, match=message):
        call(QuoteTransformer(pipeline))


def test_a_transformer_can_be_pickled(news):
    transformer = QuoteTransformer(max_sentences=1)
    copy = pickle.loads(pickle.dumps(transformer))  # noqa: S301 - our own
    assert copy.transform_documents(news) == transformer.transform_documents(news)


def test_the_quick_start_runs():
    run(DOCS / "langchain.md")
