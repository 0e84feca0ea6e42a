"""Shorten one sentence of an article by leaving out parts of it.

What goes is what an editor would strike first: asides in brackets, datelines, the occasion on which something was said,
a role that the summary has given already (Zajic et al. 2007; Clarke and Lapata 2008 for deletion alone). There is no
parser here, so a part goes only where its own words and the words around it leave no doubt about where it ends.
"""

from collections.abc import Iterator, Sequence, Set

from quoteattr.summary.applied import applied
from quoteattr.summary.compress.known import known_attribution, known_roles
from quoteattr.summary.compress.reading import Reading, read
from quoteattr.summary.compress.rules import load_rules
from quoteattr.summary.story import Story
from quoteattr.summary.words import count_words
from quoteattr.types import Edit, Span

__all__ = ["compress", "kept_words"]

# A sentence longer than this is no sentence that a person wrote, and is left alone.
_MAX_LENGTH = 2000
# What is left of a sentence has at least so many words.
_MIN_WORDS = 5


def compress(
    story: Story, place: int, *, known: Set[str] = frozenset(), previous: str | None = None
) -> tuple[Edit, ...]:
    """Say what can be left out of a sentence.

    Nothing inside a direct or mixed quotation is touched, nor a cue or the head of a source; marks stay in balance.

    Args:
        story: The article.
        place: Place of the sentence among the story's sentences.
        known: Ids of the speakers whom the summary has introduced before: their roles need no second mention.
        previous: Id of the speaker of a quotation in the summary's previous sentence, if that is all it holds; `None`
            for none. A direct quotation by the same speaker then needs no attribution of its own.

    Returns:
        Edits in order, none of them touching another; `text` is "" but for a capital at a new beginning and a full
        stop in the place of a comma.

    Example:
        >>> import numpy as np
        >>> from quoteattr.types import Sentence
        >>> text = "In a statement, Ada Burns said the bridge (built in 1911) was, of course, not safe to cross."
        >>> story = Story(text, (Sentence(0, len(text)),), np.zeros((1, 2)))
        >>> [text[edit.start : edit.end] for edit in compress(story, 0)]
        ['In a statement, ', ' (built in 1911)', ', of course,']
    """
    sentence = story.sentences[place]
    if len(sentence) > _MAX_LENGTH:
        return ()
    reading = read(story, place)
    cuts = _choose(reading, story, known)
    edits = [*_capitalised(reading, _joined(cuts)), *_attribution(reading, cuts, previous)]
    return tuple(sorted(edits))


def kept_words(story: Story, place: int, edits: Sequence[Edit]) -> int:
    """Count the words of a sentence after edits.

    Args:
        story: The article.
        place: Place of the sentence among the story's sentences.
        edits: Edits of the sentence, in order.

    Example:
        >>> import numpy as np
        >>> from quoteattr.types import Sentence
        >>> story = Story("It rose (again).", (Sentence(0, 16),), np.zeros((1, 2)))
        >>> kept_words(story, 0, [Edit(7, 15, "", "compression")])
        2
    """
    return count_words(applied(story.text, story.sentences[place], edits))


def _choose(reading: Reading, story: Story, known: Set[str]) -> list[Span]:
    """Take each part that may go, in the order of the rules, as long as enough is left."""
    left = count_words(reading.text[reading.sentence.start : reading.sentence.end])
    chosen: list[Span] = []
    for cut in _candidates(reading, story, known):
        words = count_words(reading.text[cut.start : cut.end])
        apart = all(cut.end <= other.start or other.end <= cut.start for other in chosen)
        if apart and left - words >= _MIN_WORDS and reading.allows(cut):
            chosen.append(cut)
            left -= words
    return sorted(chosen)


def _candidates(reading: Reading, story: Story, known: Set[str]) -> Iterator[Span]:
    start = reading.sentence.start
    for rule in load_rules():
        for end in reading.ends if rule.final else (len(reading.masked),):
            for match in rule.cut.finditer(reading.masked, 0, end):
                yield Span(start + match.start("cut"), start + match.end("cut"))
    if known:
        yield from known_roles(reading, story, known)


def _joined(cuts: Sequence[Span]) -> list[Span]:
    """Make one cut of those that touch."""
    joined: list[Span] = []
    for cut in cuts:
        if joined and joined[-1].end == cut.start:
            joined[-1] = Span(joined[-1].start, cut.end)
        else:
            joined.append(cut)
    return joined


def _capitalised(reading: Reading, cuts: Sequence[Span]) -> Iterator[Edit]:
    """Turn cuts into edits; where the sentence has a new beginning, the first one puts a capital."""
    for cut in cuts:
        following = reading.text[cut.end : reading.sentence.end].split(maxsplit=1)[:1]
        hidden = reading.masked[cut.end - reading.sentence.start :][:1]
        if cut.start == reading.sentence.start and following and following[0].islower() and hidden.isalpha():
            yield Edit(cut.start, cut.end + 1, hidden.upper(), "compression")
        else:
            yield Edit(cut.start, cut.end, "", "compression")


def _attribution(reading: Reading, cuts: Sequence[Span], previous: str | None) -> Iterator[Edit]:
    found = known_attribution(reading, previous)
    if not found:
        return
    comma, part = found
    if any(cut.end > part.start for cut in cuts):
        return
    if reading.text[comma] == ",":
        yield Edit(comma, comma + 1, ".", "compression")
    yield Edit(part.start, part.end, "", "compression")
