"""The shortest way to an annotated article: the checkpoint inside the package, loaded once and kept."""

from functools import cache

from quoteattr.pipeline import Pipeline
from quoteattr.types import Article

__all__ = ["annotate"]


def annotate(
    text: str,
    *,
    id: str | None = None,
    max_sentences: int | None = None,
    max_words: int | None = None,
    ratio: float | None = None,
    focus: str | None = None,
    compress: bool = False,
    faithful: bool = False,
    min_score: float | None = None,
    min_speaker_score: float | None = None,
) -> Article:
    """Annotate one article with the checkpoint inside the package.

    The pipeline is loaded with the first call and kept.

    Args:
        text: The article's text.
        id: The caller's name for it; `None` for none.
        max_sentences: Number of sentences of the summary; `None` means 3, or no limit with another length.
        max_words: Greatest number of words of the summary; `None` sets no limit.
        ratio: Sentences of the summary as a share of the article's, rounded up; `None` sets no limit.
        focus: What the summary should be about, in a few words; `None` for the whole article.
        compress: Whether the summary's sentences are shortened by what can be spared.
        faithful: Whether they are printed as they stand in the article, without the edits that make each of them
            complete in itself, such as a name for a pronoun.
        min_score: Score below which a quotation is left out, of whatever kind: the score is the probability that
            content and source are right. 0 keeps every quotation; `None` takes the checkpoint's own.
        min_speaker_score: Score below which a quotation's speaker is not given, the probability that it is right;
            `None` takes 0, which gives every speaker.

    Raises:
        InputTypeError: If `text` is not a string.
        InvalidTextError: If it has a lone surrogate.
        OptionError: If a length is not a positive whole number, or a score is not a number from 0 to 1.

    Example:
        >>> article = annotate("“We will rebuild the bridge,” council leader Tom Hale said on Monday.")
        >>> print(article.speakers[0].label)
        Tom Hale, council leader
    """
    return _default()(
        text,
        id=id,
        max_sentences=max_sentences,
        max_words=max_words,
        ratio=ratio,
        focus=focus,
        compress=compress,
        faithful=faithful,
        min_score=min_score,
        min_speaker_score=min_speaker_score,
    )


@cache
def _default() -> Pipeline:
    return Pipeline.from_pretrained("default")
