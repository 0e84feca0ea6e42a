"""Where the command line meets the terminal: messages, progress, width and colour."""

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from typing import Literal

import click

from quoteattr.errors import QuoteAttrError
from quoteattr.render.visible import one_line
from quoteattr.streaming import failure_of
from quoteattr.types import Article

__all__ = [
    "Colour",
    "RefusedError",
    "Report",
    "is_terminal",
    "one_line",
    "terminal_width",
    "wants_colour",
    "with_progress",
]

Colour = Literal["auto", "always", "never"]
_WIDEST = 100
_NARROWEST = 80  # where nobody can say how wide the reader's window is


class RefusedError(click.ClickException):
    """What cannot be carried out as given, told on one line."""

    exit_code = 2


class Report:
    """What went well and what did not; each failure is told on standard error when it happens."""

    def __init__(self) -> None:
        self.annotated = 0
        self.failed = 0

    def fail(self, reason: QuoteAttrError | OSError | str) -> None:
        """Count a failure and tell its reason."""
        from tqdm import tqdm

        if isinstance(reason, OSError) and reason.filename is not None:
            reason = f"{os.fspath(reason.filename)}: {reason.strerror}"
        self.failed += 1
        # `tqdm.write` keeps a message from running into the progress bar.
        tqdm.write(f"quoteattr: {one_line(str(reason))}", file=sys.stderr)

    def sift(self, articles: Iterable[Article]) -> Iterator[Article]:
        """Pass on the articles that were annotated, and report the others."""
        for article in articles:
            failure = failure_of(article)
            if failure is None:
                self.annotated += 1
                yield article
            else:
                self.fail(f"article {article.id!r}: {failure}" if article.id else failure)


def with_progress(articles: Iterable[Article], *, total: int | None = None, shown: bool = True) -> Iterable[Article]:
    """Show progress on standard error, when that is a terminal.

    Args:
        articles: The articles.
        total: How many there are; `None` where nobody knows.
        shown: Whether to show it.
    """
    from tqdm import tqdm

    bar: Iterable[Article] = tqdm(articles, total=total, unit=" articles", disable=not shown, file=sys.stderr)
    return bar


def is_terminal(stream: object) -> bool:
    """Tell whether a stream is a terminal; one that is absent or closed is none."""
    isatty = getattr(stream, "isatty", None)
    return bool(isatty and not getattr(stream, "closed", False) and isatty())


def terminal_width(stream: object) -> int:
    """Return how wide lines of text are to be: as the terminal, but no wider than is read with ease; elsewhere 80.

    Args:
        stream: Where the lines go.

    Example:
        >>> import io
        >>> terminal_width(io.StringIO())
        80
    """
    return min(shutil.get_terminal_size().columns, _WIDEST) if is_terminal(stream) else _NARROWEST


def wants_colour(stream: object, choice: Colour = "auto") -> bool:
    """Tell whether what is written to a stream is to be coloured.

    NO_COLOR with any value asks for none (https://no-color.org), FORCE_COLOR for colour; of both, the first counts.

    Args:
        stream: Where it goes.
        choice: What the user asked for; "auto" looks at the environment, and colours on a terminal only.

    Example:
        >>> import io
        >>> wants_colour(io.StringIO(), "always"), wants_colour(sys.stdout, "never")
        (True, False)
    """
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (is_terminal(stream) and os.environ.get("TERM") != "dumb")
