"""Documents of retrieval libraries: what their adapters share, whatever the library's document looks like."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, TypeVar, get_args

from quoteattr.arguments import OnError, check_count, check_one_of
from quoteattr.errors import InputTypeError
from quoteattr.integrations.records import quotation_records
from quoteattr.io.rows import quotation_rows
from quoteattr.options import Options
from quoteattr.pipeline import Pipeline
from quoteattr.types import Article

__all__ = ["Per", "Reader", "article_metadata", "quotation_metadata"]

Per = Literal["article", "quotation"]
"""What a new document is made of."""

D = TypeVar("D")

# Metadata of a document has keys of the caller's own, "source" above all; each of ours says what it belongs to.
_KEYS = {
    **{name: f"quotation_{name}" for name in ("kind", "start", "end", "cue", "source", "score")},
    **{name: name for name in ("article_id", "quotation_id", "speaker", "speaker_kind", "speaker_id", "speaker_score")},
    "role": "speaker_role",
    "former": "speaker_former",
}


@dataclass(frozen=True, slots=True)
class Reader:
    """How documents are read, checked before the first of them.

    Args:
        per: Whether a new document is made per `article` or per `quotation`.
        batch_size: How many documents are taken at a time.
        on_error: As for `Pipeline.pipe`.
        options: What is asked of each article.

    Raises:
        OptionError: If an option is outside its accepted values.

    Example:
        >>> reader = Reader(per="quotation")
        >>> text = "“It is safe,” said Ada Burns, the mayor."
        >>> found = reader.read(Pipeline.from_pretrained("default"), [text], str, lambda text: ("a", text))
        >>> [(content, metadata["speaker"]) for _, content, metadata in found]
        [('“It is safe,”', 'Ada Burns')]
    """

    per: Per = "article"
    batch_size: int = 16
    on_error: OnError = "raise"
    options: Options = field(default_factory=Options)

    def __post_init__(self) -> None:
        check_one_of("per", self.per, get_args(Per))
        check_count("batch_size", self.batch_size)
        check_one_of("on_error", self.on_error, get_args(OnError))

    def read(
        self,
        pipeline: Pipeline,
        documents: Iterable[D],
        accepted: type[D],
        id_and_text: Callable[[D], tuple[str | None, Any]],
    ) -> Iterator[tuple[D, str | None, dict[str, Any]]]:
        """Annotate documents, in order.

        Args:
            pipeline: What annotates them.
            documents: The documents, taken a batch at a time.
            accepted: The class of documents that are read.
            id_and_text: Called with each document; returns its id and its text.

        Yields:
            For each new document: the one it is made of, its text, or `None` for the same, and its further metadata.

        Raises:
            InputTypeError: If a document is of another class.
        """
        items = ((id_and_text(document), document) for document in _checked(documents, accepted))
        options = {"batch_size": self.batch_size, "on_error": self.on_error, **asdict(self.options)}
        for article, document in pipeline.pipe(items, as_tuples=True, **options):
            if self.per == "article":
                yield document, None, article_metadata(article)
            else:
                for content, metadata in quotation_metadata(article):
                    yield document, content, metadata


def article_metadata(article: Article) -> dict[str, Any]:
    """Return what a document says of its own quotations.

    Args:
        article: The article.

    Returns:
        JSON-able: `quotations`, a list of flat records, and `quoteattr`, the article's record without its text.

    Example:
        >>> from quoteattr import annotate
        >>> article = annotate("“It is safe,” said Ada Burns.")
        >>> metadata = article_metadata(article)
        >>> metadata["quotations"][0]["speaker"]
        'Ada Burns'
        >>> Article.from_dict({**metadata["quoteattr"], "text": article.text}) == article
        True
    """
    record = {key: value for key, value in article.to_dict().items() if key != "text"}
    return {"quotations": list(quotation_records(article)), "quoteattr": record}


def quotation_metadata(article: Article) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the content of each quotation, with what a document of that content says of itself.

    Args:
        article: The article.

    Yields:
        Content and metadata: flat, and without a key for what is not known, as vector stores refuse lists and null.

    Example:
        >>> from quoteattr import annotate
        >>> content, metadata = next(quotation_metadata(annotate("“It is safe,” said Ada Burns, the mayor.", id="a")))
        >>> content, metadata["article_id"], metadata["quotation_kind"], metadata["speaker"], metadata["speaker_role"]
        ('“It is safe,”', 'a', 'direct', 'Ada Burns', 'mayor')
    """
    for row in quotation_rows(article):
        known = {key: row[name] for name, key in _KEYS.items() if row[name] is not None}
        yield row["content"], known


def _checked(documents: Iterable[D], accepted: type[D]) -> Iterator[D]:
    for index, document in enumerate(documents):
        if not isinstance(document, accepted):
            raise InputTypeError(
                f"documents of the class {accepted.__module__}.{accepted.__qualname__} were asked for, found a "
                f"{type(document).__name__} at place {index}; pass a list of such documents"
            )
        yield document
