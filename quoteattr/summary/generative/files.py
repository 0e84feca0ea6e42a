"""Where a generative checkpoint's files are: a folder, or a copy of a repository on the hub."""

import json
from collections.abc import Iterable
from pathlib import Path

from quoteattr.errors import CheckpointError
from quoteattr.model.layout import is_hub_id

__all__ = ["find_folder"]

_TEXTS = ("*.json", "*.txt", "*.model", "*.jinja", "*.tiktoken")
_WEIGHTS, _INDEX = "model.safetensors", "model.safetensors.index.json"
_PICKLED = ("pytorch_model*.bin", "*.pt", "*.pth", "*.ckpt", "tf_model.h5", "flax_model.msgpack")
_ACCEPTED = "a folder of a seq2seq or decoder-only model (config.json, safetensors weights, tokenizer) or a hub id"


def find_folder(
    name_or_path: str | Path,
    *,
    revision: str | None = None,
    local_files_only: bool = False,
    gguf_file: str | None = None,
) -> Path:
    """Find a checkpoint's folder, fetching it from the hub if a hub id was named.

    Args:
        name_or_path: A folder or a hub id ("owner/name").
        revision: Branch, tag or commit on the hub; `None` takes its main branch.
        local_files_only: Whether to take a hub id from the local cache alone.
        gguf_file: Name of a GGUF file with weights, configuration and tokenizer; `None` wants safetensors.

    Returns:
        A folder that has the weights.

    Raises:
        CheckpointError: If there is no such folder or repository, or it has no weights of an accepted form.
    """
    path = Path(name_or_path).expanduser()
    if str(name_or_path) and path.is_dir():
        folder = path
    elif isinstance(name_or_path, Path) or not is_hub_id(name_or_path):
        raise CheckpointError(
            f"generative model {str(name_or_path)!r} was asked for, but there is no such folder; "
            f"accepted are {_ACCEPTED}"
        )
    else:
        folder = _from_hub(name_or_path, revision, local_files_only=local_files_only, gguf_file=gguf_file)
    _check_weights(str(name_or_path), folder, gguf_file)
    return folder


def _from_hub(name: str, revision: str | None, *, local_files_only: bool, gguf_file: str | None) -> Path:
    import huggingface_hub

    def fetch(patterns: Iterable[str]) -> Path:
        return Path(
            huggingface_hub.snapshot_download(
                name,
                revision=revision,
                local_files_only=local_files_only,
                allow_patterns=list(patterns),
                ignore_patterns=None if gguf_file else ["*/*"],
            )
        )

    try:
        folder = fetch(_TEXTS)
        return fetch([gguf_file] if gguf_file else _shards(folder))
    except (OSError, ValueError) as error:
        where = "whole in the local cache" if local_files_only else "to be had from the hub"
        raise CheckpointError(
            f"generative model {name!r} was asked for; it is neither a folder here nor {where} ({error}); accepted are "
            f"{_ACCEPTED}"
        ) from error


def _shards(folder: Path) -> list[str]:
    """Return the names of the files of weights."""
    if not (folder / _INDEX).is_file():
        return [_WEIGHTS]
    try:
        index = json.loads((folder / _INDEX).read_text(encoding="utf-8"))
        return sorted(set(map(str, index["weight_map"].values())))
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise CheckpointError(
            f"{_INDEX} in {folder} is not an index of weights ({error}); fetch or save the model again"
        ) from error


def _check_weights(name: str, folder: Path, gguf_file: str | None) -> None:
    wanted = [gguf_file] if gguf_file else _shards(folder)
    missing = [file for file in wanted if not (folder / file).is_file()]
    if not missing:
        return
    found = f"generative model {name!r} was asked for; {folder} has no {', '.join(missing)}"
    if gguf_file:
        there = sorted(file.name for file in folder.glob("*.gguf"))
        raise CheckpointError(f"{found}; GGUF files there: {', '.join(there) or 'none'}; name one by `gguf_file`")
    if any(next(folder.glob(pattern), None) for pattern in _PICKLED):
        raise CheckpointError(
            f"{found}, only weights of a form that can run code when they are read; accepted are safetensors: load it "
            "once where you trust it and save it anew with `model.save_pretrained(folder)`"
        )
    hint = "; it has a GGUF file: name it by `gguf_file`" if next(folder.glob("*.gguf"), None) else ""
    raise CheckpointError(f"{found}; accepted are {_ACCEPTED}{hint}")
