"""What stands around a name or a pronoun: a title, an apposition, a noun that it belongs to."""

import re
from functools import cache

from quoteattr.data import table
from quoteattr.speakers.lexicon import given_name_pronoun, word_set
from quoteattr.speakers.mentions import sort_of_noun
from quoteattr.types import Span

__all__ = [
    "belongs_to_noun",
    "determined",
    "honorific_before",
    "is_explained",
    "is_possessive_her",
    "needs_comma",
    "shares_name",
    "titled",
]

_NEXT = re.compile(r"[ \u00a0\n]+([\w][\w’'-]*)")
_BEFORE = re.compile(r"([\w][\w.’'-]*)[ \u00a0\n]+\Z")
_POSSESSIVE = re.compile(r"[’']s?\b|[’'](?=\s)")
# After a name: an apposition, a relative clause, an age, a bracket.
_EXPLAINED = re.compile(r"\s*(?:\(|,\s|[—–]|\s--\s|\s-\s)")
# "Ada and Tom Hale", where "Ada" stands for itself.
_GIVEN_TOO = re.compile(r" and [A-Z][a-z]+ [A-Z][a-z]+")
# "Down Syndrome", where no title stands before a surname.
_WITHIN_NAME = re.compile(r"[a-z,] [A-Z][a-z]+ \Z")
# "Presidents Burns and", "Mr. and".
_JOINED_TO = re.compile(r"\b([A-Z][a-z]+\.?) (?:[A-Z][\w.-]+,? ){0,4}and \Z")
# Characters before a name in which the title that it shares is looked for.
_NEAR = 80
# "Both the Hale and Burns administrations".
_SHARED = re.compile(r"\b[Tt]he [A-Z][\w.’'-]{1,20}(?: [A-Z][\w.’'-]{1,20}){0,2} and \Z")
_CLOSES = re.compile(r"\s*(?:[.,;:!?)\]…—–]|--|\Z)")


def _words(*path: str) -> frozenset[str]:
    return word_set("summary_edits", *path)


def _next(text: str, end: int) -> str:
    found = _NEXT.match(text, end, end + 40)
    return found.group(1) if found else ""


def _before(text: str, start: int) -> str:
    found = _BEFORE.search(text[max(0, start - 30) : start])
    return found.group(1) if found else ""


def belongs_to_noun(text: str, span: Span) -> bool:
    """Tell whether a name only tells which: "the Burns campaign", "Burns supporters", "Burns-backed".

    Args:
        text: The article.
        span: The name.

    Example:
        >>> belongs_to_noun("the Burns campaign", Span(4, 9)), belongs_to_noun("then Burns left", Span(5, 10))
        (True, False)
    """
    if text[span.end : span.end + 1] in {"-", "/", "–"} or text[max(0, span.start - 1) : span.start] in {"-", "/"}:
        return True
    if _POSSESSIVE.match(text, span.end):
        return False
    following = _next(text, span.end)
    if not following:
        return False
    if determined(text, span.start):
        return True
    word = following.casefold()
    # Two have no verb that ends in "s".
    several = word.endswith("s") and word not in word_set("cue_verbs", "words")
    shared = several and _SHARED.search(text[max(0, span.start - _NEAR) : span.start]) is not None
    return following[0].islower() and (shared or _is_noun(word))


def determined(text: str, start: int) -> bool:
    """Tell whether a determiner or a possessive stands right before a name.

    Args:
        text: The article.
        start: Where the name begins.

    Example:
        >>> determined("the Ford Fund", 4), determined("by Ford", 3)
        (True, False)
    """
    word = _before(text, start).casefold()
    return word in _words("names", "determiners") or word.endswith(("’s", "'s"))


def _is_noun(word: str) -> bool:
    """Tell whether a word after a name is a noun, and not a verb."""
    if word in word_set("cue_verbs", "words"):
        return False
    sort = sort_of_noun(word)
    return sort in {"person", "group", "organisation"} or (sort is not None and not word.endswith("s"))


def honorific_before(text: str, start: int) -> int:
    """Return where the honorific before a name begins that gives way to the full name; the name's start for none.

    Args:
        text: The article.
        start: Where the name begins.

    Example:
        >>> honorific_before("But Mrs. Burns left", 9)
        4
    """
    word = _before(text, start)
    if word.casefold().rstrip(".") not in _words("names", "honorifics"):
        return start
    return text.rindex(word, 0, start)


def shares_name(text: str, start: int, end: int, name: str) -> bool:
    """Tell whether a short name has its title or surname from another beside it, and cannot be completed alone.

    Args:
        text: The article.
        start: Where the short name begins.
        end: Where it ends.
        name: The full name.

    Example:
        >>> shares_name("Presidents Burns and Hale left", 21, 25, "Tom Hale")
        True
        >>> shares_name("Ada and Tom Hale left", 0, 3, "Ada Burns")
        True
        >>> shares_name("babies with Down Syndrome", 17, 25, "Life With Syndrome")
        True
        >>> shares_name("Burns and Tom Hale left", 0, 5, "Ada Burns")
        False
    """
    given = name.split(maxsplit=1)[0]
    if _WITHIN_NAME.search(text[max(0, start - _NEAR) : start]) and given_name_pronoun(given) is None:
        return True
    if given_name_pronoun(text[start:end]) is not None and _GIVEN_TOO.match(text, end):
        return True
    found = _JOINED_TO.search(text[max(0, start - _NEAR) : start])
    return found is not None and found.group(1).casefold() in _plural_titles()


@cache
def _plural_titles() -> frozenset[str]:
    return frozenset(table("summary_edits")["names"]["singular"]) | {"mr.", "mr", "mrs", "mrs.", "messrs", "messrs."}


def titled(text: str, start: int) -> bool:
    """Tell whether a title or a role stands right before a name ("Gov. Burns", "spokeswoman Burns").

    Args:
        text: The article.
        start: Where the name begins.

    Example:
        >>> titled("said Gov. Burns", 10), titled("then Burns", 5)
        (True, False)
    """
    word = _before(text, start).casefold().rstrip(".")
    if word in word_set("titles", "abbreviations") or word in word_set("titles", "honorifics"):
        return True
    return sort_of_noun(word) == "person"


def is_explained(text: str, end: int) -> bool:
    """Tell whether something set off by a mark follows a name, which may say who that is.

    Args:
        text: The article.
        end: Where the name ends.

    Example:
        >>> is_explained("Burns, the mayor, left", 5), is_explained("Burns left", 5)
        (True, False)
    """
    return bool(_EXPLAINED.match(text, end))


def needs_comma(text: str, end: int) -> bool:
    """Tell whether an apposition that ends here needs a comma behind it.

    Args:
        text: The article.
        end: Where what stands before the apposition ends.

    Example:
        >>> needs_comma("said Burns.", 10), needs_comma("Burns said", 5)
        (False, True)
    """
    return not _CLOSES.match(text, end)


def is_possessive_her(text: str, end: int) -> bool:
    """Tell "her plan" from "told her to go".

    Args:
        text: The article.
        end: Where "her" ends.

    Example:
        >>> is_possessive_her("her plan", 3), is_possessive_her("her to go", 3), is_possessive_her("her.", 3)
        (True, False, False)
    """
    following = _next(text, end).casefold()
    return bool(following) and following not in _words("pronouns", "after-object")
