"""An article as HTML: its text with quotations, cues and sources marked, its summary and its speakers.

The result needs no font and no network, and reads without its script. Every character that comes from the article is
escaped, and those that would act instead of show have a visible stand-in (`quoteattr.render.visible`).
"""

from collections.abc import Iterable, Iterator
from hashlib import blake2b

from quoteattr.render.assets import page_style, policy, script, style
from quoteattr.render.body import Body
from quoteattr.render.digested import render_digest_panel
from quoteattr.render.naming import Naming, escape
from quoteattr.render.speakers import chooser, notes
from quoteattr.render.summed import render_summary
from quoteattr.types import Article

__all__ = ["iter_page", "render_fragment", "render_page"]

_PAGE_HEAD = (
    '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    # Were an escape ever missed, the page still could not run another script or call home.
    '<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    '<meta name="color-scheme" content="light dark">\n'
    "<title>Who said what</title>\n<style>{style}</style>\n</head>\n<body>\n"
    '<header class="qa-masthead"><h1>Who said what</h1></header>\n<main>\n'
)
_PAGE_TAIL = "</main>\n<script>{script}</script>\n</body>\n</html>\n"


def render_fragment(article: Article) -> str:
    """Render one article as a piece of HTML that brings its own style and script, for a notebook or another page.

    Args:
        article: The article.

    Returns:
        A `style`, an `article` and a `script` element. The style touches nothing outside the article, the script
        makes ready what is not ready yet, and where it does not run, the article can still be read and a speaker
        be chosen.

    Example:
        >>> "Profits &lt;fell&gt;" in render_fragment(Article("Profits <fell>"))
        True
    """
    # From all that is shown, so that two readings of one text can stand on the same page.
    key = article.to_json().encode("utf-8", "surrogatepass")
    shown = _render(article, f"qa-{blake2b(key, digest_size=6).hexdigest()}")
    return f"<style>\n{style()}</style>\n{shown}<script>{script()}</script>\n"


def render_page(articles: Article | Iterable[Article]) -> str:
    """Render a whole page.

    Args:
        articles: One article or several, in the order of the page.

    Returns:
        A complete HTML document, to be encoded as UTF-8.

    Example:
        >>> render_page(Article("Yes.")).startswith("<!DOCTYPE html>")
        True
    """
    return "".join(iter_page((articles,) if isinstance(articles, Article) else articles))


def iter_page(articles: Iterable[Article], *, digest: bool = False) -> Iterator[str]:
    """Render a page in pieces, holding one article at a time.

    Args:
        articles: The articles, in the order of the page.
        digest: Whether a line for each speaker stands under the summary.

    Yields:
        The head, a piece for each article, and the end.

    Example:
        >>> len(list(iter_page([Article("Yes."), Article("No.")])))
        4
    """
    yield _PAGE_HEAD.format(policy=policy(), style=page_style())
    for index, article in enumerate(articles, start=1):
        yield _render(article, f"qa-{index}", digest=digest)
    yield _PAGE_TAIL.format(script=script())


def _render(article: Article, prefix: str, *, digest: bool = False) -> str:
    naming = Naming(article, prefix)
    body = Body(naming)
    name = f'aria-labelledby="{prefix}-title"'
    kicker = ""
    if article.id:
        tag, title = ("p", "") if body.has_headline else ("h2", f' id="{prefix}-title"')
        kicker = f'<{tag} class="qa-kicker"{title}><bdi>{escape(article.id)}</bdi></{tag}>\n'
    elif not body.has_headline:
        name = 'aria-label="Article with its quotations and speakers"'
    # The kicker stands beside the article's own words, not among them.
    head = f'<header class="qa-top">\n{kicker}<div class="qa-head">{body.head}</div></header>\n'
    return (
        f'<article class="quoteattr" lang="en" {name}>\n{head if kicker or body.head else ""}'
        f'<aside class="qa-side" aria-label="Summary and speakers">\n'
        f"{render_summary(article, prefix)}{render_digest_panel(article, prefix) if digest else ''}"
        f"{_warnings(article)}{chooser(naming)}</aside>\n"
        f'<div class="qa-text">{body.text}</div>\n{notes(naming, body.opened)}{_provenance(article)}</article>\n'
    )


def _warnings(article: Article) -> str:
    if not article.warnings:
        return ""
    items = "".join(f'<li dir="auto">{escape(warning)}</li>' for warning in article.warnings)
    return f'<div class="qa-warnings" role="note"><h3>Warnings</h3><ul>{items}</ul></div>\n'


def _provenance(article: Article) -> str:
    facts = " · ".join(f"{name} {value}" for name, value in article.provenance.items())
    return f'<footer class="qa-foot">{escape(facts)}</footer>\n' if facts else ""
