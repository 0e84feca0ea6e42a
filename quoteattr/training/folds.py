"""The parts of articles for cross-validation."""

from collections.abc import Iterable
from typing import Any

from quoteattr.errors import OptionError

__all__ = ["parts_of"]


def parts_of(keys: Iterable[Any], folds: int) -> list[set[Any]]:
    """Divide articles by their place: each part has every so-many-th of them.

    Args:
        keys: The articles' ids, in order.
        folds: Number of parts.

    Raises:
        OptionError: If there are less than two folds.

    Example:
        >>> parts_of([1, 2, 3], 2)
        [{1, 3}, {2}]
    """
    if folds < 2:
        raise OptionError(f"folds={folds!r} was asked for; accepted are whole numbers from 2, and 5 is usual")
    order = list(keys)
    return [set(order[i::folds]) for i in range(folds)]
