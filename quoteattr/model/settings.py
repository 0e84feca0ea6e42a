"""What a model is made of, as its `config.json` says; read without transformers, whose import takes seconds."""

import json
from inspect import signature
from pathlib import Path
from typing import Any, Self

from quoteattr.errors import CheckpointError, OptionError
from quoteattr.model.layout import CONFIG

__all__ = ["Settings"]


class Settings:
    """What the model is made of, and how texts must be cut for it.

    Args:
        encoder: Configuration of the encoder, as a dictionary with `model_type`; any BERT-like encoder will do.
            `None` takes a small BERT.
        window: Tokens of a window, its two special tokens included.
        overlap: Tokens that a window shares with the next one.
        casing_size: Number of casing classes.
        mark_size: Number of classes of place relative to quotation marks.
        break_size: Number of classes of place relative to paragraph breaks.
        link_width: Width of the link head.
        link_candidates: How many cues (or sources) are considered for a content fragment (or a cue).
        link_reach: Greatest distance in tokens between two linked spans.
        antecedent_width: Width of the head of antecedents.
        antecedent_facts: Names of the facts that it weighs, in the order of their weights.
        salience_width: Width of the head of salience; 0 for none, and sentences are scored by their features alone.
        salience_layers: Layers in which the sentences of an article see each other.
        salience_members: Scorers whose mean the head is.
        salience_features: Names of the features of a sentence that it weighs, in the order of their weights.
        head_dropout: Dropout before the heads.
        none_bias: Added to the log-odds of the answer "none" of the link heads, chosen on articles apart.
        min_score: Score below which a quotation is left out.
        calibration: Bias and weights by which the measures of a quotation give its score, as
            `quoteattr.attribution.confidence.Calibration.to_dict` writes them; `None` for the plain score.
        speaker_calibration: Bias and weight, by group of decisions, by which plain scores of speakers give
            probabilities, as `quoteattr.speakers.trust.Trust.to_dict` writes them; `None` for the plain scores.

    Raises:
        OptionError: If the overlap does not leave room in the window.

    Example:
        >>> Settings(window=128, overlap=32).stride
        94
    """

    def __init__(
        self,
        encoder: dict[str, Any] | None = None,
        *,
        window: int = 384,
        overlap: int = 128,
        casing_size: int = 8,
        mark_size: int = 12,
        break_size: int = 3,
        link_width: int = 192,
        link_candidates: int = 12,
        link_reach: int = 300,
        antecedent_width: int = 192,
        antecedent_facts: list[str] | None = None,
        salience_width: int = 0,
        salience_layers: int = 2,
        salience_members: int = 4,
        salience_features: list[str] | None = None,
        head_dropout: float = 0.1,
        none_bias: float = 0.0,
        min_score: float = 0.0,
        calibration: dict[str, Any] | None = None,
        speaker_calibration: dict[str, Any] | None = None,
    ) -> None:
        if not 0 <= overlap < window - 2:
            raise OptionError(
                f"windows of {window} tokens with an overlap of {overlap} were asked for; the overlap must be "
                "at least 0 and smaller than the window less its two special tokens"
            )
        self.encoder = encoder or {"model_type": "bert"}
        self.window = window
        self.overlap = overlap
        self.casing_size = casing_size
        self.mark_size = mark_size
        self.break_size = break_size
        self.link_width = link_width
        self.link_candidates = link_candidates
        self.link_reach = link_reach
        self.antecedent_width = antecedent_width
        self.antecedent_facts = antecedent_facts or []
        self.salience_width = salience_width
        self.salience_layers = salience_layers
        self.salience_members = salience_members
        self.salience_features = salience_features or []
        self.head_dropout = head_dropout
        self.none_bias = none_bias
        self.min_score = min_score
        self.calibration = calibration
        self.speaker_calibration = speaker_calibration

    @classmethod
    def names(cls) -> frozenset[str]:
        """Return the names of the arguments."""
        return frozenset(signature(Settings).parameters)

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read the settings of a checkpoint; what else its configuration says is for transformers.

        Args:
            folder: The checkpoint.

        Raises:
            CheckpointError: If the file holds no JSON object.
            OSError: If it cannot be read.
            ValueError: If it is not JSON.
        """
        record = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
        if not isinstance(record, dict):
            raise CheckpointError(f"{CONFIG} holds {type(record).__name__}; accepted is a JSON object")
        return cls(**{name: record[name] for name in cls.names() & record.keys()})

    @property
    def stride(self) -> int:
        """Tokens from the start of one window to the start of the next."""
        return self.window - 2 - self.overlap
