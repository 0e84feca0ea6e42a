"""Places where a sentence may end, and what stands around them."""

import re
from dataclasses import dataclass

from quoteattr.text.abbreviations import AbbreviationClass, load_lexicon

__all__ = ["DASHES", "OPENING_MARKS", "WORD_WINDOW", "Candidate"]

# How far a rule looks to either side for a word. Windows keep the work per candidate constant.
WORD_WINDOW = 48
DASHES = frozenset("—–―-")
OPENING_MARKS = frozenset("“‘\"'«‹„`")
_OPENERS = "“‘\"'«‹„([{*`_"
_CLOSING_MARKS = frozenset("”’\"'»›“")
_LONG_WORD = 4
_MIN_TITLE_WORDS = 3
_NEXT_WORD = re.compile(rf"[{re.escape(_OPENERS)}]{{0,4}}(\w(?:[\w’'-]*\w)?)?")
_WORD_SPLITTERS = str.maketrans(dict.fromkeys('—–/…“”"«»()[]{}', " "))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where a sentence may end.

    Args:
        text: The whole text.
        sentence_start: Where the current sentence began.
        word_start: Where the first letter or digit of the current sentence stands.
        mark_start: Where the punctuation that may end it begins.
        mark: That punctuation: ".", "?!", "…".
        closers: The closing marks and brackets after it.
        next_start: Where the next sentence would begin.
        paragraph_end: Where the paragraph ends.
        spaced: Whether white space separates the two.
        proposed: Whether the statistical splitter ends a sentence here.
        word: The word before the mark, without opening marks; empty when a bracket or mark stands between.
        previous: The word before that one; empty when it is the first.
        opener: The opening marks and brackets before the next word.
        next_word: The next word; empty when something else follows.

    Example:
        >>> places = {"sentence_start": 0, "word_start": 0, "mark_start": 8, "next_start": 10, "paragraph_end": 14}
        >>> Candidate.at("It is Mr. Lee.", **places, mark=".", closers="", spaced=True, proposed=False).word
        'Mr'
    """

    text: str
    sentence_start: int
    word_start: int
    mark_start: int
    mark: str
    closers: str
    next_start: int
    paragraph_end: int
    spaced: bool
    proposed: bool
    word: str
    previous: str
    opener: str
    next_word: str

    @classmethod
    def at(
        cls,
        text: str,
        *,
        sentence_start: int,
        word_start: int,
        mark_start: int,
        mark: str,
        closers: str,
        next_start: int,
        paragraph_end: int,
        spaced: bool,
        proposed: bool,
    ) -> "Candidate":
        """Read the words around a candidate; the arguments are those of the class."""
        window = text[max(sentence_start, mark_start - WORD_WINDOW) : mark_start].translate(_WORD_SPLITTERS)
        words = window.rsplit(maxsplit=2)
        following = _NEXT_WORD.match(text, next_start, paragraph_end)
        next_word = (following and following.group(1)) or ""
        opener = text[next_start : following.start(1)] if following and next_word else ""
        return cls(
            text, sentence_start, word_start, mark_start, mark, closers, next_start, paragraph_end, spaced, proposed,
            words[-1].lstrip("‘’'*_`") if words and text[mark_start - 1].isalnum() else "",
            words[-2] if len(words) > 1 else "",
            opener,
            next_word,
        )  # fmt: skip

    @property
    def closes_quotation(self) -> bool:
        """Whether a closing quotation mark follows the punctuation."""
        return not _CLOSING_MARKS.isdisjoint(self.closers)

    @property
    def follows_opening_mark(self) -> bool:
        """Whether the punctuation comes straight after an opening mark: “…"."""
        before = self.text[max(self.sentence_start, self.mark_start - 2) : self.mark_start]
        return before[-1:] in OPENING_MARKS and bool(before) and (len(before) < 2 or before[0].isspace())

    @property
    def is_ellipsis(self) -> bool:
        """Whether the punctuation is nothing but an ellipsis."""
        return self.mark not in {".", "?", "!"} and not set(self.mark) - set(".… \u00a0")

    @property
    def omits(self) -> bool:
        """Whether an ellipsis of its own after the end of a sentence says that something was left out: "He left. …"."""
        ellipsis = self.mark[1:].lstrip()
        return self.mark[1:2].isspace() and (ellipsis == "…" or ellipsis[:2] == "..")

    @property
    def capital(self) -> bool:
        """Whether the next word has a capital letter, be it inside (iPhone)."""
        return self.next_word[:1].isupper() or (self.next_word[:1].islower() and self.next_word[1:2].isupper())

    @property
    def initial_follows(self) -> bool:
        """Whether the next word is an initial: "E." of "E. A. Poe"."""
        place = self.next_start + len(self.opener) + 1
        return len(self.next_word) == 1 and self.next_word.isupper() and self.text[place : place + 1] == "."

    @property
    def starter(self) -> bool:
        """Whether the next word is one that begins sentences."""
        if not self.next_word[:1].isupper() or self.initial_follows:
            return False
        lexicon = load_lexicon()
        word = self.next_word.replace("'", "’").casefold()
        end = self.next_start + len(self.opener) + len(self.next_word)
        after = self.text[end : min(end + 20, self.paragraph_end)]
        if word not in lexicon.starters:
            return word.endswith("ly") and after[:1] == ","  # "Initially, they agreed."
        second = after.split(maxsplit=1)
        if not second:
            return True
        title_case = second[0][0].isupper() and self.in_title_case
        return not title_case and f"{word} {second[0].casefold().rstrip('.,')}" not in lexicon.no_starters

    @property
    def clause_follows(self) -> bool:
        """Whether the next word begins a clause: it has a capital letter, is no day, and a lower-case word follows."""
        end = self.next_start + len(self.opener) + len(self.next_word)
        second = self.text[end : min(end + 2, self.paragraph_end)]
        return second[:1] == " " and second[1:].islower() and self.next_word.casefold() not in load_lexicon().weekdays

    @property
    def in_title_case(self) -> bool:
        """Whether the words before have the capital letters of a headline, so that another one says nothing."""
        words = self.text[max(self.sentence_start, self.mark_start - WORD_WINDOW) : self.mark_start].split()
        long = [word for word in words if len(word) >= _LONG_WORD]
        return len(long) >= _MIN_TITLE_WORDS and all(word[0].isupper() for word in long)

    @property
    def abbreviation(self) -> AbbreviationClass | None:
        """The class of the word before a single full stop; `None` when it is no abbreviation."""
        return load_lexicon().classify(self.word) if self.mark == "." else None
