"""The component: takes documents, has their texts annotated, and writes the articles on them."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, Self, get_args

from spacy.pipeline import Pipe
from spacy.tokens import Doc
from spacy.util import minibatch

from quoteattr.arguments import OnError, check_count, check_one_of
from quoteattr.errors import CheckpointError, InputTypeError
from quoteattr.integrations.spacy.extensions import register_extensions
from quoteattr.integrations.spacy.scoring import score_quotations
from quoteattr.integrations.spacy.writing import SPANS_KEY, write_article
from quoteattr.options import Options
from quoteattr.pipeline import Pipeline

__all__ = ["QuoteAttr"]

_CHECKPOINT = "checkpoint"


class QuoteAttr(Pipe):
    """A component of a spaCy pipeline; `nlp.add_pipe("quoteattr", config={…})` makes one.

    Args:
        worker: What annotates a text; `None` for a checkpoint that comes with `from_disk`.
        name: The component's name in its pipeline.
        options: What is asked of each article; `None` for nothing in particular.
        device: Where a checkpoint that comes with `from_disk` is put; `None` takes the best that is there.
        batch_size: How many documents are taken from a stream at a time, if not fewer are asked for there.
        on_error: What a document that cannot be annotated does: "raise" hands it to spaCy's error handler, which
            raises unless another was set; "record" gives it an article that has only a warning; "skip" leaves it out
            of a stream, and a single one as it is.
        spans_key: Name of the group of spans.
        sentences: Whether to set the starts of sentences.
        prefix: What to put in front of the names of the extensions.
        bundle: Whether `to_disk` saves the checkpoint with the pipeline, and `from_disk` takes it from there.

    Raises:
        OptionError: If `batch_size` or `on_error` is not an accepted one.
        InputTypeError: If `spans_key` or `prefix` is not a string.

    Example:
        >>> import spacy
        >>> component = QuoteAttr(Pipeline.from_pretrained("default"))
        >>> doc = component(spacy.blank("en")("“It is safe,” said Ada Burns, the mayor."))
        >>> [(span.text, span._.speaker) for span in doc.spans["quotations"]]
        [('“It is safe,”', 'Ada Burns')]
    """

    def __init__(
        self,
        worker: Pipeline | None,
        name: str = "quoteattr",
        *,
        options: Options | None = None,
        device: str | None = None,
        batch_size: int = 16,
        on_error: OnError = "raise",
        spans_key: str = SPANS_KEY,
        sentences: bool = False,
        prefix: str = "",
        bundle: bool = False,
    ) -> None:
        check_count("batch_size", batch_size)
        check_one_of("on_error", on_error, get_args(OnError))
        for key, value in (("spans_key", spans_key), ("prefix", prefix)):
            if not isinstance(value, str):
                raise InputTypeError(f"{key}={value!r} was asked for; {key} is a string")
        self._worker = worker
        self.name = name
        self.options = options or Options()
        self.device = device
        self.batch_size = batch_size
        self.on_error: OnError = on_error
        self.spans_key = spans_key
        self.sentences = sentences
        self.bundle = bundle
        self.scorer = score_quotations
        self._process = os.getpid()
        register_extensions(prefix=prefix)

    @property
    def worker(self) -> Pipeline:
        """What annotates a text.

        Raises:
            CheckpointError: If the checkpoint was to come with `from_disk` and has not.
        """
        if self._worker is None:
            raise CheckpointError(
                f"component {self.name!r} has no checkpoint: there is none where its option `checkpoint` says, and no "
                "pipeline that holds one (bundle=True) was loaded; set the option to a folder or a hub id"
            )
        return self._worker

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one document."""
        return next(self.pipe([doc]), doc)

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """Annotate a stream of documents, in order.

        Args:
            stream: The documents.
            batch_size: How many are taken from the stream at a time, if not fewer by the component's own option.
        """
        self._settle()
        for docs in minibatch(stream, min(batch_size, self.batch_size)):
            yield from self._annotate(list(docs))

    def _annotate(self, waiting: list[Doc]) -> Iterator[Doc]:
        """Annotate documents; behind one that fails, go on with the next if the error handler allows it."""
        while waiting:
            pairs = self.worker.pipe(
                [(doc.text, doc) for doc in waiting],
                as_tuples=True,
                batch_size=len(waiting),
                on_error=self.on_error,
                **asdict(self.options),
            )
            try:
                for article, doc in pairs:
                    del waiting[: waiting.index(doc)]  # what was skipped
                    write_article(doc, article, spans_key=self.spans_key, sentences=self.sentences)
                    del waiting[0]
                    yield doc
                return
            except CheckpointError:
                raise
            except Exception as error:
                self.get_error_handler()(self.name, self, [waiting.pop(0)], error)

    def _settle(self) -> None:
        """Make a worker process of `nlp.pipe(n_process=…)` a good neighbour of the others."""
        if self._process == os.getpid():
            return
        self._process = os.getpid()
        self.worker.pipe((), n_process=2)  # which refuses a GPU: it cannot be shared
        import torch

        # Cores are shared out already, and threads that were running when the process was forked would be waited for.
        torch.set_num_threads(1)

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Save the checkpoint if it was asked to be bundled; all else is in the pipeline's configuration.

        Args:
            path: The component's folder in the pipeline's.
            exclude: What not to save: "checkpoint".
        """
        if self.bundle and _CHECKPOINT not in exclude:
            self.worker.save_pretrained(Path(path) / _CHECKPOINT)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Self:
        """Take a bundled checkpoint from where `to_disk` put it.

        Args:
            path: The component's folder in the pipeline's.
            exclude: What not to load: "checkpoint".

        Raises:
            CheckpointError: If it is not there.
        """
        if self.bundle and _CHECKPOINT not in exclude:
            self._worker = Pipeline.from_pretrained(Path(path) / _CHECKPOINT, device=self.device)
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:  # noqa: ARG002 - spaCy passes it
        """Return nothing: the configuration says it all, and weights are loaded where they are needed."""
        return b""

    def from_bytes(self, data: Any, *, exclude: Iterable[str] = ()) -> Self:  # noqa: ARG002 - spaCy passes them
        """Take nothing."""
        return self
