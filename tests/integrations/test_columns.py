"""Rows of a table: the same types whatever was found, and the article again from a row."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

pa = pytest.importorskip("pyarrow", reason="needs an extra: ray, spark or frames")

from quoteattr import Pipeline  # noqa: E402
from quoteattr.errors import CheckpointError, OptionError  # noqa: E402
from quoteattr.integrations.batches import BatchAnnotator, BatchOptions, Settings  # noqa: E402
from quoteattr.integrations.columns import ANNOTATION_SCHEMA, annotation_schema, annotation_table  # noqa: E402
from quoteattr.integrations.records import quotation_records, speaker_records  # noqa: E402
from quoteattr.types import Article  # noqa: E402

pytestmark = pytest.mark.integration

ADA = "“The bridge is safe,” said Ada Burns, chief engineer of Marlow Council. She said it would open in May."


def rows_of(annotator, texts):
    return annotator(pa.table({"text": pa.array(texts, pa.string())})).to_pylist()


@given(st.data())
def test_a_row_has_the_records_of_the_article_and_the_article_itself(articles, data):
    article = data.draw(articles)
    row = annotation_table([article], record=True).to_pylist()[0]
    assert row["quotations"] == list(quotation_records(article))
    assert row["speakers"] == list(speaker_records(article))
    assert Article.from_json(row["record"]) == article


@pytest.mark.parametrize("found", [[], [Article("It rained.")], [Article("", warnings=("failed: no text",))]])
def test_types_do_not_depend_on_what_was_found(found):
    assert annotation_table(found).schema == ANNOTATION_SCHEMA
    assert annotation_table(found, record=True).schema == annotation_schema(record=True)


def test_answers_are_those_of_the_pipeline():
    texts = [ADA, None, "It rained.", ""]
    expected = list(Pipeline.from_pretrained("default").pipe(texts, max_sentences=1, on_error="record"))
    rows = rows_of(BatchAnnotator(max_sentences=1, record=True), texts)
    assert [Article.from_json(row["record"]) for row in rows] == expected
    assert [row["quotations"] for row in rows] == [list(quotation_records(article)) for article in expected]


def test_the_id_of_an_article_is_that_of_its_row():
    row = BatchAnnotator(id_column="n", record=True)({"n": pa.array([7]), "text": [ADA]}).to_pylist()[0]
    assert (row["n"], Article.from_json(row["record"]).id) == (7, "7")


BAD = {
    "missing": (pa.array([None], pa.string()), "InputTypeError"),
    "missing in a batch without any text": (pa.array([None]), "InputTypeError"),
    "bytes that are no UTF-8": (pa.array([b"\xed\xa0\x80"], pa.binary()).view(pa.string()), "InvalidTextError"),
    "NaN, as pandas has it": ([float("nan")], "InputTypeError"),
    "a number among the texts": ([7], "InputTypeError"),
    "a lone surrogate": (["Caf\ud800"], "InvalidTextError"),
}


@pytest.mark.parametrize(("column", "error"), BAD.values(), ids=BAD)
def test_a_bad_text_is_recorded_and_stops_nothing(column, error):
    annotated = BatchAnnotator()({"text": column, "n": pa.array([1])})
    assert annotated.schema.field("text").type == pa.string()
    row = annotated.drop_columns(["text"]).to_pylist()[0]
    assert row["error"].startswith(error)
    assert (row["n"], row["quotations"], row["summary"]) == (1, [], "")


KINDS = {
    "string": pa.array([ADA]),
    "large string": pa.array([ADA], pa.large_string()),
    "string view": pa.array([ADA], pa.string_view()),
    "dictionary": pa.array([ADA]).dictionary_encode(),
    "chunked": pa.chunked_array([[ADA]]),
    "list": [ADA],
}


@pytest.mark.parametrize("column", KINDS.values(), ids=KINDS)
def test_text_is_read_from_every_type_of_text(column):
    row = BatchAnnotator(keep=())({"text": column}).to_pylist()[0]
    assert (row["quotations"][0]["speaker"], row["error"]) == ("Ada Burns", None)


def test_missing_texts_of_every_type_of_pandas_are_recorded():
    pandas = pytest.importorskip("pandas")
    for dtype in ("object", "string", "str"):
        frame = pandas.DataFrame({"text": pandas.Series([ADA, None], dtype=dtype)})
        rows = BatchAnnotator()(frame).to_pylist()
        assert [row["text"] for row in rows] == [ADA, None]
        assert [row["error"] is None for row in rows] == [True, False]


def test_a_batch_of_any_library_gives_the_same_rows():
    pandas = pytest.importorskip("pandas")
    columns = {"text": [ADA, "It rained."], "year": [2025, 2026]}
    table = pa.table(columns)
    annotated = [BatchAnnotator()(b) for b in (table, table.to_batches()[0], pandas.DataFrame(columns), columns)]
    assert all(other == annotated[0] for other in annotated)


KEPT = {
    "all": ({}, ["url", "text", "year"]),
    "none": ({"keep": ()}, []),
    "the id always": ({"keep": (), "id_column": "url"}, ["url"]),
    "in the table's order": ({"keep": ("year", "url")}, ["url", "year"]),
}


@pytest.mark.parametrize(("settings", "kept"), KEPT.values(), ids=KEPT)
def test_columns_are_kept_as_asked(settings, kept):
    table = pa.table({"url": ["a"], "text": ["Yes."], "year": pa.array([2025], pa.int16())})
    annotated = BatchAnnotator(**settings)(table)
    assert annotated.schema.names == [*kept, *ANNOTATION_SCHEMA.names]
    assert annotated.select(kept) == table.select(kept)


REFUSED = {
    "no such text column": ({"text_column": "body"}, {"text": ["a"]}, "'body' was asked for; the table has 'text'"),
    "no such kept column": ({"keep": ("title",)}, {"text": ["a"]}, "'title' was asked for"),
    "a name of ours": ({}, {"text": ["a"], "Summary": ["b"]}, "rename it first"),
    "a name of ours when asked for": ({"record": True}, {"text": ["a"], "record": ["b"]}, "rename it first"),
    "numbers": ({}, {"text": pa.array([1])}, "of type int64"),
    "bytes": ({}, {"text": pa.array([b"a"])}, "cast it to a string"),
}


@pytest.mark.parametrize(("settings", "columns", "message"), REFUSED.values(), ids=REFUSED)
def test_a_table_that_does_not_fit_is_refused(settings, columns, message):
    with pytest.raises(OptionError, match=message):
        BatchAnnotator(**settings)(pa.table(columns))


OPTIONS = [
    {"max_sentences": 0},
    {"min_score": 2},
    {"threads": 0},
    {"keep": "title"},
    {"compress": True, "faithful": True},
]


@pytest.mark.parametrize("option", OPTIONS, ids=str)
def test_a_wrong_option_fails_before_the_first_batch(option):
    with pytest.raises(OptionError):
        BatchAnnotator(**option)


def test_a_missing_checkpoint_stops_everything():
    with pytest.raises(CheckpointError):
        rows_of(BatchAnnotator(checkpoint="/no/such/folder"), [ADA])


def test_settings_by_name_are_the_annotator_s_own():
    assert set(Settings.__annotations__) == {field.name for field in fields(BatchOptions)}
