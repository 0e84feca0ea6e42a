"""Signed quotations: quotation marks, then a dash and a name at the end of the paragraph or in the next one."""

import re
from collections.abc import Iterator, Sequence

from quoteattr.text.marks import QuotedRegion, pair_marks
from quoteattr.text.paragraphs import split_paragraphs
from quoteattr.text.turn_labels import is_label
from quoteattr.text.turns import Turn
from quoteattr.types import Span

__all__ = ["find_signed"]

_DASH = re.compile(r"[—–―-]{1,2}")
# A signature is short, and so is not what a dash adds to a sentence.
_LONGEST = 120


def find_signed(text: str, regions: Sequence[QuotedRegion] | None = None) -> tuple[Turn, ...]:
    r"""Find quotations that are signed: “…” — Ada Burns, headteacher.

    A name must follow the dash, alone or with a description after a comma, and nothing must follow that. The label is
    the name alone, as annotators of PolNeAR (Newell et al., 2018) mark it. A line of its
    own that begins with a dash is no signature when the next line begins with one too: it belongs to a list.

    Args:
        text: Any text.
        regions: The text's quoted regions; `None` pairs the marks here.

    Example:
        >>> text = "“The pool must stay.”\n\n— Rosa Lind, swimmer"
        >>> [(text[t.label.start:t.label.end], text[t.content[0].start:t.content[0].end]) for t in find_signed(text)]
        [('Rosa Lind', '“The pool must stay.”')]
    """
    outer = [r for r in (pair_marks(text) if regions is None else regions) if r.depth == 0]
    found = []
    first = place = 0
    paragraphs = split_paragraphs(text) if outer else ()
    for i, region in enumerate(outer):
        first = first if region.continues else i
        while paragraphs[place].end < region.end:
            place += 1
        # A sentence that only ends in marks is not signed by the name after a dash: what is quoted begins here.
        opens = text[paragraphs[place].start : region.start].rstrip()[-1:] in ("", ".", "!", "?", ":")
        signature = next(_signatures(text, paragraphs[place : place + 3], region), None) if opens else None
        if signature and region.closed:
            dash, label = signature
            content: tuple[Span, ...] = tuple(Span(r.start, r.end) for r in outer[first : i + 1])
            found.append(Turn(label, dash, content, (*content, Span(dash.start, label.end))))
    return tuple(found)


def _signatures(text: str, paragraphs: Sequence[Span], region: Span) -> Iterator[tuple[Span, Span]]:
    """Yield dash and name after a region: in the rest of its paragraph, or in the next one."""
    own, *later = paragraphs
    if text[region.end : own.end].strip(" \t\xa0"):
        places = [Span(region.end, own.end)]
    else:
        listed = [_DASH.match(text, p.start) for p in later]
        places = [later[0]] if listed[:1] != [None] and not any(listed[1:]) and later else []
    for place in places:
        start = place.start
        while start < place.end and text[start].isspace():
            start += 1
        match = _DASH.match(text, start, place.end)
        if match is None or place.end - start > _LONGEST:
            continue
        label = Span(match.end(), place.end)
        words = text[label.start : label.end]
        label = Span(label.start + len(words) - len(words.lstrip()), label.start + len(words.rstrip(" \t\xa0.")))
        if label.start < label.end and is_label(text[label.start : label.end]) and _is_closed(words):
            name = text[label.start : label.end].split(",", 1)[0].rstrip()
            yield Span(*match.span()), Span(label.start, label.start + len(name))


def _is_closed(words: str) -> bool:
    """Tell whether nothing but the name and what it is stands there: no further sentence, no marks."""
    return not any(c in words for c in '“”"«»?!;:') and ". " not in words.replace("Mr. ", "").replace("Jr. ", "")
