"""Reading annotated articles back, from whatever they were written to."""

import gzip
import io
import json

import pytest

from quoteattr.errors import InvalidTextError, OptionError, SchemaError
from quoteattr.io import iter_json, iter_jsonl, read_json, read_records, write_brat, write_json
from quoteattr.io.reading import record_format_of
from quoteattr.types import Article


@pytest.fixture
def wide(example):
    """The example with an emoji at its front, which is two UTF-16 code units."""
    record = json.loads(json.dumps(example.to_dict()), object_hook=_moved)
    return Article.from_dict(record | {"text": f"😀{example.text}"})


def _moved(value):
    moved = {key: item + 1 for key, item in value.items() if key in ("start", "end") and isinstance(item, int)}
    return value | moved


def read_all(paths, **options):
    errors = []
    return list(read_records(paths, on_error=errors.append, **options)), [str(error) for error in errors]


@pytest.mark.parametrize("offsets", ["codepoint", "utf16"])
@pytest.mark.parametrize(
    ("name", "write"),
    [("a.jsonl", iter_jsonl), ("a.ndjson.gz", iter_jsonl), ("a", iter_jsonl), ("a.json", iter_json)],
)
def test_what_was_written_reads_back(tmp_path, wide, name, write, offsets):
    content = "".join(write([wide, wide], offsets=offsets)).encode()
    (tmp_path / name).write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    assert list(read_records([tmp_path / name])) == [wide, wide]


@pytest.mark.parametrize("offsets", ["codepoint", "utf16"])
def test_a_json_list_reads_back(tmp_path, wide, offsets):
    write_json([wide, Article("Yes.")], tmp_path / "a.json", offsets=offsets)
    assert list(read_json(tmp_path / "a.json")) == [wide, Article("Yes.")]


def test_one_record_may_stand_alone(tmp_path, example):
    path = tmp_path / "a.json"
    path.write_text(example.to_json(indent=2), encoding="utf-8")
    assert list(read_json(path)) == [example] == list(read_records([path]))


def test_a_folder_of_brat_files_is_read(tmp_path, example):
    write_brat([example], tmp_path / "folder")
    [article] = read_records([tmp_path / "folder"])
    assert (article.id, article.text) == (example.id, example.text)
    assert [q.content for q in article.quotations] == [q.content for q in example.quotations]


@pytest.mark.parametrize(("form", "write"), [(None, iter_jsonl), ("jsonl", iter_jsonl), ("json", iter_json)])
def test_standard_input(example, form, write):
    stdin = io.BytesIO("".join(write([example])).encode())
    assert list(read_records(["-"], record_format=form, stdin=stdin)) == [example]


def test_what_cannot_be_read_does_not_stop_the_rest(tmp_path):
    good = Article("Yes.").to_json()
    lone = good.replace("Yes.", "\\ud83d")
    for name, content in (
        ("a.jsonl", f'{good}\nnonsense\n{{"text": "No."}}\n{lone}\n{good}\n'),
        ("b.json", f"[{good}, 7, {good}]"),
        ("c.json", f"{good}\n{good}\n"),
        ("d.csv", "a,b\n"),
    ):
        (tmp_path / name).write_text(content)
    (tmp_path / "empty").mkdir()
    paths = [tmp_path / name for name in ("missing.jsonl", "a.jsonl", "b.json", "c.json", "d.csv", "empty")]
    articles, errors = read_all(paths)
    assert [article.text for article in articles] == ["Yes."] * 4
    for error, message in zip(
        errors,
        [
            "missing.jsonl",
            "a.jsonl, line 2: ",
            "a.jsonl, line 3: an article of schema version 1",
            "lone surrogate",
            "b.json, record 2: an article",
            "call it .jsonl",
            "neither JSON Lines nor JSON",
            "a folder of brat files",
        ],
        strict=True,
    ):  # fmt: skip
        assert message in error


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("a.json", b"[\xff]", InvalidTextError),
        ("a.json", b"[" * 200_000, SchemaError),
        ("a.json", b"null", SchemaError),
        ("a.jsonl", b"{}", SchemaError),
        ("a.txt", b"Yes.", OptionError),
    ],
)
def test_without_a_handler_the_error_is_raised(tmp_path, name, content, error):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(error, match=name):
        list(read_records([tmp_path / name]))


def test_a_suffix_may_be_overruled(tmp_path):
    (tmp_path / "a.txt").write_text(Article("Yes.").to_json())
    assert [a.text for a in read_records([tmp_path / "a.txt"], record_format="json")] == ["Yes."]
    assert record_format_of("-") == "jsonl"


def test_an_offset_within_a_character_is_named(tmp_path):
    record = Article("😀 Yes.").to_dict() | {"offsets": "utf16", "sentences": [{"start": 1, "end": 7, "score": None}]}
    (tmp_path / "a.jsonl").write_text(json.dumps(record))
    with pytest.raises(SchemaError, match=r"a\.jsonl, line 1: .*1 lies within the character"):
        list(read_records([tmp_path / "a.jsonl"]))
