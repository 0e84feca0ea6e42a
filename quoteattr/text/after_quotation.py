"""What goes on with a sentence after a closing quotation mark: who spoke, when, or whose words they were.

Each rule takes a candidate and returns `False` when the sentence goes on, or `None` when the rule does not apply.
"""

from quoteattr.text.abbreviations import load_lexicon
from quoteattr.text.candidates import DASHES, OPENING_MARKS, WORD_WINDOW, Candidate
from quoteattr.text.speech_verbs import load_speech_verbs

__all__ = ["attribution", "credit", "date_after_title"]

_PUNCTUATION = '.,:;?!”"’'
_ATTRIBUTION_WINDOW = 240
_CREDIT_LENGTH = 80
_MAX_NAME_WORDS = 8
_MAX_TITLE_WORDS = 2
_MAX_APPOSITION_WORDS = 14


def attribution(c: Candidate) -> bool | None:
    """Join a name with a verb of speaking to the quotation before it: “Stop!” Ada Burns cried.

    Example:
        >>> from quoteattr.text.sentences import split_sentences
        >>> len(split_sentences("“Stop!” Ada Burns cried."))
        1
    """
    if not c.closes_quotation or c.opener or not c.next_word[:1].isupper():
        return None
    return False if _attribution_follows(c, complete=c.mark == ".") else None


def _attribution_follows(c: Candidate, *, complete: bool) -> bool:
    """Tell whether a name and a verb of speaking follow; `complete` asks that they be all of the sentence."""
    if c.starter and c.next_word != "I":
        return False
    words = c.text[c.next_start : min(c.next_start + _ATTRIBUTION_WINDOW, c.paragraph_end)].split()
    place = _skip_apposition(words, _skip_name(words))
    if 0 < place < len(words) and words[place].endswith("ly"):
        place += 1
    if not 0 < place < len(words):
        return False
    verbs = load_speech_verbs()
    verb = words[place].rstrip(_PUNCTUATION)
    mark = words[place][len(verb) : len(verb) + 1]
    if verb not in verbs or complete:
        return verb in verbs and mark == "."
    following = words[place + 1].rstrip(",").casefold() if place + 1 < len(words) else ""
    return bool(mark) or (
        verb not in verbs.final and (verb in verbs.without_clause or following not in verbs.clause_openers)
    )


def _skip_name(words: list[str]) -> int:
    """Return the place after the words of a name with its title ("Council leader Tom Vale"); 0 when there is none."""
    verbs = load_speech_verbs()
    plain = 0
    for place, word in enumerate(words[: _MAX_NAME_WORDS + 1]):
        bare = word.rstrip(_PUNCTUATION)
        if place and (bare in verbs or bare.endswith("ly")):
            return place
        if not (word[0].isupper() or (place and word in verbs.name_particles)):
            plain += 1
            if not place or plain > _MAX_TITLE_WORDS or bare in verbs.no_name:
                return 0
        if word.endswith(","):
            return place + 1
        if word[-1] in ".?!:;" and len(word) > 3 and load_lexicon().classify(word[:-1]) is None:
            return 0
    return 0


def _skip_apposition(words: list[str], place: int) -> int:
    """Return the place after ", the chief executive of …,"; `place` itself when nothing is set off by commas."""
    if not (place and words[place - 1].endswith(",")):
        return place
    for i, word in enumerate(words[place : place + _MAX_APPOSITION_WORDS], place):
        if word.endswith(","):
            return i + 1
        if word[-1] in "?!:;":
            break
    return 0


def date_after_title(c: Candidate) -> bool | None:
    """Join a day to the quoted title or slogan before it: "under “Whose Town?” Monday night".

    Example:
        >>> from quoteattr.text.sentences import split_sentences
        >>> len(split_sentences("They marched under “Whose Town?” Monday night."))
        1
    """
    lexicon = load_lexicon()
    if not c.closes_quotation or c.mark == "." or c.next_word.casefold() not in lexicon.weekdays or c.opener:
        return None
    if c.text[c.sentence_start] in OPENING_MARKS:
        return None
    rest = c.text[c.next_start + len(c.next_word) : min(c.next_start + WORD_WINDOW, c.paragraph_end)]
    words = rest.split(maxsplit=1)
    return False if rest[:1] in ".;" or (words and words[0].rstrip(".,") in lexicon.after_weekday) else None


def credit(c: Candidate) -> bool | None:
    """Join a dash and a short rest, which name whose words they were: “It is over.” — Ada Burns.

    Example:
        >>> from quoteattr.text.sentences import split_sentences
        >>> len(split_sentences("“It is over.” — Ada Burns"))
        1
    """
    if c.text[c.next_start] not in DASHES or c.paragraph_end - c.next_start > _CREDIT_LENGTH:
        return None
    if c.closes_quotation:
        return False
    # Without marks only a long dash and a bare name say so; a short one may begin the next item of a list.
    rest = c.text[c.next_start : c.paragraph_end]
    return False if rest[0] in "—―" and rest[-1] not in ".?!" and rest[1:].lstrip()[:1].isupper() else None
