"""Captions in running text: each a label, a colon and a sentence, as some sites' pages are kept in archives."""

import re
from collections import Counter
from collections.abc import Collection, Sequence

from quoteattr.speakers.lexicon import word_set

__all__ = ["labelled_captions", "stops_apart"]

# "In high spirits: The crew before the race". What follows a name or "She said:" is in quotation marks.
_LABEL = re.compile(r"(?P<label>[A-Z][\w'’-]{0,20}(?: [\w'’-]{1,20}){0,5})[.!?…]{0,3}: ?(?=[A-Z0-9])")
_FEWEST, _PLENTY = 3, 6
# Words of a caption on a page that has a film: often two of them stand in one line.
_LONGEST_ON_PAGE = 90


def labelled_captions(
    sentences: Sequence[str], signs: Collection[str], *, most_words: int, films: Collection[str] = ()
) -> frozenset[int]:
    """Return the places of sentences that are captions because several of them in an article have the same form.

    A label that comes again is a speaker in a transcript, and one in capitals may be.

    Args:
        sentences: Texts of the sentences, in order.
        signs: What points at a picture ("(pictured"), in lower case. Fewer than six captions must have one of these
            among them; of more, the form is enough.
        most_words: Words of a caption at most.
        films: What stands on pages that have such captions, in lower case; there one is enough, and a label may come
            again.

    Example:
        >>> page = ["Safe: The bridge (left).", "It cost much.", "Proud: The crew.", "Late: A train on Monday."]
        >>> sorted(labelled_captions(page, ["(left"], most_words=40))
        [0, 2, 3]
    """
    on_page = any(film in sentence.casefold() for sentence in sentences for film in films)
    most = max(most_words, _LONGEST_ON_PAGE) if on_page else most_words
    labels = {
        place: match["label"].casefold()
        for place, sentence in enumerate(sentences)
        if (match := _LABEL.match(sentence)) and _is_label(match["label"]) and len(sentence.split()) <= most
    }
    if on_page:
        return frozenset(labels)
    counts = Counter(labels.values())
    found = frozenset(place for place, label in labels.items() if counts[label] == 1)
    points = any(sign in sentences[place].casefold() for place in found for sign in signs)
    return found if len(found) >= (_FEWEST if points else _PLENTY) else frozenset()


def _is_label(words: str) -> bool:
    """Tell a label from a speaker in a transcript, and from what announces somebody's words."""
    return not words.isupper() and words.rsplit(maxsplit=1)[-1].casefold() not in word_set("cue_verbs", "words")


def stops_apart(
    sentences: Sequence[str], *, most_words: int, fewest: int = 2, share: float = 0.25, links: Sequence[str] = ()
) -> frozenset[int]:
    """Return the places of short sentences before whose full stop a space stands, where most have none.

    Some archives end headings, captions and links of a page so, and not the story's sentences.

    Args:
        sentences: Texts of the sentences, in order.
        most_words: Words of such a line at most, the stop with them.
        fewest: How many there must be at least.
        share: How many there may be at most, as a share of all sentences.
        links: What a link begins with, in lower case; of these, one is enough.

    Example:
        >>> sorted(stops_apart(["How it was built .", "Burns left .", *["It rained."] * 6], most_words=9))
        [0, 1]
    """
    apart = [place for place, sentence in enumerate(sentences) if sentence.rstrip().endswith(" .")]
    found = frozenset(
        place
        for place in apart
        if len(sentences[place].split()) <= most_words and not any(mark in sentences[place] for mark in '"“”')
    )
    if len(apart) > share * len(sentences):
        return frozenset()
    if len(found) >= fewest:
        return found
    return frozenset(place for place in found if sentences[place].casefold().startswith(tuple(links)))
