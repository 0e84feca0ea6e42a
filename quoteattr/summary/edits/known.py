"""Whether a sentence tells of something as known that the summary has not told."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import cache

from quoteattr.data import table
from quoteattr.speakers.lexicon import same_title, word_set
from quoteattr.speakers.mentions import is_role_noun
from quoteattr.summary.edits.told import is_told, words_of

__all__ = ["any_of", "find_pointing", "says_which", "tells_as_known"]

_WORD = re.compile(r"[^\W\d_]+")
_BEHIND = r"\b(?P<comma>,)?(?: (?P<following>\w+))?"
_NAMED = re.compile(r"\b[A-Z][a-z]{2,}")
_DESCRIBED = re.compile(rf"\b[Tt]he [A-Z][a-z]+ (?P<noun>[a-z]+){_BEHIND}")
# Characters before "that" in which the word before it is looked for.
_NEAR = 30
# Within a description, these tell that it is two.
_SMALL = frozenset(["to", "of", "and", "or", "in", "on", "for", "by", "with", "from", "at", "that"])
_NAME = r"(?:[A-Z][\w.’'-]* ){1,4}"


def tells_as_known(plain: str, told: AbstractSet[str]) -> bool:
    """Tell whether something of which nothing was said is told of as known, anywhere in a sentence.

    Args:
        plain: The sentence, with what stands between quotation marks blanked.
        told: The words of the summary before it, case-folded.

    Example:
        >>> tells_as_known("Police saw the tweet and left.", set()), tells_as_known("Police saw a tweet.", set())
        (True, False)
        >>> tells_as_known("All agreed.", set()), tells_as_known("Hale responded by leaving.", set())
        (True, True)
    """
    if any(find_pointing(plain, told)) or bool(_hanging().search(plain)) or _describes(plain, told):
        return True
    return _owns(plain, told) or _counts([word.casefold() for word in _WORD.findall(plain)])


def find_pointing(plain: str, told: AbstractSet[str]) -> Iterator[re.Match[str]]:
    """Yield the descriptions of a sentence that point back: "the film", "that image".

    Args:
        plain: The sentence, with what stands between quotation marks blanked.
        told: The words of the summary before it, case-folded.

    Yields:
        Matches with the groups `opening` ("the"), `modifiers` (with the space behind them) and `noun`.

    Example:
        >>> [found.group() for found in find_pointing("Police saw the new tweet", set())]
        ['the new tweet']
    """
    companies = word_set("summary_edits", "leaning", "companies")
    for found in _pointing().finditer(plain):
        noun, opening = found["noun"], found["opening"].casefold()
        # What stands between marks right behind is its name.
        if opening == "the" and plain.startswith("  ", found.end("noun")):
            continue
        # "The Paris agreement" has its name.
        if says_which(found, with_name=opening == "the") or found["modifiers"].lower() != found["modifiers"]:
            continue
        if not _SMALL.isdisjoint(found["modifiers"].split()):
            # "The need to visit" is of no visit.
            continue
        if opening == "that" and not _is_determiner(plain, found.start(), noun):
            continue
        if plain[: found.end("noun")].casefold().endswith(_idioms()):
            continue
        if noun in companies and _NAMED.search(plain, 1, max(1, found.start())):
            continue
        if not is_told(noun, plain[: found.start()], told):
            yield found


def _owns(plain: str, told: AbstractSet[str]) -> bool:
    """Tell whether somebody's words are told of as known: "responding to Burns's remark"."""
    return any(
        not says_which(found, with_name=False) and not is_told(found["noun"], plain[: found.start()], told)
        for found in _owned().finditer(plain)
    )


def _describes(plain: str, told: AbstractSet[str]) -> bool:
    """Tell whether somebody who is not named is described by an office: "the Ohio senator"."""
    return any(
        is_role_noun(found["noun"])
        and not (found["following"] or "")[:1].isupper()
        and found["noun"] not in word_set("summary_edits", "leaning", "public")
        and same_title(found["noun"]).isdisjoint(told | words_of(plain[: found.start()]))
        for found in _DESCRIBED.finditer(plain)
    )


def says_which(found: re.Match[str], *, with_name: bool) -> bool:
    """Tell whether what follows a noun says which one is meant.

    Args:
        found: A match with the groups `following`, the word behind the noun, and `comma`, that before it.
        with_name: Whether a name behind it does so too.
    """
    following = found["following"] or ""
    if with_name and (following[:1].isupper() or following[:1].isdigit()):
        return True
    if following in word_set("summary_edits", "leaning", "naming"):
        return True
    on = word_set("summary_edits", "descriptions", "going-on") | word_set("summary_edits", "leaning", "clauses")
    return not found["comma"] and following.casefold() in on


def _is_determiner(plain: str, start: int, noun: str) -> bool:
    """Tell "to shake that image" from "said that plans were late"."""
    words = plain[max(0, start - _NEAR) : start].casefold().split()
    # A clause begins behind "said that" more often than a noun that is pointed to.
    word = words[-1] if words else ""
    return word.isalpha() and not noun.endswith("s") and word not in word_set("cue_verbs", "words")


def _counts(words: list[str]) -> bool:
    """Tell whether "the two", "the former" and the like stand alone, before a verb."""
    numbers = word_set("summary_edits", "leaning", "numbers")
    triples = zip(words, words[1:], words[2:], strict=False)
    return any(first == "the" and second in numbers and third in _verbs() for first, second, third in triples)


def _verbs() -> frozenset[str]:
    return word_set("cue_verbs", "words") | word_set("summary_edits", "leaning", "verbs")


@cache
def _idioms() -> tuple[str, ...]:
    return tuple(table("summary_edits")["leaning"]["idioms"])


def any_of(*path: str) -> str:
    """Return a pattern of the words of a list of the summary's edits, longest first.

    Args:
        path: Where the list stands in the table.
    """
    return "|".join(sorted(word_set("summary_edits", *path), key=lambda word: (-len(word), word)))


@cache
def _pointing() -> re.Pattern[str]:
    """Return what finds "the tweet" and "this four-year plan", with what comes behind."""
    nouns = any_of("leaning", "nouns")
    return re.compile(
        r"\b(?P<opening>[Tt]he|[Tt]his|[Tt]hese|[Tt]hose|[Tt]hat) (?P<modifiers>(?:[\w-]+ ){0,2}?)"
        rf"(?P<noun>{nouns}){_BEHIND}"
    )


@cache
def _owned() -> re.Pattern[str]:
    return re.compile(rf"[’']s? (?:[a-z-]+ )?(?P<noun>{any_of('leaning', 'owned')}){_BEHIND}")


@cache
def _hanging() -> re.Pattern[str]:
    """Return what finds "All agreed", "Hale responded", "The former mayor left" and "the same thing"."""
    data = table("summary_edits")["leaning"]
    counted, answers, same = ("|".join(data[name].split()) for name in ("counted", "answers", "same"))
    even, before = ("|".join(sorted(data[name], key=len, reverse=True)) for name in ("even", "before-that"))
    here, which = ("|".join(data[name].split()) for name in ("here", "which"))
    verbs, going = "|".join(sorted(_verbs())), "|".join(data["going"])
    return re.compile(
        rf"\A\W*(?:\w[^,.]{{0,40}}, )?(?i:{counted}) (?:{verbs})\b"
        rf"|\A\W*{_NAME}(?:then |also |later |quickly )?(?:{answers})\b(?! (?:to|with|that)\b)"
        r"|\A\W*The former [a-z]+(?: of(?: the)?(?: [\w-]+){1,3}?)? (?!of\b)[a-z]"
        rf"|\b[Tt]he same (?:{same})\b(?! (?:as|that|who|which)\b)"
        rf"|\A\W*(?i:{going})\b"
        rf"|\A\W*(?i:(?:(?:{even}) ){{0,3}}(?:{before}) (?:this|that|these|those)\b(?! (?:{here}|{which})\b))"
        r"|\A\W*(?:[Bb]ut |[Aa]nd )?(?:[Ee]ven|[Oo]nly|[Jj]ust|[Uu]ntil|[Ss]ince) then\b"
        # "Burns may feel that way too", but not "is dry and will stay that way".
        r"|\A(?:(?! (?:and|but|or|because|who|which|while|as|if|when)\b)[^,;:—–“\"])*\bthat way\b(?! (?:to|of|for)\b)"
        # "BURNS: It is safe." is a line of a transcript.
        r"|\A\W*[A-Z]{3,}(?: [A-Z]{2,}){0,2}: |\A(?:[QA]: |Q[A-Z][a-z])"
        rf"|\A\W*(?i:{counted}|many|some|most|few|several|one|two|three) of (?:them|these|those)\b"
        r"|\A\W*Among (?:them|these|those|others)\b"
        r"|\A\W*(?:An?|One|Two|Three|Four|Five|Six) (?:hour|day|week|month|year)s? (?:later|earlier)\b"
        r"|\b(?:was|is) (?:his|her|their|the) (?:answer|reply|response)\b(?! to\b)"
    )
