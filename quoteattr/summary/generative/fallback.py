"""What stands in the place of a summary that a model did not write, and the guard on one that it did."""

from dataclasses import replace

import numpy as np

from quoteattr.summary.generative.trim import finish
from quoteattr.summary.guard import guard
from quoteattr.summary.story import Story
from quoteattr.summary.summarize import summarize
from quoteattr.summary.words import count_words
from quoteattr.types import Article, Summary

__all__ = ["extract", "guarded"]


def extract(article: Article, *, max_words: int | None = None, max_sentences: int | None = None) -> Summary:
    """Return the extractive summary of an article, from the salience of its sentences.

    Args:
        article: An annotated article.
        max_words: As for `quoteattr.summary.summarize.summarize`.
        max_sentences: As there.

    Example:
        >>> from quoteattr.types import Sentence
        >>> sentences = (Sentence(0, 10, 0.1), Sentence(11, 33, 0.9))
        >>> article = Article("It rained. The bridge stays shut.", sentences=sentences)
        >>> extract(article, max_sentences=1).text
        'The bridge stays shut.'
    """
    made = article.summary
    fits = (max_words is None or count_words(made.text) <= max_words) and (
        max_sentences is None or len(made.sentences) <= max_sentences
    )
    if made.sentences and fits:
        return made
    # Without the encoder's vectors, sentences that say the same are not told apart.
    vectors = np.zeros((len(article.sentences), 1))
    story = Story(article.text, article.sentences, vectors, article.quotations, article.speakers)
    return summarize(story, max_sentences=max_sentences, max_words=max_words)[0]


def guarded(article: Article, text: str, *, max_words: int | None, max_sentences: int | None) -> Summary:
    """Check what a model wrote against the article, and keep what the guard put in to the limits.

    Args:
        article: An annotated article.
        text: A summary that a model wrote.
        max_words: Words at most; `None` for no limit.
        max_sentences: Sentences at most; `None` for no limit.

    Example:
        >>> from quoteattr.types import Sentence
        >>> article = Article("The bridge stays shut until May.", sentences=(Sentence(0, 32),))
        >>> summary = guarded(article, "The bridge stays shut until June.", max_words=9, max_sentences=None)
        >>> summary.text, summary.issues[0].repair
        ('The bridge stays shut until May.', 'replaced')
    """
    checked = guard(article, text)
    if checked.text == text:
        return checked
    kept = finish(checked.text, ended=False, max_words=max_words, max_sentences=max_sentences)
    return replace(checked, text=kept, sentences=tuple(s for s in checked.sentences if s.text in kept))
