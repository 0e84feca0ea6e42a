"""Files in and out: articles to annotate, and the records of annotated articles."""

from quoteattr.io.articles import read_articles
from quoteattr.io.brat import read_brat, write_brat
from quoteattr.io.conll import CONLL_COLUMNS, iter_conll
from quoteattr.io.csv_rows import CSV_COLUMNS, iter_csv, read_csv
from quoteattr.io.files import open_atomic
from quoteattr.io.offsets import from_utf16, to_utf16
from quoteattr.io.reading import read_records
from quoteattr.io.records import iter_json, iter_jsonl, read_json, read_jsonl, write_json, write_jsonl
from quoteattr.io.schema import schema
from quoteattr.io.web import read_html
from quoteattr.io.web_annotation import iter_web_annotations, read_web_annotations

__all__ = [
    "CONLL_COLUMNS",
    "CSV_COLUMNS",
    "from_utf16",
    "iter_conll",
    "iter_csv",
    "iter_json",
    "iter_jsonl",
    "iter_web_annotations",
    "open_atomic",
    "read_articles",
    "read_brat",
    "read_csv",
    "read_html",
    "read_json",
    "read_jsonl",
    "read_records",
    "read_web_annotations",
    "schema",
    "to_utf16",
    "write_brat",
    "write_json",
    "write_jsonl",
]
