"""Checks of what the metadata say."""

import re
import warnings
from importlib.util import find_spec

from tests.release.release import FailedError, Release, run

__all__ = ["metadata_is_valid", "readme_renders"]

_PYTHON = "Programming Language :: Python :: "
_NO_RENDERER = "as far as can be seen without readme_renderer[md]"
# Addresses that an index page cannot follow: it has no files beside it.
_RELATIVE = re.compile(r"\]\((?!https?://|#)[^)]+\)")


def metadata_is_valid(release: Release) -> str:
    """The metadata are valid by their specification, and agree with the package."""
    parsed = release.metadata
    if (parsed.name, str(parsed.version)) != ("quoteattr", release.version):
        raise FailedError(f"they are of {parsed.name} {parsed.version}, not of quoteattr {release.version}")
    _check_classifiers(parsed.classifiers or [], str(parsed.requires_python or ""))
    if "quoteattr/py.typed" not in release.packed:
        raise FailedError("they call the package typed, and it has no py.typed")
    how = f"version {parsed.metadata_version}"
    if find_spec("twine") is not None:
        import sys

        run([sys.executable, "-m", "twine", "check", "--strict", release.wheel, release.sdist], cwd=release.root)
        how += ", twine too"
    return how


def readme_renders(release: Release) -> str:
    """The description is the README, and an index can show it."""
    readme = (release.root / "README.md").read_text(encoding="utf-8")
    kind = release.metadata.description_content_type or "of no type"
    if not kind.startswith("text/markdown"):
        raise FailedError(f"the description is {kind}, not text/markdown")
    if _plain(release.metadata.description or "") != _plain(readme):
        raise FailedError("the description is not README.md")
    if len(re.findall(r"^```", readme, re.MULTILINE)) % 2:
        raise FailedError("README.md opens a block of code and does not close it")
    relative = _RELATIVE.findall(readme)
    if relative:
        raise FailedError(f"README.md has addresses that only the tree has: {', '.join(relative[:5])}")
    html = _render(readme)
    if html == _NO_RENDERER:
        return _NO_RENDERER
    if html.count("<h2") < 3:
        raise FailedError("readme_renderer makes no page of README.md")
    return f"{html.count('<h2')} sections"


def _render(text: str) -> str:
    """Render Markdown as the index does, where its renderer is installed."""
    if find_spec("readme_renderer") is None:
        return _NO_RENDERER
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns when the part for Markdown is not installed
        from readme_renderer import markdown
    return (markdown.render(text) or "") if markdown.variants else _NO_RENDERER


def _check_classifiers(classifiers: list[str], requires: str) -> None:
    if "Typing :: Typed" not in classifiers:
        raise FailedError("no classifier says that the package is typed")
    versions = [c.removeprefix(_PYTHON) for c in classifiers if re.fullmatch(rf"{_PYTHON}3\.\d+", c)]
    least = min(versions, key=lambda version: int(version.partition(".")[2]), default="none")
    if requires != f">={least}":
        raise FailedError(f"classifiers begin with Python {least}, and {requires or 'nothing'} is required")
    if find_spec("trove_classifiers") is not None:
        from trove_classifiers import classifiers as known

        unknown = [classifier for classifier in classifiers if classifier not in known]
        if unknown:
            raise FailedError(f"there is no classifier {', '.join(unknown)}")


def _plain(text: str) -> str:
    return "\n".join(text.strip().splitlines())
