"""A stretch of an article with edits made."""

from collections.abc import Sequence

from quoteattr.types import Edit, Span

__all__ = ["applied"]


def applied(text: str, span: Span, edits: Sequence[Edit]) -> str:
    """Return a stretch of a text with edits made and white space folded.

    Args:
        text: The text.
        span: The stretch.
        edits: Edits within it, in order and without overlap.

    Example:
        >>> applied("She  said no.", Span(0, 13), [Edit(0, 3, "Ada Burns", "speaker")])
        'Ada Burns said no.'
    """
    parts, at = [], span.start
    for edit in edits:
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    parts.append(text[at : span.end])
    return " ".join("".join(parts).split())
