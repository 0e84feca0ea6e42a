"""Turns of printed interviews and debates: paragraphs that begin with the name of who speaks and a colon.

Finding them is exact work, like the pairing of marks. A label alone proves nothing, since headings, figures and
fields of a form look the same; a run of turns is taken for one only when several of its properties agree.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from quoteattr.data import table
from quoteattr.text.marks import QuotedRegion, pair_marks
from quoteattr.text.paragraphs import split_paragraphs
from quoteattr.types import Span

__all__ = ["Turn", "find_turns", "is_label"]

_LONGEST_LABEL, _MOST_WORDS = 90, 7
# Paragraphs without a label that may stand between two turns of one run.
_MOST_UNLABELLED = 8
_OPENING = "“\"‘'«„"
_BRACKETS = {"(": ")", "[": "]"}
# Within a paragraph a label shows only by its capitals, after the end of a sentence.
_INNER = re.compile(r"(?<=[.?!…”\"’)—–-]\s)(?:[A-Z][A-Z.'’-]{1,24}(?: [A-Z][A-Z.'’-]{0,24}){0,3}|[QA]):(?=\s)")
_ASIDE = re.compile(r"[“\"]?\s*[(\[][^()\[\]]*[)\]][.\s”\"]*|[.…\s*]*")
# A paragraph with an address in it is the publisher's: Follow us @marlowecho.
_ADDRESS = re.compile(r"(?<!\w)@\w|https?://|www\.")
_WORD = re.compile(r"[A-Za-z]{1,12}(?:['’][A-Za-z]{1,4})?")


@dataclass(frozen=True, slots=True)
class Turn:
    """What one person says in a printed interview or debate.

    Args:
        label: The words that name who speaks, without the colon.
        colon: The colon after them, or the dash before them in `find_signed`; `None` when the label ends without one
            ("Q. How old?").
        content: What is said, a span for each paragraph.
        paragraphs: Everything the turn takes up, label and stage directions included.
    """

    label: Span
    colon: Span | None
    content: tuple[Span, ...]
    paragraphs: tuple[Span, ...]


@dataclass(slots=True)
class _Start:
    """A stretch that begins with a label: at a paragraph's start, or within it.

    A heading is one that ends the turn before it and begins none.
    """

    place: int
    label: Span
    colon: Span | None
    name: str
    stretch: Span
    content: Span
    heading: bool


def find_turns(text: str, regions: Sequence[QuotedRegion] | None = None) -> tuple[Turn, ...]:
    r"""Find the turns of the interviews and debates that a text prints, in order.

    A run counts when at least two people speak in it, or one answers questions several times, when half of its turns
    are talk (a question, or a word such as "I" and "you"), and when a label recurs, all carry brackets, all stand in
    capitals with a question among them, or are announced ("Transcript as follows:").

    Args:
        text: Any text.
        regions: The text's quoted regions; `None` pairs the marks here.

    Example:
        >>> text = "LOWE: Will you resign?\n\nHART: No.\n\nLOWE: Why not?"
        >>> [(text[t.label.start:t.label.end], text[t.content[0].start:t.content[0].end]) for t in find_turns(text)]
        [('LOWE', 'Will you resign?'), ('HART', 'No.'), ('LOWE', 'Why not?')]
    """
    paragraphs = split_paragraphs(text)
    starts = [start for i, paragraph in enumerate(paragraphs) for start in _starts(text, paragraph, i)]
    if len(starts) > 1 and starts[0].place == 0 and starts[1].place > 1:
        del starts[0]  # the headline: Burns: we must do better
    if len(starts) < 2:
        return ()
    reopening = {r.start for r in (pair_marks(text) if regions is None else regions) if r.continues}
    turns: list[Turn] = []
    for run in _runs(starts):
        if _is_conversation(text, run, paragraphs):
            turns += _turns(text, run, paragraphs, reopening)
    return tuple(turn for turn in turns if turn.content)


@cache
def _words(kind: str) -> frozenset[str]:
    data = table("turns")
    return frozenset(data[kind])


def _starts(text: str, paragraph: Span, place: int) -> Iterator[_Start]:
    """Yield the labels of a paragraph, each with the stretch up to the next one."""
    found = [first] if (first := _leading_label(text, paragraph)) else []
    for match in _INNER.finditer(text, paragraph.start, paragraph.end):
        if not found or match.start() >= found[-1][1]:
            found.append((Span(match.start(), match.end() - 1), match.end(), True))
    for (label, after, colon), following in zip(found, [*found, None][1:], strict=True):
        begin = label.start if label.start != found[0][0].start else min(label.start, paragraph.start)
        end = following[0].start if following else paragraph.end
        words = text[label.start : label.end]
        content = _stripped(text, after, end)
        heading = _is_heading(words) or not any(c.islower() for c in text[content.start : content.end][:500])
        at = Span(after - 1, after) if colon else None
        yield _Start(place, label, at, _name(words), Span(begin, end), content, heading and len(content) > 0)


def _leading_label(text: str, paragraph: Span) -> tuple[Span, int, bool] | None:
    """Return the label at a paragraph's start, the offset after it and its colon, and whether it has a colon."""
    start = paragraph.start
    while start < paragraph.end and (text[start] in _OPENING or text[start].isspace()):
        start += 1
    if text[start : start + 3] in ("Q. ", "A. "):
        return Span(start, start + 1), start + 2, False
    if (
        text[start : start + 1] == "Q"
        and text[start + 1 : start + 2].isupper()
        and text[start + 2 : start + 3].islower()
    ):
        return Span(start, start + 1), start + 1, False  # a label in bold type whose space was lost: QWhat is it?
    colon = text.find(":", start, min(paragraph.end, start + _LONGEST_LABEL))
    after = text[colon + 1 : colon + 2]
    if colon <= start or (after and not after.isspace()):
        return None
    label = _stripped(text, start, colon)
    return (label, colon + 1, True) if is_label(text[label.start : label.end]) else None


def is_label(label: str) -> bool:
    """Tell whether words may be the label of a turn: a name or role, with title, affiliation and brackets.

    Args:
        label: The words, without colon or dash.

    Example:
        >>> [is_label(s) for s in ("Ursula van der Berg (Green)", "LOWE", "Ada Burns left", "")]
        [True, True, False, False]
    """
    words = _bare(label).split()
    if not 1 <= len(words) <= _MOST_WORDS or not words[0][0].isupper() or not words[-1][0].isalnum():
        return False
    return all(_fits_label(word) for word in words)


def _is_heading(label: str) -> bool:
    words = [word.strip(".,").casefold() for word in _bare(label).split()]
    asks = _is_question(label) or _is_answer(label)
    return not asks and any(word in _words("headings") for word in words)


def _fits_label(word: str) -> bool:
    """Tell whether a word may stand in a label: a name, a number, a particle, a short title with its full stop."""
    core = word.rstrip(",.")
    named = core[:1].isupper() or core[:1] in "#’'" or core.isdigit() or core in _words("particles")
    stopped = word.endswith(".") and len(word) > 6
    return bool(core) and named and not stopped and not any(c in '?!;:"“”/=|' for c in core)


def _bare(label: str) -> str:
    """Return a label without its brackets and affiliation: JANE ROE, CNN ANCHOR (voice-over)."""
    for opening in _BRACKETS:
        label = label.split(opening, 1)[0]
    return label.split(",", 1)[0].strip()


def _name(label: str) -> str:
    """Return what tells one speaker of a run from another: the last word of the label, mostly a surname."""
    words = _bare(label).rstrip(":").split()
    return words[-1].strip(".").casefold() if words else ""


def _is_question(label: str) -> bool:
    return label.strip(". ").casefold() in _words("question")


def _is_answer(label: str) -> bool:
    return label.strip(". ").casefold() in _words("answer")


def _runs(starts: Sequence[_Start]) -> Iterator[list[_Start]]:
    """Group labels that stand close together."""
    run: list[_Start] = []
    for start in starts:
        if run and start.place - run[-1].place > _MOST_UNLABELLED + 1:
            yield run
            run = []
        run.append(start)
    if run:
        yield run


def _is_conversation(text: str, run: Sequence[_Start], paragraphs: Sequence[Span]) -> bool:
    run = [start for start in run if not start.heading and len(start.content)]
    labels = [text[start.label.start : start.label.end] for start in run]
    asked, answered = sum(map(_is_question, labels)), sum(map(_is_answer, labels))
    names = {start.name for start in run}
    if len(run) < 2 or (len(names) < 2 and answered < 2):
        return False
    if 2 * sum(_is_talk(text, start.content) for start in run) < len(run):
        return False
    if answered and (asked or answered > 1):
        return True
    asks = any("?" in text[start.content.start : start.content.end] for start in run)
    told = (
        len(run) > len(names)
        or (asks and all(_bare(label).isupper() for label in labels))
        or all("(" in label for label in labels)
    )
    return told or _is_announced(text, paragraphs, run[0].place)


def _is_talk(text: str, content: Span) -> bool:
    """Tell whether somebody is talking to somebody: a question, marks, or a word such as "I" and "you"."""
    said = text[content.start : min(content.end, content.start + 2000)]
    if "?" in said or said[:1] in _OPENING:
        return True
    return any(w.group().casefold().replace("’", "'") in _words("talk") for w in _WORD.finditer(said))


def _is_announced(text: str, paragraphs: Sequence[Span], place: int) -> bool:
    before = " ".join(text[p.start : p.end][-300:] for p in paragraphs[max(0, place - 2) : place]).casefold()
    return any(phrase in before for phrase in _words("announcements"))


def _turns(text: str, run: Sequence[_Start], paragraphs: Sequence[Span], reopening: set[int]) -> Iterator[Turn]:
    for start, following in zip(run, [*run, None][1:], strict=True):
        if start.heading:
            continue
        content, taken = [start.content] if len(start.content) else [], [start.stretch]
        last = following.place if following else len(paragraphs)
        between = following is not None and not following.heading
        for paragraph in paragraphs[start.place + 1 : last]:
            if _is_aside(text, paragraph):
                taken.append(paragraph)
            elif _goes_on(text, paragraph, start, between=between, reopened=paragraph.start in reopening):
                content.append(paragraph)
                taken.append(paragraph)
            else:
                break
        yield Turn(start.label, start.colon, tuple(content), tuple(taken))


def _goes_on(text: str, paragraph: Span, start: _Start, *, between: bool, reopened: bool) -> bool:
    """Tell whether a paragraph without a label belongs to the turn before it.

    It does when it reopens the turn's quotation marks. Else the reporter is taken to speak where the paragraph names
    the one whose turn it was or ends with a colon; after the last turn the paragraph must be talk as well.
    """
    said = text[paragraph.start : paragraph.end]
    if _ADDRESS.search(said):
        return False
    if reopened:
        return True
    if said.endswith(":") or start.name in {w.group().casefold() for w in _WORD.finditer(said)} - {"a", "q"}:
        return False
    return between or _is_first_person(said)


def _is_first_person(said: str) -> bool:
    return any(
        w.group().split("’")[0].split("'")[0] in ("I", "my", "My", "we", "We", "our") for w in _WORD.finditer(said)
    )


def _is_aside(text: str, paragraph: Span) -> bool:
    """Tell whether a paragraph is a stage direction, such as (CROSSTALK) or [laughter], or dots."""
    return len(paragraph) < 200 and _ASIDE.fullmatch(text, paragraph.start, paragraph.end) is not None


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
