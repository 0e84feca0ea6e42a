"""Leave out the dateline that opens a story, and a label such as "UPDATE:"."""

import re
from functools import cache

import numpy as np
from numpy.typing import NDArray

from quoteattr.data import table
from quoteattr.speakers.lexicon import word_set
from quoteattr.summary.edits.changes import Changes
from quoteattr.summary.story import Story
from quoteattr.summary.words import count_words
from quoteattr.types import Span

__all__ = ["drop_dateline", "opens_story", "printed_words"]

_DASH = r"(?:--|[—–―-])"
_GAP = "[ \u00a0]{0,3}"
_NAME = r"[A-Z][\w.’'-]{0,20}"
# "Redcar", "Port Vila, Vanuatu", "Rio de Janeiro, Brazil"; "LONDON, England", "WASHINGTON, Sept. 26".
_JOINED = rf"(?: (?:(?:of|de|la|do|the) )?{_NAME}){{0,3}}"
_BEHIND = rf"(?:[,.] ?{_NAME}{_JOINED}(?: \d{{1,2}})?){{0,2}}"
_DAY = r"(?: \d{1,2})?"
_PLACE = rf"{_NAME}{_JOINED}{_BEHIND}{_DAY}"
_CAPITALS = rf"(?![IA] )[A-Z][A-Z.’'-]{{1,30}}(?: [A-Z.’'-]{{2,30}}){{0,3}}{_BEHIND}"
# What opens the first clause behind it; an agency may be glued to a word of any kind.
_CLAUSE = r"(?=[“\"‘'`(]{0,2}[A-Z0-9])"
_ANY_CLAUSE = r"(?=[“\"‘'`(\[]{0,2}\w)"
# What tells no more of a place than that the story was written there.
_HERE = re.compile(r"\b(?:here|this (?:city|town|village|county|state|region))\b")
# "Redcar — the harbour of the north — is …" names what it speaks of.
_ASIDE = re.compile(rf"[^“\"—–―]{{1,120}}? {_DASH} (?P<verb>[a-z]+)\b")


def drop_dateline(text: str, sentence: Span, changes: Changes, *, opens: bool = False) -> int:
    """Leave out the agency that opens a sentence, with the place before it, and "UPDATE:" or the like before both.

    Args:
        text: The article.
        sentence: The sentence.
        changes: Where the edits go.
        opens: Whether it is the first of a story or of a paragraph, where a place in capitals before a dash needs no
            agency.

    Returns:
        Where what is left begins.

    Example:
        >>> changes = Changes("(CNN)She left.", Span(0, 14))
        >>> drop_dateline("(CNN)She left.", Span(0, 14), changes), changes.text
        (5, 'She left.')
    """
    end = _end(text, sentence, opens=opens)
    return end if end > sentence.start and changes.make(sentence.start, end, "", "opener") else sentence.start


def opens_story(story: Story, place: int) -> bool:
    """Tell whether a sentence is the first of a story, of a section or of a paragraph.

    Args:
        story: The article.
        place: The sentence's place.

    Example:
        >>> from quoteattr.types import Sentence
        >>> story = Story("It rained. It poured.", (Sentence(0, 10), Sentence(11, 21)), np.zeros((2, 4)))
        >>> opens_story(story, 0), opens_story(story, 1)
        (True, False)
    """
    layout = story.layout
    return place == 0 or bool(layout.paragraph[place] != layout.paragraph[place - 1] or not layout.story[place - 1])


def printed_words(story: Story) -> NDArray[np.int64]:
    """Count the words of each sentence without its dateline.

    Args:
        story: The article.

    Example:
        >>> from quoteattr.types import Sentence
        >>> story = Story("REDCAR (AP) — It rained.", (Sentence(0, 24),), np.zeros((1, 4)))
        >>> printed_words(story).tolist()
        [2]
    """
    words = story.words.copy()
    for place, sentence in enumerate(story.sentences):
        end = _end(story.text, sentence, opens=opens_story(story, place))
        if end > sentence.start:
            words[place] = count_words(story.text[end : sentence.end])
    return words


def _end(text: str, sentence: Span, *, opens: bool) -> int:
    """Return where the label and the dateline of a sentence end; where the sentence begins for none."""
    start = sentence.start
    while label := _label().match(text, start, sentence.end):
        start = label.end()
    # Without "REDCAR —" nobody knows where "here" is.
    opens = opens and not _HERE.search(text, sentence.start, sentence.end)
    for pattern in (_agency(), *([_place()] if opens else ())):
        found = pattern.match(text, start, sentence.end)
        if found and not _goes_on(text, found.end(), sentence.end):
            return int(found.end())
    return start


def _goes_on(text: str, start: int, end: int) -> bool:
    """Tell whether what follows a dash is an aside, and the clause of what stands before it goes on behind."""
    aside = _ASIDE.match(text, start, end)
    return aside is not None and aside["verb"] in word_set("summary_edits", "leaning", "verbs")


@cache
def _label() -> re.Pattern[str]:
    """Return what finds "UPDATE: ", "BREAKING NEWS — ", "Updated 6 p.m. ET: " and "UPDATE: 5/12 — "."""
    labels = "|".join(sorted(table("summary_edits")["datelines"]["labels"], key=len, reverse=True))
    when = r"[\w., ]{0,20}\d[\w., ]{0,20}(?::\d\d[\w. ]{0,12})?"
    day = r"\d{1,2}/\d{1,2}(?:/\d{2,4})? [—–-]{1,2} "
    return re.compile(rf"(?i:{labels})(?:,? \(?{when}\)?)?(?::|{_GAP}[—–-]{{1,2}}) {{1,3}}(?:{day})?{_CLAUSE}")


@cache
def _agency() -> re.Pattern[str]:
    """Return what finds "(CNN)", "London, England (CNN)", "REDCAR (Reuters) - "."""
    agencies = "|".join(map(re.escape, table("summary_edits")["datelines"]["agencies"]))
    known, other = rf"\((?i:{agencies})\)", r"\([A-Z][A-Za-z.]{1,20}(?: [A-Z][A-Za-z]{1,14}){0,2}\)"
    return re.compile(
        rf"(?:{_CAPITALS}|{_PLACE}){_GAP}(?:{known}{_GAP}(?:{_DASH}{_GAP})?{_CLAUSE}|{other}{_CLAUSE})"
        rf"|{_CAPITALS} {other}{_GAP}{_DASH}{_GAP}{_CLAUSE}"
        rf"|{known}{_GAP}(?:{_DASH}{_GAP})?{_ANY_CLAUSE}|{other}(?:{_GAP}{_DASH}{_GAP})?{_CLAUSE}"
    )


@cache
def _place() -> re.Pattern[str]:
    """Return what finds "NORTH SHIELDS, England -- "."""
    return re.compile(rf"{_CAPITALS}(?:[ \u00a0]{_GAP}{_DASH}{_GAP}(?<!-)|{_GAP}{_DASH}[ \u00a0]{_GAP}){_CLAUSE}")
