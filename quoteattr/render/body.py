"""The text of an article, paragraph by paragraph, with its quotations, sources and cues marked."""

from itertools import takewhile

from quoteattr.render.attribution import speaker_label
from quoteattr.render.naming import Naming, escape
from quoteattr.render.segments import Segment, segments
from quoteattr.render.setting import Setting, set_paragraphs
from quoteattr.types import Quotation

__all__ = ["Body"]

_TAGS: dict[Setting, tuple[str, str]] = {
    "headline": ("h2", ' class="qa-headline"'),
    "deck": ("p", ' class="qa-deck"'),
    "crosshead": ("h3", ""),
    "text": ("p", ""),
}


class Body:
    """The text in two parts: what stands above the first paragraph of text, and the rest.

    Every character of the article is in one of them, in order, and no other character is: numbers and labels are
    drawn by the style, so that what a reader copies is the article.

    Args:
        naming: The article with its numbers.

    Example:
        >>> from quoteattr.types import Article
        >>> Body(Naming(Article("It rained, she said."), "qa-1")).text
        '<p dir="auto">It rained, she said.</p>'
    """

    def __init__(self, naming: Naming) -> None:
        self._naming = naming
        self._text = naming.article.text
        cut = list(segments(naming.article))
        self._ends = {s.content.id: s.start for s in cut if s.content and not self._text[s.start : s.end].isspace()}
        settings = set_paragraphs(naming.article)
        top = sum(1 for _ in takewhile(lambda item: item[1] != "text", settings))
        self.has_headline = any(kind == "headline" for _, kind in settings)
        """Whether one of the first paragraphs is the headline."""
        border = settings[top][0].start if top < len(settings) else len(self._text) if top else 0
        opening = {span.start: self._opening(kind) for span, kind in settings}
        closing = {span.end: f"</{_TAGS[kind][0]}>" for span, kind in settings}
        self.opened = {s.content.id for s in cut if s.content and s.opens}
        """Ids of the quotations that have a place in the text; one that others cover whole has none."""
        parts: tuple[list[str], list[str]] = ([], [])
        inside = False
        before: Quotation | None = None
        for segment in cut:
            pieces = parts[segment.start >= border]
            if segment.start in opening:
                pieces.append(opening[segment.start])
                inside, before = True, None
            words = escape(self._text[segment.start : segment.end])
            # Line ends between paragraphs stay outside of every mark, where they are white space and nothing else.
            pieces.append(self._marked(words, segment, before) if inside else words)
            before = segment.content
            if segment.end in closing:
                pieces.append(closing[segment.end])
                inside = False
        self.head = "".join(parts[0])
        """HTML of headline, standfirst and byline; empty for an article that begins with its text."""
        self.text = "".join(parts[1])
        """HTML of the rest."""

    def _opening(self, kind: Setting) -> str:
        tag, attributes = _TAGS[kind]
        name = f' id="{self._naming.prefix}-title"' if kind == "headline" else ""
        return f'<{tag}{attributes}{name} dir="auto">'

    def _marked(self, words: str, segment: Segment, before: Quotation | None) -> str:
        if segment.source:
            words = f"<span{self._attributes('source', segment.source)}>{words}</span>"
        if segment.cue:
            words = f"<span{self._attributes('cue', segment.cue)}>{words}</span>"
        if segment.content:
            extra = " qa-nested" if segment.nested else ""
            extra += " qa-end" if self._ends.get(segment.content.id) == segment.start else ""
            number = self._naming.by(segment.content)
            opening = self._reference(segment.content) if segment.opens else ""
            # Colour alone must not tell whose words go on here.
            goes_on = not segment.opens and segment.content is not before
            badge = f' data-qa="{self._naming.badge(number)}"' if goes_on else ""
            words = f"{opening}<mark{self._attributes('content', segment.content, extra)}{badge}>{words}</mark>"
        return words

    def _attributes(self, part: str, quotation: Quotation, extra: str = "") -> str:
        number = self._naming.by(quotation)
        return (
            f' class="qa-{part} qa-{self._naming.colour(number)}{extra}" data-n="{self._naming.place(quotation)}"'
            f' data-by="{number}" title="{_title(part, quotation)}"'
        )

    def _reference(self, quotation: Quotation) -> str:
        """Open a quotation with a link to its note; it names the speaker to whoever cannot see the colour."""
        naming, number, place = self._naming, self._naming.by(quotation), self._naming.place(quotation)
        name = naming.name(number)
        return (
            f'<a class="qa-ref qa-{naming.colour(number)}" id="{naming.prefix}-q{place}"'
            f' href="#{naming.prefix}-n{place}" data-n="{place}" data-by="{number}"'
            f' data-qa="{naming.badge(number)}" data-who="{name}"'
            f' aria-label="Quotation {place}, {name}" aria-describedby="{naming.prefix}-s{place}"></a>'
        )


def _title(part: str, quotation: Quotation) -> str:
    said = f"{speaker_label(quotation)} · {part} · {quotation.kind} · score {quotation.score:.2f}"
    told = quotation.evidence or quotation.speaker_score is not None
    evidence = f" · speaker: {quotation.explain()}" if quotation.speaker and told else ""
    return escape(" ".join(f"{said}{evidence}".split()))
