"""Annotations that are kept apart from their texts."""

import gzip
import json

import pytest
from click.testing import CliRunner

from quoteattr.errors import SchemaError
from quoteattr.training.key_facts import read_summaries
from quoteattr.training.standoff import digest, main

TEXTS = {"ferry": "The ferry is late.\nNobody knows “why”.", "bridge": "The bridge fell."}
FACTS = [{"weight": 3, "support": [[0, 18]]}]


@pytest.fixture
def texts(tmp_path):
    path = tmp_path / "texts.jsonl"
    path.write_text("".join(json.dumps({"id": key, "text": text}) + "\n" for key, text in TEXTS.items()))
    return path


def annotated(path, key, marked):
    line = json.dumps({"id": key, "digest": marked, "facts": FACTS, "extract": [[0, 18]]}) + "\n"
    path.write_bytes(gzip.compress(line.encode()) if path.suffix == ".gz" else line.encode())
    return path


def run(annotations, texts, out):
    return CliRunner().invoke(main, [str(annotations), "--texts", str(texts), "--out", str(out)])


@pytest.mark.parametrize("name", ["facts.jsonl", "facts.jsonl.gz"])
def test_annotations_and_texts_make_articles_to_learn_from(texts, tmp_path, name):
    result = run(annotated(tmp_path / name, "ferry", digest(TEXTS["ferry"])), texts, tmp_path / "out.jsonl")
    assert result.output == f"{tmp_path / 'out.jsonl'}: 1 texts\n"
    assert read_summaries(tmp_path / "out.jsonl") == [
        {"id": "ferry", "text": TEXTS["ferry"], "facts": FACTS, "extract": [[0, 18]]}
    ]


@pytest.mark.parametrize(
    ("key", "marked", "said"),
    [
        ("tram", digest(""), "'tram' was annotated, but is not among the 2 texts given"),
        ("ferry", digest(TEXTS["ferry"] + " "), "give the text as its corpus has it"),
    ],
    ids=["missing", "another"],
)
def test_a_text_that_was_not_annotated_is_named_and_nothing_written(texts, tmp_path, key, marked, said):
    result = run(annotated(tmp_path / "facts.jsonl", key, marked), texts, tmp_path / "out.jsonl")
    assert isinstance(result.exception, SchemaError)
    assert said in str(result.exception)
    assert not (tmp_path / "out.jsonl").exists()
