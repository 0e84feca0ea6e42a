"""Find and load checkpoints: Hugging Face folders of configuration, safetensors weights and tokenizer."""

import stat
from dataclasses import dataclass, field
from pathlib import Path

import torch
from safetensors.torch import load_file

from quoteattr.errors import CheckpointError, OptionError
from quoteattr.model.bert import BertSizes, Reader, readable
from quoteattr.model.checksums import check_files, sha256_of
from quoteattr.model.encode import Encoder
from quoteattr.model.fit import check_depth, check_numbers, check_tokenizer, fill, undrawn
from quoteattr.model.layout import CHECKPOINT_FILES, CONFIG, WEIGHTS, is_hub_id
from quoteattr.model.settings import Settings
from quoteattr.model.wordpieces import Wordpieces

__all__ = ["Checkpoint", "choose_device", "find_checkpoint", "load_encoder"]

_SHIPPED = "default"
# Of what a library below says, which may list every weight there is.
_LONGEST_REASON = 300


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A checkpoint that was found.

    Args:
        name: As the caller named it.
        folder: Where its files are.

    Attributes:
        digest: First 12 hexadecimal digits of the SHA-256 of its configuration, as it was when it was found.
    """

    name: str
    folder: Path
    digest: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "digest", _digest(self.folder))


def find_checkpoint(
    name_or_path: str | Path = "default", *, revision: str | None = None, local_files_only: bool = False
) -> Checkpoint:
    """Find a checkpoint, without reading its weights.

    Args:
        name_or_path: "default" (the one inside the package), a folder, or a hub id ("newsroom/quoteattr-large").
        revision: Branch, tag or commit on the hub; `None` takes its main branch.
        local_files_only: Whether to refuse the network and take a hub id from the local cache alone.

    Raises:
        CheckpointError: If there is no such checkpoint, or a file of it is missing or cannot be read.

    Example:
        >>> find_checkpoint().name
        'default'
    """
    if str(name_or_path) == _SHIPPED:
        folder = Path(__file__).resolve().parents[1] / "checkpoints" / _SHIPPED
    elif (found := _local(name_or_path)) is not None:
        folder = found
    elif isinstance(name_or_path, Path) or not is_hub_id(name_or_path):
        raise CheckpointError(
            f"checkpoint {str(name_or_path)!r} was asked for, but there is no such folder; accepted are 'default', "
            f"a folder with {', '.join(CHECKPOINT_FILES)}, or a hub id of the form 'owner/name'"
        )
    else:
        from quoteattr.model.hub import fetch

        folder = fetch(name_or_path, revision=revision, local_files_only=local_files_only)
    missing = [name for name in CHECKPOINT_FILES if not (folder / name).is_file()]
    if missing:
        raise CheckpointError(
            f"checkpoint {str(name_or_path)!r} in {folder} lacks {', '.join(missing)}; a checkpoint has "
            f"{', '.join(CHECKPOINT_FILES)}: save it with `save_pretrained`, or train it with `quoteattr train`"
        )
    try:
        return Checkpoint(str(name_or_path), folder)
    except OSError as error:
        raise CheckpointError(
            f"checkpoint {str(name_or_path)!r} was asked for, but {folder / CONFIG} cannot be read: "
            f"{error.strerror or error}; its files must be readable for the user who annotates"
        ) from error


def _digest(folder: Path) -> str:
    return sha256_of(folder / CONFIG)[:12]


def _local(name_or_path: str | Path) -> Path | None:
    """Return the folder of this name; None when there is none, and it may be something else."""
    if not str(name_or_path):
        return None
    try:
        path = Path(name_or_path).expanduser()
        # `is_dir` and `exists` keep to themselves why they cannot tell, each Python other reasons.
        is_folder = stat.S_ISDIR(path.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return None
    # A user that is not known, a name that is too long or has a null in it, a folder that may not be looked into.
    except (OSError, RuntimeError, ValueError) as error:
        raise CheckpointError(
            f"checkpoint {str(name_or_path)!r} was asked for, but this name cannot be looked up: {error}; accepted are "
            f"'default', a folder with {', '.join(CHECKPOINT_FILES)}, or a hub id of the form 'owner/name'"
        ) from error
    if not is_folder:
        raise CheckpointError(
            f"checkpoint {str(name_or_path)!r} was asked for, and this is a file; accepted is the folder that has "
            f"{', '.join(CHECKPOINT_FILES)}"
        )
    return path


def choose_device(device: str | torch.device | None = None) -> torch.device:
    """Return the device to run on.

    Args:
        device: As torch names it; `None` takes cuda, mps or cpu, the first that is there.

    Raises:
        OptionError: If torch does not know the device.

    Example:
        >>> choose_device("cpu").type
        'cpu'
    """
    if device is None:
        if torch.cuda.is_available():
            return torch.device("cuda")
        return torch.device("mps" if torch.backends.mps.is_available() else "cpu")
    try:
        return torch.device(device)
    except RuntimeError as error:
        raise OptionError(f"device {device!r} was asked for; accepted are 'cpu', 'cuda', 'cuda:0', 'mps'") from error


def load_encoder(checkpoint: Checkpoint, device: torch.device, *, trainable: bool = False) -> Encoder:
    """Load a checkpoint's model and tokenizer; the weights are computed with in single precision.

    Where the checkpoint has checksums, its files are compared with them first; the one inside the package must have.

    Args:
        checkpoint: The checkpoint.
        device: Where the model goes.
        trainable: Whether model and tokenizer must be those of transformers, which can learn and be saved. Otherwise
            they are those where the encoder is no BERT only, since transformers takes seconds to be imported.

    Raises:
        CheckpointError: If a file is damaged or not what it was when it was saved, or the files do not fit together.

    Example:
        >>> load_encoder(find_checkpoint(), torch.device("cpu")).encode("It rained.").tags.shape
        (3, 7)
    """
    check_files(checkpoint.folder, CHECKPOINT_FILES, required=checkpoint.name == _SHIPPED)
    try:
        if _digest(checkpoint.folder) != checkpoint.digest:
            raise CheckpointError(f"{CONFIG} has changed since the pipeline was made")
        encoder = _load(checkpoint.folder, trainable=trainable)
    except Exception as error:
        # Damage surfaces as errors of every class in the libraries that read the files; the reason is passed on.
        raise CheckpointError(
            f"checkpoint {checkpoint.name!r} in {checkpoint.folder} cannot be loaded: {_reason(error)}; it was damaged "
            "or made by another version: fetch or install it again, or train it anew"
        ) from error
    encoder.model.to(device)
    return encoder


def _load(folder: Path, *, trainable: bool) -> Encoder:
    settings = Settings.read(folder)
    if trainable or not readable(settings):
        from quoteattr.model.trainable import read_trainable

        encoder = Encoder(*read_trainable(folder))
    else:
        encoder = Encoder(_read_model(settings, folder), Wordpieces.read(folder))
    check_tokenizer(encoder.model, encoder.tokenizer)
    return encoder


def _read_model(settings: Settings, folder: Path) -> Reader:
    check_numbers(settings)
    weights = load_file(folder / WEIGHTS)
    check_depth(settings, BertSizes.of(settings.encoder).num_hidden_layers, weights)
    with undrawn():
        model = Reader(settings)
    fill(model, weights)
    return model


def _reason(error: Exception) -> str:
    said = " ".join(str(error).split()) or type(error).__name__
    if isinstance(error, CheckpointError | OptionError):
        return said
    cut = said if len(said) <= _LONGEST_REASON else f"{said[:_LONGEST_REASON]}…"
    return f"{type(error).__name__}: {cut}"
