"""Rank an article's sentences towards a query: by its words, and by the speaker whom it names.

Vectors of the encoder are no help here: it has learned who says what, and the states of a sentence are no nearer to a
question about it than to one about another article.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from quoteattr.errors import OptionError
from quoteattr.speakers.lexicon import word_set
from quoteattr.summary.lookup import name_words, names_of
from quoteattr.summary.story import Story
from quoteattr.summary.words import split_words, word_class
from quoteattr.types import Span, Speaker

__all__ = ["focus", "focus_warning", "focused"]

Array = NDArray[np.float64]

# Parts of a score, chosen on facts of training articles that were asked for by their own words.
_WORDS, _SALIENCE, _SPEAKER = 1.0, 0.25, 0.5
# A speaker's sentences come first where the query is nothing but a name.
_SPEAKER_ALONE = 1.0
# A sentence in which a speaker is only mentioned counts for so much of one in which that speaker speaks.
_MENTION = 0.3
# What the page puts around a story does not come up because it repeats the query.
_PAGE = 0.2
_DECIMALS = 4
# Endings after which the stem of most English words is left; the first of the longest that fits is taken off.
_ENDINGS = re.compile(r"(?:'s|ies|ied|ying|ings?|edly|ed|es|e?ly|s|e|y)\Z")
_SHORTEST_STEM = 3


def focus(story: Story, query: str) -> Array:
    """Score the sentences of an article by their salience and by what they have to do with a query.

    Args:
        story: The article, its sentences scored.
        query: What is asked for: words, a question or the name of a speaker.

    Returns:
        One score from 0 to 1 for each sentence; their salience itself when nothing in the article matches.

    Raises:
        OptionError: If the query is no string, or there is no word in it.

    Example:
        >>> from quoteattr.types import Sentence
        >>> sentences = (Sentence(0, 10, 0.6), Sentence(11, 31, 0.4))
        >>> story = Story("It rained. The bridge reopened.", sentences, np.zeros((2, 4)))
        >>> int(focus(story, "bridges").argmax()), focus(story, "football").tolist()
        (1, [0.6, 0.4])
    """
    return _Query(story, query).scores()


def focused(story: Story, query: str | None) -> tuple[Story, tuple[str, ...]]:
    """Score an article's sentences towards a query.

    Args:
        story: The article, its sentences scored.
        query: As for `focus`; `None` leaves the scores as they are.

    Returns:
        The article, and warnings about the query.

    Example:
        >>> focused(Story("It rained.", (), np.zeros((0, 4))), None)[1]
        ()
    """
    if query is None:
        return story, ()
    warning = focus_warning(story, query)
    return story.rescored(focus(story, query).tolist()), () if warning is None else (warning,)


def focus_warning(story: Story, query: str) -> str | None:
    """Say that nothing in an article matches a query; `None` when something does.

    Args:
        story: The article.
        query: What is asked for.

    Raises:
        OptionError: If the query is no string, or there is no word in it.

    Example:
        >>> from quoteattr.types import Sentence
        >>> focus_warning(Story("It rained.", (Sentence(0, 10),), np.zeros((1, 4))), "football")
        "nothing in the article matches focus='football': the summary is the same as without a focus"
    """
    if _Query(story, query).matches:
        return None
    return f"nothing in the article matches focus={query!r}: the summary is the same as without a focus"


class _Query:
    def __init__(self, story: Story, query: str) -> None:
        if not isinstance(query, str) or not any(map(str.isalnum, query)):
            raise OptionError(
                f"a summary with focus={query!r} was asked for; focus is a string with at least one word, or None for "
                'none: pass focus="the cost of the bridge", for example'
            )
        self.story = story
        self.query = query

    def scores(self) -> Array:
        if not self.matches:
            return self.story.scores
        scores = _WORDS * self.overlap + _SALIENCE * self.story.scores + self._speaker_weight * self.spoken
        scores = np.where(self.story.layout.story, scores, _PAGE * scores)
        return np.asarray(np.round(scores / (_WORDS + _SALIENCE + self._speaker_weight), _DECIMALS))

    @property
    def matches(self) -> bool:
        return bool(self.overlap.any() or self.spoken.any())

    @cached_property
    def overlap(self) -> Array:
        """Share of the query's words, beside speakers' names, that each sentence has, rare ones counting for more."""
        sentences = [_stems(self.story.text[s.start : s.end]) for s in self.story.sentences]
        frequency = Counter(stem for stems in sentences for stem in stems)
        # Words that the article does not have cannot tell its sentences apart.
        asked = sorted(stem for stem in self._topic if frequency[stem])
        weight = {stem: float(np.log1p(len(sentences) / frequency[stem])) for stem in asked}
        total = sum(weight.values()) or 1.0
        return np.array([sum(weight[stem] for stem in asked if stem in stems) / total for stems in sentences])

    @cached_property
    def spoken(self) -> Array:
        """Mark the sentences in which a speaker whom the query names speaks, or is mentioned."""
        marks = np.zeros(len(self.story.sentences))
        starts = np.array([s.start for s in self.story.sentences])
        named = {s.id for s in self._named}
        said: list[Span] = [
            span for q in self.story.quotations if q.speaker and q.speaker.id in named for span in q.content
        ]
        mentions: list[Span] = [mention for speaker in self._named for mention in speaker.mentions]
        for spans, mark in ((mentions, _MENTION), (said, 1.0)):
            for span in spans:
                first = max(0, int(np.searchsorted(starts, span.start, side="right")) - 1)
                marks[first : int(np.searchsorted(starts, span.end))] = mark
        return marks

    @cached_property
    def _named(self) -> tuple[Speaker, ...]:
        return tuple(s for s in self.story.speakers if _names(self.query, names_of(s)))

    @cached_property
    def _topic(self) -> frozenset[str]:
        """What is asked for beside the speakers who are named."""
        names = (_stems(name) for speaker in self._named for name in names_of(speaker))
        return _stems(self.query).difference(*names) - _stems(" ".join(word_set("titles", "honorifics")))

    @property
    def _speaker_weight(self) -> float:
        return _SPEAKER if self._topic else _SPEAKER_ALONE


def _names(query: str, names: Sequence[str]) -> bool:
    """Tell whether a query holds one of a speaker's names, or the last word of one as people write names."""
    asked = name_words(query)
    capitals = {word for name in split_words(query) if name[0].isupper() for word in name_words(name)}
    for words in filter(None, map(name_words, names)):
        if any(asked[i : i + len(words)] == words for i in range(len(asked) - len(words) + 1)):
            return True
        if len(words) > 1 and words[-1] in asked and (len(asked) == 1 or words[-1] in capitals):
            return True
    return False


def _stems(text: str) -> frozenset[str]:
    """Return the words that carry meaning, folded, without endings."""
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    words = (word.casefold() for word in split_words(plain))
    return frozenset(_stem(word) for word in words if word not in word_class("function_words"))


def _stem(word: str) -> str:
    ending = _ENDINGS.search(word)
    return word[: ending.start()] if ending and ending.start() >= _SHORTEST_STEM else word
