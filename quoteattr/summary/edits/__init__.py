"""Make chosen sentences complete in themselves: names for pronouns, no openers, whole marks, attributions."""

from quoteattr.summary.edits.sentences import leaning, self_contained

__all__ = ["leaning", "self_contained"]
