"""Who said what in documents of LangChain."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from quoteattr.errors import InputTypeError
from quoteattr.extras import need
from quoteattr.integrations.documents import Per, Reader
from quoteattr.options import Options
from quoteattr.pipeline import OnError, Pipeline

__all__ = ["QuoteTransformer"]

need("langchain_core.documents", "langchain")

from langchain_core.documents import BaseDocumentTransformer, Document  # noqa: E402 - missed by its extra first


class QuoteTransformer(BaseDocumentTransformer):
    """Put the quotations of documents into their metadata, or make a document of each quotation.

    The asynchronous form, `atransform_documents`, runs in a thread.

    Args:
        pipeline: What annotates; `None` takes the checkpoint inside the package.
        per: What a new document is made per. An `article` keeps its text and its id, and has two further keys in its
            metadata: `quotations`, flat records of who said what, and `quoteattr`, the article's record without its
            text. A `quotation` has what was said as its text, and its speaker in its metadata.
        batch_size: How many documents are taken at a time.
        on_error: What a document that cannot be annotated does: "raise" its error, "skip" it (left out, and logged), or
            "record" it: it has no quotations, and `metadata["quoteattr"]["warnings"]` says why.
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
        >>> news = Document("“It is safe,” said Ada Burns, the mayor.", metadata={"source": "gazette.txt"})
        >>> [found] = QuoteTransformer().transform_documents([news])
        >>> found.metadata["quotations"][0]["speaker"]
        'Ada Burns'
        >>> [said] = QuoteTransformer(per="quotation").transform_documents([news])
        >>> said.page_content, said.metadata["speaker"], said.metadata["speaker_role"], said.metadata["source"]
        ('“It is safe,”', 'Ada Burns', 'mayor', 'gazette.txt')
    """

    def __init__(
        self,
        pipeline: Pipeline | None = None,
        *,
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
        self._pipeline = Pipeline.from_pretrained("default") if pipeline is None else pipeline

    def transform_documents(self, documents: Sequence[Document], **kwargs: Any) -> Sequence[Document]:
        """Annotate documents, in order; those passed are not changed.

        Args:
            documents: Documents of `langchain_core`.
            kwargs: None is accepted; options are given when the transformer is made.

        Returns:
            New documents, with the metadata of those passed and what was found.

        Raises:
            InputTypeError: If something else than a document is passed, or a keyword.
        """
        if kwargs:
            raise InputTypeError(
                f"transform_documents takes documents alone, found {', '.join(sorted(kwargs))}; give options when the "
                "transformer is made: QuoteTransformer(max_sentences=2)"
            )
        return list(self.lazy_transform_documents(documents))

    def lazy_transform_documents(self, documents: Iterable[Document]) -> Iterator[Document]:
        """Annotate a stream of documents, such as `loader.lazy_load()`, in bounded memory.

        Args:
            documents: Documents of `langchain_core`.

        Yields:
            What `transform_documents` returns.

        Raises:
            InputTypeError: If something else than a document is passed.
        """
        read = self._reader.read(self._pipeline, documents, Document, lambda d: (d.id, d.page_content))
        for document, content, metadata in read:
            whole = {**document.metadata, **metadata}
            if content is None:
                yield document.model_copy(update={"metadata": whole})
            else:
                id_ = None if document.id is None else f"{document.id}-{metadata['quotation_id']}"
                yield Document(page_content=content, metadata=whole, id=id_)
