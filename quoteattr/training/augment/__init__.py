"""Variants of annotated articles, so that a model learns the forms of newspapers that it has not seen."""

from quoteattr.training.augment.edits import Edit, edit
from quoteattr.training.augment.renaming import rename
from quoteattr.training.augment.variants import Variant, vary

__all__ = ["Edit", "Variant", "edit", "rename", "vary"]
