"""Whether a sentence stands in need of something said before."""

import re
from collections.abc import Set as AbstractSet
from functools import cache

from quoteattr.data import table
from quoteattr.speakers.lexicon import word_set
from quoteattr.speakers.mentions import is_role_noun, sort_of_noun
from quoteattr.text.marks import inside_marks, pair_marks

__all__ = ["leans", "opens_leaning"]

_AS_FAR = 120
_MOST_WORDS = 4
_WORD = re.compile(r"[^\W\d_]+")
# "the tweet", with what comes behind it.
_DEFINITE = re.compile(r"\b[Tt]he (?:\w+ )??(?P<noun>[a-z]+)\b(?P<comma>,)?(?: (?P<following>\w+))?")
# "WASHINGTON, Sept. 26 (UPI) —" and "Hopefully," say nothing of what the sentence is about.
_OPENING = re.compile(r"\A(?:[A-Z][A-Z.,’' ]+[^―—–-]{0,40}[―—–-]+ *)?(?:[A-Z]\w+ly, )?")


def leans(sentence: str, told: AbstractSet[str] = frozenset(), *, follows: bool = False, goes_on: bool = True) -> bool:
    """Tell whether a sentence, as it is printed, needs something that the summary does not have.

    Beside what it opens with, that is a writer who speaks of "me" or to "you" outside of quotation marks, a thing told
    of as known ("saw the tweet"), "the two" of nobody knows whom, or a colon with nothing behind it.

    Args:
        sentence: Its text.
        told: The words of the summary before it, case-folded.
        follows: Whether it stands behind the sentence that it follows in the article.
        goes_on: Whether the sentence behind it stands in the summary too.

    Example:
        >>> leans("Police saw the tweet and removed Tom Hale."), leans("Police saw a tweet, and the tweet was removed.")
        (True, False)
        >>> leans("Experts told me that it was late."), leans("“I am late,” said Tom Hale.")
        (True, False)
        >>> leans("He had three plans:", goes_on=False, follows=True)
        True
    """
    if not goes_on and sentence.rstrip("\"”’' ").endswith(":"):
        return True
    plain = _outside_marks(sentence)
    words = [word.casefold() for word in _WORD.findall(plain)]
    if not word_set("summary_edits", "leaning", "persons").isdisjoint(words):
        return True
    if follows:
        return False
    return opens_leaning(sentence, told) or _points(plain, told) or _counts(words)


def _outside_marks(sentence: str) -> str:
    """Return a sentence with what stands between quotation marks blanked."""
    marked = inside_marks(sentence, pair_marks(sentence))
    return "".join(" " if inside else character for character, inside in zip(sentence, marked, strict=True))


def _points(plain: str, told: AbstractSet[str]) -> bool:
    """Tell whether something that points back is told of as known, anywhere in a sentence."""
    pointing = word_set("summary_edits", "leaning", "nouns")
    on = word_set("summary_edits", "descriptions", "going-on")
    for found in _DEFINITE.finditer(plain):
        noun, following = found["noun"], (found["following"] or "").casefold()
        if noun not in pointing or (found["following"] and found["following"][0].isupper()):
            continue
        before = {word.casefold() for word in _WORD.findall(plain[: found.start()])} | told
        goes_on = not found["comma"] and following in on
        if not goes_on and before.isdisjoint({noun, noun.rstrip("s"), f"{noun}s"}):
            return True
    return False


def _counts(words: list[str]) -> bool:
    """Tell whether "the two", "the former" and the like stand alone, before a verb."""
    verbs = word_set("cue_verbs", "words") | word_set("summary_edits", "leaning", "verbs")
    numbers = word_set("summary_edits", "leaning", "numbers")
    triples = zip(words, words[1:], words[2:], strict=False)
    return any(first == "the" and second in numbers and third in verbs for first, second, third in triples)


def opens_leaning(sentence: str, told: AbstractSet[str] = frozenset()) -> bool:
    """Tell whether a sentence, as it is printed, begins with what stands for something said before.

    Args:
        sentence: Its text.
        told: The words of the summary before it, case-folded.

    Example:
        >>> opens_leaning("They left."), opens_leaning("“That is late,” she said.")
        (True, True)
        >>> opens_leaning("This week it rained."), opens_leaning("It is clear that it rained.")
        (False, False)
        >>> opens_leaning("The report says no."), opens_leaning("The report says no.", {"a", "report"})
        (True, False)
    """
    sentence = _OPENING.sub("", sentence[:_AS_FAR])
    words = _WORD.findall(sentence)
    first, *rest = [word.casefold() for word in words] or [""]
    if first == "the":
        return _points_back(words[1:], told)
    if first not in word_set("summary_edits", "leaning", "words"):
        return False
    if rest and rest[0] in word_set("summary_edits", "leaning", "not-before"):
        return False
    return not _empty_it().match(sentence.lstrip("“\"‘' "))


def _points_back(words: list[str], told: AbstractSet[str]) -> bool:
    """Tell whether a definite description, its article left out, is one of something that was not told."""
    pointing = word_set("summary_edits", "leaning", "nouns")
    closed = word_set("function_words") | word_set("summary_edits", "descriptions", "going-on")
    for n, word in enumerate(words[:_MOST_WORDS]):
        noun = word.casefold()
        if noun in closed:
            return False
        following = words[n + 1] if n + 1 < len(words) else ""
        if word.islower() and (noun in pointing or (sort_of_noun(noun) == "person" and is_role_noun(noun))):
            if sort_of_noun(following.casefold()) is not None and following.casefold() not in word_set(
                "cue_verbs", "words"
            ):
                continue
            goes_on = following.casefold() in word_set("summary_edits", "descriptions", "going-on")
            return not goes_on and not following[:1].isupper() and not {noun, noun.rstrip("s"), f"{noun}s"} & told
    return False


@cache
def _empty_it() -> re.Pattern[str]:
    return re.compile("|".join(table("summary_edits")["leaning"]["empty-it"]), re.IGNORECASE)
