"""The summary of a text that is read by sections: each offers its best sentences, and the summary chooses among all.

A section is forgotten before the next one is read. What it offers is therefore printed at once, each sentence so that
it can stand alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from quoteattr.summary.choice import choose
from quoteattr.summary.edits import print_sentences, self_contained
from quoteattr.summary.edits.datelines import printed_words
from quoteattr.summary.focus import focused
from quoteattr.summary.layout import Layout
from quoteattr.summary.length import Length
from quoteattr.summary.story import Story
from quoteattr.summary.summarize import LEANING_WORTH, compressed_words, conclude
from quoteattr.summary.words import count_words
from quoteattr.text.sections import moved
from quoteattr.types import Quotation, Sentence, Speaker, Summary, SummarySentence

__all__ = ["Asked", "Shortlist", "offer", "summarize_offers"]

# Each section offers more than is asked for in all, since some are too like others or lean on what was left out.
_MORE = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """What summary is asked for.

    Args:
        length: How long it may be.
        focus: As for `quoteattr.summary.focus.focused`.
        compress: As for `quoteattr.summary.summarize.summarize`, like `faithful`.
        faithful: See there.

    Example:
        >>> Asked(Length(max_sentences=5)).length.max_sentences
        5
    """

    length: Length
    focus: str | None = None
    compress: bool = False
    faithful: bool = False


@dataclass(frozen=True, slots=True)
class Shortlist:
    """What one section offers; offsets are those of the whole text.

    Args:
        sentences: The sentences, in order, with their salience.
        vectors: One row a sentence, as a story has them.
        layout: Where each stands on the section's page.
        printed: Each as the summary would print it.
        leaning: Whether it can hardly be understood alone.
    """

    sentences: tuple[Sentence, ...]
    vectors: NDArray[np.floating]
    layout: Layout
    printed: tuple[SummarySentence, ...]
    leaning: tuple[bool, ...]


def offer(story: Story, asked: Asked, *, first: int = 0, offset: int = 0) -> Shortlist:
    """Choose the sentences that a section offers for the summary of its text.

    Args:
        story: The section with what leads to it, its sentences scored.
        asked: What summary is asked for.
        first: Number of the first sentence that is the section's own.
        offset: Where the story's text begins in the whole text.

    Example:
        >>> story = Story("It rained. It poured.", (Sentence(0, 10, 0.4), Sentence(11, 21, 0.2)), np.zeros((2, 4)))
        >>> offer(story, Asked(Length()), first=1).printed
        (SummarySentence(start=11, end=21, score=0.2, text='It poured.', edits=()),)
    """
    own = range(first, len(story.sentences))
    towards, _ = focused(story, asked.focus)
    some = towards.among(own)
    words = some.words if asked.faithful else (compressed_words if asked.compress else printed_words)(story)[first:]
    most, most_words = asked.length.sentences_of(len(own)), asked.length.max_words
    places = choose(some, some.scores, words, most and _MORE * most, most_words and _MORE * most_words)
    chosen = [own[place] for place in places]
    printed = [_alone(story, place, asked) for place in chosen]
    few = story.among(chosen)
    return Shortlist(
        tuple(moved(sentence, offset) for sentence in few.sentences),
        few.vectors,
        few.layout,
        tuple(_moved(sentence, offset) for sentence, _ in printed),
        tuple(leaning for _, leaning in printed),
    )


def _alone(story: Story, place: int, asked: Asked) -> tuple[SummarySentence, bool]:
    """Print a sentence as if it were the whole summary, and tell whether it still leans on the article."""
    if asked.faithful:
        return self_contained(story, (place,), faithful=True)[0], False
    printed = print_sentences(story, (place,), compress=asked.compress)
    return printed.sentences[0], bool(printed.leaning)


def _moved(sentence: SummarySentence, by: int) -> SummarySentence:
    return replace(moved(sentence, by), edits=tuple(moved(edit, by) for edit in sentence.edits))


def summarize_offers(
    text: str,
    offers: Sequence[Shortlist],
    asked: Asked,
    *,
    sentences: int,
    quotations: tuple[Quotation, ...] = (),
    speakers: tuple[Speaker, ...] = (),
) -> tuple[Summary, tuple[str, ...]]:
    """Choose the summary of a text among what its sections offer.

    Args:
        text: The whole text.
        offers: What its sections offer, in order; the scores of all are comparable.
        asked: What summary is asked for.
        sentences: How many sentences the text has.
        quotations: The text's quotations, with speakers.
        speakers: The speakers.

    Returns:
        The summary and the warnings about it, as for `quoteattr.summary.summarize.summarize`.

    Example:
        >>> story = Story("It rained in Redcar all day.", (Sentence(0, 28, 0.4),), np.zeros((1, 4)))
        >>> asked = Asked(Length(max_words=9))
        >>> summarize_offers(story.text, [offer(story, asked)], asked, sentences=1)[0].text
        'It rained in Redcar all day.'
    """
    offered = tuple(sentence for one in offers for sentence in one.sentences)
    vectors = np.concatenate([one.vectors for one in offers])
    whole = Story(text, offered, vectors, quotations, speakers).laid_out(_laid_together([o.layout for o in offers]))
    story, unfocused = focused(whole, asked.focus)
    printed = [sentence for one in offers for sentence in one.printed]
    leaning = np.array([leaning for one in offers for leaning in one.leaning], np.bool_)
    words = np.array([count_words(sentence.text) for sentence in printed], np.int64)
    scores = story.scores * np.where(leaning, LEANING_WORTH, 1.0)
    places = choose(story, scores, words, asked.length.sentences_of(sentences), asked.length.max_words)
    chosen = tuple(replace(printed[place], score=float(story.scores[place])) for place in places)
    summary, warnings = conclude(chosen, asked.length.max_words)
    return summary, (*unfocused, *warnings)


def _laid_together(layouts: Sequence[Layout]) -> Layout:
    """Return the layout of sections that follow one another: no paragraph goes on in the next one."""
    paragraphs, first = [], 0
    for layout in layouts:
        paragraphs.append(layout.paragraph + first)
        first += int(layout.paragraph.max(initial=0)) + 1
    heading = np.concatenate([layout.heading for layout in layouts])
    return Layout(np.concatenate(paragraphs), heading, np.concatenate([layout.furniture for layout in layouts]))
