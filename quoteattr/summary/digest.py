"""The digest: a line for each speaker of an article, with what they said in short."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from quoteattr.quotations import UNKNOWN
from quoteattr.summary.layout import read_layout
from quoteattr.summary.quoted import Quoter
from quoteattr.summary.shorten import Page
from quoteattr.text.sentences import split_sentences
from quoteattr.types import Article, Quotation, Span, Speaker

__all__ = ["Digest", "DigestLine", "digest"]


@dataclass(frozen=True, slots=True)
class DigestLine:
    """What one speaker said, on one line.

    Args:
        speaker: The speaker; `None` for all quotations whose speaker is unknown.
        quotations: All quotations of the speaker, in article order.
        quotation: The one that is printed.
        text: What is printed of it; speech in marks, or what was said without "that", after its cue where it needs one.
        spans: Where the printed words stand in the article, in order.

    Example:
        >>> from quoteattr.types import QuotationId
        >>> said = Quotation(QuotationId("q1"), "direct", (Span(0, 13),))
        >>> str(DigestLine(None, (said,), said, "“It is safe.”", (Span(0, 13),)))
        'Speaker unknown (1 quotation): “It is safe.”'
    """

    speaker: Speaker | None
    quotations: tuple[Quotation, ...]
    quotation: Quotation
    text: str
    spans: tuple[Span, ...]

    @property
    def head(self) -> str:
        """Name and role of the speaker, and the number of quotations."""
        name = " ".join((self.speaker.label if self.speaker else UNKNOWN.capitalize()).split())
        n = len(self.quotations)
        return f"{name} ({n} quotation{'' if n == 1 else 's'})"

    def __str__(self) -> str:
        return f"{self.head}: {self.text}"

    def to_dict(self) -> dict[str, Any]:
        """Return a plain dictionary; speaker and quotations are given by id."""
        return {
            "speaker": self.speaker.id if self.speaker else None,
            "name": self.speaker.name if self.speaker else None,
            "role": self.speaker.role_label if self.speaker else None,
            "quotations": [q.id for q in self.quotations],
            "quotation": self.quotation.id,
            "text": self.text,
            "spans": [span.to_dict() for span in self.spans],
        }


@dataclass(frozen=True, slots=True)
class Digest:
    """An article's speakers, each with what they said in short.

    Args:
        lines: A line a speaker, the most quoted first; last the quotations whose speaker is unknown.

    Example:
        >>> str(Digest(())), len(Digest(()).lines)
        ('', 0)
    """

    lines: tuple[DigestLine, ...]

    def __str__(self) -> str:
        """Print as a newspaper box would: a line a speaker."""
        return "\n".join(map(str, self.lines))

    def to_dict(self) -> dict[str, Any]:
        """Return a plain dictionary."""
        return {"lines": [line.to_dict() for line in self.lines]}


def digest(article: Article) -> Digest:
    """Tell on a line a speaker what each said.

    The most quoted come first, and of equals the one who is mentioned first; quotations whose speaker is unknown share
    the last line. Printed is the most informative quotation, at most about thirty words of it: whole sentences, or one
    that is cut at the end of a clause and has "…" there.

    Args:
        article: The article.

    Example:
        >>> from quoteattr.types import QuotationId, SpeakerId
        >>> ada = Speaker(SpeakerId("s1"), "Ada Burns", role="mayor")
        >>> said = Quotation(QuotationId("q1"), "direct", (Span(0, 13),), (Span(24, 28),), (Span(14, 23),), ada)
        >>> print(digest(Article("“It is safe,” Ada Burns said.", quotations=(said,), speakers=(ada,))))
        Ada Burns, mayor (1 quotation): “It is safe.”
    """
    sentences = article.sentences or split_sentences(article.text)
    quoter = Quoter(Page(article.text, sentences), read_layout(article.text, sentences).story)
    said: dict[str | None, list[Quotation]] = {key: [] for key in (*(s.id for s in article.speakers), None)}
    for quotation in article.quotations:
        said[quotation.speaker.id if quotation.speaker else None].append(quotation)
    groups = sorted(filter(None, said.values()), key=lambda group: (group[0].speaker is None, -len(group)))
    return Digest(tuple(_line(quoter, group) for group in groups))


def _line(quoter: Quoter, group: Sequence[Quotation]) -> DigestLine:
    best, short = quoter.best(group)
    return DigestLine(best.speaker, tuple(group), best, short.text, short.spans)
