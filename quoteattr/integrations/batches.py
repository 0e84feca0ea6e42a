"""Batches of a table annotated by whichever worker process they come to."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any, Unpack

from quoteattr.arguments import check_count
from quoteattr.errors import OptionError
from quoteattr.extras import need
from quoteattr.integrations.columns import annotation_schema, annotation_table, storable
from quoteattr.options import ArticleOptions, Options
from quoteattr.pipeline import Pipeline

pa = need("pyarrow", "frames")

__all__ = ["BatchAnnotator", "BatchOptions", "Settings"]


class Settings(ArticleOptions, total=False):
    """The fields of `BatchOptions`, for what takes them by name.

    Example:
        >>> settings: Settings = {"text_column": "body", "max_sentences": 1}
        >>> BatchOptions(**settings).text_column
        'body'
    """

    text_column: str
    id_column: str | None
    keep: tuple[str, ...] | None
    record: bool
    checkpoint: str
    revision: str | None
    device: str | None
    local_files_only: bool
    threads: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchOptions(Options):
    """Which columns are read and kept, what annotates them, and what is asked of it.

    Args:
        text_column: The column that has the articles' texts.
        id_column: The column that names them, of any type; `None` for none. It is always kept.
        keep: Other columns to keep, the text's too if it is among them; `None` keeps all.
        record: Whether there is a column `record` as well, with `Article.to_json` of each article.
        checkpoint: "default" for the one inside the package, a folder that every machine has, or a hub id.
        revision: Branch, tag or commit on the hub; `None` takes its main branch.
        device: "cpu", "cuda", "mps"; `None` takes the best that the worker's machine has.
        local_files_only: Whether to take a hub id from each machine's cache alone.
        threads: How many CPU threads torch takes in the process.
        max_sentences: Number of sentences of each summary; `None` means 3, or no limit with another length.
        max_words: Greatest number of words of each summary; `None` sets no limit.
        ratio: Sentences of the summary as a share of the article's, rounded up; `None` sets no limit.
        focus: What the summaries should be about, in a few words; `None` for the whole article.
        compress: Whether the summary's sentences are shortened by what can be spared.
        faithful: Whether they are printed as they stand in the article.
        min_score: Score below which a quotation is left out; `None` takes the checkpoint's own.
        min_speaker_score: Score below which a speaker is not given; `None` gives every speaker.

    Raises:
        OptionError: If an option is outside its accepted values.

    Example:
        >>> BatchOptions(text_column="body", keep=("title",), max_sentences=1).kept(["body", "title", "html"])
        ['title']
    """

    text_column: str = "text"
    id_column: str | None = None
    keep: tuple[str, ...] | None = None
    record: bool = False
    checkpoint: str = "default"
    revision: str | None = None
    device: str | None = None
    local_files_only: bool = False
    threads: int = 1

    def __post_init__(self) -> None:
        Options.__post_init__(self)  # a class with slots has no `super()` of its own here
        if self.keep is not None and (isinstance(self.keep, str) or not all(isinstance(k, str) for k in self.keep)):
            raise OptionError(f"keep={self.keep!r:.80} was asked for; accepted are names of columns: keep=('title',)")
        check_count("threads", self.threads)

    def kept(self, names: list[str]) -> list[str]:
        """Return which columns of a table are kept, in its order.

        Args:
            names: The names of its columns.

        Raises:
            OptionError: If one that was asked for is not there, or a kept one has the name of one of ours.
        """
        wanted = {self.id_column} - {None} | set(names if self.keep is None else self.keep)
        if missing := sorted(({self.text_column} | wanted) - set(names)):  # type: ignore[type-var]
            raise OptionError(
                f"the column {missing[0]!r} was asked for; the table has {', '.join(map(repr, names)) or 'none'}: name "
                "one of them by text_column, id_column or keep"
            )
        kept = [name for name in names if name in wanted]
        ours = set(annotation_schema(record=self.record).names)
        if taken := [name for name in kept if name.casefold() in ours]:
            raise OptionError(
                f"the column {taken[0]!r} of the table was to be kept, but the annotation has a column of that name: "
                "rename it first, or leave it out of keep"
            )
        return kept


class BatchAnnotator:
    """Annotate the articles of a batch of rows: one row in, one row out.

    It holds no weights, so it can be sent anywhere. They are loaded with the first batch of a process, and kept there
    for every annotator with the same checkpoint.

    Args:
        settings: The fields of `BatchOptions`, by name.

    Raises:
        OptionError: If one of them is outside its accepted values.

    Example:
        >>> table = pa.table({"url": ["a", "b"], "text": ["“Yes,” said Eve.", None]})
        >>> rows = BatchAnnotator(id_column="url", keep=(), max_sentences=1)(table).to_pylist()
        >>> [(row["url"], len(row["quotations"]), row["error"] is None) for row in rows]
        [('a', 1, True), ('b', 0, False)]
    """

    def __init__(self, **settings: Unpack[Settings]) -> None:
        self.options = BatchOptions(**settings)

    def __call__(self, batch: Any) -> Any:
        """Annotate the rows of a batch.

        Args:
            batch: A `pyarrow.Table` or `RecordBatch`, a pandas `DataFrame`, or a dictionary of columns.

        Returns:
            A `pyarrow.Table` of the kept columns, then those of `annotation_schema`. A row whose text is missing or
            cannot be annotated has the reason in `error`.

        Raises:
            OptionError: If a column is missing, has no text, or has the name of one of ours.
            CheckpointError: If there is no such checkpoint, or its weights are damaged.
        """
        own = self.options
        kept = own.kept(batch.schema.names if isinstance(batch, pa.Table | pa.RecordBatch) else list(batch))
        texts = _texts(batch[own.text_column], own.text_column)
        ids = _values(batch[own.id_column]) if own.id_column else [None] * len(texts)
        named = [(None if id_ is None else str(id_), text) for id_, text in zip(ids, texts, strict=True)]
        pipeline = _load(own.checkpoint, own.revision, own.device, own.local_files_only, own.threads)
        asked: Mapping[str, Any] = {field.name: getattr(own, field.name) for field in fields(Options)}
        table = annotation_table(pipeline.pipe(named, on_error="record", **asked), record=own.record)
        columns = {name: _array(batch[name], texts if name == own.text_column else None) for name in kept}
        return pa.table({**columns, **dict(zip(table.column_names, table.columns, strict=True))})


# One at a time: a worker that goes on to another checkpoint does not keep the weights of the last.
@lru_cache(maxsize=1)
def _load(checkpoint: str, revision: str | None, device: str | None, local_files_only: bool, threads: int) -> Pipeline:
    import torch

    # Each worker would take all the cores otherwise, and the workers of a machine get into each other's way.
    torch.set_num_threads(threads)
    return Pipeline.from_pretrained(checkpoint, revision=revision, device=device, local_files_only=local_files_only)


def _values(column: Any) -> list[Any]:
    """Return the cells of a column as Python's own values."""
    if isinstance(column, pa.Array | pa.ChunkedArray):
        return column.to_pylist()  # type: ignore[no-any-return]
    return list(column)


def _texts(column: Any, name: str) -> list[Any]:
    """Return the cells of a column of text; bytes that are no text come as lone surrogates, which are refused later."""
    if not isinstance(column, pa.Array | pa.ChunkedArray):
        # pandas has NaN or NA for a missing text; neither is equal to itself.
        return [cell if isinstance(cell, str) or (cell == cell) is True else None for cell in column]  # noqa: PLR0124
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    kind = column.type
    texts = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view, pa.types.is_null)
    # Ray stores what Arrow cannot hold as Python objects, in a type of its own.
    if not isinstance(kind, pa.ExtensionType) and not any(is_text(kind) for is_text in texts):
        raise OptionError(
            f"the column {name!r} was to be read as text, but is of type {kind}: name the column of the "
            "articles' texts by text_column, or cast it to a string"
        )
    try:
        return column.to_pylist()  # type: ignore[no-any-return]
    except UnicodeDecodeError:
        raw = column.cast(pa.large_binary()).to_pylist()
        return [None if cell is None else cell.decode("utf-8", "surrogateescape") for cell in raw]


def _array(column: Any, texts: list[Any] | None) -> Any:
    """Return a column to keep; one of texts always has the type of a text."""
    is_arrow = isinstance(column, pa.Array | pa.ChunkedArray)
    if texts is None:
        return column if is_arrow else pa.array(column, from_pandas=True)
    if is_arrow and not pa.types.is_null(column.type) and not isinstance(column.type, pa.ExtensionType):
        return column
    return pa.array([storable(cell) if isinstance(cell, str) else None for cell in texts], pa.string())
