"""quoteattr over data sets: a model built in memory for the mechanics, the shipped checkpoint for the behaviour."""

import json
import pickle
from functools import partial
from pathlib import Path

import pytest

datasets = pytest.importorskip("datasets", reason="data sets need the extra `datasets`")

from datasets import Dataset, Features, IterableDataset, Value  # noqa: E402
from datasets.fingerprint import Hasher  # noqa: E402

import quoteattr  # noqa: E402
from quoteattr.errors import CheckpointError, InputTypeError, OptionError  # noqa: E402
from quoteattr.integrations import datasets as door  # noqa: E402
from quoteattr.integrations.datasets import batch, features  # noqa: E402
from quoteattr.integrations.records import quotation_records, speaker_records  # noqa: E402
from quoteattr.pipeline import Pipeline  # noqa: E402
from quoteattr.types import Article  # noqa: E402
from tests.conftest import FakePipeline, build_tiny_encoder  # noqa: E402
from tests.integrations.quickstart import run  # noqa: E402

PAGE = Path(__file__).parents[2] / "docs" / "hugging-face.md"
SAID = (
    "“The ferry will run on Sundays,” said Mara Quill, director of Lowmere Ferries.\n\n"
    "She added that fares would not rise. Councillor Tom Reddy called the plan ‘long overdue’."
)
NOTHING = "It rained in Marlow on Monday."
IMPLIED = "“Too little, too late.”"
NEW = ["quotations", "speakers", "summary", "warnings", "error"]


@pytest.fixture(autouse=True)
def own_cache(tmp_path, monkeypatch):
    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", tmp_path / "cache")
    datasets.disable_progress_bars()


@pytest.fixture(scope="module")
def tiny():
    return Pipeline(build_tiny_encoder())


class Fake(FakePipeline):
    def pipe(self, texts, **options):
        return super().pipe(((None, text) for text in texts), **options)


@pytest.fixture
def loaded(monkeypatch):
    """Put a pipeline that needs no model in the place of those that are named."""
    monkeypatch.setattr(door, "Pipeline", Fake)
    door._load.cache_clear()
    yield
    door._load.cache_clear()


# What is said.


def test_each_row_has_what_annotate_says():
    data = Dataset.from_dict({"text": [NOTHING, SAID, IMPLIED]}).map(
        batch, batched=True, features=features(), batch_size=1
    )
    for row in data:
        article = quoteattr.annotate(row["text"])
        assert row["quotations"] == list(quotation_records(article))
        assert row["speakers"] == list(speaker_records(article))
        assert row["summary"] == article.summary.text
        assert row["warnings"] == list(article.warnings)
        assert row["error"] is None
    assert [len(row["quotations"]) for row in data] == [0, 3, 1]
    assert data[2]["quotations"][0]["speaker"] is None


def test_options_are_those_of_annotate():
    few = partial(batch, max_sentences=1, min_score=0.9, faithful=True)
    row = Dataset.from_dict({"text": [SAID]}).map(few, batched=True, features=features())[0]
    article = quoteattr.annotate(SAID, max_sentences=1, min_score=0.9, faithful=True)
    assert row["quotations"] == list(quotation_records(article))
    assert row["summary"] == article.summary.text


def test_the_whole_record_comes_back():
    made = Dataset.from_dict({"text": [SAID]}).map(
        partial(batch, record=True), batched=True, features=features(record=True)
    )
    assert Article.from_json(made[0]["record"]) == quoteattr.annotate(SAID)


def test_a_pipeline_of_ones_own_is_taken(tiny):
    made = batch({"text": [SAID]}, pipeline=tiny)
    assert made["quotations"] == [list(quotation_records(tiny(SAID)))]


# The schema.


@pytest.mark.parametrize("texts", [[NOTHING], [IMPLIED], [SAID], [None]], ids=repr)
def test_the_schema_is_the_same_whatever_is_found(texts):
    data = Dataset.from_dict({"text": texts}, features=Features({"text": Value("string")}))
    made = data.map(batch, batched=True, features=features())
    assert made.features == features()
    assert made.data.schema == features().arrow_schema


def test_rows_that_say_nothing_go_before_those_that_do(loaded):
    texts = ["Nobody spoke.", "“Yes,” said Ada Burns."]
    data = Dataset.from_dict({"text": texts}).map(batch, batched=True, batch_size=1, features=features())
    assert [[said["speaker"] for said in row["quotations"]] for row in data] == [[], ["Ada Burns"]]


def test_types_are_those_that_arrow_finds_where_there_is_something_to_find():
    found, wanted = Dataset.from_dict({"text": [SAID]}).map(batch, batched=True).features, features()
    assert list(found) == list(wanted)
    for name in ("quotations", "speakers"):
        assert found[name].feature.keys() == wanted[name].feature.keys()
        for field, kind in found[name].feature.items():
            assert kind == wanted[name].feature[field] or "null" in str(kind), field


def test_a_written_and_read_data_set_keeps_its_schema(loaded, tmp_path):
    data = Dataset.from_dict({"text": ["Nobody spoke."]}).map(batch, batched=True, features=features())
    data.to_parquet(tmp_path / "rows.parquet")
    again = Dataset.from_parquet(str(tmp_path / "rows.parquet"), cache_dir=str(tmp_path))
    assert again.features == features()
    assert again[0] == data[0]


# Columns.


def test_other_columns_are_kept(loaded):
    data = Dataset.from_dict({"article": ["“Yes,” said Ada Burns.", "No."], "year": [2024, 2025], "tags": [["a"], []]})
    made = data.map(
        partial(batch, text="article"), batched=True, batch_size=1, features=features(data.features, text="article")
    )
    assert made.column_names == ["article", "year", "tags", *NEW]
    assert made["year"][:] == [2024, 2025]
    assert made.features["tags"] == data.features["tags"]
    assert list(made["article"]) == list(data["article"])


def test_other_columns_are_removed_but_the_text_stays(loaded):
    data = Dataset.from_dict({"article": ["“Yes,” said Ada Burns."], "summary": ["their own"]})
    made = data.map(
        partial(batch, text="article"),
        batched=True,
        features=features(text="article"),
        remove_columns=data.column_names,
    )
    assert made.column_names == ["article", *NEW]
    assert made[0]["summary"] == "“Yes,” said Ada Burns."


def test_columns_of_the_same_name_are_kept_apart_by_a_prefix(loaded):
    data = Dataset.from_dict({"text": ["“Yes,” said Ada Burns."], "summary": ["their own"]})
    with pytest.raises(OptionError, match="summary already, which would be replaced"):
        features(data.features)
    with pytest.raises(OptionError, match="summary already"):
        features(text="summary")
    made = data.map(partial(batch, prefix="qa_"), batched=True, features=features(data.features, prefix="qa_"))
    assert made[0]["summary"] == "their own"
    assert made[0]["qa_summary"] == "“Yes,” said Ada Burns."
    assert set(made.column_names) == {"text", "summary", *(f"qa_{name}" for name in NEW)}


@pytest.mark.parametrize("kind", ["string", "large_string"])
def test_the_texts_keep_their_type(loaded, kind):
    data = Dataset.from_dict({"text": ["“Yes,” said Ada Burns."]}, features=Features({"text": Value(kind)}))
    made = data.map(batch, batched=True, features=features(data.features))
    assert made.features["text"] == Value(kind)


WRONG_COLUMNS = {
    "no such column": ({"body": Value("string")}, r"'text' were asked for, but the data set has body \(string\)"),
    "a column of numbers": ({"text": Value("int64")}, r"text \(int64\)"),
    "a column of lists": ({"text": datasets.List(Value("string"))}, "text="),
    "no columns": ({}, "has no columns"),
}


@pytest.mark.parametrize(("own", "said"), WRONG_COLUMNS.values(), ids=WRONG_COLUMNS.keys())
def test_a_data_set_without_texts_is_refused(own, said):
    with pytest.raises(OptionError, match=said):
        features(Features(own))


def test_a_batch_without_the_column_names_those_that_it_has():
    with pytest.raises(OptionError, match="'text' were asked for, but the batch has body, year"):
        batch({"body": [SAID], "year": [2025]})


@pytest.mark.parametrize("text", [SAID, None], ids=["text", "None"])
def test_a_row_alone_is_refused(text):
    with pytest.raises(OptionError, match="batched=True"):
        batch({"text": text})


# Errors.


def test_texts_that_cannot_be_read_are_recorded_in_their_row():
    data = Dataset.from_dict({"text": [None, SAID, None], "id": ["a", "b", "c"]})
    made = data.map(batch, batched=True, features=features(data.features))
    assert made["id"][:] == ["a", "b", "c"]
    assert made["text"][:] == [None, SAID, None]
    assert [row["error"] is None for row in made] == [False, True, False]
    assert made[0]["error"].startswith("InputTypeError: ")
    assert made[0]["warnings"] == [f"failed: {made[0]['error']}"]
    assert (made[0]["quotations"], made[0]["summary"]) == ([], "")
    assert made[1]["quotations"]
    assert made.filter(lambda row: row["error"] is None).num_rows == 1


def test_lone_surrogates_are_recorded():
    made = batch({"text": ["\ud800", SAID]})
    assert made["error"][0].startswith("InvalidTextError: ")
    assert made["error"][1] is None
    assert len(made["quotations"]) == 2


def test_texts_that_cannot_be_read_raise_on_request():
    with pytest.raises(InputTypeError):
        Dataset.from_dict({"text": [None]}, features=Features({"text": Value("string")})).map(
            partial(batch, on_error="raise"), batched=True, features=features()
        )


WRONG = {
    "a score out of range": ({"min_score": 3}, OptionError),
    "options that exclude each other": ({"compress": True, "faithful": True}, OptionError),
    "rows left out": ({"on_error": "skip"}, OptionError),
    "no such checkpoint": ({"pipeline": "./nowhere"}, CheckpointError),
}


@pytest.mark.parametrize(("options", "error"), WRONG.values(), ids=WRONG.keys())
def test_wrong_options_raise_with_the_first_batch(options, error):
    with pytest.raises(error):
        batch({"text": [SAID]}, **options)


# Caches, processes and streams.


def test_the_same_call_has_the_same_fingerprint_before_and_after_loading(tmp_path):
    own = Pipeline.from_pretrained("default", device="cpu")
    calls = [batch, partial(batch, text="body"), partial(batch, pipeline=own)]
    before = [Hasher.hash(call) for call in calls]
    own("Yes.")
    batch({"text": [SAID]})
    assert [Hasher.hash(call) for call in calls] == before
    assert len(set(before)) == 3


def test_options_and_versions_change_the_fingerprint(monkeypatch):
    now = Hasher.hash(batch)
    assert len({now, *(Hasher.hash(partial(batch, min_score=score)) for score in (0.1, 0.2))}) == 3
    monkeypatch.setattr(door, "__version__", "0.0.1")
    assert Hasher.hash(batch) != now


def test_results_are_taken_from_the_cache(loaded, tmp_path, monkeypatch):
    rows = tmp_path / "rows.jsonl"
    rows.write_text(json.dumps({"text": "“Yes,” said Ada Burns."}) + "\n")

    def annotated():
        data = Dataset.from_json(str(rows), cache_dir=str(tmp_path))
        return data.map(batch, batched=True, features=features(data.features))

    first = annotated()
    FakePipeline.calls.clear()
    assert annotated()[:] == first[:]
    assert not FakePipeline.calls
    monkeypatch.setattr(door, "__version__", "0.0.1")
    annotated()
    assert FakePipeline.calls


def test_batch_is_pickled_as_itself():
    assert pickle.loads(pickle.dumps(batch)) is batch  # noqa: S301


def test_several_processes_say_the_same(tiny):
    data = Dataset.from_dict({"text": [SAID, NOTHING, None, IMPLIED]})
    call = partial(batch, pipeline=tiny)
    one, two = (data.map(call, batched=True, batch_size=1, features=features(), num_proc=n) for n in (None, 2))
    assert one[:] == two[:]


@pytest.mark.parametrize("remove", [False, True])
def test_a_stream_is_annotated_as_it_is_read(tiny, remove):
    rows = [{"text": text, "year": 2025} for text in (NOTHING, SAID, None, IMPLIED)]
    taken = []

    def read():
        for row in rows:
            taken.append(row)
            yield row

    stream = IterableDataset.from_generator(read, features=Features({"text": Value("string"), "year": Value("int64")}))
    types = features() if remove else features(stream.features)
    made = stream.map(
        partial(batch, pipeline=tiny),
        batched=True,
        batch_size=1,
        features=types,
        remove_columns=["year"] if remove else None,
    )
    assert made.features == types
    first = next(iter(made))
    assert len(taken) < len(rows)
    assert set(first) == set(types)
    whole = Dataset.from_list(rows).map(partial(batch, pipeline=tiny), batched=True)
    assert [row["quotations"] for row in made] == list(whole["quotations"])


@pytest.mark.parametrize("form", ["numpy", "pandas", "arrow", "torch"])
def test_the_format_of_a_data_set_does_not_matter(tiny, form):
    data = Dataset.from_dict({"text": [SAID, NOTHING]})
    call = partial(batch, pipeline=tiny)
    made = data.with_format(form).map(call, batched=True, features=features()).with_format(None)
    assert made[:] == data.map(call, batched=True, features=features())[:]


@pytest.mark.skipif(not PAGE.is_file(), reason="the documentation is not here")
@pytest.mark.parametrize("heading", ["Quick start", "Data sets", "The task", "The model and the Auto classes"])
def test_the_page_does_what_it_says(heading, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run(PAGE, heading)
