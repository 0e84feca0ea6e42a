"""String matching: names are joined when one holds the other, and a source means only what its own words say."""

from collections.abc import Iterable, Sequence

from quoteattr.evaluation.sources import source_group
from quoteattr.speakers.names import Name
from quoteattr.types import Quotation, Sentence, Span
from speaker_baselines.written import Found, Resolved, Written, speakers_of

__all__ = ["match_strings"]

Words = tuple[str, ...]


def match_strings(text: str, sentences: Sequence[Sentence], quotations: Sequence[Quotation]) -> Resolved:
    """Resolve a source that is a name to the longest name that holds its words; a description stands for itself.

    Args:
        text: The article.
        sentences: Its sentences.
        quotations: Its quotations.

    Returns:
        As `quoteattr.speakers.resolve_speakers`; pronouns and implied sources have no speaker.

    Example:
        >>> from quoteattr.types import QuotationId
        >>> text = "Ada Burns met Tom Hale. Burns said no."
        >>> said = Quotation(QuotationId("q1"), "indirect", (Span(35, 37),), source=(Span(24, 29),))
        >>> match_strings(text, [Sentence(0, 23), Sentence(24, 38)], [said])[1][0].name
        'Ada Burns'
    """
    written = Written.of(text, sentences, quotations)
    longest = _longest(written)
    return speakers_of(written, quotations, [_found(written, longest, quotation) for quotation in quotations])


def _found(written: Written, longest: dict[Words, Words], quotation: Quotation) -> Found | None:
    spans = tuple((span.start, span.end) for span in quotation.source)
    group = source_group(written.reading.text, spans)
    names = written.within(quotation.source) if group == "name" else []
    if names:
        full = longest[names[0].words]
        every = [name for words, whole in longest.items() if whole == full for name in written.by_words[words]]
        best = _readable(written.by_words[full])
        return Found(Span(best.start, best.end), tuple(sorted(every, key=lambda name: name.start)))
    return Found(quotation.source[0]) if group in {"name", "nominal"} else None


def _longest(written: Written) -> dict[Words, Words]:
    """Return for each name the longest that holds its words in a row; of equals, the one written first."""
    longest = {words: words for words in written.by_words}
    for words in written.by_words:
        for part in _parts(words):
            if part in longest and len(words) > len(longest[part]):
                longest[part] = words
    return longest


def _parts(words: Words) -> Iterable[Words]:
    size = len(words)
    return (words[i:j] for i in range(size) for j in range(i + 1, size + 1))


def _readable(names: Sequence[Name]) -> Name:
    """Return the first occurrence that is not printed in capitals, as headlines print names."""
    return next((name for name in names if not name.shouts), names[0])
