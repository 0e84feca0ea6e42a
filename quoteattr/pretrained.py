"""What every pipeline has: a checkpoint, whose weights are loaded when first needed, and which can be saved."""

import logging
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import TYPE_CHECKING, Any, Self

from quoteattr._version import __version__
from quoteattr.arguments import Precision
from quoteattr.options import Options
from quoteattr.summary.features import check_features

if TYPE_CHECKING:
    from quoteattr.model.checkpoint import Checkpoint
    from quoteattr.model.encode import Encoder

__all__ = ["Pretrained"]

logger = logging.getLogger(__name__)
# Threads may ask one pipeline for its first article at the same time. One lock for all, since a pipeline is picklable.
_loading = Lock()


class Pretrained:
    """A checkpoint whose weights are loaded when its encoder is first asked for.

    Args:
        encoder: As for `quoteattr.pipeline.Pipeline`, like the others.
        checkpoint: See there.
        min_score: See there.
        min_speaker_score: See there.

    Raises:
        CheckpointError: If the encoder weighs features of sentences that this version does not compute.
        OptionError: If `min_score` or `min_speaker_score` is not a number from 0 to 1.
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
        check_features(encoder.salience_features)
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
        precision: Precision = "auto",
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
            precision: What the encoder computes in: "float32", "bfloat16", "float16", or "int8" for a faster pass on
                any CPU. "auto" takes the fastest with nearly the same answers: "float16" on a CUDA device, "bfloat16"
                on a CPU with instructions for it, and else "float32". The narrower ones cost the last few decisions
                (`docs/speed.md`), and scores then differ a little between kinds of CPU.
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
        from quoteattr.model.precision import choose_precision

        self = cls.__new__(cls)
        self._encoder = None
        self._found = find_checkpoint(name_or_path, revision=revision, local_files_only=local_files_only)
        self._device = str(choose_device(device))
        self._precision = choose_precision(precision, self._device)
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
        from quoteattr.model.precision import narrow

        assert self._found is not None  # noqa: S101 - one of the two is always there
        encoder = load_encoder(self._found, choose_device(self._device))
        check_features(encoder.salience_features)
        narrow(encoder.model, self._precision)
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

        The weights are those of the checkpoint, whatever the encoder computes in.

        Args:
            folder: Where to; it is made if need be.

        Returns:
            The folder.
        """
        from quoteattr.model.saving import copy_checkpoint, save_encoder

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

    def _provenance(self, options: Options) -> dict[str, str]:
        found = self._found
        return {
            "quoteattr": __version__,
            "checkpoint": self._name,
            **({"configuration": found.digest} if found else {}),
            **({"precision": self._precision} if self._precision != "float32" else {}),
            **options.provenance(),
        }
