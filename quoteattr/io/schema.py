"""The published form of an article's record, as a JSON Schema."""

import json
from importlib.resources import files
from typing import Any

__all__ = ["schema"]


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of an annotated article, as every line of JSON Lines holds one.

    What `Article.from_dict` needs is required, so that records of older versions and records that a person wrote are
    valid too; fields that are not in the schema are allowed. What a schema cannot say is left to the reader: that a
    span lies within the text, and that a quotation's speaker is one of the article's.

    Example:
        >>> sorted(schema()["$defs"])[:4]
        ['edit', 'issue', 'mention', 'quotation']
        >>> schema()["$defs"]["quotation"]["properties"]["kind"]["enum"]
        ['direct', 'indirect', 'mixed']
    """
    text = files("quoteattr.io").joinpath("article.schema.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found
