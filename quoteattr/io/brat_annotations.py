"""The lines of a brat .ann file that say what is quoted in an article."""

import json
import re
from collections.abc import Iterable, Iterator

from quoteattr.io.standoff import LINE_ENDS
from quoteattr.types import Article, Quotation, Span

__all__ = ["iter_annotations"]


def iter_annotations(article: Article) -> Iterator[str]:
    r"""Yield the lines of an article's .ann file, each with its line end.

    Args:
        article: The article; offsets are those of its text as it stands.

    Example:
        >>> from quoteattr.types import QuotationId
        >>> said = Quotation(QuotationId("q1"), "direct", (Span(0, 4), Span(11, 16)))
        >>> next(iter_annotations(Article("Yes, said, maybe", quotations=(said,)))).split("\t")
        ['T1', 'Content 0 4;11 16', 'Yes, maybe\n']
    """
    writer = _Writer(article.text)
    for quotation in article.quotations:
        yield from writer.lines(quotation)


class _Writer:
    """Write one .ann file; ids count on through its quotations."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.count = dict.fromkeys("TRA#", 0)

    def lines(self, quotation: Quotation) -> Iterator[str]:
        spans = (quotation.content, quotation.cue, quotation.source)
        content, cue, source = (list(self._annotations(part)) for part in spans)
        if not content:
            return
        anchor = f"T{self.count['T'] + 1}"
        joined = []
        parts = (("Content", "Continues", content), ("Cue", "HasCue", cue), ("Source", "HasSource", source))
        for label, relation, annotations in parts:
            for fragments in annotations:
                where = ";".join(f"{s.start} {s.end}" for s in fragments)
                key, line = self._line("T", f"{label} {where}", " ".join(self.text[s.start : s.end] for s in fragments))
                joined += [(relation, key)] if key != anchor else []
                yield line
        for relation, key in joined:
            yield self._line("R", f"{relation} Arg1:{anchor} Arg2:{key}")[1]
        yield self._line("A", f"Kind {anchor} {quotation.kind}")[1]
        yield self._line("#", f"AnnotatorNotes {anchor}", _note(quotation))[1]

    def _line(self, kind: str, *columns: str) -> tuple[str, str]:
        self.count[kind] += 1
        key = f"{kind}{self.count[kind]}"
        return key, "\t".join((key, *map(_flat, columns))) + "\n"

    def _annotations(self, spans: Iterable[Span]) -> Iterator[list[Span]]:
        """Part spans into annotations, so that only a span that was one has fragments with a line end between them."""
        out: list[Span] = []
        for span in _clean(spans, self.text):
            gap = self.text[out[-1].end : span.start] if out else ""
            if gap and not gap.strip(LINE_ENDS):
                yield out
                out = []
            lines = re.finditer(f"[^{LINE_ENDS}]+", self.text[span.start : span.end])
            out += [Span(span.start + line.start(), span.start + line.end()) for line in lines]
        if out:
            yield out


def _clean(spans: Iterable[Span], text: str) -> Iterator[Span]:
    """Yield the spans in order and apart, without line ends at their edges, and none that is empty."""
    end = -1
    for span in sorted(spans):
        start = max(span.start, end)
        words = text[start : span.end]
        inner = words.strip(LINE_ENDS)
        if inner:
            begin = start + len(words) - len(words.lstrip(LINE_ENDS))
            end = begin + len(inner)
            yield Span(begin, end)


def _note(quotation: Quotation) -> str:
    """Return as JSON what the annotation itself cannot say, the speaker first for a person who reads it."""
    speaker = quotation.speaker
    who: dict[str, object] = {}
    if speaker is not None:
        who = {"speaker": speaker.name, "role": speaker.role, "former": speaker.former, "aliases": speaker.aliases}
        who |= {"speaker_kind": speaker.kind, "speaker_id": speaker.id, "speaker_score": quotation.speaker_score}
    both = {**who, "id": quotation.id, "score": quotation.score}
    told = {key: value for key, value in both.items() if value is not None and value is not False and value != ()}
    # White space of other sorts would be read as the end of a line, and lost.
    return re.sub(r"[^\S ]", lambda m: f"\\u{ord(m[0]):04x}", json.dumps(told, ensure_ascii=False))


def _flat(words: str) -> str:
    """Keep to one line and one column, for readers that take every Unicode line separator for a line end."""
    return re.sub(r"\s", " ", words)
