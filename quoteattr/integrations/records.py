"""What was read from an article as JSON-able records that need neither its text nor each other."""

from collections.abc import Iterable, Iterator
from typing import Any

from quoteattr.io.rows import quotation_rows, speaker_rows
from quoteattr.types import Article, Span

__all__ = ["quotation_records", "speaker_records"]


def quotation_records(article: Article) -> Iterator[dict[str, Any]]:
    """Yield a record for each quotation, in order.

    Args:
        article: The article.

    Yields:
        The columns of a row of quotations but for `article_id`, and the offsets of its parts as `content_spans`,
        `cue_spans` and `source_spans`.

    Example:
        >>> from quoteattr import annotate
        >>> record = next(quotation_records(annotate("“It is safe,” said Ada Burns, the mayor.")))
        >>> record["content"], record["cue"], record["speaker"], record["role"]
        ('“It is safe,”', 'said', 'Ada Burns', 'mayor')
        >>> record["start"], record["end"], record["source_spans"]
        (0, 13, [{'start': 19, 'end': 39}])
    """
    for row, quotation in zip(quotation_rows(article), article.quotations, strict=True):
        del row["article_id"]
        parts = {"content": quotation.content, "cue": quotation.cue, "source": quotation.source}
        yield row | {f"{part}_spans": _dicts(spans) for part, spans in parts.items()}


def speaker_records(article: Article) -> Iterator[dict[str, Any]]:
    """Yield a record for each speaker, in order of first mention.

    Args:
        article: The article.

    Yields:
        The columns of a row of speakers but for `article_id`, and the offsets of the mentions as `mention_spans`.

    Example:
        >>> from quoteattr import annotate
        >>> record = next(speaker_records(annotate("“It is safe,” said Ada Burns, the mayor.")))
        >>> record["speaker"], record["role"], record["mention_spans"]
        ('Ada Burns', 'mayor', [{'start': 19, 'end': 28, 'kind': 'name'}])
    """
    for row, speaker in zip(speaker_rows(article), article.speakers, strict=True):
        del row["article_id"]
        yield row | {"mention_spans": _dicts(speaker.mentions)}


def _dicts(spans: Iterable[Span]) -> list[dict[str, Any]]:
    return [span.to_dict() for span in spans]
