"""An article as HTML: its text with quotations, cues and sources marked, its summary and its speakers.

The result needs no script, no font and no network. Every character that comes from the article is escaped, and those
that would act instead of show have a visible stand-in (`quoteattr.render.visible`).
"""

import html
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import blake2b
from importlib import resources

from quoteattr.render.attribution import UNKNOWN, attribution_text, speaker_label
from quoteattr.render.segments import Segment, segments
from quoteattr.render.visible import visible
from quoteattr.text.paragraphs import split_paragraphs
from quoteattr.types import Article, Quotation

__all__ = ["iter_page", "render_fragment", "render_page"]

_COLOURS = 8
_PAGE_HEAD = (
    '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    # Were an escape ever missed, the page still could not run a script or call home.
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    '<meta name="color-scheme" content="light dark">\n'
    "<title>Who said what</title>\n"
)
_PAGE_TAIL = "</body>\n</html>\n"


def render_fragment(article: Article) -> str:
    """Render one article as a piece of HTML that brings its own style, for a notebook or another page.

    Args:
        article: The article.

    Returns:
        A `style` and a `section` element; the style touches nothing outside the section.

    Example:
        >>> "Profits &lt;fell&gt;" in render_fragment(Article("Profits <fell>"))
        True
    """
    key = f"{article.id}\n{article.text}".encode("utf-8", "surrogatepass")
    return f"<style>\n{_style()}</style>\n{_Section(article, 'qa-' + blake2b(key, digest_size=6).hexdigest()).render()}"


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


def iter_page(articles: Iterable[Article]) -> Iterator[str]:
    """Render a page in pieces, holding one article at a time.

    Args:
        articles: The articles, in the order of the page.

    Yields:
        The head, a piece for each article, and the end.

    Example:
        >>> len(list(iter_page([Article("Yes."), Article("No.")])))
        4
    """
    yield f"{_PAGE_HEAD}<style>\nbody {{ margin: 0; background: Canvas; }}\n{_style()}</style>\n</head>\n<body>\n"
    for index, article in enumerate(articles, start=1):
        yield _Section(article, f"qa-{index}").render()
    yield _PAGE_TAIL


@cache
def _style() -> str:
    return resources.files("quoteattr.render").joinpath("style.css").read_text(encoding="utf-8")


def _escape(text: str) -> str:
    return html.escape(visible(text), quote=True)


class _Section:
    """One article with the numbers of its speakers and the link targets of its quotations."""

    def __init__(self, article: Article, prefix: str) -> None:
        self.article = article
        self.numbers = {speaker.id: number for number, speaker in enumerate(article.speakers, start=1)}
        self.anchors = {quotation.id: f"{prefix}-q{n}" for n, quotation in enumerate(article.quotations, start=1)}

    def render(self) -> str:
        heading = f"<h2><bdi>{_escape(self.article.id)}</bdi></h2>\n" if self.article.id else ""
        return (
            f'<section class="quoteattr" aria-label="Article with its quotations and speakers">\n{heading}'
            f"{_summary(self.article)}{_warnings(self.article)}"
            f'<div class="qa-columns">\n<div class="qa-text">{self._text()}</div>\n'
            f"{self._speakers()}</div>\n{_provenance(self.article)}</section>\n"
        )

    def _text(self) -> str:
        spans = split_paragraphs(self.article.text)
        starts, ends = {span.start for span in spans}, {span.end for span in spans}
        pieces = []
        inside = False
        for segment in segments(self.article):
            if segment.start in starts:
                pieces.append('<p dir="auto">')
                inside = True
            words = _escape(self.article.text[segment.start : segment.end])
            # Line ends between paragraphs stay outside of every mark, where they are white space and nothing else.
            pieces.append(self._marked(words, segment) if inside else words)
            if segment.end in ends:
                pieces.append("</p>")
                inside = False
        return "".join(pieces)

    def _marked(self, words: str, segment: Segment) -> str:
        if segment.source:
            words = f'<span class="qa-source" title="{_title("source", segment.source)}">{words}</span>'
        if segment.cue:
            words = f'<span class="qa-cue" title="{_title("cue", segment.cue)}">{words}</span>'
        if segment.content:
            number = self._number(segment.content)
            nested = " qa-nested" if segment.nested else ""
            first = f' id="{self.anchors[segment.content.id]}" data-qa="{number or "?"}"' if segment.opens else ""
            words = (
                f'<mark class="qa-content qa-{_colour(number)}{nested}"{first} '
                f'title="{_title("content", segment.content)}">{words}</mark>'
            )
        return words

    def _speakers(self) -> str:
        said: dict[int, list[Quotation]] = {number: [] for number in (*self.numbers.values(), 0)}
        for quotation in self.article.quotations:
            said[self._number(quotation)].append(quotation)
        items = [self._speaker(number, quotations) for number, quotations in said.items() if number or quotations]
        return f'<aside><h3>Speakers</h3>\n<ol class="qa-speakers">\n{"".join(items)}</ol></aside>\n' if items else ""

    def _speaker(self, number: int, said: list[Quotation]) -> str:
        speaker = self.article.speakers[number - 1] if number else None
        label = speaker.role_label if speaker else None
        role = f'<div class="qa-role"><bdi>{_escape(label)}</bdi></div>' if label else ""
        kind = f' <span class="qa-faint">{_escape(speaker.kind)}</span>' if speaker else ""
        return (
            f'<li class="qa-speaker qa-{_colour(number)}"><span class="qa-name" data-qa="{number or "?"}">'
            f"<bdi>{_escape(speaker.name if speaker else UNKNOWN)}</bdi></span>{kind}{role}"
            f"<ul>{''.join(map(self._quotation, said))}</ul></li>\n"
        )

    def _quotation(self, quotation: Quotation) -> str:
        said = attribution_text(self.article, quotation)
        cue = f"<bdi>{_escape(said)}</bdi> · " if said else ""
        evidence = _evidence(quotation)
        title = f' title="{_escape(evidence)}"' if evidence else ""
        return (
            f'<li><a href="#{self.anchors[quotation.id]}" dir="auto">{_escape(quotation.content_text)}</a>'
            f'<span class="qa-faint"{title}>{cue}{_escape(quotation.kind)} · {quotation.score:.2f}'
            "</span></li>"
        )

    def _number(self, quotation: Quotation) -> int:
        return self.numbers[quotation.speaker.id] if quotation.speaker else 0


def _summary(article: Article) -> str:
    if not article.summary.text:
        return ""
    return f'<div class="qa-summary"><h3>Summary</h3><p dir="auto">{_escape(article.summary.text)}</p></div>\n'


def _warnings(article: Article) -> str:
    if not article.warnings:
        return ""
    items = "".join(f'<li dir="auto">{_escape(warning)}</li>' for warning in article.warnings)
    return f'<div class="qa-warnings" role="note"><h3>Warnings</h3><ul>{items}</ul></div>\n'


def _provenance(article: Article) -> str:
    facts = " · ".join(f"{name} {value}" for name, value in article.provenance.items())
    return f'<footer class="qa-faint">{_escape(facts)}</footer>\n' if facts else ""


def _title(part: str, quotation: Quotation) -> str:
    said = f"{speaker_label(quotation)} · {part} · {quotation.kind} · score {quotation.score:.2f}"
    evidence = _evidence(quotation)
    return _escape(" ".join(f"{said} · {evidence}".split() if evidence else said.split()))


def _evidence(quotation: Quotation) -> str:
    """Say why the speaker is the one; nothing for a speaker whom nothing but the name speaks for."""
    told = quotation.evidence or quotation.speaker_score is not None
    return f"speaker: {quotation.explain()}" if quotation.speaker and told else ""


def _colour(number: int) -> int:
    """Take the colours in turn; 0 is grey, for an unknown speaker."""
    return (number - 1) % _COLOURS + 1 if number else 0
