"""brat's standoff files: the spans of a text and what joins them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from quoteattr.errors import SchemaError
from quoteattr.spans import Span

__all__ = ["LABELS", "LINE_ENDS", "Group", "Standoff", "read_pairs"]

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


LINE_ENDS = "\r\n"
"""The characters that brat has no annotation run across; one that would is fragments, a line each."""


def read_pairs(folder: Path) -> Iterator[tuple[Path, str, str]]:
    r"""Read the pairs of a .txt and an .ann file in a folder and the folders in it, by name.

    Args:
        folder: The folder. Its files are UTF-8; line ends stay as they are, because offsets count them.

    Yields:
        The path of the .ann file, the text and the annotation of each pair.

    Raises:
        SchemaError: If the folder has no pair, or a file of a pair is missing or not UTF-8.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as name:
        ...     for ending, content in ((".txt", "Yes."), (".ann", "T1\\tQuote 0 4\\tYes.\\n")):
        ...         _ = Path(name, "a" + ending).write_text(content)
        ...     [(path, text, annotation)] = read_pairs(Path(name))
        >>> path.name, text
        ('a.ann', 'Yes.')
    """
    stems = sorted({p.with_suffix("") for ending in ("*.txt", "*.ann") for p in folder.rglob(ending)})
    if not stems:
        raise SchemaError(f"{folder}: a folder of brat files was asked for, but there are no .txt and .ann files in it")
    for stem in stems:
        text, annotation = (_read(stem.with_name(stem.name + ending)) for ending in (".txt", ".ann"))
        yield stem.with_name(stem.name + ".ann"), text, annotation


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


@dataclass(frozen=True, slots=True)
class Group:
    """The text-bound annotations that make one quotation, by id and in order of the file.

    Args:
        content: What was said; never empty.
        cue: What signals it.
        source: Who is named for it; one may belong to several quotations.

    Example:
        >>> Group(["T1"], ["T2"], []).content
        ['T1']
    """

    content: list[str]
    cue: list[str]
    source: list[str]


@dataclass(slots=True)
class Standoff:
    r"""One .ann file: its annotations by id.

    Args:
        path: The file, for messages.
        text: The text that it annotates.
        labels: Lower-cased label to what it marks: "content", "cue", "source" or "discard".
        parts: What each text-bound annotation marks; `None` for a label that is not known.
        spans: Its fragments, in order; those that only a line end parts are one.
        triggers: The text-bound annotation behind each event.
        joined: Ids that a relation or event joins, with the line.
        attributes: Name and value of the attributes of each annotation.
        notes: The notes on each annotation, with the line.

    Example:
        >>> file = Standoff(Path("a.ann"), "“Yes,” said Eve.", LABELS)
        >>> file.read("T1\tQuote 0 6\t“Yes,”\nT2\tCue 7 11\tsaid\nR1\tby Arg1:T1 Arg2:T2\n")
        >>> file.groups()
        [Group(content=['T1'], cue=['T2'], source=[])]
    """

    path: Path
    text: str
    labels: Mapping[str, str]
    parts: dict[str, str | None] = field(default_factory=dict)
    spans: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    triggers: dict[str, str] = field(default_factory=dict)
    joined: list[tuple[int, list[str]]] = field(default_factory=list)
    attributes: dict[str, dict[str, str]] = field(default_factory=dict)
    notes: dict[str, list[tuple[int, str]]] = field(default_factory=dict)

    def read(self, annotation: str) -> None:
        """Read the lines of the file.

        Args:
            annotation: The file's content.

        Raises:
            SchemaError: If a line cannot be read or does not fit the text; the message names file and line.
        """
        take = {"T": self._text_bound, "R": self._relation, "E": self._event, "A": self._attribute, "#": self._note}
        # Not `splitlines`: the words may hold other line ends.
        for number, line in enumerate(annotation.replace("\r\n", "\n").split("\n"), 1):
            kind = line[:1]
            if kind not in take:
                continue
            try:
                take[kind](line, number)
            except (TypeError, ValueError, IndexError) as error:  # TypeError: offsets that are not two
                raise self.error(number, f"{line!r} cannot be read ({error}); a line is {_LINE[kind]!r}") from error

    def error(self, number: int, problem: str) -> SchemaError:
        """Return the error of a line.

        Args:
            number: The line, from 1.
            problem: What is wrong with it.
        """
        return SchemaError(f"{self.path}, line {number}: {problem}")

    def spans_of(self, keys: Iterable[str]) -> tuple[Span, ...]:
        """Return the spans of some annotations, each once, in order.

        Args:
            keys: Their ids.
        """
        return tuple(sorted({span for key in keys for span in self.spans[key]}))

    def groups(self) -> list[Group]:
        """Join contents and cues into quotations, and give each the sources that are joined to one of them.

        Raises:
            SchemaError: If something is joined that stands nowhere in the file; the message names file and line.
        """
        return _groups(self.parts, self._edges())

    def _text_bound(self, line: str, _: int) -> None:
        key, where, *words = line.split("\t")
        label, offsets = where.split(" ", 1)
        spans = sorted(Span(*map(int, fragment.split())) for fragment in offsets.split(";"))
        if spans[-1].end > len(self.text):
            raise ValueError(f"a span ends at {spans[-1].end}, after the text's {len(self.text)} characters")
        found = " ".join(self.text[s.start : s.end] for s in spans)
        if words and found.split() != words[0].split():
            raise ValueError(
                f"the text has {found!r} there; offsets count the code points of the .txt, line ends included"
            )
        if key in self.parts:
            raise ValueError(f"{key} already stands above")
        self.parts[key], self.spans[key] = self.labels.get(label.casefold()), self._over_lines(spans)

    def _over_lines(self, spans: Sequence[Span]) -> tuple[Span, ...]:
        """Join what brat parted only because a line ended there."""
        joined = [spans[0]]
        for span in spans[1:]:
            gap = self.text[joined[-1].end : span.start]
            if gap and not gap.strip(LINE_ENDS):
                joined[-1] = Span(joined[-1].start, span.end)
            else:
                joined.append(span)
        return tuple(joined)

    def _relation(self, line: str, number: int) -> None:
        self.joined.append((number, _arguments(line)[1:]))

    def _event(self, line: str, number: int) -> None:
        ids = _arguments(line)
        self.triggers[line.split("\t", 1)[0]] = ids[0]
        self.joined.append((number, ids))

    # What people and tools write into attributes and notes is theirs: only what looks like ours is taken.
    def _attribute(self, line: str, _: int) -> None:
        name, key, *values = [*"".join(line.split("\t")[1:2]).split(), "", ""]
        self.attributes.setdefault(key, {})[name] = " ".join(filter(None, values))

    def _note(self, line: str, number: int) -> None:
        where, note = [*line.split("\t", 2)[1:], "", ""][:2]
        self.notes.setdefault("".join(where.split()[1:2]), []).append((number, note))

    def _edges(self) -> list[list[str]]:
        """Return the text-bound annotations that are joined, once the whole file was read."""
        edges = []
        for number, ids in self.joined:
            resolved = [self.triggers.get(key, key) for key in ids]
            for key, target in zip(ids, resolved, strict=True):
                if target not in self.parts:
                    raise self.error(number, f"{key} is joined, but stands nowhere in the file; add its line")
            edges.append(resolved)
        return edges


def _arguments(line: str) -> list[str]:
    arguments = line.split("\t")[1].split()
    # The name of a relation stands first and has no id; an event's is that of its trigger.
    first = arguments[:1] if line.startswith("R") else [arguments[0].rsplit(":", 1)[1]]
    return first + [argument.rsplit(":", 1)[1] for argument in arguments[1:]]


def _groups(parts: Mapping[str, str | None], edges: Sequence[Sequence[str]]) -> list[Group]:
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
    groups: dict[str, Group] = {}
    for key in parent:
        group = groups.setdefault(root(key), Group([], [], []))
        (group.content if parts[key] == "content" else group.cue).append(key)
    for keys in edges:
        for home in {root(key) for key in keys if key in parent}:
            source = groups[home].source
            source += [key for key in keys if parts[key] == "source" and key not in source]
    return [group for group in groups.values() if group.content]
