"""Lines of a given width, counted in terminal columns."""

import unicodedata
from collections.abc import Iterator

__all__ = ["columns", "wrap"]

_ZERO_WIDTH = frozenset({"Mn", "Me", "Cf"})


def columns(text: str) -> int:
    r"""Count the terminal columns that a text takes.

    East Asian wide characters and emoji take two (Unicode Standard Annex 11), combining marks none.

    Args:
        text: Any string without line ends.

    Example:
        >>> columns("café"), columns("東京"), columns("e\u0301")
        (4, 4, 1)
    """
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(char: str) -> int:
    if unicodedata.category(char) in _ZERO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def wrap(text: str, width: int) -> list[str]:
    """Break a text into lines, at white space where there is any and within a word where there is none.

    The standard library's `textwrap` counts characters instead of columns, and a word of a million characters
    costs it time that grows with the square.

    Args:
        text: Any string; runs of white space count as one space.
        width: Columns of a line, at least 2 (the width of one wide character).

    Returns:
        The lines; none for a text of white space only.

    Example:
        >>> wrap("The bridge reopens on Friday.", 12)
        ['The bridge', 'reopens on', 'Friday.']
    """
    lines: list[str] = []
    line: list[str] = []
    room = width
    for word in text.split():
        pieces = list(_pieces(word, width))
        for index, piece in enumerate(pieces):
            needed = columns(piece) + (1 if line else 0)
            if line and (index or needed > room):
                lines.append(" ".join(line))
                line, room, needed = [], width, columns(piece)
            line.append(piece)
            room -= needed
    return [*lines, " ".join(line)] if line else lines


def _pieces(word: str, width: int) -> Iterator[str]:
    if columns(word) <= width:
        yield word
        return
    start, room = 0, width
    for index, char in enumerate(word):
        needed = _columns(char)
        if needed > room:
            yield word[start:index]
            start, room = index, width
        room -= needed
    yield word[start:]
