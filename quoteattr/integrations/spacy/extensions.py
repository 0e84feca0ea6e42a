"""What `doc._`, `span._` and `token._` offer."""

import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from quoteattr.integrations.spacy.reading import RECORD, article_of, exact, in_quotation, quotation_of, tokens_of
from quoteattr.types import Quotation

__all__ = ["register_extensions"]


@dataclass(frozen=True, slots=True)
class _OfSpan:
    """A getter that worker processes can be sent, which a lambda cannot.

    Args:
        name: The extension's name.
        read: What it reads: a field of the quotation or of its speaker, or whatever a function makes of both.
    """

    name: str
    read: str | Callable[[DocSpan, Quotation], Any]

    def __call__(self, span: DocSpan) -> Any:
        """Read a span of a quotation; any other has what another component has set under the same name."""
        quotation = quotation_of(span)
        if quotation is None:
            return span.doc.user_data.get(("._.", self.name, span.start_char, span.end_char))
        if callable(self.read):
            return self.read(span, quotation)
        part, _, field = self.read.rpartition(".")
        owner = quotation.speaker if part else quotation
        return getattr(owner, field) if owner is not None else None


def _offsets(span: DocSpan, quotation: Quotation) -> tuple[int, int] | None:
    part = exact(span, quotation)
    return (part.start, part.end) if part else None


def _source(span: DocSpan, quotation: Quotation) -> DocSpan | None:
    return tokens_of(span.doc, quotation.source[0]) if quotation.source else None


def _cue(span: DocSpan, quotation: Quotation) -> DocSpan | None:
    return tokens_of(span.doc, quotation.cue[0]) if quotation.cue else None


def _summary(doc: Doc) -> str | None:
    article = article_of(doc)
    return article.summary.text if article else None


_OF_SPANS: dict[str, str | Callable[[DocSpan, Quotation], Any]] = {
    "quotation_id": "id",
    "kind": "kind",
    "score": "score",
    "content_text": "content_text",
    "offsets": _offsets,
    "source": _source,
    "cue": _cue,
    "speaker": "speaker.name",
    "speaker_id": "speaker.id",
    "speaker_kind": "speaker.kind",
    "speaker_role": "speaker.role",
    "speaker_label": "speaker.label",
    "speaker_score": "speaker_score",
}


def _ours(prefix: str) -> Iterator[tuple[Any, str, dict[str, Any]]]:
    # These two bear our own name already.
    yield Doc, RECORD, {"default": None}
    yield Doc, "quoteattr", {"getter": article_of}
    yield Doc, f"{prefix}summary", {"getter": _summary}
    yield Token, f"{prefix}in_quotation", {"getter": in_quotation}
    yield DocSpan, f"{prefix}quotation", {"getter": quotation_of}
    for name, read in _OF_SPANS.items():
        yield DocSpan, prefix + name, {"getter": _OfSpan(prefix + name, read)}


def register_extensions(*, prefix: str = "") -> None:
    """Register the extensions, as the component does when it is added.

    A process that only reads stored documents calls this itself. Calling it again changes nothing.

    Args:
        prefix: What to put in front of the names, such as `quoteattr_` for `span._.quoteattr_speaker`. The document's
            `_.quoteattr` and `_.quoteattr_json` are the same with any prefix.

    Warns:
        UserWarning: If a name belongs to another component already. It is left to that component.

    Example:
        >>> import spacy
        >>> register_extensions()
        >>> doc = spacy.blank("en")("Nobody said anything.")
        >>> doc._.quoteattr is None, doc[0]._.in_quotation
        (True, False)
    """
    taken = []
    for owner, name, extension in _ours(prefix):
        if not owner.has_extension(name):
            owner.set_extension(name, **extension)
        elif owner.get_extension(name) != (extension.get("default"), None, extension.get("getter"), None):
            taken.append(f"{owner.__name__}._.{name}")
    if taken:
        warnings.warn(
            f"{', '.join(taken)}: registered by another component, and left to it. All of a quotation is in "
            "`span._.quotation` and `doc._.quoteattr`; names of its own are given with "
            'nlp.add_pipe("quoteattr", config={"prefix": "quoteattr_"})',
            stacklevel=2,
        )
