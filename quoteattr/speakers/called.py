"""Who or what a description calls beyond doubt: by words of a name, by what was said of it, by an age."""

from dataclasses import dataclass, field

from quoteattr.speakers.ages import Ages
from quoteattr.speakers.bodies import Bodies
from quoteattr.speakers.forces import Forces
from quoteattr.speakers.lexicon import word_set
from quoteattr.speakers.mentions import NameIndex, SourceMention
from quoteattr.speakers.nominals import is_bare
from quoteattr.speakers.reading import Reading
from quoteattr.speakers.referents import Referent, Registry
from quoteattr.speakers.taking_up import regnal
from quoteattr.types import Span

__all__ = ["Called"]


@dataclass(slots=True)
class Called:
    """What the descriptions of an article call without a choice among candidates.

    Args:
        reading: The article's words.
        index: Its names.
        registry: Its referents; grows.
    """

    reading: Reading
    index: NameIndex
    registry: Registry
    _bodies: Bodies = field(init=False)
    _forces: Forces = field(init=False)
    _ages: Ages = field(init=False)

    def __post_init__(self) -> None:
        """Read what the article says of its names."""
        self._bodies = Bodies(self.reading.tokens, self.index.names, self.registry)
        self._forces = Forces(self.reading, self.index.names, self.registry)
        self._ages = Ages(self.reading, self.index.names, self.registry)

    def by(self, mention: SourceMention) -> Referent | None:
        """Return what a description calls; `None` when its words do not settle that.

        Args:
            mention: The description.
        """
        found = regnal(self.registry, mention) or self._by_name(mention)
        return found or self._forces.called(mention) or self._ages.called(mention)

    def allows(self, mention: SourceMention, referent: Referent) -> bool:
        """Tell whether what an article says of somebody leaves room for a description.

        Args:
            mention: The description.
            referent: Whom it may mean.
        """
        return self._ages.allows(mention, referent) and not self._of_others(mention, referent)

    def _of_others(self, mention: SourceMention, referent: Referent) -> bool:
        """Tell whether the names in a description are others than in that of somebody unnamed.

        "A Tideline spokesman" is no "Harbour Gas spokesman", nor a "Kenyan diplomat" a "Western diplomat".
        """
        if referent.named or mention.sort != "person" or referent.sort != "person":
            return False
        ours, theirs = (self._named(span) for span in (mention.mention, referent.label))
        return bool(ours) and bool(theirs) and ours.isdisjoint(theirs)

    def _named(self, span: Span) -> set[str]:
        tokens = [self.reading.tokens[i] for i in self.reading.within(span.start, span.end)]
        return {token.lower for token in tokens if token.capital and not token.opens}

    def _by_name(self, mention: SourceMention) -> Referent | None:
        """Return the organisation that is called by words of its name alone ("the board", "the board of fares")."""
        tokens = self.reading.within(mention.description.start, mention.description.end)
        words = [self.reading.tokens[i].lower for i in tokens]
        if mention.head == "court" and not word_set("heads", "courts", "highest").isdisjoint(mention.modifiers):
            # "the country's highest court"
            return self.registry.organisation_with("court", ("supreme", "court"))
        if mention.sort != "organisation" or mention.owner is not None or words[0] != "the":
            return None
        others = (word for word in words if word not in word_set("function_words"))
        called = self.registry.organisation_with(mention.head, others)
        return called or (self._bodies.called(mention) if is_bare(self.reading, mention) else None)
