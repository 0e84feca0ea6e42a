"""What a user asks of a checkpoint: where it is, what is in it, how large it is. No weight is read."""

import json
import struct
from collections.abc import Iterator, Mapping
from math import prod
from pathlib import Path
from typing import Any

from quoteattr.errors import CheckpointError

__all__ = ["iter_checkpoint_facts", "list_files", "list_heads"]

_WEIGHTS = "model.safetensors"
_HEADER_LENGTH = struct.Struct("<Q")


# What a head is called, by what its tensors are called after.
_HEADS: Mapping[str, str] = {
    "tags": "tags of content, cue and source",
    "content_to_cue": "links from content to cue",
    "cue_to_source": "links from cue to source",
    "antecedents": "antecedents of sources",
    "salience": "salience of sentences",
}


def iter_checkpoint_facts(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield what a user asks of a checkpoint: where it is, how large, under which licence. No weight is read.

    Args:
        folder: The checkpoint's folder.

    Raises:
        CheckpointError: If the weights are not in the safetensors format.

    Example:
        >>> from importlib.resources import files
        >>> facts = dict(iter_checkpoint_facts(Path(str(files("quoteattr"))) / "checkpoints/default"))
        >>> facts["licence"]
        'apache-2.0'
    """
    parameters = sum(map(_size, _read_header(folder / _WEIGHTS).values()))
    size = sum(size for _, size in list_files(folder))
    yield "folder", str(folder)
    yield "parameters", f"{parameters / 1e6:.1f} million"
    yield "size", f"{size / 1e6:.1f} MB"
    yield "licence", _licence(folder / "README.md")


def list_files(folder: Path) -> tuple[tuple[str, int], ...]:
    """Return the files of a checkpoint with their sizes in bytes.

    Args:
        folder: The checkpoint's folder.

    Example:
        >>> from importlib.resources import files
        >>> "model.safetensors" in dict(list_files(Path(str(files("quoteattr"))) / "checkpoints/default"))
        True
    """
    return tuple((file.name, file.stat().st_size) for file in sorted(folder.iterdir()) if file.is_file())


def list_heads(folder: Path) -> tuple[tuple[str, str, int], ...]:
    """Return the heads of a checkpoint: the name of each, what it decides, and the number of its parameters.

    Args:
        folder: The checkpoint's folder.

    Raises:
        CheckpointError: If the weights are not in the safetensors format.

    Example:
        >>> from importlib.resources import files
        >>> heads = list_heads(Path(str(files("quoteattr"))) / "checkpoints/default")
        >>> [name for name, _, _ in heads]
        ['tags', 'content_to_cue', 'cue_to_source', 'antecedents', 'salience']
    """
    counts = dict.fromkeys(_HEADS, 0)
    for tensor, facts in _read_header(folder / _WEIGHTS).items():
        head = tensor.partition(".")[0]
        if head in counts:
            counts[head] += _size(facts)
    return tuple((head, _HEADS[head], count) for head, count in counts.items() if count)


def _read_header(weights: Path) -> dict[str, Any]:
    """Return the header's tensors; it is JSON behind eight bytes that give its length."""
    with weights.open("rb") as file:
        try:
            (length,) = _HEADER_LENGTH.unpack(file.read(_HEADER_LENGTH.size))
            if length > weights.stat().st_size:
                raise ValueError("its header would be longer than the file")
            tensors = {name: facts for name, facts in json.loads(file.read(length)).items() if name != "__metadata__"}
            for facts in tensors.values():
                _size(facts)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, struct.error) as error:
            raise CheckpointError(
                f"{weights} was read for its size, but it is not in the safetensors format ({error}); "
                "fetch or install the checkpoint again"
            ) from error
        return tensors


def _size(tensor: Mapping[str, Any]) -> int:
    return prod(tensor["shape"])


def _licence(card: Path) -> str:
    """Return the licence that the model card's front matter states."""
    if not card.is_file():
        return "not stated (no model card)"
    _, fence, rest = card.read_text(encoding="utf-8", errors="replace").partition("---\n")
    front = rest.partition("\n---")[0] if fence else ""
    stated = [line.removeprefix("license:").strip() for line in front.splitlines() if line.startswith("license:")]
    return stated[0] if stated else "not stated"
