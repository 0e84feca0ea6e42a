"""Compression: leave out what a sentence of a summary can do without, by deletion alone."""

from quoteattr.summary.compress.shorten import compress, kept_words

__all__ = ["compress", "kept_words"]
