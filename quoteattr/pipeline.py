"""The whole way from text to article."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal, Self, TypeVar, Unpack, overload

from quoteattr._version import __version__
from quoteattr.errors import OptionError
from quoteattr.options import OnError, Options, PipeOptions, Precision, check_precision
from quoteattr.speakers.antecedents import Chooser, learned
from quoteattr.speakers.confidence import keep_sure_speakers
from quoteattr.speakers.given import check_quotations
from quoteattr.speakers.resolve import resolve, resolve_mentions
from quoteattr.speakers.trust import Trust
from quoteattr.streaming import Stream
from quoteattr.summary.focus import focused
from quoteattr.summary.reading import read_story
from quoteattr.summary.summarize import summarize
from quoteattr.text.checks import check_text, mark_warnings
from quoteattr.text.marks import QuotedRegion, pair_marks
from quoteattr.text.sentences import split_sentences
from quoteattr.types import Article, Quotation, Sentence, Span, Speaker
from quoteattr.workers import check_device

if TYPE_CHECKING:
    from quoteattr.model.checkpoint import Checkpoint
    from quoteattr.model.encode import Encoder, TokenStates

__all__ = ["OnError", "Pipeline"]

logger = logging.getLogger(__name__)
C = TypeVar("C")
# Threads may ask one pipeline for its first article at the same time. One lock for all, since a pipeline is picklable.
_loading = Lock()


@dataclass(frozen=True, slots=True)
class _Encoded:
    """A text after its one encoder pass."""

    text: str
    regions: tuple[QuotedRegion, ...]
    sentences: tuple[Sentence, ...]
    states: "TokenStates"


class Pipeline:
    """Read articles: sentences, quotations, speakers and a summary, from one encoder pass.

    A pipeline is cheap until its first article: the weights are loaded then. It can be pickled, and a copy loads them
    again where it arrives.

    Args:
        encoder: A loaded encoder; `Pipeline.from_pretrained` is the usual way to one.
        checkpoint: Name to put into each article's provenance.
        min_score: As for `Pipeline.from_pretrained`.
        min_speaker_score: As for `Pipeline.from_pretrained`.

    Raises:
        OptionError: If `min_score` or `min_speaker_score` is not a number from 0 to 1.

    Example:
        >>> pipeline = Pipeline.from_pretrained("default")
        >>> article = pipeline("“The bridge is safe,” said Ada Burns, chief engineer of Marlow Council.")
        >>> article.quotations[0].speaker.name
        'Ada Burns'
    """

    def __init__(
        self,
        encoder: "Encoder",
        *,
        checkpoint: str = "in memory",
        min_score: float | None = None,
        min_speaker_score: float | None = None,
    ) -> None:
        self._options = Options(min_score=min_score, min_speaker_score=min_speaker_score)
        self._encoder: Encoder | None = encoder
        self._found: Checkpoint | None = None
        self._device: str | None = None
        self._precision: Precision = "float32"
        self._name = checkpoint

    @classmethod
    def from_pretrained(
        cls,
        name_or_path: str | Path = "default",
        *,
        revision: str | None = None,
        device: str | None = None,
        precision: Precision = "float32",
        local_files_only: bool = False,
        min_score: float | None = None,
        min_speaker_score: float | None = None,
    ) -> Self:
        """Make a pipeline of a checkpoint.

        Args:
            name_or_path: "default" for the checkpoint inside the package, a folder, or a hub id. Only a hub id can
                cause a download.
            revision: Branch, tag or commit on the hub; `None` takes its main branch.
            device: "cpu", "cuda", "mps"; `None` takes the best that is there.
            precision: What the encoder computes in: "float32", or "int8" for a faster pass on a CPU at the price of the
                last few decisions (`docs/speed.md`). Scores may then differ a little between kinds of CPU.
            local_files_only: Whether to take a hub id from the local cache alone.
            min_score: Score below which a quotation is left out, of whatever kind: the score is the probability that
                content and source are right. 0 keeps every quotation; `None` takes the checkpoint's own, chosen for
                the best F1 on articles that it did not learn from.
            min_speaker_score: Score below which a speaker is not given: the quotation stays, its speaker is `None`. The
                score is the probability that the speaker is right. `None` takes 0, which gives every speaker.

        Raises:
            CheckpointError: If there is no such checkpoint. Damaged weights, and files that are not what they were when
                they were saved, are noticed with the first article.
            OptionError: If torch does not know the device, the precision is neither or is not for the device, or
                `min_score` or `min_speaker_score` is not a number from 0 to 1.
        """
        options = Options(min_score=min_score, min_speaker_score=min_speaker_score)
        from quoteattr.model.checkpoint import choose_device, find_checkpoint

        self = cls.__new__(cls)
        self._encoder = None
        self._found = find_checkpoint(name_or_path, revision=revision, local_files_only=local_files_only)
        self._device = str(choose_device(device))
        check_precision(precision, self._device)
        self._precision = precision
        self._name = self._found.name
        self._options = options
        logger.info("checkpoint %s in %s, on %s", self._name, self._found.folder, self._device)
        return self

    @property
    def encoder(self) -> "Encoder":
        """The encoder, loaded when first asked for."""
        if self._encoder is None:
            with _loading:
                if self._encoder is None:
                    self._encoder = self._load()
        return self._encoder

    def _load(self) -> "Encoder":
        from quoteattr.model.checkpoint import choose_device, load_encoder

        assert self._found is not None  # noqa: S101 - one of the two is always there
        encoder = load_encoder(self._found, choose_device(self._device))
        if self._precision == "int8":
            from quoteattr.model.int8 import to_int8

            to_int8(encoder.model)
        return encoder

    @property
    def provenance(self) -> dict[str, str]:
        """What makes its annotations, as every article says in its own: version, checkpoint, configuration, scores."""
        return self._provenance(self._options)

    def __getstate__(self) -> dict[str, Any]:
        """Leave weights behind that can be loaded again."""
        return {**self.__dict__, "_encoder": None if self._found else self._encoder}

    def save_pretrained(self, folder: str | Path) -> Path:
        """Save the checkpoint as a Hugging Face folder: configuration, safetensors weights, tokenizer, model card.

        Args:
            folder: Where to; it is made if need be.

        Returns:
            The folder.

        Raises:
            OptionError: If the pipeline computes in int8, whose weights are not those of the checkpoint.
        """
        from quoteattr.model.saving import copy_checkpoint, save_encoder

        if self._precision == "int8":
            raise OptionError("a pipeline in int8 cannot be saved; load the checkpoint in float32, and save that")

        return copy_checkpoint(self._found, folder) if self._found else save_encoder(self.encoder, folder)

    def push_to_hub(
        self,
        repo_id: str,
        *,
        private: bool | None = None,
        token: str | None = None,
        revision: str | None = None,
        message: str = "Upload a quoteattr checkpoint",
    ) -> str:
        """Put the checkpoint on the Hugging Face hub: configuration, weights, tokenizer and model card, in one commit.

        Args:
            repo_id: Where to, as "owner/name"; the repository is made if need be.
            private: Whether a repository that is made is private; `None` leaves it to the owner's setting.
            token: Token of a user who may write there; `None` takes the one that `hf auth login` stored.
            revision: Branch, made if need be; `None` takes the main one.
            message: Message of the commit.

        Returns:
            Address of the commit.

        Raises:
            CheckpointError: If the hub refuses it or cannot be reached.
        """
        from quoteattr.model.saving import push_checkpoint

        with TemporaryDirectory() as folder:
            return push_checkpoint(
                self.save_pretrained(folder), repo_id, private=private, token=token, revision=revision, message=message
            )

    def __call__(
        self,
        text: str,
        *,
        id: str | None = None,
        max_sentences: int | None = None,
        max_words: int | None = None,
        ratio: float | None = None,
        focus: str | None = None,
        compress: bool = False,
        faithful: bool = False,
        min_score: float | None = None,
        min_speaker_score: float | None = None,
    ) -> Article:
        """Annotate one article.

        Args:
            text: Its text, unchanged in the result; all offsets count its code points.
            id: The caller's name for it; `None` for none.
            max_sentences: Number of sentences of the summary; `None` means 3, or no limit with another length.
            max_words: Greatest number of words of the summary; `None` sets no limit.
            ratio: Sentences of the summary as a share of the article's, rounded up; `None` sets no limit.
            focus: What the summary should be about, in a few words; `None` for the whole article.
            compress: Whether the summary's sentences are shortened by what can be spared.
            faithful: Whether they are printed as they stand in the article, without the edits that make each of them
                complete in itself, such as a name for a pronoun.
            min_score: Score below which a quotation is left out; `None` takes the pipeline's own.
            min_speaker_score: Score below which a quotation's speaker is not given; `None` takes the pipeline's own.

        Raises:
            InputTypeError: If `text` is not a string.
            InvalidTextError: If it has a lone surrogate.
            OptionError: If a length is not a positive whole number, or a score is not a number from 0 to 1.
        """
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
        return self._annotate(options, text, id)

    def resolve(
        self,
        text: str,
        quotations: Iterable[Quotation],
        *,
        id: str | None = None,
        max_sentences: int | None = None,
        max_words: int | None = None,
        ratio: float | None = None,
        focus: str | None = None,
        compress: bool = False,
        faithful: bool = False,
        min_speaker_score: float | None = None,
    ) -> Article:
        """Resolve the speakers of quotations that a person or another tool found.

        Args:
            text: The article's text, unchanged in the result; all offsets count its code points.
            quotations: Its quotations. Their ids, kinds, spans and scores are kept; the speaker that one may carry,
                with its score and evidence, is replaced. No other quotation is looked for.
            id: The caller's name for the article; `None` for none.
            max_sentences: Number of sentences of the summary; `None` means 3, or no limit with another length.
            max_words: Greatest number of words of the summary; `None` sets no limit.
            ratio: Sentences of the summary as a share of the article's, rounded up; `None` sets no limit.
            focus: What the summary should be about, in a few words; `None` for the whole article.
            compress: Whether the summary's sentences are shortened by what can be spared.
            faithful: Whether they are printed as they stand in the article, without the edits that make each of them
                complete in itself, such as a name for a pronoun.
            min_speaker_score: Score below which a quotation's speaker is not given; `None` takes the pipeline's own.

        Returns:
            The article with exactly these quotations, in order of their content; its sentences and summary as if the
            quotations had been found here. The provenance has "quotations": "given".

        Raises:
            InputTypeError: If `text` is not a string, or the quotations are not `Quotation` objects.
            InvalidTextError: If the text has a lone surrogate.
            OptionError: If a span of a quotation ends after the text, two quotations share an id, a length is not a
                positive whole number, or the score is not a number from 0 to 1.

        Example:
            >>> from quoteattr import Quotation, Span
            >>> text = "Ada Burns, the mayor, was pleased. “It is safe,” she said."
            >>> said = Quotation("q1", "direct", content=(Span(35, 48),), cue=(Span(53, 57),), source=(Span(49, 52),))
            >>> article = Pipeline.from_pretrained("default").resolve(text, [said])
            >>> article.quotations[0].speaker.label
            'Ada Burns, mayor'
        """
        check_text(text)
        given = check_quotations(text, quotations)
        asked = Options(
            max_sentences=max_sentences,
            max_words=max_words,
            ratio=ratio,
            focus=focus,
            compress=compress,
            faithful=faithful,
            min_speaker_score=min_speaker_score,
        )
        # Whoever found the quotations has chosen among them.
        article = self._finish(self._encode(text), given, asked.over(replace(self._options, min_score=None)), id)
        return replace(article, provenance={**article.provenance, "quotations": "given"})

    def resolve_mentions(self, text: str, mentions: Iterable[Span]) -> tuple[Speaker | None, ...]:
        """Resolve names, descriptions and personal pronouns anywhere in an article, quoted or not.

        Args:
            text: The article's text.
            mentions: Where they stand; half-open code-point offsets.

        Returns:
            Who or what each mention refers to, in the same order; `None` when that is unknown, or it is no mention.

        Raises:
            InputTypeError: If `text` is not a string.
            InvalidTextError: If it has a lone surrogate.

        Example:
            >>> from quoteattr import Span
            >>> text = "Ada Burns chairs the council. She is an engineer."
            >>> Pipeline.from_pretrained("default").resolve_mentions(text, [Span(30, 33)])[0].name
            'Ada Burns'
        """
        check_text(text)
        encoded = self._encode(text)
        return resolve_mentions(text, encoded.sentences, tuple(mentions), self._chooser(encoded))

    def _chooser(self, encoded: _Encoded) -> Chooser:
        return learned(self.encoder.antecedents(encoded.states))

    def _annotate(self, asked: Options, text: str, id: str | None) -> Article:
        check_text(text)
        options = asked.over(self._options)
        encoded = self._encode(text)
        from quoteattr.attribution.link import attribute

        found = attribute(text, self.encoder, encoded.states, encoded.regions, min_score=options.min_score)
        return self._finish(encoded, found, options, id)

    def _encode(self, text: str) -> _Encoded:
        regions = pair_marks(text)
        sentences = split_sentences(text, regions=regions)
        return _Encoded(text, regions, sentences, self.encoder.encode(text, regions))

    def _finish(self, encoded: _Encoded, found: tuple[Quotation, ...], options: Options, id: str | None) -> Article:
        """Resolve the speakers of the quotations, and sum the article up."""
        text, sentences, states = encoded.text, encoded.sentences, encoded.states
        trust = Trust.from_dict(self.encoder.speaker_calibration)
        resolved = resolve(text, sentences, found, self._chooser(encoded), trust=trust)
        quotations, speakers = keep_sure_speakers(
            resolved.quotations, resolved.speakers, options.min_speaker_score or 0.0
        )
        sure = replace(resolved, quotations=quotations, speakers=speakers)
        whole = read_story(text, sentences, sure, self.encoder, states)
        story, unfocused = focused(whole, options.focus)
        summary, warnings = summarize(story, **options.of_summary())
        return Article(
            text=text,
            id=id,
            sentences=whole.sentences,
            quotations=quotations,
            speakers=speakers,
            summary=summary,
            warnings=(*mark_warnings(encoded.regions), *unfocused, *warnings),
            provenance=self._provenance(options),
        )

    @overload
    def pipe(
        self,
        texts: Iterable[str] | Iterable[tuple[str | None, str]],
        *,
        as_tuples: Literal[False] = False,
        **options: Unpack[PipeOptions],
    ) -> Iterator[Article]: ...

    @overload
    def pipe(
        self,
        texts: Iterable[tuple[str | tuple[str | None, str], C]],
        *,
        as_tuples: Literal[True],
        **options: Unpack[PipeOptions],
    ) -> Iterator[tuple[Article, C]]: ...

    def pipe(
        self,
        texts: Iterable[Any],
        *,
        batch_size: int = 16,
        n_process: int = 1,
        max_sentences: int | None = None,
        max_words: int | None = None,
        ratio: float | None = None,
        focus: str | None = None,
        compress: bool = False,
        faithful: bool = False,
        min_score: float | None = None,
        min_speaker_score: float | None = None,
        as_tuples: bool = False,
        on_error: OnError = "raise",
        progress: bool = False,
    ) -> Iterator[Any]:
        """Annotate a stream of articles, in order and in bounded memory.

        An article's result does not depend on the others: its windows never share a pass with theirs.

        Args:
            texts: Texts, or pairs of id and text; with `as_tuples`, pairs of one of them and a context.
            batch_size: How many articles are taken from the stream at a time.
            n_process: How many processes annotate, each with its own copy of the weights and its share of the CPU
                cores; 1 is this process alone, -1 one for each core. A script that asks for more than one does so under
                `if __name__ == "__main__":`. Articles come in the same order, with the same results.
            max_sentences: As for a call with one article, like the options that follow.
            max_words: Greatest number of words of each summary.
            ratio: Sentences of the summary as a share of the article's.
            focus: What the summary should be about.
            compress: Whether the summary's sentences are shortened by what can be spared.
            faithful: Whether they are printed as they stand in the article.
            min_score: Score below which a quotation is left out.
            min_speaker_score: Score below which a quotation's speaker is not given.
            as_tuples: Whether each article comes with the context that came with its text, which may be anything and
                goes nowhere: a row of a table, a file name.
            on_error: What an article that cannot be annotated does: "raise" its error (with its place in the stream
                as a note), "skip" it (logged), or "record" it as an article that has only a warning.
            progress: Whether to show a progress bar on stderr.

        Yields:
            The articles; with `as_tuples`, pairs of an article and its context.

        Raises:
            OptionError: If an option is outside its accepted values, or several processes are asked for with a GPU;
                this is noticed before the first article.
            WorkerError: If no process can be started. One that dies is replaced, and what it held is annotated again.
            CheckpointError: If the weights are damaged, whatever `on_error` says: no article could be annotated.

        Example:
            >>> pipeline = Pipeline.from_pretrained("default")
            >>> [article.id for article in pipeline.pipe([("a", "Yes."), ("b", "No.")])]
            ['a', 'b']
            >>> [(len(article.quotations), year) for article, year in pipeline.pipe([("Yes.", 2025)], as_tuples=True)]
            [(0, 2025)]
        """
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
        check_device(n_process, str(self._encoder.model.device) if self._encoder else self._device)
        stream = Stream(
            partial(self._annotate, options),
            provenance=self._provenance(Options()),
            batch_size=batch_size,
            n_process=n_process,
            as_tuples=as_tuples,
            on_error=on_error,
            progress=progress,
        )
        return stream.read(texts)

    def _provenance(self, options: Options) -> dict[str, str]:
        found = self._found
        return {
            "quoteattr": __version__,
            "checkpoint": self._name,
            **({"configuration": found.digest} if found else {}),
            **({"precision": self._precision} if self._precision != "float32" else {}),
            **options.provenance(),
        }
