"""Load and save checkpoints: Hugging Face folders of configuration, safetensors weights and tokenizer."""

from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import torch
from huggingface_hub import HfApi
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from transformers import PreTrainedTokenizerFast
from transformers.utils.hub import cached_file, try_to_load_from_cache  # type: ignore[attr-defined]

from quoteattr.errors import CheckpointError, OptionError
from quoteattr.model.configuration_quoteattr import QuoteAttrConfig
from quoteattr.model.encode import Encoder
from quoteattr.model.modeling_quoteattr import QuoteAttrModel

__all__ = ["Checkpoint", "choose_device", "find_checkpoint", "load_encoder", "push_checkpoint", "save_encoder"]

CONFIG, WEIGHTS, CARD = "config.json", "model.safetensors", "README.md"
TOKENIZER = ("tokenizer.json", "tokenizer_config.json")
_NEEDED = (CONFIG, WEIGHTS, *TOKENIZER)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A checkpoint that was found.

    Args:
        name: As the caller named it.
        folder: Where its files are.
    """

    name: str
    folder: Path

    @property
    def digest(self) -> str:
        """First 12 hexadecimal digits of the SHA-256 of its configuration."""
        return sha256((self.folder / CONFIG).read_bytes()).hexdigest()[:12]


def find_checkpoint(
    name_or_path: str | Path = "default", *, revision: str | None = None, local_files_only: bool = False
) -> Checkpoint:
    """Find a checkpoint, without reading its weights.

    Args:
        name_or_path: "default" (the one inside the package), a folder, or a hub id ("newsroom/quoteattr-large").
        revision: Branch, tag or commit on the hub; `None` takes its main branch.
        local_files_only: Whether to refuse the network and take a hub id from the local cache alone.

    Raises:
        CheckpointError: If there is no such checkpoint, or a file of it is missing.

    Example:
        >>> find_checkpoint().name
        'default'
    """
    if str(name_or_path) == "default":
        folder = Path(str(files("quoteattr"))) / "checkpoints" / "default"
    elif str(name_or_path) and (path := Path(name_or_path).expanduser()).is_dir():
        folder = path
    elif isinstance(name_or_path, Path) or not _is_hub_id(name_or_path):
        raise CheckpointError(
            f"checkpoint {str(name_or_path)!r} was asked for, but there is no such folder; accepted are 'default', "
            f"a folder with {', '.join(_NEEDED)}, or a hub id of the form 'owner/name'"
        )
    else:
        folder = _from_hub(name_or_path, revision=revision, local_files_only=local_files_only)
    missing = [name for name in _NEEDED if not (folder / name).is_file()]
    if missing:
        raise CheckpointError(
            f"checkpoint {str(name_or_path)!r} in {folder} lacks {', '.join(missing)}; a checkpoint has "
            f"{', '.join(_NEEDED)}: save it with `save_pretrained`, or train it with `python -m quoteattr.training`"
        )
    return Checkpoint(str(name_or_path), folder)


def _is_hub_id(name: str) -> bool:
    return name.count("/") <= 1 and bool(name) and all(c.isalnum() or c in "-_./" for c in name) and name[0].isalnum()


def _from_hub(name: str, *, revision: str | None, local_files_only: bool) -> Path:
    try:
        folders = {_hub_file(name, file, revision, local_files_only=local_files_only) for file in _NEEDED}
    except (OSError, ValueError) as error:
        raise CheckpointError(
            f"checkpoint {name!r} was asked for; it is neither a folder here nor to be had from the hub ({error}); "
            "accepted are 'default', a folder, or the id of a quoteattr checkpoint on the hub"
        ) from error
    if None in folders:
        raise CheckpointError(
            f"checkpoint {name!r} was asked for with local_files_only=True; it is neither a folder here nor whole in "
            "the local cache: allow the network once, or pass a folder"
        )
    with suppress(OSError):
        _hub_file(name, CARD, revision, local_files_only=local_files_only)
    return Path(str(folders.pop()))


def _hub_file(name: str, file: str, revision: str | None, *, local_files_only: bool) -> Path | None:
    """Return the folder of a file of the hub, or None if only the local cache may be asked and does not have it."""
    if local_files_only:
        # Not `cached_file`: even with its own local_files_only it asks the network once, to describe the client.
        path = try_to_load_from_cache(name, file, revision=revision)
    else:
        path = cached_file(name, file, revision=revision)
    return Path(path).parent if isinstance(path, str) else None


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

    Args:
        checkpoint: The checkpoint.
        device: Where the model goes.

    Raises:
        CheckpointError: If a file is damaged, or the weights do not fit the configuration.
    """
    try:
        config = QuoteAttrConfig.from_pretrained(checkpoint.folder, local_files_only=True)
        weights = load_file(checkpoint.folder / WEIGHTS)
        with torch.random.fork_rng(devices=[]):  # a new model draws weights; the caller's chance stays as it was
            model = QuoteAttrModel(config)
        model.load_state_dict({name: value.float() for name, value in weights.items()}, strict=True)
        tokenizer = PreTrainedTokenizerFast.from_pretrained(checkpoint.folder, local_files_only=True)
    except (OSError, ValueError, RuntimeError, KeyError, TypeError, SafetensorError) as error:
        raise CheckpointError(
            f"checkpoint {checkpoint.name!r} in {checkpoint.folder} cannot be loaded: {error}; it was damaged or "
            "made by another version: fetch or install it again, or train it anew"
        ) from error
    model.to(device)  # type: ignore[arg-type]
    return Encoder(model, tokenizer)


def save_encoder(encoder: Encoder, folder: str | Path, *, card: str | None = None) -> Path:
    """Save a checkpoint, in half precision where that loses nothing.

    Args:
        encoder: What to save.
        folder: Where to; it is made if need be.
        card: Text of the model card; `None` writes none.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    weights = {name: value.detach().cpu().contiguous() for name, value in encoder.model.state_dict().items()}
    halves = {name: value.half() for name, value in weights.items()}
    exact = all(torch.equal(halves[name].float(), value.float()) for name, value in weights.items())
    save_file(halves if exact else weights, folder / WEIGHTS, metadata={"format": "pt"})
    config = encoder.model.config
    if config.dtype is not None:  # transformers loads in the precision that is named there, whatever the file has
        config.dtype = torch.float16 if exact else encoder.model.dtype
    config.save_pretrained(folder)
    encoder.tokenizer.save_pretrained(str(folder))
    if card is not None:
        (folder / CARD).write_text(card, encoding="utf-8")
    return folder


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
    found = find_checkpoint(Path(folder))
    api = HfApi(token=token)
    try:
        repo = api.create_repo(repo_id, private=private, exist_ok=True).repo_id
        if revision is not None:
            api.create_branch(repo, branch=revision, exist_ok=True)
        commit = api.upload_folder(
            repo_id=repo,
            folder_path=found.folder,
            revision=revision,
            commit_message=message,
            allow_patterns=[*_NEEDED, CARD],
        )
    except (OSError, ValueError) as error:
        raise CheckpointError(
            f"the checkpoint in {found.folder} was to be put on the hub as {repo_id!r}, but was not: {error}; the id "
            "has the form 'owner/name', and `hf auth login` or `token` gives the right to write there"
        ) from error
    return str(commit.commit_url)
