"""A stream of articles, read in order and in bounded memory, in which one bad article need not stop the others."""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, get_args

from tqdm.auto import tqdm

from quoteattr.arguments import OnError, check_count, check_one_of
from quoteattr.errors import CheckpointError, InvalidTextError, OptionError, QuoteAttrError, WorkerError
from quoteattr.types import Article
from quoteattr.workers import Outcome, annotate_apart, count_processes, outcome_of

__all__ = ["Stream", "failure_of", "failure_warning"]

logger = logging.getLogger(__name__)

T = TypeVar("T")
_FAILED = "failed: "


@dataclass(frozen=True, slots=True)
class _Item:
    """An article of a stream, not yet annotated; `text` is whatever the caller passed."""

    index: int
    id: str | None
    text: Any
    context: Any


@dataclass(frozen=True, slots=True)
class Stream:
    """How a stream is read.

    Args:
        annotate: Called with each text and its id; returns the article. With several processes it must be picklable.
        provenance: What an article that could not be annotated says of its making.
        batch_size: How many items are taken from the stream at a time.
        n_process: How many processes annotate; 1 is this one, and -1 as many as there are CPU cores.
        as_tuples: Whether the items are pairs of a text and a context, and each article comes with its context.
        on_error: What an article that cannot be annotated does: "raise" its error, "skip" it (logged), or "record" it
            as an article that has only a warning.
        progress: Whether to show a progress bar on stderr.

    Raises:
        OptionError: If an option is outside its accepted values.

    Example:
        >>> stream = Stream(lambda text, id: Article(text, id=id))
        >>> [article.id for article in stream.read([("a", "Yes."), "No."])]
        ['a', None]
    """

    annotate: Callable[[str, str | None], Article]
    provenance: Mapping[str, str] | None = None
    batch_size: int = 16
    n_process: int = 1
    as_tuples: bool = False
    on_error: OnError = "raise"
    progress: bool = False

    def __post_init__(self) -> None:
        check_one_of("on_error", self.on_error, get_args(OnError))
        check_count("batch_size", self.batch_size)
        count_processes(self.n_process)

    def read(self, items: Iterable[Any]) -> Iterator[Any]:
        """Annotate texts, or pairs of id and text, in order.

        Args:
            items: The texts or pairs; with `as_tuples`, pairs of one of them and a context.

        Yields:
            The articles; with `as_tuples`, pairs of an article and its context.
        """
        with tqdm(desc="articles", disable=not self.progress, unit="") as bar:
            for item, outcome in self._outcomes(self._numbered(items)):
                article = self._settle(item, outcome)
                bar.update()
                if article is not None:
                    yield (article, item.context) if self.as_tuples else article

    def _numbered(self, items: Iterable[Any]) -> Iterator[_Item]:
        for index, item in enumerate(items):
            said, context = item, None
            if self.as_tuples:
                if not isinstance(item, tuple) or len(item) != 2:
                    raise OptionError(
                        f"as_tuples=True was asked for, but item {index} of the stream is a {type(item).__name__}; "
                        "accepted are pairs of a text (or of an id and a text) and a context of any kind"
                    )
                said, context = item
            id_, text = said if isinstance(said, tuple) and len(said) == 2 else (None, said)
            yield _Item(index, id_, text, context)

    def _outcomes(self, items: Iterator[_Item]) -> Iterator[tuple[_Item, Outcome]]:
        processes = count_processes(self.n_process)
        if processes > 1:
            yield from annotate_apart(
                self.annotate, items, lambda item: (item.text, item.id), processes=processes, ahead=self.batch_size
            )
            return
        for batch in _batches(items, self.batch_size):
            for item in batch:
                yield item, outcome_of(self.annotate, item.text, item.id)

    def _settle(self, item: _Item, outcome: Outcome) -> Article | None:
        """Return the article of an item, or do with its error what was asked for."""
        if isinstance(outcome, Article):
            return outcome
        # No article could be annotated then, or no other one.
        if isinstance(outcome, CheckpointError):
            raise outcome
        if self.on_error == "raise":
            outcome.add_note(f"while annotating article {item.index} of the stream (id {item.id!r})")
            raise outcome
        reason = failure_warning(outcome)
        if not isinstance(outcome, QuoteAttrError) or isinstance(outcome, WorkerError):
            logger.error("article %d (id %r) could not be annotated", item.index, item.id, exc_info=outcome)
        elif self.on_error == "skip":
            logger.warning("article %d (id %r) is skipped: %s", item.index, item.id, reason)
        if self.on_error == "skip":
            return None
        usable = isinstance(item.text, str) and not isinstance(outcome, InvalidTextError)
        return Article(item.text if usable else "", id=item.id, warnings=(reason,), provenance=self.provenance or {})


def failure_warning(error: Exception, told: str | None = None) -> str:
    """Return the warning by which an article says why it could not be annotated; `failure_of` reads it.

    Args:
        error: Why.
        told: What to say of it; `None` for what it says itself.

    Example:
        >>> failure_warning(ValueError("it is no text"))
        'failed: ValueError: it is no text'
    """
    return f"{_FAILED}{type(error).__name__}: {error if told is None else told}"


def failure_of(article: Article) -> str | None:
    """Return why an article of a stream could not be annotated, when errors are recorded.

    Args:
        article: The article.

    Returns:
        The error's class and what it says; `None` for an article that was annotated.

    Example:
        >>> failure_of(Article("", warnings=("failed: InputTypeError: a text was asked for, found None",)))
        'InputTypeError: a text was asked for, found None'
    """
    return next((w.removeprefix(_FAILED) for w in article.warnings if w.startswith(_FAILED)), None)


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Cut a stream into lists; where it breaks off with an error, what came before is passed on first."""
    batch: list[T] = []
    try:
        for item in items:
            batch.append(item)
            if len(batch) == size:
                yield batch
                batch = []
    except Exception:
        if batch:
            yield batch
        raise
    if batch:
        yield batch
