"""What is wrong with a text: errors and warnings."""

from collections.abc import Sequence

from quoteattr.errors import InputTypeError, InvalidTextError
from quoteattr.text.marks import QuotedRegion

__all__ = ["check_text", "mark_warnings"]


def check_text(text: object) -> None:
    """Refuse what is no text.

    Args:
        text: What a caller passed as an article's text.

    Raises:
        InputTypeError: If it is not a string.
        InvalidTextError: If it has a lone surrogate.

    Example:
        >>> check_text(b"Yes.")
        Traceback (most recent call last):
        ...
        quoteattr.errors.InputTypeError: a text (str) was asked for, found bytes; ...
    """
    if not isinstance(text, str):
        raise InputTypeError(
            f"a text (str) was asked for, found {type(text).__name__}; decode bytes first, and pass several texts "
            "to `pipe`"
        )
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise InvalidTextError(
            f"the text has a lone surrogate {text[error.start]!r} at offset {error.start}, which is no character; "
            "decode the source again with its true encoding, or with errors='replace'"
        ) from error


def mark_warnings(regions: Sequence[QuotedRegion]) -> tuple[str, ...]:
    """Say how many quotation marks are never closed; nothing when all are.

    Args:
        regions: A text's quoted regions.

    Example:
        >>> from quoteattr.text.marks import pair_marks
        >>> mark_warnings(pair_marks("She said “no."))
        ('1 quotation mark is never closed, the first at offset 9',)
    """
    lost = [r.start for r in regions if not r.closed and not r.continued]
    if not lost:
        return ()
    count = "1 quotation mark is" if len(lost) == 1 else f"{len(lost)} quotation marks are"
    return (f"{count} never closed, the first at offset {lost[0]}",)
