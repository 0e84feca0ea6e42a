"""Optional libraries: imported where they are used, and missed with the line that installs them."""

import importlib
from typing import Any

from quoteattr.errors import MissingExtraError

__all__ = ["need"]


def need(module: str, extra: str) -> Any:
    """Import an optional library.

    Args:
        module: The module, by its full name.
        extra: The extra of quoteattr that installs it.

    Returns:
        The module.

    Raises:
        MissingExtraError: If it cannot be imported; the message has the `pip install` line.

    Example:
        >>> need("not_a_library", "web")
        Traceback (most recent call last):
        quoteattr.errors.MissingExtraError: not_a_library cannot be imported (No module named 'not_a_library'): \
pip install 'quoteattr[web]'
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        name = module.partition(".")[0]
        raise MissingExtraError(f"{name} cannot be imported ({error}): pip install 'quoteattr[{extra}]'") from error
