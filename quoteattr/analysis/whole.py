"""A text from its characters to all that an article holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quoteattr.analysis.pieces import Piece
from quoteattr.analysis.reading import chooser_of, read_piece
from quoteattr.options import Options
from quoteattr.speakers.resolve import resolve_mentions
from quoteattr.summary.focus import focused
from quoteattr.summary.summarize import summarize
from quoteattr.text.checks import mark_warnings
from quoteattr.text.marks import pair_marks
from quoteattr.text.sections import cut_sections
from quoteattr.text.sentences import split_sentences
from quoteattr.types import Quotation, Sentence, Span, Speaker, Summary

if TYPE_CHECKING:
    from quoteattr.model.encode import Encoder

__all__ = ["Analysis", "analyse", "mentions_in"]


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a text says, as an article holds it.

    Args:
        sentences: Its sentences, with their salience.
        quotations: Its quotations, with speakers.
        speakers: The speakers.
        summary: A summary.
        warnings: What a careful user should know.
    """

    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]
    speakers: tuple[Speaker, ...]
    summary: Summary
    warnings: tuple[str, ...]


def analyse(text: str, encoder: "Encoder", options: Options, *, given: tuple[Quotation, ...] | None = None) -> Analysis:
    """Find the sentences, quotations and speakers of a text, and sum it up.

    Args:
        text: A well-formed text.
        encoder: The encoder.
        options: What is asked for.
        given: Its quotations in order, when they were found elsewhere; `None` looks for them.
    """
    whole = _read(text, given)
    sections = cut_sections(text, whole.sentences, whole.regions, whole=[_hull(q) for q in given or ()])
    if len(sections) > 1:
        from quoteattr.analysis.sections import analyse_sections

        return analyse_sections(whole, sections, encoder, options)
    found = read_piece(whole, encoder, options)
    story, unfocused = focused(found.story, options.focus)
    summary, warnings = summarize(story, **options.of_summary())
    return Analysis(
        found.story.sentences,
        found.quotations,
        found.speakers,
        summary,
        (*mark_warnings(whole.regions), *unfocused, *warnings),
    )


def mentions_in(text: str, mentions: Sequence[Span], encoder: "Encoder") -> tuple[Speaker | None, ...]:
    """Tell what mentions anywhere in a text refer to; arguments and result as for `Pipeline.resolve_mentions`.

    Args:
        text: A well-formed text.
        mentions: The mentions.
        encoder: The encoder.
    """
    whole = _read(text)
    sections = cut_sections(text, whole.sentences, whole.regions)
    if len(sections) > 1:
        from quoteattr.analysis.sections import mentions_in_sections

        return mentions_in_sections(whole, sections, mentions, encoder)
    states = encoder.encode(text, whole.regions)
    return resolve_mentions(text, whole.sentences, tuple(mentions), chooser_of(encoder, states))


def _read(text: str, given: tuple[Quotation, ...] | None = None) -> Piece:
    regions = pair_marks(text)
    return Piece(text, regions, split_sentences(text, regions=regions), given)


def _hull(quotation: Quotation) -> Span:
    """Return the stretch from the first to the last word that belongs to a quotation."""
    spans = (*quotation.content, *quotation.cue, *quotation.source)
    return Span(min(span.start for span in spans), max(span.end for span in spans))
