"""Whether a sentence ends at a candidate: the quote-aware repair of a statistical sentence splitter.

Every run of full stops, question marks, exclamation marks or ellipses is a candidate. The rules are tried in order;
the first that knows decides, and where none does, the statistical splitter's proposal stands. A rule reads the word
before the mark, the closing marks after it, and the word that follows.
"""

import re
from collections.abc import Callable

from quoteattr.text.abbreviations import AbbreviationClass, load_lexicon
from quoteattr.text.after_quotation import attribution, credit, date_after_title
from quoteattr.text.candidates import OPENING_MARKS, WORD_WINDOW, Candidate

__all__ = ["is_boundary"]

_ADDRESS_SIGNS = frozenset("@/\\_")
_PUNCTUATION = ".,:;?!”’\"')"
_BRACKETS = {")": "(", "]": "[", "}": "{"}
_NUMBER = re.compile(r"[$£€]?[\d.,]*\d")
_LIST_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,2})*|[IVX]{1,5}|[A-Za-z]")
_YEAR = re.compile(r"(?:1\d|20)\d\d")
_BULLETS = frozenset("•‣▪◦●■·")
_JOINERS = frozenset("&+=,;:")
_BRACKET_WINDOW = 400


def is_boundary(candidate: Candidate) -> bool:
    """Decide whether a sentence ends at a candidate.

    Example:
        >>> text = "“Good morning!” Harry exclaimed."
        >>> places = {"sentence_start": 0, "word_start": 1, "mark_start": 13, "next_start": 16, "paragraph_end": 32}
        >>> is_boundary(Candidate.at(text, **places, mark="!", closers="”", spaced=True, proposed=True))
        False
    """
    for rule in _RULES:
        decision = rule(candidate)
        if decision is not None:
            return decision
    return candidate.proposed


def _nothing_before(c: Candidate) -> bool | None:
    """An ellipsis or mark before the first word of a sentence ends nothing."""
    return False if c.word_start >= c.mark_start else None


def _lost_space(c: Candidate) -> bool | None:
    """Without a space, only the plainest case is a boundary: "done.The next", but no URL, file name or "U.S.A."."""
    if c.spaced:
        return None
    if not c.next_word[:1].isupper() or not (c.next_word[1:2].islower() or c.next_word in {"A", "I"}):
        return False
    if not OPENING_MARKS.isdisjoint(c.opener):
        return len(c.word) > 1 and c.abbreviation is None
    return c.closes_quotation or (not c.is_ellipsis and not _in_address(c) and _ends_plainly(c))


def _in_address(c: Candidate) -> bool:
    """Tell whether the mark stands inside an address, a file name or a dotted word."""
    after = c.text[c.next_start : c.next_start + WORD_WINDOW].split(maxsplit=1)[0]
    if not _ADDRESS_SIGNS.isdisjoint(after + c.word) or c.next_word.casefold() in load_lexicon().domains:
        return True
    return "." in after.rstrip(_PUNCTUATION)


def _ends_plainly(c: Candidate) -> bool:
    """Tell whether the word before the mark is a plain word or number."""
    if _NUMBER.fullmatch(c.word):
        return c.starter or _YEAR.fullmatch(c.word) is not None
    return c.word.isalpha() and c.word[-2:].islower() and len(c.word) > 1 and c.abbreviation is None


def _lower_case(c: Candidate) -> bool | None:
    """A lower-case word goes on with the sentence, unless the writer uses no capital letters."""
    if c.capital or not c.next_word[:1].islower() or c.omits:
        return None
    if c.abbreviation is not None or c.closes_quotation or c.is_ellipsis or (len(c.word) == 1 and c.mark == "."):
        return False
    if c.mark == "." and c.word.casefold() in load_lexicon().unfinished:
        return False
    if c.mark == "." or "(" in c.opener or c.text[c.word_start].islower():
        return None
    return False


def _continues(c: Candidate) -> bool | None:
    """A bullet begins a sentence; punctuation and signs that join do not."""
    if c.next_word:
        return None
    if c.text[c.next_start] in _BULLETS:
        return True
    return False if c.text[c.next_start] in _JOINERS or c.abbreviation is not None else None


def _marked_name(c: Candidate) -> bool | None:
    """A name may end in an exclamation mark: Yahoo! News."""
    if c.mark in {"!", "?"} and not c.closers and c.word[:1].isupper() and c.capital:
        return c.starter if c.word.casefold() in load_lexicon().marked_names else None
    return None


def _bracket(c: Candidate) -> bool | None:
    """A bracket that opened inside the sentence closes inside it: "the firm (Acme Inc.) Monday"."""
    bracket = next((_BRACKETS[char] for char in c.closers if char in _BRACKETS), None)
    if bracket is None or bracket in c.closers or c.is_ellipsis:
        return None
    opening = c.text.rfind(bracket, max(c.sentence_start, c.mark_start - _BRACKET_WINDOW), c.mark_start)
    if opening <= c.word_start:
        return None
    if c.starter:
        return True
    return False if c.abbreviation is not None else None


def _ellipsis(c: Candidate) -> bool | None:
    """Three dots break off as often as they end: they end before a word that begins sentences, four dots always."""
    if not c.is_ellipsis:
        return None
    if c.follows_opening_mark and not c.closers:
        return False
    if c.omits and load_lexicon().classify(c.word) is None:
        return True
    if not c.capital:
        return c.proposed
    if c.mark.count(".") > 3 or ("…" in c.mark and "." in c.mark) or c.closes_quotation:
        return True
    return (c.starter or c.proposed) and not _unfinished(c)


def _unfinished(c: Candidate) -> bool:
    """Tell whether the word before an ellipsis, with or without a space between, cannot end a sentence."""
    words = c.text[max(c.sentence_start, c.mark_start - WORD_WINDOW) : c.mark_start].rsplit(maxsplit=1)
    return bool(words) and words[-1].lstrip("“‘\"'(").casefold() in load_lexicon().unfinished


def _emphatic(c: Candidate) -> bool | None:
    """Question and exclamation marks end a sentence before anything but lower case."""
    return True if not {"?", "!"}.isdisjoint(c.mark) and (c.capital or c.next_word[:1].isdigit()) else None


def _list_number(c: Candidate) -> bool | None:
    """A number or letter that opens the sentence numbers it: "1. Open the door"."""
    if c.closers or c.mark != ".":
        return None
    return False if _LIST_NUMBER.fullmatch(c.text, c.word_start, c.mark_start) else None


def _initial(c: Candidate) -> bool | None:
    """A single capital letter is an initial (J. K. Rowling), a label (vitamin C.) or a pronoun (So do I.)."""
    if c.mark != "." or len(c.word) != 1 or not c.word.isupper():
        return None
    if c.previous.casefold() in load_lexicon().labels:
        return True
    if c.word == "I" and c.previous[:1].islower() and not c.initial_follows:
        return True
    if c.closes_quotation and not _in_nickname(c):
        return True if c.capital else None
    return c.starter


def _in_nickname(c: Candidate) -> bool:
    """Tell whether the marks hold nothing but the abbreviation: Robert “R.J.” Smith."""
    before = c.text[max(c.sentence_start, c.mark_start - len(c.word) - 1) : c.mark_start - len(c.word)]
    return before in OPENING_MARKS and bool(before) and c.previous[:1].isupper()


def _abbreviation(c: Candidate) -> bool | None:
    """Read the full stop after an abbreviation as its class says."""
    kind = c.abbreviation
    if kind is None:
        return None
    if c.closes_quotation and not _in_nickname(c):
        return True if c.capital else None
    if c.next_word[:1].isdigit():
        return {"join": False, "end": True}.get(kind.before_digit)
    return _before_capital(c, kind) if c.capital else None


def _before_capital(c: Candidate, kind: AbbreviationClass) -> bool:
    if kind.before_capital == "end":
        return c.next_word.casefold() not in kind.followers and not c.initial_follows
    if kind.before_capital == "join":
        return False
    if "." in c.word and not c.previous:
        return False  # a dotted word is not all of a sentence: "K.C. Jones paid."
    if c.starter or kind.before_capital == "starter":
        return c.starter
    return c.proposed or (kind.before_capital == "clause" and c.clause_follows)


def _plain_word(c: Candidate) -> bool | None:
    """A capital letter after a number, a closing mark or a word that only looks like an abbreviation is a beginning."""
    if not c.capital:
        return None
    ends = c.word in load_lexicon().ordinary or _NUMBER.fullmatch(c.word)
    # Anything but brackets after the full stop, be it a closing mark, a note number or an emoji, confirms it.
    return True if ends or not _BRACKETS.keys() >= set(c.closers) else None


_RULES: tuple[Callable[[Candidate], bool | None], ...] = (
    _nothing_before,
    _lost_space,
    _lower_case,
    _marked_name,
    attribution,
    credit,
    _continues,
    date_after_title,
    _bracket,
    _ellipsis,
    _emphatic,
    _list_number,
    _initial,
    _abbreviation,
    _plain_word,
)
