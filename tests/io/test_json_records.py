"""Annotated articles to files and back."""

import json
import tempfile
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quoteattr.errors import SchemaError
from quoteattr.io import iter_json, iter_jsonl, read_jsonl, write_json, write_jsonl
from quoteattr.types import Article

quick = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)


@given(data=st.data())
@quick
def test_lines_round_trip(articles, data):
    written = data.draw(st.lists(articles, max_size=3))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "out.jsonl")
        assert write_jsonl(written, path) == len(written)
        assert list(read_jsonl(path)) == written


@given(data=st.data())
@quick
def test_a_list_holds_the_same_as_the_lines(articles, data):
    written = data.draw(st.lists(articles, max_size=3))
    from_list = json.loads("".join(iter_json(written)))
    assert from_list == [json.loads(line) for line in iter_jsonl(written)] == [a.to_dict() for a in written]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_list_is_readable_for_people(example, tmp_path, count):
    path = tmp_path / "out.json"
    write_json([example] * count, path)
    text = path.read_text(encoding="utf-8")
    assert len(json.loads(text)) == count
    assert text.endswith("]\n")
    assert text.count('\n    "schema_version": 1,') == count


def test_a_lone_surrogate_survives(tmp_path):
    path = tmp_path / "out.jsonl"
    write_jsonl([Article("Yes.", id="\ud800")], path)
    assert b"\\ud800" in path.read_bytes()
    assert next(read_jsonl(path)).id == "\ud800"


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("{", id="not JSON"),
        pytest.param('{"id": "a", "text": "Yes."}', id="not annotated"),
        pytest.param("3", id="number"),
        pytest.param('{"schema_version": 99}', id="later schema"),
    ],
)
def test_a_bad_line_is_named(tmp_path, example, line):
    path = tmp_path / "out.jsonl"
    path.write_text(f"{example.to_json()}\n{line}\n", encoding="utf-8")
    records = read_jsonl(path)
    assert next(records) == example
    with pytest.raises(SchemaError, match=r"out\.jsonl, line 2: "):
        next(records)


@pytest.mark.parametrize("write", [write_jsonl, write_json])
def test_a_failing_stream_leaves_no_file(tmp_path, example, write):
    def failing():
        yield example
        raise RuntimeError("the annotator stopped")

    with pytest.raises(RuntimeError, match="stopped"):
        write(failing(), tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("write", [write_jsonl, write_json])
def test_memory_does_not_grow_with_the_number_of_articles(tmp_path, write):
    article = Article("It rained. " * 500)
    tracemalloc.start()
    write((article for _ in range(1_000)), tmp_path / "out")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (tmp_path / "out").stat().st_size > 5_000_000
    assert peak < 1_000_000
