"""What a release check looks at, and how it says what it found."""

import subprocess
import tarfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from packaging.metadata import Metadata

__all__ = ["FailedError", "Release", "SkippedError", "run"]


class FailedError(Exception):
    """A check found something wrong."""


class SkippedError(Exception):
    """A check could not be made here."""


@dataclass(frozen=True)
class Release:
    """A tree, and what was built from it.

    Args:
        root: The tree.
        dist: The folder of its wheel and its sdist.
        rehearsal: Whether the version may still be unreleased.
        work: A folder for environments; it is made when it is needed.
        python: The interpreter that they are made with.
    """

    root: Path
    dist: Path
    rehearsal: bool = False
    work: Path = Path("work")
    python: str = "python3"

    @cached_property
    def version(self) -> str:
        """The version that the package states, without importing it."""
        code = (self.root / "quoteattr/_version.py").read_text(encoding="utf-8")
        stated: dict[str, str] = {}
        exec(compile(code, "_version.py", "exec"), stated)  # noqa: S102 - our own file
        return stated["__version__"]

    @property
    def wheel(self) -> Path:
        """The one wheel."""
        return self._only(f"quoteattr-{self.version}-py3-none-any.whl")

    @property
    def sdist(self) -> Path:
        """The one sdist."""
        return self._only(f"quoteattr-{self.version}.tar.gz")

    @cached_property
    def packed(self) -> dict[str, bytes]:
        """The wheel's files."""
        with zipfile.ZipFile(self.wheel) as wheel:
            return {name: wheel.read(name) for name in wheel.namelist() if not name.endswith("/")}

    @cached_property
    def source(self) -> dict[str, int]:
        """The sdist's files with their sizes, without the folder that holds them all."""
        with tarfile.open(self.sdist) as sdist:
            members = [member for member in sdist.getmembers() if not member.isdir()]
        odd = [member.name for member in members if not member.isfile()]
        if odd:
            raise FailedError(f"{self.sdist.name} holds what is no plain file: {', '.join(odd[:5])}")
        tops = {PurePosixPath(member.name).parts[0] for member in members}
        if tops != {f"quoteattr-{self.version}"}:
            raise FailedError(
                f"{self.sdist.name} unpacks into {', '.join(sorted(tops))}, not into one folder of its name"
            )
        return {str(PurePosixPath(*PurePosixPath(m.name).parts[1:])): m.size for m in members}

    @property
    def info(self) -> str:
        """The wheel's folder of metadata."""
        return f"quoteattr-{self.version}.dist-info"

    @cached_property
    def metadata(self) -> Metadata:
        """The wheel's metadata, valid by their specification."""
        try:
            return Metadata.from_email(self.packed[f"{self.info}/METADATA"], validate=True)
        except ExceptionGroup as error:
            raise FailedError(f"{error.message}: {'; '.join(map(str, error.exceptions))}") from error

    def _only(self, name: str) -> Path:
        ending = "".join(PurePosixPath(name).suffixes[-1:])
        there = sorted(path.name for path in self.dist.glob(f"*{ending}"))
        if there != [name]:
            raise FailedError(f"{self.dist} has {', '.join(there) or 'nothing'}, where {name} alone was expected")
        return self.dist / name


def run(command: Sequence[str | Path], *, cwd: Path, **environment: str) -> str:
    """Run a command and return what it printed.

    Args:
        command: The command.
        cwd: Where it runs.
        environment: All of its environment but the path; nothing else of this process reaches it.

    Raises:
        FailedError: If it fails, with the end of what it said.
    """
    import os

    passed = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run(  # noqa: S603
        list(map(str, command)), cwd=cwd, env=passed | environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = f"{done.stdout}\n{done.stderr}".strip().splitlines()
        raise FailedError(f"{' '.join(map(str, command))} ended with {done.returncode}: {' | '.join(said[-12:])}")
    return done.stdout
