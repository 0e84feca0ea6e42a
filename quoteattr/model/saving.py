"""Save checkpoints: to a folder, or to the Hugging Face hub."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfile, copymode
from tempfile import TemporaryDirectory

import torch
from safetensors import SafetensorError
from safetensors.torch import save_file
from transformers import PreTrainedTokenizerFast

from quoteattr.errors import OptionError
from quoteattr.model.checkpoint import Checkpoint, find_checkpoint
from quoteattr.model.checksums import check_files, write_checksums
from quoteattr.model.encode import Encoder
from quoteattr.model.hub import upload
from quoteattr.model.layout import CARD, CHECKPOINT_FILES, CONFIG, WEIGHTS
from quoteattr.model.modeling_quoteattr import QuoteAttrModel

__all__ = ["copy_checkpoint", "push_checkpoint", "save_encoder"]


def save_encoder(encoder: Encoder, folder: str | Path, *, card: str | None = None) -> Path:
    """Save a checkpoint with its checksums, in half precision where that loses nothing.

    The files are written beside their places first, so that a full disk leaves the checkpoint that was there before.

    Args:
        encoder: What to save.
        folder: Where to; it is made if need be.
        card: Text of the model card; `None` writes none.

    Raises:
        OptionError: If the model only reads.
        OSError: If the folder cannot be written.
    """
    model, tokenizer = encoder.model, encoder.tokenizer
    if not isinstance(model, QuoteAttrModel) or not isinstance(tokenizer, PreTrainedTokenizerFast):
        raise OptionError("a model that only reads was to be saved; load it with `trainable=True`, or copy its files")
    weights = {name: value.detach().cpu().contiguous() for name, value in model.state_dict().items()}
    halves = {name: value.half() for name, value in weights.items()}
    exact = all(torch.equal(halves[name].float(), value.float()) for name, value in weights.items())
    config = model.config
    if config.dtype is not None:  # transformers loads in the precision that is named there, whatever the file has
        config.dtype = torch.float16 if exact else model.dtype
    with _staged(folder) as staged:
        _save_weights(halves if exact else weights, staged / WEIGHTS)
        config.save_pretrained(staged)
        tokenizer.save_pretrained(str(staged))
        # Some versions of safetensors write files that only their owner may read.
        copymode(staged / CONFIG, staged / WEIGHTS)
        if card is not None:
            (staged / CARD).write_text(card, encoding="utf-8")
    return Path(folder)


def copy_checkpoint(checkpoint: Checkpoint, folder: str | Path) -> Path:
    """Copy a checkpoint with its model card, and write its checksums; all at once, as `save_encoder` does.

    Args:
        checkpoint: The checkpoint.
        folder: Where to; it is made if need be, and may be where the checkpoint is.

    Returns:
        The folder.

    Raises:
        CheckpointError: If a file is not what it was when it was saved.
        OSError: If a file cannot be read, or the folder cannot be written.
    """
    check_files(checkpoint.folder, CHECKPOINT_FILES, required=False)
    with _staged(folder) as staged:
        for name in (*CHECKPOINT_FILES, CARD):
            if (checkpoint.folder / name).is_file():
                copyfile(checkpoint.folder / name, staged / name)
    return Path(folder)


@contextmanager
def _staged(folder: str | Path) -> Iterator[Path]:
    """Give a folder whose files take their places, with checksums, when all of them are there."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".quoteattr-", suffix=".part", dir=folder) as name:
        staged = Path(name)
        yield staged
        write_checksums(staged, CHECKPOINT_FILES)
        for file in sorted(staged.iterdir()):
            file.replace(folder / file.name)


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
