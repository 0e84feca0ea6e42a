"""Tell whether two given names can be one person's: equal, initial, or short form."""

from collections.abc import Mapping
from functools import cache

from quoteattr.data import table

__all__ = ["is_own_name", "is_short_form", "nickname_lines", "same_given_name"]


@cache
def _groups() -> Mapping[str, frozenset[int]]:
    groups: dict[str, set[int]] = {}
    for number, line in enumerate(table("nicknames")["groups"]):
        for name in line.split():
            groups.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in groups.items()}


def same_given_name(one: str, other: str) -> bool:
    """Tell whether two given names can be one person's.

    Args:
        one: A given name or an initial, case-folded.
        other: Another.

    Example:
        >>> same_given_name("bill", "william"), same_given_name("j", "jane"), same_given_name("ada", "bill")
        (True, True, False)
    """
    one, other = one.strip("."), other.strip(".")
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) == 1:
        return long.startswith(short)
    return bool(nickname_lines(one) & nickname_lines(other))


def nickname_lines(name: str) -> frozenset[int]:
    """Return the numbers of the lines of `data/nicknames.toml` on which a given name stands.

    Args:
        name: A given name, case-folded.

    Example:
        >>> len(nickname_lines("bill") & nickname_lines("william")), nickname_lines("zoltan")
        (1, frozenset())
    """
    return _groups().get(name, frozenset())


def is_short_form(name: str) -> bool:
    """Tell whether a given name is a short form and not itself the full form of any.

    Args:
        name: A given name, case-folded.

    Example:
        >>> is_short_form("bill"), is_short_form("william"), is_short_form("zoltan")
        (True, False, False)
    """
    return name in _groups() and name not in _full_forms()


def is_own_name(name: str) -> bool:
    """Tell whether a short form is as often a name of its own ("Nancy" for "Ann").

    Args:
        name: A given name, case-folded.

    Example:
        >>> is_own_name("nancy"), is_own_name("bill")
        (True, False)
    """
    return name in table("nicknames")["independent"].split()


@cache
def _full_forms() -> frozenset[str]:
    return frozenset(line.split()[0] for line in table("nicknames")["groups"])
