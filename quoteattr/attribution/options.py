"""Options of the attribution that callers set."""

from numbers import Real
from typing import Any

from quoteattr.errors import OptionError

__all__ = ["check_min_score"]


def check_min_score(min_score: Any) -> None:
    """Refuse what is no score.

    Args:
        min_score: The score below which quotations are left out; `None` for the checkpoint's own.

    Raises:
        OptionError: If it is not `None` or a number from 0 to 1.

    Example:
        >>> check_min_score(0.5)
        >>> check_min_score(50)
        Traceback (most recent call last):
        ...
        quoteattr.errors.OptionError: min_score=50 was asked for; accepted are numbers from 0 (keep all) to 1, ...
    """
    if min_score is None:
        return
    if isinstance(min_score, bool) or not isinstance(min_score, Real) or not 0 <= float(min_score) <= 1:
        raise OptionError(
            f"min_score={min_score!r} was asked for; accepted are numbers from 0 (keep all) to 1, or None for the "
            "checkpoint's own"
        )
