"""The whole way from text to article."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any, Literal, TypeVar, Unpack, overload

from quoteattr.analysis.whole import analyse, mentions_in
from quoteattr.options import OnError, Options, PipeOptions
from quoteattr.pretrained import Pretrained
from quoteattr.speakers.given import check_quotations
from quoteattr.streaming import Stream
from quoteattr.text.checks import check_text
from quoteattr.types import Article, Quotation, Span, Speaker
from quoteattr.workers import check_device

__all__ = ["OnError", "Pipeline"]

C = TypeVar("C")


class Pipeline(Pretrained):
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
        article = self._article(text, id, asked.over(replace(self._options, min_score=None)), given)
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
        return mentions_in(text, tuple(mentions), self.encoder)

    def _annotate(self, asked: Options, text: str, id: str | None) -> Article:
        check_text(text)
        return self._article(text, id, asked.over(self._options))

    def _article(
        self, text: str, id: str | None, options: Options, given: tuple[Quotation, ...] | None = None
    ) -> Article:
        found = analyse(text, self.encoder, options, given=given)
        return Article(
            text=text,
            id=id,
            sentences=found.sentences,
            quotations=found.quotations,
            speakers=found.speakers,
            summary=found.summary,
            warnings=found.warnings,
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
