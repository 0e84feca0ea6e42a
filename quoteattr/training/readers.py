"""Read annotated articles from files."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from quoteattr.errors import SchemaError
from quoteattr.evaluation.speakers import AUTHOR
from quoteattr.io.offsets import from_utf16
from quoteattr.quotations import PARTS
from quoteattr.training.coreference import ask_clusters, ask_pairs, ask_speakers
from quoteattr.training.questions import Asked, stored
from quoteattr.types import Span

__all__ = [
    "AnnotatedArticle",
    "AnnotatedQuotation",
    "Answers",
    "annotated_quotations",
    "read_annotated",
    "read_coreference",
    "read_lines",
]

T = TypeVar("T")
Answers = Mapping[str, Mapping[str, Sequence[float]]]


@dataclass(frozen=True, slots=True)
class AnnotatedQuotation:
    """A quotation as annotators marked it: its content, cue and source spans.

    `speaker` is the id of its speaker, "author" for the article's own voice, or `None` where nobody says who it is.
    """

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    speaker: str | None = field(default=None, kw_only=True)


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """An article with its quotations; stretches in `discard` were not annotated.

    `asked` are the questions of antecedents that came up in reading it, with their right answers; `speakers` are the
    records of its speakers, as `quoteattr.evaluation.read_gold` takes them, none where the annotation has none.
    """

    id: str
    text: str
    quotations: tuple[AnnotatedQuotation, ...]
    discard: tuple[Span, ...] = ()
    asked: tuple[Asked, ...] = field(default=(), repr=False)
    speakers: tuple[Mapping[str, Any], ...] = field(default=(), repr=False)


def read_annotated(path: str | Path, answers: Answers | None = None) -> Iterator[AnnotatedArticle]:
    """Read one article a line: `{"id", "text", "quotations": [{"content", "cue", "source"}], "discard"}`.

    Spans are `[start, end]` pairs or `{"start", "end"}` objects of half-open code-point offsets, so that articles that
    quoteattr annotated and a person corrected can be read as well as PolNeAR's (Newell et al., 2018); with `"offsets":
    "utf16"` they count UTF-16 code units, as `quoteattr annotate --offsets utf16` writes them. With "speakers",
    and a "speaker" in each quotation (an id, "author" for the article's own voice, or null), antecedents are learned.

    Args:
        path: A JSONL file.
        answers: What teachers answer to the questions of antecedents, by article id; `None` without a teacher.

    Raises:
        SchemaError: If a line is not such an article; the message names file and line.
    """
    form = '{"id", "text", "quotations": [{"content", "cue", "source"}]}'
    return read_lines(path, "an annotated article", form, lambda record: _article(record, answers or {}))


def read_coreference(path: str | Path, answers: Answers | None = None) -> Iterator[AnnotatedArticle]:
    """Read texts with coreference, one a line: nothing is learned from them but antecedents.

    A line is `{"id", "text", "clusters": [{"type", "mentions": [[start, end, kind]]}]}`, where `kind` is "name",
    "nominal" or "pronoun"; or, as in GAP (Webster et al., 2018), `{"id", "text", "pronoun": [start, end], "a", "b",
    "a_coref", "b_coref"}`.

    Args:
        path: A JSONL file.
        answers: As for `read_annotated`.

    Raises:
        SchemaError: If a line is not such a text; the message names file and line.
    """
    form = '{"id", "text", "clusters"} or {"id", "text", "pronoun", "a", "b", "a_coref", "b_coref"}'
    return read_lines(path, "a text with coreference", form, lambda record: _coreference(record, answers or {}))


def read_lines(path: str | Path, what: str, form: str, make: Callable[[dict[str, Any]], T]) -> Iterator[T]:
    """Read a JSONL file.

    Args:
        path: The file; blank lines are skipped.
        what: What a line should be, for an error.
        form: Its form, for an error.
        make: Makes something of a line's object.

    Raises:
        SchemaError: If nothing can be made of a line; the message names file and line.
    """
    with Path(path).open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    yield make(json.loads(line))
                except (AttributeError, KeyError, TypeError, ValueError, IndexError) as error:
                    raise SchemaError(
                        f"{path}, line {number}: {what} was asked for, but {type(error).__name__}: {error}; "
                        f"a line is {form}"
                    ) from error


def annotated_quotations(record: Mapping[str, Any]) -> tuple[AnnotatedQuotation, ...]:
    """Return the quotations of an article's record.

    Args:
        record: The record with "text" and "quotations".
    """
    return tuple(
        AnnotatedQuotation(*(_spans(q.get(part) or (), record["text"]) for part in PARTS), speaker=q.get("speaker"))
        for q in record["quotations"]
    )


def _article(record: dict[str, Any], answers: Answers) -> AnnotatedArticle:
    text = record["text"]
    if not isinstance(text, str):
        raise TypeError(f'"text" is of type {type(text).__name__}, not a string')
    record = _in_code_points(record)
    quotations = annotated_quotations(record)
    key = str(record["id"])
    teacher = stored(answers[key]) if key in answers else None
    speakers = _speakers(record)
    asked = ask_speakers(record, teacher) if teacher or speakers else ()
    discard = _spans(record.get("discard") or (), text)
    return AnnotatedArticle(key, text, quotations, discard, tuple(asked), speakers)


def _in_code_points(record: dict[str, Any]) -> dict[str, Any]:
    """Return a record whose spans count code points, whatever they count now."""
    if record.get("offsets", "codepoint") == "codepoint":
        return record
    quotations = [{**q, **{part: _objects(q.get(part)) for part in PARTS}} for q in record["quotations"]]
    # Who corrects records may leave out what is not learned from.
    rest = {"summary": record.get("summary") or {"text": ""}, "discard": _objects(record.get("discard"))}
    return dict(from_utf16({**record, "quotations": quotations, **rest}))


def _objects(spans: Iterable[Any] | None) -> list[Mapping[str, Any]]:
    """Return spans as objects, which are known for spans wherever they stand; a pair of numbers is not."""
    return [span if isinstance(span, Mapping) else {"start": span[0], "end": span[1]} for span in spans or ()]


def _speakers(record: dict[str, Any]) -> tuple[Mapping[str, Any], ...]:
    """Return the speakers of an article, when its quotations name no others."""
    speakers = tuple(record.get("speakers") or ())
    names = {speaker["id"]: speaker["name"] for speaker in speakers}
    unknown = [q["speaker"] for q in record["quotations"] if q.get("speaker") not in {AUTHOR, None, *names}]
    if speakers and unknown:
        raise ValueError(
            f'a quotation has speaker {unknown[0]!r}, which is neither in "speakers" nor "{AUTHOR}" or null'
        )
    return speakers


def _coreference(record: dict[str, Any], answers: Answers) -> AnnotatedArticle:
    key = str(record["id"])
    teacher = stored(answers[key]) if key in answers else None
    asked = (ask_pairs if "pronoun" in record else ask_clusters)(record, teacher)
    return AnnotatedArticle(key, record["text"], (), (Span(0, len(record["text"])),), tuple(asked))


def _spans(values: Iterable[Any], text: str) -> tuple[Span, ...]:
    spans = (Span(v["start"], v["end"]) if isinstance(v, dict) else Span(v[0], v[1]) for v in values)
    out = tuple(sorted(spans))
    if out and out[-1].end > len(text):
        raise ValueError(f"a span ends at {out[-1].end}, after the text's {len(text)} characters")
    return out
