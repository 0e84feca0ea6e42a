"""What every page of errors is made of: its opening, its tables, its end."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from error_analysis.paint import escape

__all__ = ["CLOSING", "opening", "table"]

CLOSING = "</body>\n</html>\n"

_HEAD = (
    '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    # Were an escape ever missed, the page still could not run a script or call home.
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
)


def opening(title: str, made_by: Mapping[str, str]) -> str:
    """Return the head of a page and what its numbers were made by.

    Args:
        title: What the page shows.
        made_by: Names and versions of what made the predictions.
    """
    style = (Path(__file__).parent / "style.css").read_text(encoding="utf-8")
    facts = " · ".join(f"{name} {value}" for name, value in made_by.items())
    return (
        f"{_HEAD}<title>{escape(title)}</title>\n<style>\n{style}</style>\n</head>\n"
        f"<body>\n<h1>{escape(title)}</h1>\n<p>{escape(facts)}</p>\n"
    )


def table(anchor: str, title: str, header: Sequence[str], rows: Iterable[Sequence[object]], *, markup: int = 0) -> str:
    """Return a table.

    Args:
        anchor: What links to it are named; empty for none.
        title: Its caption; empty for none.
        header: The titles of its columns.
        rows: Its cells.
        markup: How many of the first columns are HTML already; everything else is text.
    """
    named = f' id="{anchor}"' if anchor else ""
    caption = f"<caption>{escape(title)}</caption>" if title else ""
    lines = [f"<table{named}>{caption}\n<tr>{''.join(f'<th>{escape(cell)}</th>' for cell in header)}</tr>\n"]
    for row in rows:
        cells = [str(cell) if place < markup else escape(cell) for place, cell in enumerate(row)]
        lines.append(f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>\n")
    return "".join([*lines, "</table>\n"])
