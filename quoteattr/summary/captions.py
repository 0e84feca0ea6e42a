"""Captions in running text: each a label, a colon and a sentence, as some sites' pages are kept in archives."""

import re
from collections import Counter
from collections.abc import Collection, Sequence

__all__ = ["labelled_captions"]

# "In high spirits: The crew before the race". What follows a name or "She said:" is in quotation marks.
_LABEL = re.compile(r"(?P<label>[A-Z][\w'’-]{0,20}(?: [\w'’-]{1,20}){0,2})[.!?…]{0,3}: ?(?=[A-Z0-9])")
_FEWEST, _PLENTY = 3, 6


def labelled_captions(sentences: Sequence[str], signs: Collection[str], *, most_words: int) -> frozenset[int]:
    """Return the places of sentences that are captions because several of them in an article have the same form.

    A label that comes again is a speaker in a transcript, and one in capitals may be.

    Args:
        sentences: Texts of the sentences, in order.
        signs: What points at a picture ("(pictured"), in lower case. Fewer than six captions must have one of these
            among them; of more, the form is enough.
        most_words: Words of a caption at most.

    Example:
        >>> page = ["Safe: The bridge (left).", "It cost much.", "Proud: The crew.", "Late: A train on Monday."]
        >>> sorted(labelled_captions(page, ["(left"], most_words=40))
        [0, 2, 3]
    """
    labels = {
        place: match["label"].casefold()
        for place, sentence in enumerate(sentences)
        if (match := _LABEL.match(sentence)) and not match["label"].isupper() and len(sentence.split()) <= most_words
    }
    counts = Counter(labels.values())
    found = frozenset(place for place, label in labels.items() if counts[label] == 1)
    points = any(sign in sentences[place].casefold() for place in found for sign in signs)
    return found if len(found) >= (_FEWEST if points else _PLENTY) else frozenset()
