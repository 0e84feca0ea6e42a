"""Read articles that were annotated with brat, from its standoff files."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from quoteattr.errors import SchemaError
from quoteattr.training.readers import AnnotatedArticle, AnnotatedQuotation
from quoteattr.types import Span

__all__ = ["LABELS", "read_brat"]

LABELS: Mapping[str, str] = {
    "content": "content",
    "quotation": "content",
    "quote": "content",
    "cue": "cue",
    "source": "source",
    "speaker": "source",
    "holder": "source",
    "discard": "discard",
}
"""What each label marks when the caller says nothing else; the case of a label does not matter."""

_LINE = {
    "T": "T1<tab>Content 0 6;9 15<tab>the words",
    "R": "R1<tab>Said Arg1:T1 Arg2:T2",
    "E": "E1<tab>Cue:T2 Content:T1 Source:T3",
}


def read_brat(folder: str | Path, labels: Mapping[str, str] = LABELS) -> Iterator[AnnotatedArticle]:
    r"""Read the pairs of a .txt and an .ann file in a folder and the folders in it, by name.

    Text-bound annotations (T, fragments parted by ";") are the spans. Relations (R) and events (E) join them: contents
    and cues that are joined, directly or by one another, are one quotation, and so are the sources joined to any of
    them; one source may belong to many. A content that nothing joins is a quotation of its own, a cue or source without
    a content is none. Other labels and the lines of brat's attributes, normalisations and notes are left out.

    Args:
        folder: The folder. Its files are UTF-8; offsets are code points of the .txt as it stands, line ends included.
        labels: Lower-cased label to what it marks: "content", "cue", "source", or "discard" for text set aside.

    Yields:
        An article for each pair; its id is the path from the folder, without ending.

    Raises:
        SchemaError: If the folder has no pair, a file of a pair is missing, or a line cannot be read or does not fit
            the text; the message names file and line.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as name:
        ...     _ = Path(name, "a.txt").write_text("“Yes.” said Eve")
        ...     _ = Path(name, "a.ann").write_text("T1\tQuote 0 6\t“Yes.”\nT2\tCue 7 11\tsaid\nE1\tCue:T2 Quote:T1\n")
        ...     [article] = read_brat(name)
        >>> article.quotations
        (AnnotatedQuotation(content=(Span(start=0, end=6),), cue=(Span(start=7, end=11),), source=(), speaker=None),)
    """
    folder = Path(folder)
    stems = sorted({p.with_suffix("") for ending in ("*.txt", "*.ann") for p in folder.rglob(ending)})
    if not stems:
        raise SchemaError(f"{folder}: a folder of brat files was asked for, but there are no .txt and .ann files in it")
    for stem in stems:
        text, lines = (_read(stem.with_name(stem.name + ending)) for ending in (".txt", ".ann"))
        yield _Standoff(stem.with_name(stem.name + ".ann"), text, labels).read(lines, str(stem.relative_to(folder)))


def _read(path: Path) -> str:
    if not path.is_file():
        raise SchemaError(
            f"{path}: missing; each .txt needs its .ann and the reverse, an empty .ann when nothing is said in a text"
        )
    try:
        with path.open(encoding="utf-8", newline="") as file:  # line ends as they are: brat counts each character
            return file.read()
    except UnicodeDecodeError as error:
        raise SchemaError(f"{path}: not UTF-8 ({error}); convert it, and its offsets to code points") from error


@dataclass(slots=True)
class _Standoff:
    """One .ann file on its way to quotations.

    Args:
        path: The file, for messages.
        text: The text that it annotates.
        labels: What each label marks.
        parts: What each text-bound annotation marks, by id; `None` for a label that is not known.
        spans: Its fragments.
        triggers: The text-bound annotation behind each event.
        joined: Ids that a relation or event joins, with the line.
    """

    path: Path
    text: str
    labels: Mapping[str, str]
    parts: dict[str, str | None] = field(default_factory=dict)
    spans: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    triggers: dict[str, str] = field(default_factory=dict)
    joined: list[tuple[int, list[str]]] = field(default_factory=list)

    def read(self, lines: str, name: str) -> AnnotatedArticle:
        # Not `splitlines`: the words may hold other line ends.
        for number, line in enumerate(lines.replace("\r\n", "\n").split("\n"), 1):
            kind = line[:1]
            try:
                if kind == "T":
                    self._text_bound(line)
                elif kind in ("R", "E"):
                    self._joins(number, line, event=kind == "E")
            except (ValueError, IndexError) as error:
                raise self._error(number, f"{line!r} cannot be read ({error}); a line is {_LINE[kind]!r}") from error
        quotations = _quotations(self.parts, self.spans, self._edges())
        discard = sorted(s for key, part in self.parts.items() if part == "discard" for s in self.spans[key])
        return AnnotatedArticle(name, self.text, quotations, tuple(discard))

    def _text_bound(self, line: str) -> None:
        key, where, *words = line.split("\t")
        label, offsets = where.split(" ", 1)
        spans = tuple(sorted(Span(*map(int, fragment.split())) for fragment in offsets.split(";")))
        if spans[-1].end > len(self.text):
            raise ValueError(f"a span ends at {spans[-1].end}, after the text's {len(self.text)} characters")
        found = " ".join(self.text[s.start : s.end] for s in spans)
        if words and found.split() != words[0].split():
            raise ValueError(
                f"the text has {found!r} there; offsets count the code points of the .txt, line ends included"
            )
        if key in self.parts:
            raise ValueError(f"{key} already stands above")
        self.parts[key], self.spans[key] = self.labels.get(label.casefold()), spans

    def _joins(self, number: int, line: str, *, event: bool) -> None:
        key, arguments = line.split("\t")[:2]
        ids = [argument.rsplit(":", 1)[1] for argument in arguments.split()[0 if event else 1 :]]
        if event:
            self.triggers[key] = ids[0]
        self.joined.append((number, ids))

    def _edges(self) -> list[list[str]]:
        """Return the text-bound annotations that are joined, once the whole file was read."""
        edges = []
        for number, ids in self.joined:
            resolved = [self.triggers.get(key, key) for key in ids]
            for key, target in zip(ids, resolved, strict=True):
                if target not in self.parts:
                    raise self._error(number, f"{key} is joined, but stands nowhere in the file; add its line")
            edges.append(resolved)
        return edges

    def _error(self, number: int, problem: str) -> SchemaError:
        return SchemaError(f"{self.path}, line {number}: {problem}")


def _quotations(
    parts: Mapping[str, str | None], spans: Mapping[str, tuple[Span, ...]], edges: Sequence[Sequence[str]]
) -> tuple[AnnotatedQuotation, ...]:
    """Join contents and cues into quotations, then give each the sources that are joined to one of them."""
    parent = {key: key for key, part in parts.items() if part in ("content", "cue")}

    def root(key: str) -> str:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for keys in edges:
        inner = [key for key in keys if key in parent]
        for key in inner[1:]:
            parent[root(key)] = root(inner[0])
    groups: dict[str, dict[str, set[Span]]] = {}
    for key in parent:
        group = groups.setdefault(root(key), {"content": set(), "cue": set(), "source": set()})
        group[str(parts[key])].update(spans[key])
    for keys in edges:
        for home in {root(key) for key in keys if key in parent}:
            groups[home]["source"].update(s for key in keys if parts[key] == "source" for s in spans[key])
    whole = [g for g in groups.values() if g["content"]]
    ordered = sorted(tuple(tuple(sorted(g[part])) for part in ("content", "cue", "source")) for g in whole)
    return tuple(AnnotatedQuotation(*found) for found in ordered)
