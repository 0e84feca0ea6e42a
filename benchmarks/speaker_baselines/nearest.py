"""The nearest name: a source with a name stands for that name, any other for the person whose name was read last."""

from bisect import bisect_left
from collections.abc import Sequence

from quoteattr.types import Quotation, Sentence, Span
from speaker_baselines.written import Found, Resolved, Written, speakers_of

__all__ = ["nearest_name"]

# A name that the words alone do not tell of is mostly a surname.
_PERSONS = frozenset({"person", "unknown"})


def nearest_name(text: str, sentences: Sequence[Sentence], quotations: Sequence[Quotation]) -> Resolved:
    """Resolve each source to the name in it, or else to the nearest person's name before it, he or she alike.

    Names inside of quoted words are passed over, and so are those of places, peoples and organisations: of the simple
    rules about which names to count, this one is right most often.

    Args:
        text: The article.
        sentences: Its sentences.
        quotations: Its quotations.

    Returns:
        As `quoteattr.speakers.resolve_speakers`; every name stands as it is written, and its role is its title.

    Example:
        >>> from quoteattr.types import QuotationId
        >>> text = "Ada Burns met Tom Hale. She said no."
        >>> said = Quotation(QuotationId("q1"), "indirect", (Span(33, 35),), source=(Span(24, 27),))
        >>> nearest_name(text, [Sentence(0, 23), Sentence(24, 36)], [said])[1][0].name
        'Tom Hale'
    """
    written = Written.of(text, sentences, quotations)
    outside = (name for name in written.names if written.reading.quotation_at(name.start) is None)
    candidates = [name for name in outside if name.kind in _PERSONS]
    starts = [name.start for name in candidates]
    found: list[Found | None] = []
    for quotation in quotations:
        inside = written.within(quotation.source)
        # A source that is only implied is looked for before the quotation.
        at = min(span.start for span in (quotation.source or (*quotation.cue, *quotation.content)))
        before = bisect_left(starts, at)
        name = inside[0] if inside else candidates[before - 1] if before else None
        found.append(None if name is None else Found(Span(name.start, name.end), tuple(written.by_words[name.words])))
    return speakers_of(written, quotations, found)
