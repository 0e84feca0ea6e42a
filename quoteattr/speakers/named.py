"""What a proper name is, and what its words say of its bearer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from quoteattr.speakers.lexicon import given_name_pronoun, word_set
from quoteattr.speakers.reading import Token

__all__ = ["Name", "NameKind", "kind_of", "names_organisation", "plain_organisations", "shouts"]

# Words of "St. Paul" and "Mt. Harrow".
_PLACED = 2
# Of an acronym before a place.
_FEWEST_INITIALS, _MOST_INITIALS = 3, 4
_OF_TWO = 2
# "HB-7": a bill by its number.
_BILL = re.compile(r"([a-z]+)-?\d+")

NameKind = Literal["person", "organisation", "group", "place", "document", "unknown"]


@dataclass(frozen=True, slots=True)
class Name:
    """One occurrence of a proper name.

    Args:
        start: Offset of its first character, after any title or honorific.
        end: Offset after its last character, before any possessive ending.
        first: Index of its first token.
        last: Index after its last token.
        title: Index of the first token of the title or honorific before it; equals `first` when there is none.
        kind: What it seems to name; "unknown" when the words alone do not tell.
        pronoun: The pronoun that its honorific goes with; `None` when it has none or a neutral one.
        words: Its words, case-folded.
        shouts: Whether it is printed in capitals throughout, as headlines print names.
    """

    start: int
    end: int
    first: int
    last: int
    title: int
    kind: NameKind
    pronoun: str | None
    words: tuple[str, ...]
    shouts: bool = False


def shouts(core: Sequence[Token]) -> bool:
    """Tell whether a name is printed in capitals throughout, and is no acronym."""
    return all(t.text.isupper() for t in core) and any(len(t.text) > 4 for t in core)


def plain_organisations() -> frozenset[str]:
    """Return the words that stand for an organisation and are no surnames."""
    return word_set("nouns", "organisation") - word_set("nouns", "surnames")


def names_organisation(core: Sequence[Token]) -> bool:
    """Tell whether one of the words of a name stands for an organisation."""
    words = word_set("nouns", "organisation")
    if len(core) == 2 and given_name_pronoun(core[0].lower) and core[1].lower in word_set("nouns", "surnames"):
        return False
    if len(core) < _OF_TWO:
        return False
    # "Mission to the United Nations"
    return any(t.lower in words or t.lower == "to" for t in core) or _ends_organisation(core) or _is_station(core)


def _is_station(core: Sequence[Token]) -> bool:
    """Tell whether a number or a place tells one broadcaster from the others ("ABC 7", "LHB Scotland")."""
    first, last = core[0].text, core[-1]
    initials = first.isupper() and _FEWEST_INITIALS <= len(first) <= _MOST_INITIALS
    return last.text.isdigit() or (initials and len(core) == _OF_TWO and last.lower in word_set("places", "places"))


def _ends_organisation(core: Sequence[Token]) -> bool:
    """Tell whether the last word makes a name an organisation's ("Harbour Watch", "Red Cross")."""
    first, last = core[0].lower, core[-1].lower
    if last in word_set("heads", "naming", "words"):
        return not (len(core) == 2 and given_name_pronoun(first)) or first in _before_heads()
    return last in word_set("heads", "naming", "also-surnames") and first in _before_heads()


@cache
def _before_heads() -> frozenset[str]:
    """Return the words after which a surname ends the name of an organisation ("Red Cross", "Lowmere Park")."""
    return word_set("places", "peoples") | word_set("places", "places") | word_set("heads", "naming", "before-surnames")


def _is_people(core: Sequence[Token]) -> bool:
    """Tell whether a name is of all who belong to a party or a people ("House Republicans")."""
    last = core[-1].lower
    several = last.endswith("s") and not last.endswith("ss") and last in word_set("places", "peoples")
    return several and not any(t.lower in {"of", "for", "and"} for t in core)


def _names_document(core: Sequence[Token]) -> bool:
    """Tell whether a name is a document's ("Lowmere Post Poll", "Safe Ferries Act", "HB-7")."""
    bill = _BILL.fullmatch(core[0].lower) if len(core) == 1 else None
    if bill is not None:
        return core[0].text.isupper() and bill[1] in word_set("heads", "naming", "bills")
    given = len(core) == 2 and given_name_pronoun(core[0].lower) is not None
    return len(core) > 1 and not given and core[-1].lower in word_set("heads", "naming", "documents")


def kind_of(core: Sequence[Token], *, titled: bool) -> NameKind:
    """Tell what a name seems to name.

    Args:
        core: Its words.
        titled: Whether a title stands before it.
    """
    joined = "-".join(t.lower for t in core)
    if len(core) > 1 and _is_people(core) and names_organisation(core):
        return "group"
    known = joined in word_set("heads", "naming", "known")
    if not titled and not known and _names_document(core):
        return "document"
    if names_organisation(core) or core[0].lower == "university" or (known and not titled):
        return "organisation"
    if titled or (core[0].lower in word_set("titles", "regnal") and len(core) > 1):
        return "person"
    if joined in word_set("places", "places"):
        return "place"
    return _kind_of_word(core[0]) if len(core) == 1 else _kind_of_words(core)


def _kind_of_words(core: Sequence[Token]) -> NameKind:
    if any(t.lower in {"of", "for"} for t in core):
        return "organisation"
    given = given_name_pronoun(core[0].lower)
    if core[-1].lower in word_set("places", "peoples"):
        # "Bill English" and "Jay Jay French" are persons, "Christian Democrats" are not, nor are "Clinton Democrats".
        known = core[0].lower in word_set("places", "peoples") | word_set("places", "places")
        alone = len(core) == 2 or not (core[-1].lower.endswith("s") or core[-1].lower in word_set("places", "parties"))
        return "person" if given and not known and alone else "group"
    if core[0].lower in word_set("titles", "opening") and len(core) == _PLACED:
        return "place"
    if core[0].lower in word_set("places", "dotted") or (not given and core[-1].lower in word_set("nouns", "group")):
        return "organisation"
    return "person" if given or core[0].initial or core[1].initial else "unknown"


def _kind_of_word(token: Token) -> NameKind:
    if token.lower in word_set("places", "parties") & word_set("nouns", "papers"):
        # "The Independent"; several of them are people.
        return "organisation"
    if token.lower.rsplit("-", 1)[-1] in word_set("places", "peoples"):
        return "group"
    if token.lower in plain_organisations():
        return "organisation"
    capitals = token.text.replace(".", "").replace("-", "").isupper()
    if len(token.text) > 1 and (capitals or (len(token.text) < 5 and token.text[-1].isupper())):
        # "DfE" as well as "HMRC".
        return "organisation"
    return "person" if given_name_pronoun(token.lower) else "unknown"
