"""Quotations as W3C Web Annotations (JSON-LD), each anchored by position and by its words, and back."""

import hashlib
import json
import os
import re
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from quoteattr.errors import SchemaError
from quoteattr.io.articles import InputArticle
from quoteattr.io.decoding import decode_text
from quoteattr.io.offsets import OffsetMap, Offsets, counter
from quoteattr.io.records import iter_list
from quoteattr.io.text_selectors import find, select
from quoteattr.types import Article, Quotation, Span, Speaker, SpeakerId

__all__ = ["iter_web_annotations", "read_web_annotations"]

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
# A name of our own is an IRI of its own scheme, so that tools which expand JSON-LD keep it.
_OWN = "quoteattr:"
# Not those that a browser runs or shows when a page makes links of them.
_IRI = re.compile(r"(?!(?:javascript|vbscript|data):)[a-z][a-z0-9+.-]+:[!#$%&'()*+,./0-9:;=?@A-Z\[\]_a-z~-]+")


def iter_web_annotations(articles: Iterable[Article], *, offsets: Offsets = "codepoint") -> Iterator[str]:
    """Yield a JSON-LD list with one annotation a quotation, in pieces.

    The targets are the spans of the content, each selected by position and by its words with 32 characters around them.
    The first body is the speaker as a newspaper would print the name; it is missing where the speaker is unknown. Cue
    and source are bodies too, selected in the same way. What the standard has no word for is under names that begin
    with "quoteattr:".

    The source of a target is the article's id: an IRI as it is, anything else percent-encoded, and so is an IRI that a
    browser would run ("javascript:"). An article without an id is named by the digest of its text, as RFC 6920 has it.
    "<" is written as an escape, so that the list can stand in a page's script element.

    Args:
        articles: The articles, in order; one is held at a time.
        offsets: What positions count: `codepoint`, as the standard says, or `utf16`, as browsers do.

    Raises:
        OptionError: If `offsets` is neither.

    Example:
        >>> from quoteattr.types import QuotationId, SpeakerId
        >>> eve = Speaker(SpeakerId("s1"), "Eve Hall", role="mayor")
        >>> said = Quotation(QuotationId("q1"), "direct", (Span(0, 6),), speaker=eve)
        >>> file = "".join(iter_web_annotations([Article("“Yes,” said Eve.", "a", (), (said,), (eve,))]))
        >>> annotation = json.loads(file)[0]
        >>> annotation["id"], annotation["body"][0]["value"], annotation["target"][0]["selector"][1]["exact"]
        ('a#q1', 'Eve Hall, mayor', '“Yes,”')
    """
    for piece in iter_list(record for article in articles for record in _annotations(article, offsets)):
        # JSON-LD is put into pages, where "</script>" in an article would end the element that holds it.
        yield piece.replace("<", r"\u003c")


def read_web_annotations(path: str | os.PathLike[str], articles: Iterable[InputArticle]) -> Iterator[Article]:
    """Read back what `iter_web_annotations` yielded, and put it on the texts.

    A text may have been edited a little: quotations are then found by their words.

    Args:
        path: The file; it is held in memory as a whole.
        articles: Id and text of each article, as `read_articles` yields them; no two with the same id.

    Yields:
        An article for each text, with the quotations and speakers that the file has for it.

    Raises:
        OSError: If the file cannot be read.
        InvalidTextError: If it is not in UTF-8.
        SchemaError: If it does not hold such annotations, or holds some that fit none of the texts.

    Example:
        >>> import tempfile
        >>> from quoteattr.types import QuotationId
        >>> said = Quotation(QuotationId("q1"), "direct", (Span(0, 6),))
        >>> written = Article("“Yes,” said Eve.", id="a", quotations=(said,))
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     out = Path(folder, "out.jsonld")
        ...     _ = out.write_text("".join(iter_web_annotations([written])), encoding="utf-8")
        ...     next(read_web_annotations(out, [("a", written.text)])) == written
        True
    """
    name = os.fspath(path)
    by_source: dict[str, list[dict[str, Any]]] = {}
    content = decode_text(Path(path).read_bytes(), name)
    try:
        for annotation in json.loads(content):
            by_source.setdefault(annotation["target"][0]["source"], []).append(annotation)
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise _unreadable(name, error) from error
    for article_id, text in articles:
        try:
            article = _article(article_id, text, by_source.pop(_source_of(article_id, text), []))
        except (ValueError, LookupError, TypeError, AttributeError, OverflowError) as error:  # the last: Infinity
            raise _unreadable(f"{name}, article {article_id!r}", error) from error
        yield article
    if by_source:
        sources = ", ".join(map(repr, list(by_source)[:3]))
        raise SchemaError(
            f"{name}: annotations of the texts were asked for, but found {len(by_source)} sources that are none of "
            f"them ({sources}); pass the texts with the ids that they had, and one without an id unchanged"
        )


def _unreadable(place: str, error: Exception) -> SchemaError:
    return SchemaError(
        f"{place}: a list of Web Annotations was asked for, as `iter_web_annotations` writes it, but found "
        f"{type(error).__name__}: {error}"
    )


def _source_of(article_id: str | None, text: str) -> str:
    if not article_id:
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
        return f"ni:///sha-256;{urlsafe_b64encode(digest).decode().rstrip('=')}"
    return article_id if _IRI.fullmatch(article_id) else quote(article_id, safe="", errors="surrogatepass")


def _annotations(article: Article, offsets: Offsets) -> Iterator[dict[str, Any]]:
    # Both read the whole text, so they are asked for once and not for each quotation.
    source, count = _source_of(article.id, article.text), counter(article.text, offsets)
    for quotation in article.quotations:
        yield {**_annotation(quotation, article.text, source, count), **_counted(offsets)}


def _counted(offsets: Offsets) -> dict[str, str]:
    return {f"{_OWN}offsets": offsets} if offsets != "codepoint" else {}


def _annotation(quotation: Quotation, text: str, source: str, count: Callable[[int], int]) -> dict[str, Any]:
    def places(spans: Iterable[Span]) -> list[dict[str, Any]]:
        return [{"type": "SpecificResource", "source": source, "selector": select(text, span, count)} for span in spans]

    bodies = [_body(quotation.speaker, quotation.speaker_score)] if quotation.speaker else []
    for part, spans in (("cue", quotation.cue), ("source", quotation.source)):
        bodies += [{**place, "purpose": "linking", f"{_OWN}part": part} for place in places(spans)]
    return {
        "@context": _CONTEXT,
        "id": f"{source}{'&' if '#' in source else '#'}{quote(quotation.id, safe='', errors='surrogatepass')}",
        "type": "Annotation",
        "motivation": "identifying",
        **({"body": bodies} if bodies else {}),
        "target": places(quotation.content),
        f"{_OWN}id": quotation.id,
        f"{_OWN}kind": quotation.kind,
        f"{_OWN}score": quotation.score,
    }


def _body(speaker: Speaker, score: float | None) -> dict[str, Any]:
    # Without the mentions from the start: a speaker quoted often is mentioned often.
    own = {k: v for k, v in replace(speaker, mentions=()).to_dict().items() if k not in ("mentions", "role_span")}
    own["speaker_score"] = score
    told = {f"{_OWN}{key}": value for key, value in own.items() if value not in (None, [])}
    return {"type": "TextualBody", "purpose": "identifying", "format": "text/plain", "value": speaker.label, **told}


def _article(article_id: str | None, text: str, annotations: Iterable[Mapping[str, Any]]) -> Article:
    wide = OffsetMap(text).to_codepoint
    speakers: dict[SpeakerId, Speaker] = {}
    quotations = []
    for annotation in annotations:
        count = wide if annotation.get(f"{_OWN}offsets") == "utf16" else int
        quotations.append(_quotation(annotation, text, count, speakers))
    return Article(text, id=article_id, quotations=tuple(quotations), speakers=tuple(speakers.values()))


def _quotation(
    annotation: Mapping[str, Any], text: str, count: Callable[[int], int], speakers: dict[SpeakerId, Speaker]
) -> Quotation:
    bodies = annotation.get("body", ())
    who = next((_own(body) for body in bodies if body["type"] == "TextualBody"), None)
    record = {"cue": [], "source": [], **_own(annotation), "speaker": None}
    record["content"] = [find(text, target["selector"], count).to_dict() for target in annotation["target"]]
    for body in bodies:
        if body["type"] == "SpecificResource":
            record[body[f"{_OWN}part"]].append(find(text, body["selector"], count).to_dict())
    if who is not None:
        speaker = Speaker.from_dict({"role": None, "aliases": (), "mentions": (), **who})
        speakers.setdefault(speaker.id, speaker)
        record |= {"speaker": speaker.id, "speaker_score": who.get("speaker_score")}
    return Quotation.from_dict(record, speakers)


def _own(record: Mapping[str, Any]) -> dict[str, Any]:
    return {key.removeprefix(_OWN): value for key, value in record.items() if key.startswith(_OWN)}
