"""Speakers that no word of the source names: "I" inside a quotation, and quotations that go on without a source."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from quoteattr.speakers.lexicon import word_set
from quoteattr.speakers.mentions import SourceMention
from quoteattr.speakers.reading import Reading
from quoteattr.speakers.referents import Decision
from quoteattr.types import Quotation, Span

__all__ = ["inside_quotations", "next_in_marks", "place_of", "same_breath"]


def inside_quotations(
    reading: Reading,
    quotations: Sequence[Quotation],
    decisions: list[Decision],
    mentions: Mapping[tuple[Span, ...], SourceMention],
) -> None:
    """Resolve "I" and "we" to the speaker of the quotation that they stand in.

    Args:
        reading: The article's words.
        quotations: The quotations.
        decisions: What is decided for each so far; changed in place.
        mentions: The sources that are a first person.
    """
    holders = _holders(reading, quotations, mentions)
    for number, quotation in enumerate(quotations):
        mention = mentions.get(quotation.source)
        inside = reading.quotation_at(mention.mention.start) if mention is not None else None
        if mention is not None and inside in holders:
            held = decisions[holders[inside]]
            evidence = (mention.mention, *held.evidence) if held.referent else ()
            decisions[number] = replace(held, evidence=evidence)


def _holders(
    reading: Reading, quotations: Sequence[Quotation], skipped: Collection[tuple[Span, ...]]
) -> dict[int | None, int]:
    """Return, for each stretch of content, the first quotation that holds it and has a source of its own."""
    holders: dict[int | None, int] = {}
    for number, quotation in enumerate(quotations):
        if quotation.source not in skipped:
            for span in quotation.content:
                holders.setdefault(reading.quotation_at(span.start), number)
    holders.pop(None, None)
    return holders


def place_of(quotation: Quotation) -> Span:
    """Return where a quotation is attributed: at its cue, or at its content when it has none."""
    return quotation.cue[0] if quotation.cue else quotation.content[0]


def same_breath(reading: Reading, previous: Quotation, quotation: Quotation) -> bool:
    """Tell whether the cue goes on from the previous one ("said …, adding …", "denied it and accused …").

    Args:
        reading: The article's words.
        previous: The quotation attributed before it.
        quotation: The quotation without a source.
    """
    if not quotation.cue:
        return False
    tokens = reading.tokens
    cue = reading.within(quotation.cue[0].start, quotation.cue[-1].end)
    before = reading.within(place_of(previous).start, place_of(previous).start + 1)
    if not cue or cue.start == 0 or not before or tokens[cue.start].sentence != tokens[before.start].sentence:
        return False
    if any(tokens[i].lower in word_set("cue_verbs", "passive") for i in cue):
        return False
    joined = tokens[cue.start - 1].lower in {"and", "but", "or", "then"} or "," in tokens[cue.start].gap
    return joined or tokens[cue.start].lower.endswith("ing")


def next_in_marks(reading: Reading, previous: Quotation, quotation: Quotation) -> bool:
    """Tell whether a quotation in marks follows another in the same or the next paragraph, with no cue of its own.

    Args:
        reading: The article's words.
        previous: The quotation attributed before it.
        quotation: The quotation without a source.
    """
    if "indirect" in {quotation.kind, previous.kind} or quotation.cue:
        return False
    return 0 <= reading.paragraph_of(quotation.start) - reading.paragraph_of(previous.end) <= 1
