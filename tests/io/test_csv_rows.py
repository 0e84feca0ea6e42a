"""Quotations as rows of a CSV file."""

import csv
import io
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quoteattr.errors import InvalidTextError, SchemaError
from quoteattr.io import CSV_COLUMNS, iter_csv, read_csv
from quoteattr.io.csv_rows import protect, unprotect
from quoteattr.types import Article, Quotation, QuotationId, Span

quick = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)


def written(articles, **options):
    return list(csv.DictReader(io.StringIO("".join(iter_csv(articles, **options)), newline="")))


def test_a_row_says_who_said_what(example):
    rows = written([example])
    assert [row["quotation_id"] for row in rows] == ["q1", "q2", "q3"]
    assert rows[0] == {
        "article_id": "ferry",
        "quotation_id": "q1",
        "kind": "direct",
        "content": "“We listened to the islanders,” … “The first boat will leave at six.\n\n“It will be on time.”",
        "start": "27",
        "end": "158",
        "cue": "said",
        "source": "Mara Quill, head of Lowmere Ferries",
        "speaker": "Mara Quill",
        "role": "head of Lowmere Ferries",
        "speaker_kind": "person",
        "score": "0.97",
        "speaker_score": "0.95",
    }
    assert [rows[2][key] for key in ("cue", "source", "speaker", "role", "speaker_kind", "speaker_score")] == [""] * 6


def test_column_names_stand_once():
    assert "".join(iter_csv([])) == ",".join(CSV_COLUMNS) + "\r\n" == "".join(iter_csv([Article("Yes.")] * 2))


def test_offsets_in_utf16():
    article = Article("😀 “Yes”", quotations=(Quotation(QuotationId("q1"), "direct", (Span(2, 7),)),))
    assert [(r["start"], r["end"]) for o in ("codepoint", "utf16") for r in written([article], offsets=o)] == [
        ("2", "7"),
        ("3", "8"),
    ]


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-5 degrees", "'-5 degrees"),
        ("@mayor", "'@mayor"),
        ("\tYes", "'\tYes"),
        ("\r\nYes", "'\r\nYes"),
        (" =1", "' =1"),
        ("＝1", "'＝1"),
        ("'=1+1", "''=1+1"),
        ("'Twas so", "'Twas so"),
        ("", ""),
        ("'", "'"),
        ("Yes = no", "Yes = no"),
        ("“=1”", "“=1”"),
    ],
)
def test_a_formula_is_shown_as_text(cell, shown):
    assert protect(cell) == shown
    assert unprotect(shown) == cell


@given(st.text("'=+-@ \t\r\nab＝"))
def test_protection_is_taken_off_exactly(cell):
    assert unprotect(protect(cell)) == cell
    assert not re.match(r"\s*[=+\-@＝＋－＠]|[\t\r\n]", protect(cell))
    documented = r"^'(?='*(\s*[=+\-@＝＋－＠]|[\t\r\n]))"
    assert re.sub(documented, "", protect(cell)) == cell


@given(data=st.data())
@quick
def test_cells_come_back(articles, data):
    given_articles = data.draw(st.lists(articles, max_size=3))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "out.csv")
        path.write_text("".join(iter_csv(given_articles, bom=data.draw(st.booleans()))), "utf-8", newline="")
        rows = list(read_csv(path))
    said = [(a, q) for a in given_articles for q in a.quotations]
    assert [(row["article_id"], row["content"], row["source"]) for row in rows] == [
        (a.id or "", q.content_text, q.source_text) for a, q in said
    ]
    assert [(row["speaker"], row["role"]) for row in rows] == [
        (q.speaker.name, q.speaker.role or "") if q.speaker else ("", "") for _, q in said
    ]


@pytest.mark.parametrize(
    ("content", "error", "message"),
    [
        pytest.param("", SchemaError, "the columns ''", id="empty"),
        pytest.param("a,b\n1,2\n", SchemaError, "the columns 'a,b'", id="other columns"),
        pytest.param(";".join(CSV_COLUMNS), SchemaError, "with commas between", id="semicolons"),
        pytest.param(
            ",".join(CSV_COLUMNS) + "\na,b\n", SchemaError, r"out\.csv, line 2: .* found 2 cells", id="short row"
        ),
        pytest.param(",".join(CSV_COLUMNS) + '\n"' + "a" * 140_000, SchemaError, "line 2: .* limit", id="endless cell"),
        pytest.param(",".join(CSV_COLUMNS).encode() + b"\n\x93,", InvalidTextError, "byte 0x93", id="not UTF-8"),
    ],
)
def test_another_table_is_refused(tmp_path, content, error, message):
    path = tmp_path / "out.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(error, match=message):
        list(read_csv(path))
