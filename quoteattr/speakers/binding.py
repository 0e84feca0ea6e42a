"""Whom the object of a verb cannot mean: the verb's subject ("Burns thanked her").

Of the theory of binding (Chomsky, 1981) this is what words in a row show.
"""

from collections.abc import Sequence

from quoteattr.speakers.lexicon import word_set
from quoteattr.speakers.mentions import NameIndex
from quoteattr.speakers.names import Name
from quoteattr.speakers.reading import Reading, Token

__all__ = ["subject_beside"]

# In tokens.
_FURTHEST = 12


def subject_beside(reading: Reading, index: NameIndex, i: int) -> Name | None:
    """Return the name before the verb of which "him" or "her" is the object, so that the pronoun means somebody else.

    Args:
        reading: The article's words.
        index: Its names.
        i: Index of a form of "he" or "she".

    Returns:
        The name; `None` for a pronoun that is no object, or whose subject is no name right before the verb.

    Example:
        >>> from quoteattr.speakers.names import find_names
        >>> from quoteattr.speakers.reading import read
        >>> reading = read("Yesterday Ada Burns spoke to her.", [], [])
        >>> subject_beside(reading, NameIndex(find_names(reading)), 5).words
        ('ada', 'burns')
    """
    words = reading.tokens
    name = _before_in_clause(words, index, i) if _is_object(words, i) else None
    if name is None or words[name.last - 1].possessive:
        return None
    between = [words[k].lower for k in range(name.last, i) if not _is_light(words[k])]
    if between[-1:] and between[-1] in word_set("function_words", "words", "prepositions"):
        del between[-1]
    if between[1:2] == ["to"]:
        # "Burns began to thank her"
        del between[:2]
    return name if len(between) == 1 and between[0] not in word_set("function_words") else None


def _is_object(words: Sequence[Token], i: int) -> bool:
    """Tell whether a pronoun is "him", or "her" with nothing behind it that it could own."""
    if words[i].lower != "her" or i + 1 >= len(words):
        return words[i].lower in {"him", "her"}
    after = words[i + 1]
    return bool(after.gap.strip()) or after.lower in word_set("function_words")


def _is_light(token: Token) -> bool:
    """Tell whether a word only helps a verb ("has", "quickly")."""
    return token.lower in word_set("function_words", "words", "auxiliaries") or token.lower.endswith("ly")


def _before_in_clause(words: Sequence[Token], index: NameIndex, i: int) -> Name | None:
    """Return the last person's name before a pronoun in the same clause, if no preposition governs it."""
    for k in range(i - 1, max(-1, i - _FURTHEST), -1):
        apart = words[k + 1].gap.strip() and not words[k].possessive
        if apart or words[k].sentence != words[i].sentence or words[k].lower in word_set("noun_phrases", "clauses"):
            return None
        name = index.at(k)
        if name is not None and name.kind in {"person", "unknown"}:
            prepositions = word_set("function_words", "words", "prepositions")
            bare = name.title == 0 or words[name.title].gap.strip() or words[name.title].opens
            return name if bare or words[name.title - 1].lower not in prepositions else None
    return None
