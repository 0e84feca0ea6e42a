"""Who said what in documents of Haystack."""

from dataclasses import asdict, replace
from typing import Any

from quoteattr.extras import need
from quoteattr.integrations.documents import Per, Reader
from quoteattr.options import Options
from quoteattr.pipeline import OnError, Pipeline

__all__ = ["QuoteAnnotator"]

need("haystack", "haystack")

from haystack import Document, component, default_from_dict, default_to_dict  # noqa: E402 - missed by its extra first


@component
class QuoteAnnotator:
    """Put the quotations of documents into their meta, or make a document of each quotation.

    Args:
        checkpoint: "default" for the checkpoint inside the package, a folder, or a hub id. Only a hub id can cause a
            download, by `warm_up`.
        revision: As for `Pipeline.from_pretrained`.
        device: "cpu", "cuda", "mps"; `None` takes the best that is there.
        local_files_only: Whether to take a hub id from the local cache alone.
        per: What a new document is made per. An `article` keeps its content and its id, and has two further keys in its
            meta: `quotations`, flat records of who said what, and `quoteattr`, the article's record without its text. A
            `quotation` has what was said as its content, and its speaker in its meta.
        batch_size: How many documents are taken at a time.
        on_error: What a document that cannot be annotated does, such as one without text: "raise" its error, "skip" it
            (left out, and logged), or "record" it: it has no quotations, and `meta["quoteattr"]["warnings"]` says why.
        max_sentences: As for `quoteattr.annotate`, like all that follow.
        max_words: Greatest number of words of each summary.
        ratio: Sentences of the summary as a share of the article's.
        focus: What the summary should be about.
        compress: Whether its sentences are shortened.
        faithful: Whether they are printed as they stand in the article.
        min_score: Score below which a quotation is left out.
        min_speaker_score: Score below which a quotation's speaker is not given.

    Raises:
        OptionError: If an option is outside its accepted values.

    Example:
        >>> news = Document(content="“It is safe,” said Ada Burns, the mayor.", meta={"paper": "Gazette"})
        >>> [found] = QuoteAnnotator().run(documents=[news])["documents"]
        >>> found.meta["quotations"][0]["speaker"]
        'Ada Burns'
        >>> [said] = QuoteAnnotator(per="quotation").run(documents=[news])["documents"]
        >>> said.content, said.meta["speaker"], said.meta["speaker_role"], said.meta["paper"]
        ('“It is safe,”', 'Ada Burns', 'mayor', 'Gazette')
    """

    def __init__(
        self,
        *,
        checkpoint: str = "default",
        revision: str | None = None,
        device: str | None = None,
        local_files_only: bool = False,
        per: Per = "article",
        batch_size: int = 16,
        on_error: OnError = "raise",
        max_sentences: int | None = None,
        max_words: int | None = None,
        ratio: float | None = None,
        focus: str | None = None,
        compress: bool = False,
        faithful: bool = False,
        min_score: float | None = None,
        min_speaker_score: float | None = None,
    ) -> None:
        options = Options(
            max_sentences=max_sentences,
            max_words=max_words,
            ratio=ratio,
            focus=focus,
            compress=compress,
            faithful=faithful,
            min_score=min_score,
            min_speaker_score=min_speaker_score,
        )
        self._reader = Reader(per, batch_size, on_error, options)
        self._source: dict[str, Any] = {"revision": revision, "device": device, "local_files_only": local_files_only}
        self._checkpoint = str(checkpoint)
        self._pipeline: Pipeline | None = None

    def warm_up(self) -> None:
        """Find the checkpoint and load its weights; a pipeline does so before its first run, and `run` without one.

        Raises:
            CheckpointError: If there is no such checkpoint.
            OptionError: If torch does not know the device.
        """
        if self._pipeline is None:
            pipeline = Pipeline.from_pretrained(self._checkpoint, **self._source)
            pipeline.encoder  # noqa: B018 - loaded when first asked for
            self._pipeline = pipeline

    @component.output_types(documents=list[Document])
    def run(self, documents: list[Document]) -> dict[str, list[Document]]:
        """Annotate documents, in order; those passed are not changed.

        Args:
            documents: Documents of Haystack.

        Returns:
            `documents`: new ones, with the meta of those passed and what was found.

        Raises:
            InputTypeError: If something else than a document is passed, or, unless `on_error` says otherwise, one
                without text.
        """
        self.warm_up()
        assert self._pipeline is not None  # noqa: S101 - made just now
        read = self._reader.read(self._pipeline, documents, Document, lambda d: (d.id, d.content))
        return {"documents": [_document(*found) for found in read]}

    def to_dict(self) -> dict[str, Any]:
        """Return what `from_dict`, and so a pipeline's `loads`, makes the same component of."""
        reader = {key: value for key, value in asdict(self._reader).items() if key != "options"}
        options = asdict(self._reader.options)
        found: dict[str, Any] = default_to_dict(self, checkpoint=self._checkpoint, **self._source, **reader, **options)
        return found

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "QuoteAnnotator":
        """Read what `to_dict` returned.

        Args:
            data: The component's type and its `init_parameters`.
        """
        found: QuoteAnnotator = default_from_dict(cls, data)
        return found


def _document(made_of: Document, content: str | None, meta: dict[str, Any]) -> Document:
    whole = {**made_of.meta, **meta}
    return replace(made_of, meta=whole) if content is None else Document(content=content, meta=whole)
