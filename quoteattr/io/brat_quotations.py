"""What brat's annotations and the notes on them say of quotations and their speakers."""

import json
from collections.abc import Container, Iterator, Mapping
from functools import cached_property
from itertools import count
from typing import Any, get_args

from quoteattr.attribution.content import kind_of
from quoteattr.io.standoff import Group, Standoff
from quoteattr.spans import number
from quoteattr.text.marks import inside_marks
from quoteattr.types import Kind, Quotation, QuotationId, Span, Speaker, SpeakerId

__all__ = ["QuotationReader"]


class QuotationReader:
    r"""Make quotations and speakers of one file.

    Args:
        file: The file, which was read.

    Example:
        >>> from pathlib import Path
        >>> from quoteattr.io.standoff import LABELS
        >>> file = Standoff(Path("a.ann"), "“Yes,” said Eve.", LABELS)
        >>> file.read('T1\tQuote 0 6\t“Yes,”\n#1\tAnnotatorNotes T1\t{"speaker": "Eve"}\n')
        >>> quotations, speakers = QuotationReader(file).read()
        >>> quotations[0].kind, speakers[0].name
        ('direct', 'Eve')
    """

    def __init__(self, file: Standoff) -> None:
        self.file = file
        self.speakers: dict[SpeakerId, Speaker] = {}
        self._names: dict[str, Iterator[str]] = {}
        self.groups = [(group, *self._note(group)) for group in file.groups()]
        # What is no string is refused later, with its line.
        stated = {key: [note.get(key) for _, _, note in self.groups] for key in ("id", "speaker_id")}
        self.taken = {key: {name for name in names if isinstance(name, str)} for key, names in stated.items()}

    def read(self) -> tuple[tuple[Quotation, ...], tuple[Speaker, ...]]:
        """Return the quotations, in order of their contents, and their speakers, in order of their first quotation.

        Raises:
            SchemaError: If a note does not have the form that was written; the message names file and line.
        """
        quotations = []
        used: set[str] = set()
        for group, line, note in self.groups:
            try:
                quotation = self._quotation(group, note, used)
            except (TypeError, ValueError) as error:
                raise self.file.error(line, f"the note {note!r:.200} cannot be read ({error})") from error
            used.add(quotation.id)
            quotations.append(quotation)
        quotations.sort(key=lambda q: q.content)
        speakers = dict.fromkeys(q.speaker for q in quotations if q.speaker)
        return tuple(quotations), tuple(speakers)

    def _note(self, group: Group) -> tuple[int, Mapping[str, Any]]:
        """Return the note on a quotation with its line; remarks of people, which are no JSON objects, are left out."""
        for key in (*group.content, *group.cue, *group.source):
            for line, text in self.file.notes.get(key, ()):
                if text.lstrip().startswith("{"):
                    try:
                        note: Mapping[str, Any] = json.loads(text)
                    except (ValueError, RecursionError) as error:
                        raise self.file.error(line, f"the note {text[:200]!r} is no JSON ({error}); mend it") from error
                    return line, note
        return 0, {}

    def _quotation(self, group: Group, note: Mapping[str, Any], used: set[str]) -> Quotation:
        content = self.file.spans_of(group.content)
        key = note.get("id")
        if key is None or key in used:
            key = self._free("q", used, self.taken["id"])
        trust = None if note.get("speaker_score") is None else number(note, "speaker_score")
        return Quotation(
            QuotationId(_text(key)),
            self._kind(group, content),
            content,
            self.file.spans_of(group.cue),
            self.file.spans_of(group.source),
            self._speaker(note),
            number({"score": 1.0, **note}, "score"),
            speaker_score=trust,
        )

    def _free(self, letter: str, *taken: Container[str]) -> str:
        """Return the first name that none has; the search goes on where it last ended, as names are never given up."""
        names = self._names.setdefault(letter, (f"{letter}{n}" for n in count(1)))
        return next(name for name in names if not any(name in others for others in taken))

    def _kind(self, group: Group, content: tuple[Span, ...]) -> Kind:
        stated = [self.file.attributes.get(key, {}).get("Kind") for key in group.content]
        accepted: dict[str | None, Kind] = {kind: kind for kind in get_args(Kind)}
        found = next((accepted[kind] for kind in stated if kind in accepted), None)
        return found or kind_of(content, self.file.text, self._mask)

    @cached_property
    def _mask(self) -> bytearray:
        return inside_marks(self.file.text)

    def _speaker(self, note: Mapping[str, Any]) -> Speaker | None:
        name = note.get("speaker")
        if name is None:
            return None
        key = note.get("speaker_id")
        if key is None:
            # A person wrote the name alone: the first speaker who is called so, if there is one.
            alike = next((s for s in self.speakers.values() if s.name == name), None)
            if alike:
                return alike
            key = self._free("s", self.speakers, self.taken["speaker_id"])
        record = {"id": key, "name": name, "kind": note.get("speaker_kind", "person"), "role": note.get("role")}
        more = {"former": note.get("former", False), "aliases": note.get("aliases", ()), "mentions": ()}
        speaker = Speaker.from_dict({**record, **more})
        if self.speakers.setdefault(speaker.id, speaker) == speaker:
            return self.speakers[speaker.id]
        # A person put another name or role beside the old id, in one of several quotations: that is somebody else.
        return self._speaker({k: v for k, v in note.items() if k != "speaker_id"})


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"'id' is {value!r}, not a string")
    return value
