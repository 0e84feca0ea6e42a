"""Articles made visible: as HTML and as text for a terminal.

Everything here is pure: an article goes in, a string comes out, and nothing of the article is ever markup.
"""

from quoteattr.render.html import iter_page, render_fragment, render_page
from quoteattr.render.table import render_digest, render_table

__all__ = ["iter_page", "render_digest", "render_fragment", "render_page", "render_table"]
