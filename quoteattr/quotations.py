"""A quotation and the speaker behind it.

`quoteattr.types` offers both; import them from there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, NewType, Self, get_args

from quoteattr.data import table
from quoteattr.errors import OptionError, UnboundError
from quoteattr.spans import Mention, Span, flag, number, one_of, string

if TYPE_CHECKING:
    from quoteattr.types import Article

__all__ = ["PARTS", "UNKNOWN", "Kind", "Part", "Quotation", "QuotationId", "Speaker", "SpeakerId", "SpeakerKind"]

Kind = Literal["direct", "indirect", "mixed"]
"""How a quotation is given: in quotation marks, in other words, or partly in marks."""

SpeakerKind = Literal["person", "organisation", "group", "document", "other"]
"""What a speaker is."""

QuotationId = NewType("QuotationId", str)
"""Identifier of a quotation within its article ("q1")."""

SpeakerId = NewType("SpeakerId", str)
"""Identifier of a speaker within an article ("s1")."""

Part = Literal["content", "cue", "source"]
"""A part of a quotation."""

PARTS: tuple[Part, ...] = get_args(Part)
"""The parts of a quotation, in the order in which they are always told."""

UNKNOWN = "speaker unknown"
"""What a reader is told in the place of a speaker."""

# A description can be a paragraph long; an explanation is a line.
_LONGEST_MENTION = 60


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
        former: Whether the article states the role as a past one ("former mayor", "who served as mayor"). The role
            itself stays verbatim; `role_label` and `label` mark it.

    Example:
        >>> Speaker(SpeakerId("s1"), "Ada Burns", role="chief executive").label
        'Ada Burns, chief executive'
        >>> Speaker(SpeakerId("s1"), "Ada Burns", role="mayor", former=True).label
        'Ada Burns, mayor (former)'
        >>> Speaker(SpeakerId("s1"), "Ada Burns", role="former mayor", former=True).label
        'Ada Burns, former mayor'
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
    def role_label(self) -> str | None:
        """The role with "(former)" behind a past one that does not say so itself; `None` when there is no role."""
        return self._marked(self.role) if self.role else None

    @property
    def label(self) -> str:
        """Name and role as a newspaper would print them; a description that holds its role is printed alone."""
        if self.role and self.role.casefold() not in self.name.casefold():
            return f"{self.name}, {self.role_label}"
        return self._marked(self.name) if self.role else self.name

    def _marked(self, words: str) -> str:
        return f"{words} (former)" if self.former and not _says_past(words) else words

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
            "former": self.former,
            "aliases": list(self.aliases),
            "mentions": [m.to_dict() for m in self.mentions],
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Self:
        """Read what `to_dict` wrote; `role_span` and `former` may be missing.

        Raises:
            KeyError: If another field is missing.
            TypeError: If a field is of another type.
            OptionError: If a kind is not one of the accepted ones, or offsets are in the wrong order.
        """
        role_span = record.get("role_span")
        return cls(
            id=SpeakerId(string(record, "id")),
            name=string(record, "name"),
            kind=one_of(record["kind"], get_args(SpeakerKind), "the kind of a speaker"),
            role=string(record, "role", optional=True),
            role_span=None if role_span is None else Span.from_dict(role_span),
            aliases=tuple(map(str, record["aliases"])),
            mentions=_read_mentions(record["mentions"]),
            former=flag(record, "former"),
        )


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
        evidence: The chain of mentions by which the source was resolved, from the source to the fullest name. It begins
            with the first mention that stands in the text when the source is only implied, and is empty when no speaker
            was resolved or nobody said how. `explain` puts it into words.
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

    def explain(self) -> str:
        """Say on one line how the source was resolved to the speaker, for an editor who checks it.

        Returns:
            The mentions of `evidence` with their offsets, from the source to the fullest name; the speaker's name
            where the last mention reads otherwise; and the speaker's score where there is one. A source that is only
            implied is "(implied)", a speaker without evidence its name alone, or "(no name)" where that is empty.
            "speaker unknown" when there is none.

        Raises:
            UnboundError: If the quotation does not belong to an article.

        Example:
            >>> from quoteattr.types import Article
            >>> chain = (Mention(21, 24, "pronoun"), Mention(0, 9))
            >>> ada = Speaker(SpeakerId("s1"), "Ada Burns")
            >>> said = Quotation(QuotationId("q1"), "direct", (Span(15, 20),), (Span(25, 29),), (Span(21, 24),), ada,
            ...     evidence=chain, speaker_score=0.97)
            >>> Article("Ada Burns left.“Yes” she said.", quotations=(said,), speakers=(ada,)).quotations[0].explain()
            'she (21-24) → Ada Burns (0-9), score 0.97'
        """
        article = _bound(self)
        if self.speaker is None:
            return UNKNOWN
        name = " ".join(self.speaker.name.split())
        texts = [" ".join(article.text_of(mention).split()) for mention in self.evidence]
        steps = [f"{_shortened(t)} ({m.start}-{m.end})" for t, m in zip(texts, self.evidence, strict=True)]
        if not self.source:
            steps.insert(0, "(implied)")
        if not texts or texts[-1] != name:
            steps.append(_shortened(name) or "(no name)")
        score = "" if self.speaker_score is None else f", score {self.speaker_score:.2f}"
        return f"{' → '.join(steps)}{score}"

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
            "speaker_score": self.speaker_score,
            "evidence": [m.to_dict() for m in self.evidence],
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any], speakers: Mapping[SpeakerId, Speaker]) -> Self:
        """Read what `to_dict` wrote; `evidence` and `speaker_score` may be missing.

        Args:
            record: The dictionary.
            speakers: The article's speakers by id.

        Raises:
            KeyError: If another field is missing, or the speaker is not one of `speakers`.
            TypeError: If a field is of another type.
            OptionError: If a kind is not one of the accepted ones, or offsets are in the wrong order.
        """
        unscored = record.get("speaker_score") is None
        return cls(
            id=QuotationId(string(record, "id")),
            kind=one_of(record["kind"], get_args(Kind), "the kind of a quotation"),
            content=_read_spans(record["content"]),
            cue=_read_spans(record["cue"]),
            source=_read_spans(record["source"]),
            speaker=None if record["speaker"] is None else speakers[record["speaker"]],
            score=number(record, "score"),
            evidence=_read_mentions(record.get("evidence", ())),
            speaker_score=None if unscored else number(record, "speaker_score"),
        )


def _bound(item: Speaker | Quotation) -> "Article":
    if item._article is None:
        raise UnboundError(
            f"{type(item).__name__.lower()} {item.id!r} belongs to no article yet, so it has no text and no graph; "
            "take it from `article.quotations` or `article.speakers`"
        )
    return item._article


@cache
def _past_words() -> frozenset[str]:
    return frozenset(table("past_roles")["words"].split())


def _says_past(words: str) -> bool:
    """Tell whether a role or description says by its first word that it is a past one ("ex-mayor")."""
    first, *rest = words.casefold().split()[:2] or [""]
    if rest and first in {"a", "an", "the"}:
        first = rest[0]
    return first in _past_words() or first.split("-")[0] in _past_words()


def _shortened(words: str) -> str:
    return words if len(words) <= _LONGEST_MENTION else f"{words[: _LONGEST_MENTION - 1].rstrip()}…"


def _read_spans(items: Iterable[Mapping[str, Any]]) -> tuple[Span, ...]:
    return tuple(map(Span.from_dict, items))


def _read_mentions(items: Iterable[Mapping[str, Any]]) -> tuple[Mention, ...]:
    return tuple(map(Mention.from_dict, items))
