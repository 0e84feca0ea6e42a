"""quoteattr inside transformers: the Auto classes, and the task "quote-attribution"."""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from os import PathLike
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import torch
from torch.utils.data import IterableDataset
from transformers import AutoConfig, AutoModel, AutoTokenizer, Pipeline
from transformers.pipelines import PIPELINE_REGISTRY

import quoteattr.pipeline
from quoteattr.errors import CheckpointError, InputTypeError, OptionError
from quoteattr.integrations.records import quotation_records
from quoteattr.model.checkpoint import find_checkpoint
from quoteattr.model.configuration_quoteattr import QuoteAttrConfig
from quoteattr.model.encode import Encoder
from quoteattr.model.layout import CARD
from quoteattr.model.modeling_quoteattr import QuoteAttrModel
from quoteattr.model.saving import push_checkpoint, save_encoder
from quoteattr.options import Options
from quoteattr.types import Article

__all__ = ["TASK", "QuoteAttributionPipeline", "register"]

TASK = "quote-attribution"
"""The name of the task."""

_OPTIONS = tuple(field.name for field in fields(Options))
_ON_ERROR = ("raise", "record")


def register() -> None:
    """Make quoteattr known to transformers; a second call changes nothing.

    `AutoConfig`, `AutoModel` and `AutoTokenizer` then load a quoteattr folder or hub id, without code from elsewhere,
    and `transformers.pipeline("quote-attribution")` makes a `QuoteAttributionPipeline`, of the checkpoint inside the
    package if no model is named.

    Example:
        >>> import transformers
        >>> register()
        >>> pipe = transformers.pipeline("quote-attribution", device="cpu")
        >>> [(q["content"], q["speaker"], q["role"]) for q in pipe("“It is safe,” said Ada Burns, the mayor.")]
        [('“It is safe,”', 'Ada Burns', 'mayor')]
    """
    AutoConfig.register(QuoteAttrConfig.model_type, QuoteAttrConfig, exist_ok=True)
    AutoModel.register(QuoteAttrConfig, QuoteAttrModel, exist_ok=True)
    if TASK not in PIPELINE_REGISTRY.supported_tasks:  # it would warn
        PIPELINE_REGISTRY.register_pipeline(
            TASK,
            QuoteAttributionPipeline,
            pt_model=AutoModel,
            default={"model": (str(find_checkpoint().folder), "main")},
            type="text",
        )


class QuoteAttributionPipeline(Pipeline):
    """The task "quote-attribution": `quoteattr.Pipeline` with the manners of a pipeline of transformers.

    It takes a text, or a list, an iterator or a data set of texts. The options of `quoteattr.annotate` are accepted by
    name here and in each call, where they go before those given here.

    Args:
        model: The model. It is turned to single precision, in place; `quoteattr.Pipeline` has others to choose from.
        tokenizer: Its tokenizer; `None` takes the one beside the model.
        return_article: Whether the result for a text is the whole record, as `Article.to_dict` gives it, and not the
            list of its quotations as `quoteattr.integrations.records.quotation_records` gives them.
        on_error: What a text that cannot be annotated does: "raise" its error, or "record" it in the `warnings` of
            its record, which needs `return_article`.
        kwargs: Options of `quoteattr.annotate`, and `device` and `batch_size` as for every pipeline of transformers.
            `num_workers` changes nothing, since no text needs work before the model's.

    Raises:
        OptionError: If an option is unknown or outside its accepted values, or the model is asked for in another
            precision.
        InputTypeError: If the model is of another class.
        CheckpointError: If there is no tokenizer beside the model.

    Example:
        >>> import transformers
        >>> register()
        >>> pipe = transformers.pipeline("quote-attribution", device="cpu", return_article=True)
        >>> pipe("It rained all day.")["quotations"]
        []
    """

    # Transformers looks for what is `None`, and passes on what was given for what is `False`.
    _load_tokenizer = None
    _load_processor: Any = False
    _load_image_processor: Any = False
    _load_video_processor: Any = False
    _load_feature_extractor: Any = False
    model: Any
    tokenizer: Any

    def __init__(self, model: Any, tokenizer: Any = None, *args: Any, **kwargs: Any) -> None:
        if not isinstance(model, QuoteAttrModel):
            raise InputTypeError(
                f"the task {TASK!r} was asked of a {type(model).__name__}; accepted is a QuoteAttrModel, or the folder "
                "or hub id of one: leave `model` out for the one inside quoteattr"
            )
        for name in ("dtype", "torch_dtype"):
            _check_dtype(kwargs.get(name))
        super().__init__(model.float(), tokenizer or _tokenizer_beside(model), *args, **kwargs)
        name = str(model.name_or_path)
        self._folder = Path(name) if name and Path(name).is_dir() else None
        shipped = self._folder is not None and self._folder.resolve() == find_checkpoint().folder.resolve()
        self.worker = quoteattr.pipeline.Pipeline(
            Encoder(self.model, self.tokenizer), checkpoint="default" if shipped else name or "in memory"
        )

    def __call__(self, inputs: Any, *args: Any, **kwargs: Any) -> Any:
        """Annotate a text, or each of several.

        Args:
            inputs: A text; or a list, an iterator or a data set of texts or of pairs of id and text.
            args: Nothing else is accepted by position.
            kwargs: As for the class.

        Returns:
            A list of quotations, or the record with `return_article`; for a list of texts a list of these, and for an
            iterator or a data set an iterator.

        Raises:
            InputTypeError: If a text is not a string.
            InvalidTextError: If it has a lone surrogate.
            OptionError: If an option is unknown or outside its accepted values.
        """
        if isinstance(inputs, list) and not inputs:  # transformers looks at the first one
            return []
        if isinstance(inputs, Iterator):  # and some versions of it read a generator to its end
            inputs = _Stream(inputs)
        return super().__call__(inputs, *args, **kwargs)

    def _sanitize_parameters(
        self, return_article: bool | None = None, on_error: str | None = None, **options: Any
    ) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
        options.pop("local_files_only", None)  # was for loading, and is passed on
        unknown = sorted(set(options) - set(_OPTIONS))
        if unknown:
            accepted = ", ".join((*_OPTIONS, "return_article", "on_error", "device", "batch_size"))
            raise OptionError(f"{', '.join(unknown)} was asked for; accepted are {accepted}")
        Options(**options)
        if on_error is not None:
            if on_error not in _ON_ERROR:
                raise OptionError(f"on_error={on_error!r} was asked for; accepted are 'raise' and 'record'")
            options["on_error"] = on_error
        return {}, options, {} if return_article is None else {"return_article": return_article}

    def preprocess(self, input_: Any, **preprocess_parameters: Any) -> dict[str, Any]:  # noqa: ARG002
        """Return the text under its name.

        Args:
            input_: The text.
            preprocess_parameters: There are none.
        """
        return {"text": input_}

    def _forward(self, input_tensors: dict[str, Any], **options: Any) -> Any:
        return {"article": next(self.worker.pipe([input_tensors["text"]], **options))}

    def postprocess(self, model_outputs: Any, **postprocess_parameters: Any) -> Any:
        """Return what the caller gets for a text.

        Args:
            model_outputs: The article under its name.
            postprocess_parameters: `return_article`, as for the class.
        """
        article: Article = model_outputs["article"]
        whole = postprocess_parameters.get("return_article")
        return article.to_dict() if whole else list(quotation_records(article))

    def run_single(
        self, inputs: Any, preprocess_params: dict[str, Any], forward_params: dict[str, Any], postprocess_params: Any
    ) -> Any:
        """Annotate one text; see `transformers.Pipeline`."""
        _check_record(forward_params, postprocess_params)
        return super().run_single(inputs, preprocess_params, forward_params, postprocess_params)

    def get_iterator(  # noqa: PLR0917 - called by place
        self,
        inputs: Any,
        num_workers: int,  # noqa: ARG002
        batch_size: int,
        preprocess_params: dict[str, Any],  # noqa: ARG002
        forward_params: dict[str, Any],
        postprocess_params: dict[str, Any],
    ) -> Iterator[Any]:
        """Annotate many texts, one after the other and in bounded memory; see `transformers.Pipeline`."""
        _check_record(forward_params, postprocess_params)
        articles = self.worker.pipe(_each(inputs), batch_size=batch_size, **forward_params)
        return (self.postprocess({"article": article}, **postprocess_params) for article in articles)

    def save_pretrained(self, save_directory: str | PathLike[str], **_: Any) -> None:
        """Save the checkpoint, with its model card, as `quoteattr.Pipeline.save_pretrained` does.

        Transformers itself would put code beside it, and ask whoever loads it to trust that.

        Args:
            save_directory: Where to; it is made if need be.
        """
        card = self._folder / CARD if self._folder else None
        text = card.read_text(encoding="utf-8") if card and card.is_file() else None
        save_encoder(self.worker.encoder, Path(save_directory), card=text)

    def push_to_hub(  # type: ignore[override]
        self,
        repo_id: str,
        *,
        private: bool | None = None,
        token: str | None = None,
        revision: str | None = None,
        commit_message: str = "Upload a quoteattr checkpoint",
    ) -> str:
        """Put the checkpoint on the hub; arguments as for `quoteattr.model.checkpoint.push_checkpoint`.

        Args:
            repo_id: Where to, as "owner/name".
            private: Whether a repository that is made is private.
            token: Token of a user who may write there.
            revision: Branch.
            commit_message: Message of the commit.
        """
        with TemporaryDirectory() as folder:
            self.save_pretrained(folder)
            return push_checkpoint(
                folder, repo_id, private=private, token=token, revision=revision, message=commit_message
            )


class _Stream(IterableDataset):  # type: ignore[type-arg]
    """An iterator of texts, as transformers takes it without looking into it."""

    def __init__(self, texts: Iterator[Any]) -> None:
        self._texts = texts

    def __iter__(self) -> Iterator[Any]:
        return self._texts


def _check_dtype(dtype: Any) -> None:
    if dtype not in (None, "auto", "float32", torch.float32):
        raise OptionError(
            f"dtype={dtype!r} was asked for; this task computes in single precision, whatever the weights were saved "
            "in: leave dtype out, or take quoteattr.Pipeline and its precision="
        )


def _check_record(forward: dict[str, Any], post: dict[str, Any]) -> None:
    if forward.get("on_error") == "record" and not post.get("return_article"):
        raise OptionError(
            "on_error='record' was asked for, but a list of quotations has no place for what went wrong: pass "
            "return_article=True as well, and read the `warnings` of the record"
        )


def _tokenizer_beside(model: QuoteAttrModel) -> Any:
    try:
        return AutoTokenizer.from_pretrained(model.name_or_path)
    except (OSError, ValueError) as error:
        raise CheckpointError(
            f"no tokenizer was passed, and there is none beside the model {model.name_or_path!r} ({error}): pass "
            "tokenizer=AutoTokenizer.from_pretrained(folder)"
        ) from error


def _each(inputs: Any) -> Iterable[Any]:
    """Return the texts; a data set of torch need only have a length and be asked by place."""
    return inputs if hasattr(inputs, "__iter__") else (inputs[place] for place in range(len(inputs)))
