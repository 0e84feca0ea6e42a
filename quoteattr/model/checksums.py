"""What the files of a checkpoint were when it was saved, so that damage is noticed before an answer is wrong."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from quoteattr.errors import CheckpointError
from quoteattr.model.layout import CHECKSUMS

__all__ = ["FileState", "check_files", "compare_files", "read_checksums", "sha256_of", "write_checksums"]

_ALGORITHM = "sha256"


@dataclass(frozen=True, slots=True)
class FileState:
    """What a file of a checkpoint is, beside what it was.

    Args:
        name: Name of the file.
        state: "as saved", "changed", "missing", or "not listed" when the checksums do not tell of it.

    Example:
        >>> FileState("config.json", "as saved").is_sound
        True
    """

    name: str
    state: Literal["as saved", "changed", "missing", "not listed"]

    @property
    def is_sound(self) -> bool:
        """Whether it is what it was."""
        return self.state == "as saved"


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal digits.

    Args:
        path: The file; it is read in pieces.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, _ALGORITHM).hexdigest()


def write_checksums(folder: Path, names: Iterable[str]) -> None:
    """Write down what files of a folder are.

    Args:
        folder: The folder.
        names: Names of the files.
    """
    digests = {name: sha256_of(folder / name) for name in names}
    (folder / CHECKSUMS).write_text(f"{json.dumps({_ALGORITHM: digests}, indent=2)}\n", encoding="utf-8")


def read_checksums(folder: Path) -> dict[str, str] | None:
    """Return the SHA-256 of each file as it was saved.

    Args:
        folder: The checkpoint.

    Returns:
        Digests by name; `None` when there are no checksums.

    Raises:
        CheckpointError: If they cannot be read.
    """
    path = folder / CHECKSUMS
    if not path.exists():
        return None
    try:
        digests: Any = json.loads(path.read_text(encoding="utf-8"))[_ALGORITHM]
        return {str(name): str(digest) for name, digest in digests.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise CheckpointError(
            f"{path} was read for the checksums of the checkpoint, but it is damaged ({error or type(error)}); "
            f'it holds {{"{_ALGORITHM}": {{name of a file: digest}}}}: fetch or install the checkpoint again'
        ) from error


def compare_files(folder: Path, names: Iterable[str]) -> tuple[FileState, ...]:
    """Compare the files of a checkpoint with its checksums.

    Args:
        folder: The checkpoint.
        names: Names of the files.

    Raises:
        CheckpointError: If there are no checksums, or they or a file cannot be read.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as name:
        ...     _ = Path(name, "a.json").write_text("{}")
        ...     write_checksums(Path(name), ["a.json"])
        ...     _ = Path(name, "a.json").write_text("{ }")
        ...     compare_files(Path(name), ["a.json"])[0].state
        'changed'
    """
    digests = read_checksums(folder)
    if digests is None:
        raise CheckpointError(
            f"the checksums of the checkpoint in {folder} were asked for, but it has no {CHECKSUMS}; save it again "
            "with `save_pretrained`, which writes them, or fetch or install it again"
        )
    return tuple(FileState(name, _state(folder / name, digests.get(name))) for name in names)


def _state(path: Path, expected: str | None) -> Literal["as saved", "changed", "missing", "not listed"]:
    if not path.is_file():
        return "missing"
    if expected is None:
        return "not listed"
    try:
        return "as saved" if sha256_of(path) == expected else "changed"
    except OSError as error:
        raise CheckpointError(f"{path} was to be compared with its checksum, but cannot be read: {error}") from error


def check_files(folder: Path, names: Iterable[str], *, required: bool = False) -> None:
    """Refuse a checkpoint whose files are not what they were when it was saved.

    Args:
        folder: The checkpoint.
        names: Names of the files.
        required: Whether one without checksums is refused too.

    Raises:
        CheckpointError: If a file has changed or is not listed, or the checksums cannot be read.
    """
    if not required and not (folder / CHECKSUMS).exists():
        return
    wrong = [f"{file.name} ({file.state})" for file in compare_files(folder, names) if not file.is_sound]
    if wrong:
        raise CheckpointError(
            f"the checkpoint in {folder} is not what it was when it was saved: {', '.join(wrong)}; fetch or install it "
            f"again, or, if the change is your own, delete {CHECKSUMS}"
        )
