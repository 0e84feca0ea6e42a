"""Roles compared: whether two that are stated in different articles can be one person's."""

from enum import IntEnum
from functools import cache

from quoteattr.data import table
from quoteattr.speakers.lexicon import same_title, word_set
from quoteattr.speakers.merging.positions import Position

__all__ = ["RoleFit", "compare_positions", "same_place"]

# Nobody is told by being a voter or a resident.
_PRIVATE = frozenset({"private"})


class RoleFit(IntEnum):
    """How two roles agree, from least to most."""

    CONTRADICTS = 0
    """Hardly one person's: a judge and a footballer, two parties, mayors of two towns."""
    DIFFERS = 1
    """Nothing in common, but people move from one to the other: a senator and an author."""
    UNKNOWN = 2
    """At least one of them is not stated, or says nothing."""
    RELATED = 3
    """The same walk of life, employer or title: a senator and a nominee, two spokesmen."""
    AGREES = 4
    """The same title with the same further words: two campaign managers."""
    SAME = 5
    """The same title at the same place, or an office that few hold."""


def compare_positions(one: Position, other: Position) -> RoleFit:
    """Tell how two roles can be one person's.

    Args:
        one: A role.
        other: Another.

    Example:
        >>> from quoteattr.speakers.merging.positions import read_position
        >>> def compare(one, other):
        ...     return compare_positions(read_position(one), read_position(other)).name
        >>> compare("footballer", "judge"), compare("senator", "Democratic nominee"), compare("Sen.", "R-Tex.")
        ('CONTRADICTS', 'RELATED', 'RELATED')
        >>> compare("mayor of Lowmere", "Lowmere mayor"), compare("mayor of Lowmere", "mayor of Thornaby")
        ('SAME', 'CONTRADICTS')
    """
    gone = one.former or other.former
    if _apart(one.parties, other.parties) and not gone:
        return RoleFit.CONTRADICTS
    if not (_says_something(one) and _says_something(other)):
        return RoleFit.RELATED if _same_body(one, other) else RoleFit.UNKNOWN
    if any(same_title(head) & other.heads for head in one.heads):
        return _compare_like(one, other, gone=gone)
    return _compare_unlike(one, other, gone=gone)


def same_place(one: Position, other: Position) -> bool:
    """Tell whether two roles name the same region, town, employer or body.

    Args:
        one: A role.
        other: Another.

    Example:
        >>> from quoteattr.speakers.merging.positions import read_position
        >>> same_place(read_position("Texas senator"), read_position("R-Tex."))
        True
        >>> same_place(read_position("DNC chair"), read_position("chair of the Democratic National Committee"))
        True
    """
    return bool(one.regions & other.regions) or _same_body(one, other)


def _same_body(one: Position, other: Position) -> bool:
    if one.names & other.names or one.names & other.initials or one.initials & other.names:
        return True
    return bool(one.phrases & other.phrases) and not _apart(one.names, other.names)


def _says_something(position: Position) -> bool:
    return bool(position.heads - _heads("vague") or position.fields)


def _apart(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and not one & other


def _compare_like(one: Position, other: Position, *, gone: bool) -> RoleFit:
    """Compare two roles with the same title."""
    placed = same_place(one, other)
    if not placed and (_other_regions(one, other) or _apart(one.names, other.names)):
        # A mayor stays in town, a pollster changes employers.
        stays = any(head in _heads("few") | _heads("local") for head in one.heads | other.heads)
        return RoleFit.CONTRADICTS if stays and not (gone or _runs(one, other)) else RoleFit.DIFFERS
    if not placed and one.fields | other.fields == _PRIVATE:
        return RoleFit.DIFFERS
    few = any(head in _heads("few") for head in one.heads | other.heads)
    if placed or (few and not _apart(one.words, other.words)):
        return RoleFit.SAME
    # Two words say more than one: "chief executive" is no "executive".
    long = any("-" in head for head in one.heads & other.heads)
    return RoleFit.AGREES if long or one.words & other.words else RoleFit.RELATED


def _compare_unlike(one: Position, other: Position, *, gone: bool) -> RoleFit:
    """Compare two roles with different titles."""
    if _same_body(one, other):
        return RoleFit.RELATED
    politics = "politics" in one.fields & other.fields
    if politics and _other_regions(one, other) and not (gone or _runs(one, other)):
        return RoleFit.CONTRADICTS
    if (one.fields & other.fields) - _PRIVATE:
        return RoleFit.RELATED
    return RoleFit.DIFFERS if gone or _may_move(one.fields, other.fields) else RoleFit.CONTRADICTS


def _other_regions(one: Position, other: Position) -> bool:
    """Tell whether two states or two countries are named; a state and a country may lie in one another."""
    for kind in ("states/", "countries/"):
        if _apart(*(frozenset(r for r in position.regions if r.startswith(kind)) for position in (one, other))):
            return True
    return False


def _runs(one: Position, other: Position) -> bool:
    return bool((one.heads | other.heads) & _heads("running"))


def _heads(kind: str) -> frozenset[str]:
    return word_set("positions", "heads", kind)


@cache
def _may_move(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether people move between two walks of life, or hold both; nobody knows of a role without one."""
    if not one or not other:
        return True
    pairs = {frozenset(pair.split()) for pair in table("positions")["moves"]["pairs"]}
    return any(frozenset({a, b}) in pairs for a in one for b in other)
