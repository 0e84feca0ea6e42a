"""The published schema describes what we write, and no more is refused than what cannot be read."""

import json
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quoteattr.errors import SchemaError
from quoteattr.io import schema, to_utf16
from quoteattr.io.offsets import Offsets
from quoteattr.types import SCHEMA_VERSION, Article, EditKind, IssueKind, Kind, MentionKind, Repair, SpeakerKind

jsonschema = pytest.importorskip("jsonschema", reason="the schema is tested with jsonschema")
quick = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)


def closed(part):
    """Return the schema with no field allowed that it does not describe."""
    if isinstance(part, list):
        return [closed(item) for item in part]
    if not isinstance(part, dict):
        return part
    strict = {"additionalProperties": False} if "properties" in part and "required" in part else {}
    return strict | {key: closed(value) for key, value in part.items()}


@pytest.fixture(scope="module")
def validate():
    jsonschema.Draft202012Validator.check_schema(schema())
    return jsonschema.Draft202012Validator(closed(schema())).validate


@given(data=st.data())
@quick
def test_every_field_that_is_written_is_described(validate, articles, data):
    record = json.loads(data.draw(articles).to_json())
    validate(record)
    validate(to_utf16(record))


def test_a_record_may_have_fields_of_its_own(example):
    record = example.to_dict() | {"headline": "Ferry timetable to change"}
    jsonschema.validate(record, schema())
    assert Article.from_dict(record) == example


def damaged(change):
    def apply(record):
        part = record
        *way, last = change[0]
        for key in way:
            part = part[key]
        if change[1] is ...:
            del part[last]
        else:
            part[last] = change[1]
        return record

    return apply


@pytest.mark.parametrize(
    "change",
    [
        pytest.param((("schema_version",), 2), id="later version"),
        pytest.param((("text",), None), id="no text"),
        pytest.param((("text",), ...), id="text missing"),
        pytest.param((("id",), 7), id="number as id"),
        pytest.param((("quotations", 0, "kind"), "spoken"), id="unknown kind"),
        pytest.param((("quotations", 0, "content"), []), id="no content"),
        pytest.param((("quotations", 0, "content", 0, "start"), -1), id="negative offset"),
        pytest.param((("quotations", 0, "cue", 0, "start"), "1"), id="offset in a string"),
        pytest.param((("quotations", 0, "source", 0, "end"), ...), id="half a span"),
        pytest.param((("quotations", 0, "score"), None), id="no score"),
        pytest.param((("quotations", 0, "speaker"), ...), id="speaker missing"),
        pytest.param((("quotations", 0, "evidence", 0, "kind"), "noun"), id="unknown kind of mention"),
        pytest.param((("speakers", 0, "kind"), None), id="speaker without a kind"),
        pytest.param((("speakers", 0, "former"), "no"), id="former in words"),
        pytest.param((("speakers", 0, "role_span"), {}), id="empty role span"),
        pytest.param((("sentences", 0, "score"), "high"), id="score in words"),
        pytest.param((("summary", "text"), None), id="summary without text"),
        pytest.param((("summary", "draft"), 1), id="draft of another type"),
        pytest.param((("summary", "sentences", 0, "score"), ...), id="summary sentence without a score"),
        pytest.param((("summary", "sentences", 0, "edits"), [{"start": 0, "end": 1, "text": ""}]), id="half an edit"),
        pytest.param((("summary", "issues"), [{"start": 0, "end": 1}]), id="half an issue"),
    ],
)
def test_what_cannot_be_read_is_invalid(example, change):
    record = damaged(change)(json.loads(example.to_json()))
    assert not jsonschema.Draft202012Validator(schema()).is_valid(record)
    with pytest.raises(SchemaError):
        Article.from_dict(record)


@pytest.mark.parametrize(
    "way",
    [
        "quotations 0 evidence",
        "quotations 0 speaker_score",
        "quotations 0 evidence 0 kind",
        "speakers 0 role_span",
        "speakers 0 former",
        "sentences 0 score",
        "summary issues",
        "summary draft",
        "summary sentences 0 text",
        "summary sentences 0 edits",
        "provenance",
    ],
)
def test_what_older_records_lack_may_be_missing(example, way):
    keys = tuple(int(key) if key.isdigit() else key for key in way.split())
    record = damaged((keys, ...))(json.loads(example.to_json()))
    jsonschema.validate(record, schema())
    Article.from_dict(record)


def test_the_schema_is_a_copy_of_ones_own():
    schema()["title"] = "changed"
    assert schema()["title"] == "Article"


def test_the_schema_is_a_file_of_the_package():
    import quoteattr.io

    assert json.loads(Path(quoteattr.io.__file__).with_name("article.schema.json").read_text("utf-8")) == schema()


@pytest.mark.parametrize(
    ("part", "field", "values"),
    [
        ("quotation", "kind", Kind),
        ("speaker", "kind", SpeakerKind),
        ("mention", "kind", MentionKind),
        ("edit", "kind", EditKind),
        ("issue", "kind", IssueKind),
        ("issue", "repair", Repair),
        (None, "offsets", Offsets),
    ],
)
def test_closed_sets_are_those_of_the_types(part, field, values):
    found = schema()["$defs"][part] if part else schema()
    assert found["properties"][field]["enum"] == list(get_args(values))


def test_the_version_is_the_one_that_is_written():
    assert schema()["properties"]["schema_version"]["const"] == SCHEMA_VERSION
