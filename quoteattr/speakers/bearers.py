"""What the words around a name of one word say of its bearer: a person, or several."""

from quoteattr.speakers.lexicon import word_set
from quoteattr.speakers.names import Name
from quoteattr.speakers.reading import Reading

__all__ = ["is_personal", "is_plural"]

_OLDEST = 3


def is_personal(reading: Reading, name: Name) -> bool:
    """Tell whether a name is a person's by its age, its kin or its mark ("5-year-old Vane", "Vane's mother", "@vane").

    Or because it is a frequent surname, and has no article.

    Args:
        reading: The article's words.
        name: The name.

    Example:
        >>> from quoteattr.speakers.names import find_names
        >>> from quoteattr.speakers.reading import read
        >>> found = read("They saw Vane’s mother, and Tideline’s lawyer.", [], [])
        >>> [(name.words, is_personal(found, name)) for name in find_names(found)]
        [(('vane',), True), (('tideline',), False)]
    """
    words, i = reading.tokens, name.last
    if reading.text.startswith("@", name.start - 1) and name.start:
        return True
    before = words[name.first - 1] if name.first and words[name.first].gap.isspace() else None
    if before is not None and before.lower.endswith("-year-old"):
        return True
    word = name.words[0]
    surname = word in word_set("common_names", "surnames") and word not in word_set("heads", "naming", "firms")
    if surname and (before is None or before.lower != "the"):
        return True
    if i >= len(words):
        return False
    if words[i - 1].possessive:
        return words[i].lower in word_set("heads", "kin") and not words[i].gap.strip(" ’'sS")
    aged = words[i].text.isdigit() and len(words[i].text) < _OLDEST and words[i].gap == ", "
    return aged and reading.text[words[i].end : words[i].end + 1] == ","


def is_plural(reading: Reading, name: Name) -> bool:
    """Tell whether a name is of several, by its ending and its verb ("Vanians are", "Vanians don't").

    Args:
        reading: The article's words.
        name: The name.
    """
    word, i = name.words[-1], name.last
    if not word.endswith("s") or word.endswith(("ss", "us", "is", "as", "os")) or i >= len(reading.tokens):
        return False
    before = reading.tokens[name.first - 1] if name.first and reading.tokens[name.first].gap.isspace() else None
    if before is not None and before.lower in word_set("nouns", "quantity"):
        # "many Vanians"
        return True
    after = reading.tokens[i]
    return after.gap.isspace() and after.lower.replace("’", "'") in word_set("heads", "of-several")
