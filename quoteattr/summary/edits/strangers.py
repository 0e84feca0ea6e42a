"""Whether a speaker is somebody of whom the article says no more than a name."""

import re

from quoteattr.speakers.lexicon import word_set
from quoteattr.summary.edits.surroundings import is_explained, titled
from quoteattr.types import Speaker

__all__ = ["is_stranger"]

# Whoever is named more often is one whom the article is about, or whom its readers know.
_MOST_NAMED = 2
_FOLLOWING = re.compile(r"\s+(\w+)")


def is_stranger(text: str, speaker: Speaker) -> bool:
    """Tell whether a reader of one sentence cannot know who a speaker is.

    Args:
        text: The article.
        speaker: The speaker, with mentions.

    Example:
        >>> from quoteattr.types import Mention, SpeakerId
        >>> ada = Speaker(SpeakerId("s1"), "Ada Burns", mentions=(Mention(0, 9),))
        >>> is_stranger("Ada Burns said no.", ada), is_stranger("Ada Burns, a baker, said no.", ada)
        (True, False)
    """
    if speaker.kind != "person" or speaker.role is not None:
        return False
    names = [mention for mention in speaker.mentions if mention.kind == "name"]
    if not 0 < len(names) <= _MOST_NAMED or text.count(speaker.name.split()[-1]) > _MOST_NAMED:
        return False
    return not any(
        titled(text, name.start) or is_explained(text, name.end) or _says_which(text, name.end) for name in names
    )


def _says_which(text: str, end: int) -> bool:
    """Tell whether "of Redcar" or the like follows a name."""
    following = _FOLLOWING.match(text, end, end + 20)
    return following is not None and following.group(1).casefold() in word_set(
        "summary_edits", "descriptions", "going-on"
    )
