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
    r"""A string that is not well-formed Unicode text, such as one with a lone surrogate.

    Example:
        >>> from quoteattr.text.checks import check_text
        >>> try:
        ...     check_text("Yes.\ud800")
        ... except InvalidTextError as error:
        ...     print(str(error).partition(",")[0])
        the text has a lone surrogate '\ud800' at offset 4
    """


class InputTypeError(QuoteAttrError, TypeError):
    """An argument of a type that the function does not take.

    Example:
        >>> from quoteattr.text.checks import check_text
        >>> try:
        ...     check_text(b"Yes.")
        ... except TypeError as error:
        ...     print(type(error).__name__)
        InputTypeError
    """


class OptionError(QuoteAttrError, ValueError):
    """An option outside its accepted values.

    Example:
        >>> from quoteattr import Pipeline
        >>> try:
        ...     Pipeline.from_pretrained(min_score=2)
        ... except ValueError as error:
        ...     print(type(error).__name__)
        OptionError
    """


class SchemaError(QuoteAttrError, ValueError):
    """A record that does not have the published form of an article.

    Example:
        >>> from quoteattr import Article
        >>> try:
        ...     Article.from_dict({"text": "Yes."})
        ... except SchemaError as error:
        ...     print(str(error).partition(";")[0])
        an article of schema version 1 was asked for, found None
    """


class UnboundError(QuoteAttrError, AttributeError):
    """A quotation or speaker that was asked for its article before it had one.

    Example:
        >>> from quoteattr import Speaker
        >>> try:
        ...     Speaker("s1", "Ada Burns").quotations
        ... except UnboundError as error:
        ...     print(str(error).partition(",")[0])
        speaker 's1' belongs to no article yet
    """


class CheckpointError(QuoteAttrError, OSError):
    """A checkpoint that is missing, incomplete or of another format.

    Example:
        >>> from quoteattr import Pipeline
        >>> try:
        ...     Pipeline.from_pretrained("no/such/folder")
        ... except OSError as error:
        ...     print(type(error).__name__)
        CheckpointError
    """


class MissingExtraError(QuoteAttrError, ImportError):
    """An optional dependency that is not installed; the message names the install line.

    Example:
        >>> from quoteattr.extras import need
        >>> try:
        ...     need("not_a_library", "web")
        ... except ImportError as error:
        ...     print(str(error).rpartition(": ")[2])
        pip install 'quoteattr[web]'
    """


class WorkerError(QuoteAttrError, RuntimeError):
    """A process that annotates beside the caller's, and could not be started or died.

    Example:
        >>> isinstance(WorkerError("the process died"), RuntimeError)
        True
    """
