"""Errors: every one is a `QuoteAttrError` and the built-in that a caller would already catch."""

__all__ = [
    "CheckpointError",
    "InputTypeError",
    "InvalidTextError",
    "MissingExtraError",
    "OptionError",
    "QuoteAttrError",
    "SchemaError",
    "UnboundError",
    "WorkerError",
]


class QuoteAttrError(Exception):
    """Base of every error that quoteattr raises on purpose.

    Example:
        >>> issubclass(InvalidTextError, QuoteAttrError)
        True
    """


class InvalidTextError(QuoteAttrError, ValueError):
    """A string that is not well-formed Unicode text, such as one with a lone surrogate."""


class InputTypeError(QuoteAttrError, TypeError):
    """An argument of a type that the function does not take."""


class OptionError(QuoteAttrError, ValueError):
    """An option outside its accepted values."""


class SchemaError(QuoteAttrError, ValueError):
    """A record that does not have the published form of an article."""


class UnboundError(QuoteAttrError, AttributeError):
    """A quotation or speaker that was asked for its article before it had one."""


class CheckpointError(QuoteAttrError, OSError):
    """A checkpoint that is missing, incomplete or of another format."""


class MissingExtraError(QuoteAttrError, ImportError):
    """An optional dependency that is not installed; the message names the install line."""


class WorkerError(QuoteAttrError, RuntimeError):
    """A process that annotates beside the caller's, and could not be started or died."""
