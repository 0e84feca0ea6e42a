"""What a request asks for, read from its body."""

import json
from dataclasses import dataclass, field, fields
from typing import Any, NoReturn, get_args

from quoteattr.errors import InputTypeError, OptionError, QuoteAttrError, SchemaError
from quoteattr.integrations.server.engine import Item
from quoteattr.integrations.server.problems import RequestError
from quoteattr.io.offsets import Offsets
from quoteattr.options import Options
from quoteattr.spans import one_of
from quoteattr.text.checks import check_text

__all__ = ["Asked", "Refused", "decode", "read_json", "read_text"]

_OPTIONS = tuple(option.name for option in fields(Options))
_FLAGS = tuple(option.name for option in fields(Options) if option.type is bool)
_ARTICLE = ("id", "text")
_ONE = (*_ARTICLE, "offsets", *_OPTIONS)
_MANY = ("articles", "offsets", *_OPTIONS)
_FORMS = 'accepted are {"text": …} for one article and {"articles": [{"text": …}, …]} for many'


@dataclass(frozen=True, slots=True)
class Refused:
    """An article that cannot be annotated.

    Args:
        error: Why.
        id: The caller's name for it; `None` if it has none.

    Example:
        >>> Refused(SchemaError("no text")).id is None
        True
    """

    error: QuoteAttrError
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for.

    Args:
        items: The articles, and what stands in the place of those that cannot be annotated.
        options: What is asked of each.
        offsets: What offsets of the answer count.
        many: Whether a list is asked for.

    Example:
        >>> Asked((("a", "It rained."),)).many
        False
    """

    items: tuple[Item | Refused, ...]
    options: Options = field(default_factory=Options)
    offsets: Offsets = "codepoint"
    many: bool = False


def read_json(body: bytes) -> Asked:
    """Read a request in JSON.

    Args:
        body: The body of the request.

    Raises:
        RequestError: If it is not JSON in UTF-8.
        SchemaError: If it has neither of the two forms.
        InputTypeError: If the text of a single article is no text.
        InvalidTextError: If it has a lone surrogate.
        OptionError: If an option is outside its accepted values.

    Example:
        >>> read_json(b'{"text": "It rained.", "max_sentences": 1}').items
        ((None, 'It rained.'),)
    """
    record = _parse(body)
    if not isinstance(record, dict) or ("text" in record) == ("articles" in record):
        raise SchemaError(f"one article or many were asked for, found {_found(record)}; {_FORMS}")
    many = "articles" in record
    _only(record, _MANY if many else _ONE)
    offsets = _offsets(record.get("offsets"))
    options = _options({name: _whole(record[name]) for name in _OPTIONS if record.get(name) is not None})
    if not many:
        return Asked((_item({name: record[name] for name in _ARTICLE if name in record}),), options, offsets)
    articles = record["articles"]
    if not isinstance(articles, list):
        raise SchemaError(f"`articles` is {_found(articles)}; {_FORMS}")
    return Asked(tuple(map(_item_or_refused, articles)), options, offsets, many=True)


def read_text(body: bytes) -> Asked:
    """Read a request whose body is the text of an article.

    Args:
        body: The body of the request.

    Raises:
        RequestError: If it is not in UTF-8.

    Example:
        >>> read_text(b"It rained.").items
        ((None, 'It rained.'),)
    """
    return Asked(((None, decode(body)),))


def decode(body: bytes) -> str:
    """Return the text of a body.

    Args:
        body: The body of a request.

    Raises:
        RequestError: If it is not in UTF-8.

    Example:
        >>> decode("Ça va ?".encode())
        'Ça va ?'
    """
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RequestError(
            400, f"a body in UTF-8 was asked for, found the byte 0x{body[error.start]:02x} at {error.start}: convert it"
        ) from error


def _parse(body: bytes) -> Any:
    try:
        return json.loads(decode(body), parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        if isinstance(error, RequestError):
            raise
        raise RequestError(400, f"JSON was asked for, found something else ({error}); {_FORMS}") from error


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")


def _options(asked: dict[str, Any]) -> Options:
    for name in _FLAGS:
        if not isinstance(asked.get(name, False), bool):
            raise OptionError(f"{name}={asked[name]!r:.60} was asked for; accepted are true and false")
    try:
        options = Options(**asked)
    except OverflowError as error:
        raise OptionError(f"a score was asked for that is no number from 0 to 1 ({error})") from error
    if options.focus is not None:
        check_text(options.focus)
    return options


def _offsets(asked: Any) -> Offsets:
    offsets: Offsets = one_of("codepoint" if asked is None else asked, get_args(Offsets), "`offsets`")
    return offsets


def _item_or_refused(record: Any) -> Item | Refused:
    try:
        return _item(record)
    except QuoteAttrError as error:
        name = record.get("id") if isinstance(record, dict) else None
        return Refused(error, name if isinstance(name, str) else None)


def _item(record: Any) -> Item:
    if not isinstance(record, dict) or "text" not in record:
        raise SchemaError(f'an article {{"id": …, "text": …}} was asked for, found {_found(record)}')
    _only(record, _ARTICLE)
    text, name = record["text"], _whole(record.get("id"))
    if not isinstance(text, str):
        raise InputTypeError(f"a string as the article's `text` was asked for, found {_found(text)}")
    check_text(text)
    # True is an int in Python, but not a number in JSON.
    if isinstance(name, bool) or not isinstance(name, str | int | None):
        raise SchemaError(f"`id` is {_found(name)}; accepted are a string, a whole number and null")
    return (None if name is None else str(name)), text


def _whole(value: Any) -> Any:
    """Return a whole number as one: to JSON, 2.0 is the same as 2."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _only(record: dict[str, Any], accepted: tuple[str, ...]) -> None:
    unknown = [name for name in record if name not in accepted]
    if unknown:
        raise SchemaError(f"the field {unknown[0]!r:.60} is not known here; accepted are {', '.join(accepted)}")


def _found(value: Any) -> str:
    if isinstance(value, dict):
        return f"an object with {', '.join(f'{name!r:.40}' for name in list(value)[:8]) or 'no fields'}"
    kinds = {list: "a list", str: "a string", bool: "true or false", int: "a number", float: "a number"}
    return kinds.get(type(value), "null")
