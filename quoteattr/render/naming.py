"""The numbers, colours and link targets by which the parts of one reading view refer to each other."""

import html
from dataclasses import dataclass
from functools import cached_property

from quoteattr.render.attribution import UNKNOWN
from quoteattr.render.visible import visible
from quoteattr.types import Article, Quotation, Speaker

__all__ = ["Naming", "escape"]

_COLOURS = 8


def escape(text: str) -> str:
    """Return a text fit for the content or a quoted attribute of an element, with nothing in it that acts.

    Args:
        text: Any string.

    Example:
        >>> escape('"<b>" & co')
        '&quot;&lt;b&gt;&quot; &amp; co'
    """
    return html.escape(visible(text), quote=True)


@dataclass(frozen=True)
class Naming:
    """Numbers of the speakers and quotations of one article; 0 is the unknown speaker.

    Args:
        article: The article.
        prefix: What every id on the page that belongs to this article begins with.

    Example:
        >>> Naming(Article("Yes."), "qa-1").prefix
        'qa-1'
    """

    article: Article
    prefix: str

    @cached_property
    def _speakers(self) -> dict[str, int]:
        return {speaker.id: number for number, speaker in enumerate(self.article.speakers, start=1)}

    @cached_property
    def _quotations(self) -> dict[str, int]:
        return {quotation.id: number for number, quotation in enumerate(self.article.quotations, start=1)}

    def by(self, quotation: Quotation) -> int:
        """Return the number of the quotation's speaker.

        Args:
            quotation: A quotation of the article.
        """
        return self._speakers[quotation.speaker.id] if quotation.speaker else 0

    def place(self, quotation: Quotation) -> int:
        """Return the number of the quotation itself, from 1.

        Args:
            quotation: A quotation of the article.
        """
        return self._quotations[quotation.id]

    def speaker(self, number: int) -> Speaker | None:
        """Return the speaker of a number.

        Args:
            number: A number that `by` gave.
        """
        return self.article.speakers[number - 1] if number else None

    def name(self, number: int) -> str:
        """Return the escaped name of the speaker of a number.

        Args:
            number: A number that `by` gave.
        """
        speaker = self.speaker(number)
        return escape(speaker.name if speaker else UNKNOWN)

    def said(self) -> dict[int, list[Quotation]]:
        """Return what each speaker said: those of the article in its order, then the unknown one if there is any."""
        said: dict[int, list[Quotation]] = {number: [] for number in (*self._speakers.values(), 0)}
        for quotation in self.article.quotations:
            said[self.by(quotation)].append(quotation)
        return {number: quotations for number, quotations in said.items() if number or quotations}

    @staticmethod
    def colour(number: int) -> int:
        """Take the colours in turn; 0 is grey.

        Args:
            number: The number of a speaker.
        """
        return (number - 1) % _COLOURS + 1 if number else 0

    @staticmethod
    def badge(number: int) -> str:
        """Return what stands in a speaker's badge.

        Args:
            number: The number of a speaker.
        """
        return str(number or "?")
