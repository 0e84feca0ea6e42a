"""Data frames built of the rows of articles."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, Literal, get_args

from quoteattr.arguments import check_count, check_one_of
from quoteattr.errors import InputTypeError, InvalidTextError
from quoteattr.extras import need
from quoteattr.integrations.frames.identities import identity_rows
from quoteattr.integrations.frames.schemas import SCHEMAS, Rows
from quoteattr.io.rows import Row, article_rows, quotation_rows, sentence_rows, speaker_rows
from quoteattr.types import Article

__all__ = ["Library", "iter_batches", "to_frame"]

pa = need("pyarrow", "frames")

Library = Literal["pandas", "polars", "arrow"]
"""Whose data frame is made."""

_ROWS: Mapping[Rows, Callable[[Article], Iterator[Row]]] = {
    "quotations": quotation_rows,
    "speakers": speaker_rows,
    "sentences": sentence_rows,
    "articles": article_rows,
}


def to_frame(articles: Article | Iterable[Article], rows: Rows = "quotations", *, library: Library = "pandas") -> Any:
    """Return what was read from articles as a data frame.

    Args:
        articles: An article, or any number of them; they are taken one at a time.
        rows: What a row is: one of the `quotations`, `speakers`, `sentences` or `articles`; or, with `identities`, one
            of the speakers with who that is over all the articles (see `quoteattr.speakers.merge`).
        library: Whose frame it is: a `pandas.DataFrame` of Arrow's types, a `polars.DataFrame`, or a `pyarrow.Table`
            with `arrow`. What is not known is null in each of them.

    Raises:
        OptionError: If `rows` or `library` is none of these.
        InputTypeError: If something else than an article is among the articles.
        InvalidTextError: If an article that was read from a file has a lone surrogate.
        MissingExtraError: If the library is not installed.

    Example:
        >>> from quoteattr import annotate
        >>> article = annotate("“It is safe,” said Ada Burns, the mayor.", id="bridge")
        >>> table = to_frame(article, library="arrow")
        >>> table.select(["article_id", "content", "speaker", "role"]).to_pylist()
        [{'article_id': 'bridge', 'content': '“It is safe,”', 'speaker': 'Ada Burns', 'role': 'mayor'}]
    """
    check_one_of("library", library, get_args(Library))
    # The library is missed before the work is done, not after it.
    reader = None if library == "arrow" else need(library, "frames")
    batches = list(iter_batches(articles, rows))
    table = pa.Table.from_batches(batches, SCHEMAS[rows])
    if reader is None:
        return table
    return reader.from_arrow(table) if library == "polars" else table.to_pandas(types_mapper=reader.ArrowDtype)


def iter_batches(
    articles: Article | Iterable[Article], rows: Rows = "quotations", *, batch_size: int = 10_000
) -> Iterator[Any]:
    """Yield what was read from articles as record batches of Arrow, in bounded memory.

    Args:
        articles: An article, or any number of them; one is held at a time.
        rows: As for `to_frame`. The `identities` come when all articles were read, and all of them are held.
        batch_size: How many rows each batch has; the last one may have fewer.

    Yields:
        Batches of the schema `SCHEMAS[rows]`; none where there is no row.

    Raises:
        OptionError: If `rows` is not an accepted one, or `batch_size` not a whole number from 1.
        InputTypeError: If something else than an article is among the articles.
        InvalidTextError: If an article that was read from a file has a lone surrogate.

    Example:
        >>> batches = iter_batches([Article("Yes.", id="a"), Article("No.", id="b")], "articles", batch_size=1)
        >>> [batch["article_id"].to_pylist() for batch in batches]
        [['a'], ['b']]
    """
    check_one_of("rows", rows, get_args(Rows))
    check_count("batch_size", batch_size)
    if isinstance(articles, str) or not isinstance(articles, Article | Iterable):
        raise _not_article(articles, "")
    found = _checked([articles] if isinstance(articles, Article) else articles)
    return _batches(identity_rows(found) if rows == "identities" else _rows(found, _ROWS[rows]), rows, batch_size)


def _batches(found: Iterator[Row], rows: Rows, size: int) -> Iterator[Any]:
    while batch := list(islice(found, size)):
        try:
            yield pa.RecordBatch.from_pylist(batch, schema=SCHEMAS[rows])
        except UnicodeEncodeError as error:
            raise InvalidTextError(
                f"{rows} of well-formed Unicode text were asked for, but an article at place "
                f"{batch[0]['article_index']} to {batch[-1]['article_index']} has a lone surrogate ({error}); replace "
                "it in the text and annotate that again"
            ) from error


def _rows(articles: Iterable[Article], rows_of: Callable[[Article], Iterator[Row]]) -> Iterator[Row]:
    for index, article in enumerate(articles):
        for row in rows_of(article):
            yield {**row, "article_index": index}


def _checked(articles: Iterable[Article]) -> Iterator[Article]:
    for index, article in enumerate(articles):
        if not isinstance(article, Article):
            raise _not_article(article, f" at place {index}")
        yield article


def _not_article(found: Any, place: str) -> InputTypeError:
    return InputTypeError(
        f"annotated articles were asked for, found a {type(found).__name__}{place}; pass the result of "
        "`quoteattr.annotate(text)` or `pipeline.pipe(texts)`, or read a file with `quoteattr.io.read_jsonl`"
    )
