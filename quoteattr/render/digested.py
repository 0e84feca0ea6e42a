"""The digest of a reading view: what each speaker said, on a line."""

from quoteattr.render.naming import escape
from quoteattr.types import Article

__all__ = ["render_digest_panel"]


def render_digest_panel(article: Article, prefix: str) -> str:
    """Return a line for each speaker, the most quoted first.

    Args:
        article: The article.
        prefix: What every id of this article begins with.

    Returns:
        A section; empty for an article in which nobody is quoted.

    Example:
        >>> render_digest_panel(Article("It rained."), "qa-1")
        ''
    """
    lines = article.digest().lines
    if not lines:
        return ""
    title = f"{prefix}-digest"
    said = "".join(f'<p dir="auto"><b>{escape(f"{line.head}:")}</b> {escape(line.text)}</p>\n' for line in lines)
    heading = f'<h3 id="{title}">Who said what</h3>'
    return f'<section class="qa-summary" aria-labelledby="{title}">{heading}\n{said}</section>\n'
