"""Names that signs hold together: explained by an acronym ("the Alliance to Keep Our Ferries (AKOF)"), or with "&".

The letters are matched with the words before the acronym from right to left, as in Schwartz and Hearst (2003),
"A simple algorithm for identifying abbreviation definitions in biomedical text"; here one word stands for each letter.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from quoteattr.speakers.charges import lead_to_person
from quoteattr.speakers.lexicon import given_name_pronoun, word_set
from quoteattr.speakers.reading import Token
from quoteattr.speakers.titles import is_function_word, is_title

__all__ = ["defined_names"]

_FEWEST_LETTERS = 3
_MOST_LETTERS = 10
# On either side of "&".
_MOST_WORDS = 4


def defined_names(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield the names that an acronym behind them explains, and those of two owners ("Burns & Reddy Ferries").

    Args:
        tokens: The article's words.

    Returns:
        For each name, in order, the index of its first token and the index after its last one.

    Example:
        >>> from quoteattr.speakers.reading import read
        >>> tokens = read("They met the Alliance to Keep Our Ferries (AKOF) here.", [], []).tokens
        >>> [[t.text for t in tokens[i:j]] for i, j in defined_names(tokens)]
        [['Alliance', 'to', 'Keep', 'Our', 'Ferries']]
    """
    end = 0
    for j, token in enumerate(tokens):
        if token.gap == " & " and j > end and _pairs(tokens, j):
            first, end = _front(tokens, j, end), _back(tokens, j)
            yield first, end
        if j and token.gap.strip() in {"(", "(the", ', or "'} and token.sentence == tokens[j - 1].sentence:
            letters = token.lower.replace(".", "")
            if token.text.replace(".", "").isupper() and _FEWEST_LETTERS <= len(letters) <= _MOST_LETTERS:
                explained = _first_word(tokens, j, letters)
                if explained is not None:
                    yield explained, j


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


def _pairs(tokens: Sequence[Token], j: int) -> bool:
    """Tell whether the words around "&" are owners of one firm, and not two persons ("Mr. Burns & Ms. Reddy")."""
    before, after = tokens[j - 1], tokens[j]
    apart = before.possessive or before.sentence != after.sentence or not (before.capital and after.capital)
    full = j > 1 and given_name_pronoun(tokens[j - 2].lower) is not None and tokens[j - 2].capital
    both = full and given_name_pronoun(after.lower) is not None
    both = both or lead_to_person(tokens, j)
    return not apart and not both and not any(is_title(t) or is_function_word(t) for t in (before, after))


def _front(tokens: Sequence[Token], j: int, least: int) -> int:
    """Return where a firm's name begins before "&", also behind "Bros. and"."""
    k = j - 1
    while k > max(least, j - _MOST_WORDS) and _goes_on(tokens[k - 1], tokens[k]):
        k -= 1
    brothers = k - 1 > least and tokens[k - 1].lower == "and" and tokens[k - 2].lower in {"bros", "brothers", "sons"}
    return max(least, k - 3) if brothers and tokens[k - 3].capital else k


def _back(tokens: Sequence[Token], j: int) -> int:
    k = j + 1
    while k < min(len(tokens), j + _MOST_WORDS) and _goes_on(tokens[k - 1], tokens[k]):
        k += 1
    return k


def _goes_on(before: Token, token: Token) -> bool:
    plain = before.capital and token.capital and token.follows(before)
    return plain and not any(is_title(t) or is_function_word(t) or t.lower in _roles() for t in (before, token))


@cache
def _roles() -> frozenset[str]:
    return word_set("titles", "roles") | word_set("places", "peoples") | word_set("nouns", "time")
