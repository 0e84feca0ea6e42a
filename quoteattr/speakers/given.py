"""Quotations that were found elsewhere: what can be wrong with them."""

from collections.abc import Iterable
from typing import Any

from quoteattr.errors import InputTypeError, OptionError
from quoteattr.types import Article, Quotation

__all__ = ["check_quotations"]


def check_quotations(text: str, quotations: Any) -> tuple[Quotation, ...]:
    """Return given quotations in order of their content, or refuse them.

    Args:
        text: The text that they were found in.
        quotations: What a caller passed as its quotations.

    Raises:
        InputTypeError: If they are not `Quotation` objects.
        OptionError: If a span ends after the text, or two of them share an id.

    Example:
        >>> check_quotations("Yes.", [{"id": "q1"}])
        Traceback (most recent call last):
        ...
        quoteattr.errors.InputTypeError: quotations were asked for, but number 0 of them is a dict; ...
    """
    found = _listed(quotations)
    first: dict[str, int] = {}
    for number, quotation in enumerate(found):
        if not isinstance(quotation, Quotation):
            raise InputTypeError(
                f"quotations were asked for, but number {number} of them is a {type(quotation).__name__}; make each a "
                "quoteattr.Quotation, from a record in the published form with `Quotation.from_dict(record, speakers)`"
            )
        _check_spans(text, quotation)
        if first.setdefault(quotation.id, number) != number:
            raise OptionError(
                f"numbers {first[quotation.id]} and {number} of the quotations share the id {quotation.id!r}; give "
                "each an id of its own"
            )
    return tuple(sorted(found, key=lambda quotation: quotation.start))


def _listed(quotations: Any) -> list[Any]:
    if isinstance(quotations, Article | Quotation) or not isinstance(quotations, Iterable):
        raise InputTypeError(
            f"a list of quotations was asked for, found {type(quotations).__name__}; pass `article.quotations`, or a "
            "list even for one or none"
        )
    return list(quotations)


def _check_spans(text: str, quotation: Quotation) -> None:
    last = max(span.end for span in (*quotation.content, *quotation.cue, *quotation.source))
    if last > len(text):
        raise OptionError(
            f"quotation {quotation.id!r} has a span that ends at {last}, but the text has {len(text)} characters; "
            "count code points, not bytes or UTF-16 units, in the unchanged text that is passed beside it"
        )
