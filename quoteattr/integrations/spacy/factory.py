"""The factory by which spaCy makes the component, with every option in its configuration."""

from dataclasses import asdict
from typing import Any

from spacy.language import Language

from quoteattr.errors import CheckpointError
from quoteattr.integrations.spacy.component import QuoteAttr
from quoteattr.integrations.spacy.writing import SPANS_KEY
from quoteattr.options import Options
from quoteattr.pipeline import Pipeline

__all__ = ["DEFAULTS", "make_component"]

DEFAULTS: dict[str, Any] = {
    "checkpoint": "default",
    "revision": None,
    "device": None,
    "local_files_only": False,
    **asdict(Options()),
    "batch_size": 16,
    "on_error": "raise",
    "spans_key": SPANS_KEY,
    "sentences": False,
    "prefix": "",
    "bundle": False,
}
"""Every option with its default."""

_ASSIGNS = [
    "doc._.quoteattr",
    "doc._.summary",
    "doc.spans",
    "span._.quotation",
    "span._.kind",
    "span._.speaker",
    "span._.source",
    "span._.cue",
    "span._.score",
    "token._.in_quotation",
]


# What numbers and words may be is checked by our own code, whose errors say what is accepted. spaCy would turn True
# into 1 where a number is declared.
@Language.factory("quoteattr", default_config=DEFAULTS, assigns=_ASSIGNS)
def make_component(
    nlp: Language,  # noqa: ARG001 - spaCy passes it
    name: str,
    *,
    checkpoint: str,
    revision: str | None,
    device: str | None,
    local_files_only: bool,
    max_sentences: Any,
    max_words: Any,
    ratio: Any,
    focus: Any,
    compress: bool,
    faithful: bool,
    min_score: Any,
    min_speaker_score: Any,
    batch_size: Any,
    on_error: Any,
    spans_key: Any,
    sentences: bool,
    prefix: Any,
    bundle: bool,
) -> QuoteAttr:
    """Make the component; spaCy calls this for `nlp.add_pipe("quoteattr", config={…})`.

    Args:
        nlp: The pipeline.
        name: The component's name in it.
        checkpoint: "default" for the checkpoint inside the package, a folder, or a hub id.
        revision: Branch, tag or commit on the hub; `None` takes its main branch.
        device: "cpu", "cuda", "mps"; `None` takes the best that is there.
        local_files_only: Whether to take a hub id from the local cache alone.
        max_sentences: As for `quoteattr.annotate`, and so the options down to `min_speaker_score`.
        max_words: See there.
        ratio: See there.
        focus: See there.
        compress: See there.
        faithful: See there.
        min_score: See there.
        min_speaker_score: See there.
        batch_size: As for `QuoteAttr`, and so the options that follow.
        on_error: See there.
        spans_key: See there.
        sentences: See there.
        prefix: See there.
        bundle: See there.

    Raises:
        CheckpointError: If there is no such checkpoint, and none will come with the pipeline's folder.
        OptionError: If an option is outside its accepted values.
        InputTypeError: If `spans_key` or `prefix` is not a string.

    Example:
        >>> import spacy
        >>> nlp = spacy.blank("en")
        >>> component = nlp.add_pipe("quoteattr", config={"max_sentences": 1, "min_speaker_score": 0.5})
        >>> doc = nlp("“It is safe,” said Ada Burns, the mayor. Nobody else spoke. It rained.")
        >>> doc._.summary
        '“It is safe,” said Ada Burns, the mayor.'
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
    try:
        worker = Pipeline.from_pretrained(
            checkpoint, revision=revision, device=device, local_files_only=local_files_only
        )
    except CheckpointError:
        if not bundle:
            raise
        worker = None  # spaCy makes the component before it reads the folder that holds the checkpoint
    return QuoteAttr(
        worker,
        name,
        options=options,
        device=device,
        batch_size=batch_size,
        on_error=on_error,
        spans_key=spans_key,
        sentences=sentences,
        prefix=prefix,
        bundle=bundle,
    )
