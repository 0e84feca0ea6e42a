"""`quoteattr annotate`."""

import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, get_args

import click

from quoteattr.arguments import Precision
from quoteattr.cli.archive import annotate_archive, is_archive
from quoteattr.cli.help import Command
from quoteattr.cli.options import OUTPUT, inputs, output_options
from quoteattr.cli.output import Output, OutputFormat, check_output
from quoteattr.console import Colour, RefusedError, Report, is_terminal, one_line, with_progress
from quoteattr.errors import CheckpointError, MissingExtraError, OptionError, QuoteAttrError
from quoteattr.extras import need
from quoteattr.io.articles import InputFormat, input_format_of, read_articles
from quoteattr.io.decoding import codec_of
from quoteattr.io.offsets import Offsets
from quoteattr.types import Article

if TYPE_CHECKING:
    from quoteattr.pipeline import Pipeline

__all__ = ["command"]


@click.command(
    "annotate",
    cls=Command,
    short_help="Tell who said what in FILES, and sum each of them up.",
    subjects={
        "Input": ("input_format", "encoding"),
        "Output": OUTPUT,
        "Summary": (
            "max_sentences",
            "max_words",
            "ratio",
            "focus",
            "compress",
            "faithful",
            "summarizer",
            "gguf_file",
        ),
        "Quotations and speakers": ("min_score", "min_speaker_score"),
        "Model": ("checkpoint", "precision"),
        "Run": ("batch_size", "n_process", "resume", "progress"),
    },
)
# A file that may not be read is told of when it is its turn, and does not stop the others.
@click.argument("files", nargs=-1, type=click.Path(allow_dash=True, readable=False))
@click.option(
    "--input-format",
    type=click.Choice(get_args(InputFormat)),
    help="How to read FILES, whatever they are called. Default: by suffix; standard input as txt.",
)
@click.option(
    "--encoding",
    metavar="NAME",
    help="Encoding of text files and web pages without a byte order mark, such as windows-1252. Default: utf-8, and "
    "for a page what it declares.",
)
@output_options
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
    "--precision",
    type=click.Choice(get_args(Precision)),
    default="auto",
    show_default=True,
    help="What the encoder computes in. auto takes float16 on a CUDA device, bfloat16 on a CPU with instructions for "
    "it, and else float32; int8 is faster on any CPU, at the price of the last few decisions.",
)
@click.option(
    "--batch-size",
    type=click.IntRange(min=1),
    default=16,
    show_default=True,
    metavar="N",
    help="Articles that are read and annotated together.",
)
@click.option(
    "--n-process",
    type=int,
    default=1,
    show_default=True,
    metavar="N",
    help="Processes that annotate, each with its share of the CPU cores; -1 is one for each core.",
)
@click.option(
    "--resume",
    is_flag=True,
    help="Go on with a run into the folder OUT that was ended; no article is lost or doubled.",
)
@click.option("--progress/--no-progress", default=None, help="Show progress. Default: on a terminal.")
def command(
    *,
    files: tuple[str, ...],
    input_format: InputFormat | None,
    encoding: str | None,
    output: str | None,
    output_format: OutputFormat | None,
    offsets: Offsets,
    digest: bool,
    colour: Colour,
    max_sentences: int | None,
    max_words: int | None,
    ratio: float | None,
    focus: str | None,
    compress: bool,
    faithful: bool,
    summarizer: str | None,
    gguf_file: str | None,
    min_score: float | None,
    min_speaker_score: float | None,
    checkpoint: str,
    precision: Precision,
    batch_size: int,
    n_process: int,
    resume: bool,
    progress: bool | None,
) -> None:
    """Tell who said what in FILES, and sum each of them up.

    FILES are texts (.txt) or web pages (.html), an article each, or JSON Lines (.jsonl), an article a line: {"id": ...,
    "text": ...} or, with a page, {"id": ..., "html": ...}. Any of them may be packed (.gz). "-" is standard input, and
    so is no FILE at all when something is piped in. Texts are UTF-8, or what their byte order mark or --encoding says;
    of a page the title and the paragraphs are read.

    When OUT is a folder, each of FILES becomes a file of records there, errors go to errors.jsonl as well, and a run
    that was ended can be taken up with --resume.

    \b
    Examples:
      quoteattr annotate article.txt
      quoteattr annotate article.txt --format html -o article.html
      quoteattr annotate article.txt --digest --max-words 60 --focus "the cost"
      quoteattr annotate archive/*.txt -o annotated.jsonl
      quoteattr annotate archive/*.jsonl -o out/ --n-process 2 --resume
      quoteattr annotate pages.jsonl.gz --offsets utf16 -o for-the-browser.jsonl
      quoteattr annotate old/*.txt --encoding windows-1252 -f brat -o to-correct/

    Exit status: 0 when every article was annotated; 1 when some were not, which standard error names; 2 when the
    command cannot be carried out as given.
    """  # noqa: D301 - click takes the backspace character for "do not wrap this"
    paths = inputs(files, "FILES", "a .txt, .html or .jsonl file")
    archive = is_archive(output, output_format, resume=resume)
    target = Output.from_options(output, output_format, offsets=offsets, digest=digest, colour=colour)
    if not archive:
        check_output(target, paths, "FILES")
    forms = _check_input(paths, input_format, encoding)
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
    _check_processes(n_process)
    if archive and output is not None:
        if summarizer is not None:
            raise click.UsageError("--summarizer writes into one file: name a file with -o, or leave it out.")
        annotate_archive(
            paths,
            output,
            _load(checkpoint, precision),
            asked,
            resume=resume,
            n_process=n_process,
            batch_size=batch_size,
            offsets=offsets,
            input_format=input_format,
            encoding=encoding,
            progress=progress,
        )
        return
    report = Report()
    texts = read_articles(paths, input_format=input_format, encoding=encoding, on_error=report.fail)
    rewrite = _rewriter(summarizer, gguf_file, max_sentences=max_sentences, max_words=max_words)
    pipeline = _load(checkpoint, precision)
    annotated = pipeline.pipe(texts, batch_size=batch_size, n_process=n_process, **asked, on_error="record")
    # A file of records may hold any number of articles.
    total = None if "jsonl" in forms else len(paths)
    worth = total != 1 and not target.is_terminal and is_terminal(sys.stderr)
    shown = worth if progress is None else progress
    target.write(with_progress(map(rewrite, report.sift(annotated)), total=total, shown=shown), report)
    if report.failed:
        click.echo(f"quoteattr: {report.annotated} annotated, {report.failed} failed", err=True)
        sys.exit(1)


def _check_input(paths: Iterable[str], input_format: InputFormat | None, encoding: str | None) -> set[InputFormat]:
    """Return the forms of the input; refuse what cannot be read, before weights are loaded."""
    forms: set[InputFormat] = set()
    for path in paths:
        with suppress(OptionError):  # told of each file when it is its turn
            forms.add(input_format or input_format_of(path))
    if encoding is not None:
        try:
            codec_of(encoding)
        except OptionError as error:
            raise click.BadParameter(one_line(str(error)), param_hint="'--encoding'") from error
        if "jsonl" in forms:
            raise click.UsageError("--encoding is for text files and web pages: JSON Lines are UTF-8.")
    if "html" in forms:
        try:
            need("trafilatura", "web")
        except MissingExtraError as error:
            raise RefusedError(one_line(str(error))) from error
    return forms


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


def _check_processes(n_process: int) -> None:
    from quoteattr.workers import count_processes

    try:
        count_processes(n_process)
    except OptionError as error:
        raise click.BadParameter(one_line(str(error)), param_hint="'--n-process'") from error


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


def _load(checkpoint: str, precision: Precision) -> "Pipeline":
    from quoteattr.pipeline import Pipeline

    try:
        return Pipeline.from_pretrained(checkpoint, precision=precision)
    except CheckpointError as error:
        raise click.BadParameter(one_line(str(error)), param_hint="'--checkpoint'") from error
    except OptionError as error:
        raise click.BadParameter(one_line(str(error)), param_hint="'--precision'") from error
