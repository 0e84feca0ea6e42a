"""How a rival is asked to read articles: JSON lines in, JSON lines out, timed, one article at a time.

A reader script runs in the rival's own environment, so this file needs the standard library alone.

In: `{"id", "text"}` an article. Out: first `{"startup_seconds", "versions"}`, then for each article
`{"id", "quotations", "speakers", "seconds", "cpu_seconds", "errors", "failed"}`, in which `errors` says what went wrong
and `failed` whether it cost the whole article.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Iterable
from importlib.metadata import version
from typing import Any, NamedTuple

Spans = list[list[int]]
"""Half-open code-point offsets."""


class Said(NamedTuple):
    """A quotation as a rival gives it: `speaker` is the name that it gives, `None` where it gives none."""

    content: Spans
    cue: Spans
    source: Spans
    speaker: "str | None"


Found = tuple[list[Said], list[str]]
"""What was found in an article, and what went wrong in parts of it."""

_WARM_UP = "“It rained all day,” said Ada Burns."


def serve(load: Callable[[], Callable[[str], Found]], packages: Iterable[str]) -> None:
    """Answer the articles on standard input.

    Args:
        load: Imports the rival, loads its model, and returns what reads a text. A text that it raises on was not
            read; the error is reported with the article.
        packages: Whose versions to report.
    """
    # What a library prints must not stand between the answers.
    out = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    started = time.perf_counter()
    read = load()
    read(_WARM_UP)
    startup = time.perf_counter() - started
    _write(out, {"startup_seconds": startup, "versions": {package: version(package) for package in packages}})
    for line in sys.stdin.buffer:
        _write(out, _answer(json.loads(line), read))


def _answer(article: dict[str, Any], read: Callable[[str], Found]) -> dict[str, Any]:
    started, cpu_started = time.perf_counter(), time.process_time()
    said: list[Said] = []
    failed = False
    try:
        said, errors = read(article["text"])
    except Exception as error:
        errors, failed = [f"{type(error).__name__}: {error}"], True
    taken = {"seconds": time.perf_counter() - started, "cpu_seconds": time.process_time() - cpu_started}
    return {"id": article["id"], **_record(said), **taken, "errors": errors, "failed": failed}


def _record(said: Iterable[Said]) -> dict[str, Any]:
    speakers: dict[str, str] = {}
    quotations = []
    for content, cue, source, name in said:
        speaker = speakers.setdefault(name, f"s{len(speakers) + 1}") if name else None
        quotations.append({"content": content, "cue": cue, "source": source, "speaker": speaker})
    return {"quotations": quotations, "speakers": [{"id": key, "name": name} for name, key in speakers.items()]}


def _write(out: Any, record: dict[str, Any]) -> None:
    out.write(json.dumps(record, ensure_ascii=True) + "\n")
    out.flush()
