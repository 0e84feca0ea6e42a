"""Tell whether two given names can be one person's: equal, initial, or short form."""

from collections.abc import Mapping
from functools import cache

from quoteattr.data import table

__all__ = ["same_given_name"]


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
    return bool(_groups().get(one, frozenset()) & _groups().get(other, frozenset()))
