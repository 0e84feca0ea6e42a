"""What is installed: versions, checkpoint and device, for `quoteattr info` and for a report of a fault."""

import json
import platform
import struct
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from math import prod
from pathlib import Path

from quoteattr._version import __version__
from quoteattr.errors import CheckpointError

__all__ = ["iter_checkpoint_facts", "iter_versions"]

_LIBRARIES = ("torch", "transformers", "safetensors", "nltk")
_HEADER_LENGTH = struct.Struct("<Q")


def iter_versions() -> Iterator[tuple[str, str]]:
    """Yield the names and versions of quoteattr, Python and the libraries that decide a result; none is imported.

    Example:
        >>> dict(iter_versions())["quoteattr"] == __version__
        True
    """
    yield "quoteattr", __version__
    yield "python", f"{platform.python_version()} ({platform.system()} {platform.machine()})"
    for library in _LIBRARIES:
        try:
            yield library, version(library)
        except PackageNotFoundError:
            yield library, "not installed"


def iter_checkpoint_facts(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield what a user asks of a checkpoint: where it is, how large, under which licence. No weight is read.

    Args:
        folder: The checkpoint's folder.

    Raises:
        CheckpointError: If the weights are not in the safetensors format.
    """
    weights = folder / "model.safetensors"
    size = sum(file.stat().st_size for file in folder.iterdir() if file.is_file())
    yield "folder", str(folder)
    yield "parameters", f"{_count_parameters(weights) / 1e6:.1f} million"
    yield "size", f"{size / 1e6:.1f} MB"
    yield "licence", _licence(folder / "README.md")


def _count_parameters(weights: Path) -> int:
    """Add up the shapes in the header, which is JSON behind eight bytes that give its length."""
    with weights.open("rb") as file:
        try:
            (length,) = _HEADER_LENGTH.unpack(file.read(_HEADER_LENGTH.size))
            if length > weights.stat().st_size:
                raise ValueError("its header would be longer than the file")
            header = json.loads(file.read(length))
            return sum(prod(tensor["shape"]) for name, tensor in header.items() if name != "__metadata__")
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, struct.error) as error:
            raise CheckpointError(
                f"{weights} was read for its size, but it is not in the safetensors format ({error}); "
                "fetch or install the checkpoint again"
            ) from error


def _licence(card: Path) -> str:
    """Return the licence that the model card's front matter states."""
    if not card.is_file():
        return "not stated (no model card)"
    _, fence, rest = card.read_text(encoding="utf-8", errors="replace").partition("---\n")
    front = rest.partition("\n---")[0] if fence else ""
    stated = [line.removeprefix("license:").strip() for line in front.splitlines() if line.startswith("license:")]
    return stated[0] if stated else "not stated"
