"""Articles as data frames."""

import csv
import io
import re
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pa = pytest.importorskip("pyarrow", reason="data frames need the extra `frames`")

import pyarrow.parquet as pq  # noqa: E402

import quoteattr  # noqa: E402
from quoteattr.errors import InputTypeError, InvalidTextError, MissingExtraError, OptionError  # noqa: E402
from quoteattr.integrations.frames import SCHEMAS, iter_batches, to_frame  # noqa: E402
from quoteattr.io import CSV_COLUMNS, iter_csv, read_jsonl, write_jsonl  # noqa: E402
from quoteattr.types import Article, Speaker, SpeakerId  # noqa: E402
from tests.integrations.quickstart import run  # noqa: E402

quick = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
PAGE = Path(__file__).parents[2] / "docs" / "data-frames.md"
TEXT = "“The bridge is safe,” said Ada Burns, the former mayor of Marlow. It rained. “Nobody asked us.”"


def records(articles, rows="quotations"):
    return to_frame(articles, rows, library="arrow").to_pylist()


@pytest.fixture(params=["pandas", "polars", "arrow"])
def library(request):
    if request.param != "arrow":
        pytest.importorskip(request.param, reason=f"{request.param} is not installed")
    return request.param


def test_a_row_says_who_said_what(example):
    first, second, third = records(example)
    assert first == {
        "article_id": "ferry",
        "quotation_id": "q1",
        "kind": "direct",
        "content": "“We listened to the islanders,” … “The first boat will leave at six.\n\n“It will be on time.”",
        "start": 27,
        "end": 158,
        "cue": "said",
        "source": "Mara Quill, head of Lowmere Ferries",
        "speaker": "Mara Quill",
        "role": "head of Lowmere Ferries",
        "speaker_kind": "person",
        "score": 0.97,
        "speaker_score": 0.95,
        "speaker_id": "s1",
        "former": False,
        "sentence_index": 1,
        "words": 17,
        "article_index": 0,
    }
    assert second["speaker_score"] is None
    unknown = ("cue", "source", "speaker", "role", "speaker_kind", "speaker_score", "speaker_id", "former")
    assert {third[column] for column in unknown} == {None}


def test_a_speaker_has_counts(example):
    mara, tom = records(example, "speakers")
    assert mara == {
        "article_id": "ferry",
        "speaker_id": "s1",
        "speaker": "Mara Quill",
        "role": "head of Lowmere Ferries",
        "speaker_kind": "person",
        "former": False,
        "quotations": 1,
        "direct": 1,
        "indirect": 0,
        "mixed": 0,
        "words": 17,
        "mentions": 1,
        "aliases": [],
        "article_index": 0,
    }
    assert (tom["mixed"], tom["words"], tom["aliases"]) == (1, 4, ["Councillor Tom Reddy"])


def test_a_speaker_has_one_identity_over_all_articles(example):
    short = Speaker(SpeakerId("s1"), "Quill", role="head of Lowmere Ferries")
    other = Article("", speakers=(Speaker(SpeakerId("s2"), "Ada Burns"), short))
    mara, tom, ada, again = records([example, other], "identities")
    assert mara == {
        "article_id": "ferry",
        "speaker_id": "s1",
        "speaker": "Mara Quill",
        "identity_id": "i1",
        "identity": "Mara Quill",
        "identity_role": "head of Lowmere Ferries",
        "identity_roles": ["head of Lowmere Ferries"],
        "named": True,
        "identity_articles": 2,
        "identity_quotations": 1,
        "article_index": 0,
    }
    assert again == mara | {"article_id": None, "speaker": "Quill", "article_index": 1}
    assert (ada["identity"], ada["identity_role"], ada["identity_articles"]) == ("Ada Burns", None, 1)
    assert len({row["identity_id"] for row in (mara, tom, ada)}) == 3


def test_identities_join_the_quotations(example):
    pytest.importorskip("pandas", reason="pandas is not installed")
    articles = [example, example]  # also where two have one id
    said = to_frame(articles).merge(to_frame(articles, "identities"), how="left")
    assert said["identity"].fillna("").tolist() == ["Mara Quill", "Tom Reddy", ""] * 2
    assert said["identity_quotations"].tolist()[:2] == [2, 2]


def test_a_sentence_tells_whether_it_is_in_the_summary(example):
    rows = records(example, "sentences")
    assert [row["sentence_index"] for row in rows] == list(range(7))
    assert [row["in_summary"] for row in rows] == [False, False, True, False, False, False, False]
    assert rows[2]["text"] == "“The first boat will leave at six."
    assert rows[2]["score"] is rows[2]["summary_text"] is None


def test_the_summary_stands_beside_its_sentences_as_printed():
    article = quoteattr.annotate(TEXT, max_sentences=2)
    rows = [row for row in records(article, "sentences") if row["in_summary"]]
    assert " ".join(row["summary_text"] for row in rows) == article.summary.text
    assert all(0 <= row["score"] <= 1 for row in rows)


def test_an_article_without_a_quotation_is_counted(example):
    failed = Article("", id="lost", warnings=("failed: no text",))
    ferry, lost = records([example, failed], "articles")
    assert (ferry["quotations"], ferry["unattributed"], ferry["speakers"], ferry["sentences"]) == (3, 1, 2, 7)
    assert (ferry["version"], ferry["checkpoint"]) == ("0.1.0", None)
    assert (lost["article_id"], lost["article_index"], lost["quotations"]) == ("lost", 1, 0)
    assert lost["warnings"] == ["failed: no text"]
    assert lost["summary"] is None


def test_the_quotations_are_those_of_annotate():
    article = quoteattr.annotate(TEXT, id="bridge")
    assert [(r["quotation_id"], r["content"], r["speaker"], r["former"]) for r in records(article)] == [
        (q.id, q.content_text, q.speaker and q.speaker.name, q.speaker and q.speaker.former) for q in article.quotations
    ]


def test_the_columns_of_csv_come_first_with_the_same_cells(example):
    assert tuple(SCHEMAS["quotations"].names[: len(CSV_COLUMNS)]) == CSV_COLUMNS
    lines = csv.DictReader(io.StringIO("".join(iter_csv([example])), newline=""))
    cells = [{k: "" if row[k] is None else str(row[k]) for k in CSV_COLUMNS} for row in records(example)]
    assert list(lines) == cells


@pytest.mark.parametrize("rows", list(SCHEMAS))
@pytest.mark.parametrize(
    "articles", [[], [Article("")], [Article("It rained.")]], ids=["none", "empty", "nothing said"]
)
def test_columns_and_types_are_the_same_without_rows(example, rows, articles, library):
    without, full = (to_frame(found, rows, library=library) for found in (articles, example))
    if library == "arrow":
        assert without.schema == full.schema == SCHEMAS[rows]
    elif library == "polars":
        assert without.schema == full.schema
    else:
        assert dict(without.dtypes) == dict(full.dtypes)


@pytest.mark.parametrize("rows", list(SCHEMAS))
def test_libraries_agree(example, rows):
    pytest.importorskip("pandas", reason="pandas is not installed")
    polars = pytest.importorskip("polars", reason="polars is not installed")
    expected = records(example, rows)
    assert to_frame(example, rows, library="polars").to_dicts() == expected
    frame = to_frame(example, rows)
    assert pa.Table.from_pandas(frame, preserve_index=False).to_pylist() == expected
    assert polars.from_pandas(frame).to_dicts() == expected


def test_what_is_not_known_is_null(example):
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    frame = to_frame(example)
    assert frame["speaker"].isna().tolist() == [False, False, True]
    assert frame.loc[2, "former"] is frame.loc[1, "speaker_score"] is pandas.NA
    assert frame["former"].sum() == 0
    assert frame.groupby("speaker")["words"].sum().to_dict() == {"Mara Quill": 17, "Tom Reddy": 4}
    assert str(frame["start"].dtype) == "int64[pyarrow]"


@pytest.mark.parametrize(("asked", "other"), [("pandas", "polars"), ("polars", "pandas")])
def test_one_library_needs_not_the_other(example, asked, other, monkeypatch):
    pytest.importorskip(asked, reason=f"{asked} is not installed")
    monkeypatch.setitem(sys.modules, other, None)
    assert len(to_frame(example, library=asked)) == 3
    with pytest.raises(MissingExtraError, match=rf"{other} cannot be imported .*pip install 'quoteattr\[frames\]'"):
        to_frame((pytest.fail("the work was begun") for _ in "a"), library=other)


def test_batches_are_read_one_at_a_time(example):
    taken = []

    def stream():
        for n in range(100):
            taken.append(n)
            yield example

    batches = iter_batches(stream(), batch_size=6)
    assert next(batches).num_rows == 6
    assert len(taken) == 2
    assert [batch.num_rows for batch in batches] == [6] * 49


@pytest.mark.parametrize("rows", list(SCHEMAS))
def test_a_parquet_file_is_written_in_batches(example, rows, tmp_path):
    articles = [example, Article("It rained.", id="rain"), example]
    with pq.ParquetWriter(tmp_path / "out.parquet", SCHEMAS[rows]) as file:
        for batch in iter_batches(articles, rows, batch_size=2):
            file.write_batch(batch)
    table = pq.read_table(tmp_path / "out.parquet")
    assert table.equals(to_frame(articles, rows, library="arrow"))
    assert table.schema == SCHEMAS[rows]


def test_articles_of_a_file(example, tmp_path):
    write_jsonl([example, example], tmp_path / "a.jsonl")
    assert records(read_jsonl(tmp_path / "a.jsonl")) == records([example, example])


@quick
@given(data=st.data())
def test_any_article_has_rows_of_the_schema(articles, data):
    found = data.draw(st.lists(articles, max_size=3))
    for rows in SCHEMAS:
        table = to_frame(found, rows, library="arrow")
        assert table.schema == SCHEMAS[rows]
        for name in table.column_names:
            assert table.schema.field(name).nullable or not table[name].null_count, name
    assert len(records(found)) == sum(len(article.quotations) for article in found)
    said = sum(r["quotations"] for r in records(found, "speakers"))
    assert said == sum(r["quotations"] - r["unattributed"] for r in records(found, "articles"))


@pytest.mark.parametrize(
    ("articles", "options", "error", "message"),
    [
        pytest.param("“Yes,” said Eve.", {}, InputTypeError, "found a str; pass the result of", id="a text"),
        pytest.param(None, {}, InputTypeError, "found a NoneType; pass", id="nothing"),
        pytest.param([Article(""), "Yes"], {}, InputTypeError, "found a str at place 1; pass", id="a text among them"),
        pytest.param(
            [Article("", id="\ud800")],
            {"rows": "articles"},
            InvalidTextError,
            "place 0 to 0 has a lone",
            id="surrogate",
        ),
        pytest.param(
            [], {"rows": "quotes"}, OptionError, "rows='quotes' was asked for; accepted are 'quotations', ", id="rows"
        ),
        pytest.param(
            [],
            {"library": "numpy"},
            OptionError,
            "library='numpy' was asked for; accepted are 'pandas', 'polars'",
            id="library",
        ),
    ],
)
def test_what_is_refused(articles, options, error, message):
    with pytest.raises(error, match=message):
        to_frame(articles, **{"library": "arrow", **options})


@pytest.mark.parametrize("size", [0, -1, 1.5, True, "8"])
def test_a_batch_has_at_least_a_row(size):
    with pytest.raises(OptionError, match="accepted are whole numbers from 1"):
        iter_batches([], batch_size=size)


@pytest.mark.parametrize("rows", list(SCHEMAS))
def test_the_page_has_every_column_with_its_type(rows):
    section = re.search(rf"^### `{rows}`$(.*?)(?=^##|\Z)", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    told = re.findall(r"^\| `(\w+)` \| (\w+)( or null)? \|", section[1], re.MULTILINE)
    names = {"string": "text", "int64": "integer", "double": "number", "bool": "truth", "list<item: string>": "texts"}
    fields = [(f.name, names[str(f.type)], " or null" if f.nullable else "") for f in SCHEMAS[rows]]
    assert told == fields


def test_the_quick_start_runs():
    for library in ("pandas", "polars"):
        pytest.importorskip(library, reason=f"{library} is not installed")
    run(PAGE)


def test_the_page_writes_a_file_that_can_be_read(example, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_jsonl([example] * 3, "annotated.jsonl")
    run(PAGE, "Large archives")
    assert pq.read_table("quotations.parquet").to_pylist() == records([example] * 3)
