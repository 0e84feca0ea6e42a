"""How a case of the table of forms is written down, and how a reading is compared with it."""

from dataclasses import dataclass

from quoteattr.types import Article, Kind, Quotation

# What a fragment may lose at its ends without being another one.
TRIM = " \t\r\n.,;:!?'’‘`\"“”„‟«»—–-"


@dataclass(frozen=True)
class Said:
    """One expected quotation.

    Args:
        content: Its fragments as they stand in the text, without the marks around them.
        source: The words of the text that name the speaker; "" when nobody is named.
        kind: Its kind.
        cue: The words that signal it; `None` leaves them open.
    """

    content: tuple[str, ...]
    source: str
    kind: Kind
    cue: str | None = None


@dataclass(frozen=True)
class Form:
    """A short article of one form with all that is said in it."""

    id: str
    text: str
    said: tuple[Said, ...]


def direct(source: str, *content: str, cue: str | None = None) -> Said:
    return Said(content, source, "direct", cue)


def mixed(source: str, *content: str, cue: str | None = None) -> Said:
    return Said(content, source, "mixed", cue)


def indirect(source: str, *content: str, cue: str | None = None) -> Said:
    return Said(content, source, "indirect", cue)


def form(name: str, text: str, *said: Said) -> Form:
    return Form(name, text, said)


def misread(form: Form, quotations: tuple[Quotation, ...]) -> list[str]:
    """Return what is wrong with a reading, in words; an empty list when nothing is."""
    article = Article(form.text)
    found = [_plain(article, q) for q in quotations]
    wrong = []
    for said in form.said:
        content = tuple(_trim(c) for c in said.content)
        match = next((f for f in found if f[0] == content), None)
        if match is None:
            wrong.append(f"not found: {said.content}")
            continue
        found.remove(match)
        _, source, cue, kind = match
        if kind != said.kind:
            wrong.append(f"{content}: {kind}, not {said.kind}")
        if not _same_source(source, said.source):
            wrong.append(f"{content}: source {source!r}, not {said.source!r}")
        if said.cue is not None and _trim(cue) != _trim(said.cue):
            wrong.append(f"{content}: cue {cue!r}, not {said.cue!r}")
    return wrong + [f"not said: {f[0]} by {f[1]!r}" for f in found]


def _plain(article: Article, quotation: Quotation) -> tuple[tuple[str, ...], str, str, Kind]:
    content = tuple(_trim(article.text_of(span)) for span in quotation.content)
    return content, article.text_of(quotation.source), article.text_of(quotation.cue), quotation.kind


def _trim(text: str) -> str:
    return text.strip(TRIM)


def _same_source(found: str, wanted: str) -> bool:
    """Tell whether the source is right: the name with or without its apposition."""
    found, wanted = _trim(found), _trim(wanted)
    return found == wanted or bool(found and wanted and (found in wanted and wanted.startswith(found.split()[0])))
