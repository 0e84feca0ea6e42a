"""The values that every stage takes and returns.

All of them are frozen. Every offset is a half-open code-point offset into the text that the caller passed in,
so `text[span.start:span.end]` is always the span.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, NewType, Self, get_args

from quoteattr.errors import OptionError, SchemaError, UnboundError
from quoteattr.spans import Mention, MentionKind, Sentence, Span, SummarySentence, number, one_of

__all__ = [
    "SCHEMA_VERSION",
    "Article",
    "Kind",
    "Mention",
    "MentionKind",
    "Quotation",
    "QuotationId",
    "Sentence",
    "Span",
    "Speaker",
    "SpeakerId",
    "SpeakerKind",
    "Summary",
    "SummarySentence",
]

SCHEMA_VERSION = 1

Kind = Literal["direct", "indirect", "mixed"]
SpeakerKind = Literal["person", "organisation", "group", "document", "other"]
QuotationId = NewType("QuotationId", str)
SpeakerId = NewType("SpeakerId", str)


@dataclass(frozen=True, slots=True)
class Summary:
    """A short summary.

    Args:
        text: What a reader sees; empty only for an article without a sentence.
        sentences: The sentences of the article behind it, in article order.

    Example:
        >>> str(Summary("The bridge reopens.", (SummarySentence(0, 19, 0.9),)))
        'The bridge reopens.'
    """

    text: str = ""
    sentences: tuple[SummarySentence, ...] = ()

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Speaker:
    """The entity behind one or more sources.

    Args:
        id: Identifier within the article ("s1").
        name: The fullest name that the article gives, without honorific, or the fullest description of an unnamed one.
        kind: `person`, `organisation`, `group`, `document` or `other`.
        role: The position that the article states, verbatim; `None` when it states none.
        role_span: Where the role stands; `None` when there is no role.
        aliases: Other texts under which the speaker appears, without pronouns.
        mentions: Every mention that was resolved to this speaker, in article order.
        former: Whether the article states the role as a past one ("former mayor", "who served as mayor").

    Example:
        >>> Speaker(SpeakerId("s1"), "Ada Burns", role="chief executive").label
        'Ada Burns, chief executive'
    """

    id: SpeakerId
    name: str
    kind: SpeakerKind = "person"
    role: str | None = None
    role_span: Span | None = None
    aliases: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    former: bool = False
    _article: "Article | None" = field(default=None, init=False, repr=False, compare=False)

    @property
    def label(self) -> str:
        """Name and role as a newspaper would print them; a description that holds its role is printed alone."""
        if self.role and self.role.casefold() not in self.name.casefold():
            return f"{self.name}, {self.role}"
        return self.name

    @property
    def quotations(self) -> "tuple[Quotation, ...]":
        """This speaker's quotations, in article order.

        Raises:
            UnboundError: If the speaker does not belong to an article.
        """
        return tuple(q for q in _bound(self).quotations if q.speaker is self)

    def to_dict(self) -> dict[str, Any]:
        """Return a plain dictionary of the published schema."""
        return {
            "id": self.id,
            "name": self.name,
            "kind": self.kind,
            "role": self.role,
            "role_span": self.role_span and self.role_span.to_dict(),
            "aliases": list(self.aliases),
            "mentions": [m.to_dict() for m in self.mentions],
            "former": self.former,
        }


@dataclass(frozen=True, slots=True)
class Quotation:
    """One unit of reported speech: content, cue and source, with the speaker behind the source.

    Args:
        id: Identifier within the article ("q1").
        kind: `direct` (all inside quotation marks), `indirect` (none of it) or `mixed`.
        content: What was said; more than one span when the cue interrupts it.
        cue: The words that signal the attribution ("said", "according to"); may be empty.
        source: The words that name the speaker in the text ("she"); empty when only implied.
        speaker: The resolved speaker; `None` when unknown.
        score: Confidence from 0 to 1 that content and source are right.
        evidence: The chain of mentions by which the source was resolved, from the source to the fullest name; empty
            when no speaker was resolved or nobody said how. `explain` puts it into words.
        speaker_score: The probability that the speaker is right, from 0 to 1; `None` when no speaker was resolved, and
            for a speaker that came without a score (stated by a person, or read from an older record).

    Example:
        >>> q = Quotation(QuotationId("q1"), "indirect", (Span(9, 20),), cue=(Span(4, 8),), source=(Span(0, 3),))
        >>> q.speaker is None
        True
    """

    id: QuotationId
    kind: Kind
    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    speaker: Speaker | None = None
    score: float = 1.0
    evidence: tuple[Mention, ...] = ()
    speaker_score: float | None = None
    _article: "Article | None" = field(default=None, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not self.content:
            raise OptionError(f"quotation {self.id!r} has no content; a quotation needs at least one content span")

    @property
    def start(self) -> int:
        """Offset of the first character of the content."""
        return self.content[0].start

    @property
    def end(self) -> int:
        """Offset after the last character of the content."""
        return self.content[-1].end

    @property
    def content_text(self) -> str:
        """The content as it stands in the text, fragments joined by " … "."""
        return _bound(self).text_of(self.content)

    @property
    def cue_text(self) -> str:
        """The cue as it stands in the text."""
        return _bound(self).text_of(self.cue)

    @property
    def source_text(self) -> str:
        """The source as it stands in the text."""
        return _bound(self).text_of(self.source)

    def to_dict(self) -> dict[str, Any]:
        """Return a plain dictionary of the published schema; the speaker is given by id."""
        return {
            "id": self.id,
            "kind": self.kind,
            "content": [s.to_dict() for s in self.content],
            "cue": [s.to_dict() for s in self.cue],
            "source": [s.to_dict() for s in self.source],
            "speaker": self.speaker.id if self.speaker else None,
            "score": self.score,
            "evidence": [m.to_dict() for m in self.evidence],
            "speaker_score": self.speaker_score,
        }


@dataclass(frozen=True, slots=True)
class Article:
    """A news article with everything that was read from it.

    Quotations and speakers are bound to the article that holds them, so that the graph can be walked from both
    sides. The article keeps its own copies: building another article from the same values changes nothing here.

    Args:
        text: The text, exactly as the caller passed it.
        id: The caller's name for it; `None` when it has none.
        sentences: Its sentences, in order.
        quotations: Its quotations, in order of their first content span.
        speakers: The speakers of its quotations, in order of first mention.
        summary: A short summary.
        warnings: What a careful user should know, such as a quotation mark that was never closed.
        provenance: What made the annotation: library version, checkpoint, configuration.

    Raises:
        OptionError: If a quotation's speaker is not one of `speakers`, two speakers or two
            quotations share an id, or a span ends after the text.

    Example:
        >>> ada = Speaker(SpeakerId("s1"), "Ada Burns", mentions=(Mention(11, 20),))
        >>> said = Quotation(QuotationId("q1"), "direct", (Span(0, 5),), (Span(6, 10),), (Span(11, 20),), ada)
        >>> article = Article("“Yes” said Ada Burns.", quotations=(said,), speakers=(ada,))
        >>> article.speakers[0].quotations[0].content_text
        '“Yes”'
        >>> Article.from_dict(article.to_dict()) == article
        True
    """

    text: str
    id: str | None = None
    sentences: tuple[Sentence, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    summary: Summary = field(default_factory=Summary)
    warnings: tuple[str, ...] = ()
    provenance: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        put = object.__setattr__
        put(self, "provenance", dict(self.provenance))
        speakers = {s.id: replace(s) for s in self.speakers}
        for what, items in (("speakers", self.speakers), ("quotations", self.quotations)):
            if len({item.id for item in items}) < len(items):
                ids = ", ".join(item.id for item in items)
                raise OptionError(f"two {what} of an article share an id ({ids}); give each an id of its own")
        quotations = []
        for quotation in self.quotations:
            speaker = quotation.speaker
            if speaker is not None and speakers.get(speaker.id) != speaker:
                raise OptionError(
                    f"quotation {quotation.id!r} has speaker {speaker.id!r}, which is not among the article's speakers "
                    f"({', '.join(speakers) or 'none'}); pass the same speakers in `speakers`"
                )
            quotations.append(replace(quotation, speaker=speakers[speaker.id] if speaker else None))
        for item in (*speakers.values(), *quotations):
            put(item, "_article", self)
        put(self, "speakers", tuple(speakers.values()))
        put(self, "quotations", tuple(quotations))
        last = max((span.end for span in self._spans()), default=0)
        if last > len(self.text):
            raise OptionError(f"a span ends at {last}, but the text has {len(self.text)} characters")

    def _spans(self) -> Iterable[Span]:
        yield from self.sentences
        yield from self.summary.sentences
        for quotation in self.quotations:
            yield from (*quotation.content, *quotation.cue, *quotation.source, *quotation.evidence)
        for speaker in self.speakers:
            yield from speaker.mentions
            if speaker.role_span:
                yield speaker.role_span

    def text_of(self, spans: Span | Iterable[Span]) -> str:
        """Return the text of a span, or of several joined by " … ".

        Args:
            spans: A span or spans of this article.

        Example:
            >>> Article("Yes, she said, no.").text_of((Span(0, 3), Span(15, 17)))
            'Yes … no'
        """
        parts = (spans,) if isinstance(spans, Span) else spans
        return " … ".join(self.text[s.start : s.end] for s in parts)

    def to_dict(self) -> dict[str, Any]:
        """Return a JSON-able dictionary of the published schema."""
        return {
            "schema_version": SCHEMA_VERSION,
            "id": self.id,
            "text": self.text,
            "sentences": [s.to_dict() for s in self.sentences],
            "quotations": [q.to_dict() for q in self.quotations],
            "speakers": [s.to_dict() for s in self.speakers],
            "summary": {"text": self.summary.text, "sentences": [s.to_dict() for s in self.summary.sentences]},
            "warnings": list(self.warnings),
            "provenance": dict(self.provenance),
        }

    def to_json(self, *, indent: int | None = None) -> str:
        """Return the dictionary as JSON, on one line unless `indent` is given.

        Example:
            >>> Article.from_json(Article("Yes.").to_json()) == Article("Yes.")
            True
        """
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)

    @classmethod
    def from_json(cls, line: str) -> Self:
        """Read what `to_json` wrote.

        Raises:
            SchemaError: If it is not JSON, or not an article of this schema.
        """
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:  # a number of too many digits is a plain ValueError
            raise SchemaError(f"an article was asked for, but this is not JSON ({error}): {line[:60]!r}") from error
        return cls.from_dict(record)

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Self:
        """Read what `to_dict` wrote.

        Raises:
            SchemaError: If a field is missing or of another form, or the schema version is not ours.
        """
        version = record.get("schema_version") if isinstance(record, Mapping) else None
        if version != SCHEMA_VERSION:
            raise SchemaError(
                f"an article of schema version {SCHEMA_VERSION} was asked for, found {version!r}; "
                "annotate the text again with this version of quoteattr, or read it with the version that wrote it"
            )
        try:
            return cls._read(record)
        except (KeyError, TypeError, AttributeError, IndexError, ValueError) as error:
            raise SchemaError(
                f"article {record.get('id')!r} does not have the published form: {type(error).__name__}: {error}"
            ) from error

    @classmethod
    def _read(cls, record: Mapping[str, Any]) -> Self:
        speakers = tuple(map(_read_speaker, record["speakers"]))
        by_id = {s.id: s for s in speakers}
        summary = record["summary"]
        return cls(
            text=_read_text(record, "text"),
            id=_read_text(record, "id", optional=True),
            sentences=tuple(map(Sentence.from_dict, record["sentences"])),
            quotations=tuple(_read_quotation(q, by_id) for q in record["quotations"]),
            speakers=speakers,
            summary=Summary(_read_text(summary, "text"), tuple(map(SummarySentence.from_dict, summary["sentences"]))),
            warnings=tuple(map(str, record["warnings"])),
            provenance=record.get("provenance", {}),
        )

    def __str__(self) -> str:
        """Summarise for a person: the summary, then each speaker with what they said."""
        lines = [self.summary.text] if self.summary.text else []
        said: dict[str | None, list[Quotation]] = {key: [] for key in (*(s.id for s in self.speakers), None)}
        for quotation in self.quotations:
            said[quotation.speaker.id if quotation.speaker else None].append(quotation)
        for quotations in filter(None, said.values()):
            speaker = quotations[0].speaker
            lines += ["", speaker.label if speaker else "(speaker unknown)"]
            lines += [f"  {q.kind:8} {' '.join(q.content_text.split())}" for q in quotations]
        return "\n".join(lines).strip("\n")

    def _repr_html_(self) -> str:
        """Show the article in a notebook, highlighted; every character of the article is escaped."""
        from quoteattr.render.html import render_fragment

        return render_fragment(self)


def _bound(item: Speaker | Quotation) -> Article:
    if item._article is None:
        raise UnboundError(
            f"{type(item).__name__.lower()} {item.id!r} belongs to no article yet, so it has no text and no graph; "
            "take it from `article.quotations` or `article.speakers`"
        )
    return item._article


def _read_spans(items: Iterable[Mapping[str, Any]]) -> tuple[Span, ...]:
    return tuple(map(Span.from_dict, items))


def _read_mentions(items: Iterable[Mapping[str, Any]]) -> tuple[Mention, ...]:
    return tuple(map(Mention.from_dict, items))


def _read_text(record: Mapping[str, Any], key: str, *, optional: bool = False) -> Any:
    value = record[key]
    if not isinstance(value, str) and not (optional and value is None):
        raise TypeError(f"{key!r} is of type {type(value).__name__}, not a string{' or null' if optional else ''}")
    return value


def _read_flag(record: Mapping[str, Any], key: str) -> bool:
    value = record.get(key, False)
    if not isinstance(value, bool):
        raise TypeError(f"{key!r} is {value!r}, neither true nor false")
    return value


def _read_speaker(record: Mapping[str, Any]) -> Speaker:
    role_span = record.get("role_span")
    return Speaker(
        id=SpeakerId(_read_text(record, "id")),
        name=_read_text(record, "name"),
        kind=one_of(record["kind"], get_args(SpeakerKind), "the kind of a speaker"),
        role=_read_text(record, "role", optional=True),
        role_span=None if role_span is None else Span.from_dict(role_span),
        aliases=tuple(map(str, record["aliases"])),
        mentions=_read_mentions(record["mentions"]),
        former=_read_flag(record, "former"),
    )


def _read_quotation(record: Mapping[str, Any], speakers: Mapping[SpeakerId, Speaker]) -> Quotation:
    return Quotation(
        id=QuotationId(_read_text(record, "id")),
        kind=one_of(record["kind"], get_args(Kind), "the kind of a quotation"),
        content=_read_spans(record["content"]),
        cue=_read_spans(record["cue"]),
        source=_read_spans(record["source"]),
        speaker=None if record["speaker"] is None else speakers[record["speaker"]],
        score=number(record, "score"),
        evidence=_read_mentions(record.get("evidence", ())),
        speaker_score=None if record.get("speaker_score") is None else number(record, "speaker_score"),
    )
