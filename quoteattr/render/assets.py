"""The style and the script of the reading view, and the policy under which a page may use them and nothing else."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib import resources

__all__ = ["page_style", "policy", "script", "style"]

# Speakers beyond these are chosen by the script alone.
_CHOSEN_WITHOUT_SCRIPT = 24


@cache
def style() -> str:
    """Return the style of an article, which touches nothing outside of `.quoteattr`.

    The class `qa-off`, set by the script on what others said, also stands for what a checked radio button says where
    no script runs.

    Example:
        >>> ".quoteattr .qa-headline {" in style()
        True
    """
    others = ", ".join(
        f'.quoteattr:has(.qa-choose [value="{n}"]:checked) [data-by]:not([data-by="{n}"])'
        for n in range(_CHOSEN_WITHOUT_SCRIPT + 1)
    )
    return _read("reading.css").replace(".qa-off", f":is(.qa-off, {others})")


@cache
def page_style() -> str:
    """Return the style of a page of its own: that of an article, and the ground that it stands on.

    Example:
        >>> page_style().startswith(style())
        True
    """
    return style() + _read("page.css")


@cache
def script() -> str:
    """Return the script, which may run more than once on a page.

    Example:
        >>> "</" in script()
        False
    """
    return _read("reading.js")


@cache
def policy() -> str:
    """Return the Content-Security-Policy of a page: the style and the script by their digests, and nothing else.

    Example:
        >>> policy().split("; ")[0]
        "default-src 'none'"
    """
    hashes = {name: f"'sha256-{_digest(text)}'" for name, text in (("style", page_style()), ("script", script()))}
    parts = [f"{name}-src {digest}" for name, digest in hashes.items()]
    return "; ".join(["default-src 'none'", *parts, "base-uri 'none'", "form-action 'none'"])


def _digest(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()


def _read(name: str) -> str:
    return resources.files("quoteattr.render").joinpath(name).read_text(encoding="utf-8")
