"""Annotated articles whose offsets count UTF-16 code units."""

import json

import pytest

from quoteattr.errors import SchemaError
from quoteattr.io import to_utf16, write_jsonl
from quoteattr.training.readers import read_annotated
from quoteattr.types import Article, Mention, Quotation, QuotationId, Span, Speaker, SpeakerId

TEXT = "😀 “Yes,” said Ada Burns."


def spans(text, *parts):
    return tuple(Span(text.index(part), text.index(part) + len(part)) for part in parts)


@pytest.fixture
def article():
    [content], [cue], [source] = spans(TEXT, "“Yes,”"), spans(TEXT, "said"), spans(TEXT, "Ada Burns")
    ada = Speaker(SpeakerId("s1"), "Ada Burns", mentions=(Mention(source.start, source.end),))
    said = Quotation(QuotationId("q1"), "direct", (content,), (cue,), (source,), ada)
    return Article(TEXT, id="a", quotations=(said,), speakers=(ada,))


def read(path, record):
    path.write_text(json.dumps(record))
    [found] = read_annotated(path)
    return found


def test_a_file_in_either_unit_says_the_same(tmp_path, article):
    for offsets in ("codepoint", "utf16"):
        write_jsonl([article], tmp_path / f"{offsets}.jsonl", offsets=offsets)
    [plain] = read_annotated(tmp_path / "codepoint.jsonl")
    assert list(read_annotated(tmp_path / "utf16.jsonl")) == [plain]
    assert [TEXT[s.start : s.end] for s in plain.quotations[0].content] == ["“Yes,”"]


def test_spans_may_be_pairs_and_fields_may_be_gone(tmp_path):
    quotation = {"content": [[3, 9]], "cue": [{"start": 10, "end": 14}]}
    record = {"id": "a", "text": TEXT, "offsets": "utf16", "quotations": [quotation], "discard": [[0, 2]]}
    found = read(tmp_path / "a.jsonl", record)
    [said] = found.quotations
    assert [TEXT[s.start : s.end] for s in (*said.content, *said.cue, *found.discard)] == ["“Yes,”", "said", "😀"]
    assert said.source == ()


@pytest.mark.parametrize(
    ("changed", "message"),
    [({"offsets": "bytes"}, "'bytes'; accepted are 'codepoint', 'utf16'"), ({"discard": [[1, 2]]}, "within the char")],
)
def test_what_cannot_be_converted_is_named(tmp_path, article, changed, message):
    with pytest.raises(SchemaError, match=rf"a\.jsonl, line 1: .*{message}"):
        read(tmp_path / "a.jsonl", to_utf16(article.to_dict()) | changed)
