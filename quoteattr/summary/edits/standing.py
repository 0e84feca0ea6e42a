"""Whether a sentence opens with, or does, what the sentence before it in the article told of."""

import re
from collections.abc import Set as AbstractSet
from functools import cache

from quoteattr.data import table
from quoteattr.speakers.lexicon import word_set
from quoteattr.summary.edits.known import any_of, says_which
from quoteattr.summary.edits.told import is_told

__all__ = ["stands_for_told"]

# "The Russian was fined", "The Brazilian, 20, scored".
_ONE_OF_PEOPLE = re.compile(r"\A\W*The (?P<people>[A-Z][a-z]+(?:an|ese|i|er))(?P<comma>,)? (?P<following>[a-z]+|\d+)\b")
# "The day before, she left."; "The next day she left."
_DAYS = "(?:day|night|morning|evening|week|weekend|month|year|season)"
_BEFORE = re.compile(
    rf"\bthe (?:{_DAYS} (?:before|after)|(?:next|following|previous) {_DAYS})(?=[,.;]|\Z)"
    rf"|\A\W*(?:The (?:next|following|previous)|That same) {_DAYS}\b(?!['’])"
    rf"|\A\W*(?:A few|[A-Z][a-z]+) {_DAYS}s? (?:before|after),"
)
# "Hale and Burns" join no deeds.
_PAIR = re.compile(r"\b[A-Z][\w.’'-]{0,30} and (?=[A-Z])")
# "The direction of their plans", "Much of its money".
_OF_THEIRS = re.compile(
    r"\A\W*(?:The|Much|Most|Some|Part|Half|All|Many|One|An?) (?:[a-z-]+ ){0,3}of (?:their|its|these|those)\b"
)
# As far as a deed is looked for.
_AS_FAR = 400


def stands_for_told(plain: str, told: AbstractSet[str]) -> bool:
    """Tell whether a sentence opens with a thing, a person or a day that was told of, or says "so" of a deed.

    Args:
        plain: The sentence, with what stands between quotation marks blanked.
        told: The words of the summary before it, case-folded.

    Example:
        >>> stands_for_told("The low-cost airline bought ten.", set()), stands_for_told("An airline bought it.", set())
        (True, False)
        >>> stands_for_told("Doing so takes years.", set()), stands_for_told("Burns may swim, and does so.", set())
        (True, False)
        >>> stands_for_told("The Russian was fined.", set()), stands_for_told("The Russian army left.", set())
        (True, False)
    """
    if _BEFORE.search(plain) or _OF_THEIRS.match(plain) or _is_of_people(plain):
        return True
    return _opens_known(plain, told) or _stands_for_deed(plain[:_AS_FAR])


def _opens_known(plain: str, told: AbstractSet[str]) -> bool:
    """Tell whether a sentence opens with a thing that was told of: "The low-cost airline bought ten"."""
    found = _opening().match(plain)
    if found is None or says_which(found, with_name=True) or plain.startswith("  ", found.end("noun")):
        return False
    if found["modifiers"] != found["modifiers"].lower():
        return False
    return not is_told(found["noun"], "", told)


def _is_of_people(plain: str) -> bool:
    """Tell whether a sentence opens with somebody who is called by a country or a party: "The Russian was fined"."""
    found = _ONE_OF_PEOPLE.match(plain)
    if found is None or found["people"].casefold() not in word_set("places", "peoples"):
        return False
    following = found["following"]
    verb = following in word_set("cue_verbs", "words") or following in word_set("summary_edits", "leaning", "verbs")
    return found["comma"] is not None or verb or following.endswith("ed")


def _stands_for_deed(plain: str) -> bool:
    """Tell whether "doing so" or "did it" stands for what was told of before the sentence."""
    found = _deed().search(plain)
    if found is None:
        return False
    before = _PAIR.sub(" ", plain[: found.start()])
    return _joined().search(before) is None and not any(mark in before for mark in ":;—–")


@cache
def _deed() -> re.Pattern[str]:
    """Return what finds "doing so", "do the same" and "did it by"."""
    data = table("summary_edits")["leaning"]
    deeds, words, manner = ("|".join(data[name].split()) for name in ("deeds", "words-of", "manner"))
    return re.compile(
        rf"\b(?i:{deeds}) (?:so\b(?! (?:far|much|many|well|little)\b)"
        r"|the same\b(?! (?:\w+ )?(?:as|that|thing|for|to|with)\b)"
        rf"|it(?= (?:{manner})\b|[.,]))|\b(?i:{words}) so (?=[a-z])(?!(?:that|far|much|many)\b)"
    )


@cache
def _joined() -> re.Pattern[str]:
    """Return what finds a word that joins a deed to another of its sentence."""
    return re.compile(rf"\b(?i:{'|'.join(table('summary_edits')['leaning']['joined'].split())})\b")


@cache
def _opening() -> re.Pattern[str]:
    """Return what finds "The new headline", with what comes behind, where a sentence opens so."""
    nouns = any_of("leaning", "opening")
    return re.compile(
        rf"\W{{0,3}}The (?P<modifiers>(?:[\w-]+ ){{0,3}}?)(?P<noun>{nouns})\b(?P<comma>,)?(?: (?P<following>\w+))?"
    )
