"""Offsets in UTF-16 code units."""

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quoteattr.errors import OptionError, SchemaError
from quoteattr.io import from_utf16, iter_json, iter_jsonl, read_jsonl, to_utf16, write_json, write_jsonl
from quoteattr.io.offsets import OffsetMap
from quoteattr.types import Article, Issue, Quotation, QuotationId, Sentence, Span, Summary

quick = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)


def units(text, start, end):
    """Slice as JavaScript does."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def spans(value):
    if isinstance(value, dict):
        if isinstance(value.get("start"), int):
            yield value["start"], value["end"]
        for item in value.values():
            yield from spans(item)
    elif isinstance(value, list):
        for item in value:
            yield from spans(item)


@given(data=st.data())
@quick
def test_every_span_slices_the_same_in_javascript(articles, data):
    plain = data.draw(articles).to_dict()
    wide = to_utf16(plain)
    summary = plain["summary"]["text"] if plain["summary"]["draft"] is None else plain["summary"]["draft"]
    issues = [record["summary"].pop("issues") for record in (plain, wide)]
    for text, records in ((summary, issues), (plain["text"], (plain, wide))):
        for (start, end), found in zip(*map(spans, records), strict=True):
            assert units(text, *found) == text[start:end]


@given(data=st.data())
@quick
def test_lines_round_trip_through_utf16(articles, data):
    written = data.draw(st.lists(articles, max_size=3))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "out.jsonl")
        assert write_jsonl(written, path, offsets="utf16") == len(written)
        assert list(read_jsonl(path)) == written
    for article in written:
        assert from_utf16(to_utf16(article.to_dict())) == article.to_dict()


@given(text=st.text())
def test_offsets_come_back(text):
    offsets = OffsetMap(text)
    wide = [offsets.to_utf16(n) for n in range(len(text) + 1)]
    assert wide == [len(text[:n].encode("utf-16-le", "surrogatepass")) // 2 for n in range(len(text) + 1)]
    assert [offsets.to_codepoint(n) for n in wide] == list(range(len(text) + 1))


EMOJI = Article(
    "😀😀 “Yes,” she said.",
    quotations=(Quotation(QuotationId("q1"), "direct", (Span(3, 9),)),),
    sentences=(Sentence(0, 19),),
    summary=Summary("Yes 😀 no.", issues=(Issue("name", 6, 8, "no"),)),
)


def test_a_record_says_what_it_counts(tmp_path):
    record = json.loads("".join(iter_jsonl([EMOJI], offsets="utf16")))
    assert list(record)[:2] == ["schema_version", "offsets"]
    assert record["offsets"] == "utf16"
    assert record["quotations"][0]["content"] == [{"start": 5, "end": 11}]
    assert record["summary"]["issues"][0]["start"] == 7
    assert json.loads("".join(iter_json([EMOJI], offsets="utf16"))) == [record]
    write_json([EMOJI], tmp_path / "out.json", offsets="utf16")
    assert json.loads((tmp_path / "out.json").read_text("utf-8")) == [record]


def test_code_points_are_written_as_before():
    assert "".join(iter_jsonl([EMOJI])) == f"{EMOJI.to_json()}\n" == "".join(iter_jsonl([EMOJI], offsets="codepoint"))
    assert from_utf16(EMOJI.to_dict()) == EMOJI.to_dict()


def test_other_units_are_refused(tmp_path):
    with pytest.raises(OptionError, match="'utf8'; accepted are 'codepoint', 'utf16'"):
        next(iter_jsonl([EMOJI], offsets="utf8"))
    path = tmp_path / "out.jsonl"
    path.write_text(json.dumps(EMOJI.to_dict() | {"offsets": "bytes"}), "utf-8")
    with pytest.raises(SchemaError, match=r"out\.jsonl, line 1: .*'bytes'; accepted are 'codepoint', 'utf16'"):
        next(read_jsonl(path))


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        pytest.param("sentences", [{"start": 0, "end": 1}], "1 lies within the character .* begin at 0", id="half"),
        pytest.param("sentences", [{"start": 0, "end": 99}], "ends at 97", id="beyond the text"),
        pytest.param("sentences", None, "published form", id="no list"),
        pytest.param("summary", None, "published form", id="no summary"),
        pytest.param("text", 3, "published form", id="no text"),
    ],
)
def test_a_damaged_record_is_named(tmp_path, key, value, message):
    path = tmp_path / "out.jsonl"
    path.write_text(json.dumps(to_utf16(EMOJI.to_dict()) | {key: value}), "utf-8")
    with pytest.raises(SchemaError, match=rf"out\.jsonl, line 1: .*{message}"):
        next(read_jsonl(path))
