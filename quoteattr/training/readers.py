"""Read annotated articles from files."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quoteattr.errors import SchemaError
from quoteattr.types import Span

__all__ = ["AnnotatedArticle", "AnnotatedQuotation", "read_annotated"]


@dataclass(frozen=True, slots=True)
class AnnotatedQuotation:
    """A quotation as annotators marked it: its content, cue and source spans."""

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """An article with its quotations; stretches in `discard` were not annotated."""

    id: str
    text: str
    quotations: tuple[AnnotatedQuotation, ...]
    discard: tuple[Span, ...] = ()


def read_annotated(path: str | Path) -> Iterator[AnnotatedArticle]:
    """Read one article a line: `{"id", "text", "quotations": [{"content", "cue", "source"}], "discard"}`.

    Spans are `[start, end]` pairs or `{"start", "end"}` objects of half-open code-point offsets, so that articles that
    quoteattr annotated and a person corrected can be read as well as PolNeAR's (Newell et al., 2018).

    Args:
        path: A JSONL file.

    Raises:
        SchemaError: If a line is not such an article; the message names file and line.
    """
    with Path(path).open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    yield _article(json.loads(line))
                except (KeyError, TypeError, ValueError, IndexError) as error:
                    raise SchemaError(
                        f"{path}, line {number}: an annotated article was asked for, but {type(error).__name__}: "
                        f'{error}; a line is {{"id", "text", "quotations": [{{"content", "cue", "source"}}]}}'
                    ) from error


def _article(record: dict[str, Any]) -> AnnotatedArticle:
    text = record["text"]
    if not isinstance(text, str):
        raise TypeError(f'"text" is of type {type(text).__name__}, not a string')
    quotations = tuple(
        AnnotatedQuotation(*(_spans(q.get(part) or (), text) for part in ("content", "cue", "source")))
        for q in record["quotations"]
    )
    return AnnotatedArticle(str(record["id"]), text, quotations, _spans(record.get("discard") or (), text))


def _spans(values: Iterable[Any], text: str) -> tuple[Span, ...]:
    spans = (Span(v["start"], v["end"]) if isinstance(v, dict) else Span(v[0], v[1]) for v in values)
    out = tuple(sorted(spans))
    if out and out[-1].end > len(text):
        raise ValueError(f"a span ends at {out[-1].end}, after the text's {len(text)} characters")
    return out
