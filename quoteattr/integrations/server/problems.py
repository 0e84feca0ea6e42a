"""What is answered in the place of a result: problem details as RFC 9457 has them, and never a trace."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from quoteattr.errors import InputTypeError, InvalidTextError, OptionError, QuoteAttrError, SchemaError

__all__ = ["MEDIA_TYPE", "RequestError", "headers_of", "problem", "status_of"]

MEDIA_TYPE = "application/problem+json"

# Errors quote what was found, which may be as long as a body.
_LONGEST = 600

# The caller's doing, wherever in the library it is noticed.
_UNPROCESSABLE = (InputTypeError, InvalidTextError, OptionError, SchemaError)


class RequestError(QuoteAttrError, ValueError):
    """A request that cannot be answered.

    Attributes:
        status: The HTTP status that says so.
        headers: Headers that belong to it.

    Example:
        >>> status_of(RequestError(413, "a body of 2,000 bytes was sent; accepted are 1,000"))
        413
    """

    def __init__(self, status: int, message: str, *, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.headers = dict(headers or {})


def status_of(error: Exception) -> int:
    """Return the HTTP status of an error; 500 for one that is no caller's.

    Args:
        error: What was raised.

    Example:
        >>> status_of(OptionError("ratio=2 was asked for")), status_of(IndexError("list index out of range"))
        (422, 500)
    """
    if isinstance(error, RequestError):
        return error.status
    return 422 if isinstance(error, _UNPROCESSABLE) else 500


def headers_of(error: Exception) -> dict[str, str]:
    """Return the headers that belong to an error.

    Args:
        error: What was raised.

    Example:
        >>> headers_of(RequestError(503, "busy", headers={"Retry-After": "2"}))
        {'Retry-After': '2'}
    """
    return error.headers if isinstance(error, RequestError) else {}


def problem(status: int, detail: str) -> dict[str, Any]:
    """Return the record of a problem.

    Args:
        status: The HTTP status.
        detail: What was asked for, what was found and what is accepted.

    Example:
        >>> problem(404, "no such page")
        {'type': 'about:blank', 'title': 'Not Found', 'status': 404, 'detail': 'no such page'}
    """
    try:
        title = HTTPStatus(status).phrase
    except ValueError:
        title = "Error"
    return {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": detail if len(detail) <= _LONGEST else f"{detail[:_LONGEST]}…",
    }
