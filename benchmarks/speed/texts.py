"""Texts of a given size, made of the articles of a corpus."""

import re
from collections.abc import Iterator, Sequence
from itertools import cycle, islice

__all__ = ["of_characters", "of_words", "short_articles"]

_WORD = re.compile(r"\S+")
_SHORT = 60


def of_words(texts: Sequence[str], words: int) -> str:
    r"""Lay articles end to end until they have so many words between white space, and cut there.

    Args:
        texts: The articles, of which one has a word; they are taken again from the first where they do not suffice.
        words: How many words, at least one.

    Example:
        >>> of_words(["One two.", "Three."], 4)
        'One two.\n\nThree.\n\nOne'
    """
    parts: list[str] = []
    missing = words
    for text in cycle(texts):
        taken = list(islice(_WORD.finditer(text), missing))
        missing -= len(taken)
        if not missing:
            parts.append(text[: taken[-1].end()])
            break
        parts.append(text)
    return "\n\n".join(parts)


def of_characters(texts: Sequence[str], characters: int) -> str:
    r"""Lay articles end to end until they have so many characters, and cut there.

    Args:
        texts: The articles, not all of them empty; they are taken again from the first where they do not suffice.
        characters: How many characters.

    Example:
        >>> of_characters(["One two.", "Three."], 11)
        'One two.\n\nT'
    """
    parts: list[str] = []
    length = 0
    for text in cycle(texts):
        parts.append(text)
        length += len(text) + 2
        if length >= characters:
            break
    return "\n\n".join(parts)[:characters]


def short_articles(texts: Sequence[str], n: int, least: int = _SHORT) -> Iterator[str]:
    r"""Yield short articles, no two alike: a made-up first line, and a few paragraphs of an article.

    Args:
        texts: The articles that the pieces are of; they are taken in turn, again and again.
        n: How many.
        least: Words that the paragraphs have together at least, where the article has as many.

    Example:
        >>> list(short_articles(["Rain fell."], 2))
        ['Report 1 of Bane Abara on Adale\n\nRain fell.', 'Report 2 of Cane Bbara on Bdale\n\nRain fell.']
    """
    pieces = cycle([piece for text in texts for piece in _pieces(text, least)])
    for number, piece in enumerate(islice(pieces, n), 1):
        name, place = _letters(number), _letters(number - 1)
        yield f"Report {number} of {name}ane {place}bara on {place}dale\n\n{piece}"


def _letters(number: int) -> str:
    """Write a number in letters: A, B, ... Z, Ba, Bb, ..."""
    digits = ""
    while number or not digits:
        number, digit = divmod(number, 26)
        digits = chr(ord("a") + digit) + digits
    return digits.capitalize()


def _pieces(text: str, least: int) -> Iterator[str]:
    """Cut an article between paragraphs into pieces of at least so many words, the last one apart."""
    piece: list[str] = []
    for paragraph in filter(str.strip, text.splitlines()):
        piece.append(paragraph)
        if sum(len(part.split()) for part in piece) >= least:
            yield "\n\n".join(piece)
            piece = []
    if piece:
        yield "\n\n".join(piece)
