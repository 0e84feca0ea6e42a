"""Quotations as rows of a CSV file, fit to be opened in a spreadsheet, and back."""

import csv
import io
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from quoteattr.errors import SchemaError
from quoteattr.io.decoding import decode_text
from quoteattr.io.offsets import Offsets, counter
from quoteattr.io.rows import quotation_rows
from quoteattr.types import Article

__all__ = ["CSV_COLUMNS", "iter_csv", "protect", "read_csv", "unprotect"]

CSV_COLUMNS = (
    "article_id",
    "quotation_id",
    "kind",
    "content",
    "start",
    "end",
    "cue",
    "source",
    "speaker",
    "role",
    "speaker_kind",
    "score",
    "speaker_score",
)
"""The columns, in order; a data frame has them too, and some more behind them."""

# What makes a spreadsheet take a cell for a formula, or move what follows into another one: the list of OWASP's "CSV
# Injection", with white space before it because some programs trim that first. An apostrophe before one of them may
# stand there already, and must be told from ours.
_ACTS = re.compile(r"'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])")
_MARK = "\ufeff"


def iter_csv(articles: Iterable[Article], *, offsets: Offsets = "codepoint", bom: bool = False) -> Iterator[str]:
    r"""Yield a CSV file with one row a quotation: a line of column names, then the rows of each article.

    Content, cue and source stand as in the text, several spans of one of them joined by " … "; `start` and `end` are
    where the content begins and where it ends. What is not known is left empty. A cell that a spreadsheet would take
    for a formula ("=1+1", "-5", "@name") has an apostrophe before it, which `read_csv` takes off again.

    Args:
        articles: The articles, in order; one is held at a time.
        offsets: What `start` and `end` count: `codepoint`, or `utf16` for the code units of JavaScript and Java.
        bom: Whether the file begins with a byte order mark, by which Excel knows UTF-8.

    Raises:
        OptionError: If `offsets` is neither.

    Example:
        >>> from quoteattr.types import Quotation, QuotationId, Span
        >>> said = Quotation(QuotationId("q1"), "direct", (Span(0, 6),), (Span(7, 11),), (Span(12, 15),), score=0.9)
        >>> file = "".join(iter_csv([Article("“Yes,” said Eve.", id="a", quotations=(said,))]))
        >>> print(*file.splitlines(), sep="\n")
        article_id,quotation_id,kind,content,start,end,cue,source,speaker,role,speaker_kind,score,speaker_score
        a,q1,direct,"“Yes,”",0,6,said,Eve,,,,0.9,
    """
    yield (_MARK if bom else "") + _lines([CSV_COLUMNS])
    for article in articles:
        place = counter(article.text, offsets)
        yield _lines([row[column] for column in CSV_COLUMNS] for row in quotation_rows(article, place))


def read_csv(path: str | os.PathLike[str]) -> Iterator[dict[str, str]]:
    r"""Read back the rows that `iter_csv` yielded, as they were before apostrophes were put in.

    A row is no whole article: without its text, it is what a person saw and may have corrected in a spreadsheet.

    Args:
        path: The file, in UTF-8 with or without a byte order mark.

    Yields:
        Column name to cell; "" where nothing was known.

    Raises:
        OSError: If the file cannot be read.
        InvalidTextError: If it is not UTF-8.
        SchemaError: If its columns are others.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     out = Path(folder, "out.csv")
        ...     _ = out.write_text(",".join(CSV_COLUMNS) + "\na,q1,direct,'=1+1,0,4,,,,,,0.9,\n")
        ...     next(read_csv(out))["content"]
        '=1+1'
    """
    name = os.fspath(path)
    text = decode_text(Path(path).read_bytes(), name)
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        header = next(reader, [])
        if tuple(header) != CSV_COLUMNS:
            raise _refused(name, f"the columns {','.join(header)[:200]!r}")
        for row in filter(None, reader):
            if len(row) != len(CSV_COLUMNS):
                raise _refused(f"{name}, line {reader.line_num}", f"{len(row)} cells")
            yield dict(zip(CSV_COLUMNS, map(unprotect, row), strict=True))
    except csv.Error as error:
        raise _refused(f"{name}, line {reader.line_num}", str(error)) from error


def _refused(place: str, found: str) -> SchemaError:
    return SchemaError(
        f"{place}: quotations in the columns {','.join(CSV_COLUMNS)!r} were asked for, but found {found}; save the "
        "table as CSV with commas between the cells and every column in its place"
    )


def protect(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula.

    Args:
        cell: The text of a cell.

    Example:
        >>> protect("=1+1"), protect("'=1+1"), protect("'Twas so."), protect("Yes.")
        ("'=1+1", "''=1+1", "'Twas so.", 'Yes.')
    """
    return f"'{cell}" if _ACTS.match(cell) else cell


def unprotect(cell: str) -> str:
    """Take the apostrophe off again that `protect` put there.

    Args:
        cell: The text of a cell.

    Example:
        >>> unprotect("'=1+1"), unprotect("'Twas so.")
        ('=1+1', "'Twas so.")
    """
    return cell[1:] if cell.startswith("'") and _ACTS.match(cell) else cell


def _lines(rows: Iterable[Iterable[str | int | float | None]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)  # writes None as an empty cell
    writer.writerows([protect(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return out.getvalue()
