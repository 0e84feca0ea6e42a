"""Whether a pronoun may stand for somebody else of its own sentence."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from quoteattr.speakers.lexicon import word_set
from quoteattr.speakers.mentions import pronoun_class, sort_of_noun
from quoteattr.summary.edits.references import Reference
from quoteattr.summary.edits.surroundings import belongs_to_noun

__all__ = ["alike", "is_ambiguous", "is_named", "is_orphan", "opens_clause"]

_WORD = re.compile(r"[^\W\d_][\w-]*")
# Characters before a pronoun in which another person is looked for; a sentence of a newspaper is shorter.
_REACH = 4000
# Shorter words in "s" are seldom plurals.
_SHORTEST = 3


def is_ambiguous(text: str, start: int, pronoun: Reference, before: Sequence[Reference]) -> bool:
    """Tell whether a pronoun may stand for somebody before it in its sentence, whatever it was resolved to.

    A reader would take it so, and whoever resolved it may have erred: a pronoun left is better than a wrong name.

    Args:
        text: The article.
        start: Where the sentence begins.
        pronoun: The reference; one that is no pronoun is never ambiguous.
        before: The references before it in its sentence.
    """
    figure = pronoun.figure
    if pronoun.kind != "pronoun" or figure is None:
        return False
    kind = pronoun_class(text[pronoun.start : pronoun.end].casefold()) or ""
    if figure.kind != "person":
        return kind == "they" and any(_may_be_several(word) for word in _words_before(text, start, pronoun))
    own = [other for other in before if not other.marked]
    if any(_may_be_meant(text, other, figure.key, kind) for other in own):
        return True
    if pronoun.source:
        return False
    # In "the Redcar-born singer" nobody is named.
    named = any(
        other.kind == "name" and other.figure and other.figure.kind == "person" and not belongs_to_noun(text, other)
        for other in own
    )
    words = _words_before(text, start, pronoun)
    return not named and any(_is_person(word) for word in words)


def is_orphan(
    text: str, start: int, pronoun: Reference, references: Sequence[Reference], people: AbstractSet[str] = frozenset()
) -> bool:
    """Tell whether nobody in its sentence can be meant by a "he", "she" or "they" of which it is unknown whom it means.

    Args:
        text: The article.
        start: Where the sentence begins.
        pronoun: The reference.
        references: All references of the sentence.
        people: Words of the names of the people of the article.
    """
    kind = pronoun_class(text[pronoun.start : pronoun.end].casefold()) or ""
    if pronoun.marked or pronoun.figure is not None or kind not in {"he", "she", "they"}:
        return False
    if kind == "they":
        return _is_of_nobody(_words_before(text, start, pronoun), people)
    others = [other for other in references if other is not pronoun and not other.marked]
    if any(_may_be_meant(text, other, "", kind) or _is_one(text, other, kind) for other in others):
        return False
    words = _words_before(text, start, pronoun)
    return not any(word in people or _is_person(word) for word in words)


def is_named(text: str, start: int, pronoun: Reference) -> bool:
    """Tell whether the one for whom a pronoun stands is named before it in its sentence, resolved there or not.

    Args:
        text: The article.
        start: Where the sentence begins.
        pronoun: The reference; one that is no pronoun is never named before.

    Example:
        >>> from quoteattr.summary.edits.figures import Figure
        >>> ada = Figure("person:Ada Burns", "Ada Burns", "person", True, "she", "Burns")
        >>> she = Reference(16, 19, "pronoun", ada, 0, marked=False, source=False, leads=False)
        >>> is_named("Ada Burns said, she left.", 0, she), is_named("Burns spoke. So she left.", 13, she)
        (True, False)
    """
    figure = pronoun.figure
    if pronoun.kind != "pronoun" or figure is None or figure.kind != "person" or not figure.named:
        return False
    return figure.surname in _words_before(text, start, pronoun)


def opens_clause(text: str, start: int, pronoun: Reference) -> bool:
    """Tell whether "he" or "she" is the first word of a sentence, or of its main clause behind an adverbial.

    Whom it means has to be said before it; a name behind it, in a clause beside, comes too late. "When she came, Burns
    laughed" has her name in time.

    Args:
        text: The article.
        start: Where the sentence begins.
        pronoun: The reference.

    Example:
        >>> she = Reference(15, 18, "pronoun", None, 0, marked=False, source=False, leads=True)
        >>> opens_clause("Two years ago, she left as Burns came.", 0, she)
        True
        >>> opens_clause("On Monday when she came, Burns left.", 0, she)
        False
    """
    if pronoun.kind != "pronoun" or text[pronoun.start : pronoun.end].casefold() not in {"he", "she"}:
        return False
    before = text[max(start, pronoun.start - _REACH) : pronoun.start].rstrip(' \u00a0\n"”’')
    return before.endswith(",") or not any(map(str.isalnum, before))


def _is_one(text: str, other: Reference, kind: str) -> bool:
    """Tell whether a pronoun of the same kind, of which is known whom it means, may mean the same."""
    known = other.kind == "pronoun" and other.figure is not None
    return known and pronoun_class(text[other.start : other.end].casefold()) == kind


def _is_of_nobody(before: Sequence[str], people: AbstractSet[str]) -> bool:
    """Tell whether "they" stands behind words that name one person and nothing else for which it may stand."""
    others = (
        word for n, word in enumerate(before) if word not in people and not (n == 0 and sort_of_noun(word) is None)
    )
    named = any(word in people for word in before)
    return named and not any(_may_be_several(word) or word[0].isupper() or sort_of_noun(word) for word in others)


def _is_person(word: str) -> bool:
    """Tell whether a noun is one for a person: "singer", "actor-singer"."""
    return sort_of_noun(word.casefold().rpartition("-")[2]) == "person"


def _may_be_several(word: str) -> bool:
    """Tell whether "they" may stand for what a word speaks of: "voters", "Burns and Hale"."""
    folded = word.casefold()
    if folded in word_set("summary_edits", "pronouns", "several"):
        return True
    plural = folded.endswith("s") and not folded.endswith(("ss", "us", "is")) and len(folded) > _SHORTEST
    return plural and folded not in word_set("cue_verbs", "words") and folded not in word_set("function_words")


def _words_before(text: str, start: int, pronoun: Reference) -> list[str]:
    return _WORD.findall(text, max(start, pronoun.start - _REACH), pronoun.start)


def _may_be_meant(text: str, other: Reference, key: str, kind: str) -> bool:
    if other.figure is None:
        return pronoun_class(text[other.start : other.end].casefold()) == kind
    if other.figure.kind != "person" or other.figure.key == key or other.kind == "pronoun":
        return False
    return alike(other.figure.pronoun, kind) and not belongs_to_noun(text, other)


def alike(one: str, other: str) -> bool:
    """Tell whether two pronouns can be of one person; "" is open.

    Example:
        >>> alike("he", ""), alike("he", "she")
        (True, False)
    """
    return not one or not other or one == other
