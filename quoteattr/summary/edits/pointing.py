"""Whether a sentence stands in need of something said before."""

import re
from collections.abc import Set as AbstractSet
from functools import cache

from quoteattr.data import table
from quoteattr.speakers.lexicon import same_title, word_set
from quoteattr.speakers.mentions import is_role_noun, sort_of_noun
from quoteattr.summary.edits.known import tells_as_known
from quoteattr.summary.edits.standing import stands_for_told
from quoteattr.summary.edits.told import demonstrates, is_told
from quoteattr.text.marks import inside_marks, pair_marks

__all__ = ["breaks_off", "leans", "opens_leaning"]

_AS_FAR = 120
_MOST_WORDS = 4
# A noun and its verb.
_BARE = 2
_BEHIND_OPENING = re.compile(
    r"(?P<opening>(?:In|On|At|For|After|Before|During|With|Under|By|As|When|While|Since|Although|Though|If|Because|Despite)"
    r" [^,]+), the (?P<rest>.+)"
)
_WORD = re.compile(r"[^\W\d_]+")
# "WASHINGTON, Sept. 26 (UPI) —", "Hopefully," and "If" say nothing of what the sentence is about.
_OPENING = re.compile(
    r"\A(?:[A-Z][A-Z.,’' ]+[^―—–-]{0,40}[―—–-]+ *)?(?:[A-Z]\w+ly, )?"
    r"(?:(?:If|When|While|Although|Though|Because|Since|As|After|Before|Once|Until|Unless|Whether) "
    r"(?=(?:it|they|this|that|these|those)\b))?"
)


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
    if not goes_on and (sentence.rstrip("\"”’' .").endswith(":") or breaks_off(sentence)):
        return True
    plain = _outside_marks(sentence)
    if _speaks(plain):
        return True
    if follows:
        return False
    # Whoever says "this development" speaks of one that was told of, too.
    if opens_leaning(sentence, told) or tells_as_known(plain, told) or demonstrates(sentence, told):
        return True
    return stands_for_told(plain, told)


def breaks_off(sentence: str) -> bool:
    """Tell whether a sentence ends with a dash, as of somebody interrupted.

    Args:
        sentence: Its text.

    Example:
        >>> breaks_off("We shall build, and —."), breaks_off("We shall build.")
        (True, False)
    """
    return sentence.rstrip("\"”’'. ").endswith(("—", "–", "--"))


def _outside_marks(sentence: str) -> str:
    """Return a sentence with what stands between quotation marks blanked."""
    marked = inside_marks(sentence, pair_marks(sentence))
    return "".join(" " if inside else character for character, inside in zip(sentence, marked, strict=True))


def _speaks(plain: str) -> bool:
    """Tell whether a writer speaks, or the reader is spoken to; "Level I" and "Our Schools" are names."""
    persons = word_set("summary_edits", "leaning", "persons")
    words = list(_WORD.finditer(plain))
    for n, word in enumerate(words):
        if word.group().casefold() not in persons:
            continue
        named = n > 0 and _capital(words[n - 1].group()) and n + 1 < len(words) and _capital(words[n + 1].group())
        if word.group() == "I" and not named:
            return True
        if word.group().casefold() == "our" and _is_everybodys(words[n + 1 : n + 3]):
            continue
        if word.group() != "I" and (word.group().islower() or not plain[: word.start()].strip()):
            return True
    return False


def _is_everybodys(behind: list[re.Match[str]]) -> bool:
    """Tell "our country" and "our political system" from what is the writer's."""
    everybodys = word_set("summary_edits", "leaning", "everybodys")
    return any(word.group().casefold().rstrip("s") in everybodys for word in behind)


def _capital(word: str) -> bool:
    return word[0].isupper()


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
    if _points_within(sentence, told):
        return True
    if first not in word_set("summary_edits", "leaning", "words"):
        return False
    if rest and rest[0] in word_set("summary_edits", "leaning", "not-before"):
        return False
    return not _empty_it().match(sentence.lstrip("“\"‘' "))


def _points_within(sentence: str, told: AbstractSet[str]) -> bool:
    """Tell whether a noun alone stands before a verb behind what opens a sentence: "In May, the levy applies"."""
    found = _BEHIND_OPENING.match(sentence)
    if found is None:
        return False
    words = _WORD.findall(found["rest"])
    return _is_bare(words) and not is_told(words[0], found["opening"], told)


def _is_bare(words: list[str]) -> bool:
    """Tell whether a noun alone stands before a verb, and nothing says which is meant: "[The] tax applies"."""
    if len(words) < _BARE or not words[0].islower() or words[0] in word_set("summary_edits", "leaning", "unique"):
        return False
    if sort_of_noun(words[0]) in {"group", "organisation"} or words[0] in word_set("function_words"):
        return False
    verbs = word_set("cue_verbs", "words") | word_set("summary_edits", "leaning", "verbs")
    return words[1].islower() and (words[1] in verbs or words[1].endswith("ed"))


def _points_back(words: list[str], told: AbstractSet[str]) -> bool:
    """Tell whether a definite description, its article left out, is one of something that was not told."""
    pointing = word_set("summary_edits", "leaning", "nouns")
    if _is_bare(words) and not is_told(words[0], "", told):
        return True
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
            goes_on = following.casefold() in word_set("summary_edits", "descriptions", "going-on") | word_set(
                "summary_edits", "leaning", "clauses"
            )
            known = {noun, noun.rstrip("s"), f"{noun}s", *same_title(noun)} & told
            return not goes_on and not following[:1].isupper() and not known
    return False


@cache
def _empty_it() -> re.Pattern[str]:
    return re.compile("|".join(table("summary_edits")["leaning"]["empty-it"]), re.IGNORECASE)
