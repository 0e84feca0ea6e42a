"""What arguments accept: the checks that several functions share, each with one message."""

from collections.abc import Sequence
from numbers import Real
from typing import Any, Literal

from quoteattr.errors import OptionError

__all__ = ["OnError", "Precision", "check_count", "check_one_of", "check_score"]

OnError = Literal["raise", "skip", "record"]
"""What an article that cannot be annotated does to the others."""

Precision = Literal["auto", "float32", "bfloat16", "float16", "int8"]
"""What the encoder computes in; "auto" chooses by the device."""


def check_one_of(name: str, value: Any, accepted: Sequence[str]) -> None:
    """Refuse what is not one of a few words.

    Args:
        name: The argument.
        value: What was passed.
        accepted: The words.

    Raises:
        OptionError: If it is none of them.

    Example:
        >>> check_one_of("on_error", "ignore", ("raise", "skip"))
        Traceback (most recent call last):
        quoteattr.errors.OptionError: on_error='ignore' was asked for; accepted are 'raise', 'skip'
    """
    if value not in accepted:
        raise OptionError(f"{name}={value!r} was asked for; accepted are {', '.join(map(repr, accepted))}")


def check_count(name: str, value: Any) -> None:
    """Refuse what is no whole number from 1.

    Args:
        name: The argument.
        value: What was passed.

    Raises:
        OptionError: If it is something else.

    Example:
        >>> check_count("batch_size", 0)
        Traceback (most recent call last):
        quoteattr.errors.OptionError: batch_size=0 was asked for; accepted are whole numbers from 1
    """
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise OptionError(f"{name}={value!r} was asked for; accepted are whole numbers from 1")


def check_score(name: str, value: Any, *, default: str) -> None:
    """Refuse what is no score.

    Args:
        name: The argument.
        value: What was passed; `None` for the default.
        default: What `None` stands for, in words.

    Raises:
        OptionError: If it is not `None` or a number from 0 to 1.

    Example:
        >>> check_score("min_score", 50, default="the checkpoint's own")
        Traceback (most recent call last):
        quoteattr.errors.OptionError: min_score=50 was asked for; accepted are numbers from 0 (keep all) to 1, or None \
for the checkpoint's own
    """
    if value is None:
        return
    # Compared as it is: the float of a very large whole number is an error of its own.
    number = value
    if isinstance(value, bool) or not isinstance(value, Real) or not 0 <= number <= 1:
        raise OptionError(
            f"{name}={value!r} was asked for; accepted are numbers from 0 (keep all) to 1, or None for {default}"
        )
