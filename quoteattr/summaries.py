"""A summary: its sentences, the edits that made each of them complete in itself, and what the guard found.

`quoteattr.types` offers them all; import them from there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Self, get_args

from quoteattr.spans import Span, number, one_of, string

__all__ = ["Edit", "EditKind", "Issue", "IssueKind", "Repair", "Summary", "SummarySentence"]

EditKind = Literal["speaker", "opener", "attribution", "marks", "compression"]
"""Why a summary prints a sentence otherwise than the article; `Edit` says what each means."""

IssueKind = Literal["quotation", "speaker", "name", "number", "negation"]
"""What the guard doubts in a summary; `Issue` says what each means."""

Repair = Literal["none", "dropped", "replaced"]
"""What was done with a sentence that the guard doubts."""


@dataclass(frozen=True, slots=True, order=True)
class Edit(Span):
    """A change that the summary made to a sentence of the article.

    Args:
        start: Offset in the article of the first character that is printed otherwise.
        end: Offset after the last one; `start` where something was put in.
        text: What the summary prints instead; "" where something was left out.
        kind: `speaker` (a name in the place of a pronoun or a short form), `opener` ("However," or "(pictured)" left
            out, a dateline, and the capital after it, or "a" in the place of "the" before what was not told of),
            `attribution` (a speaker named for a quotation that had lost its own), `marks` (a quotation mark completed
            or left out) or `compression` (a part that was not needed).

    Example:
        >>> edit = Edit(0, 3, "Ada Burns, the mayor,", "speaker")
        >>> "She said no."[: edit.start] + edit.text + "She said no."[edit.end :]
        'Ada Burns, the mayor, said no.'
    """

    text: str
    kind: EditKind

    def to_dict(self) -> dict[str, Any]:
        """Return offsets, text and kind as a plain dictionary."""
        return {"start": self.start, "end": self.end, "text": self.text, "kind": self.kind}

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Self:
        """Read what `to_dict` wrote.

        Raises:
            KeyError: If a field is missing.
            TypeError: If a field is of another type.
            OptionError: If the offsets are in the wrong order, or the kind is not an `EditKind`.
        """
        span = Span.from_dict(record)
        kind = one_of(record["kind"], get_args(EditKind), "the kind of an edit")
        return cls(span.start, span.end, string(record, "text"), kind)


@dataclass(frozen=True, slots=True, order=True)
class SummarySentence(Span):
    """A sentence that the summary took from the article.

    Args:
        start: Offset of the first character.
        end: Offset after the last character.
        score: Its salience, from 0 to 1; comparable within one article.
        text: The sentence as the summary prints it; "" in a record of a version that kept only the whole text.
        edits: What was changed for that, in order; white space that was folded is not listed.

    Example:
        >>> SummarySentence(0, 40, 0.8).score
        0.8
    """

    score: float = 0.0
    text: str = ""
    edits: tuple[Edit, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return offsets, score, text and edits as a plain dictionary."""
        return {
            "start": self.start,
            "end": self.end,
            "score": self.score,
            "text": self.text,
            "edits": [edit.to_dict() for edit in self.edits],
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Self:
        """Read what `to_dict` wrote; `text` and `edits` may be missing.

        Raises:
            KeyError: If another field is missing.
            TypeError: If a field is of another type.
            OptionError: If offsets are negative or in the wrong order, or an edit's kind is not an `EditKind`.
        """
        span = Span.from_dict(record)
        text = string(record, "text") if "text" in record else ""
        edits = tuple(map(Edit.from_dict, record.get("edits", ())))
        return cls(span.start, span.end, number(record, "score"), text, edits)


@dataclass(frozen=True, slots=True)
class Issue:
    """A claim of a generated summary that the article does not bear out.

    Args:
        kind: What does not agree: the words of a `quotation`, the `speaker` of a claim, a `name`, a `number` (amounts,
            dates and shares too) or a `negation`.
        start: Offset of the first character, in `Summary.draft` if there is one and else in `Summary.text`.
        end: Offset after the last character.
        message: What was found and what the article says, for an editor.
        repair: What was done: `none`, or the sentence was `dropped`, or `replaced` by one of the article.

    Example:
        >>> Issue("number", 4, 6, "'12' does not occur in the article", "dropped").repair
        'dropped'
    """

    kind: IssueKind
    start: int
    end: int
    message: str
    repair: Repair = "none"

    def to_dict(self) -> dict[str, Any]:
        """Return the fields as a plain dictionary."""
        return {
            "kind": self.kind,
            "start": self.start,
            "end": self.end,
            "message": self.message,
            "repair": self.repair,
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Self:
        """Read what `to_dict` wrote.

        Raises:
            KeyError: If a field is missing.
            TypeError: If a field is of another type.
            OptionError: If the offsets are in the wrong order, or the kind or the repair is not an accepted one.
        """
        span = Span.from_dict(record)
        return cls(
            one_of(record["kind"], get_args(IssueKind), "the kind of an issue"),
            span.start,
            span.end,
            string(record, "message"),
            one_of(record["repair"], get_args(Repair), "the repair of an issue"),
        )


@dataclass(frozen=True, slots=True)
class Summary:
    """A short summary.

    Args:
        text: What a reader sees; empty only for an article without a sentence.
        sentences: The sentences of the article behind it, in article order; empty for one that a model wrote.
        issues: What the guard found in a generated summary, in order.
        draft: The text that the model wrote, when the guard changed it; `None` otherwise.

    Example:
        >>> str(Summary("The bridge reopens.", (SummarySentence(0, 19, 0.9),)))
        'The bridge reopens.'
    """

    text: str = ""
    sentences: tuple[SummarySentence, ...] = ()
    issues: tuple[Issue, ...] = ()
    draft: str | None = None

    def __str__(self) -> str:
        return self.text

    def to_dict(self) -> dict[str, Any]:
        """Return the fields as a plain dictionary."""
        return {
            "text": self.text,
            "sentences": [sentence.to_dict() for sentence in self.sentences],
            "issues": [issue.to_dict() for issue in self.issues],
            "draft": self.draft,
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Self:
        """Read what `to_dict` wrote; `issues` and `draft` may be missing.

        Raises:
            KeyError: If another field is missing.
            TypeError: If a field is of another type.
            OptionError: If offsets are in the wrong order, or a kind or a repair is not an accepted one.
        """
        return cls(
            string(record, "text"),
            tuple(map(SummarySentence.from_dict, record["sentences"])),
            tuple(map(Issue.from_dict, record.get("issues", ()))),
            string(record, "draft", optional=True) if "draft" in record else None,
        )
