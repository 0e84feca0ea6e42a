"""Speaker identity over many articles: who, in one article, is who in another."""

from quoteattr.speakers.merging.identity import Evidence, Identity, LookAlike, Member, StatedRole
from quoteattr.speakers.merging.run import merge

__all__ = ["Evidence", "Identity", "LookAlike", "Member", "StatedRole", "merge"]
