"""quoteattr inside Spark: articles annotated partition by partition, in the cluster's Python workers."""

from collections.abc import Callable, Iterator
from typing import Any, Unpack

from quoteattr.arguments import check_count
from quoteattr.errors import OptionError
from quoteattr.extras import need

types = need("pyspark.sql.types", "spark")
pa = need("pyarrow", "spark")
conversion = need("pyspark.sql.pandas.types", "spark")

from quoteattr.integrations import columns  # noqa: E402 - the extra to name is this one's
from quoteattr.integrations.batches import BatchAnnotator, Settings  # noqa: E402

__all__ = [
    "ANNOTATION_SCHEMA",
    "BatchAnnotator",
    "annotate_frame",
    "annotate_partitions",
    "output_schema",
]

ANNOTATION_SCHEMA = conversion.from_arrow_schema(columns.ANNOTATION_SCHEMA)
"""The columns of an annotation, as a `StructType`; `ANNOTATION_SCHEMA.simpleString()` is their DDL."""


def annotate_frame(df: Any, *, batch_size: int = 64, **settings: Unpack[Settings]) -> Any:
    """Annotate the articles of a Spark data frame: one row in, one row out.

    Like everything of Spark it is lazy, and annotates again each time its result is used: write it first.

    Args:
        df: The data frame.
        batch_size: How many articles a worker holds at a time.
        settings: The fields of `BatchOptions`: columns, checkpoint, options. `threads` is by default what
            `spark.task.cpus` gives a task.

    Returns:
        A data frame of the kept columns and those of `ANNOTATION_SCHEMA`.

    Raises:
        OptionError: If an option is outside its accepted values, a column is missing or a kept one has the name of one
            of ours.

    Example:
        >>> articles = spark.read.parquet("articles/")  # doctest: +SKIP
        >>> annotate_frame(articles, id_column="url").write.parquet("annotated/")  # doctest: +SKIP
    """
    settings.setdefault("threads", int(df.sparkSession.conf.get("spark.task.cpus", "1")))
    annotator = BatchAnnotator(**settings)
    # Through Arrow and not pandas, which makes floating-point numbers of an id column with a null in it.
    return df.mapInArrow(annotate_partitions(annotator, batch_size=batch_size), output_schema(df.schema, annotator))


def annotate_partitions(annotator: BatchAnnotator, *, batch_size: int = 64) -> Callable[[Iterator[Any]], Iterator[Any]]:
    """Make the function that `DataFrame.mapInPandas` and `DataFrame.mapInArrow` take.

    Args:
        annotator: Which columns, which checkpoint, which options.
        batch_size: How many articles it holds at a time.

    Returns:
        A function from an iterator of batches to one of annotated batches: data frames of pandas for such, record
        batches of Arrow for those. Its schema is `output_schema(df.schema, annotator)`.

    Raises:
        OptionError: If `batch_size` is not a whole number from 1.

    Example:
        >>> batch = pa.RecordBatch.from_pydict({"text": ["“Yes,” said Eve.", "It rained."]})
        >>> [annotated.num_rows for annotated in annotate_partitions(BatchAnnotator(), batch_size=1)(iter([batch]))]
        [1, 1]
    """
    check_count("batch_size", batch_size)

    def annotated(batches: Iterator[Any]) -> Iterator[Any]:
        for batch in batches:
            is_arrow = isinstance(batch, pa.RecordBatch)
            for start in range(0, len(batch), batch_size):
                rows = batch.slice(start, batch_size) if is_arrow else batch.iloc[start : start + batch_size]
                table = annotator(rows)
                yield from table.combine_chunks().to_batches() if is_arrow else [table.to_pandas()]

    return annotated


def output_schema(schema: Any, annotator: BatchAnnotator) -> Any:
    """Return the schema of an annotated data frame.

    Args:
        schema: That of the data frame before, a `StructType`.
        annotator: What annotates it.

    Raises:
        OptionError: If a column is missing, has no text, or has the name of one of ours.

    Example:
        >>> before = types.StructType([types.StructField("text", types.StringType())])
        >>> output_schema(before, BatchAnnotator(keep=())).names[:3]
        ['quotations', 'speakers', 'summary']
    """
    options = annotator.options
    kept = [schema[name] for name in options.kept(schema.names)]
    found = schema[options.text_column].dataType
    if not isinstance(found, types.StringType):
        raise OptionError(
            f"the column {options.text_column!r} was to be read as text, but is of type {found.simpleString()}: name "
            "the column of the articles' texts by text_column, or cast it to a string"
        )
    ours = conversion.from_arrow_schema(columns.annotation_schema(record=options.record))
    return types.StructType([*kept, *ours.fields])
