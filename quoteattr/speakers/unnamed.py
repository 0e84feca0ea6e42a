"""Speakers without a name: which descriptions are of one and the same, and which words describe it best."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from quoteattr.speakers.lexicon import role_pronoun, word_set
from quoteattr.speakers.mentions import SourceMention
from quoteattr.speakers.nominals import is_bare, is_dated
from quoteattr.speakers.reading import Reading
from quoteattr.speakers.referents import Referent, Registry
from quoteattr.speakers.roles import Role
from quoteattr.types import Span

__all__ = ["Unnamed", "joint_key"]

OwnerOf = Callable[[SourceMention], Referent | None]
"""Tells whose something is ("her campaign"); `None` when nobody's."""


def _campaign(head: str, owner: Referent) -> str:
    """Return "campaign" for what else a person's campaign is called ("the Burns camp", "her team")."""
    return "campaign" if owner.sort == "person" and head in word_set("nouns", "campaigns") else head


def joint_key(members: Iterable[Referent]) -> tuple[str, ...]:
    """Return the key of several speakers named together, in whatever order."""
    return ("joint", *sorted({str(member.number) for member in members}))


@dataclass(frozen=True, slots=True)
class Unnamed:
    """The unnamed referents of an article, by their descriptions.

    Args:
        reading: The article's words.
        registry: Its referents; grows.
        owner_of: Tells whose something is.
    """

    reading: Reading
    registry: Registry
    owner_of: OwnerOf
    _at: dict[int, Referent] = field(default_factory=dict)

    def at(self, start: int) -> Referent | None:
        """Return the unnamed referent whose description begins at an offset; `None` when there is none."""
        return self._at.get(start)

    def of(self, mention: SourceMention) -> Referent:
        """Return the unnamed referent of a nominal, made when it is new."""
        key = self._key(mention)
        referent = self.registry.unnamed(key, mention.sort, mention.description)
        referent.kind = referent.kind or mention.kind
        self._at.setdefault(mention.mention.start, referent)
        if self._says_more(mention, referent):
            referent.label = mention.description
        self.registry.head(referent, key, mention.head)
        referent.mention(mention.mention)
        if mention.members and mention.mention.start < mention.description.start:
            self._state_label(mention, referent)
        if referent.pronoun is None:
            referent.pronoun = role_pronoun(mention.head)
        return referent

    def enrich(self, mention: SourceMention, referent: Referent) -> None:
        """Take a description that says more than the words under which its unnamed referent is known so far."""
        if not referent.named and self._says_more(mention, referent):
            referent.label = mention.description

    def _state_label(self, mention: SourceMention, referent: Referent) -> None:
        """State what stands before a list of names as the role of those listed ("two pilots, Ada Burns and …")."""
        before = [self.reading.tokens[i] for i in self._tokens(Span(mention.mention.start, mention.description.start))]
        while before and before[0].lower in {"the", "both", "a"}:
            del before[0]
        if before and before[-1].lower.endswith("s"):
            stop = before[-1].lower in word_set("titles", "several") and self.reading.text.startswith(
                ".", before[-1].end
            )
            referent.state(Role(before[0].start, before[-1].end + stop, "set-before"))

    def _says_more(self, mention: SourceMention, referent: Referent) -> bool:
        """Tell whether a mention describes what so far is only "Report" or "the report", or names a list more fully."""
        if mention.members:
            return len(self._tokens(mention.description)) > len(self._tokens(referent.label))
        words = [self.reading.tokens[i].lower for i in self._tokens(referent.label)]
        if words[:1] and words[0] in word_set("noun_phrases", "determining") and mention.owner is not None:
            # "her campaign" is first of all "the Burns campaign".
            return True
        if mention.head == "campaign" and mention.owner is not None and words[-1:] and words[-1] in {"camp", "team"}:
            return True
        plain = not [w for w in words if w not in word_set("function_words") and w != mention.head]
        tokens = self._tokens(mention.description)
        opening = self.reading.tokens[tokens.start].lower
        return plain and len(tokens) > max(len(words), 2) and opening not in {"that", "which"}

    def _key(self, mention: SourceMention) -> tuple[str, ...]:
        if mention.members:
            return joint_key(self.registry.of_name(name.start) for name in mention.members)
        if mention.sort == "organisation" and mention.head in word_set("nouns", "owned"):
            owner = self.owner_of(mention)
            if owner is not None:
                return ("owned", _campaign(mention.head, owner), str(owner.number))
            known = self.registry.latest_owned(mention.head)
            if known is not None and not mention.modifiers:
                return known
        staff = self._staff_key(mention)
        if staff is not None:
            return staff
        words = [self.reading.tokens[i].lower for i in self._tokens(mention.description)]
        if is_dated(self.reading, mention) or is_bare(self.reading, mention):
            known = self.registry.latest_headed(mention.sort, mention.head, mention.modifiers)
            if known is not None:
                return known
        return self._headline_key(mention) or (mention.sort, *(w for w in words if w not in {"the", "a", "an"}))

    def _staff_key(self, mention: SourceMention) -> tuple[str, ...] | None:
        """Return the key of several people by whose they are ("LASA scientists", "scientists at LASA"); else `None`."""
        if mention.sort != "group" or not mention.head.endswith("s"):
            return None
        tokens = self._tokens(mention.description)
        words = [self.reading.tokens[i].lower for i in tokens]
        for k in range(1, len(words)):
            if words[k - 1 : k + 1] == [mention.head, "at"] and k == 1 + (words[0] == "the"):
                body = words[k + 1 + (words[k + 1 : k + 2] == ["the"]) :]
                placed = all(self.reading.tokens[i].capital for i in tokens[-len(body) :]) and bool(body)
                return ("staff", mention.head, *body) if placed else None
        owner = mention.owner
        body = words[words[0] == "the" : -1]
        owned = owner is not None and owner.kind in {"organisation", "unknown"} and tuple(body) == owner.words
        return ("staff", mention.head, *body) if owned and words[-1] == mention.head else None

    def _headline_key(self, mention: SourceMention) -> tuple[str, ...] | None:
        """Return the key of the document that a headline called "Report" or "New poll", when the text introduces it."""
        key = self.registry.latest_headed(mention.sort, mention.head, ()) if mention.sort == "document" else None
        referent = self.registry.keyed(key) if key is not None else None
        if referent is None or mention.definite or len(referent.mentions) > 1:
            return None
        label = [self.reading.tokens[i] for i in self._tokens(referent.label)]
        headline = label[0].opens and label[-1].capital and label[0].lower not in word_set("function_words")
        return key if headline and len(label) <= 1 + (label[0].lower == "new") else None

    def _tokens(self, span: Span) -> range:
        return self.reading.within(span.start, span.end)
