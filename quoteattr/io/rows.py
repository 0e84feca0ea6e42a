"""What was read from an article as rows of a table: its quotations, speakers and sentences, and the article itself.

CSV files and data frames are made of these rows. A value that is not known is `None`.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import Any

from quoteattr.summary.words import count_words
from quoteattr.types import Article, Quotation, Speaker, SpeakerId

__all__ = ["Row", "article_rows", "quotation_rows", "sentence_rows", "speaker_rows"]

Row = dict[str, Any]


def quotation_rows(article: Article, place: Callable[[int], int] = int) -> Iterator[Row]:
    """Yield a row for each quotation, in order.

    Args:
        article: The article.
        place: Called with each offset; returns what stands in the row for it.

    Example:
        >>> from quoteattr.types import QuotationId, Span
        >>> said = Quotation(QuotationId("q1"), "direct", (Span(0, 6),), (Span(7, 11),), (Span(12, 15),), score=0.9)
        >>> row = next(quotation_rows(Article("“Yes,” said Eve.", id="a", quotations=(said,))))
        >>> [row[name] for name in ("article_id", "quotation_id", "content", "start", "end", "source", "speaker")]
        ['a', 'q1', '“Yes,”', 0, 6, 'Eve', None]
    """
    for quotation in article.quotations:
        speaker = quotation.speaker
        yield {
            "article_id": article.id,
            "quotation_id": quotation.id,
            "kind": quotation.kind,
            "content": article.text_of(quotation.content),
            "start": place(quotation.start),
            "end": place(quotation.end),
            "cue": article.text_of(quotation.cue) or None,
            "source": article.text_of(quotation.source) or None,
            **_who(speaker),
            "score": quotation.score,
            "speaker_score": quotation.speaker_score,
            "speaker_id": speaker and speaker.id,
            "former": speaker and speaker.former,
            "sentence_index": _sentence_at(article, quotation.start),
            "words": _words(article, quotation),
        }


def speaker_rows(article: Article) -> Iterator[Row]:
    """Yield a row for each speaker, in order of first mention.

    Args:
        article: The article.

    Example:
        >>> from quoteattr import annotate
        >>> row = next(speaker_rows(annotate("“Yes,” said Eve.")))
        >>> [row[name] for name in ("speaker", "quotations", "direct", "indirect", "words")]
        ['Eve', 1, 1, 0, 1]
    """
    said: defaultdict[SpeakerId, list[Quotation]] = defaultdict(list)
    for quotation in article.quotations:
        if quotation.speaker:
            said[quotation.speaker.id].append(quotation)
    for speaker in article.speakers:
        quotations = said[speaker.id]
        kinds = Counter(quotation.kind for quotation in quotations)
        yield {
            "article_id": article.id,
            "speaker_id": speaker.id,
            **_who(speaker),
            "former": speaker.former,
            "quotations": len(quotations),
            "direct": kinds["direct"],
            "indirect": kinds["indirect"],
            "mixed": kinds["mixed"],
            "words": sum(_words(article, quotation) for quotation in quotations),
            "mentions": len(speaker.mentions),
            "aliases": list(speaker.aliases),
        }


def sentence_rows(article: Article) -> Iterator[Row]:
    """Yield a row for each sentence, in order.

    Args:
        article: The article.

    Example:
        >>> from quoteattr import annotate
        >>> article = annotate("“Yes,” said Eve Hart, the mayor. It rained.", max_sentences=1)
        >>> [(row["sentence_index"], row["text"], row["in_summary"]) for row in sentence_rows(article)]
        [(0, '“Yes,” said Eve Hart, the mayor.', True), (1, 'It rained.', False)]
    """
    printed = {_sentence_at(article, sentence.start): sentence.text for sentence in article.summary.sentences}
    for index, sentence in enumerate(article.sentences):
        yield {
            "article_id": article.id,
            "sentence_index": index,
            "start": sentence.start,
            "end": sentence.end,
            "text": article.text_of(sentence),
            "score": sentence.score,
            "in_summary": index in printed,
            "summary_text": printed.get(index) or None,
            "words": count_words(article.text_of(sentence)),
        }


def article_rows(article: Article) -> Iterator[Row]:
    """Yield the one row of an article, which also one without a quotation has.

    Args:
        article: The article.

    Example:
        >>> row = next(article_rows(Article("It rained.", id="a", warnings=("failed: …",))))
        >>> row["article_id"], row["words"], row["quotations"], row["warnings"]
        ('a', 2, 0, ['failed: …'])
    """
    yield {
        "article_id": article.id,
        "characters": len(article.text),
        "words": count_words(article.text),
        "sentences": len(article.sentences),
        "quotations": len(article.quotations),
        "unattributed": sum(quotation.speaker is None for quotation in article.quotations),
        "speakers": len(article.speakers),
        "summary": article.summary.text or None,
        "warnings": list(article.warnings),
        "version": article.provenance.get("quoteattr"),
        "checkpoint": article.provenance.get("checkpoint"),
    }


def _who(speaker: Speaker | None) -> Row:
    return {
        "speaker": speaker and speaker.name,
        "role": (speaker and speaker.role) or None,
        "speaker_kind": speaker and speaker.kind,
    }


def _words(article: Article, quotation: Quotation) -> int:
    return sum(count_words(article.text_of(span)) for span in quotation.content)


def _sentence_at(article: Article, offset: int) -> int | None:
    """Return the place of the sentence in which an offset stands, or of the last one before it."""
    before = bisect_right(article.sentences, offset, key=attrgetter("start"))
    return before - 1 if before else None
