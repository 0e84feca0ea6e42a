"""quoteattr over data sets of Hugging Face: a function for `map`, and the types of the columns that it makes."""

import sys
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from quoteattr._version import __version__
from quoteattr.arguments import check_one_of
from quoteattr.errors import OptionError
from quoteattr.extras import need
from quoteattr.integrations.records import quotation_records, speaker_records
from quoteattr.pipeline import Pipeline
from quoteattr.streaming import failure_of
from quoteattr.types import Article

__all__ = ["Batch", "batch", "features"]

_OnError = Literal["record", "raise"]

_RECORD = "record"
_COLUMNS = ("quotations", "speakers", "summary", "warnings", "error")


class Batch:
    """The function for `map`; `batch` is the one there is.

    It is an object so that the version of quoteattr is part of what a data set takes for its fingerprint: results that
    an older version left in the cache are not taken for those of this one.

    Example:
        >>> made = batch({"text": ["“It is safe,” said Ada Burns, the mayor."]})
        >>> [quotation["speaker"] for quotation in made["quotations"][0]]
        ['Ada Burns']
    """

    def __call__(
        self,
        columns: Mapping[str, Any],
        *,
        text: str = "text",
        pipeline: Pipeline | str | Path = "default",
        prefix: str = "",
        record: bool = False,
        on_error: _OnError = "record",
        max_sentences: int | None = None,
        max_words: int | None = None,
        ratio: float | None = None,
        focus: str | None = None,
        compress: bool = False,
        faithful: bool = False,
        min_score: float | None = None,
        min_speaker_score: float | None = None,
    ) -> dict[str, list[Any]]:
        """Annotate the articles of a batch.

        Args:
            columns: The columns of the batch, as `map(batched=True)` passes them.
            text: Name of the column of texts.
            pipeline: The pipeline, or what `Pipeline.from_pretrained` takes. One that is named is loaded once in each
                process.
            prefix: What the names of the new columns begin with, where the data set has such columns of its own.
            record: Whether there is a column `record` as well, with `Article.to_json` of each article.
            on_error: What an article that cannot be annotated does: "record" its error in the column `error`, or
                "raise" it. A row is never left out, since the other columns would not fit any more.
            max_sentences: Number of sentences of each summary; `None` means 3, or no limit with another length.
            max_words: Greatest number of words of each summary; `None` sets no limit.
            ratio: Sentences of the summary as a share of the article's, rounded up; `None` sets no limit.
            focus: What the summary should be about, in a few words; `None` for the whole article.
            compress: Whether the summary's sentences are shortened by what can be spared.
            faithful: Whether they are printed as they stand in the article.
            min_score: Score below which a quotation is left out; `None` takes the pipeline's own.
            min_speaker_score: Score below which a quotation's speaker is not given; `None` takes the pipeline's own.

        Returns:
            The texts, and for each of them `quotations`, `speakers`, `summary`, `warnings` and `error`, which is `None`
            where all went well.

        Raises:
            OptionError: If there is no such column, or an option is outside its accepted values.
            CheckpointError: If the weights are missing or damaged, whatever `on_error` says.
            InputTypeError: If a text is not a string, with on_error="raise".
        """
        _check(columns, text, on_error)
        _one_thread_a_process()
        worker = pipeline if isinstance(pipeline, Pipeline) else _load(str(pipeline))
        values = columns[text]
        texts = values.to_pylist() if hasattr(values, "to_pylist") else list(values)
        articles = worker.pipe(
            texts,
            max_sentences=max_sentences,
            max_words=max_words,
            ratio=ratio,
            focus=focus,
            compress=compress,
            faithful=faithful,
            min_score=min_score,
            min_speaker_score=min_speaker_score,
            on_error=on_error,
        )
        made = _columns(articles, record=record)
        return {text: texts, **{f"{prefix}{name}": values for name, values in made.items()}}

    def __reduce__(self) -> tuple[Any, ...]:
        """Be the same object elsewhere, and another one to a fingerprint if the version is another."""
        return _same, (__version__,)


batch = Batch()
"""Annotate the articles of a batch: `data.map(batch, batched=True, features=features(data.features))`."""


def _same(_: str) -> Batch:
    return batch


def features(
    own: Mapping[str, Any] | None = None, *, text: str = "text", prefix: str = "", record: bool = False
) -> Any:
    """Return the types of the columns of an annotated data set.

    Without them a data set takes the types from its first articles, and fails at a later one if the first had no
    speaker.

    Args:
        own: The data set's own `features`, all of which are kept; `None` for a data set that has its texts alone, or
            keeps nothing else (`remove_columns=data.column_names`).
        text: As for `batch`.
        prefix: As for `batch`.
        record: As for `batch`.

    Returns:
        `datasets.Features`, for the `features` of `map`.

    Raises:
        MissingExtraError: If datasets is not installed.
        OptionError: If the data set has no such column of texts, or has a column that a new one would replace.

    Example:
        >>> from datasets import Dataset
        >>> data = Dataset.from_dict({"text": ["It rained.", "“Yes,” said Eve."], "year": [2024, 2025]})
        >>> data = data.map(batch, batched=True, features=features(data.features))
        >>> [[said["speaker"] for said in row["quotations"]] for row in data]
        [[], ['Eve']]
        >>> data.features["year"], data.features["quotations"].feature["score"]
        (Value('int64'), Value('float64'))
    """
    datasets = need("datasets", "datasets")
    columns = {f"{prefix}{name}": kind for name, kind in _types(datasets).items() if record or name != _RECORD}
    kept = {text: datasets.Value("string")} if own is None else dict(own)
    if getattr(kept.get(text), "dtype", None) not in {"string", "large_string", "string_view"}:
        found = ", ".join(f"{name} ({getattr(kind, 'dtype', kind)})" for name, kind in kept.items())
        raise OptionError(
            f"texts in the column {text!r} were asked for, but the data set has {found or 'no columns'}; name the "
            f"column of strings, for `batch` too: partial(quoteattr.batch, text=…) and features(…, text=…)"
        )
    taken = sorted(kept.keys() & columns.keys())
    if taken:
        raise OptionError(
            f"the data set has {', '.join(taken)} already, which would be replaced; name the new columns by a prefix, "
            'for `batch` too: partial(quoteattr.batch, prefix="quoteattr_") and features(…, prefix="quoteattr_")'
        )
    return datasets.Features({**kept, **columns})


def _types(datasets: Any) -> dict[str, Any]:
    from quoteattr.integrations.frames.schemas import OWNERS, SCHEMAS

    words, place = datasets.Value("string"), datasets.Value("int64")
    spans = datasets.List({"start": place, "end": place})
    quotation, speaker = (
        {name: kind for name, kind in datasets.Features.from_arrow_schema(SCHEMAS[rows]).items() if name not in OWNERS}
        for rows in ("quotations", "speakers")
    )
    quotation |= dict.fromkeys(("content_spans", "cue_spans", "source_spans"), spans)
    speaker |= {"mention_spans": datasets.List({"start": place, "end": place, "kind": words})}
    return {
        "quotations": datasets.List(quotation),
        "speakers": datasets.List(speaker),
        "summary": words,
        "warnings": datasets.List(words),
        "error": words,
        _RECORD: words,
    }


def _check(columns: Mapping[str, Any], text: str, on_error: str) -> None:
    check_one_of("on_error", on_error, get_args(_OnError))
    names = list(getattr(columns, "column_names", columns))  # of a table of Arrow, or of a mapping
    if text not in names:
        raise OptionError(
            f"texts in the column {text!r} were asked for, but the batch has {', '.join(map(str, names))}; name the "
            "column: partial(quoteattr.batch, text=…)"
        )
    if columns[text] is None or isinstance(columns[text], str):
        raise OptionError("a batch of articles was asked for, but found one alone; pass batched=True to `map`")


def _columns(articles: Iterable[Article], *, record: bool) -> dict[str, list[Any]]:
    made: dict[str, list[Any]] = {name: [] for name in (*_COLUMNS, *([_RECORD] if record else ()))}
    for article in articles:
        made["quotations"].append(list(quotation_records(article)))
        made["speakers"].append(list(speaker_records(article)))
        made["summary"].append(article.summary.text)
        made["warnings"].append(list(article.warnings))
        made["error"].append(failure_of(article))
        if record:
            made[_RECORD].append(article.to_json())
    return made


@cache
def _load(name: str) -> Pipeline:
    return Pipeline.from_pretrained(name)


def _one_thread_a_process() -> None:
    """Leave the other cores to the other processes of `num_proc`, of which each would take all of them.

    More threads than one would also wait without end in a process that was forked from one that had used them.
    """
    pools = (sys.modules.get(name) for name in ("multiprocess", "multiprocessing"))
    if any(pool is not None and pool.parent_process() is not None for pool in pools):
        import torch

        torch.set_num_threads(1)
