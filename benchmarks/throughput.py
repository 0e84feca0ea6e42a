"""How fast is the library, in how much memory, and how soon is it there?

python benchmarks/throughput.py CORPUS.jsonl [--quick] [--only PART] [--json OUT] [--plot OUT.svg]
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import click
from benchmark_runs import clear_errors, load_gold, provenance, show, write_json
from rivals.environments import default_folder
from rivals.plot import check_plot
from rivals.reading import ReadingFailedError
from speed.compare import commands, take_turns
from speed.plot import plot
from speed.readers import answers
from speed.startup import run, startup
from speed.tables import report_tables

__all__ = ["PARTS", "main"]

_OUT = click.Path(dir_okay=False, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)
_WAYS = [{"n_process": 1, "batch_size": size} for size in (1, 4, 16, 64)] + [{"n_process": 2, "batch_size": 16}]
_WORDS = (100, 300, 1000, 3000, 10_000, 30_000, 100_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the benchmark was asked to do.

    Args:
        corpus: The JSONL with the articles.
        limit: How many of them are read where every tool reads each.
        rounds: How often each is read.
        threads: Threads of each process.
        words: Sizes of texts, in words.
        characters: More sizes, in characters.
        articles: Length of the stream of short articles.
        least: Words of each of them at least.
        niceness: How far the stream and the long texts give way to other processes.
        environments: Where those of other tools are kept; `None` leaves other tools out.
    """

    corpus: Path
    limit: int
    rounds: int
    threads: int
    words: tuple[int, ...]
    characters: tuple[int, ...]
    articles: int
    least: int
    niceness: int
    environments: Path | None

    def texts(self, limit: int | None = None) -> list[str]:
        """Return the first articles, or all of them."""
        return [str(record["text"]) for record in islice(load_gold(self.corpus).values(), limit)]


def _say(message: str) -> None:
    click.echo(message, err=True)


def _beside(asked: Asked) -> dict[str, Any]:
    texts = asked.texts(asked.limit)
    folder = asked.environments or default_folder()
    tools, skipped = commands(folder, say=_say, **({} if asked.environments else {"tools": ()}))
    found = take_turns(tools, texts, rounds=asked.rounds, threads=asked.threads, say=_say)
    return {
        "articles": len(texts),
        "words": sum(len(text.split()) for text in texts),
        "tools": {**found, **{name: {"skipped": reason} for name, reason in skipped.items()}},
    }


def _stages(asked: Asked) -> dict[str, Any]:
    script = str(Path(__file__).with_name("profile.py"))
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "stages.json")
        sizes = ["--limit", str(asked.limit), "--rounds", str(asked.rounds), "--json", str(out)]
        run([sys.executable, script, str(asked.corpus), *sizes], threads=1)
        stages: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))["stages"]
    return stages


def _passes(asked: Asked) -> list[dict[str, Any]]:
    options = {"ways": _WAYS, "rounds": asked.rounds}
    return list(answers("passes", asked.texts(asked.limit), options, threads=asked.threads))


def _sizes(asked: Asked) -> list[dict[str, Any]]:
    options = {"words": asked.words, "characters": asked.characters, "rounds": asked.rounds}
    return _told(answers("sizes", asked.texts(), options, threads=asked.threads, niceness=asked.niceness))


def _stream(asked: Asked, *, stand_in: bool = False) -> list[dict[str, Any]]:
    options = {"articles": asked.articles, "least": asked.least, "stand_in": stand_in}
    return _told(answers("stream", asked.texts(), options, threads=asked.threads, niceness=asked.niceness))


def _told(found: Any) -> list[dict[str, Any]]:
    """Take answers that are long in coming, and show each; what was measured before an interruption is kept."""
    kept = []
    try:
        for answer in found:
            _say(json.dumps(answer))
            kept.append(answer)
    except KeyboardInterrupt:
        _say("interrupted; what was measured so far is reported")
    return kept


def _startup(asked: Asked) -> dict[str, dict[str, Any]]:
    return startup(asked.texts(1)[0], rounds=max(2, asked.rounds), threads=asked.threads)


PARTS: dict[str, Callable[[Asked], Any]] = {
    "beside": _beside,
    "stages": _stages,
    "passes": _passes,
    "sizes": _sizes,
    "stream": _stream,
    "stand-in": partial(_stream, stand_in=True),
    "startup": _startup,
}
"""What can be measured, by name."""


@click.command()
@click.argument("corpus", type=_FILE)
@click.option("--only", multiple=True, type=click.Choice(list(PARTS)), help="Measure this part alone (repeatable).")
@click.option("--quick", is_flag=True, help="A few small measurements, to see that everything works.")
@click.option("--limit", type=click.IntRange(min=2), default=20, show_default=True, help="Take the first N articles.")
@click.option("--rounds", type=click.IntRange(min=1), default=3, show_default=True, help="The quickest of N counts.")
@click.option("--threads", type=click.IntRange(min=1), default=1, show_default=True, help="Threads of each process.")
@click.option("--most-words", type=click.IntRange(min=100), default=100_000, show_default=True, help="Longest text.")
@click.option("--characters", type=click.IntRange(min=1), multiple=True, help="Read a text of this size (repeatable).")
@click.option("--articles", type=click.IntRange(min=1), default=2000, show_default=True, help="Length of the stream.")
@click.option("--least", type=click.IntRange(min=1), default=60, show_default=True, help="Words of its articles.")
@click.option("--nice", "niceness", type=click.IntRange(0, 19), default=0, help="Let long work give way so far.")
@click.option("--rivals/--no-rivals", default=True, help="Run other tools too; this installs them from PyPI.")
@click.option("--environments", type=_FOLDER, help="Keep their environments here.  [default: the user's cache]")
@click.option("--json", "json_out", type=_OUT, help="Write the report here too.")
@click.option("--plot", "plot_out", type=_OUT, help="Draw it here, as .png or .svg.")
@click.option("--with", "earlier", type=_FILE, multiple=True, help="Take the parts that a report has from it.")
def main(*, only: tuple[str, ...], json_out: Path | None, plot_out: Path | None, **given: Any) -> None:
    """Measure speed, memory and start-up on the articles of CORPUS; benchmarks/README.md defines every number."""
    with clear_errors():
        if plot_out:
            check_plot(plot_out)
        earlier = given.pop("earlier")
        report = {key: part for file in earlier for key, part in json.loads(file.read_text("utf-8")).items()}
        asked = _asked(**given)
        for name in only or [part for part in PARTS if part not in report]:
            _say(name)
            try:
                report[name] = PARTS[name](asked)
            except (ReadingFailedError, subprocess.CalledProcessError) as error:
                raise click.ClickException(f"{name} could not be measured: {error}") from error
        report |= {"threads": asked.threads, "provenance": provenance("default")}
        click.echo(f"{asked.corpus.name}; {show(report['provenance'])}\n\n{report_tables(report)}")
        if json_out:
            write_json(json_out, report)
        if plot_out:
            plot(report, plot_out)


def _asked(
    *, quick: bool, most_words: int, rivals: bool, environments: Path | None, characters: tuple[int, ...], **given: Any
) -> Asked:
    folder = (environments or default_folder()) if rivals else None
    if quick:
        given |= {"limit": min(3, given["limit"]), "rounds": 1, "articles": min(200, given["articles"])}
        most_words = min(1000, most_words)
    words = tuple(size for size in _WORDS if size <= most_words)
    return Asked(words=words, characters=characters, environments=folder, **given)


if __name__ == "__main__":
    main()
