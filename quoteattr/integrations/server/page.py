"""The page of the service: a form for an article, and below it the reading view of the one that was sent."""

import html
from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib import resources
from string import Template

from quoteattr.integrations.server.form import Form
from quoteattr.render import render_fragment
from quoteattr.render.assets import script, style
from quoteattr.types import Article

__all__ = ["example", "policy", "render"]


def render(form: Form, *, article: Article | None = None, alert: str | None = None) -> str:
    """Render the page.

    Args:
        form: What stands in its fields.
        article: The article that was read; `None` before there is one.
        alert: Why there is none; `None` if nothing went wrong.

    Returns:
        A complete HTML document that needs nothing beside itself, to be sent with the policy of `policy`.

    Example:
        >>> "&lt;script&gt;" in render(Form("<script>"))
        True
    """
    # In one pass: what stands in for one name is not looked at for others.
    return Template(_read("page.html")).substitute(
        title="Who said what" if alert is None else "Not read: who said what",
        alert="" if alert is None else f'<p role="alert">{html.escape(alert)}</p>\n',
        open="" if article else " open",
        summary="Change it, or read another article" if article else "An article to read",
        article=render_fragment(article) if article else "",
        style=_read("page.css"),
        script=_read("page.js"),
        **{name: html.escape(getattr(form, name)) for name in ("text", "max_sentences", "focus")},
    )


@cache
def policy() -> str:
    """Return the Content-Security-Policy of the page: its own styles and scripts by their digests, and its own form.

    Example:
        >>> "form-action 'self'" in policy()
        True
    """
    styles = _digests(_read("page.css"), f"\n{style()}")
    scripts = _digests(_read("page.js"), script())
    return (
        f"default-src 'none'; style-src {styles}; script-src {scripts}; img-src data:; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    )


def example() -> Form:
    """Return the form with an article in it, for who has none at hand.

    Example:
        >>> example().text.splitlines()[0]
        'Lido at Marrow Point to open again after nine years'
    """
    return Form(_read("example.txt"))


def _digests(*texts: str) -> str:
    return " ".join(f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in texts)


@cache
def _read(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
