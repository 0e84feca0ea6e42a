"""Small articles with their quotations marked: <source>, |cue| and {content}, the n-th of each one quotation."""

import re
from functools import cache

from quoteattr import Pipeline
from quoteattr.types import Quotation, QuotationId, Span, Speaker

_MARK = re.compile(r"<([^<>]*)>|\|([^|]*)\||\{([^{}]*)\}")


def read_marked(marked: str) -> tuple[str, list[Quotation]]:
    """Take the marks out; an empty <> or || is a quotation's missing source or cue."""
    text, position = "", 0
    found: tuple[list[tuple[Span, ...]], ...] = ([], [], [])
    for match in _MARK.finditer(marked):
        text += marked[position : match.start()]
        position = match.end()
        for kind, words in enumerate(match.groups()):
            if words is not None:
                found[kind].append((Span(len(text), len(text) + len(words)),) if words else ())
                text += words
    text += marked[position:]
    sources, cues, contents = found
    quotations = [
        Quotation(
            QuotationId(f"q{n + 1}"),
            "direct" if text[content[0].start] in '“"' else "indirect",
            content,
            cues[n] if n < len(cues) else (),
            source,
        )
        for n, (source, content) in enumerate(zip(sources, contents, strict=True))
    ]
    return text, quotations


def resolve_marked(marked: str) -> tuple[str, tuple[Quotation, ...], tuple[Speaker, ...]]:
    """Resolve a marked article."""
    text, quotations = read_marked(marked)
    article = pipeline().resolve(text, quotations)
    return text, article.quotations, article.speakers


@cache
def pipeline() -> Pipeline:
    """Return the pipeline of the checkpoint inside the package: who is meant is learned."""
    return Pipeline.from_pretrained("default")


def speakers_of(marked: str) -> list[str | None]:
    """Return the name of each quotation's speaker."""
    _, quotations, _ = resolve_marked(marked)
    return [q.speaker.name if q.speaker else None for q in quotations]
