"""`quoteattr annotate` into a folder: an output file for each input file."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quoteattr.cli.output import OutputFormat
from quoteattr.console import RefusedError, is_terminal, one_line
from quoteattr.errors import CheckpointError, MissingExtraError, OptionError, QuoteAttrError
from quoteattr.io.articles import InputFormat
from quoteattr.io.offsets import Offsets

if TYPE_CHECKING:
    from quoteattr.pipeline import Pipeline

__all__ = ["annotate_archive", "is_archive"]


def is_archive(output: str | None, form: OutputFormat | None, *, resume: bool) -> bool:
    """Tell whether the output is a folder with a file for each input file.

    Args:
        output: What was given as the output.
        form: What was given as its form.
        resume: Whether an earlier run is to be gone on with, which only such a folder knows of.

    Raises:
        UsageError: If the options do not go together.

    Example:
        >>> is_archive("out/", None, resume=False), is_archive("out.jsonl", None, resume=False)
        (True, False)
    """
    named = output is not None and output != "-" and (output.endswith(("/", "\\")) or Path(output).is_dir())
    if resume and (output is None or output == "-" or Path(output).is_file()):
        raise click.UsageError("--resume goes on with a run into a folder: name the folder with -o.")
    if form == "brat":
        if resume:
            raise click.UsageError("--resume is for records, and brat's files are written all at once: leave it out.")
        return False
    if not named and not resume:
        return False
    if form not in (None, "jsonl"):
        raise click.UsageError(
            f"a folder as the output takes jsonl or brat, and {form} was asked for: name a file with -o, or write "
            f"records and make other forms of them by `quoteattr render FILE --format {form}`."
        )
    return True


def annotate_archive(
    paths: tuple[str, ...],
    folder: str,
    pipeline: "Pipeline",
    asked: Mapping[str, Any],
    *,
    resume: bool,
    n_process: int,
    batch_size: int,
    offsets: Offsets,
    input_format: InputFormat | None,
    encoding: str | None,
    progress: bool | None,
) -> None:
    """Annotate the files into a folder, and end with the exit status.

    Args:
        paths: The files.
        folder: The folder.
        pipeline: What annotates.
        asked: Options of the pipeline.
        resume: As for `quoteattr.archive.annotate_files`, as are the following ones.
        n_process: How many processes.
        batch_size: Articles taken at a time.
        offsets: What the offsets count.
        input_format: How the files are read.
        encoding: Their encoding.
        progress: Whether to show progress; `None` does so on a terminal.

    Raises:
        ClickException: If the run cannot be carried out, or the output cannot be written.
    """
    from tqdm import tqdm

    from quoteattr.archive import annotate_files

    try:
        report = annotate_files(
            paths,
            folder,
            pipeline=pipeline,
            resume=resume,
            n_process=n_process,
            batch_size=batch_size,
            offsets=offsets,
            input_format=input_format,
            encoding=encoding,
            progress=is_terminal(sys.stderr) if progress is None else progress,
            on_failure=lambda failure: tqdm.write(f"quoteattr: {one_line(str(failure))}", file=sys.stderr),
            **asked,
        )
    except (OptionError, MissingExtraError) as error:
        raise RefusedError(one_line(str(error))) from error
    except CheckpointError as error:
        raise click.ClickException(one_line(str(error))) from error
    except QuoteAttrError as error:
        raise click.ClickException(f"{one_line(str(error))}; --resume goes on where it ended") from error
    except OSError as error:
        raise click.ClickException(
            f"{error.filename or folder}: {error.strerror or error}; --resume goes on where it ended"
        ) from error
    except KeyboardInterrupt:
        click.echo(f"quoteattr: interrupted; --resume goes on in {folder}", err=True)
        sys.exit(130)
    counts = {
        "articles annotated": report.annotated,
        "failed": report.failed,
        "done before": report.resumed,
        "complete files skipped": report.skipped,
        "files not read": report.unfinished,
    }
    told = [f"{name}: {count}" for name, count in counts.items() if count or name == "articles annotated"]
    click.echo(f"quoteattr: {'; '.join(told)}", err=True)
    if report.failed or report.unfinished:
        sys.exit(1)
