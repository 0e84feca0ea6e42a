"""A text as the scorer sees it: letters, trimmed fragments and kinds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from quoteattr.evaluation.marks import quoted_mask
from quoteattr.types import Kind

__all__ = ["Letters", "Pair", "ScoredText", "letters", "pairs"]

Pair = tuple[int, int]
Letters = frozenset[int]

# What may differ at the ends of a fragment without making it another fragment: space, . , ; : ! ? and quotation marks.
_TRIM = frozenset(" \t\r\n.,;:!?'’‘`\"“”„‟«»")
# Shares of a content's letters inside quotation marks from which it is direct, and up to which it is indirect.
_DIRECT, _INDIRECT = 0.97, 0.03


def pairs(spans: Iterable[Any] | None) -> tuple[Pair, ...]:
    """Read spans in either form in which they are published.

    Args:
        spans: `{"start", "end"}` or `[start, end]` each; `None` counts as no spans.

    Returns:
        The half-open code-point offsets.

    Example:
        >>> pairs([{"start": 0, "end": 4}, [7, 9]])
        ((0, 4), (7, 9))
    """
    return tuple((s["start"], s["end"]) if isinstance(s, Mapping) else (s[0], s[1]) for s in spans or ())


def letters(text: str, spans: Iterable[Pair]) -> Letters:
    """Return where the letters and digits of spans stand.

    Comparing letters alone makes marks, spaces and punctuation at the edges weigh nothing.

    Args:
        text: The article's text.
        spans: Half-open code-point offsets; what lies outside of the text is ignored.

    Returns:
        The offsets of the letters and digits.

    Example:
        >>> sorted(letters("“Yes.”", [(0, 6)]))
        [1, 2, 3]
    """
    return frozenset(i for start, end in spans for i in range(max(0, start), min(end, len(text))) if text[i].isalnum())


@dataclass(frozen=True, slots=True)
class ScoredText:
    """A gold text with what the scorer needs to know of it.

    Args:
        text: The article's text.
        ignored: Offsets of characters that count on neither side, such as a repeated headline.

    Example:
        >>> text = ScoredText.of("“Yes,” said Ada Burns.")
        >>> text.kind(text.letters([(0, 6)])), text.fragments([(0, 6)])
        ('direct', ((1, 4),))
    """

    text: str
    ignored: Letters = frozenset()
    _mask: bytearray = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_mask", quoted_mask(self.text))

    @classmethod
    def of(cls, text: str, discard: Iterable[Any] | None = None) -> Self:
        """Take a text and the stretches of it that count on neither side.

        Args:
            text: The article's text.
            discard: Spans in either published form; `None` for none.
        """
        return cls(text, frozenset(i for start, end in pairs(discard) for i in range(start, end)))

    def letters(self, spans: Iterable[Pair]) -> Letters:
        """Return where the letters and digits of spans stand, without those in ignored stretches."""
        return letters(self.text, spans) - self.ignored

    def kind(self, content: Letters) -> Kind:
        """Return the kind of a content by the share of its letters inside quotation marks.

        Args:
            content: Offsets of its letters; at least one.

        Returns:
            `direct` from 97 %, `indirect` up to 3 %, `mixed` between.
        """
        share = sum(self._mask[i] for i in content) / len(content)
        return "direct" if share >= _DIRECT else "indirect" if share <= _INDIRECT else "mixed"

    def fragments(self, spans: Iterable[Pair]) -> tuple[Pair, ...]:
        """Return spans in order, trimmed at both ends, joined where only marks, space or punctuation stand between."""
        found: list[Pair] = []
        for start, end in map(self._trim, sorted(spans)):
            if start >= end:
                continue
            if found and _TRIM.issuperset(self.text[found[-1][1] : start]):
                found[-1] = (found[-1][0], max(end, found[-1][1]))
            else:
                found.append((start, end))
        return tuple(found)

    def _trim(self, span: Pair) -> Pair:
        start, end = max(0, span[0]), min(span[1], len(self.text))
        while start < end and self.text[start] in _TRIM:
            start += 1
        while end > start and self.text[end - 1] in _TRIM:
            end -= 1
        return start, end
