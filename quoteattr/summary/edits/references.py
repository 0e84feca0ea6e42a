"""References: every place of the chosen sentences that stands for somebody, in order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quoteattr.speakers.mentions import pronoun_class
from quoteattr.summary.edits.figures import Figure, read_figure
from quoteattr.summary.story import Story
from quoteattr.types import MentionKind, Span, Speaker

__all__ = ["Reference", "find_references"]

_WORD = re.compile(r"(?<![\w'’-])\w+")


@dataclass(frozen=True, slots=True)
class Reference(Span):
    """One mention in a chosen sentence.

    Args:
        start: Offset of its first character.
        end: Offset after its last character.
        kind: As of a `Mention`.
        figure: For whom it stands; `None` for a pronoun of which that is unknown.
        place: Index of the sentence in the article.
        marked: Whether it stands between quotation marks.
        source: Whether it is the source of a quotation.
        leads: Whether it is the first thing mentioned in its sentence.
    """

    kind: MentionKind
    figure: Figure | None
    place: int
    marked: bool
    source: bool
    leads: bool


def find_references(story: Story, chosen: Sequence[int], marked: bytes | bytearray) -> dict[int, list[Reference]]:
    """Find whom the chosen sentences speak of.

    Args:
        story: The article.
        chosen: Places of the sentences, ascending.
        marked: One byte a character of the text: not 0 between quotation marks.

    Returns:
        For each place the references of its sentence, in order.
    """
    text = story.text
    words: list[tuple[int, Span]] = []
    for place in chosen:
        sentence = story.sentences[place]
        words += [(place, Span(*m.span())) for m in _WORD.finditer(text, sentence.start, sentence.end)]
    figures: dict[int, tuple[Figure, dict[int, tuple[int, MentionKind]]]] = {}
    sources = {span.start for quotation in story.quotations for span in quotation.source}
    found: dict[int, list[Reference]] = {place: [] for place in chosen}
    for (place, word), speaker in zip(words, story.resolve([span for _, span in words]), strict=True):
        figure, end, kind = _at(text, word, speaker, figures)
        if (figure is None and kind != "pronoun") or _is_blank(text[word.start : end], figure):
            continue
        found[place].append(
            Reference(
                word.start,
                end,
                kind,
                figure,
                place,
                marked=bool(marked[word.start]),
                source=word.start in sources,
                leads=not found[place],
            )
        )
    return found


def _is_blank(words: str, figure: Figure | None) -> bool:
    """Tell whether a mention, or a name, has no word, as in articles that were put together by others."""
    return not words.split() or (figure is not None and not figure.name.split())


def _at(
    text: str,
    word: Span,
    speaker: Speaker | None,
    figures: dict[int, tuple[Figure, dict[int, tuple[int, MentionKind]]]],
) -> tuple[Figure | None, int, MentionKind]:
    """Return what stands at a word: the figure, where its mention ends and of what kind that is."""
    if speaker is None:
        of_person = pronoun_class(text[word.start : word.end].casefold()) in {"he", "she", "they", "it"}
        return None, word.end, "pronoun" if of_person else "nominal"
    if id(speaker) not in figures:
        figures[id(speaker)] = read_figure(text, speaker), {m.start: (m.end, m.kind) for m in speaker.mentions}
    figure, mentions = figures[id(speaker)]
    end, kind = mentions.get(word.start, (word.end, "nominal"))
    return figure, end, kind
