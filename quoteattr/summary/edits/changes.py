"""The changes of one sentence, none over another."""

from collections.abc import Sequence

from quoteattr.summary.applied import applied
from quoteattr.types import Edit, EditKind, Span

__all__ = ["Changes"]


class Changes:
    """Edits of one sentence, collected in any order.

    Args:
        text: The article's text.
        span: The sentence.
        edits: Edits that are made in any case.

    Example:
        >>> changes = Changes("She said no.", Span(0, 12))
        >>> changes.make(0, 3, "Ada Burns", "speaker"), changes.make(0, 1, "s", "opener")
        (True, False)
        >>> changes.text
        'Ada Burns said no.'
    """

    def __init__(self, text: str, span: Span, edits: Sequence[Edit] = ()) -> None:
        self._text, self.span = text, span
        self._edits = list(edits)

    def make(self, start: int, end: int, text: str, kind: EditKind) -> bool:
        """Add an edit.

        Args:
            start: Offset of the first character that is printed otherwise.
            end: Offset after the last one.
            text: What is printed instead.
            kind: The kind of the edit.

        Returns:
            Whether it could be added: not when it lies over another, or beyond the sentence, or changes nothing.
        """
        inside = self.span.start <= start <= end <= self.span.end
        if not inside or self._text[start:end] == text or any(_overlap(start, end, edit) for edit in self._edits):
            return False
        self._edits.append(Edit(start, end, text, kind))
        return True

    def make_all(self, edits: Sequence[Edit]) -> bool:
        """Add edits that need each other.

        Args:
            edits: Edits within the sentence, none over another.

        Returns:
            Whether they could be added: not when one of them lies over, or touches, another that was made.
        """
        if any(edit.start <= made.end and made.start <= edit.end for edit in edits for made in self._edits):
            return False
        self._edits += edits
        return True

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits in order; what is put in at one place is one edit."""
        found: list[Edit] = []
        for edit in sorted(self._edits, key=lambda e: (e.start, e.end)):
            if found and not len(edit) and not len(found[-1]) and found[-1].start == edit.start:
                found[-1] = Edit(edit.start, edit.end, found[-1].text + edit.text, edit.kind)
            else:
                found.append(edit)
        return tuple(found)

    @property
    def text(self) -> str:
        """The sentence as it is printed."""
        return applied(self._text, self.span, self.edits)


def _overlap(start: int, end: int, edit: Edit) -> bool:
    return start < edit.end and edit.start < end
