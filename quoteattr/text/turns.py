"""Turns of printed interviews and debates: paragraphs that begin with the name of who speaks and a colon.

Finding them is exact work, like the pairing of marks. A label alone proves nothing, since headings, figures and
fields of a form look the same; a run of turns is taken for one only when several of its properties agree.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from quoteattr.text.marks import QuotedRegion, pair_marks
from quoteattr.text.paragraphs import split_paragraphs
from quoteattr.text.turn_labels import (
    OPENING,
    bare_label,
    inner_labels,
    is_answer,
    is_heading,
    is_question,
    label_names,
    leading_label,
    name_of,
    stripped,
    turn_words,
)
from quoteattr.types import Span

__all__ = ["Turn", "find_turns"]

# Paragraphs without a label that may stand between two turns of one run.
_MOST_UNLABELLED = 8
_LAST_DASHES = re.compile(r"\s[-–—•*]{1,2}\Z")
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

    A heading is one that ends the turn before it and begins none. Whole is one with nothing of its turn behind it.
    """

    place: int
    label: Span
    colon: Span | None
    name: str
    stretch: Span
    content: Span
    heading: bool
    whole: bool = False


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
    regions = pair_marks(text) if regions is None else regions
    leading = [leading_label(text, paragraph) for paragraph in paragraphs]
    names = label_names(text, [found[0] for found in leading if found])
    closing = {r.start: r.end for r in regions}
    starts = [start for i, p in enumerate(paragraphs) for start in _starts(text, p, i, leading[i], names)]
    starts = [_in_marks(text, start, closing) for start in starts]
    if len(starts) > 1 and starts[0].place == 0 and starts[1].place > 1:
        del starts[0]  # the headline: Burns: we must do better
    if len(starts) < 2:
        return ()
    reopening = {r.start for r in regions if r.continues}
    turns: list[Turn] = []
    for run in _runs(starts):
        if _is_conversation(text, run, paragraphs):
            turns += _turns(text, run, paragraphs, reopening)
    return tuple(turn for turn in turns if turn.content)


def _starts(
    text: str, paragraph: Span, place: int, first: tuple[Span, int, bool] | None, names: AbstractSet[str]
) -> Iterator[_Start]:
    """Yield the labels of a paragraph, each with the stretch up to the next one."""
    found = [first] if first else []
    for label in inner_labels(text, paragraph, names):
        if not found or label.start >= found[-1][1]:
            found.append((label, label.end + 1, True))
    for (label, after, colon), following in zip(found, [*found, None][1:], strict=True):
        opens = label == found[0][0] and not any(map(str.isalnum, text[paragraph.start : label.start]))
        begin = paragraph.start if opens else label.start
        end = following[0].start if following else paragraph.end
        words = text[label.start : label.end]
        content = stripped(text, after, end)
        if following and (dashes := _LAST_DASHES.search(text, max(content.start, content.end - 4), content.end)):
            content = stripped(text, content.start, dashes.start())
        heading = is_heading(words) or not any(c.islower() for c in text[content.start : content.end][:500])
        at = Span(after - 1, after) if colon else None
        yield _Start(place, label, at, name_of(words), Span(begin, end), content, heading and len(content) > 0)


def _in_marks(text: str, start: _Start, closing: Mapping[int, int]) -> _Start:
    """Return a line of a scene without what the reporter writes behind its marks: Burns: “No.” The play is short."""
    end = closing.get(start.content.start, start.content.end)
    label = text[start.label.start : start.label.end]
    is_title = text[end - 2] not in ".?!…,"
    if end >= start.content.end or label.isupper() or is_title:
        return start
    content = Span(start.content.start, end)
    return replace(start, stretch=Span(start.stretch.start, end), content=content, whole=True)


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
    asked, answered = sum(map(is_question, labels)), sum(map(is_answer, labels))
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
        or (asks and all(bare_label(label).isupper() for label in labels))
        or all("(" in label for label in labels)
    )
    return told or _is_announced(text, paragraphs, run[0].place)


def _is_talk(text: str, content: Span) -> bool:
    """Tell whether somebody is talking to somebody: a question, marks, or a word such as "I" and "you"."""
    said = text[content.start : min(content.end, content.start + 2000)]
    if "?" in said or said[:1] in OPENING:
        return True
    return any(w.group().casefold().replace("’", "'") in turn_words("talk") for w in _WORD.finditer(said))


def _is_announced(text: str, paragraphs: Sequence[Span], place: int) -> bool:
    before = " ".join(text[p.start : p.end][-300:] for p in paragraphs[max(0, place - 2) : place]).casefold()
    return any(phrase in before for phrase in turn_words("announcements"))


def _turns(text: str, run: Sequence[_Start], paragraphs: Sequence[Span], reopening: set[int]) -> Iterator[Turn]:
    for start, following in zip(run, [*run, None][1:], strict=True):
        if start.heading:
            continue
        content, taken = [start.content] if len(start.content) else [], [start.stretch]
        last = start.place + 1 if start.whole else following.place if following else len(paragraphs)
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
