"""The articles of a training run: read from a file or folder, some of them held out."""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import ceil
from pathlib import Path
from random import Random
from typing import Any

from quoteattr.errors import OptionError, SchemaError
from quoteattr.training.brat import LABELS, read_brat
from quoteattr.training.readers import AnnotatedArticle, Answers, read_annotated
from quoteattr.types import Span

__all__ = ["as_gold", "hold_out", "read_data"]


def read_data(
    path: str | Path, labels: Mapping[str, str] = LABELS, answers: Answers | None = None
) -> list[AnnotatedArticle]:
    """Read annotated articles: a JSONL file, or a folder of brat's .txt and .ann files.

    Args:
        path: The file or folder.
        labels: What brat's labels mark, as for `read_brat`.
        answers: Teachers' answers to questions of antecedents, as for `read_annotated`.

    Raises:
        SchemaError: If something in it cannot be read, two articles have one id, or there is no quotation at all.
    """
    path = Path(path)
    articles = list(read_brat(path, labels) if path.is_dir() else read_annotated(path, answers))
    ((name, count),) = Counter(a.id for a in articles).most_common(1) or [("", 0)]
    if count > 1:
        raise SchemaError(f"{path}: {count} articles have the id {name!r}; give each article its own id")
    if not any(article.quotations for article in articles):
        known = ", ".join(sorted(labels))
        hint = f"; the labels that are read are {known}: name others with --label" if path.is_dir() else ""
        raise SchemaError(f"{path}: articles with quotations were asked for, found {len(articles)} without any{hint}")
    return articles


def hold_out(
    articles: Sequence[AnnotatedArticle], *, share: float, seed: int
) -> tuple[list[AnnotatedArticle], list[AnnotatedArticle]]:
    """Divide articles into those to learn from and those to choose on.

    The ids are sorted and shuffled by the seed; the first of them, as many as the share comes to, rounded up, are held
    out. So the same articles and seed give the same division, whatever the order of the file.

    Args:
        articles: Annotated articles, each with its own id.
        share: Share to hold out, above 0 and below 1.
        seed: Seed of the shuffle.

    Returns:
        The articles to learn from and those held out, each in the order given.

    Raises:
        OptionError: If the share is not between 0 and 1, or there is only one article.

    Example:
        >>> articles = [AnnotatedArticle(name, "", ()) for name in "abcde"]
        >>> [a.id for a in hold_out(articles, share=0.2, seed=1)[1]]
        ['d']
    """
    if not 0 < share < 1:
        raise OptionError(f"{share} of the articles was to be held out; accepted is a share above 0 and below 1")
    if len(articles) < 2:
        raise OptionError(f"some of {len(articles)} articles were to be held out; give more, or others to choose on")
    names = sorted(article.id for article in articles)
    Random(f"{seed}-held out").shuffle(names)  # noqa: S311 - chance, not secrecy
    held = set(names[: min(ceil(share * len(names)), len(names) - 1)])
    return [a for a in articles if a.id not in held], [a for a in articles if a.id in held]


def as_gold(articles: Sequence[AnnotatedArticle], *, speakers: bool = False) -> dict[str, dict[str, Any]]:
    """Return articles as the records that `quoteattr.evaluation` scores against.

    Args:
        articles: Annotated articles.
        speakers: Whether the records say who the speakers are, where the annotation tells.

    Example:
        >>> as_gold([AnnotatedArticle("a", "Yes.", (), (Span(0, 4),))])["a"]
        {'id': 'a', 'text': 'Yes.', 'quotations': [], 'discard': [[0, 4]]}
    """

    def pairs(spans: Sequence[Span]) -> list[list[int]]:
        return [[s.start, s.end] for s in spans]

    def record(article: AnnotatedArticle) -> dict[str, Any]:
        told = speakers and bool(article.speakers)
        quotations = [
            {"content": pairs(q.content), "cue": pairs(q.cue), "source": pairs(q.source)}
            | ({"speaker": q.speaker} if told else {})
            for q in article.quotations
        ]
        plain = {"id": article.id, "text": article.text, "quotations": quotations, "discard": pairs(article.discard)}
        return plain | ({"speakers": [dict(speaker) for speaker in article.speakers]} if told else {})

    return {article.id: record(article) for article in articles}
