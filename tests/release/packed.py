"""Checks of what is in the wheel and in the sdist."""

import ast
import base64
import configparser
import csv
import hashlib
import io
import json
import re
import shutil
import tomllib
from pathlib import PurePosixPath

from tests.release.release import FailedError, Release, run

__all__ = [
    "checkpoint_verifies",
    "entry_points_are_there",
    "licences_are_inside",
    "record_verifies",
    "sdist_is_sane",
    "wheel_holds_the_package",
    "wheel_is_small",
]

MEGABYTE = 1_000_000
LARGEST_WHEEL = 65 * MEGABYTE
_CHECKPOINT = "quoteattr/checkpoints/default"
_WEIGHTS = f"{_CHECKPOINT}/model.safetensors"
# What is installed outside the package, and where it is in the tree.
_SHARED = {"share/man/man1/quoteattr.1": "docs/quoteattr.1"}
# Of the tree in the sdist: what is needed to build, to test and to judge.
_NEEDED = (
    "CHANGELOG.md", "CITATION.cff", "LICENSE", "LICENSES/MIT.txt", "NOTICE", "PKG-INFO", "README.md", "conftest.py",
    "constraints.txt", "pyproject.toml", "quoteattr/py.typed", "tests/conftest.py", _WEIGHTS,
)  # fmt: skip
_STRAY = re.compile(
    r"(^|/)(__pycache__|\.git|\.venv|\.\w+_cache|\.hypothesis|build|dist)/|\.(py[cod]|so|pkl|pt|bin)$|~$"
)


def wheel_is_small(release: Release) -> str:
    """The wheel is at most 65 MB."""
    size = release.wheel.stat().st_size
    if size > LARGEST_WHEEL:
        raise FailedError(f"{release.wheel.name} has {size / MEGABYTE:.1f} MB, {LARGEST_WHEEL / MEGABYTE:.0f} at most")
    return f"{size / MEGABYTE:.1f} MB"


def wheel_holds_the_package(release: Release) -> str:
    """The wheel has each file of the package, as it is in the tree, and no other file."""
    shared = f"quoteattr-{release.version}.data/data"
    tree = {name: name for name in _package_files(release)} | {f"{shared}/{to}": name for to, name in _SHARED.items()}
    inside = {name: data for name, data in release.packed.items() if not name.startswith(f"{release.info}/")}
    missing, more = sorted(tree.keys() - inside.keys()), sorted(inside.keys() - tree.keys())
    if missing or more:
        raise FailedError(
            f"missing: {', '.join(missing[:5]) or 'none'}; not of the package: {', '.join(more[:5]) or 'none'}"
        )
    changed = [name for name, data in inside.items() if data != (release.root / tree[name]).read_bytes()]
    if changed:
        raise FailedError(f"not as in the tree: {', '.join(changed[:5])}")
    meta = {name.partition("/")[2] for name in release.packed if name.startswith(f"{release.info}/")}
    odd = {name for name in meta if not name.startswith("licenses/")} ^ {
        "METADATA",
        "RECORD",
        "WHEEL",
        "entry_points.txt",
    }
    if odd:
        raise FailedError(f"{release.info} has or lacks {', '.join(sorted(odd))}")
    return f"{len(inside)} files"


def record_verifies(release: Release) -> str:
    """Every file of the wheel is in its RECORD, with its hash and size."""
    name = f"{release.info}/RECORD"
    rows = {row[0]: row[1:] for row in csv.reader(io.StringIO(release.packed[name].decode())) if row}
    if rows.keys() != release.packed.keys():
        raise FailedError(f"RECORD and wheel differ: {', '.join(sorted(rows.keys() ^ release.packed.keys())[:5])}")
    wrong = [
        path
        for path, (digest, size) in rows.items()
        if path != name and (digest != _record_digest(release.packed[path]) or int(size) != len(release.packed[path]))
    ]
    if wrong:
        raise FailedError(f"not as RECORD says: {', '.join(wrong[:5])}")
    return f"{len(rows)} files"


def checkpoint_verifies(release: Release) -> str:
    """The checkpoint in the wheel is what its checksums say."""
    try:
        digests: dict[str, str] = json.loads(release.packed[f"{_CHECKPOINT}/checksums.json"])["sha256"]
    except (KeyError, ValueError) as error:
        raise FailedError(f"{_CHECKPOINT}/checksums.json cannot be read: {error!r}") from error
    files = {
        name: release.packed.get(f"{_CHECKPOINT}/{name}") for name in {*digests, "model.safetensors", "config.json"}
    }
    wrong = [n for n, data in files.items() if data is None or hashlib.sha256(data).hexdigest() != digests.get(n)]
    if wrong:
        raise FailedError(f"not as {_CHECKPOINT}/checksums.json says: {', '.join(sorted(wrong))}")
    return f"{len(files)} files"


def sdist_is_sane(release: Release) -> str:
    """The sdist has what is needed to build and test, no strays, and nothing large but the weights."""
    missing = [name for name in (*_NEEDED, *sorted(_package_files(release))) if name not in release.source]
    if missing:
        raise FailedError(f"missing: {', '.join(missing[:5])}")
    large = [name for name, size in release.source.items() if size > MEGABYTE and name != _WEIGHTS]
    stray = [name for name in release.source if _STRAY.search(name)]
    if large or stray:
        raise FailedError(f"over 1 MB: {', '.join(large[:5]) or 'none'}; strays: {', '.join(stray[:5]) or 'none'}")
    return f"{len(release.source)} files, {release.sdist.stat().st_size / MEGABYTE:.1f} MB"


def licences_are_inside(release: Release) -> str:
    """The wheel has each licence file that its metadata name, and the notice names each work and each foreign list."""
    named = release.metadata.license_files or []
    lost = [name for name in named if f"{release.info}/licenses/{name}" not in release.packed]
    unnamed = [name for name in ("LICENSE", "NOTICE", "LICENSES/MIT.txt") if name not in named]
    if lost or unnamed:
        raise FailedError(
            f"not in the wheel: {', '.join(lost) or 'none'}; not in the metadata: {', '.join(unnamed) or 'none'}"
        )
    notice = release.packed[f"{release.info}/licenses/NOTICE"].decode()
    origins = tomllib.loads(release.packed[f"{_CHECKPOINT}/origins.toml"].decode())
    works = [work["name"] for part in ("base", "data") for work in origins[part]]
    lists = [
        PurePosixPath(n).name
        for n, d in release.packed.items()
        if n.startswith("quoteattr/data/") and b"counted in" in d
    ]
    silent = [name for name in (*works, *lists) if name not in notice]
    if silent:
        raise FailedError(f"NOTICE says nothing of {', '.join(silent)}")
    return f"{len(named)} licence files, {len(works)} works, {release.metadata.license_expression}"


def entry_points_are_there(release: Release) -> str:
    """Each entry point names a function that its module has."""
    parser = configparser.ConfigParser(delimiters="=")
    parser.read_string(release.packed[f"{release.info}/entry_points.txt"].decode())
    points = {f"{group}:{name}": target for group in parser.sections() for name, target in parser[group].items()}
    expected = {"console_scripts:quoteattr", "spacy_factories:quoteattr"}
    if points.keys() != expected:
        raise FailedError(f"entry points are {', '.join(points)}, where {', '.join(sorted(expected))} were expected")
    for point, target in points.items():
        module, _, name = target.partition(":")
        if name not in _names_of(release, module):
            raise FailedError(f"{point} is {target}, and there is no {name} in {module}")
    return ", ".join(sorted(points))


def _package_files(release: Release) -> set[str]:
    """Return the files of the package that belong into a wheel: those that git knows, where there is git."""
    if (release.root / ".git").exists() and shutil.which("git") is not None:
        return set(run(["git", "ls-files", "-z", "quoteattr"], cwd=release.root).rstrip("\0").split("\0"))
    found = (
        path.relative_to(release.root).as_posix() for path in (release.root / "quoteattr").rglob("*") if path.is_file()
    )
    return {name for name in found if not _STRAY.search(name)}


def _record_digest(data: bytes) -> str:
    return "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


def _names_of(release: Release, module: str) -> set[str]:
    path = module.replace(".", "/")
    code = release.packed.get(f"{path}.py") or release.packed.get(f"{path}/__init__.py") or b""
    names: set[str] = set()
    for node in ast.parse(code).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.ImportFrom):
            names.update(alias.asname or alias.name for alias in node.names)
    return names
