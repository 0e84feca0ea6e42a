"""Characters that would act instead of show: a stand-in for each of them.

A control character can end a string early (NUL), drive a terminal (ESC) or reverse what a reader sees (the
bidirectional overrides of Unicode Standard Annex 9, as in CVE-2021-42574). An article may hold any of them. What is
shown has one visible character in the place of each, so offsets stay right.
"""

from functools import cache

__all__ = ["one_line", "visible"]

_STAND_IN = "�"
_KEPT = "\t\n\r"
_LINE_BREAKS = {0x0085: "␤"}
_BIDIRECTIONAL = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_C1 = range(0x0080, 0x00A0)
_SURROGATES = range(0xD800, 0xE000)
_NONCHARACTERS = (0xFFFE, 0xFFFF)


@cache
def _table() -> dict[int, str]:
    hidden = (*_C1, *_BIDIRECTIONAL, *_SURROGATES, *_NONCHARACTERS)
    # Unicode has a picture for every C0 control character, in the same order, from U+2400; for DEL it is U+2421.
    pictures = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in _KEPT} | {0x7F: "␡"}
    return dict.fromkeys(hidden, _STAND_IN) | pictures | _LINE_BREAKS


def visible(text: str) -> str:
    r"""Replace every control character, bidirectional override and lone surrogate by one visible character.

    Tabs and line ends stay; so do the left-to-right and right-to-left marks, which only place a neighbour.

    Args:
        text: Any string.

    Returns:
        A string of the same length, fit to be shown and to be encoded.

    Example:
        >>> visible("a\x00b\x1b[31m\u202ec")
        'a␀b␛[31m�c'
    """
    return text.translate(_table())


def one_line(text: str) -> str:
    r"""Put a message on one line, with nothing in it that could drive a terminal.

    Args:
        text: The message.

    Example:
        >>> one_line("it is\n no \x1b[1m text")
        'it is no ␛[1m text'
    """
    return " ".join(visible(text).split())
