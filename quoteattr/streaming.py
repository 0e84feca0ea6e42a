"""A stream of articles, read in order and in bounded memory, in which one bad article need not stop the others."""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal, TypeVar, get_args

from tqdm.auto import tqdm

from quoteattr.errors import CheckpointError, InvalidTextError, OptionError, QuoteAttrError
from quoteattr.types import Article

__all__ = ["OnError", "Stream"]

logger = logging.getLogger(__name__)

OnError = Literal["raise", "skip", "record"]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stream:
    """How a stream is read.

    Args:
        annotate: Called with each text and its id; returns the article.
        provenance: What an article that could not be annotated says of its making.
        batch_size: How many items are taken from the stream at a time.
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
    on_error: OnError = "raise"
    progress: bool = False

    def __post_init__(self) -> None:
        accepted = get_args(OnError)
        if self.on_error not in accepted:
            raise OptionError(
                f"on_error={self.on_error!r} was asked for; accepted are {', '.join(map(repr, accepted))}"
            )
        if not isinstance(self.batch_size, int) or isinstance(self.batch_size, bool) or self.batch_size < 1:
            raise OptionError(f"batch_size={self.batch_size!r} was asked for; accepted are whole numbers from 1")

    def read(self, items: Iterable[Any]) -> Iterator[Article]:
        """Annotate texts, or pairs of id and text, in order.

        Args:
            items: The texts or pairs.
        """
        index = 0
        with tqdm(desc="articles", disable=not self.progress, unit="") as bar:
            for batch in _batches(items, self.batch_size):
                for item in batch:
                    article = self._one(item, index)
                    index += 1
                    bar.update()
                    if article is not None:
                        yield article

    def _one(self, item: Any, index: int) -> Article | None:
        id_, text = item if isinstance(item, tuple) and len(item) == 2 else (None, item)
        try:
            return self.annotate(text, id_)
        except CheckpointError:
            raise
        except Exception as error:
            if self.on_error == "raise":
                error.add_note(f"while annotating article {index} of the stream (id {id_!r})")
                raise
            reason = f"failed: {type(error).__name__}: {error}"
            if not isinstance(error, QuoteAttrError):
                logger.exception("article %d (id %r) could not be annotated", index, id_)
            elif self.on_error == "skip":
                logger.warning("article %d (id %r) is skipped: %s", index, id_, reason)
            if self.on_error == "skip":
                return None
            usable = isinstance(text, str) and not isinstance(error, InvalidTextError)
            return Article(text if usable else "", id=id_, warnings=(reason,), provenance=self.provenance or {})


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
