"""Labels of the turns of interviews and debates: the words before the colon, at a paragraph's start or within it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cache

from quoteattr.data import table
from quoteattr.types import Span

__all__ = [
    "OPENING",
    "bare_label",
    "inner_labels",
    "is_answer",
    "is_heading",
    "is_label",
    "is_question",
    "label_names",
    "leading_label",
    "name_of",
    "stripped",
    "turn_words",
]

_LONGEST_LABEL, _MOST_WORDS = 90, 7
OPENING = "“\"‘'«„"
"""Marks that may open what is said in a turn."""
# Within a paragraph a label shows by its capitals, after the end of a sentence.
_INNER = re.compile(r"(?<=[.?!…”\"’)—–-]\s)(?:[A-Z][A-Z.'’-]{1,24}(?: [A-Z][A-Z.'’-]{0,24}){0,3}|[QA]):(?=\s)")
# One in title case shows by what is around it: the label stands elsewhere too, or what is said stands in marks.
_TITLED = re.compile(
    r"(?<=[.?!…”\"’')—–-]\s)(?:[A-Z][\w.'’-]{1,24})(?: [A-Z][\w.'’-]{0,24}){0,3}(?: \([^()\n]{1,40}\))?:(?=\s)"
)
_DASHES = re.compile(r"[-–—•*]{1,2}\s+")
_PARTING = re.compile(r"\s[-–—]{1,2}\s")
_ASIDES = re.compile(r"[(\[,]")
_BEHIND = re.compile(r"[)\]]")


def is_label(label: str) -> bool:
    """Tell whether words may be the label of a turn: a name or role, with title, affiliation and brackets.

    Args:
        label: The words, without colon or dash.

    Example:
        >>> [is_label(s) for s in ("Ursula van der Berg (Green)", "LOWE", "Ada Burns left", "")]
        [True, True, False, False]
    """
    behind = _BEHIND.split(label, maxsplit=1)[1:]
    if behind and not all(_fits_label(word) for word in behind[0].split()):
        return False
    words = bare_label(label).split()
    if not 1 <= len(words) <= _MOST_WORDS or not words[0][0].isupper() or not words[-1][0].isalnum():
        return False
    return all(_fits_label(word) for word in words)


def label_names(text: str, leading: Sequence[Span]) -> frozenset[str]:
    """Return the names of labels that stand at a paragraph's start, or twice or more within paragraphs.

    Args:
        text: The text.
        leading: The labels at its paragraphs' starts.

    Example:
        >>> label_names("LOWE: You go. Hart: I see.", [Span(0, 4)])
        frozenset({'lowe'})
    """
    counted = Counter(name_of(text[m.start() : m.end() - 1]) for m in _TITLED.finditer(text))
    first = {name_of(text[label.start : label.end]) for label in leading}
    return frozenset(first | {name for name, count in counted.items() if count > 1})


def inner_labels(text: str, paragraph: Span, names: AbstractSet[str]) -> Iterator[Span]:
    """Yield what may be labels within a paragraph, in order.

    Args:
        text: The text.
        paragraph: The paragraph.
        names: What `label_names` found in the text.

    Example:
        >>> text = "Was it late? HART: It was."
        >>> [text[label.start : label.end] for label in inner_labels(text, Span(0, len(text)), frozenset())]
        ['HART']
    """
    found = [match.span() for match in _INNER.finditer(text, paragraph.start, paragraph.end)]
    for match in _TITLED.finditer(text, paragraph.start, paragraph.end):
        label = text[match.start() : match.end() - 1]
        in_marks = text.startswith(tuple(OPENING), match.end() + 1)
        if (in_marks or name_of(label) in names) and is_label(label) and not is_heading(label):
            found.append(match.span())
    yield from (Span(start, end - 1) for start, end in sorted(set(found)))


def leading_label(text: str, paragraph: Span) -> tuple[Span, int, bool] | None:
    """Return the label at a paragraph's start, the offset after it and its colon, and whether it has a colon.

    Args:
        text: The text.
        paragraph: The paragraph.

    Returns:
        `None` if it begins without one.

    Example:
        >>> leading_label("HART: I see.", Span(0, 12))
        (Span(start=0, end=4), 5, True)
    """
    start = paragraph.start
    if dashes := _DASHES.match(text, start, paragraph.end):
        start = dashes.end()
    while start < paragraph.end and (text[start] in OPENING or text[start].isspace()):
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
    # DON'T MISS IT - Ada Burns: “We must do better”
    for dash in _PARTING.finditer(text, start, colon):
        start = dash.end()
    label = stripped(text, start, colon)
    return (label, colon + 1, True) if is_label(text[label.start : label.end]) else None


def is_heading(label: str) -> bool:
    """Tell whether a label is a heading, a field of a form or the name of a part, and nobody who speaks.

    Args:
        label: The words, without the colon.

    Example:
        >>> is_heading("Photos"), is_heading("Ada Burns")
        (True, False)
    """
    words = [word.strip(".,").casefold() for word in bare_label(label).split()]
    asks = is_question(label) or is_answer(label)
    return not asks and any(word in turn_words("headings") for word in words)


def _fits_label(word: str) -> bool:
    """Tell whether a word may stand in a label: a name, a number, a particle, a short title with its full stop."""
    core = word.rstrip(",.")
    named = core[:1].isupper() or core[:1] in "#’'" or core.isdigit() or core in turn_words("particles")
    stopped = word.endswith(".") and len(word) > 6
    return bool(core) and named and not stopped and not any(c in '?!;:"“”/=|' for c in core)


def bare_label(label: str) -> str:
    """Return a label without its brackets and affiliation.

    Args:
        label: The words, without the colon.

    Example:
        >>> bare_label("JANE ROE, RADIO HOST (voice-over)")
        'JANE ROE'
    """
    return _ASIDES.split(label, maxsplit=1)[0].strip()


def name_of(label: str) -> str:
    """Return what tells one speaker of a run from another: the last word of the label, mostly a surname.

    Args:
        label: The words, without the colon.

    Example:
        >>> name_of("Sen. Ada Burns (R-Ohio)")
        'burns'
    """
    words = bare_label(label).rstrip(":").split()
    return words[-1].strip(".").casefold() if words else ""


def is_question(label: str) -> bool:
    """Tell whether a label is that of a question.

    Args:
        label: The words, without the colon.

    Example:
        >>> is_question("Q."), is_question("Burns")
        (True, False)
    """
    return label.strip(". ").casefold() in turn_words("question")


def is_answer(label: str) -> bool:
    """Tell whether a label is that of an answer.

    Args:
        label: The words, without the colon.

    Example:
        >>> is_answer("A"), is_answer("Burns")
        (True, False)
    """
    return label.strip(". ").casefold() in turn_words("answer")


@cache
def turn_words(kind: str) -> frozenset[str]:
    """Return a list of the words that tell turns from what looks like them.

    Args:
        kind: Its name in the table.

    Example:
        >>> "q" in turn_words("question")
        True
    """
    return frozenset(table("turns")[kind])


def stripped(text: str, start: int, end: int) -> Span:
    """Return a stretch of a text without the white space at its ends.

    Args:
        text: The text.
        start: Its start.
        end: Its end.

    Example:
        >>> stripped(" No. ", 0, 5)
        Span(start=1, end=4)
    """
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
