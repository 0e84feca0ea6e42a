"""The values that every stage takes and returns.

All of them are frozen. Every offset is a half-open code-point offset into the text that the caller passed in,
so `text[span.start:span.end]` is always the span.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Self

from quoteattr.errors import OptionError, SchemaError
from quoteattr.quotations import UNKNOWN, Kind, Quotation, QuotationId, Speaker, SpeakerId, SpeakerKind
from quoteattr.spans import Mention, MentionKind, Sentence, Span, string
from quoteattr.summaries import Edit, EditKind, Issue, IssueKind, Repair, Summary, SummarySentence

if TYPE_CHECKING:
    from quoteattr.summary.digest import Digest

__all__ = [
    "SCHEMA_VERSION",
    "Article",
    "Edit",
    "EditKind",
    "Issue",
    "IssueKind",
    "Kind",
    "Mention",
    "MentionKind",
    "Quotation",
    "QuotationId",
    "Repair",
    "Sentence",
    "Span",
    "Speaker",
    "SpeakerId",
    "SpeakerKind",
    "Summary",
    "SummarySentence",
]

SCHEMA_VERSION = 1
"""The version of the published form of a record."""


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

    def summary_of(
        self,
        speaker: Speaker | str,
        *,
        max_sentences: int | None = None,
        max_words: int | None = None,
        ratio: float | None = None,
        faithful: bool = False,
    ) -> Summary:
        """Sum up what one speaker said.

        Args:
            speaker: A speaker of this article, an id, or a name as a person types it ("Burns", "the mayor").
            max_sentences: How many sentences; `None` means 3, or no limit with another length.
            max_words: How many words at most; `None` sets no limit.
            ratio: Share of the sentences that hold something the speaker said, rounded up; `None` sets no limit.
            faithful: Whether the sentences are printed as they stand in the article.

        Returns:
            The summary; empty for a speaker without a quotation.

        Raises:
            OptionError: If no speaker, or more than one, is meant by the name, or a length is not an accepted one.

        Example:
            >>> from quoteattr import annotate
            >>> article = annotate("“It is safe,” said Ada Burns, the mayor. Tom Hale said it was not.")
            >>> article.summary_of("Burns").text
            '“It is safe,” said Ada Burns, the mayor.'
        """
        from quoteattr.summary.by_speaker import summary_of

        return summary_of(
            self, speaker, max_sentences=max_sentences, max_words=max_words, ratio=ratio, faithful=faithful
        )

    def digest(self) -> "Digest":
        """Say in a line for each speaker, the most quoted first, what they said in short.

        Example:
            >>> from quoteattr import annotate
            >>> print(annotate("“It is safe,” said Ada Burns, the mayor.").digest())
            Ada Burns, mayor (1 quotation): “It is safe.”
        """
        from quoteattr.summary.digest import digest

        return digest(self)

    def to_dict(self) -> dict[str, Any]:
        """Return a JSON-able dictionary of the published schema."""
        return {
            "schema_version": SCHEMA_VERSION,
            "id": self.id,
            "text": self.text,
            "sentences": [s.to_dict() for s in self.sentences],
            "quotations": [q.to_dict() for q in self.quotations],
            "speakers": [s.to_dict() for s in self.speakers],
            "summary": self.summary.to_dict(),
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
            article = cls._read(record)
        except (KeyError, TypeError, AttributeError, IndexError, ValueError, RecursionError) as error:
            raise SchemaError(
                f"article {record.get('id')!r} does not have the published form: {type(error).__name__}: {error}"
            ) from error
        if record.get("offsets", "codepoint") != "codepoint":
            raise SchemaError(
                f"offsets in code points were asked for, found {record['offsets']!r}; read the file with "
                "`quoteattr.io.read_jsonl`, or pass the record through `quoteattr.io.from_utf16`"
            )
        return article

    @classmethod
    def _read(cls, record: Mapping[str, Any]) -> Self:
        speakers = tuple(map(Speaker.from_dict, record["speakers"]))
        by_id = {s.id: s for s in speakers}
        return cls(
            text=string(record, "text"),
            id=string(record, "id", optional=True),
            sentences=tuple(map(Sentence.from_dict, record["sentences"])),
            quotations=tuple(Quotation.from_dict(q, by_id) for q in record["quotations"]),
            speakers=speakers,
            summary=Summary.from_dict(record["summary"]),
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
            lines += ["", speaker.label if speaker else f"({UNKNOWN})"]
            lines += [f"  {q.kind:8} {' '.join(q.content_text.split())}" for q in quotations]
        return "\n".join(lines).strip("\n")

    def _repr_html_(self) -> str:
        """Show the article in a notebook, highlighted; every character of the article is escaped."""
        from quoteattr.render.html import render_fragment

        return render_fragment(self)
