"""What every benchmark does: read records, run the pipeline, say by which versions a number was made."""

import json
import platform
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import click
from rivals.reading import Reading

import quoteattr
from quoteattr.errors import QuoteAttrError, SchemaError
from quoteattr.evaluation import GapItem, bootstrap_intervals, flatten, read_gap, read_gold, read_predictions

Records = dict[str | int, Mapping[str, Any]]
T = TypeVar("T")

BATCH_SIZE = 16
_PACKAGES = ("torch", "transformers")
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_OUT = click.Path(dir_okay=False, path_type=Path)
_COUNT = click.IntRange(min=0)
_WARM_UP = "“It rained all day,” said Ada Burns."


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a benchmark was asked to do.

    Args:
        gold: The gold JSONL.
        predictions: The JSONL to score; `None` to run the checkpoint.
        checkpoint: `default`, a folder or a hub id.
        json_out: Where the report goes too; `None` for nowhere.
        save: Where the predictions of the checkpoint go; `None` for nowhere.
        limit: How many gold articles to take; `None` for all.
        bootstrap: How many resamples to draw for intervals; 0 for no intervals.
        seed: Seed of the resamples.
    """

    gold: Path
    predictions: Path | None
    checkpoint: str
    json_out: Path | None
    save: Path | None
    limit: int | None
    bootstrap: int
    seed: int

    def load(self, part: str) -> tuple[Records, Records]:
        """Return the gold records and what was predicted for them, by id.

        Args:
            part: What is to be scored, "quotations" or "summary"; articles without it are counted on stderr.
        """
        gold, reading = self.read(part)
        return gold, reading.records

    def read(self, part: str) -> tuple[Records, Reading]:
        """Return the same with the time that it took; predictions from a file took none."""
        every = load_gold(self.gold)
        gold = dict(islice(every.items(), self.limit))
        reading = (
            Reading(records=load_predictions(self.predictions, every))
            if self.predictions
            else read_with(self.checkpoint, gold)
        )
        found = reading.records
        missing = sum(part not in found.get(key, {}) for key in gold)
        if missing:
            click.echo(f"{missing} of {len(gold)} gold articles have no predicted {part} and count as empty", err=True)
        if self.save:
            with self.save.open("w", encoding="utf-8") as lines:
                lines.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in found.values())
        return gold, reading

    def intervals(
        self, counts: Sequence[T], report: Callable[[Sequence[T]], Mapping[str, Any]]
    ) -> dict[str, tuple[float, float]]:
        """Return the ends of the intervals of a report's numbers, by dotted name; none when none were asked for.

        Args:
            counts: Of each article.
            report: From the counts of some articles to a report.
        """
        if not self.bootstrap:
            return {}
        return bootstrap_intervals(
            counts, lambda sample: flatten(report(sample)), resamples=self.bootstrap, seed=self.seed
        )

    def made_by(self) -> dict[str, str]:
        """Return what makes the numbers."""
        return {"predictions": self.predictions.name} if self.predictions else provenance(self.checkpoint)

    def report(self, table: str, result: Mapping[str, Any], *, articles: int, timing: str = "") -> None:
        """Print a table under what made it and in what time, and write the result as JSON if that was asked for."""
        made_by = self.made_by()
        click.echo(
            f"{self.gold.name}, {articles} articles; {'; '.join(filter(None, (show(made_by), timing)))}\n\n{table}"
        )
        if self.json_out:
            write_json(self.json_out, {**result, "articles": articles, "provenance": made_by})


R = TypeVar("R", bound=Run)


def benchmark(
    *options: Callable[[Any], Any],
    asked: type[R] = Run,  # type: ignore[assignment]
) -> Callable[[Callable[[R], None]], click.Command]:
    """Make a command of a benchmark: its options are the fields of what is asked, its help is its docstring.

    Args:
        options: Options of this benchmark beside the common ones.
        asked: The fields of all its options.
    """

    def make(function: Callable[[R], None]) -> click.Command:
        @wraps(function)
        def command(**given: Any) -> None:
            with clear_errors():
                function(asked(**given))

        for option in reversed((*_COMMON, *options)):
            option(command)
        return click.command(name=function.__module__)(command)

    return make


_COMMON = (
    click.argument("gold", type=_FILE),
    click.option("--predictions", type=_FILE, help="Score this JSONL instead of running a checkpoint."),
    click.option("--checkpoint", default="default", show_default=True, help="`default`, a folder or a hub id."),
    click.option("--json", "json_out", type=_OUT, help="Write the report here too."),
    click.option("--save", type=_OUT, help="Write the predictions of the checkpoint here, as JSONL."),
    click.option("--limit", type=click.IntRange(min=1), help="Take only the first N gold articles."),
    click.option("--bootstrap", default=0, show_default=True, type=_COUNT, help="Resamples for 95 % intervals."),
    click.option("--seed", default=0, show_default=True, help="Seed of the resamples."),
)


def load_gold(path: Path) -> Records:
    """Read gold records."""
    return _load(path, read_gold)


def load_gap(path: Path, *, limit: int | None = None) -> dict[str, GapItem]:
    """Read items of GAP, all or the first ones."""
    return dict(islice(_load(path, read_gap).items(), limit))


def load_predictions(path: Path, gold: Records) -> Records:
    """Read the predictions for gold articles, and say on stderr how many are for others.

    Raises:
        SchemaError: If a prediction carries another text than the gold, since its offsets would then mean other words.
    """
    predicted = _load(path, read_predictions)
    for key, record in predicted.items():
        if key in gold and record.get("text", gold[key]["text"]) != gold[key]["text"]:
            raise SchemaError(
                f"{path}: article {key!r} was predicted from another text than the gold one, so its offsets do not "
                "fit; annotate the gold text, unchanged"
            )
    extra = len(predicted.keys() - gold.keys())
    if extra:
        click.echo(f"{extra} predictions have no gold article and are left out", err=True)
    return {key: record for key, record in predicted.items() if key in gold}


def annotate(gold: Records, checkpoint: str, *, max_words: int | None = None) -> Records:
    """Annotate the gold texts with a checkpoint: `default`, a folder or a hub id; `None` sums up in three sentences."""
    return read_with(checkpoint, gold, max_words=max_words).records


def read_with(checkpoint: str, gold: Records, *, max_words: int | None = None) -> Reading:
    """Annotate the gold texts and take the time; loading the weights is start-up, not reading."""
    started = time.perf_counter()
    pipeline = quoteattr.Pipeline.from_pretrained(checkpoint)
    list(pipeline.pipe([_WARM_UP], batch_size=BATCH_SIZE))
    ready, cpu_ready = time.perf_counter(), time.process_time()
    texts = (record["text"] for record in gold.values())
    with click.progressbar(
        zip(gold, pipeline.pipe(texts, batch_size=BATCH_SIZE, max_words=max_words), strict=True),
        length=len(gold),
        label="annotating",
        file=sys.stderr,
    ) as articles:
        records: Records = {key: article.to_dict() | {"id": key} for key, article in articles}
    return Reading(
        records=records,
        startup_seconds=ready - started,
        seconds=time.perf_counter() - ready,
        cpu_seconds=time.process_time() - cpu_ready,
        versions=provenance(checkpoint),
    )


def provenance(checkpoint: str) -> dict[str, str]:
    """Return the checkpoint and the versions of Python and of the packages that decide a number."""
    found = {"checkpoint": checkpoint, "python": platform.python_version(), "quoteattr": quoteattr.__version__}
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "not installed"
    return found


def show(made_by: Mapping[str, str]) -> str:
    """Return what made a number on one line."""
    return ", ".join(f"{name} {value}" for name, value in made_by.items())


def write_json(path: Path, value: Mapping[str, Any]) -> None:
    """Write a value as indented JSON."""
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


@contextmanager
def clear_errors() -> Iterator[None]:
    """Turn an error that quoteattr raises on purpose into a message and exit code 1."""
    try:
        yield
    except QuoteAttrError as error:
        raise click.ClickException(str(error)) from error


def _load(path: Path, read: Callable[..., T]) -> T:
    with path.open(encoding="utf-8") as lines:
        return read(_decoded(lines, path), name=str(path))


def _decoded(lines: Iterable[str], path: Path) -> Iterator[str]:
    try:
        yield from lines
    except UnicodeDecodeError as error:
        raise SchemaError(f"{path}: this is not UTF-8 ({error}); write the records as UTF-8") from error
