"""Whether a speaker is somebody of whom the summary says no more than a name."""

import re
from collections.abc import Sequence

from quoteattr.speakers.lexicon import word_set
from quoteattr.summary.edits.figures import Figure
from quoteattr.summary.edits.surroundings import is_explained, titled
from quoteattr.types import Span, Speaker

__all__ = ["is_stranger"]

# Whoever is named more often is one whom the article is about, or whom its readers know.
_MOST_NAMED = 2
_FOLLOWING = re.compile(r"\s+(\w+)")


def is_stranger(text: str, speaker: Speaker, told: Sequence[Span], figure: Figure) -> bool:
    """Tell whether a reader of some sentences cannot know who a speaker is.

    Args:
        text: The article.
        speaker: The speaker, with mentions.
        told: The sentences.
        figure: How the article introduces the speaker.

    Example:
        >>> from quoteattr.summary.edits.figures import read_figure
        >>> from quoteattr.types import Mention, SpeakerId
        >>> ada = Speaker(SpeakerId("s1"), "Ada Burns", mentions=(Mention(0, 9),))
        >>> article = "Ada Burns said no."
        >>> is_stranger(article, ada, [Span(0, 18)], read_figure(article, ada))
        True
        >>> article = "Ada Burns, a baker, said no."
        >>> is_stranger(article, ada, [Span(0, 28)], read_figure(article, ada))
        False
    """
    if speaker.kind != "person" or figure.title or figure.position or not speaker.name.split():
        return False
    names = [mention for mention in speaker.mentions if mention.kind == "name"]
    if not 0 < len(names) <= _MOST_NAMED or text.count(speaker.name.split()[-1]) > _MOST_NAMED:
        return False
    role = [speaker.role_span] if speaker.role_span is not None else []
    here = [name for name in names if _is_told(name, told)]
    return not any(_is_told(span, told) for span in role) and not any(
        titled(text, name.start) or is_explained(text, name.end) or _says_which(text, name.end) for name in here
    )


def _is_told(span: Span, told: Sequence[Span]) -> bool:
    return any(sentence.start <= span.start < sentence.end for sentence in told)


def _says_which(text: str, end: int) -> bool:
    """Tell whether "of Redcar" or the like follows a name."""
    following = _FOLLOWING.match(text, end, end + 20)
    return following is not None and following.group(1).casefold() in word_set(
        "summary_edits", "descriptions", "going-on"
    )
