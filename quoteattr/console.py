"""Where the command line meets the terminal: messages and progress."""

import os
import sys
from collections.abc import Iterable, Iterator

import click

from quoteattr.errors import QuoteAttrError
from quoteattr.render.visible import visible
from quoteattr.streaming import failure_of
from quoteattr.types import Article

__all__ = ["RefusedError", "Report", "is_terminal", "one_line", "with_progress"]


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


def one_line(text: str) -> str:
    """Put a message on one line, with nothing in it that could drive a terminal."""
    return " ".join(visible(text).split())
