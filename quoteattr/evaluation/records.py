"""Read gold and predicted records, and say clearly what is wrong with one."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from quoteattr.errors import SchemaError
from quoteattr.evaluation.speakers import AUTHOR
from quoteattr.quotations import PARTS

__all__ = ["Records", "read_gold", "read_predictions"]

Records = dict[str | int, Mapping[str, Any]]


def read_gold(lines: Iterable[str], *, name: str = "gold") -> Records:
    """Read gold records, of quotations, of summaries or of both.

    Args:
        lines: JSON, one article a line: `id`, `text`, and `quotations` with `speakers`, or `facts` or `summary`.
            Spans are `[start, end]` or `{"start", "end"}`, half-open code points into `text`. Blank lines are skipped.
        name: What to call the lines in an error, such as the file's name.

    Returns:
        The records by id, in order.

    Raises:
        SchemaError: If a line is not JSON, an id is missing or stands twice, a span is not within the text, or a
            quotation's speaker is not among the article's speakers.

    Example:
        >>> list(read_gold(['{"id": "a", "text": "Yes.", "quotations": [], "speakers": []}']))
        ['a']
        >>> read_gold(['{"text": "Yes."}'])
        Traceback (most recent call last):
        ...
        quoteattr.errors.SchemaError: gold, line 1: an article needs an "id" (a string or a whole number), found None...
    """
    records: Records = {}
    for where, record in _objects(lines, name, records):
        _check_gold(where, record)
        records[record["id"]] = record
    return records


def read_predictions(lines: Iterable[str], *, name: str = "predictions") -> Records:
    """Read predicted records, such as `Article.to_json` writes them.

    Args:
        lines: JSON, one article a line: `id`, and `quotations` with `speakers`, or `summary`, or all. A quotation's
            speaker that is not among `speakers` counts as unresolved. Blank lines are skipped.
        name: What to call the lines in an error, such as the file's name.

    Returns:
        The records by id, in order.

    Raises:
        SchemaError: If a line is not JSON, an id is missing or stands twice, or a span is not one (or ends after the
            record's own `text`, if it has one).

    Example:
        >>> read_predictions(['{"id": "a", "quotations": [{"content": [[9, 4]]}]}'])
        Traceback (most recent call last):
        ...
        quoteattr.errors.SchemaError: predictions, line 1: "content" has the span [9, 4], ...
    """
    records: Records = {}
    for where, record in _objects(lines, name, records):
        _check_prediction(where, record)
        records[record["id"]] = record
    return records


def _objects(lines: Iterable[str], name: str, seen: Records) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each record with where it stands, after its id was checked against the ids seen so far."""
    first: dict[Any, str] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{name}, line {number}"
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            raise _error(where, f"this is not JSON ({error}): {line[:60]!r}", "write one JSON object a line") from error
        key = record.get("id") if isinstance(record, dict) else None
        if isinstance(key, bool) or not isinstance(key, str | int):
            found = f"found {key!r}" if isinstance(record, dict) else f"found {line[:60]!r}"
            raise _error(
                where, f'an article needs an "id" (a string or a whole number), {found}', "give each its own id"
            )
        if key in seen:
            raise _error(where, f"the id {key!r} already stands in {first[key]}", "give each article its own id")
        first[key] = where
        yield where, record


def _check_gold(where: str, record: Mapping[str, Any]) -> None:
    text = record.get("text")
    if not isinstance(text, str):
        raise _error(where, f'a gold article needs its "text", found {text!r:.80}', "add the text")
    _check_quotations(where, record, length=len(text))
    for part in ("discard", "sentences", "extract"):
        _check_spans(where, part, record.get(part), len(text))
    known = {AUTHOR, None, *_speaker_ids(where, record)}
    unknown = [q["speaker"] for q in record.get("quotations") or () if q.get("speaker") not in known]
    if unknown:
        raise _error(
            where,
            f"a quotation has speaker {unknown[0]!r}, which is not among the article's speakers",
            f'add it to "speakers", or use null or "{AUTHOR}"',
        )
    for fact in record.get("facts") or ():
        if not isinstance(fact, Mapping) or not {"weight", "support"} <= fact.keys():
            raise _error(where, f'a fact needs "weight" and "support", found {fact!r:.80}', "give both")
        _check_spans(where, "support", fact["support"], len(text))


def _check_prediction(where: str, record: Mapping[str, Any]) -> None:
    length = len(record["text"]) if isinstance(record.get("text"), str) else None
    _check_quotations(where, record, length=length)
    _speaker_ids(where, record)
    _check_spans(where, "sentences", record.get("sentences"), length)
    summary = record.get("summary")
    if summary is None:
        return
    if not isinstance(summary, Mapping) or not isinstance(summary.get("text"), str):
        raise _error(where, f'a "summary" needs its "text", found {summary!r:.80}', 'give {"text", "sentences"}')
    _check_spans(where, "sentences", summary.get("sentences"), length)


def _check_quotations(where: str, record: Mapping[str, Any], *, length: int | None) -> None:
    quotations = record.get("quotations")
    if quotations is not None and not isinstance(quotations, list):
        raise _error(where, f'"quotations" is {type(quotations).__name__}', "give a list, empty when there are none")
    for quotation in quotations or ():
        if not isinstance(quotation, Mapping) or quotation.get("content") is None:
            raise _error(where, f'a quotation needs its "content", found {quotation!r:.80}', "give a list of spans")
        if not isinstance(quotation.get("speaker"), str | int | None):
            raise _error(
                where, f'a quotation has "speaker" {quotation["speaker"]!r:.80}', "give a speaker's id, or null"
            )
        for part in PARTS:
            _check_spans(where, part, quotation.get(part), length)


def _speaker_ids(where: str, record: Mapping[str, Any]) -> list[Any]:
    speakers = record.get("speakers") or ()
    for speaker in speakers:
        if not isinstance(speaker, Mapping) or not {"id", "name"} <= speaker.keys():
            raise _error(where, f'a speaker needs "id" and "name", found {speaker!r:.80}', "give both")
    return [speaker["id"] for speaker in speakers]


def _check_spans(where: str, part: str, spans: Any, length: int | None) -> None:
    """Refuse what is not a list of spans within `length` characters; `None` stands for no spans and for any length."""
    if spans is not None and not isinstance(spans, list):
        raise _error(where, f'"{part}" is {type(spans).__name__}', "give a list of spans, empty when there are none")
    for span in spans or ():
        ends = (span.get("start"), span.get("end")) if isinstance(span, Mapping) else span
        if not _is_span(ends, length):
            limit = "" if length is None else f" <= {length}, the length of the text"
            accepted = f'[start, end] or {{"start", "end"}} with 0 <= start <= end{limit}'
            raise _error(
                where,
                f'"{part}" has the span {span!r}, a span is {accepted}',
                "count code points, not bytes or UTF-16 units, in the unchanged text",
            )


def _is_span(ends: Any, length: int | None) -> bool:
    if not isinstance(ends, list | tuple) or len(ends) != 2:
        return False
    if not all(isinstance(end, int) and not isinstance(end, bool) for end in ends):
        return False
    return 0 <= ends[0] <= ends[1] and (length is None or ends[1] <= length)


def _error(where: str, problem: str, fix: str) -> SchemaError:
    return SchemaError(f"{where}: {problem}; {fix}")
