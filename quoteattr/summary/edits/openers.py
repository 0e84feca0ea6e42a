"""Leave out what opens a sentence and points to another that the summary does not have."""

import re
from functools import cache

from quoteattr.data import table
from quoteattr.summary.edits.changes import Changes
from quoteattr.types import Span

__all__ = ["drop_opener", "drop_parenthetical", "drop_pointers"]

# One opener may follow another ("But then, …").
_MOST = 3
# "BRIDGE FALLS IN REDCAR The council said …": a heading that was joined to its sentence.
_HEADING = re.compile(r"(?:[A-Z0-9][A-Z0-9’'&,:-]{0,20}[ \u00a0]){4,20}(?=[“\"‘]?[A-Z][a-z])")


def drop_opener(text: str, sentence: Span, changes: Changes) -> int:
    """Leave out the openers of a sentence.

    Args:
        text: The article.
        sentence: The sentence; its first word stands outside of quotation marks.
        changes: Where the edits go.

    Returns:
        Where what is left begins.

    Example:
        >>> changes = Changes("However, she left.", Span(0, 18))
        >>> drop_opener("However, she left.", Span(0, 18), changes)
        9
        >>> changes.text
        'she left.'
    """
    heading = _HEADING.match(text, sentence.start, sentence.end)
    at = heading.end() if heading else sentence.start
    for _ in range(_MOST):
        found = _opener().match(text, at, sentence.end)
        if not found or found.end() >= sentence.end:
            break
        at = found.end()
    relative = _relative().match(text, at, sentence.end)
    if relative and not relative["party"]:
        at = relative.end()
    elif relative:
        changes.make(relative.start("relative"), relative.end(), "", "opener")
    return at if at > sentence.start and changes.make(sentence.start, at, "", "opener") else sentence.start


def drop_parenthetical(text: str, sentence: Span, changes: Changes, marked: bytes | bytearray) -> None:
    """Leave out ", however," and the like in the middle of a sentence.

    Args:
        text: The article.
        sentence: The sentence.
        changes: Where the edits go.
        marked: One byte a character of the text: not 0 between quotation marks.

    Example:
        >>> changes = Changes("Burns, however, left.", Span(0, 21))
        >>> drop_parenthetical("Burns, however, left.", Span(0, 21), changes, bytes(21))
        >>> changes.text
        'Burns left.'
    """
    _drop(_parenthetical(), text, sentence, changes, marked)


def drop_pointers(text: str, sentence: Span, changes: Changes, marked: bytes | bytearray) -> None:
    """Leave out "(pictured)" and the like.

    Args:
        text: The article.
        sentence: The sentence.
        changes: Where the edits go.
        marked: One byte a character of the text: not 0 between quotation marks.

    Example:
        >>> changes = Changes("Burns (pictured) left.", Span(0, 22))
        >>> drop_pointers("Burns (pictured) left.", Span(0, 22), changes, bytes(22))
        >>> changes.text
        'Burns left.'
    """
    _drop(_pointer(), text, sentence, changes, marked)


def _drop(pattern: re.Pattern[str], text: str, sentence: Span, changes: Changes, marked: bytes | bytearray) -> None:
    """Leave out what a pattern finds outside of quotation marks."""
    for found in pattern.finditer(text, sentence.start, sentence.end):
        if not marked[found.start()]:
            changes.make(found.start(), found.end(), "", "opener")


def _either(phrases: list[str]) -> str:
    longest = sorted(phrases, key=len, reverse=True)
    return "|".join(re.escape(p).replace("'", "['’]").replace(r"\ ", r"\s+") for p in longest)


def _any(words: str) -> str:
    return "|".join(words.split())


@cache
def _opener() -> re.Pattern[str]:
    data = table("summary_edits")["openers"]
    stops = "|".join(map(re.escape, data["not-before"].split()))
    return re.compile(
        # What an extract leaves out before it, and what marks a line of a list.
        rf"(?:(?:…|\.\.\.)\s*|(?:--|[—–•]|\d{{1,2}}[.)])\s+|(?:{_either(data['with-comma'])})\s*,\s+"
        rf"|(?:{_any(data['parts'])}) (?:\d{{1,2}}|{_any(data['counts'])}):\s+"
        rf"|(?:{_either(data['clauses'])})\s+"
        rf"|(?:{_either(data['plain'])})\s+(?!(?:{stops})\b)"
        rf"|(?:{_either(data['joining'])})\s+)(?=[\w“\"‘$£€])",
        re.IGNORECASE,
    )


@cache
def _relative() -> re.Pattern[str]:
    """Return what finds "Rival Burns" and "Republican rival Burns": whose rival, the sentence before has said."""
    data = table("summary_edits")
    parties = "|".join(word.capitalize() for word in data["descriptions"]["parties"].split())
    words = "|".join(data["names"]["leading"])
    return re.compile(rf"(?P<party>(?:{parties}) )?(?P<relative>(?i:{words}) )(?=[A-Z][\w.’'-]+)")


@cache
def _pointer() -> re.Pattern[str]:
    return re.compile(rf"[ \u00a0]\((?:{_either(table('summary_edits')['openers']['pictures'])})\)", re.IGNORECASE)


@cache
def _parenthetical() -> re.Pattern[str]:
    return re.compile(rf"(?<=\w),\s+(?:{_either(table('summary_edits')['openers']['parenthetical'])}),(?=\s)")
