"""Speakers: the entity behind every source, with name, kind and role."""

from quoteattr.speakers.resolve import resolve_speakers

__all__ = ["resolve_speakers"]
