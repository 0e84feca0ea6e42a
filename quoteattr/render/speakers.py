"""The speakers of a reading view: to choose one of them, and what each of them said with how sure that is."""

from collections import Counter
from collections.abc import Collection, Sequence

from quoteattr.quotations import UNKNOWN
from quoteattr.render.attribution import attribution_text
from quoteattr.render.naming import Naming, escape
from quoteattr.types import Kind, Quotation

__all__ = ["chooser", "notes"]

_KINDS: tuple[Kind, ...] = ("direct", "mixed", "indirect")
_KEY = (
    '<p class="qa-key">In the text: <span class="qa-sample qa-0">tinted</span> what was said, '
    '<span class="qa-source qa-0">underlined</span> who said it, <span class="qa-cue qa-0">dotted</span> the words '
    "that say so. The number is the speaker’s.</p>\n"
)


def chooser(naming: Naming) -> str:
    """Return the list from which a reader chooses whose quotations to see.

    Args:
        naming: The article with its numbers.

    Returns:
        A group of radio buttons, which the script makes buttons; a sentence where nobody is quoted.

    Example:
        >>> from quoteattr.types import Article
        >>> print(chooser(Naming(Article("It rained."), "qa-1")), end="")
        <p class="qa-choose">No quotations.</p>
    """
    said = naming.said()
    if not said:
        return '<p class="qa-choose">No quotations.</p>\n'
    everyone = (
        f'<li class="qa-all"><label class="qa-pick">'
        f'<span><input type="radio" name="{naming.prefix}-pick" value="all" checked></span>'
        f'<span class="qa-name">Everyone</span>{_total(naming.article.quotations)}</label></li>\n'
    )
    items = "".join(_choice(naming, number, quotations) for number, quotations in said.items())
    return f'<fieldset class="qa-choose"><legend>Speakers</legend>\n<ol>\n{everyone}{items}</ol>\n{_KEY}</fieldset>\n'


def notes(naming: Naming, opened: Collection[str]) -> str:
    """Return every quotation under its speaker, each with a link to its place and how sure it is.

    Args:
        naming: The article with its numbers.
        opened: Ids of the quotations that have a place in the text to lead to.

    Returns:
        A section; empty where nobody is quoted.

    Example:
        >>> from quoteattr.types import Article
        >>> notes(Naming(Article("It rained."), "qa-1"), ())
        ''
    """
    items = "".join(_said(naming, number, quotations, opened) for number, quotations in naming.said().items())
    if not items:
        return ""
    title = f"{naming.prefix}-notes"
    return (
        f'<section class="qa-notes" aria-labelledby="{title}">\n<h3 id="{title}">Who said what, and how sure</h3>\n'
        f"<ol>\n{items}</ol>\n</section>\n"
    )


def _choice(naming: Naming, number: int, quotations: list[Quotation]) -> str:
    return (
        f'<li><label class="qa-pick qa-{naming.colour(number)}">'
        f'<span><input type="radio" name="{naming.prefix}-pick" value="{number}">'
        f'<span class="qa-badge" data-qa="{naming.badge(number)}"></span></span>'
        f'<span class="qa-name"><bdi>{naming.name(number)}</bdi></span>{_total(quotations)}{_role(naming, number)}'
        "</label></li>\n"
    )


def _said(naming: Naming, number: int, quotations: list[Quotation], opened: Collection[str]) -> str:
    speaker = naming.speaker(number)
    label = escape(speaker.label) if speaker else naming.name(0)
    kind = f' <span class="qa-faint">{escape(speaker.kind)}</span>' if speaker else ""
    return (
        f'<li class="qa-speaker qa-{naming.colour(number)}" data-by="{number}" data-label="{label}">'
        f'<h4><span class="qa-badge" data-qa="{naming.badge(number)}"></span>'
        f"<bdi>{naming.name(number)}</bdi>{kind}</h4>{_role(naming, number)}{_count(quotations)}"
        f"<ul>{''.join(_note(naming, quotation, quotation.id in opened) for quotation in quotations)}</ul></li>\n"
    )


def _role(naming: Naming, number: int) -> str:
    speaker = naming.speaker(number)
    label = speaker.role_label if speaker else None
    return f' <span class="qa-role"><bdi>{escape(label)}</bdi></span>' if label else ""


def _note(naming: Naming, quotation: Quotation, has_place: bool) -> str:
    place = naming.place(quotation)
    link = f'a href="#{naming.prefix}-q{place}"' if has_place else "i"
    said = attribution_text(naming.article, quotation)
    cue = f"<span><bdi>{escape(said)}</bdi></span>" if said else ""
    return (
        f'<li class="qa-note" id="{naming.prefix}-n{place}" data-note="{place}">'
        f'<{link} dir="auto">{escape(quotation.content_text)}</{link[0]}> '
        f'<span class="qa-sure" id="{naming.prefix}-s{place}">{cue}'
        f"<span>{escape(quotation.kind)}, score {quotation.score:.2f}</span>"
        f"<span>{_speaker(quotation)}</span></span></li>"
    )


def _speaker(quotation: Quotation) -> str:
    if quotation.speaker is None:
        return UNKNOWN
    told = quotation.evidence or quotation.speaker_score is not None
    return f"speaker: <bdi>{escape(quotation.explain())}</bdi>" if told else "speaker without a score"


def _total(quotations: Sequence[Quotation]) -> str:
    """Say how many quotations there are; the word itself is for whoever hears the list."""
    word = "quotation" if len(quotations) == 1 else "quotations"
    return f' <span class="qa-total">{len(quotations)}<span class="qa-hidden"> {word}</span></span>'


def _count(quotations: Sequence[Quotation]) -> str:
    """Say how many quotations there are, and of which kinds."""
    kinds = Counter(quotation.kind for quotation in quotations)
    if len(quotations) == 1:
        said = f"1 {quotations[0].kind} quotation"
    else:
        which = ", ".join(f"{kinds[kind]} {kind}" for kind in _KINDS if kinds[kind])
        said = f"{len(quotations)} quotations: {which}" if which else "0 quotations"
    return f' <span class="qa-count">{said}</span>'
