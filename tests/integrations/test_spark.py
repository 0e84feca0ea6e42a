"""Spark: the same articles as the pipeline's, partition by partition, from Parquet to Parquet."""

import os
import sys

import pytest

pytest.importorskip("pyspark", reason="needs the extra spark")

from pyspark.sql import SparkSession
from pyspark.sql.types import LongType, StringType, StructField, StructType

from quoteattr import Article, Pipeline
from quoteattr.errors import OptionError
from quoteattr.integrations.spark import (
    ANNOTATION_SCHEMA,
    BatchAnnotator,
    annotate_frame,
    annotate_partitions,
    output_schema,
)
from tests.integrations.shared import TEXTS

# Spark's processes speak to each other over sockets of this machine.
pytestmark = [pytest.mark.integration, pytest.mark.enable_socket]

# Beyond what a floating-point number holds exactly, which pandas would make of it beside the null.
LONG = 2**60 + 1
ROWS = [(LONG + n, text) for n, text in enumerate(TEXTS)] + [(None, TEXTS[0])]


@pytest.fixture(scope="module")
def spark():
    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


def frame(spark, partitions=4):
    schema = StructType([StructField("n", LongType()), StructField("text", StringType())])
    return spark.createDataFrame(ROWS, schema).repartition(partitions)


def expected(**options):
    items = [(None if n is None else str(n), text) for n, text in ROWS]
    articles = Pipeline.from_pretrained("default").pipe(items, on_error="record", **options)
    return sorted(articles, key=lambda article: str(article.id))


def articles_of(df):
    return sorted((Article.from_json(row["record"]) for row in df.collect()), key=lambda article: str(article.id))


def test_parquet_in_and_parquet_out_give_the_articles_of_the_pipeline(spark, tmp_path):
    frame(spark).write.parquet(str(tmp_path / "in"))
    df = annotate_frame(spark.read.parquet(str(tmp_path / "in")), id_column="n", record=True, max_sentences=1)
    df.write.parquet(str(tmp_path / "out"))
    out = spark.read.parquet(str(tmp_path / "out"))
    assert (
        out.schema
        == df.schema
        == StructType([*frame(spark).schema, *ANNOTATION_SCHEMA, StructField("record", StringType())])
    )
    assert articles_of(out) == expected(max_sentences=1)
    assert sorted(row["n"] or 0 for row in out.collect()) == sorted(n or 0 for n, _ in ROWS)
    assert out.where("error is not null").count() == 1


def test_pandas_and_arrow_give_the_same_rows(spark):
    annotator = BatchAnnotator(keep=())
    df = frame(spark).select("text")
    function, schema = annotate_partitions(annotator, batch_size=1), output_schema(df.schema, annotator)
    by_pandas, by_arrow = (how(function, schema).collect() for how in (df.mapInPandas, df.mapInArrow))
    assert by_pandas == by_arrow
    assert len(by_arrow) == len(ROWS)


def test_no_row_has_the_same_columns_as_many(spark, tmp_path):
    annotate_frame(frame(spark).limit(0)).write.parquet(str(tmp_path / "out"))
    assert spark.read.parquet(str(tmp_path / "out")).schema.names == ["n", "text", *ANNOTATION_SCHEMA.names]


def test_quotations_are_queried_without_the_text(spark):
    annotate_frame(frame(spark)).createOrReplaceTempView("articles")
    query = "select n, q.speaker, q.role, q.content from articles lateral view explode(quotations) as q where n > 0"
    found = [tuple(row) for row in spark.sql(query).collect()]
    assert (LONG, "Ada Burns", "chief engineer of Marlow Council", "“The bridge is safe,”") in found


def test_a_worker_keeps_the_weights_from_task_to_task(spark):
    def loads(batches):
        import pyarrow as pa

        from quoteattr.integrations.batches import _load

        for _ in batches:
            yield pa.RecordBatch.from_pydict({"pid": [os.getpid()], "loads": [_load.cache_info().misses]})

    for _ in range(2):
        annotate_frame(frame(spark, 8)).collect()
    found = frame(spark, 8).mapInArrow(loads, "pid long, loads long").collect()
    assert {row["loads"] for row in found} <= {0, 1}
    assert any(row["loads"] for row in found)


REFUSED = {
    "no such column": ({"text_column": "body"}, "'body' was asked for; the table has 'n', 'text'"),
    "not a text": ({"text_column": "n"}, "of type bigint"),
    "a wrong option": ({"ratio": 2}, "ratio"),
    "no rows at a time": ({"batch_size": 0}, "batch_size=0"),
}


@pytest.mark.parametrize(("settings", "message"), REFUSED.values(), ids=REFUSED)
def test_what_does_not_fit_is_refused_before_anything_is_started(spark, settings, message):
    with pytest.raises(OptionError, match=message):
        annotate_frame(frame(spark), **settings)


def test_a_missing_checkpoint_stops_the_job_with_our_message(spark):
    with pytest.raises(Exception, match="/no/such/folder"):
        annotate_frame(frame(spark, 1), checkpoint="/no/such/folder").collect()
