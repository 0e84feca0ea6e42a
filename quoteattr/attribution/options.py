"""Options of the attribution that callers set."""

from numbers import Real
from typing import Any

from quoteattr.errors import OptionError

__all__ = ["check_min_score", "check_min_speaker_score"]


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
    _check("min_score", min_score, "the checkpoint's own")


def check_min_speaker_score(min_speaker_score: Any) -> None:
    """Refuse what is no score.

    Args:
        min_speaker_score: The score below which a quotation's speaker is not given; `None` for the pipeline's own.

    Raises:
        OptionError: If it is not `None` or a number from 0 to 1.

    Example:
        >>> check_min_speaker_score(0.5)
        >>> check_min_speaker_score("high")
        Traceback (most recent call last):
        ...
        quoteattr.errors.OptionError: min_speaker_score='high' was asked for; accepted are numbers from 0 ...
    """
    _check("min_speaker_score", min_speaker_score, "the pipeline's own (0 unless it was set)")


def _check(name: str, value: Any, default: str) -> None:
    if value is None:
        return
    # Compared as it is: the float of a very large whole number is an error of its own.
    number = value
    if isinstance(value, bool) or not isinstance(value, Real) or not 0 <= number <= 1:
        raise OptionError(
            f"{name}={value!r} was asked for; accepted are numbers from 0 (keep all) to 1, or None for {default}"
        )
