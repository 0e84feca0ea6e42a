"""Chosen sentences as they are printed: each complete in itself, with the list of what was changed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from quoteattr.summary.balance import balance_marks
from quoteattr.summary.compress import compress as compress_sentence
from quoteattr.summary.edits.attribution import Attributions
from quoteattr.summary.edits.changes import Changes
from quoteattr.summary.edits.datelines import drop_dateline, opens_story
from quoteattr.summary.edits.indefinite import make_new
from quoteattr.summary.edits.memory import Memory
from quoteattr.summary.edits.naming import Naming
from quoteattr.summary.edits.openers import drop_opener, drop_parenthetical, drop_pointers
from quoteattr.summary.edits.pointing import leans
from quoteattr.summary.edits.references import find_references
from quoteattr.summary.edits.stops import drop_stops, has_stops
from quoteattr.summary.story import Story
from quoteattr.text.marks import QuotedRegion, inside_marks
from quoteattr.types import Edit, Span, SummarySentence

__all__ = ["Printed", "leaning", "print_sentences", "self_contained"]

_WORD = re.compile(r"\w+")
# Of a word that can be somebody's name; initials are no more than letters.
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Printed:
    """Chosen sentences as a summary prints them.

    Args:
        sentences: The sentences, each with its text and edits.
        leaning: Places of those that point to what the summary does not have, as far as one can tell.
    """

    sentences: tuple[SummarySentence, ...]
    leaning: tuple[int, ...]


def print_sentences(story: Story, chosen: Sequence[int], *, compress: bool = False) -> Printed:
    """Print chosen sentences so that they can be understood without the article, and tell which of them still cannot.

    Args:
        story: The article.
        chosen: Places of the chosen sentences, ascending.
        compress: Whether what can be spared is left out.

    Example:
        >>> import numpy as np
        >>> from quoteattr.types import Sentence
        >>> story = Story("A bridge fell. They rebuilt it.", (Sentence(0, 14), Sentence(15, 31)), np.zeros((2, 4)))
        >>> print_sentences(story, [1]).leaning
        (1,)
    """
    edited = _edited(story, chosen)
    if compress:
        _compress(story, chosen, [changes for changes, _ in edited])
    sentences = (_printed(story, place, changes) for place, (changes, _) in zip(chosen, edited, strict=True))
    unclear = (place for place, (_, is_unclear) in zip(chosen, edited, strict=True) if is_unclear)
    return Printed(tuple(sentences), tuple(unclear))


def _compress(story: Story, chosen: Sequence[int], edited: Sequence[Changes]) -> None:
    """Leave out what can be spared; a sentence in which that would meet another edit stays whole."""
    known: set[str] = set()
    previous: str | None = None
    for place, changes in zip(chosen, edited, strict=True):
        sentence = story.sentences[place]
        edits = compress_sentence(story, place, known=known, previous=previous)
        opened = any(edit.start == sentence.start < edit.end for edit in changes.edits)
        changes.make_all([edit for edit in edits if not opened or edit.start > sentence.start])
        said = [q for q in story.quotations if q.start < sentence.end and q.end > sentence.start]
        previous = said[-1].speaker.id if said and said[-1].speaker else None
        known |= {q.speaker.id for q in said if q.speaker}
        known |= {
            speaker.id
            for speaker in story.speakers
            if any(m.kind == "name" and sentence.start <= m.start < sentence.end for m in speaker.mentions)
        }


def self_contained(story: Story, chosen: Sequence[int], *, faithful: bool = False) -> tuple[SummarySentence, ...]:
    """Print chosen sentences so that they can be understood without the article.

    Whoever is new to the reader is introduced by name, with the role that the article states; openers that point to a
    sentence that was left out are dropped; quotation marks are completed; and a part of a quotation whose attribution
    was left out gets it back. Words between quotation marks are never changed, and what is not sure stays as it is.

    Args:
        story: The article.
        chosen: Places of the chosen sentences, ascending.
        faithful: Whether to print the article's own words alone, without any edit.

    Returns:
        The sentences in the same order, each with its text, white space folded, and the edits that made it.

    Example:
        >>> import numpy as np
        >>> from quoteattr.types import Sentence
        >>> story = Story("It rained. However, nobody left.", (Sentence(0, 10), Sentence(11, 32)), np.zeros((2, 4)))
        >>> self_contained(story, [1])[0].text
        'Nobody left.'
        >>> self_contained(story, [1], faithful=True)[0].text
        'However, nobody left.'
    """
    if not faithful:
        return print_sentences(story, chosen).sentences
    return tuple(_printed(story, place, Changes(story.text, story.sentences[place])) for place in chosen)


def leaning(story: Story, chosen: Sequence[int]) -> tuple[int, ...]:
    """Tell which chosen sentences still lean on what the summary does not have, whatever is edited.

    Args:
        story: The article.
        chosen: Places of the chosen sentences, ascending.

    Returns:
        The places of sentences with a pronoun or a description that points outside, as far as one can tell.

    Example:
        >>> import numpy as np
        >>> from quoteattr.types import Sentence
        >>> story = Story("A bridge fell. They rebuilt it.", (Sentence(0, 14), Sentence(15, 31)), np.zeros((2, 4)))
        >>> leaning(story, [1]), leaning(story, [0, 1])
        ((1,), ())
    """
    return print_sentences(story, chosen).leaning


def _printed(story: Story, place: int, changes: Changes) -> SummarySentence:
    """Return one sentence; one of which nothing would be left keeps its words."""
    span, score = story.sentences[place], float(story.scores[place])
    if not changes.text:
        changes = Changes(story.text, span)
    return SummarySentence(span.start, span.end, score, changes.text, changes.edits)


def _edited(story: Story, chosen: Sequence[int]) -> list[tuple[Changes, bool]]:
    """Return for each chosen sentence its changes, and whether it leans on what was left out nevertheless."""
    regions = story.regions
    marked = inside_marks(story.text, regions)
    references = find_references(story, chosen, marked)
    memory = Memory()
    naming = Naming(story.text, memory, _people(story))
    attributions = Attributions(story, regions)
    picked = set(chosen)
    broken = has_stops(story.text)
    done: list[tuple[Changes, bool]] = []
    previous = -1
    told: set[str] = set()
    for place, marks in zip(chosen, _marks(story, chosen, regions), strict=True):
        sentence = story.sentences[place]
        changes = Changes(story.text, sentence, marks)
        follows = place > 0 and previous == place - 1
        opening = drop_dateline(story.text, sentence, changes, opens=opens_story(story, place))
        if not follows and not marked[opening] and not any(edit.start == opening for edit in marks):
            opening = drop_opener(story.text, Span(opening, sentence.end), changes)
            drop_parenthetical(story.text, sentence, changes, marked)
        drop_pointers(story.text, sentence, changes, marked)
        if broken:
            drop_stops(story.text, sentence, changes, marked)
        # An agency in the dateline is nobody of whom the sentence speaks.
        spoken = [r for r in references[place] if r.start >= opening]
        left = naming.sentence(spoken, changes, opening=opening, follows=follows)
        new = set() if follows else make_new(story.text, opening, marked, told, changes)
        if opening > sentence.start and story.text[opening].islower():
            changes.make(opening, opening + 1, story.text[opening].upper(), "opener")
        lost = attributions.quotation(place, picked)
        of_nobody = lost is not None and not attributions.attribute(place, lost, memory, changes)
        # What had to be put between marks is somebody's, of whom nothing is said.
        opened = any(not len(edit) and edit.start == sentence.start for edit in marks)
        of_nobody |= opened and lost is None and not attributions.has_speaker(place, picked)
        of_nobody |= attributions.is_of_stranger(place, lost, picked)
        cut = attributions.is_cut_within(place) and place + 1 not in picked
        needs = cut or leans(changes.text, told, follows=follows, goes_on=place + 1 in picked)
        done.append((changes, of_nobody or needs or (not follows and any(r.start not in new for r in left))))
        told.update(word.casefold() for word in _WORD.findall(changes.text))
        previous = place
    return done


def _people(story: Story) -> frozenset[str]:
    """Return the words with which people of the article are named."""
    names = (speaker.name for speaker in story.speakers if speaker.kind == "person")
    return frozenset(word for name in names for word in name.split() if word[:1].isupper() and len(word) > _SHORTEST)


def _marks(story: Story, chosen: Sequence[int], regions: Sequence[QuotedRegion]) -> Iterator[list[Edit]]:
    """Yield the edits of each sentence's marks; sentences that follow one another in a paragraph stay joined."""
    paragraph = story.layout.paragraph
    runs = [
        [place for _, place in run]
        for _, run in groupby(enumerate(chosen), key=lambda item: (item[1] - item[0], int(paragraph[item[1]])))
    ]
    pieces = [Span(story.sentences[run[0]].start, story.sentences[run[-1]].end) for run in runs]
    for run, edits in zip(runs, balance_marks(story.text, pieces, regions), strict=True):
        for place in run:
            span = story.sentences[place]
            yield [edit for edit in edits if _belongs(edit, span, opens=place == run[0])]


def _belongs(edit: Edit, sentence: Span, *, opens: bool) -> bool:
    """Tell whether an edit is one of a sentence; what is put in between two closes the first."""
    if len(edit):
        return sentence.start <= edit.start < sentence.end
    return sentence.start - opens < edit.start <= sentence.end
