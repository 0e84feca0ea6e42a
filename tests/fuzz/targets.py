"""What is fuzzed: each function takes choices, makes an input of them and asserts what must hold whatever the input.

A reader may refuse what it is given, with an error of ours; anything else that escapes is a fault.
"""

import html
import io
import json
import re
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np

from quoteattr.attribution.link import attribute
from quoteattr.attribution.turns import find_spoken
from quoteattr.errors import InvalidTextError, QuoteAttrError
from quoteattr.io import (
    from_utf16,
    iter_conll,
    iter_csv,
    iter_json,
    iter_jsonl,
    iter_web_annotations,
    read_articles,
    read_brat,
    read_csv,
    read_html,
    read_records,
    read_web_annotations,
    to_utf16,
    write_brat,
)
from quoteattr.io.rows import article_rows, quotation_rows, sentence_rows, speaker_rows
from quoteattr.model.features import tokenize
from quoteattr.render import render_fragment, render_page
from quoteattr.render.visible import visible
from quoteattr.speakers.antecedents import learned
from quoteattr.speakers.resolve import resolve
from quoteattr.summary.reading import read_story
from quoteattr.summary.summarize import summarize
from quoteattr.text.checks import mark_warnings
from quoteattr.text.marks import inside_marks, pair_marks
from quoteattr.text.paragraphs import split_paragraphs
from quoteattr.text.sentences import split_sentences
from quoteattr.types import Article, Quotation
from tests.fuzz.given import Given
from tests.fuzz.pathological import random_states
from tests.render.reader import read
from tests.render.test_html import ATTRIBUTES, TAGS

__all__ = ["TARGETS"]


def fuzz_marks(given: Given) -> None:
    text = given.text(120)
    regions = pair_marks(text)
    mark_warnings(regions)
    assert list(regions) == sorted(regions, key=lambda r: (r.start, -r.end))
    ends: list[int] = []
    for region in regions:
        assert 0 <= region.start < region.end <= len(text)
        while ends and ends[-1] <= region.start:
            ends.pop()
        assert region.depth == len(ends)
        assert not ends or region.end <= ends[-1]
        ends.append(region.end)
    assert sum(r.continued for r in regions) == sum(r.continues for r in regions)
    assert len(inside_marks(text, regions)) == len(text)


def fuzz_sentences(given: Given) -> None:
    text = given.text(120)
    sentences, paragraphs = split_sentences(text), split_paragraphs(text)
    assert "".join("".join(text[s.start : s.end].split()) for s in sentences) == "".join(text.split())
    assert all(text[s.start : s.end] == text[s.start : s.end].strip() != "" for s in sentences)
    assert all(left.end <= right.start for left, right in pairwise(sentences))
    assert {p.end for p in paragraphs} <= {s.end for s in sentences}


def fuzz_turns(given: Given) -> None:
    text = given.text(120)
    for turn in find_spoken(text, pair_marks(text)):
        spans = [turn.label, *filter(None, [turn.colon]), *turn.content, *turn.paragraphs]
        assert all(0 <= s.start <= s.end <= len(text) for s in spans)
        assert all(len(s) for s in turn.content)


@cache
def _encoder():
    from tests.conftest import build_tiny_encoder

    # Weights of chance: whatever they decide must make a valid article.
    return build_tiny_encoder(window=128, overlap=32)


def _check_quotation(text: str, quotation: Quotation) -> None:
    assert quotation.content
    for spans in (quotation.content, quotation.cue, quotation.source):
        assert list(spans) == sorted(spans)
        assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert 0 <= quotation.score <= 1


def fuzz_decoding(given: Given) -> None:
    seed = given.below(65536)
    text = given.text(80)
    regions = pair_marks(text)
    tokens = tokenize(text, _encoder().tokenizer, regions)
    states = random_states(tokens, width=_encoder().model.tags.in_features, seed=seed)
    if given.flag():  # scores that have no other than certain answers
        states = replace(states, tags=np.where(states.tags > np.log(0.3), 0.0, np.float32(-87.3)).astype(np.float32))
    for quotation in attribute(text, _encoder(), states, regions, min_score=0.0):
        _check_quotation(text, quotation)


def _analysed(given: Given) -> Article:
    """Return what the stages make of a text, their model's decisions left to chance."""
    seed, compress, faithful = given.below(65536), given.flag(), given.flag()
    longest = given.one_of([{"max_sentences": 2}, {"max_words": 12}, {"ratio": 0.4}, {}])
    text = given.text(100)
    regions = pair_marks(text)
    sentences = split_sentences(text, regions=regions)
    encoder = _encoder()
    states = random_states(tokenize(text, encoder.tokenizer, regions), width=encoder.model.tags.in_features, seed=seed)
    found = attribute(text, encoder, states, regions, min_score=0.0)
    resolved = resolve(text, sentences, found, learned(encoder.antecedents(states)))
    story = read_story(text, sentences, resolved, encoder, states)
    summary, warnings = summarize(story, compress=compress, faithful=faithful, **longest)
    return Article(text, None, story.sentences, resolved.quotations, resolved.speakers, summary, warnings)


def fuzz_analysis(given: Given) -> None:
    article = _analysed(given)
    names = {s.id for s in article.speakers}
    for quotation in article.quotations:
        _check_quotation(article.text, quotation)
        assert quotation.speaker is None or quotation.speaker.id in names
        assert quotation.speaker_score is None or 0 <= quotation.speaker_score <= 1
        str(quotation.explain())
    for speaker in article.speakers:
        assert speaker.mentions
        assert all(m.end <= len(article.text) for m in speaker.mentions)
        assert speaker.name.strip()
    assert bool(article.summary.text) == bool(article.sentences)
    for sentence in article.summary.sentences:
        assert all(sentence.start <= e.start <= e.end <= sentence.end for e in sentence.edits)
    str(article.digest())
    for speaker in article.speakers:
        article.summary_of(speaker)
    assert Article.from_json(article.to_json()) == article


def fuzz_records(given: Given) -> None:
    record = given.damaged(given.article(12).to_dict())
    with suppress(QuoteAttrError):
        article = Article.from_dict(record)
        # What was taken for an article is one, and every part of the library can work with it.
        _write_all(article)


def _write_all(article: Article) -> None:
    assert Article.from_dict(article.to_dict()) == article or "nan" in article.to_json().casefold()
    str(article)
    render_fragment(article)
    for rows in (quotation_rows, speaker_rows, sentence_rows, article_rows):
        list(rows(article))
    for write in (iter_csv, iter_conll, iter_json, iter_jsonl, iter_web_annotations):
        "".join(write([article])).encode("utf-8", "surrogatepass")


def fuzz_readers(given: Given) -> None:
    """Read JSON Lines and JSON lists with damaged records, bytes or line ends."""
    form = given.one_of(["jsonl", "json"])
    records = [given.damaged(given.article(8).to_dict()) for _ in given.many(2)]
    records = [_widened(record) if given.flag() else record for record in records]
    end = "\n" if form == "jsonl" else ","
    lines = end.join(json.dumps(record, ensure_ascii=given.flag()) for record in records)
    raw = _struck(given, (lines if form == "jsonl" else f"[{lines}]").encode("utf-8", "surrogatepass"))
    refused: list[Exception] = []
    for article in read_records(["-"], record_format=form, stdin=io.BytesIO(raw), on_error=refused.append):
        article.to_json().encode("utf-8", "surrogatepass")  # an id may have a lone surrogate


def _widened(record: object) -> object:
    """Return a record with offsets in UTF-16, or as it is where it has lost its form."""
    try:
        return to_utf16(record)  # type: ignore[arg-type]
    except (AttributeError, KeyError, TypeError, RecursionError):
        return record


def _struck(given: Given, raw: bytes) -> bytes:
    """Return bytes with some of them cut out, doubled or written over."""
    for _ in given.many(3):
        at = given.below(len(raw) + 1)
        how = given.below(3)
        stop = at + given.below(6)
        raw = raw[:at] + (b"" if how == 0 else raw[at:stop] * 2 if how == 1 else bytes([given.below(256)])) + raw[stop:]
    return raw


def fuzz_brat(given: Given) -> None:
    article = given.article(10)
    with tempfile.TemporaryDirectory() as folder:
        write_brat([article], folder)
        path = next(Path(folder).glob("*.ann"))
        raw = _struck(given, path.read_bytes())
        note = given.damaged({"speaker": "Ada", "id": "q1", "score": 1.0, "speaker_id": "s1", "aliases": ["a"]})
        added = f"\nT99\tQuote 0 {given.below(9)}\n#9\tAnnotatorNotes T99\t{json.dumps(note)}\n" if given.flag() else ""
        path.write_bytes(raw + added.encode())
        with suppress(QuoteAttrError):
            for found in read_brat(folder):
                _write_all(found)


def fuzz_csv(given: Given) -> None:
    articles = [given.article(8) for _ in given.many(2)]
    raw = _struck(given, "".join(iter_csv(articles, bom=given.flag())).encode("utf-8", "surrogatepass"))
    with tempfile.TemporaryDirectory() as folder, suppress(QuoteAttrError):
        path = Path(folder, "out.csv")
        path.write_bytes(raw)
        for row in read_csv(path):
            assert all(isinstance(cell, str) for cell in row.values())


def fuzz_web_annotations(given: Given) -> None:
    article = given.article(10)
    records = json.loads("".join(iter_web_annotations([article], offsets=given.one_of(["codepoint", "utf16"]))))
    raw = _struck(given, json.dumps(given.damaged(records)).encode())
    with tempfile.TemporaryDirectory() as folder, suppress(QuoteAttrError):
        path = Path(folder, "out.jsonld")
        path.write_bytes(raw)
        for found in read_web_annotations(path, [(article.id, article.text)]):
            _write_all(found)


def fuzz_exporters(given: Given) -> None:
    """Write an article in every form, and read it back where the form allows it."""
    article = given.article(20)
    offsets = given.one_of(["codepoint", "utf16"])
    assert from_utf16(to_utf16(article.to_dict())) == article.to_dict()
    for write, form in ((iter_jsonl, "jsonl"), (iter_json, "json")):
        raw = "".join(write([article], offsets=offsets)).encode()
        assert list(read_records(["-"], record_format=form, stdin=io.BytesIO(raw))) == [article]
    for line in "".join(iter_conll([article])).split("\n"):
        if line and not line.startswith("#"):
            columns = line.split("\t")
            assert len(columns) == 7
            assert columns[1] == article.text[int(columns[2]) : int(columns[3])]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "out")
        path.write_text("".join(iter_csv([article])), "utf-8", newline="")
        assert [row["content"] for row in read_csv(path)] == [q.content_text for q in article.quotations]
        path.write_text("".join(iter_web_annotations([article], offsets=offsets)), "utf-8", newline="")
        [found] = read_web_annotations(path, [(article.id, article.text)])
        assert [_said(q) for q in found.quotations] == [_said(q) for q in article.quotations]
        home = Path(folder, "brat")
        write_brat([article], home)
        [found] = read_brat(home)
        assert found.text == article.text
        assert all(_said(q)[0] for q in found.quotations)


def _said(quotation: Quotation) -> tuple[object, ...]:
    who = quotation.speaker and (quotation.speaker.name, quotation.speaker.role)
    return quotation.content, quotation.cue, quotation.source, quotation.kind, who


def fuzz_render(given: Given) -> None:
    article = given.article(25) if given.flag() else _analysed(given)
    page = render_fragment(article)
    reader = read(page)
    # The text is all there, and it brought no tag or attribute of its own.
    assert "".join(reader.text) == visible(article.text)
    assert set(reader.tags) <= TAGS
    assert {name for name, _ in reader.attributes} <= ATTRIBUTES
    parts = re.findall(r'<div class="qa-(?:head|text)">(.*?)</div>', page, re.DOTALL)
    assert html.unescape(re.sub("<[^>]*>", "", "".join(parts))) == visible(article.text)
    read(render_page([article, article]))


def fuzz_input(given: Given) -> None:
    """Decode what comes in at standard input: a text or lines, in whatever encoding."""
    form = given.one_of(["txt", "jsonl"])
    encoding = given.one_of(
        [None, "utf-8", "latin-1", "utf-16", "utf-32-le", "big5", "utf-7", "idna", "rot13", "a\x00"]
    )
    if given.flag():
        raw = given.rest()
    else:
        codec = given.one_of(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"])
        texts = [json.dumps({"id": given.value(3), "text": given.text(8)}) if form == "jsonl" else given.text(30)]
        raw = _struck(given, "\n".join(texts).encode(codec, "replace"))
    refused: list[Exception] = []
    with suppress(QuoteAttrError):
        articles = read_articles(
            ["-"], input_format=form, encoding=encoding, stdin=io.BytesIO(raw), on_error=refused.append
        )
        for name, text in articles:
            assert name is None or isinstance(name, str)
            assert isinstance(text, str)


def fuzz_html(given: Given) -> None:
    body = "".join(f"<{given.one_of(_TAGS)}>{given.text(20)}" for _ in given.many(8))
    page = f"<html><head><title>{given.text(4)}</title><meta charset={given.text(1)}></head><body>{body}"
    raw = _struck(given, page.encode())
    with suppress(InvalidTextError):
        title, text = read_html(raw)
        assert title is None or title.strip()
        assert text.strip()


_TAGS = [
    "p",
    "/p",
    "div",
    "article",
    "br",
    "script",
    "a href='x'",
    "blockquote",
    "table",
    "td",
    "h1",
    "!--",
    "![CDATA[",
]

TARGETS: dict[str, Callable[[Given], None]] = {
    name.removeprefix("fuzz_").replace("_", "-"): target
    for name, target in globals().items()
    if name.startswith("fuzz_")
}
"""Every target by its name."""
