"""Speakers: the entity behind every source, with name, kind and role, in one article and over many."""

from quoteattr.speakers.merging import Identity, merge
from quoteattr.speakers.resolve import resolve_speakers

__all__ = ["Identity", "merge", "resolve_speakers"]
