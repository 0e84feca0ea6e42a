"""An article as text for a terminal: the summary, then every speaker with what they said."""

from quoteattr.render.attribution import UNKNOWN, attribution_text
from quoteattr.render.visible import visible
from quoteattr.render.wrap import columns, wrap
from quoteattr.types import Article, Quotation, Speaker

__all__ = ["render_digest", "render_table"]

_KIND_COLUMNS = 10
_NARROWEST = 20
# Select Graphic Rendition codes of ECMA-48.
_BOLD, _DIM, _CYAN, _YELLOW = "1", "2", "36", "33"


def render_table(article: Article, *, width: int = 80, colour: bool = False) -> str:
    """Render one article for a person at a terminal.

    Args:
        article: The article.
        width: Columns of the terminal; less than 20 counts as 20.
        colour: Whether to use bold type and colours.

    Returns:
        Lines that each end with a line feed. Control characters of the article have visible stand-ins, so that it
        cannot drive the terminal.

    Example:
        >>> print(render_table(Article("It rained.", id="weather")), end="")
        weather
        <BLANKLINE>
        No quotations.
    """
    return "".join(f"{line}\n" for line in _Table(article, max(width, _NARROWEST), colour=colour).lines())


def render_digest(article: Article, *, width: int = 80, colour: bool = False) -> str:
    """Render one article as its summary and a line a speaker, for a person at a terminal.

    Args:
        article: The article.
        width: Columns of the terminal; less than 20 counts as 20.
        colour: Whether to use bold type and colours.

    Returns:
        Lines that each end with a line feed; control characters have visible stand-ins, as in `render_table`.

    Example:
        >>> print(render_digest(Article("It rained.", id="weather")), end="")
        weather
        <BLANKLINE>
        No quotations.
    """
    return "".join(f"{line}\n" for line in _Table(article, max(width, _NARROWEST), colour=colour).digest_lines())


class _Table:
    def __init__(self, article: Article, width: int, *, colour: bool) -> None:
        self.article = article
        self.width = width
        self.colour = colour

    def lines(self) -> list[str]:
        blocks = [self._heading(), self._summary(), *self._speakers(), self._warnings()]
        if not self.article.quotations:
            blocks.insert(-1, [self._styled("No quotations.", _DIM)])
        return _parted(blocks)

    def digest_lines(self) -> list[str]:
        said = []
        for line in self.article.digest().lines:
            said += self._paragraph(f"{line.head}:", hang="  ", style=f"{_BOLD};{_CYAN}")
            said += self._paragraph(line.text, indent="  ")
        blocks = [self._heading(), self._summary(), said or [self._styled("No quotations.", _DIM)], self._warnings()]
        return _parted(blocks)

    def _heading(self) -> list[str]:
        return self._paragraph(self.article.id or "", style=_BOLD)

    def _summary(self) -> list[str]:
        if not self.article.summary.text:
            return []
        return [self._styled("Summary", _BOLD), *self._paragraph(self.article.summary.text, indent="  ")]

    def _speakers(self) -> list[list[str]]:
        said: dict[str | None, list[Quotation]] = {key: [] for key in (*(s.id for s in self.article.speakers), None)}
        for quotation in self.article.quotations:
            said[quotation.speaker.id if quotation.speaker else None].append(quotation)
        return [self._speaker(quotations[0].speaker, quotations) for quotations in said.values() if quotations]

    def _speaker(self, speaker: Speaker | None, said: list[Quotation]) -> list[str]:
        head = self._paragraph(speaker.label if speaker else UNKNOWN, hang="  ", style=f"{_BOLD};{_CYAN}")
        return [*head, *(line for quotation in said for line in self._quotation(quotation))]

    def _quotation(self, quotation: Quotation) -> list[str]:
        kind = f"  {quotation.kind}".ljust(_KIND_COLUMNS) + "  "
        indent = " " * len(kind)
        content, *rest = self._paragraph(quotation.content_text, indent=indent) or [indent]
        lines = [self._styled(kind, _DIM) + content[len(indent) :], *rest]
        cue = attribution_text(self.article, quotation)
        return [*lines, *self._paragraph(f"({cue})" if cue else "", indent=indent, style=_DIM)]

    def _warnings(self) -> list[str]:
        if not self.article.warnings:
            return []
        lines = [self._styled("Warnings", f"{_BOLD};{_YELLOW}")]
        for warning in self.article.warnings:
            lines += self._paragraph(warning, indent="  ", hang="  ")
        return lines

    def _paragraph(self, text: str, *, indent: str = "", hang: str = "", style: str = "") -> list[str]:
        """Wrap a text; `indent` stands before every line, `hang` before every line but the first as well."""
        lines = wrap(visible(text), self.width - columns(indent) - columns(hang))
        return [f"{indent}{hang if index else ''}{self._styled(line, style)}" for index, line in enumerate(lines)]

    def _styled(self, text: str, style: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if self.colour and style else text


def _parted(blocks: list[list[str]]) -> list[str]:
    """Put one blank line between two blocks that are not empty."""
    filled = [block for block in blocks if block]
    return [line for index, block in enumerate(filled) for line in ([""] if index else []) + block]
