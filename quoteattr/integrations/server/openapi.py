"""The description of the service: OpenAPI 3.1, with the published JSON Schema of an article in it."""

import json
from importlib import resources
from typing import Any

from quoteattr.io.schema import schema

__all__ = ["answers", "components", "health", "question"]

_PREFIX = "#/components/schemas/"
_PROBLEMS = {
    400: "The body is not JSON in UTF-8, or not UTF-8.",
    408: "The body did not arrive in time.",
    413: "The body is too large, or has more articles than may wait.",
    415: "The body is of another media type, or compressed.",
    422: "The body has another form, or an option is outside its accepted values.",
    500: "The article could not be read; that is a fault of the service.",
    503: "There is no room for more; `Retry-After` says in how many seconds to ask again.",
}


def components() -> dict[str, Any]:
    """Return the schemas by name: what is asked, what is answered, and the parts of an article.

    Example:
        >>> components()["Article"]["properties"]["summary"]
        {'$ref': '#/components/schemas/summary'}
    """
    # What the article's schema keeps under $defs stands beside it here, where the rest of the document can refer to it.
    article = json.loads(json.dumps(schema()).replace('"#/$defs/', f'"{_PREFIX}'))
    parts = article.pop("$defs")
    article.pop("$schema")
    own = json.loads(resources.files(__package__).joinpath("service.schema.json").read_text(encoding="utf-8"))
    options = own.pop("Options")["properties"]
    own["One"]["properties"] = {**own["Input"]["properties"], **options}
    own["Many"]["properties"] |= options
    exclusive = [_not_both("max_sentences", "ratio", "number"), _not_both("compress", "faithful", "boolean")]
    own["One"]["allOf"] = own["Many"]["allOf"] = exclusive
    return {**own, "Article": article, **parts}


def question() -> dict[str, Any]:
    """Return the `requestBody` of `POST /annotate`.

    Example:
        >>> sorted(question()["content"])
        ['application/json', 'text/plain']
    """
    one_or_many = {"anyOf": [{"$ref": f"{_PREFIX}One"}, {"$ref": f"{_PREFIX}Many"}]}
    examples = {
        "one": {"value": {"text": "“It is safe,” said Ada Burns, the mayor.", "max_sentences": 1}},
        "many": {"value": {"articles": [{"id": "a", "text": "It rained."}, {"id": "b", "text": "It snowed."}]}},
    }
    return {
        "required": True,
        "content": {
            "application/json": {"schema": one_or_many, "examples": examples},
            "text/plain": {"schema": {"type": "string", "description": "The text of one article, in UTF-8."}},
        },
    }


def answers() -> dict[int | str, dict[str, Any]]:
    """Return the `responses` of `POST /annotate`.

    Example:
        >>> sorted(answers())
        [200, 400, 408, 413, 415, 422, 500, 503]
    """
    found = {"anyOf": [{"$ref": f"{_PREFIX}Article"}, {"$ref": f"{_PREFIX}Answers"}]}
    problem = {"application/problem+json": {"schema": {"$ref": f"{_PREFIX}Problem"}}}
    return {
        200: {
            "description": "The article for one, a list for many.",
            "content": {"application/json": {"schema": found}},
        },
        **{status: {"description": why, "content": problem} for status, why in _PROBLEMS.items()},
    }


def health() -> dict[int | str, dict[str, Any]]:
    """Return the `responses` of `GET /health`.

    Example:
        >>> sorted(health())
        [200, 503]
    """
    content = {"application/json": {"schema": {"$ref": f"{_PREFIX}Health"}}}
    return {
        200: {"description": "Articles are taken.", "content": content},
        503: {"description": "No articles are taken: the service is shutting down.", "content": content},
    }


def _not_both(first: str, second: str, kind: str) -> dict[str, Any]:
    """State that of two options only one may be given; of two flags, only one may be true."""
    given: dict[str, Any] = {"const": True} if kind == "boolean" else {"type": kind}
    return {"not": {"properties": {first: given, second: given}, "required": [first, second]}}
