"""What is read at once: a text, or a section of one with offsets of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from quoteattr.text.marks import QuotedRegion
from quoteattr.text.sections import Section
from quoteattr.types import Quotation, Sentence, Span

__all__ = ["Piece", "pieces_of"]

S = TypeVar("S", bound=Span)


class _Standing(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


T = TypeVar("T", bound=_Standing)


@dataclass(frozen=True, slots=True)
class Piece:
    """A text, or a section of one with what leads to it; offsets count from its own beginning.

    Args:
        text: Its characters.
        regions: Its quoted regions, in order.
        sentences: Its sentences, in order.
        given: Its quotations, in order, where they were found elsewhere; `None` where they are to be looked for.
        offset: Where it begins in the whole text.
        own: Offset from which on it is not read as the section before, too.
        first: Number of the first sentence from there on.

    Example:
        >>> Piece("It rained.", (), (Sentence(0, 10),)).own
        0
    """

    text: str
    regions: tuple[QuotedRegion, ...]
    sentences: tuple[Sentence, ...]
    given: tuple[Quotation, ...] | None = None
    offset: int = 0
    own: int = 0
    first: int = 0


def pieces_of(whole: Piece, sections: Sequence[Section]) -> Iterator[Piece]:
    """Yield the sections of a text, one after the other.

    Args:
        whole: The text.
        sections: Its sections, in order.

    Example:
        >>> whole = Piece("It rained. It stopped.", (), (Sentence(0, 10), Sentence(11, 22)))
        >>> [piece.text for piece in pieces_of(whole, [Section(0, 11), Section(11, 22, lead=11)])]
        ['It rained. ', 'It stopped.']
    """
    regions, sentences = _within(whole.regions, sections), _within(whole.sentences, sections)
    given = _within(whole.given or (), sections)
    for section, marked, spans, said in zip(sections, regions, sentences, given, strict=True):
        text = whole.text[section.lead : section.end]
        before = [span for span in spans if span.start < section.start]
        own = [_cut(span, section, text) for span in spans[len(before) :]]
        led = [cut for span in before if len(cut := _cut(span, section, text))]
        yield Piece(
            text,
            tuple(_cut_regions(marked, section, text)),
            (*led, *own),
            None if whole.given is None else tuple(_cut_quotations(said, section, text)),
            section.lead,
            section.start - section.lead,
            len(led),
        )


def _within(spans: Sequence[T], sections: Sequence[Section]) -> Iterator[list[T]]:
    """Yield for each section what stands in it, or partly so; `spans` are in order of their starts."""
    held: list[T] = []
    place = 0
    for section in sections:
        while place < len(spans) and spans[place].start < section.end:
            held.append(spans[place])
            place += 1
        held = [span for span in held if span.end > section.lead]
        yield held


def _cut(span: S, section: Section, text: str) -> S:
    """Return what lies in a section, with the section's offsets; where it is cut, without white space."""
    start, end = span.start - section.lead, span.end - section.lead
    if start < 0:
        start = len(text) - len(text.lstrip())
    if end > len(text):
        end = len(text.rstrip())
    return replace(span, start=min(start, len(text)), end=max(start, end))


def _cut_regions(regions: Sequence[QuotedRegion], section: Section, text: str) -> Iterator[QuotedRegion]:
    """Yield what lies of quoted regions in a section; where one is cut, its marks are not in the section."""
    for region in regions:
        cut = _cut(region, section, text)
        begun, ended = region.start < section.lead, region.end > section.end
        if len(cut):
            yield replace(
                cut,
                closed=cut.closed and not ended,
                continues=cut.continues or begun,
                continued=cut.continued or ended,
                opening=0 if begun else cut.opening,
                closing=0 if ended else cut.closing,
            )


def _cut_quotations(quotations: Sequence[Quotation], section: Section, text: str) -> Iterator[Quotation]:
    """Yield the quotations that begin in a section or before it where it is read, without what stands elsewhere."""
    for quotation in quotations:
        if quotation.start >= section.lead:
            content, cue, source = (
                tuple(
                    _cut(span, section, text) for span in spans if section.lead < span.end and span.start < section.end
                )
                for spans in (quotation.content, quotation.cue, quotation.source)
            )
            yield replace(quotation, content=content, cue=cue, source=source)
