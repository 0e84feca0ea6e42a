"""Summaries that a generative model writes, checked against the article."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any, Self, get_args

from quoteattr.arguments import OnError, check_count, check_one_of
from quoteattr.errors import InputTypeError, QuoteAttrError
from quoteattr.summary.generative.backend import Backend
from quoteattr.summary.generative.fallback import extract
from quoteattr.summary.generative.jobs import Job, Writer
from quoteattr.summary.generative.plan import Plan, Strategy
from quoteattr.summary.length import Length
from quoteattr.types import Article, Summary

__all__ = ["OnError", "Summarizer"]

logger = logging.getLogger(__name__)

# Prompts that go through the model together when nobody says how many.
_BATCH = 4


class Summarizer:
    """Summarize annotated articles with a generative model.

    The model reads the article, or what of it fits into its context: `plan` tells what. Its answer is cut at the last
    full sentence within the limits and checked against the article. Where it holds no such sentence, the article's
    extractive summary stands in its place. `Summary.sentences` are those of the article that the summary has in the
    place of the model's, and `Summary.draft` is then what the model wrote. The same article gives the same summary,
    alone or in a batch.

    Args:
        backend: What writes; `Summarizer.from_pretrained` is the usual way to one.
        plan: What to do with an article that does not fit: "select" its most salient sentences, or "map-reduce": sum up
            each part, and then the summaries.
        guard: Whether to check each summary against its article; what does not agree is repaired and listed in
            `Summary.issues`.
        name_speakers: Whether to tell a chat model who speaks in the article, and in which role.
        max_input_tokens: Tokens that a prompt may have; `None` takes what the model states.

    Raises:
        OptionError: If an option is outside its accepted values.

    Example:
        >>> Summarizer.from_pretrained("no/such/folder")
        Traceback (most recent call last):
        ...
        quoteattr.errors.CheckpointError: generative model 'no/such/folder' was asked for, but there is no such ...
    """

    def __init__(
        self,
        backend: Backend,
        *,
        plan: Strategy = "select",
        guard: bool = True,
        name_speakers: bool = True,
        max_input_tokens: int | None = None,
    ) -> None:
        check_one_of("plan", plan, get_args(Strategy))
        if max_input_tokens is not None:
            check_count("max_input_tokens", max_input_tokens)
        self._writer = Writer(backend, plan, guard, name_speakers, max_input_tokens)

    @classmethod
    def from_pretrained(
        cls,
        name_or_path: str | Path,
        *,
        revision: str | None = None,
        device: str | None = None,
        local_files_only: bool = False,
        gguf_file: str | None = None,
        dtype: str | None = None,
        num_beams: int = 1,
        no_repeat_tokens: int = 16,
        prefix: str | None = None,
        plan: Strategy = "select",
        guard: bool = True,
        name_speakers: bool = True,
        max_input_tokens: int | None = None,
    ) -> Self:
        """Load a seq2seq model (T5, BART, Pegasus) or a decoder-only one (Llama, Qwen, SmolLM), with or without a chat.

        Args:
            name_or_path: A folder, or a hub id. Only a hub id can cause a download. Weights are safetensors, and no
                code of the checkpoint is run.
            revision: Branch, tag or commit on the hub; `None` takes its main branch.
            device: "cpu", "cuda", "mps"; `None` takes the best that is there.
            local_files_only: Whether to take a hub id from the local cache alone.
            gguf_file: Name of a GGUF file in the folder; `None` takes safetensors.
            dtype: Type of the weights' numbers, such as "bfloat16"; `None` takes "float32" on a CPU and else the
                checkpoint's own.
            num_beams: Beams to search with; 1 takes the likeliest token each time.
            no_repeat_tokens: Length of a run of tokens that may stand only once in an answer, whatever the prompt
                holds; 0 allows every repetition.
            prefix: What a seq2seq model was taught to see before an article, such as "summarize: "; `None` takes what
                its configuration says.
            plan: As for the class.
            guard: As for the class.
            name_speakers: As for the class.
            max_input_tokens: As for the class.

        Raises:
            CheckpointError: If there is no such checkpoint, it does not write text, or it is incomplete.
            MissingExtraError: If a GGUF file is named and the packages that read it are not installed.
            OptionError: If an option is outside its accepted values.
        """
        check_count("num_beams", num_beams)
        from quoteattr.summary.generative.files import find_folder
        from quoteattr.summary.generative.huggingface import HuggingFaceBackend
        from quoteattr.summary.generative.loading import load

        folder = find_folder(name_or_path, revision=revision, local_files_only=local_files_only, gguf_file=gguf_file)
        loaded = load(folder, name=str(name_or_path), device=device, dtype=dtype, gguf_file=gguf_file)
        backend = HuggingFaceBackend(loaded, num_beams=num_beams, no_repeat_tokens=no_repeat_tokens, prefix=prefix)
        logger.info("generative model %s in %s: %s", name_or_path, folder, backend.description)
        return cls(backend, plan=plan, guard=guard, name_speakers=name_speakers, max_input_tokens=max_input_tokens)

    def __call__(self, article: Article, *, max_words: int | None = None, max_sentences: int | None = None) -> Summary:
        """Summarize one article.

        Args:
            article: An annotated article.
            max_words: Words at most; never exceeded by what the model writes. `None` for no limit.
            max_sentences: Sentences at most; `None` means no limit beside `max_words`, and 3 when that is `None` too.

        Returns:
            The summary; empty only for an article without a sentence.

        Raises:
            InputTypeError: If it is not an annotated article.
            OptionError: If a limit is not a whole number of at least 1, or leaves the model no room for the article.
        """
        job = self._job(article, _length(max_sentences, max_words))
        return self._writer.write([job], batch_size=_BATCH)[0]

    def pipe(
        self,
        articles: Iterable[Article],
        *,
        batch_size: int = _BATCH,
        max_words: int | None = None,
        max_sentences: int | None = None,
        on_error: OnError = "raise",
    ) -> Iterator[Summary]:
        """Summarize a stream of articles, in order.

        Args:
            articles: Annotated articles.
            batch_size: How many go through the model together.
            max_words: As for one article.
            max_sentences: As for one article.
            on_error: What an article does that cannot be summarized: "raise" its error, "skip" it (logged), or "record"
                it (logged) by its extractive summary, so that summaries stay as many as articles.

        Raises:
            OptionError: If an option is outside its accepted values.
        """
        check_one_of("on_error", on_error, get_args(OnError))
        check_count("batch_size", batch_size)
        length = _length(max_sentences, max_words)
        return self._stream(iter(articles), batch_size, length, on_error)

    def plan(self, article: Article, *, max_words: int | None = None, max_sentences: int | None = None) -> Plan:
        """Tell what of an article the model would read; nothing is generated.

        Args:
            article: An annotated article.
            max_words: As for a summary.
            max_sentences: As for a summary.

        Raises:
            InputTypeError: If it is not an annotated article.
            OptionError: If a limit is not a whole number of at least 1, or leaves the model no room for the article.
        """
        return self._job(article, _length(max_sentences, max_words)).plan

    def rewrite(self, article: Article, *, max_words: int | None = None, max_sentences: int | None = None) -> Article:
        """Return the article with the summary that the model wrote, and a warning if it did not read all of it.

        Args:
            article: An annotated article.
            max_words: As for a summary.
            max_sentences: As for a summary.

        Raises:
            InputTypeError: If it is not an annotated article.
            OptionError: If a limit is not a whole number of at least 1, or leaves the model no room for the article.
        """
        job = self._job(article, _length(max_sentences, max_words))
        summary = self._writer.write([job], batch_size=_BATCH)[0]
        return replace(article, summary=summary, warnings=(*article.warnings, *job.plan.warnings))

    def _job(self, article: Article, length: Length) -> Job:
        _check_article(article)
        return self._writer.job(article, length)

    def _stream(
        self, articles: Iterator[Article], batch_size: int, length: Length, on_error: OnError
    ) -> Iterator[Summary]:
        index = 0
        while batch := list(islice(articles, batch_size)):
            try:
                summaries = self._writer.write([self._job(a, length) for a in batch], batch_size=batch_size)
            except Exception:
                # One of them is at fault, or they do not fit into memory together: each for itself.
                logger.debug("articles from %d on could not be summarized together", index, exc_info=True)
                for n, article in enumerate(batch):
                    yield from self._alone(article, index + n, length, on_error)
            else:
                yield from summaries
            index += len(batch)

    def _alone(self, article: Article, index: int, length: Length, on_error: OnError) -> Iterator[Summary]:
        try:
            summary: Summary | None = self._writer.write([self._job(article, length)], batch_size=1)[0]
        except Exception as error:
            if on_error == "raise":
                error.add_note(f"while summarizing article {index} of the stream")
                raise
            if isinstance(error, QuoteAttrError):
                logger.warning("article %d could not be summarized: %s", index, error)
            else:
                logger.exception("article %d could not be summarized", index)
            summary = _extract(article, length) if on_error == "record" else None
        if summary is not None:
            yield summary


def _extract(article: Any, length: Length) -> Summary:
    if not isinstance(article, Article):
        return Summary()
    return extract(article, max_words=length.max_words, max_sentences=length.max_sentences)


def _length(max_sentences: int | None, max_words: int | None) -> Length:
    # A written summary has no sentences to take a share of; what is open is three sentences, as elsewhere.
    return Length(Length(max_sentences, max_words).sentences_of(0), max_words)


def _check_article(article: Any) -> None:
    if not isinstance(article, Article):
        hint = "summarizer(quoteattr.annotate(text))" if isinstance(article, str) else "quoteattr.annotate(text)"
        raise InputTypeError(
            f"an annotated article was asked for, found {type(article).__name__}; accepted is a quoteattr.Article: "
            f"annotate the text first, as in {hint}"
        )
    if article.text.strip() and not article.sentences:
        raise InputTypeError(
            f"an annotated article was asked for, but article {article.id!r} has text and no sentences; annotate it "
            "first, as in summarizer(quoteattr.annotate(article.text))"
        )
