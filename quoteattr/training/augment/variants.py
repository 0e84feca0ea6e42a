"""Draw a variant of an article."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

from quoteattr.errors import OptionError
from quoteattr.training.augment.aligned import british_punctuation, other_case, other_marks, plain_letters
from quoteattr.training.augment.blocks import add_block, add_trailing
from quoteattr.training.augment.headlines import add_headline
from quoteattr.training.augment.inversion import invert
from quoteattr.training.augment.marks import foreign_marks
from quoteattr.training.augment.transcripts import add_transcript
from quoteattr.training.readers import AnnotatedArticle

__all__ = ["ALIGNED", "REWRITTEN", "Variant", "vary"]

Variation = Callable[[AnnotatedArticle, Random], AnnotatedArticle]

ALIGNED: Mapping[Variation, float] = {other_marks: 5, british_punctuation: 2, other_case: 2, plain_letters: 1}
"""Variations that keep every offset, with how often each is tried first."""

REWRITTEN: Mapping[Variation, float] = {
    add_transcript: 3,
    add_block: 2,
    invert: 2,
    foreign_marks: 2,
    add_trailing: 1,
    add_headline: 1,
}
"""Variations that move offsets."""

# Of the articles that are varied: those that are rewritten, and of the others those that are varied twice.
_REWRITTEN_SHARE = 0.25
_TWICE_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class Variant:
    """An article as it is learned from in one epoch.

    Args:
        article: The article, perhaps varied.
        aligned: Whether it has the original's length and each offset means the same place, so that what is known of
            the original by token holds here as well.
    """

    article: AnnotatedArticle
    aligned: bool


def vary(article: AnnotatedArticle, random: Random, *, share: float = 0.5) -> Variant:
    """Return the article or a variant of it: with the forms of other newspapers, or of other kinds of article.

    Three of four variants keep every offset (marks, punctuation, case, accents); the others have transcripts, block
    quotations, sources after a dash, headlines, inverted cues or marks of another length.

    Args:
        article: The article.
        random: Source of chance; the same state gives the same variant.
        share: Share of the articles that are varied, from 0 to 1. An article to which nothing applies stays as it is.

    Raises:
        OptionError: If the share is not from 0 to 1.

    Example:
        >>> article = AnnotatedArticle("a", "“Yes,” she said.", ())
        >>> vary(article, Random(1), share=0).article == article
        True
        >>> vary(article, Random(1), share=1)
        Variant(article=AnnotatedArticle(id='a', text='‘Yes,’ she said.', quotations=(), discard=()), aligned=True)
    """
    if not 0 <= share <= 1:
        raise OptionError(f"the share of varied articles is {share}; accepted is a number from 0 to 1")
    if random.random() >= share:
        return Variant(article, aligned=True)
    if random.random() < _REWRITTEN_SHARE:
        rewritten = _first_that_applies(article, REWRITTEN, random)
        if rewritten != article:
            return Variant(rewritten, aligned=False)
    varied = _first_that_applies(article, ALIGNED, random)
    if random.random() < _TWICE_SHARE:
        varied = _first_that_applies(varied, ALIGNED, random)
    return Variant(varied, aligned=True)


def _first_that_applies(
    article: AnnotatedArticle, variations: Mapping[Variation, float], random: Random
) -> AnnotatedArticle:
    """Return what the first variation that changes anything makes of the article, tried in a weighted random order."""
    order = sorted(variations, key=lambda v: random.random() ** (1 / variations[v]), reverse=True)
    return next((varied for v in order if (varied := v(article, random)) != article), article)
