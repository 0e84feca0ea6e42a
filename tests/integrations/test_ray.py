"""Ray Data: the same articles as the pipeline's, through actors, from Parquet to Parquet."""

import logging

import pytest

ray = pytest.importorskip("ray", reason="needs the extra ray")
pytest.importorskip("ray.data", reason="needs the extra ray")

import pyarrow as pa  # noqa: E402
import pyarrow.parquet as pq  # noqa: E402

from quoteattr import Article, Pipeline  # noqa: E402
from quoteattr.errors import OptionError  # noqa: E402
from quoteattr.integrations.ray import ANNOTATION_SCHEMA, BatchAnnotator, annotate_dataset  # noqa: E402
from tests.integrations.shared import TEXTS  # noqa: E402

# Ray's processes speak to each other over sockets of this machine.
pytestmark = [pytest.mark.integration, pytest.mark.enable_socket]


@pytest.fixture(scope="module")
def cluster():
    ray.init(num_cpus=2, num_gpus=1, include_dashboard=False, log_to_driver=False, logging_level=logging.ERROR)
    ray.data.DataContext.get_current().enable_progress_bars = False
    yield
    ray.shutdown()


def rows(folder):
    return [row for file in sorted(folder.glob("*.parquet")) for row in pq.read_table(file).to_pylist()]


def test_parquet_in_and_parquet_out_give_the_articles_of_the_pipeline(cluster, tmp_path):
    (tmp_path / "in").mkdir()
    for part, shift in enumerate((0, 5)):
        table = pa.table({"n": [shift + n for n in range(5)], "text": TEXTS, "paper": ["Lowmere Echo"] * 5})
        pq.write_table(table, tmp_path / "in" / f"{part}.parquet")
    ds = ray.data.read_parquet(str(tmp_path / "in"))
    annotate_dataset(ds, id_column="n", record=True, max_sentences=1).write_parquet(str(tmp_path / "out"))
    found = sorted(rows(tmp_path / "out"), key=lambda row: row["n"])
    items = [(str(n), TEXTS[n % 5]) for n in range(10)]
    expected = Pipeline.from_pretrained("default").pipe(items, max_sentences=1, on_error="record")
    assert [Article.from_json(row["record"]) for row in found] == list(expected)
    assert [row["error"] is None for row in found] == [True, False, True, True, True] * 2
    assert {row["paper"] for row in found} == {"Lowmere Echo"}
    # A file whose articles have no quotation has the types of the others.
    for file in (tmp_path / "out").glob("*.parquet"):
        assert pq.read_schema(file).field("quotations").type == ANNOTATION_SCHEMA.field("quotations").type


def test_a_text_that_arrow_cannot_hold_is_recorded(cluster):
    ds = ray.data.from_items([{"text": "Caf\ud800"}, {"text": TEXTS[0]}])
    found = annotate_dataset(ds, concurrency=1).take_all()
    assert [(row["text"], row["error"] is None) for row in found] == [("Caf\\ud800", False), (TEXTS[0], True)]


def test_actors_share_a_gpu_when_asked(cluster):
    # The test's GPU is one in Ray's books only.
    ds = ray.data.from_items([{"text": TEXTS[0]}])
    row = annotate_dataset(ds, num_gpus=0.5, concurrency=1, device="cpu").take_all()[0]
    assert row["quotations"][0]["speaker"] == "Ada Burns"


def test_the_class_works_in_map_batches_by_itself(cluster):
    ds = ray.data.from_items([{"body": TEXTS[0], "n": 1}])
    row = ds.map_batches(
        BatchAnnotator,
        fn_constructor_kwargs={"text_column": "body", "keep": ("n",)},
        compute=ray.data.ActorPoolStrategy(size=1),
    ).take_all()[0]
    assert (row["n"], row["quotations"][0]["speaker"], "body" in row) == (1, "Ada Burns", False)


@pytest.mark.parametrize(
    ("settings", "message"),
    [({"checkpoint": "/no/such/folder"}, "/no/such/folder"), ({"text_column": "body"}, "'body' was asked for")],
)
def test_what_no_row_can_do_without_stops_the_run_with_our_message(cluster, settings, message):
    ds = ray.data.from_items([{"text": TEXTS[0]}])
    with pytest.raises(ray.exceptions.RayError) as caught:
        annotate_dataset(ds, concurrency=1, **settings).take_all()
    assert message in str(caught.value)


class Plan:
    """Stands in for a dataset: keeps what it is asked to do."""

    def map_batches(self, fn, **how):
        self.fn, self.how = fn, how
        return self


PLANS = {
    "one actor a core, half of the CPUs left": ({"CPU": 2.0}, {}, 2, 0.5, 1, "cpu"),
    "a large cluster": ({"CPU": 96.0}, {}, 96, 0.5, 1, "cpu"),
    "a few actors of more threads": ({"CPU": 16.0}, {"concurrency": 3, "num_cpus": 4}, 3, 4, 4, "cpu"),
    "threads as asked": ({"CPU": 4.0}, {"threads": 2}, 4, 0.5, 2, "cpu"),
    "an actor for each GPU": ({"CPU": 16.0, "GPU": 4.0}, {"num_gpus": 1}, 4, 0.5, 1, None),
    "two actors for each GPU": ({"CPU": 16.0, "GPU": 1.0}, {"num_gpus": 0.5}, 2, 0.5, 1, None),
    "a GPU that no actor reserves is left alone": ({"CPU": 2.0, "GPU": 1.0}, {}, 2, 0.5, 1, "cpu"),
}


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
def test_actors_are_placed_so_that_something_can_still_read(monkeypatch, caplog, plan):
    resources, asked, actors, cpus, threads, device = plan
    monkeypatch.setattr(ray, "cluster_resources", lambda: resources)
    how = annotate_dataset(Plan(), **asked).how
    worker = how["fn_constructor_kwargs"]
    assert (how["compute"].min_size, how["num_cpus"]) == (actors, cpus)
    assert (worker["threads"], worker["device"], how.get("num_gpus", 0)) == (threads, device, asked.get("num_gpus", 0))
    assert not caplog.records


def test_actors_that_take_every_cpu_are_warned_of(monkeypatch, caplog):
    monkeypatch.setattr(ray, "cluster_resources", lambda: {"CPU": 2.0})
    annotate_dataset(Plan(), concurrency=2, num_cpus=1)
    assert "wait for ever" in caplog.text


@pytest.mark.parametrize("asked", [{"concurrency": 0}, {"num_gpus": 1}, {"max_sentences": 0}, {"threads": -1}], ids=str)
def test_a_wrong_option_fails_before_anything_is_started(monkeypatch, asked):
    monkeypatch.setattr(ray, "cluster_resources", lambda: {"CPU": 2.0})
    with pytest.raises(OptionError):
        annotate_dataset(Plan(), **asked)
