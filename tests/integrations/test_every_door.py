"""The same texts give the same quotations through every door; a door whose library is missing is skipped."""

import json
import os
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from click.testing import CliRunner

import quoteattr
from quoteattr import Pipeline
from quoteattr.archive import annotate_files
from quoteattr.cli import main
from quoteattr.io import read_csv, read_jsonl, read_records

ROOT = Path(__file__).parents[2]
TEXTS = [
    (ROOT / "docs/examples/thornaby-vale.txt").read_text(encoding="utf-8"),
    "“The bridge is safe,” said Ada Burns, the mayor of Marlow. Tom Hale said it was not.",
    'Ferry late 😀\r\n\r\n‘I waited “an hour’, Mara Quill told us.\u2028She was "not amused.\r\n',
    "It rained all day in Lowmere.",
    "  \n\tThe harbour board denies\u00a0that fares will rise.  \n",
    "",
]


def shape(kind, content, start, end, speaker):
    return kind, content, start, end, speaker


def of_article(article):
    return [shape(q.kind, q.content_text, q.start, q.end, q.speaker and q.speaker.name) for q in article.quotations]


def of_record(record):
    return shape(*(record[name] for name in ("kind", "content", "start", "end", "speaker")))


def by_annotate(folder):
    return [of_article(quoteattr.annotate(text)) for text in TEXTS]


def by_pipe(folder):
    return [of_article(article) for article in Pipeline.from_pretrained().pipe(TEXTS, batch_size=2)]


def by_processes(folder):
    return [of_article(article) for article in Pipeline.from_pretrained().pipe(TEXTS, n_process=2)]


def written(folder):
    path = folder / "articles.jsonl"
    path.write_text("".join(f"{json.dumps({'id': n, 'text': text})}\n" for n, text in enumerate(TEXTS)))
    return str(path)


def by_command(folder):
    out = folder / "out.jsonl"
    assert CliRunner().invoke(main, ["annotate", written(folder), "-o", str(out)]).exit_code == 0
    return [of_article(article) for article in read_jsonl(out)]


def by_rendered_brat(folder):
    out, brat = folder / "out.jsonl", folder / "brat"
    assert CliRunner().invoke(main, ["annotate", written(folder), "-o", str(out)]).exit_code == 0
    assert CliRunner().invoke(main, ["render", str(out), "--format", "brat", "-o", str(brat)]).exit_code == 0
    # brat's files may stand in any order, and its folder of this run is sorted by the ids.
    return [of_article(article) for article in read_records([brat])]


def by_utf16(folder):
    out = folder / "out.jsonl"
    asked = ["annotate", written(folder), "-o", str(out), "--offsets", "utf16"]
    assert CliRunner().invoke(main, asked).exit_code == 0
    return [of_article(article) for article in read_jsonl(out)]


def by_csv(folder):
    out = folder / "out.csv"
    assert CliRunner().invoke(main, ["annotate", written(folder), "-o", str(out)]).exit_code == 0
    found = [[] for _ in TEXTS]
    for row in read_csv(out):
        row |= {"start": int(row["start"]), "end": int(row["end"]), "speaker": row["speaker"] or None}
        found[int(row["article_id"])].append(of_record(row))
    return found


def by_archive(folder):
    annotate_files([written(folder)], folder / "out", n_process=2)
    return [of_article(article) for article in read_jsonl(folder / "out" / "articles.jsonl")]


def by_transformers(folder):
    import transformers

    from quoteattr.integrations.transformers import register

    register()
    return [list(map(of_record, found)) for found in transformers.pipeline("quote-attribution")(list(TEXTS))]


def by_datasets(folder):
    from datasets import Dataset

    data = Dataset.from_dict({"text": TEXTS}).map(
        quoteattr.batch, batched=True, batch_size=4, features=quoteattr.features()
    )
    return [list(map(of_record, row["quotations"])) for row in data]


def by_frame(folder, library="pandas"):
    articles = list(Pipeline.from_pretrained().pipe((str(n), text) for n, text in enumerate(TEXTS)))
    frame = quoteattr.to_frame(articles, library=library)
    rows = (
        frame.to_pylist()
        if library == "arrow"
        else frame.to_dict("records")
        if library == "pandas"
        else frame.to_dicts()
    )
    found = [[] for _ in TEXTS]
    for row in rows:
        speaker = row["speaker"] if isinstance(row["speaker"], str) else None
        found[int(row["article_id"])].append(of_record({**row, "speaker": speaker}))
    return found


def by_polars(folder):
    return by_frame(folder, "polars")


def by_spacy(folder):
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("quoteattr")
    found = []
    for doc in nlp.pipe(TEXTS):
        article = doc._.quoteattr
        # A quotation of several parts is a span for each of them.
        spans = [(span.id_, span.label_, span._.speaker) for span in doc.spans["quotations"]]
        assert spans == [(q.id, q.kind, q.speaker and q.speaker.name) for q in article.quotations for _ in q.content]
        found.append(of_article(article))
    return found


def by_langchain(folder):
    from langchain_core.documents import Document

    from quoteattr.integrations.langchain import QuoteTransformer

    documents = QuoteTransformer().transform_documents([Document(page_content=text) for text in TEXTS])
    return [list(map(of_record, document.metadata["quotations"])) for document in documents]


def by_haystack(folder):
    from haystack import Document
    from haystack import Pipeline as Components

    from quoteattr.integrations.haystack import QuoteAnnotator

    components = Components()
    components.add_component("quotes", QuoteAnnotator())
    given = [Document(content=text) for text in TEXTS]
    documents = components.run({"quotes": {"documents": given}})["quotes"]["documents"]
    return [list(map(of_record, document.meta["quotations"])) for document in documents]


def by_service(folder):
    from quoteattr.integrations.server.settings import Settings
    from tests.integrations.serving import serving

    with serving(Settings(), Pipeline.from_pretrained) as client:
        answer = client.post({"articles": [{"text": text} for text in TEXTS]})
    assert answer.status == 200
    return [of_article(quoteattr.Article.from_dict(record)) for record in answer.json["articles"]]


def by_ray(folder):
    import ray

    from quoteattr.integrations.ray import annotate_dataset

    ray.init(num_cpus=2, include_dashboard=False)
    try:
        rows = [{"n": n, "text": text} for n, text in enumerate(TEXTS)]
        found = annotate_dataset(ray.data.from_items(rows), concurrency=1).take_all()
    finally:
        ray.shutdown()
    return [list(map(of_record, row["quotations"])) for row in sorted(found, key=lambda row: row["n"])]


def by_spark(folder):
    from pyspark.sql import SparkSession

    from quoteattr.integrations.spark import annotate_frame

    os.environ["PYSPARK_PYTHON"] = sys.executable
    spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    try:
        rows = annotate_frame(spark.createDataFrame(list(enumerate(TEXTS)), "n int, text string")).collect()
    finally:
        spark.stop()
    return [[of_record(said.asDict()) for said in row["quotations"]] for row in sorted(rows, key=lambda row: row["n"])]


DOORS = {
    by_annotate: "quoteattr",
    by_pipe: "quoteattr",
    by_processes: "quoteattr",
    by_command: "quoteattr",
    by_rendered_brat: "quoteattr",
    by_utf16: "quoteattr",
    by_csv: "quoteattr",
    by_archive: "quoteattr",
    by_transformers: "transformers",
    by_datasets: "datasets",
    by_frame: "pandas",
    by_polars: "polars",
    by_spacy: "spacy",
    by_langchain: "langchain_core",
    by_haystack: "haystack",
    by_service: "fastapi",
    by_ray: "ray",
    by_spark: "pyspark",
}


@pytest.fixture(scope="module")
def expected():
    """What the plainest way gives: one article at a time, in this process."""
    pipeline = Pipeline.from_pretrained()
    found = [of_article(pipeline(text)) for text in TEXTS]
    assert sum(map(len, found)) > 12
    assert found[1] == [
        ("direct", "“The bridge is safe,”", 0, 21, "Ada Burns"),
        ("indirect", "it was not", 73, 83, "Tom Hale"),
    ]
    return found


@pytest.mark.enable_socket
@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__.removeprefix("by_"))
def test_every_door_gives_the_same_quotations(door, expected, tmp_path):
    if find_spec(DOORS[door]) is None:
        pytest.skip(f"{DOORS[door]} is not installed")
    assert door(tmp_path) == expected
