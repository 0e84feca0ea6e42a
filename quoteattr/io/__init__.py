"""Files in and out: articles to annotate, and the records of annotated articles."""

from quoteattr.io.articles import read_articles
from quoteattr.io.files import open_atomic
from quoteattr.io.records import iter_json, iter_jsonl, read_jsonl, write_json, write_jsonl

__all__ = [
    "iter_json",
    "iter_jsonl",
    "open_atomic",
    "read_articles",
    "read_jsonl",
    "write_json",
    "write_jsonl",
]
