"""Acronyms that the article itself explains: "the Alliance to Keep Our Ferries (AKOF)", or "…, or AKOF".

The letters are matched with the words before the acronym from right to left, as in Schwartz and Hearst (2003),
"A simple algorithm for identifying abbreviation definitions in biomedical text"; here one word stands for each letter.
"""

from collections.abc import Iterator, Sequence

from quoteattr.speakers.lexicon import word_set
from quoteattr.speakers.reading import Token

__all__ = ["defined_names"]

_FEWEST_LETTERS = 3
_MOST_LETTERS = 10


def defined_names(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield the names that an acronym behind them explains.

    Args:
        tokens: The article's words.

    Returns:
        For each name, in order, the index of its first token and the index after its last one, which is the acronym.

    Example:
        >>> from quoteattr.speakers.reading import read
        >>> tokens = read("They met the Alliance to Keep Our Ferries (AKOF) here.", [], []).tokens
        >>> [[t.text for t in tokens[i:j]] for i, j in defined_names(tokens)]
        [['Alliance', 'to', 'Keep', 'Our', 'Ferries']]
    """
    for j, token in enumerate(tokens):
        if j and token.gap.strip() in {"(", "(the", ', or "'} and token.sentence == tokens[j - 1].sentence:
            letters = token.lower.replace(".", "")
            if token.text.replace(".", "").isupper() and _FEWEST_LETTERS <= len(letters) <= _MOST_LETTERS:
                first = _first_word(tokens, j, letters)
                if first is not None:
                    yield first, j


def _first_word(tokens: Sequence[Token], j: int, letters: str) -> int | None:
    """Match the letters with the words before `j`; a small word may go without a letter."""
    small = word_set("function_words", "words", "prepositions") | {"the", "and", "a", "an"}
    left, k = len(letters), j
    while left and k > max(0, j - 2 * len(letters)):
        k -= 1
        if k + 1 < j and (tokens[k + 1].gap.strip(" -&’'s") or tokens[k].sentence != tokens[j].sentence):
            return None
        if tokens[k].lower[0] == letters[left - 1]:
            left -= 1
        elif tokens[k].lower not in small:
            return None
    return k if not left and tokens[k].capital else None
