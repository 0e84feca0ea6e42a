"""The article of a web page: title and paragraphs, without what stands around it."""

import codecs
import re

from quoteattr.errors import InvalidTextError
from quoteattr.extras import need
from quoteattr.io.decoding import decode_text

__all__ = ["read_html"]

# Where browsers look for a page's encoding, and how far (WHATWG HTML, "prescan a byte stream").
_DECLARED = re.compile(rb"<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_PRESCAN = 1024
# What calls itself Latin-1 or ASCII is Windows-1252, whose quotation marks are its reason (WHATWG Encoding, "labels").
_WESTERN = {"iso8859-1", "ascii"}


def read_html(page: str | bytes, *, name: str = "the page", encoding: str | None = None) -> tuple[str | None, str]:
    r"""Read the article of a web page, as it was saved or as an archive (WARC) holds it; nothing is fetched.

    Navigation, advertisements, comments and the like are left out by trafilatura, which the extra `web` installs. On a
    page with a sentence or two it has little to go by, and may keep some of them.

    Args:
        page: The page's HTML. Bytes are decoded by their byte order mark, by what the page itself declares, or as
            UTF-8.
        name: What the page is called in messages.
        encoding: What bytes are decoded by, whatever the page declares; a byte order mark goes before it. `None` goes
            by the page.

    Returns:
        The title, `None` when there is none, and the text: the paragraphs without the title, a blank line between them.
        `"\n\n".join(filter(None, read_html(page)))` is the article as a newspaper prints it.

    Raises:
        MissingExtraError: If trafilatura is not installed.
        InvalidTextError: If the page is not in the encoding that `encoding` or the page itself names, or there is no
            article on it.
        OptionError: If there is no such encoding.

    Example:
        >>> said = "“The bridge will open in May,” said Ada Burns, the mayor of Lowmere, on Monday evening."
        >>> page = f"<html><head><title>Bridge</title></head><body><p>{said}</p></body></html>"
        >>> read_html(page)  # doctest: +SKIP
        ('Bridge', '“The bridge will open in May,” said Ada Burns, the mayor of Lowmere, on Monday evening.')
    """
    found = need("trafilatura", "web").bare_extraction(
        page if isinstance(page, str) else _decode(page, name, encoding), with_metadata=True, include_comments=False
    )
    title = " ".join((found.title or "").split()) if found else ""
    paragraphs = [stripped for line in (found.text or "").split("\n") if (stripped := line.strip())] if found else []
    if paragraphs[:1] == [title]:
        paragraphs = paragraphs[1:]
    if not paragraphs:
        raise InvalidTextError(
            f"{name}: the article of a web page was asked for, but no paragraphs of one were found on it; pass the "
            "HTML of the article's own page, as the server sends it or a browser saves it, or its text instead"
        )
    return title or None, "\n\n".join(paragraphs)


def _decode(page: bytes, name: str, encoding: str | None) -> str:
    declared = _DECLARED.search(page[:_PRESCAN])
    if (
        encoding is not None
        or declared is None
        or page.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    ):
        return decode_text(page, name, encoding=encoding, nameable=True)
    label = declared[1].decode("ascii")
    try:
        known = codecs.lookup(label).name
        # A declaration that can be read as ASCII is not in UTF-16, whatever it says.
        wide = known.startswith(("utf-16", "utf-32"))
        return page.decode("cp1252" if known in _WESTERN else "utf-8" if wide else known)
    except (LookupError, UnicodeError) as error:
        raise InvalidTextError(
            f"{name}: it declares itself to be in {label!r}, but cannot be read so ({error}); correct the "
            "declaration, or name the encoding (`encoding` in Python, `--encoding` on the command line)"
        ) from error
