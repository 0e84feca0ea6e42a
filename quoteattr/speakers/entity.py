"""What one or more names stand for."""

from collections import Counter
from dataclasses import dataclass, field, replace

from quoteattr.speakers.lexicon import given_name_pronoun
from quoteattr.speakers.named import Name, NameKind

__all__ = ["Entity"]


@dataclass(slots=True)
class Entity:
    """What one or more names stand for.

    Args:
        names: Its occurrences, in order.
        kind: What it seems to be.
        pronoun: "he" or "she" when the article or its given name tells; `None` otherwise.
        sure: Whether the article itself, and not only the given name, tells the pronoun.
        full_starts: Offsets of the occurrences of more than one word, in order.
        forms: The first occurrence of each wording.
        counts: How often each wording occurs.
    """

    names: list[Name]
    kind: NameKind
    pronoun: str | None = None
    sure: bool = False
    full_starts: list[int] = field(default_factory=list)
    forms: dict[tuple[str, ...], Name] = field(default_factory=dict)
    counts: Counter[tuple[str, ...]] = field(default_factory=Counter)

    @classmethod
    def of(cls, name: Name) -> "Entity":
        """Begin an entity with its first name."""
        entity = cls([], name.kind)
        entity.add(name)
        return entity

    def add(self, name: Name) -> None:
        """Add an occurrence."""
        self.names.append(name)
        self.counts[name.words] += 1
        known = self.forms.setdefault(name.words, name)
        if known.shouts and not name.shouts:
            self.forms[name.words] = name
        if len(name.words) > 1:
            self.full_starts.append(name.start)
        if name.kind == "person":
            self.kind = "person"

    @property
    def fullest(self) -> Name:
        """The occurrence with the most words that begins with a given name, else the one with the most words."""
        return max(self.forms.values(), key=lambda name: (*_fullness(name), self.counts[name.words], -name.start))

    @property
    def first(self) -> int:
        """Offset of the first occurrence."""
        return self.names[0].start

    def absorb(self, other: "Entity") -> None:
        """Take over the names of another entity."""
        for name in other.names:
            self.add(replace(name, kind=self.kind))


def _fullness(name: Name) -> tuple[bool, int]:
    """Order forms of a name; "Rival Ada Burns" is less than "Ada Burns", "Ada Burns" more than "Ada"."""
    given = len(name.words) > 1 and given_name_pronoun(name.words[0]) is not None
    return given, len(name.words)
