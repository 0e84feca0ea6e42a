"""Checks of the tree that a release is made from."""

import re
import shutil
from typing import Any

from tests.release.release import FailedError, Release, SkippedError, run

__all__ = ["changelog_agrees", "citation_agrees", "tree_is_clean"]

_ENTRY = re.compile(r"^## (?P<version>\S+) \((?P<date>unreleased|\d{4}-\d{2}-\d{2})\)$", re.MULTILINE)
# What the schema of CITATION.cff 1.2.0 requires, and what of the rest is in use here.
_REQUIRED = ("cff-version", "message", "title", "authors")
_KNOWN = {*_REQUIRED, "abstract", "date-released", "doi", "keywords", "license", "references", "type", "version"}


def tree_is_clean(release: Release) -> str:
    """Nothing is changed, and nothing is there that git does not know."""
    if not (release.root / ".git").exists() or shutil.which("git") is None:
        raise SkippedError("no git checkout")
    changed = run(["git", "status", "--porcelain"], cwd=release.root).splitlines()
    if changed:
        raise FailedError(f"{len(changed)} files differ from the commit: {', '.join(changed[:5])}")
    return run(["git", "rev-parse", "--short", "HEAD"], cwd=release.root).strip()


def changelog_agrees(release: Release) -> str:
    """The first entry of the changelog is of the package's version, and has a date."""
    version, date = _first_entry(release)
    if version != release.version:
        raise FailedError(f"CHANGELOG.md begins with {version}, and the package is {release.version}")
    if date is None and not release.rehearsal:
        raise FailedError(f"CHANGELOG.md calls {version} unreleased: give it its date, YYYY-MM-DD")
    return f"{version}, {date or 'unreleased'}"


def citation_agrees(release: Release) -> str:
    """CITATION.cff has what its schema requires, and the version and the date of the changelog."""
    import yaml

    try:
        cited: dict[str, Any] = yaml.safe_load((release.root / "CITATION.cff").read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise FailedError(f"CITATION.cff cannot be read: {error}") from error
    missing = [key for key in _REQUIRED if not cited.get(key)]
    unknown = sorted(set(cited) - _KNOWN)
    if missing or unknown:
        raise FailedError(f"CITATION.cff lacks {', '.join(missing) or 'nothing'} and has {', '.join(unknown)} too many")
    version, date = _first_entry(release)
    told = (str(cited.get("version")), str(cited["date-released"]) if "date-released" in cited else None)
    if told != (version, date):
        raise FailedError(f"CITATION.cff says {told[0]} of {told[1]}, and CHANGELOG.md {version} of {date}")
    return f"{version}, {date or 'unreleased'}"


def _first_entry(release: Release) -> tuple[str, str | None]:
    """Return version and date of the changelog's first entry; no date where it is unreleased."""
    text = (release.root / "CHANGELOG.md").read_text(encoding="utf-8")
    found = _ENTRY.search(text)
    first = next((line for line in text.splitlines() if line.startswith("## ")), "nothing")
    if found is None or found[0] != first:
        raise FailedError(f"CHANGELOG.md begins with {first!r}, not with '## VERSION (YYYY-MM-DD)' or '(unreleased)'")
    return found["version"], None if found["date"] == "unreleased" else found["date"]
