"""Slips of the pen in names: one letter left out, added, changed or two exchanged."""

__all__ = ["is_slip"]

_FEWEST_LETTERS = 5


def is_slip(one: str, other: str) -> bool:
    """Tell whether two words can be one name, once misspelt: one edit apart, with the same first letter.

    Args:
        one: A word, case-folded.
        other: Another.

    Example:
        >>> is_slip("hilary", "hillary"), is_slip("marhs", "marsh"), is_slip("marsh", "harsh"), is_slip("ann", "anne")
        (True, True, False, False)
    """
    short, long = sorted((one, other), key=len)
    if len(short) < _FEWEST_LETTERS or len(long) - len(short) > 1 or short[0] != long[0]:
        return False
    i = next((k for k, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[i:] == long[i + 1 :]
    exchanged = short[i : i + 2] == long[i : i + 2][::-1]
    return short[i + 1 :] == long[i + 1 :] or (exchanged and short[i + 2 :] == long[i + 2 :])
