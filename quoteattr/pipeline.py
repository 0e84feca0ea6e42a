"""The whole way from text to article."""

import logging
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self, TypeVar

from tqdm.auto import tqdm

from quoteattr._version import __version__
from quoteattr.attribution.options import check_min_score
from quoteattr.errors import CheckpointError, InvalidTextError, OptionError, QuoteAttrError
from quoteattr.speakers.resolve import resolve_speakers
from quoteattr.summary.select import check_length
from quoteattr.summary.summarize import summarize
from quoteattr.summary.vectors import sentence_vectors
from quoteattr.text.checks import check_text, mark_warnings
from quoteattr.text.marks import pair_marks
from quoteattr.text.sentences import split_sentences
from quoteattr.types import Article

if TYPE_CHECKING:
    from quoteattr.model.checkpoint import Checkpoint
    from quoteattr.model.encode import Encoder

__all__ = ["OnError", "Pipeline", "annotate"]

logger = logging.getLogger(__name__)

OnError = Literal["raise", "skip", "record"]
_ON_ERROR = ("raise", "skip", "record")
T = TypeVar("T")


class Pipeline:
    """Read articles: sentences, quotations, speakers and a summary, from one encoder pass.

    A pipeline is cheap until its first article: the weights are loaded then. It can be pickled, and a copy loads them
    again where it arrives.

    Args:
        encoder: A loaded encoder; `Pipeline.from_pretrained` is the usual way to one.
        checkpoint: Name to put into each article's provenance.
        min_score: As for `Pipeline.from_pretrained`.

    Raises:
        OptionError: If `min_score` is not a number from 0 to 1.

    Example:
        >>> pipeline = Pipeline.from_pretrained("default")
        >>> article = pipeline("“The bridge is safe,” said Ada Burns, chief engineer of Marlow Council.")
        >>> article.quotations[0].speaker.name
        'Ada Burns'
    """

    def __init__(self, encoder: "Encoder", *, checkpoint: str = "in memory", min_score: float | None = None) -> None:
        check_min_score(min_score)
        self._encoder: Encoder | None = encoder
        self._found: Checkpoint | None = None
        self._device: str | None = None
        self._name = checkpoint
        self._min_score = min_score

    @classmethod
    def from_pretrained(
        cls,
        name_or_path: str | Path = "default",
        *,
        revision: str | None = None,
        device: str | None = None,
        local_files_only: bool = False,
        min_score: float | None = None,
    ) -> Self:
        """Make a pipeline of a checkpoint.

        Args:
            name_or_path: "default" for the checkpoint inside the package, a folder, or a hub id. Only a hub id can
                cause a download.
            revision: Branch, tag or commit on the hub; `None` takes its main branch.
            device: "cpu", "cuda", "mps"; `None` takes the best that is there.
            local_files_only: Whether to take a hub id from the local cache alone.
            min_score: Score below which a quotation is left out, of whatever kind: the score is the probability that
                content and source are right. 0 keeps every quotation; `None` takes the checkpoint's own, chosen for
                the best F1 on articles that it did not learn from.

        Raises:
            CheckpointError: If there is no such checkpoint. Damaged weights are noticed with the first article.
            OptionError: If torch does not know the device, or `min_score` is not a number from 0 to 1.
        """
        check_min_score(min_score)
        from quoteattr.model.checkpoint import choose_device, find_checkpoint

        self = cls.__new__(cls)
        self._encoder = None
        self._found = find_checkpoint(name_or_path, revision=revision, local_files_only=local_files_only)
        self._device = str(choose_device(device))
        self._name = self._found.name
        self._min_score = min_score
        logger.info("checkpoint %s in %s, on %s", self._name, self._found.folder, self._device)
        return self

    @property
    def encoder(self) -> "Encoder":
        """The encoder, loaded when first asked for."""
        if self._encoder is None:
            from quoteattr.model.checkpoint import choose_device, load_encoder

            assert self._found is not None  # noqa: S101 - one of the two is always there
            self._encoder = load_encoder(self._found, choose_device(self._device))
        return self._encoder

    def __getstate__(self) -> dict[str, Any]:
        """Leave weights behind that can be loaded again."""
        return {**self.__dict__, "_encoder": None if self._found else self._encoder}

    def save_pretrained(self, folder: str | Path) -> Path:
        """Save the checkpoint as a Hugging Face folder: configuration, safetensors weights, tokenizer, model card.

        Args:
            folder: Where to; it is made if need be.

        Returns:
            The folder.
        """
        from quoteattr.model.checkpoint import CARD, save_encoder

        card = self._found.folder / CARD if self._found else None
        return save_encoder(
            self.encoder, folder, card=card.read_text(encoding="utf-8") if card and card.is_file() else None
        )

    def __call__(
        self,
        text: str,
        *,
        id: str | None = None,
        max_sentences: int | None = None,
        max_words: int | None = None,
        min_score: float | None = None,
    ) -> Article:
        """Annotate one article.

        Args:
            text: Its text, unchanged in the result; all offsets count its code points.
            id: The caller's name for it; `None` for none.
            max_sentences: Number of sentences of the summary; `None` means 3, or no limit when `max_words` is given.
            max_words: Greatest number of words of the summary; `None` sets no limit.
            min_score: Score below which a quotation is left out; `None` takes the pipeline's own.

        Raises:
            InputTypeError: If `text` is not a string.
            InvalidTextError: If it has a lone surrogate.
            OptionError: If a length is not a positive whole number, or `min_score` is not a number from 0 to 1.
        """
        check_text(text)
        check_min_score(min_score)
        regions = pair_marks(text)
        sentences = split_sentences(text, regions=regions)
        states = self.encoder.encode(text, regions)
        from quoteattr.attribution.link import attribute

        least = self._min_score if min_score is None else min_score
        found = attribute(text, self.encoder, states, regions, min_score=least)
        quotations, speakers = resolve_speakers(text, sentences, found)
        vectors = sentence_vectors(states.states, states.tokens.offsets, sentences)
        summary, warnings = summarize(
            text, sentences, vectors, quotations, max_sentences=max_sentences, max_words=max_words
        )
        return Article(
            text=text,
            id=id,
            sentences=sentences,
            quotations=quotations,
            speakers=speakers,
            summary=summary,
            warnings=(*mark_warnings(regions), *warnings),
            provenance=self._provenance(least),
        )

    def pipe(
        self,
        texts: Iterable[str] | Iterable[tuple[str | None, str]],
        *,
        batch_size: int = 16,
        max_sentences: int | None = None,
        max_words: int | None = None,
        min_score: float | None = None,
        on_error: OnError = "raise",
        progress: bool = False,
    ) -> Iterator[Article]:
        """Annotate a stream of articles, in order and in bounded memory.

        An article's result does not depend on the others: its windows never share a pass with theirs.

        Args:
            texts: Texts, or pairs of id and text.
            batch_size: How many articles are taken from the stream at a time.
            max_sentences: Number of sentences of each summary; `None` means 3, or no limit when `max_words` is given.
            max_words: Greatest number of words of each summary; `None` sets no limit.
            min_score: Score below which a quotation is left out; `None` takes the pipeline's own.
            on_error: What an article that cannot be annotated does: "raise" its error (with its place in the stream
                as a note), "skip" it (logged), or "record" it as an article that has only a warning.
            progress: Whether to show a progress bar on stderr.

        Raises:
            OptionError: If an option is outside its accepted values; this is noticed before the first article.
            CheckpointError: If the weights are damaged, whatever `on_error` says: no article could be annotated.

        Example:
            >>> pipeline = Pipeline.from_pretrained("default")
            >>> [article.id for article in pipeline.pipe([("a", "Yes."), ("b", "No.")])]
            ['a', 'b']
        """
        if on_error not in _ON_ERROR:
            raise OptionError(f"on_error={on_error!r} was asked for; accepted are {', '.join(map(repr, _ON_ERROR))}")
        if not isinstance(batch_size, int) or isinstance(batch_size, bool) or batch_size < 1:
            raise OptionError(f"batch_size={batch_size!r} was asked for; accepted are whole numbers from 1")
        check_length(max_sentences, max_words)
        check_min_score(min_score)
        options = {"max_sentences": max_sentences, "max_words": max_words, "min_score": min_score}
        return self._pipe(texts, batch_size, options, on_error, progress=progress)

    def _pipe(
        self,
        texts: Iterable[Any],
        batch_size: int,
        options: dict[str, Any],
        on_error: OnError,
        *,
        progress: bool,
    ) -> Iterator[Article]:
        index = 0
        with tqdm(desc="articles", disable=not progress, unit="") as bar:
            for batch in _batches(texts, batch_size):
                for item in batch:
                    article = self._one(item, index, options, on_error)
                    index += 1
                    bar.update()
                    if article is not None:
                        yield article

    def _one(self, item: Any, index: int, options: dict[str, Any], on_error: OnError) -> Article | None:
        id_, text = item if isinstance(item, tuple) and len(item) == 2 else (None, item)
        try:
            return self(text, id=id_, **options)
        except CheckpointError:
            raise
        except Exception as error:
            if on_error == "raise":
                error.add_note(f"while annotating article {index} of the stream (id {id_!r})")
                raise
            reason = f"failed: {type(error).__name__}: {error}"
            if not isinstance(error, QuoteAttrError):
                logger.exception("article %d (id %r) could not be annotated", index, id_)
            elif on_error == "skip":
                logger.warning("article %d (id %r) is skipped: %s", index, id_, reason)
            if on_error == "skip":
                return None
            usable = isinstance(text, str) and not isinstance(error, InvalidTextError)
            return Article(text if usable else "", id=id_, warnings=(reason,), provenance=self._provenance(None))

    def _provenance(self, min_score: float | None) -> dict[str, str]:
        found = self._found
        return {
            "quoteattr": __version__,
            "checkpoint": self._name,
            **({"configuration": found.digest} if found else {}),
            # The checkpoint's own is part of its configuration.
            **({} if min_score is None else {"min_score": f"{min_score:g}"}),
        }


def annotate(
    text: str,
    *,
    id: str | None = None,
    max_sentences: int | None = None,
    max_words: int | None = None,
    min_score: float | None = None,
) -> Article:
    """Annotate one article with the checkpoint inside the package.

    The pipeline is loaded with the first call and kept.

    Args:
        text: The article's text.
        id: The caller's name for it; `None` for none.
        max_sentences: Number of sentences of the summary; `None` means 3, or no limit when `max_words` is given.
        max_words: Greatest number of words of the summary; `None` sets no limit.
        min_score: Score below which a quotation is left out, of whatever kind: the score is the probability that
            content and source are right. 0 keeps every quotation; `None` takes the checkpoint's own.

    Raises:
        InputTypeError: If `text` is not a string.
        InvalidTextError: If it has a lone surrogate.
        OptionError: If a length is not a positive whole number, or `min_score` is not a number from 0 to 1.

    Example:
        >>> article = annotate("“We will rebuild the bridge,” council leader Tom Hale said on Monday.")
        >>> print(article.speakers[0].label)
        Tom Hale, council leader
    """
    return _default()(text, id=id, max_sentences=max_sentences, max_words=max_words, min_score=min_score)


@cache
def _default() -> Pipeline:
    return Pipeline.from_pretrained("default")


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
