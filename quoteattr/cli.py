"""The command line: `quoteattr annotate`, `quoteattr train` and `quoteattr info`."""

import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quoteattr._version import __version__
from quoteattr.console import FORMATS, Output, OutputFormat, Report, is_terminal, one_line, with_progress
from quoteattr.errors import CheckpointError, OptionError, QuoteAttrError
from quoteattr.info import iter_checkpoint_facts, iter_versions
from quoteattr.io.articles import STANDARD_INPUT, InputFormat, read_articles
from quoteattr.types import Article

if TYPE_CHECKING:
    from quoteattr.pipeline import Pipeline

__all__ = ["main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="quoteattr")
def main() -> None:
    """Read news articles and tell who said what.

    \b
    Examples:
      quoteattr annotate article.txt
      quoteattr annotate articles.jsonl -o annotated.jsonl
      quoteattr train --data corrected.jsonl --base default --out runs/ours
      quoteattr info
    """  # noqa: D301 - click takes the backspace character for "do not wrap this"


@main.command()
@click.argument("files", nargs=-1, type=click.Path(allow_dash=True))
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, allow_dash=True),
    metavar="OUT",
    help="File to write; it appears only when it is complete. Without it, standard output.",
)
@click.option(
    "-f",
    "--format",
    "output_format",
    type=click.Choice(FORMATS),
    help="Form of the output. Default: by the suffix of OUT; else table on a terminal and jsonl elsewhere.",
)
@click.option(
    "--input-format",
    type=click.Choice(["txt", "jsonl"]),
    help="How to read FILES, whatever they are called. Default: by suffix; standard input as txt.",
)
@click.option(
    "--max-sentences",
    type=click.IntRange(min=1),
    metavar="N",
    help="Sentences in the summary. Default: 3, or no limit with --max-words.",
)
@click.option("--max-words", type=click.IntRange(min=1), metavar="N", help="Words in the summary at most.")
@click.option(
    "--ratio",
    type=click.FloatRange(0, 1, min_open=True),
    metavar="R",
    help="Sentences in the summary as a share of the article's, rounded up; not together with --max-sentences.",
)
@click.option("--focus", metavar="WORDS", help="What the summary should be about. Default: the whole article.")
@click.option("--compress", is_flag=True, help="Shorten the summary's sentences by what can be spared.")
@click.option("--faithful", is_flag=True, help="Print the summary's sentences as they stand in the article.")
@click.option("--digest", is_flag=True, help="In a table, show a line for each speaker instead of every quotation.")
@click.option(
    "--summarizer",
    metavar="MODEL",
    help="Let a generative model write the summary, checked against the article: a folder or the name of a hub "
    "repository with a seq2seq or a chat model.",
)
@click.option("--gguf-file", metavar="FILE", help="Name of a GGUF file of MODEL; without it, safetensors are read.")
@click.option(
    "--min-score",
    type=click.FloatRange(0, 1),
    metavar="P",
    help="Leave out quotations less likely than P (0 to 1) to be right in content and source; 0 keeps all. "
    "Default: the checkpoint's own.",
)
@click.option(
    "--min-speaker-score",
    type=click.FloatRange(0, 1),
    metavar="P",
    help="Leave open who the speaker is where the one found is less likely than P (0 to 1) to be right; the quotation "
    "stays. Default: 0, which names every speaker.",
)
@click.option(
    "--checkpoint",
    default="default",
    show_default=True,
    metavar="NAME",
    help="A checkpoint: 'default' is the one inside the package; else a folder or the name of a hub repository.",
)
@click.option(
    "--batch-size",
    type=click.IntRange(min=1),
    default=16,
    show_default=True,
    metavar="N",
    help="Articles that are read and annotated together.",
)
def annotate(
    *,
    files: tuple[str, ...],
    output: str | None,
    output_format: OutputFormat | None,
    input_format: InputFormat | None,
    max_sentences: int | None,
    max_words: int | None,
    ratio: float | None,
    focus: str | None,
    compress: bool,
    faithful: bool,
    digest: bool,
    summarizer: str | None,
    gguf_file: str | None,
    min_score: float | None,
    min_speaker_score: float | None,
    checkpoint: str,
    batch_size: int,
) -> None:
    """Tell who said what in FILES, and sum each of them up.

    A .txt file is one article. A .jsonl file has one article a line: {"id": ..., "text": ...}. "-" is standard
    input, and so is no FILE at all when something is piped in. Text is UTF-8, or what
    its byte order mark says.

    \b
    Examples:
      quoteattr annotate article.txt
      quoteattr annotate article.txt --format html -o article.html
      quoteattr annotate article.txt --digest --max-words 60 --focus "the cost of the bridge"
      quoteattr annotate archive/*.txt -o annotated.jsonl
      zcat archive.jsonl.gz | quoteattr annotate --input-format jsonl > annotated.jsonl

    Exit status: 0 when every article was annotated; 1 when some were not, which standard error names; 2 when the
    command cannot be carried out as given.
    """  # noqa: D301 - click takes the backspace character for "do not wrap this"
    paths = _inputs(files)
    target = Output.from_option(output)
    _check_output(target.path, paths)
    asked: dict[str, Any] = {
        "max_sentences": max_sentences,
        "max_words": max_words,
        "ratio": ratio,
        "focus": focus,
        "compress": compress,
        "faithful": faithful,
        "min_score": min_score,
        "min_speaker_score": min_speaker_score,
    }
    _check_options(asked, generated=summarizer is not None)
    report = Report()
    texts = read_articles(paths, input_format=input_format, on_error=report.fail)
    rewrite = _rewriter(summarizer, gguf_file, max_sentences=max_sentences, max_words=max_words)
    annotated = _load(checkpoint).pipe(texts, batch_size=batch_size, **asked, on_error="record")
    shown = with_progress(map(rewrite, report.sift(annotated)), paths, input_format, target)
    target.write(shown, output_format or target.default_format, report, digest=digest)
    if report.failed:
        click.echo(f"quoteattr: {report.annotated} annotated, {report.failed} failed", err=True)
        sys.exit(1)


@main.command(
    add_help_option=False,
    context_settings={"ignore_unknown_options": True},
    short_help="Train a checkpoint on annotated articles of your own.",
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@click.pass_context
def train(context: click.Context, arguments: tuple[str, ...]) -> None:
    """Train a checkpoint; the options are those of `python -m quoteattr.training`."""
    from quoteattr.training.command import main as command  # torch is loaded only by who trains

    try:
        command.main(list(arguments), prog_name=context.command_path, standalone_mode=False)
    except QuoteAttrError as error:
        raise click.ClickException(one_line(str(error))) from error


@main.command()
@click.option("--checkpoint", default="default", show_default=True, metavar="NAME", help="As for `annotate`.")
def info(*, checkpoint: str) -> None:
    """Show versions, checkpoint and device.

    \b
    Examples:
      quoteattr info
      quoteattr info --checkpoint my-checkpoint/
    """  # noqa: D301 - click takes the backspace character for "do not wrap this"
    _show_facts(iter_versions())
    from quoteattr.model.checkpoint import choose_device, find_checkpoint

    _show_facts([("device", str(choose_device())), ("checkpoint", checkpoint)])
    try:
        _show_facts(iter_checkpoint_facts(find_checkpoint(checkpoint).folder))
    except CheckpointError as error:
        raise click.ClickException(one_line(str(error))) from error


def _show_facts(facts: Iterable[tuple[str, str]]) -> None:
    for name, value in facts:
        click.echo(f"{name:<14}{value}")


def _inputs(files: tuple[str, ...]) -> tuple[str, ...]:
    if files:
        return files
    if sys.stdin is None or is_terminal(sys.stdin):
        raise click.UsageError(
            "no FILES were given and nothing is piped in; name a .txt or .jsonl file, or '-' to type an article"
        )
    return (STANDARD_INPUT,)


def _check_output(output: str | None, paths: tuple[str, ...]) -> None:
    """Refuse early what would fail after the work is done."""
    if output is None:
        return
    target = Path(output)
    if not target.resolve().parent.is_dir():
        raise click.BadParameter(f"folder {str(target.parent)!r} does not exist.", param_hint="'-o' / '--output'")
    for path in paths:
        with suppress(OSError):
            if path != STANDARD_INPUT and target.is_file() and target.samefile(path):
                raise click.BadParameter(
                    f"{output!r} is one of FILES and would be overwritten.", param_hint="'-o' / '--output'"
                )


def _check_options(asked: Mapping[str, Any], *, generated: bool) -> None:
    """Refuse options that do not go together, before anything is read."""
    from quoteattr.options import Options

    try:
        Options(**asked)
    except OptionError as error:
        raise click.UsageError(one_line(str(error))) from error
    extractive = [f"--{name}" for name in ("ratio", "focus", "compress", "faithful") if asked[name]]
    if generated and extractive:
        raise click.UsageError(
            f"{extractive[0]} is for a summary of the article's own sentences: leave it out, or leave out --summarizer."
        )


def _rewriter(
    name: str | None, gguf_file: str | None, *, max_sentences: int | None, max_words: int | None
) -> Callable[[Article], Article]:
    """Return what puts a generated summary into an article; nothing is changed without a model."""
    if name is None:
        if gguf_file is not None:
            raise click.UsageError("--gguf-file names a file of a model: give --summarizer as well.")
        return lambda article: article
    from quoteattr.summary.generative import Summarizer

    try:
        summarizer = Summarizer.from_pretrained(name, gguf_file=gguf_file)
    except QuoteAttrError as error:
        raise click.UsageError(one_line(str(error))) from error
    return partial(summarizer.rewrite, max_sentences=max_sentences, max_words=max_words)


def _load(checkpoint: str) -> "Pipeline":
    from quoteattr.pipeline import Pipeline

    try:
        return Pipeline.from_pretrained(checkpoint)
    except CheckpointError as error:
        raise click.BadParameter(one_line(str(error)), param_hint="'--checkpoint'") from error
