"""Who made what of quoteattr's weights and word lists, and under which licence."""

import re
import tomllib
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from importlib.resources import files
from itertools import takewhile
from pathlib import Path
from typing import Any

from quoteattr.errors import CheckpointError

__all__ = ["DataList", "Origins", "Work", "checkpoint_origins", "licence_files", "list_data"]

_ORIGINS = "origins.toml"
# The first lines of a word list end so; how they call the package does not matter.
_STATED = re.compile(r"Origin: (?P<origin>.+?)\.? Licence: (?P<licence>[\w.-]+?)[.,]? ")


@dataclass(frozen=True, slots=True)
class DataList:
    """A word list of the package.

    Args:
        name: Its file's name.
        origin: Where its words or numbers are from.
        licence: Its licence, by its SPDX id.

    Example:
        >>> DataList("titles.toml", "written for quoteattr", "Apache-2.0").licence
        'Apache-2.0'
    """

    name: str
    origin: str
    licence: str


def list_data() -> tuple[DataList, ...]:
    """Return the word lists inside the package, each with what its first lines say of it.

    Example:
        >>> {data.licence for data in list_data()}
        {'Apache-2.0'}
    """
    lists = sorted((file for file in files("quoteattr.data").iterdir() if file.name.endswith(".toml")), key=str)
    return tuple(_as_stated(file.name, file.read_text(encoding="utf-8")) for file in lists)


@dataclass(frozen=True, slots=True)
class Work:
    """What a checkpoint was made from.

    Args:
        name: What it is called.
        by: Who made it.
        licence: What it states of its licence.
        used: What it was used for.

    Example:
        >>> Work("GAP", "Webster et al., 2018", "Apache-2.0", "antecedents").licence
        'Apache-2.0'
    """

    name: str
    by: str
    licence: str
    used: str


@dataclass(frozen=True, slots=True)
class Origins:
    """All that a checkpoint was made from.

    Args:
        base: Models that it was started from.
        data: What it learned from.

    Example:
        >>> Origins().base
        ()
    """

    base: tuple[Work, ...] = ()
    data: tuple[Work, ...] = ()


def checkpoint_origins(folder: Path) -> Origins:
    """Return what a checkpoint was made from: its file `origins.toml`, or nothing where there is none.

    Args:
        folder: The checkpoint's folder.

    Raises:
        CheckpointError: If the file cannot be read.

    Example:
        >>> origins = checkpoint_origins(Path(str(files("quoteattr"))) / "checkpoints/default")
        >>> [work.licence for work in origins.base]
        ['Apache-2.0', 'MIT', 'Apache-2.0']
    """
    file = folder / _ORIGINS
    if not file.is_file():
        return Origins()
    try:
        stated = tomllib.loads(file.read_text(encoding="utf-8"))
        return Origins(*(tuple(map(_as_work, stated.get(part, []))) for part in ("base", "data")))
    except (OSError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise CheckpointError(
            f"{file} was read for what the checkpoint was made from, but it does not tell ({error}); it has tables "
            "[[base]] and [[data]], each with name, by, licence and used: mend it, or take it away"
        ) from error


def licence_files() -> tuple[Path, ...]:
    """Return the files with the licence and the notices that were installed with quoteattr.

    There are none where quoteattr runs without having been installed.

    Example:
        >>> all(path.is_file() for path in licence_files())
        True
    """
    try:
        installed = distribution("quoteattr").files or []
    except PackageNotFoundError:
        return ()
    found = (Path(str(file.locate())) for file in installed if ".dist-info/licenses/" in file.as_posix())
    return tuple(sorted(path for path in found if path.is_file()))


def _as_work(stated: dict[str, Any]) -> Work:
    if not all(isinstance(value, str) for value in stated.values()):
        raise TypeError("something in it is no string")
    return Work(**stated)


def _as_stated(name: str, text: str) -> DataList:
    lines = takewhile(lambda line: line.startswith("#"), text.splitlines())
    stated = _STATED.search(" ".join(line.removeprefix("#").strip() for line in lines) + " ")
    return DataList(name, *(stated["origin"], stated["licence"]) if stated else ("not stated", "not stated"))
