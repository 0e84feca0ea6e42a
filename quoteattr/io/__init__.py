"""Files in and out: articles to annotate, and the records of annotated articles."""

from quoteattr.io.articles import read_articles
from quoteattr.io.files import open_atomic
from quoteattr.io.offsets import from_utf16, to_utf16
from quoteattr.io.records import iter_json, iter_jsonl, read_jsonl, write_json, write_jsonl
from quoteattr.io.schema import schema

__all__ = [
    "from_utf16",
    "iter_json",
    "iter_jsonl",
    "open_atomic",
    "read_articles",
    "read_jsonl",
    "schema",
    "to_utf16",
    "write_json",
    "write_jsonl",
]
