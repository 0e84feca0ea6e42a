"""A content's fragments: which are one, and of what kind they make the quotation."""

from collections.abc import Sequence

from quoteattr.types import Kind, Span

__all__ = ["join_fragments", "kind_of"]

# Between fragments of one quotation, these do not part them.
_JOINTS = frozenset(".,;:!?-–—'’‘`\"“”„‟«»")


def join_fragments(spans: Sequence[Span], text: str, apart: Sequence[Span] = ()) -> tuple[Span, ...]:
    """Join spans with nothing but white space, marks and punctuation between them; the result is sorted.

    Args:
        spans: The fragments of one content.
        text: The text.
        apart: Spans over which none are joined, such as a dash that is the cue.

    Example:
        >>> join_fragments([Span(0, 3), Span(5, 6)], "Yes, I do.")
        (Span(start=0, end=6),)
    """
    out: list[Span] = []
    for span in sorted(spans):
        between = text[out[-1].end : span.start] if out else "x"
        parted = bool(out) and any(out[-1].end <= s.start < span.start for s in apart)
        if not parted and all(c.isspace() or c in _JOINTS for c in between):
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


def kind_of(content: Sequence[Span], text: str, mask: bytearray) -> Kind:
    """Return whether a content is direct, indirect or mixed, from the share of its letters inside quotation marks.

    Args:
        content: The content's spans.
        text: The text.
        mask: One byte a character, as `inside_marks` gives it.

    Example:
        >>> from quoteattr.text.marks import inside_marks
        >>> text = 'It was "put right".'
        >>> kind_of([Span(0, 18)], text, inside_marks(text))
        'mixed'
    """
    letters = [i for span in content for i in range(span.start, span.end) if text[i].isalnum()]
    share = sum(mask[i] for i in letters) / len(letters) if letters else 0.0
    return "direct" if share >= 0.97 else "indirect" if share <= 0.03 else "mixed"
