"""What an engine costs beside the plain pool of processes: the same articles from Parquet to Parquet.

Usage: python benchmarks/scaling.py pool ray pool spark --articles 400 --workers 2

Each engine is run in the order given, in a process of its own, with so many workers of one thread each; name `pool`
before and after another one to see how much the machine itself varies. The articles are made up, the same each time.
`start` are the seconds until the engine is there, `work` those from file to file, and `processor` the processor seconds
of all its processes, which vary less on a busy machine.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

NAMES = ("Ada Burns", "Tom Hale", "Mara Quill", "Ines Okoro", "Piet Vellum", "Nora Lind", "Sam Tarrow")
POSTS = ("mayor", "chief engineer", "head teacher", "council leader", "harbour master", "union secretary")
PLACES = ("Marlow", "Lowmere", "Redcar", "Easton Quay", "Upper Thorne")
THINGS = ("bridge", "school", "ferry", "library", "market hall", "tram line")
FILES = 8
MARK = "QUOTEATTR_SCALING"


def article(n: int) -> str:
    """Make up a short article; seven sentences, five quotations."""
    name, other = NAMES[n % 7], NAMES[(n + 3) % 7]
    post, place, thing = POSTS[n % 6], PLACES[n % 5], THINGS[(n // 7) % 6]
    return (
        f"{place} will close its {thing} for {2 + n % 9} weeks, the council said on Monday.\n\n"
        f"“We cannot wait any longer,” said {name}, the {post} of {place}. “The work on the {thing} begins in May.”\n\n"
        f"{other}, who lives nearby, said the {thing} had been neglected for years. “Nobody listened to us,” "
        f"{other.split()[1]} said.\n\nAccording to a report of the county, repairs will cost {n % 40 + 3} million.\n\n"
        f"{name.split()[1]} added that the {thing} would open again before the winter."
    )


def run_pool(source: Path, target: Path, workers: int) -> float:
    """Use `Pipeline.pipe(n_process=…)`."""
    import pyarrow.parquet as pq

    from quoteattr import Pipeline
    from quoteattr.integrations.columns import annotation_table

    begun = time.perf_counter()
    pipeline = Pipeline.from_pretrained("default", device="cpu")
    texts = [text for file in sorted(source.iterdir()) for text in pq.read_table(file)["text"].to_pylist()]
    target.mkdir()
    pq.write_table(annotation_table(pipeline.pipe(texts, n_process=workers)), target / "all.parquet")
    return begun


def run_ray(source: Path, target: Path, workers: int) -> float:
    """Use Ray Data."""
    import ray

    from quoteattr.integrations.ray import annotate_dataset

    ray.init(num_cpus=workers, include_dashboard=False, log_to_driver=False, logging_level="ERROR")
    ray.data.DataContext.get_current().enable_progress_bars = False
    begun = time.perf_counter()
    annotate_dataset(ray.data.read_parquet(str(source)), concurrency=workers).write_parquet(str(target))
    return begun


def run_spark(source: Path, target: Path, workers: int) -> float:
    """Use Spark."""
    from pyspark.sql import SparkSession

    from quoteattr.integrations.spark import annotate_frame

    os.environ["PYSPARK_PYTHON"] = sys.executable
    spark = SparkSession.builder.master(f"local[{workers}]").config("spark.ui.enabled", "false").getOrCreate()
    begun = time.perf_counter()
    annotate_frame(spark.read.parquet(str(source)).repartition(FILES)).write.parquet(str(target))
    return begun


def _annotate_file(source: Path, target: Path) -> None:
    import pyarrow.parquet as pq

    from quoteattr.integrations.batches import BatchAnnotator

    pq.write_table(BatchAnnotator(device="cpu")(pq.read_table(source)), target)


def run_dask(source: Path, target: Path, workers: int) -> float:
    """Use Dask, a task for each file."""
    import dask

    begun = time.perf_counter()
    target.mkdir()
    tasks = [dask.delayed(_annotate_file)(file, target / file.name) for file in sorted(source.iterdir())]
    dask.compute(*tasks, scheduler="processes", num_workers=workers)
    return begun


ENGINES: dict[str, Callable[[Path, Path, int], float]] = {
    "pool": run_pool,
    "ray": run_ray,
    "spark": run_spark,
    "dask": run_dask,
}


def measure(engine: str, articles: int, workers: int) -> dict[str, object]:
    """Run an engine in this process."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "in"), Path(folder, "out")
        source.mkdir()
        for n in range(FILES):
            texts = [article(i) for i in range(n, articles, FILES)]
            pq.write_table(pa.table({"text": texts}), source / f"{n}.parquet")
        started = time.perf_counter()
        begun = ENGINES[engine](source, target, workers)
        ended = time.perf_counter()
        table = pa.concat_tables(pq.read_table(file) for file in target.glob("*.parquet"))
        quotations = sum(map(len, table["quotations"].to_pylist()))
    return {
        "engine": engine,
        "articles": table.num_rows,
        "quotations": quotations,
        "start": round(begun - started, 1),
        "work": round(ended - begun, 1),
        "total": round(ended - started, 1),
    }


def processor_time(mark: str) -> dict[str, float]:
    """Return the processor seconds of each process so far that has the mark in its environment (on Linux)."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if mark.encode() in (folder / "environ").read_bytes():
                times = (folder / "stat").read_text().rpartition(")")[2].split()
                found[folder.name] = (int(times[11]) + int(times[12])) / os.sysconf("SC_CLK_TCK")
        except OSError:  # it has ended, or is another user's
            continue
    return found


def main() -> None:
    """Run the engines one after another, each in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("engines", nargs="+", choices=ENGINES)
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.here:
        print(json.dumps(measure(asked.engines[0], asked.articles, asked.workers)))
        return
    sizes = ["--articles", str(asked.articles), "--workers", str(asked.workers)]
    for engine in asked.engines:
        mark = f"{MARK}={os.getpid()}-{time.time_ns()}"
        name, value = mark.split("=")
        command = [sys.executable, __file__, engine, *sizes, "--here"]
        child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, name: value})  # noqa: S603
        seconds: dict[str, float] = {}
        while child.poll() is None:
            seconds |= processor_time(mark)
            time.sleep(0.3)
        if child.returncode or child.stdout is None:
            raise SystemExit(f"{engine} failed")
        found = json.loads(child.stdout.read().strip().splitlines()[-1])
        print(json.dumps({**found, "processor": round(sum(seconds.values()), 1)}), flush=True)


if __name__ == "__main__":
    main()
