"""What was read from an article as nested columns of an Arrow table, of the same types whatever was found."""

from collections.abc import Iterable
from typing import Any

from quoteattr.extras import need
from quoteattr.integrations.frames.schemas import OWNERS, SCHEMAS
from quoteattr.integrations.records import quotation_records, speaker_records
from quoteattr.streaming import failure_of
from quoteattr.types import Article

pa = need("pyarrow", "frames")

__all__ = ["ANNOTATION_SCHEMA", "annotation_schema", "annotation_table", "storable"]

_place = [("start", pa.int64()), ("end", pa.int64())]
_spans = pa.list_(pa.struct(_place))


def _records(rows: Any, **more: Any) -> Any:
    """Return the type of a list of records; any of their fields may be null, as engines will have it anyway."""
    columns = {field.name: field.type for field in SCHEMAS[rows] if field.name not in OWNERS}
    return pa.list_(pa.struct(list((columns | more).items())))


ANNOTATION_SCHEMA = pa.schema(
    {
        "quotations": _records("quotations", content_spans=_spans, cue_spans=_spans, source_spans=_spans),
        "speakers": _records("speakers", mention_spans=pa.list_(pa.struct([*_place, ("kind", pa.string())]))),
        "summary": pa.string(),
        "warnings": pa.list_(pa.string()),
        "error": pa.string(),
        "version": pa.string(),
        "checkpoint": pa.string(),
    }
)
"""The columns of an annotation, in order."""


def annotation_schema(*, record: bool = False) -> Any:
    """Return the columns of an annotation as a `pyarrow.Schema`.

    Args:
        record: Whether there is a last one, `record`, with the whole article as JSON.

    Example:
        >>> annotation_schema(record=True).names[-2:]
        ['checkpoint', 'record']
    """
    return ANNOTATION_SCHEMA.append(pa.field("record", pa.string())) if record else ANNOTATION_SCHEMA


def annotation_table(articles: Iterable[Article], *, record: bool = False) -> Any:
    """Make a table of articles, a row for each.

    Args:
        articles: The articles, in order; one that `Pipeline.pipe` recorded as failed has its reason in `error`.
        record: As for `annotation_schema`.

    Returns:
        A `pyarrow.Table`. Without the record, it has neither the text nor the id.

    Example:
        >>> from quoteattr import annotate
        >>> table = annotation_table([annotate("“Yes,” said Eve."), Article("It rained.")])
        >>> [[said["speaker"] for said in row["quotations"]] for row in table.to_pylist()]
        [['Eve'], []]
    """
    rows = [_row(article, {"record": storable(article.to_json())} if record else {}) for article in articles]
    return pa.Table.from_pylist(rows, schema=annotation_schema(record=record))


def storable(text: str) -> str:
    r"""Write lone surrogates as escapes, since no column of text can hold them.

    Args:
        text: Any string.

    Example:
        >>> storable("Caf\ud800")
        'Caf\\ud800'
    """
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _row(article: Article, more: dict[str, Any]) -> dict[str, Any]:
    failure = failure_of(article)
    return {
        "quotations": list(quotation_records(article)),
        "speakers": list(speaker_records(article)),
        "summary": article.summary.text,
        "warnings": [storable(warning) for warning in article.warnings],
        "error": None if failure is None else storable(failure),
        "version": article.provenance.get("quoteattr"),
        "checkpoint": article.provenance.get("checkpoint"),
        **more,
    }
