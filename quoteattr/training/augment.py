"""Variants of articles that keep every offset: other newspapers' quotation marks."""

from dataclasses import replace
from random import Random

from quoteattr.text.marks import QuotedRegion, pair_marks
from quoteattr.training.readers import AnnotatedArticle

__all__ = ["restyle_marks"]

_STYLES = {"straight": ('"', '"'), "curly": ("“", "”"), "single": ("‘", "’"), "straight single": ("'", "'")}
# How often an article gets each style; else it keeps its own. American news has hardly any single marks: British does.
_SHARES = {"straight": 0.1, "curly": 0.1, "single": 0.1, "straight single": 0.05}


def restyle_marks(article: AnnotatedArticle, random: Random) -> AnnotatedArticle:
    """Return the article with its outer quotation marks in another style, or unchanged.

    Every mark is replaced by one of the same length, so all offsets stay valid.

    Args:
        article: The article.
        random: Source of chance; the same state gives the same variant.

    Example:
        >>> article = AnnotatedArticle("a", "“Yes,” she said.", ())
        >>> sorted({restyle_marks(article, Random(seed)).text for seed in range(60)})[-2:]
        ['‘Yes,’ she said.', '“Yes,” she said.']
    """
    draw = random.random()
    for style, share in _SHARES.items():
        draw -= share
        if draw < 0:
            return replace(article, text=_restyled(article.text, *_STYLES[style]))
    return article


def _restyled(text: str, opening: str, closing: str) -> str:
    regions = pair_marks(text)
    if opening in "‘'" and any(region.depth for region in regions):
        return text  # a nested single mark would become ambiguous
    characters = list(text)
    for region in regions:
        if region.depth == 0 and not region.single and region.opening == 1:
            _put(characters, region, opening, closing)
    return "".join(characters)


def _put(characters: list[str], region: QuotedRegion, opening: str, closing: str) -> None:
    characters[region.start] = opening
    if region.closing == 1:
        characters[region.end - 1] = closing
