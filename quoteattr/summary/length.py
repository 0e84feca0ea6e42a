"""How long a summary may be."""

import math
from dataclasses import dataclass
from numbers import Integral, Real

from quoteattr.errors import OptionError

__all__ = ["DEFAULT_MAX_SENTENCES", "Length"]

DEFAULT_MAX_SENTENCES = 3
"""Length of a summary when nothing limits it."""


@dataclass(frozen=True, slots=True)
class Length:
    """The limits of a summary's length, checked.

    Args:
        max_sentences: How many sentences; `None` means no limit beside the others, and 3 when there is no other.
        max_words: How many words at most; `None` means no limit.
        ratio: Share of the article's sentences, above 0 and at most 1, rounded up; `None` means no limit.

    Raises:
        OptionError: If a limit is not a whole number of at least 1, the ratio not a number above 0 and at most 1, or
            both `max_sentences` and `ratio` are given.

    Example:
        >>> Length().sentences_of(40), Length(max_words=50).sentences_of(40), Length(ratio=0.1).sentences_of(41)
        (3, None, 5)
    """

    max_sentences: int | None = None
    max_words: int | None = None
    ratio: float | None = None

    def __post_init__(self) -> None:
        for name, value, example in (("max_sentences", self.max_sentences, 3), ("max_words", self.max_words, 60)):
            if value is not None and (not isinstance(value, Integral) or isinstance(value, bool) or value < 1):
                raise OptionError(
                    f"a summary of {name}={value!r} was asked for; {name} is a whole number of at least 1, or None for "
                    f"no limit of its own: pass {name}={example}, for example"
                )
        if self.ratio is None:
            return
        if not isinstance(self.ratio, Real) or isinstance(self.ratio, bool) or not 0 < self.ratio <= 1:
            raise OptionError(
                f"a summary of ratio={self.ratio!r} was asked for; ratio is a share of the article's sentences, above "
                "0 and at most 1, or None for no such limit: pass ratio=0.1, for example"
            )
        if self.max_sentences is not None:
            raise OptionError(
                f"a summary of max_sentences={self.max_sentences} and ratio={self.ratio} was asked for; both limit the "
                "number of sentences: pass one of them"
            )

    def sentences_of(self, n: int) -> int | None:
        """Return how many sentences the summary of an article may have; `None` for no limit.

        Args:
            n: Sentences of the article.
        """
        if self.ratio is not None:
            # Without the rounding, a tenth of 30 sentences would be 4 of them: 0.1 is a little more than a tenth.
            return max(1, math.ceil(round(float(self.ratio) * n, 9)))
        if self.max_sentences is None and self.max_words is None:
            return DEFAULT_MAX_SENTENCES
        return None if self.max_sentences is None else int(self.max_sentences)
