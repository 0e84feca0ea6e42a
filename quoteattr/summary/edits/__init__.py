"""Make chosen sentences complete in themselves: names for pronouns, no openers, whole marks, attributions."""

from quoteattr.summary.edits.sentences import Printed, leaning, print_sentences, self_contained

__all__ = ["Printed", "leaning", "print_sentences", "self_contained"]
