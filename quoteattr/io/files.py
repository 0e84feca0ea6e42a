"""Files that are written whole or not at all."""

import errno
import os
import secrets
import shutil
from collections.abc import Container, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TextIO

__all__ = ["open_atomic", "open_new_folder"]


@contextmanager
def open_atomic(path: str | os.PathLike[str]) -> Iterator[TextIO]:
    """Open a file for text that takes its name only when everything is written.

    The text goes to a temporary file in the same folder. If the block raises, that file is removed and what stood
    under the name before is still there. A device or pipe, such as `/dev/stdout`, is written to directly.

    Args:
        path: The file to write, in UTF-8; line ends are written as they are.

    Yields:
        The open file.

    Raises:
        OSError: If the file cannot be written.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     with open_atomic(Path(folder, "out.jsonl")) as file:
        ...         print(file.write("{}"), Path(folder, "out.jsonl").exists())
        ...     Path(folder, "out.jsonl").read_text()
        2 False
        '{}'
    """
    # Follow a symbolic link, so that the file behind it is replaced and not the link.
    target = Path(path).resolve()
    if target.exists() and not target.is_file():
        with _open_text(target, "w") as file:
            yield file
        return
    temporary = target.with_name(f".quoteattr-{secrets.token_hex(8)}.part")
    try:
        with _open_text(temporary, "x") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, temporary)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def open_new_folder(path: str | os.PathLike[str], *, keep: Container[str] = ()) -> Iterator[Path]:
    """Open a folder to fill, whose files take their place only when all of them are written.

    The files go to a temporary folder beside it, which takes the name when the block ends. Where a folder of that name
    is there already, the temporary one is in it, and the files are moved. If the block raises, nothing has changed.

    Args:
        path: The folder, made if it is not there.
        keep: Names of files that stay as they are where they are there already; any other is an error.

    Yields:
        The folder to write to.

    Raises:
        OSError: If the folder cannot be written.
        FileExistsError: If a file would take the place of another.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as home:
        ...     with open_new_folder(Path(home, "out")) as folder:
        ...         print(Path(folder, "a.txt").write_text("Yes."), Path(home, "out").exists())
        ...     Path(home, "out", "a.txt").read_text()
        4 False
        'Yes.'
    """
    target = Path(path).resolve()
    # A folder that is there may be another file system, and files can be renamed within one only.
    home = target if target.is_dir() else target.parent
    with TemporaryDirectory(prefix=".quoteattr-", suffix=".part", dir=home) as name:
        filled = Path(name, "filled")
        filled.mkdir()
        yield filled
        if not target.exists():
            filled.rename(target)
            return
        new = [file for file in sorted(filled.iterdir()) if not (file.name in keep and (target / file.name).exists())]
        for file in new:
            if (target / file.name).exists():
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target / file.name))
        for file in new:
            file.rename(target / file.name)


def _open_text(path: Path, mode: str) -> TextIO:
    # A lone surrogate can stand in a record only within a JSON string, where `\udXXX` is the way to write it.
    return path.open(mode, encoding="utf-8", errors="backslashreplace", newline="")  # type: ignore[return-value]
