"""The head of a noun phrase that may state a role."""

from collections.abc import Sequence

from quoteattr.speakers.lexicon import word_set
from quoteattr.speakers.mentions import is_role_noun, sort_of_noun
from quoteattr.speakers.names import Name
from quoteattr.speakers.reading import Token

__all__ = ["bears", "charge_before", "first_head", "head_of", "is_head", "participle_after_bearer", "states_role"]

_LONGEST_OWNER = 8
_LONGEST_CHARGE = 7


def is_head(name: Name, word: str) -> bool:
    """Tell whether a noun can be the head of what is said of a name's bearer."""
    if name.kind == "unknown" and len(name.words) == 1 and word in word_set("nouns", "publishers"):
        # "the newspaper Tideline"
        return True
    return sort_of_noun(word) == "organisation" if name.kind == "organisation" else is_role_noun(word)


def first_head(words: Sequence[Token], first: int, stop: int, name: Name) -> bool:
    """Tell whether the noun phrase that begins at `first` has a role as its head: before any preposition."""
    head = head_of(words, first, stop)
    return head is not None and is_head(name, words[head].lower) and not words[head].possessive


def head_of(words: Sequence[Token], first: int, stop: int) -> int | None:
    """Return the last token before a preposition, or before a participle that follows a person's noun."""
    head = None
    first = _after_owner(words, first, stop)
    for k in range(first, stop):
        if k > first and (participle_after_bearer(words, k) or _participle_after_body(words, k) or _governs(words, k)):
            break
        head = k
    return head


def _after_owner(words: Sequence[Token], first: int, stop: int) -> int:
    """Step over an owner whose name has a preposition ("Friends of the Port's chief")."""
    joining = {"of", "for", "on", "and", "the"}
    for k in range(first, min(stop - 1, first + _LONGEST_OWNER)):
        if not words[k].capital and words[k].lower not in joining:
            break
        if words[k].possessive:
            return k + 1
    return first


def _governs(words: Sequence[Token], k: int) -> bool:
    """Tell whether a word is a preposition; "outside" is an adjective unless a person's noun stands before it."""
    if words[k].lower in word_set("noun_phrases", "placing") and not is_role_noun(words[k - 1].lower):
        return False
    if words[k].lower == "of" and _within_employer(words, k):
        return False
    return words[k].lower in word_set("function_words", "words", "prepositions")


def _within_employer(words: Sequence[Token], k: int) -> bool:
    """Tell whether "of" belongs to an employer's name before a role ("a University of Lowmere professor")."""
    if not words[k - 1].capital or sort_of_noun(words[k - 1].lower) != "organisation":
        return False
    m = k + 1
    while m < min(len(words) - 1, k + _LONGEST_OWNER) and words[m].capital and words[m].follows(words[m - 1]):
        m += 1
    return m > k + 1 and words[m].follows(words[m - 1]) and is_role_noun(words[m].lower)


def participle_after_bearer(words: Sequence[Token], k: int) -> bool:
    """Tell whether a participle follows a person's noun ("a voter raised in Chile", "a customer waiting outside")."""
    word = words[k].lower
    ends = word.endswith(("ed", "ing")) and not words[k].capital and not bears(word)
    governs = k + 1 < len(words) and words[k + 1].lower in word_set("function_words")
    before = words[k - 1].lower
    return ends and governs and (bears(before) or bears(before.removesuffix("s")))


def _participle_after_body(words: Sequence[Token], k: int) -> bool:
    """Tell whether a participle follows an organisation's noun ("a group funded by fishermen")."""
    ends = words[k].lower.endswith(("ed", "ing")) and not words[k].capital
    governs = k + 1 < len(words) and words[k + 1].lower in word_set("function_words")
    return ends and governs and sort_of_noun(words[k - 1].lower) == "organisation"


def charge_before(words: Sequence[Token], first: int) -> int | None:
    """Return where an office stands that governs the plain words before a name ("Vice President for news Ada Burns").

    Args:
        words: The article's words.
        first: Index of the name's first word.
    """
    for k in range(first - 1, max(0, first - _LONGEST_CHARGE), -1):
        if not words[k + 1].follows(words[k]):
            return None
        if words[k].lower in {"for", "of"}:
            office = words[k - 1].capital and is_role_noun(words[k - 1].lower) and words[k].follows(words[k - 1])
            return k - 1 if office and k < first - 1 else None
        plain = words[k].lower == "and" or words[k].lower not in word_set("function_words")
        if words[k].capital or not plain or words[k].lower in word_set("cue_verbs", "words"):
            return None
    return None


def bears(word: str) -> bool:
    """Tell whether a noun can stand for a person by its ending or by what it means ("customer", "junior")."""
    if is_role_noun(word) or word in word_set("titles", "bearers", "words"):
        return True
    endings = tuple(word_set("titles", "bearers", "endings"))
    things = word_set("titles", "bearers", "things") | word_set("function_words")
    return len(word) > 5 and word.endswith(endings) and word not in things


def _bearer_head(words: Sequence[Token], first: int, stop: int, name: Name) -> bool:
    """Tell whether a phrase after "a" or "an" has a person's noun as its head that is in no list of roles."""
    if name.kind not in {"person", "unknown"} or words[first - 1].lower not in {"a", "an"}:
        return False
    head = head_of(words, first, stop)
    return head is not None and bears(words[head].lower) and not words[head].possessive


def _one_of(words: Sequence[Token], first: int, stop: int, name: Name) -> bool:
    """Tell whether a phrase makes somebody one of several of a role ("one of the mayor's closest aides")."""
    if name.kind == "organisation" or stop < first + 3 or [t.lower for t in words[first : first + 2]] != ["one", "of"]:
        return False
    head = head_of(words, first + 2, stop)
    return head is not None and words[head].lower.endswith("s") and bears(words[head].lower[:-1])


def _coordinated_head(words: Sequence[Token], i: int, stop: int, name: Name) -> bool:
    """Tell whether a role stands before a conjunction or what it governs, with no verb or preposition before it."""
    for k in range(i, min(stop - 1, i + 8)):
        word = words[k].lower
        if is_head(name, word) and words[k + 1].lower in word_set("titles", "going-on"):
            return True
        verb = word in word_set("cue_verbs", "words") and not words[k].capital
        if verb or word in word_set("function_words", "words", "prepositions"):
            return False
    return False


def states_role(words: Sequence[Token], first: int, stop: int, name: Name) -> bool:
    """Tell whether a noun phrase after a name has a head that says what its bearer is.

    Args:
        words: The article's words.
        first: Index of the phrase's first word.
        stop: Index after its last one.
        name: The name.
    """
    return any(fits(words, first, stop, name) for fits in (first_head, _coordinated_head, _bearer_head, _one_of))
