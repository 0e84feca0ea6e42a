"""Word lists and weights, each file with its origin and licence; `table` reads one."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["table"]


@cache
def table(name: str) -> Mapping[str, Any]:
    """Read one data file, once.

    Args:
        name: File name without its ending, such as "titles".

    Example:
        >>> sorted(table("pronouns"))[:2]
        ['first', 'first-plural']
    """
    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8"))
