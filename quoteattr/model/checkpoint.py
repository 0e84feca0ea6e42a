"""Load and save checkpoints: Hugging Face folders of configuration, safetensors weights and tokenizer."""

from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from shutil import copymode
from tempfile import TemporaryDirectory

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from transformers import PreTrainedTokenizerFast

from quoteattr.errors import CheckpointError, OptionError
from quoteattr.model.checksums import check_files, sha256_of, write_checksums
from quoteattr.model.configuration_quoteattr import QuoteAttrConfig
from quoteattr.model.encode import Encoder
from quoteattr.model.fit import check_depth, check_finite, check_numbers, check_shapes, check_tokenizer, undrawn
from quoteattr.model.hub import fetch, upload
from quoteattr.model.layout import CARD, CHECKPOINT_FILES, CONFIG, WEIGHTS
from quoteattr.model.modeling_quoteattr import QuoteAttrModel

__all__ = [
    "CARD",
    "CHECKPOINT_FILES",
    "Checkpoint",
    "choose_device",
    "find_checkpoint",
    "load_encoder",
    "push_checkpoint",
    "save_encoder",
]

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
        folder = Path(str(files("quoteattr"))) / "checkpoints" / _SHIPPED
    elif (found := _local(name_or_path)) is not None:
        folder = found
    elif isinstance(name_or_path, Path) or not _is_hub_id(name_or_path):
        raise CheckpointError(
            f"checkpoint {str(name_or_path)!r} was asked for, but there is no such folder; accepted are 'default', "
            f"a folder with {', '.join(CHECKPOINT_FILES)}, or a hub id of the form 'owner/name'"
        )
    else:
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
        if path.is_dir():
            return path
        there = path.exists()
    # A user that is not known, a name that is too long or has a null in it, a folder that may not be looked into.
    except (OSError, RuntimeError, ValueError) as error:
        raise CheckpointError(
            f"checkpoint {str(name_or_path)!r} was asked for, but this name cannot be looked up: {error}; accepted are "
            f"'default', a folder with {', '.join(CHECKPOINT_FILES)}, or a hub id of the form 'owner/name'"
        ) from error
    if there:
        raise CheckpointError(
            f"checkpoint {str(name_or_path)!r} was asked for, and this is a file; accepted is the folder that has "
            f"{', '.join(CHECKPOINT_FILES)}"
        )
    return None


def _is_hub_id(name: str) -> bool:
    return name.count("/") <= 1 and bool(name) and all(c.isalnum() or c in "-_./" for c in name) and name[0].isalnum()


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


def load_encoder(checkpoint: Checkpoint, device: torch.device) -> Encoder:
    """Load a checkpoint's model and tokenizer; the weights are computed with in single precision.

    Where the checkpoint has checksums, its files are compared with them first; the one inside the package must have.

    Args:
        checkpoint: The checkpoint.
        device: Where the model goes.

    Raises:
        CheckpointError: If a file is damaged or not what it was when it was saved, or the files do not fit together.
    """
    check_files(checkpoint.folder, CHECKPOINT_FILES, required=checkpoint.name == _SHIPPED)
    try:
        if _digest(checkpoint.folder) != checkpoint.digest:
            raise CheckpointError(f"{CONFIG} has changed since the pipeline was made")
        encoder = _load(checkpoint.folder)
    except Exception as error:
        # Damage surfaces as errors of every class in the libraries that read the files; the reason is passed on.
        raise CheckpointError(
            f"checkpoint {checkpoint.name!r} in {checkpoint.folder} cannot be loaded: {_reason(error)}; it was damaged "
            "or made by another version: fetch or install it again, or train it anew"
        ) from error
    encoder.model.to(device)
    return encoder


def _load(folder: Path) -> Encoder:
    config = QuoteAttrConfig.from_pretrained(folder, local_files_only=True)
    check_numbers(config)
    weights = load_file(folder / WEIGHTS)
    check_depth(config, weights)
    with undrawn():
        model = QuoteAttrModel(config).float()
    check_shapes(model, weights)
    model.load_state_dict(weights, strict=True)
    check_finite(model)
    tokenizer = PreTrainedTokenizerFast.from_pretrained(folder, local_files_only=True)
    check_tokenizer(model, tokenizer)
    return Encoder(model, tokenizer)


def _reason(error: Exception) -> str:
    said = " ".join(str(error).split()) or type(error).__name__
    if isinstance(error, CheckpointError | OptionError):
        return said
    cut = said if len(said) <= _LONGEST_REASON else f"{said[:_LONGEST_REASON]}…"
    return f"{type(error).__name__}: {cut}"


def save_encoder(encoder: Encoder, folder: str | Path, *, card: str | None = None) -> Path:
    """Save a checkpoint with its checksums, in half precision where that loses nothing.

    The files are written beside their places first, so that a full disk leaves the checkpoint that was there before.

    Args:
        encoder: What to save.
        folder: Where to; it is made if need be.
        card: Text of the model card; `None` writes none.

    Raises:
        OSError: If the folder cannot be written.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    weights = {name: value.detach().cpu().contiguous() for name, value in encoder.model.state_dict().items()}
    halves = {name: value.half() for name, value in weights.items()}
    exact = all(torch.equal(halves[name].float(), value.float()) for name, value in weights.items())
    config = encoder.model.config
    if config.dtype is not None:  # transformers loads in the precision that is named there, whatever the file has
        config.dtype = torch.float16 if exact else encoder.model.dtype
    with TemporaryDirectory(prefix=".quoteattr-", suffix=".part", dir=folder) as name:
        staged = Path(name)
        _save_weights(halves if exact else weights, staged / WEIGHTS)
        config.save_pretrained(staged)
        encoder.tokenizer.save_pretrained(str(staged))
        # Some versions of safetensors write files that only their owner may read.
        copymode(staged / CONFIG, staged / WEIGHTS)
        if card is not None:
            (staged / CARD).write_text(card, encoding="utf-8")
        write_checksums(staged, CHECKPOINT_FILES)
        for file in sorted(staged.iterdir()):
            file.replace(folder / file.name)
    return folder


def _save_weights(weights: dict[str, torch.Tensor], path: Path) -> None:
    try:
        save_file(weights, path, metadata={"format": "pt"})
    except SafetensorError as error:
        raise OSError(f"{path} cannot be written: {error}") from error


def push_checkpoint(
    folder: str | Path,
    repo_id: str,
    *,
    private: bool | None = None,
    token: str | None = None,
    revision: str | None = None,
    message: str = "Upload a quoteattr checkpoint",
) -> str:
    """Put a checkpoint on the Hugging Face hub: configuration, weights, tokenizer and, where there is one, model card.

    Args:
        folder: The checkpoint; other files in it stay here.
        repo_id: Where to, as "owner/name"; the repository is made if need be.
        private: Whether a repository that is made is private; `None` leaves it to the owner's setting.
        token: Token of a user who may write there; `None` takes the one that `hf auth login` stored.
        revision: Branch, made if need be; `None` takes the main one.
        message: Message of the commit.

    Returns:
        Address of the commit.

    Raises:
        CheckpointError: If the folder is no checkpoint, or the hub refuses it or cannot be reached.
    """
    return upload(
        find_checkpoint(Path(folder)).folder, repo_id, private=private, token=token, revision=revision, message=message
    )
