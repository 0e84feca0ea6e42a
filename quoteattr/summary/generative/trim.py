"""Make a summary of what a model wrote: no announcement, no list marks, no half sentence, never too long."""

import re
from collections.abc import Sequence
from functools import cache

from quoteattr.data import table
from quoteattr.summary.balance import join_balanced
from quoteattr.summary.words import count_words
from quoteattr.text.sentences import split_sentences
from quoteattr.types import Span

__all__ = ["clean", "finish", "is_enough"]

_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)|\A(?:(?!<think>).)*?</think>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"</?\s*(?:article|summary)\s*>", re.IGNORECASE)
_HEADING = re.compile(r"#{1,6}\s.*")
_RULE = re.compile(r"[-*_=~]{3,}")
_BULLET = re.compile(r"(?:[-*•·‣▪–—]|\(?\d{1,2}[.)]|[a-z]\))\s+(?=\S)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_COMPLETE = re.compile(r"[.!?…。！？؟।][\"'”’»)\]]*\Z")
_MAX_LEAD_IN_WORDS = 16
# A line of a list without a full stop is a statement if it is at least so long; else a label.
_STATEMENT_WORDS = 4
_PAIRS = {'"': '"', "“": "”", "«": "»", "'": "'", "‘": "’"}


def clean(text: str) -> str:
    r"""Take away what chat models put around and into a summary: announcements, headings, list marks, sign-offs.

    Args:
        text: What a model wrote.

    Returns:
        The summary, a line a paragraph or list item.

    Example:
        >>> clean("Sure! Here is a summary of the article:\n\n* The bridge is open.\n* Trains run.\n\nLet me know!")
        'The bridge is open.\nTrains run.'
    """
    text = _TAG.sub("", _THOUGHT.sub("", text))
    lines = [_STRONG.sub(r"\2", line).strip() for line in text.splitlines()]
    lines = [line for line in lines if line and not _RULE.fullmatch(line)]
    items = [_item(line, last=n == len(lines) - 1) for n, line in enumerate(lines) if not _is_label(line)]
    while items and _announces(items[0]):
        items[0] = _after_announcement(items[0])
        items = [item for item in items if item]
    kept: list[str] = []
    for item in items:
        body, ended = _before_sign_off(item)
        kept += [body] if body else []
        if ended:
            break
    return _without_phrase(_unquoted("\n".join(kept)))


def finish(text: str, *, ended: bool, max_words: int | None = None, max_sentences: int | None = None) -> str:
    """Return the full sentences that keep to the limits, from the first on; "" when not even the first does.

    Args:
        text: What a model wrote.
        ended: Whether the model ended it, so that its last words are a sentence even without a full stop.
        max_words: Words at most; `None` for no limit.
        max_sentences: Sentences at most; `None` for no limit.

    Example:
        >>> finish("The bridge is open. Trains run again. The cou", ended=False, max_words=60)
        'The bridge is open. Trains run again.'
        >>> finish("The bridge is open. Trains run again.", ended=True, max_words=6)
        'The bridge is open.'
    """
    cleaned = clean(text)
    if ended and cleaned and not _COMPLETE.search(cleaned) and cleaned[-1].isalnum():
        cleaned += "."
    taken: list[Span] = []
    seen: set[str] = set()
    summary = ""
    for sentence in split_sentences(cleaned):
        words = cleaned[sentence.start : sentence.end]
        key = "".join(filter(str.isalnum, words.casefold()))
        # A lone mark says nothing, and would belong to whatever comes behind it.
        if not key or key in seen or not _COMPLETE.search(words):
            continue
        pieces = _appended(cleaned, taken, sentence)
        longer = join_balanced(cleaned, pieces)
        if _exceeds(longer, len(seen) + 1, max_words, max_sentences):
            break
        seen.add(key)
        taken = pieces
        summary = longer
    return summary


def is_enough(text: str, *, max_words: int | None = None, max_sentences: int | None = None) -> bool:
    """Tell whether more of an answer would be cut off anyhow.

    Args:
        text: What a model wrote so far.
        max_words: As for `finish`.
        max_sentences: As for `finish`.

    Example:
        >>> is_enough("It is open. Trains", max_sentences=1), is_enough("It is open.", max_sentences=1)
        (True, False)
    """
    cleaned = clean(text)
    if max_words is not None and count_words(cleaned) > max_words + 1:
        return True
    return max_sentences is not None and len(split_sentences(cleaned)) > max_sentences


def _appended(text: str, pieces: Sequence[Span], sentence: Span) -> list[Span]:
    """Append a sentence, as one piece with the sentence before it where a quotation may go on through both."""
    between = text[pieces[-1].end : sentence.start] if pieces else "\n"
    if between.strip() or "\n" in between:
        return [*pieces, Span(sentence.start, sentence.end)]
    return [*pieces[:-1], Span(pieces[-1].start, sentence.end)]


def _exceeds(text: str, sentences: int, max_words: int | None, max_sentences: int | None) -> bool:
    too_many = max_sentences is not None and sentences > max_sentences
    return too_many or (max_words is not None and count_words(text) > max_words)


def _is_label(line: str) -> bool:
    """Tell whether a line is a heading, or one that small models copy from the prompt."""
    return bool(_HEADING.match(line)) or line.casefold().startswith(_listed("copied", "openers"))


def _item(line: str, *, last: bool) -> str:
    """Return a line without its list mark; a list's statement gets the full stop that lists do without."""
    bullet = _BULLET.match(line)
    if not bullet:
        return line
    body = line[bullet.end() :].strip()
    if not last and body[-1:].isalnum() and count_words(body) >= _STATEMENT_WORDS:
        body += "."
    return body


@cache
def _listed(part: str, key: str) -> tuple[str, ...]:
    return tuple(table("generation")[part][key])


def _folded(text: str) -> str:
    return text.casefold().replace("’", "'").lstrip("\"'“‘*_ ")


def _opens_with(folded: str, openers: Sequence[str]) -> bool:
    return any(folded.startswith(o) and not folded[len(o) : len(o) + 1].isalnum() for o in openers)


def _announces(line: str) -> bool:
    """Tell whether a first line only announces what follows, or begins by that."""
    head = _head(line)
    folded = _folded(head)
    if not _opens_with(folded, _listed("lead_in", "openers")) or count_words(head) > _MAX_LEAD_IN_WORDS:
        return False
    rest = set(re.findall(r"[\w;']+", folded))
    names_it = any(word in rest or (" " in word and word in folded) for word in _listed("lead_in", "words"))
    return head.endswith((":", "!")) or (names_it and not _COMPLETE.search(line[: len(head) + 1]))


def _head(line: str) -> str:
    """Return a line up to its first colon or exclamation mark, the whole line if it has none."""
    end = re.search(r"[:!](?=\s|\Z)", line)
    return line[: end.end()] if end else line


def _after_announcement(line: str) -> str:
    return line[len(_head(line)) :].strip()


def _before_sign_off(line: str) -> tuple[str, bool]:
    """Return a line up to the sentence that speaks to the asker, and whether there is one."""
    openers = _listed("sign_off", "openers")
    for sentence in split_sentences(line):
        if _opens_with(_folded(line[sentence.start : sentence.end]), openers):
            return line[: sentence.start].strip(), True
    return line, False


def _unquoted(text: str) -> str:
    """Take away marks around the whole text, unless they are those of a quotation in it."""
    closing = _PAIRS.get(text[:1])
    inner = text[1:-1].strip()
    if not closing or len(text) < 2 or text[-1] != closing or closing in inner or text[0] in inner:
        return text
    return inner


def _without_phrase(text: str) -> str:
    """Begin with the claim and not with the words that lead to it."""
    for phrase in _listed("lead_in", "phrases"):
        if text[: len(phrase)].casefold() == phrase:
            rest = text[len(phrase) :].lstrip()
            return rest[:1].upper() + rest[1:]
    return text
