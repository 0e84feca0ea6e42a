"""Offsets in a text that sayswho has prepared, back to offsets in the article.

Its preparation drops empty lines, trims the others, turns '' into ", puts an "x" after a plural possessive, adds spaces
beside a quotation mark (which becomes ") and closes a quotation that its paragraph leaves open. Each of these can be
told from the two texts alone, so nothing is searched for and nothing is guessed.
"""

from collections.abc import Callable, Iterator

# sayswho.constants.DOUBLE_QUOTES: the marks that the preparation may turn into the straight one.
_MARKS = frozenset('‹「」»"„『”‚』›«“')
_ADDED = frozenset('x "')


def align(text: str, prepared: str) -> Callable[[int, int], "list[int]"]:
    """Return the function from a span of the prepared text to the span of the article.

    Args:
        text: The article's text.
        prepared: What the preparation made of it.

    Raises:
        ValueError: If a change is none of those above.
    """
    sources: list[tuple[int, int]] = []
    made_lines = prepared.split("\n") if prepared else []
    for (offset, line), made in zip(_lines(text), made_lines, strict=True):
        sources += _line(line, made, offset)
        end = offset + len(line)
        sources.append((end, end + 1))  # the line end

    def back(start: int, end: int) -> list[int]:
        return [sources[start][0], sources[end - 1][1] if start < end else sources[start][0]]

    return back


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines that are not empty, trimmed, with their offsets."""
    offset = 0
    for line in text.split("\n"):
        if line:
            yield offset + len(line) - len(line.lstrip()), line.strip()
        offset += len(line) + 1


def _line(line: str, made: str, offset: int) -> Iterator[tuple[int, int]]:
    """Yield the span that each character of a prepared line came from; it is empty for an added character."""
    place = 0
    for char in made:
        width = _width(line, place, char)
        yield offset + place, offset + place + width
        place += width
    if place < len(line):
        raise ValueError(f"{line[place : place + 20]!r} of the article is missing from the prepared text")


def _width(line: str, place: int, char: str) -> int:
    if char == '"' and line.startswith("''", place):
        return 2
    if line.startswith(char, place) or (char == '"' and line[place : place + 1] in _MARKS):
        return 1
    if char in _ADDED:
        return 0
    raise ValueError(f"{char!r} of the prepared text does not follow from {line[place : place + 20]!r}")
